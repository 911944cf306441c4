import {
  refuse,
  requireBoolean,
  requireColor,
  requireKeys,
  requireOneOf,
  requireText,
} from "../support";
import { BOUND_TYPES, COLOR_TYPES, ICON_OPERATORS, ICON_STYLES, ICON_TYPES } from "./settings";
import { FormatKind } from "./look";

export class ColorScaleFormat extends FormatKind {
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

export class DataBarFormat extends FormatKind {
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

export class IconSetFormat extends FormatKind {
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
