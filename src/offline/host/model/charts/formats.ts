import { HostObject } from "../../richapi/hostObject";
import { type Chart } from "../objects";
import { requireBoolean, requireColor, requireNumber, requireOneOf, requireText } from "../support";
import { LINE_STYLES, type ChartFontState, type ChartLineState } from "./state";

/** What the parts of a chart share: its state, and telling that it changed. */
export abstract class ChartPart extends HostObject {
  constructor(protected readonly chart: Chart) {
    super();
  }
  protected where(member: string): string {
    return `${this.$class}.${member}`;
  }
  protected change<T extends object>(state: T, changes: Partial<T>): void {
    Object.assign(state, changes);
    this.chart.sheet.touch("charts");
  }
}

/** A part of a chart whose figures have a number format, of their own or that of the cells. */
export abstract class NumberedChartPart extends ChartPart {
  protected abstract get numbered(): { numberFormat: string; linkNumberFormat: boolean };
  get NumberFormat(): string {
    return this.numbered.numberFormat;
  }
  set NumberFormat(code: unknown) {
    const numberFormat = requireText(code, this.where("numberFormat"));
    this.change(this.numbered, { numberFormat, linkNumberFormat: false });
  }
  get LinkNumberFormat(): boolean {
    return this.numbered.linkNumberFormat;
  }
  set LinkNumberFormat(link: unknown) {
    const linkNumberFormat = requireBoolean(link, this.where("linkNumberFormat"));
    this.change(this.numbered, { linkNumberFormat });
  }
}

export class ChartTextFormat extends ChartPart {
  readonly $class = "ChartFormatString";
  constructor(
    chart: Chart,
    private readonly state: ChartFontState
  ) {
    super(chart);
  }
  get Font(): ChartFont {
    return new ChartFont(this.chart, this.state);
  }
}

class ChartFont extends ChartPart {
  readonly $class = "ChartFont";
  constructor(
    chart: Chart,
    private readonly state: ChartFontState
  ) {
    super(chart);
  }
  override get $scalars(): readonly string[] {
    return ["Bold", "Color", "Italic", "Name", "Size"];
  }
  get Bold(): boolean {
    return this.state.bold;
  }
  set Bold(bold: unknown) {
    this.change(this.state, { bold: requireBoolean(bold, this.where("bold")) });
  }
  get Italic(): boolean {
    return this.state.italic;
  }
  set Italic(italic: unknown) {
    this.change(this.state, { italic: requireBoolean(italic, this.where("italic")) });
  }
  get Color(): string {
    return this.state.color || "#595959";
  }
  set Color(color: unknown) {
    this.change(this.state, { color: requireColor(color, this.where("color")) });
  }
  get Size(): number {
    return this.state.size || 9;
  }
  set Size(size: unknown) {
    this.change(this.state, { size: requireNumber(size, this.where("size"), 1, 409) });
  }
  get Name(): string {
    return this.state.name || "Calibri";
  }
  set Name(name: unknown) {
    this.change(this.state, { name: requireText(name, this.where("name")) });
  }
}

export class ChartFill extends ChartPart {
  readonly $class = "ChartFill";
  constructor(
    chart: Chart,
    private readonly set: (color: string) => void
  ) {
    super(chart);
  }
  SetSolidColor(color: unknown): void {
    this.set(requireColor(color, this.where("setSolidColor")));
    this.chart.sheet.touch("charts");
  }
  Clear(): void {
    this.set("none");
    this.chart.sheet.touch("charts");
  }
}

export class ChartLineFormat extends ChartPart {
  readonly $class = "ChartLineFormat";
  constructor(
    chart: Chart,
    private readonly state: ChartLineState
  ) {
    super(chart);
  }
  override get $scalars(): readonly string[] {
    return ["Color", "LineStyle", "Weight"];
  }
  get Color(): string {
    return this.state.color;
  }
  set Color(color: unknown) {
    this.change(this.state, { color: requireColor(color, this.where("color")), hidden: false });
  }
  get LineStyle(): string {
    return this.state.lineStyle;
  }
  set LineStyle(style: unknown) {
    const lineStyle = requireOneOf(style, LINE_STYLES, this.where("lineStyle"));
    this.change(this.state, { lineStyle, hidden: lineStyle === "None" });
  }
  get Weight(): number {
    return this.state.weight;
  }
  set Weight(weight: unknown) {
    this.change(this.state, { weight: requireNumber(weight, this.where("weight"), 0, 1584) });
  }
  Clear(): void {
    this.change(this.state, { hidden: true });
  }
}
