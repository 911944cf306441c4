import { type ConditionalStyle } from "../sheetState";

export const TYPES = [
  "Custom",
  "DataBar",
  "ColorScale",
  "IconSet",
  "TopBottom",
  "PresetCriteria",
  "ContainsText",
  "CellValue",
] as const;

export type FormatType = (typeof TYPES)[number];

export const CELL_OPERATORS = [
  "Between",
  "NotBetween",
  "EqualTo",
  "NotEqualTo",
  "GreaterThan",
  "LessThan",
  "GreaterThanOrEqual",
  "LessThanOrEqual",
] as const;

export const TEXT_OPERATORS = ["Contains", "NotContains", "BeginsWith", "EndsWith"] as const;

export const TOP_TYPES = ["TopItems", "TopPercent", "BottomItems", "BottomPercent"] as const;

export const COLOR_TYPES = [
  "LowestValue",
  "HighestValue",
  "Number",
  "Percent",
  "Formula",
  "Percentile",
] as const;

export const BOUND_TYPES = ["Automatic", ...COLOR_TYPES] as const;

export const ICON_TYPES = ["Number", "Percent", "Formula", "Percentile"] as const;

export const ICON_OPERATORS = ["GreaterThan", "GreaterThanOrEqual"] as const;

export const ICON_STYLES = [
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

export const PRESETS = [
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

export const UNDERLINES = ["None", "Single", "Double"] as const;

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
