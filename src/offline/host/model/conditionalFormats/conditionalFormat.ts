import { HostCollection, HostObject } from "../../richapi/hostObject";
import { overlaps } from "../address";
import { type ConditionalFormatState, cutAreas } from "../sheetState";
import { refuse, requireBoolean, requireInteger, requireOneOf } from "../support";
import { type Range, type Worksheet } from "../objects";
import { type FormatType, newStyle, startSettings, TYPES } from "./settings";
import type { FormatKind } from "./look";
import {
  CellValueFormat,
  CustomFormat,
  PresetFormat,
  TextFormat,
  TopBottomFormat,
} from "./styledKinds";
import { ColorScaleFormat, DataBarFormat, IconSetFormat } from "./scaleKinds";

declare module "../objectModel" {
  interface ObjectModel {
    readonly ConditionalFormat: ConditionalFormat;
  }
}

/** `Excel.ConditionalFormatCollection` of a range: the formats that touch it. */
export class ConditionalFormatCollection extends HostCollection<ConditionalFormat> {
  readonly $class = "ConditionalFormatCollection";

  constructor(private readonly range: Range) {
    super();
  }

  $items(): readonly ConditionalFormat[] {
    const { sheet, rect } = this.range;
    return sheet.conditionalFormats
      .filter(({ areas }) => areas.some((area) => overlaps(area, rect)))
      .map((state) => new ConditionalFormat(sheet, state));
  }
  $item(key: string | number): ConditionalFormat | null {
    return this.$items().find(({ Id }) => Id === key) ?? null;
  }
  GetItemOrNullObject(id: string): ConditionalFormat | null {
    return this.$item(id);
  }
  GetItemAt(index: number): ConditionalFormat {
    const item = this.$items()[index];
    return item ?? refuse("InvalidArgument", "ConditionalFormatCollection.getItemAt");
  }
  GetCount(): number {
    return this.$items().length;
  }
  /** The new format has the first priority (typings, `ConditionalFormatCollection.add`). */
  Add(type: unknown): ConditionalFormat {
    const location = "ConditionalFormatCollection.add";
    const kind = requireOneOf(type, TYPES, location);
    const { sheet, rect } = this.range;
    sheet.guardEdit(rect, "formatCells", location);
    const state: ConditionalFormatState = {
      id: sheet.nextFormatId(),
      type: kind,
      areas: [rect],
      stopIfTrue: false,
      settings: startSettings(kind),
      style: newStyle(),
    };
    sheet.conditionalFormats = [state, ...sheet.conditionalFormats];
    sheet.touch("conditionalFormats");
    return new ConditionalFormat(sheet, state);
  }
  /** Removes all formats from the range's cells (typings: "active on the … range"). */
  ClearAll(): void {
    const { sheet, rect } = this.range;
    sheet.guardEdit(rect, "formatCells", "ConditionalFormatCollection.clearAll");
    sheet.conditionalFormats = cutAreas(sheet.conditionalFormats, rect);
    sheet.touch("conditionalFormats");
  }
}

/** `Excel.ConditionalFormat`. */
class ConditionalFormat extends HostObject {
  readonly $class = "ConditionalFormat";

  constructor(
    private readonly sheet: Worksheet,
    private readonly state: ConditionalFormatState
  ) {
    super();
  }

  override get $scalars(): readonly string[] {
    return ["Id", "Priority", "StopIfTrue", "Type"];
  }
  override $identity(): Record<string, unknown> {
    return { Id: this.state.id };
  }
  get Id(): string {
    return this.state.id;
  }
  get Type(): string {
    return this.state.type;
  }
  get Priority(): number {
    return this.sheet.conditionalFormats.indexOf(this.state);
  }
  set Priority(priority: unknown) {
    const { sheet, state } = this;
    const last = sheet.conditionalFormats.length - 1;
    const to = requireInteger(priority, "ConditionalFormat.priority", 0, last);
    const rest = sheet.conditionalFormats.filter((other) => other !== state);
    sheet.conditionalFormats = [...rest.slice(0, to), state, ...rest.slice(to)];
    sheet.touch("conditionalFormats");
  }
  get StopIfTrue(): boolean {
    return this.state.stopIfTrue;
  }
  set StopIfTrue(stop: unknown) {
    this.state.stopIfTrue = requireBoolean(stop, "ConditionalFormat.stopIfTrue");
    this.sheet.touch("conditionalFormats");
  }

  get CellValueOrNullObject(): FormatKind | null {
    return this.kind("CellValue", CellValueFormat);
  }
  get CellValue(): FormatKind {
    return this.CellValueOrNullObject ?? this.wrongKind("cellValue");
  }
  get CustomOrNullObject(): FormatKind | null {
    return this.kind("Custom", CustomFormat);
  }
  get Custom(): FormatKind {
    return this.CustomOrNullObject ?? this.wrongKind("custom");
  }
  get TextComparisonOrNullObject(): FormatKind | null {
    return this.kind("ContainsText", TextFormat);
  }
  get TextComparison(): FormatKind {
    return this.TextComparisonOrNullObject ?? this.wrongKind("textComparison");
  }
  get TopBottomOrNullObject(): FormatKind | null {
    return this.kind("TopBottom", TopBottomFormat);
  }
  get TopBottom(): FormatKind {
    return this.TopBottomOrNullObject ?? this.wrongKind("topBottom");
  }
  get PresetOrNullObject(): FormatKind | null {
    return this.kind("PresetCriteria", PresetFormat);
  }
  get Preset(): FormatKind {
    return this.PresetOrNullObject ?? this.wrongKind("preset");
  }
  get ColorScaleOrNullObject(): FormatKind | null {
    return this.kind("ColorScale", ColorScaleFormat);
  }
  get ColorScale(): FormatKind {
    return this.ColorScaleOrNullObject ?? this.wrongKind("colorScale");
  }
  get DataBarOrNullObject(): FormatKind | null {
    return this.kind("DataBar", DataBarFormat);
  }
  get DataBar(): FormatKind {
    return this.DataBarOrNullObject ?? this.wrongKind("dataBar");
  }
  get IconSetOrNullObject(): FormatKind | null {
    return this.kind("IconSet", IconSetFormat);
  }
  get IconSet(): FormatKind {
    return this.IconSetOrNullObject ?? this.wrongKind("iconSet");
  }

  GetRangeOrNullObject(): Range | null {
    const [only, ...more] = this.state.areas;
    return only && more.length === 0 ? this.sheet.range(only) : null;
  }
  GetRange(): Range {
    return this.GetRangeOrNullObject() ?? refuse("ItemNotFound", "ConditionalFormat.getRange");
  }
  Delete(): void {
    const { sheet, state } = this;
    sheet.conditionalFormats = sheet.conditionalFormats.filter((other) => other !== state);
    sheet.touch("conditionalFormats");
  }

  private kind(
    type: FormatType,
    make: new (sheet: Worksheet, state: ConditionalFormatState) => FormatKind
  ): FormatKind | null {
    return this.state.type === type ? new make(this.sheet, this.state) : null;
  }
  private wrongKind(member: string): never {
    refuse("InvalidOperation", `ConditionalFormat.${member}`);
  }
}
