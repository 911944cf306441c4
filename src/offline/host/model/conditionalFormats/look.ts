import { HostObject } from "../../richapi/hostObject";
import { type ConditionalFormatState, type ConditionalStyle } from "../sheetState";
import { requireBoolean, requireColor, requireOneOf, requireText } from "../support";
import { type Worksheet } from "../objects";
import { UNDERLINES, newStyle } from "./settings";

export abstract class FormatKind extends HostObject {
  constructor(
    protected readonly sheet: Worksheet,
    protected readonly state: ConditionalFormatState
  ) {
    super();
  }

  protected get<T>(name: string): T {
    return (this.state.settings[name] ?? null) as T;
  }
  protected set(name: string, value: unknown): void {
    this.state.settings = { ...this.state.settings, [name]: value };
    this.sheet.touch("conditionalFormats");
  }
  protected where(member: string): string {
    return `${this.$class}.${member}`;
  }
}

export abstract class StyledKind extends FormatKind {
  get Format(): ConditionalRangeFormat {
    return new ConditionalRangeFormat(this.sheet, this.state);
  }
}

class ConditionalRangeFormat extends FormatKind {
  readonly $class = "ConditionalRangeFormat";
  override get $scalars(): readonly string[] {
    return ["NumberFormat"];
  }
  get NumberFormat(): string {
    return this.state.style.numberFormat;
  }
  set NumberFormat(code: unknown) {
    changeLook(this.sheet, this.state, {
      numberFormat: requireText(code, this.where("numberFormat")),
    });
  }
  get Font(): ConditionalRangeFont {
    return new ConditionalRangeFont(this.sheet, this.state);
  }
  get Fill(): ConditionalRangeFill {
    return new ConditionalRangeFill(this.sheet, this.state);
  }
}

function changeLook(
  sheet: Worksheet,
  state: ConditionalFormatState,
  changes: Partial<ConditionalStyle>
): void {
  state.style = { ...state.style, ...changes };
  sheet.touch("conditionalFormats");
}

class ConditionalRangeFill extends FormatKind {
  readonly $class = "ConditionalRangeFill";
  override get $scalars(): readonly string[] {
    return ["Color"];
  }
  get Color(): string {
    return this.state.style.fillColor;
  }
  set Color(color: unknown) {
    changeLook(this.sheet, this.state, { fillColor: requireColor(color, this.where("color")) });
  }
  Clear(): void {
    changeLook(this.sheet, this.state, { fillColor: "" });
  }
}

class ConditionalRangeFont extends FormatKind {
  readonly $class = "ConditionalRangeFont";
  override get $scalars(): readonly string[] {
    return ["Bold", "Color", "Italic", "Strikethrough", "Underline"];
  }
  get Color(): string {
    return this.state.style.fontColor;
  }
  set Color(color: unknown) {
    changeLook(this.sheet, this.state, { fontColor: requireColor(color, this.where("color")) });
  }
  get Bold(): boolean | null {
    return this.state.style.bold;
  }
  set Bold(bold: unknown) {
    changeLook(this.sheet, this.state, { bold: requireBoolean(bold, this.where("bold")) });
  }
  get Italic(): boolean | null {
    return this.state.style.italic;
  }
  set Italic(italic: unknown) {
    changeLook(this.sheet, this.state, { italic: requireBoolean(italic, this.where("italic")) });
  }
  get Strikethrough(): boolean | null {
    return this.state.style.strikethrough;
  }
  set Strikethrough(strike: unknown) {
    const strikethrough = requireBoolean(strike, this.where("strikethrough"));
    changeLook(this.sheet, this.state, { strikethrough });
  }
  get Underline(): string {
    return this.state.style.underline;
  }
  set Underline(underline: unknown) {
    const kind = requireOneOf(underline, UNDERLINES, this.where("underline"));
    changeLook(this.sheet, this.state, { underline: kind });
  }
  Clear(): void {
    const { fillColor, numberFormat } = this.state.style;
    changeLook(this.sheet, this.state, { ...newStyle(), fillColor, numberFormat });
  }
}
