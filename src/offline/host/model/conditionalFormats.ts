import { HostCollection, HostObject } from "../richapi/hostObject";
import { overlaps } from "./address";
import { type ConditionalFormatState, type ConditionalStyle, cutAreas } from "./sheetState";
import {
  refuse,
  requireBoolean,
  requireColor,
  requireInteger,
  requireKeys,
  requireOneOf,
  requireText,
} from "./support";
import type { Range, Worksheet } from "./objects";

const TYPES = [
  "Custom",
  "DataBar",
  "ColorScale",
  "IconSet",
  "TopBottom",
  "PresetCriteria",
  "ContainsText",
  "CellValue",
] as const;
type FormatType = (typeof TYPES)[number];

const CELL_OPERATORS = [
  "Between",
  "NotBetween",
  "EqualTo",
  "NotEqualTo",
  "GreaterThan",
  "LessThan",
  "GreaterThanOrEqual",
  "LessThanOrEqual",
] as const;
const TEXT_OPERATORS = ["Contains", "NotContains", "BeginsWith", "EndsWith"] as const;
const TOP_TYPES = ["TopItems", "TopPercent", "BottomItems", "BottomPercent"] as const;
const COLOR_TYPES = [
  "LowestValue",
  "HighestValue",
  "Number",
  "Percent",
  "Formula",
  "Percentile",
] as const;
const BOUND_TYPES = ["Automatic", ...COLOR_TYPES] as const;
const ICON_TYPES = ["Number", "Percent", "Formula", "Percentile"] as const;
const ICON_OPERATORS = ["GreaterThan", "GreaterThanOrEqual"] as const;
const ICON_STYLES = [
  "ThreeArrows",
  "ThreeArrowsGray",
  "ThreeFlags",
  "ThreeTrafficLights1",
  "ThreeTrafficLights2",
  "ThreeSigns",
  "ThreeSymbols",
  "ThreeSymbols2",
  "FourArrows",
  "FourArrowsGray",
  "FourRedToBlack",
  "FourRating",
  "FourTrafficLights",
  "FiveArrows",
  "FiveArrowsGray",
  "FiveRating",
  "FiveQuarters",
  "ThreeStars",
  "ThreeTriangles",
  "FiveBoxes",
] as const;
const PRESETS = [
  "Blanks",
  "NonBlanks",
  "Errors",
  "NonErrors",
  "Yesterday",
  "Today",
  "Tomorrow",
  "LastSevenDays",
  "LastWeek",
  "ThisWeek",
  "NextWeek",
  "LastMonth",
  "ThisMonth",
  "NextMonth",
  "AboveAverage",
  "BelowAverage",
  "EqualOrAboveAverage",
  "EqualOrBelowAverage",
  "OneStdDevAboveAverage",
  "OneStdDevBelowAverage",
  "TwoStdDevAboveAverage",
  "TwoStdDevBelowAverage",
  "ThreeStdDevAboveAverage",
  "ThreeStdDevBelowAverage",
  "UniqueValues",
  "DuplicateValues",
] as const;
const UNDERLINES = ["None", "Single", "Double"] as const;

export const newStyle = (): ConditionalStyle => ({
  fillColor: "",
  fontColor: "",
  bold: null,
  italic: null,
  strikethrough: null,
  underline: "",
  numberFormat: "",
});

/** What a new format of each kind starts with. */
export const startSettings = (type: FormatType): Record<string, unknown> => {
  if (type === "DataBar") {
    return {
      AxisColor: "",
      AxisFormat: "Automatic",
      BarDirection: "Context",
      ShowDataBarOnly: false,
      LowerBoundRule: { type: "Automatic" },
      UpperBoundRule: { type: "Automatic" },
      PositiveFill: "#638EC6",
      PositiveBorder: "",
      PositiveGradient: true,
      NegativeFill: "#FF0000",
      NegativeBorder: "",
      NegativeMatchFill: false,
      NegativeMatchBorder: false,
    };
  }
  if (type === "IconSet") {
    return { Style: "ThreeTrafficLights1", ReverseIconOrder: false, ShowIconOnly: false };
  }
  return {};
};

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

abstract class FormatKind extends HostObject {
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

abstract class StyledKind extends FormatKind {
  get Format(): ConditionalRangeFormat {
    return new ConditionalRangeFormat(this.sheet, this.state);
  }
}

class CellValueFormat extends StyledKind {
  readonly $class = "CellValueConditionalFormat";
  override get $scalars(): readonly string[] {
    return ["Rule"];
  }
  get Rule(): unknown {
    return this.get("Rule");
  }
  set Rule(rule: unknown) {
    const location = this.where("rule");
    const given = requireKeys(rule, ["formula1", "formula2", "operator"], location);
    const operator = requireOneOf(given["operator"], CELL_OPERATORS, location);
    requireText(given["formula1"], location);
    const needsTwo = operator === "Between" || operator === "NotBetween";
    if (needsTwo) requireText(given["formula2"], location);
    this.set("Rule", { ...given, operator });
  }
}

class CustomFormat extends StyledKind {
  readonly $class = "CustomConditionalFormat";
  get Rule(): ConditionalFormatRule {
    return new ConditionalFormatRule(this.sheet, this.state);
  }
}

class ConditionalFormatRule extends FormatKind {
  readonly $class = "ConditionalFormatRule";
  override get $scalars(): readonly string[] {
    return ["Formula"];
  }
  get Formula(): string | null {
    return this.get("Formula");
  }
  set Formula(formula: unknown) {
    const text = requireText(formula, this.where("formula"));
    this.set("Formula", text.startsWith("=") ? text : `=${text}`);
  }
}

class TextFormat extends StyledKind {
  readonly $class = "TextConditionalFormat";
  override get $scalars(): readonly string[] {
    return ["Rule"];
  }
  get Rule(): unknown {
    return this.get("Rule");
  }
  set Rule(rule: unknown) {
    const location = this.where("rule");
    const given = requireKeys(rule, ["operator", "text"], location);
    const operator = requireOneOf(given["operator"], TEXT_OPERATORS, location);
    this.set("Rule", { operator, text: requireText(given["text"], location) });
  }
}

class TopBottomFormat extends StyledKind {
  readonly $class = "TopBottomConditionalFormat";
  override get $scalars(): readonly string[] {
    return ["Rule"];
  }
  get Rule(): unknown {
    return this.get("Rule");
  }
  set Rule(rule: unknown) {
    const location = this.where("rule");
    const given = requireKeys(rule, ["rank", "type"], location);
    const type = requireOneOf(given["type"], TOP_TYPES, location);
    const most = type.endsWith("Percent") ? 100 : 1000;
    this.set("Rule", { type, rank: requireInteger(given["rank"], location, 1, most) });
  }
}

class PresetFormat extends StyledKind {
  readonly $class = "PresetCriteriaConditionalFormat";
  override get $scalars(): readonly string[] {
    return ["Rule"];
  }
  get Rule(): unknown {
    return this.get("Rule");
  }
  set Rule(rule: unknown) {
    const location = this.where("rule");
    const { criterion } = requireKeys(rule, ["criterion"], location);
    this.set("Rule", { criterion: requireOneOf(criterion, PRESETS, location) });
  }
}

class ColorScaleFormat extends FormatKind {
  readonly $class = "ColorScaleConditionalFormat";
  override get $scalars(): readonly string[] {
    return ["Criteria", "ThreeColorScale"];
  }
  get Criteria(): unknown {
    return this.get("Criteria");
  }
  set Criteria(criteria: unknown) {
    const location = this.where("criteria");
    const given = requireKeys(criteria, ["minimum", "midpoint", "maximum"], location);
    const checked: Record<string, unknown> = {};
    for (const key of ["minimum", "midpoint", "maximum"]) {
      const point = given[key];
      if (key === "midpoint" && (point === undefined || point === null)) continue;
      const { color, formula, type } = requireKeys(point, ["color", "formula", "type"], location);
      checked[key] = {
        type: requireOneOf(type, COLOR_TYPES, location),
        color: requireColor(color, location),
        formula: formula === undefined || formula === null ? null : requireText(formula, location),
      };
    }
    this.set("Criteria", checked);
  }
  get ThreeColorScale(): boolean {
    return this.get<Record<string, unknown> | null>("Criteria")?.["midpoint"] !== undefined;
  }
}

class DataBarFormat extends FormatKind {
  readonly $class = "DataBarConditionalFormat";
  override get $scalars(): readonly string[] {
    return [
      "AxisColor",
      "AxisFormat",
      "BarDirection",
      "LowerBoundRule",
      "ShowDataBarOnly",
      "UpperBoundRule",
    ];
  }
  get AxisColor(): string {
    return this.get("AxisColor");
  }
  set AxisColor(color: unknown) {
    this.set("AxisColor", color === "" ? "" : requireColor(color, this.where("axisColor")));
  }
  get AxisFormat(): string {
    return this.get("AxisFormat");
  }
  set AxisFormat(format: unknown) {
    const formats = ["Automatic", "None", "CellMidPoint"] as const;
    this.set("AxisFormat", requireOneOf(format, formats, this.where("axisFormat")));
  }
  get BarDirection(): string {
    return this.get("BarDirection");
  }
  set BarDirection(direction: unknown) {
    const directions = ["Context", "LeftToRight", "RightToLeft"] as const;
    this.set("BarDirection", requireOneOf(direction, directions, this.where("barDirection")));
  }
  get ShowDataBarOnly(): boolean {
    return this.get("ShowDataBarOnly");
  }
  set ShowDataBarOnly(only: unknown) {
    this.set("ShowDataBarOnly", requireBoolean(only, this.where("showDataBarOnly")));
  }
  get LowerBoundRule(): unknown {
    return this.get("LowerBoundRule");
  }
  set LowerBoundRule(rule: unknown) {
    this.set("LowerBoundRule", boundRule(rule, this.where("lowerBoundRule")));
  }
  get UpperBoundRule(): unknown {
    return this.get("UpperBoundRule");
  }
  set UpperBoundRule(rule: unknown) {
    this.set("UpperBoundRule", boundRule(rule, this.where("upperBoundRule")));
  }
  get PositiveFormat(): DataBarPositiveFormat {
    return new DataBarPositiveFormat(this.sheet, this.state);
  }
  get NegativeFormat(): DataBarNegativeFormat {
    return new DataBarNegativeFormat(this.sheet, this.state);
  }
}

function boundRule(rule: unknown, location: string): Record<string, unknown> {
  const { formula, type } = requireKeys(rule, ["formula", "type"], location);
  const kind = requireOneOf(type, BOUND_TYPES, location);
  return formula === undefined || formula === null
    ? { type: kind }
    : { type: kind, formula: requireText(formula, location) };
}

class DataBarPositiveFormat extends FormatKind {
  readonly $class = "ConditionalDataBarPositiveFormat";
  override get $scalars(): readonly string[] {
    return ["BorderColor", "FillColor", "GradientFill"];
  }
  get FillColor(): string {
    return this.get("PositiveFill");
  }
  set FillColor(color: unknown) {
    this.set("PositiveFill", requireColor(color, this.where("fillColor")));
  }
  get BorderColor(): string {
    return this.get("PositiveBorder");
  }
  set BorderColor(color: unknown) {
    this.set("PositiveBorder", color === "" ? "" : requireColor(color, this.where("borderColor")));
  }
  get GradientFill(): boolean {
    return this.get("PositiveGradient");
  }
  set GradientFill(gradient: unknown) {
    this.set("PositiveGradient", requireBoolean(gradient, this.where("gradientFill")));
  }
}

class DataBarNegativeFormat extends FormatKind {
  readonly $class = "ConditionalDataBarNegativeFormat";
  override get $scalars(): readonly string[] {
    return ["BorderColor", "FillColor", "MatchPositiveBorderColor", "MatchPositiveFillColor"];
  }
  get FillColor(): string {
    return this.get("NegativeFill");
  }
  set FillColor(color: unknown) {
    this.set("NegativeFill", requireColor(color, this.where("fillColor")));
  }
  get BorderColor(): string {
    return this.get("NegativeBorder");
  }
  set BorderColor(color: unknown) {
    this.set("NegativeBorder", color === "" ? "" : requireColor(color, this.where("borderColor")));
  }
  get MatchPositiveFillColor(): boolean {
    return this.get("NegativeMatchFill");
  }
  set MatchPositiveFillColor(match: unknown) {
    this.set("NegativeMatchFill", requireBoolean(match, this.where("matchPositiveFillColor")));
  }
  get MatchPositiveBorderColor(): boolean {
    return this.get("NegativeMatchBorder");
  }
  set MatchPositiveBorderColor(match: unknown) {
    this.set("NegativeMatchBorder", requireBoolean(match, this.where("matchPositiveBorderColor")));
  }
}

class IconSetFormat extends FormatKind {
  readonly $class = "IconSetConditionalFormat";
  override get $scalars(): readonly string[] {
    return ["Criteria", "ReverseIconOrder", "ShowIconOnly", "Style"];
  }
  get Style(): string {
    return this.get("Style");
  }
  set Style(style: unknown) {
    this.set("Style", requireOneOf(style, ICON_STYLES, this.where("style")));
  }
  get ReverseIconOrder(): boolean {
    return this.get("ReverseIconOrder");
  }
  set ReverseIconOrder(reverse: unknown) {
    this.set("ReverseIconOrder", requireBoolean(reverse, this.where("reverseIconOrder")));
  }
  get ShowIconOnly(): boolean {
    return this.get("ShowIconOnly");
  }
  set ShowIconOnly(only: unknown) {
    this.set("ShowIconOnly", requireBoolean(only, this.where("showIconOnly")));
  }
  get Criteria(): unknown {
    return this.get("Criteria");
  }
  /** One criterion per icon; the first has no threshold and is ignored (typings). */
  set Criteria(criteria: unknown) {
    const location = this.where("criteria");
    if (!Array.isArray(criteria)) refuse("InvalidArgument", location);
    const checked = (criteria as unknown[]).map((criterion, i) => {
      const keys = ["customIcon", "formula", "operator", "type"];
      const given = requireKeys(criterion, keys, location);
      if (given["customIcon"] !== undefined) refuse("NotImplemented", location);
      if (i === 0) return {};
      return {
        type: requireOneOf(given["type"], ICON_TYPES, location),
        operator: requireOneOf(given["operator"], ICON_OPERATORS, location),
        formula: requireText(given["formula"], location),
      };
    });
    this.set("Criteria", checked);
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
