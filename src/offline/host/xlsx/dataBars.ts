/**
 * Data bars. A rule of the first edition can only span from the lowest to the highest value, so that
 * the lowest has hardly any bar; everything Excel shows since 2010 (automatic bounds, solid fill,
 * negative values) stands beside it in an extension of the sheet ([MS-XLSX] 2.6.30).
 */
import { formatRect } from "../model/address";
import { startSettings } from "../model/conditionalFormats";
import type { ConditionalFormatState } from "../model/sheetState";
import type { ColorTable } from "./colors";
import { formulaFromFile, formulaToFile } from "./formulas";
import { argb } from "./styleXml";
import { escapeText, tag, type XmlElement } from "./xml";

type Settings = Record<string, unknown>;

const X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main";
const XM = "http://schemas.microsoft.com/office/excel/2006/main";
const RULE_EXTENSION = "{B025F937-C7B1-47D3-B67F-A62EFF666E3E}";
const SHEET_EXTENSION = "{78C0D931-6437-407d-A8EE-F0AAD7539E65}";

/** `cfvo` type → `Excel.ConditionalFormatRuleType`. */
const bounds: Readonly<Record<string, string>> = {
  min: "LowestValue",
  max: "HighestValue",
  num: "Number",
  percent: "Percent",
  formula: "Formula",
  percentile: "Percentile",
  autoMin: "Automatic",
  autoMax: "Automatic",
};
const axes: Readonly<Record<string, string>> = {
  automatic: "Automatic",
  middle: "CellMidPoint",
  none: "None",
};
const directions: Readonly<Record<string, string>> = {
  context: "Context",
  leftToRight: "LeftToRight",
  rightToLeft: "RightToLeft",
};

function fileName(names: Readonly<Record<string, string>>, api: unknown): string | undefined {
  return Object.entries(names).find(([, name]) => name === api)?.[0];
}

// ---- reading

/** The extension's data bars of a sheet by the id of the rule that they belong to. */
export function dataBarExtensions(sheet: XmlElement): Map<string, XmlElement> {
  const rules = (sheet.child("extLst")?.descendants("cfRule") ?? []).filter(
    (rule) => rule.attr("type") === "dataBar"
  );
  return new Map(
    rules.flatMap((rule) => {
      const bar = rule.child("dataBar");
      return bar ? [[rule.attr("id") ?? "", bar] as const] : [];
    })
  );
}

/** The settings of a data bar rule, with its extension's where it has one. */
export function readDataBar(
  rule: XmlElement,
  extensions: ReadonlyMap<string, XmlElement>,
  colors: ColorTable
): Settings | undefined {
  const bar = rule.child("dataBar");
  const extension = extensions.get(rule.descendants("id")[0]?.text.trim() ?? "");
  const [lower, upper] = (extension ?? bar)?.all("cfvo") ?? [];
  if (!bar || !lower || !upper) return undefined;
  const settings: Settings = {
    ...startSettings("DataBar"),
    LowerBoundRule: readBound(lower),
    UpperBoundRule: readBound(upper),
    ShowDataBarOnly: !bar.bool("showValue", true),
    PositiveFill: colors.read(bar.child("color")) ?? "#638EC6",
  };
  if (!extension) return settings;
  const color = (name: string) => colors.read(extension.child(name)) ?? "";
  return {
    ...settings,
    AxisColor: color("axisColor"),
    AxisFormat: axes[extension.attr("axisPosition") ?? "automatic"] ?? "Automatic",
    BarDirection: directions[extension.attr("direction") ?? "context"] ?? "Context",
    PositiveGradient: extension.bool("gradient", true),
    PositiveBorder: extension.bool("border") ? color("borderColor") : "",
    NegativeFill: color("negativeFillColor") || settings.NegativeFill,
    NegativeBorder: color("negativeBorderColor"),
    NegativeMatchFill: extension.bool("negativeBarColorSameAsPositive"),
    NegativeMatchBorder: extension.bool("negativeBarBorderColorSameAsPositive", true),
  };
}

function readBound(point: XmlElement): Settings {
  const type = bounds[point.attr("type") ?? ""] ?? "Automatic";
  const value = point.child("f")?.text ?? point.attr("val");
  const hasValue = ["Number", "Percent", "Formula", "Percentile"].includes(type);
  if (!hasValue || value === undefined) return { type };
  return { type, formula: type === "Formula" ? formulaFromFile(value) : value };
}

// ---- writing

/** The content of the rule itself. */
export function dataBarXml({ id, settings }: ConditionalFormatState): string {
  const bound = (name: string, automatic: string) => {
    const [type, value] = boundToFile(settings[name], automatic);
    // The rule of the first edition has no automatic bounds; its ends come closest.
    const plain = type.startsWith("auto") ? type.slice(4).toLowerCase() : type;
    return tag("cfvo", { type: plain, val: value });
  };
  return (
    tag(
      "dataBar",
      { showValue: settings.ShowDataBarOnly === true ? false : undefined },
      bound("LowerBoundRule", "autoMin") +
        bound("UpperBoundRule", "autoMax") +
        tag("color", { rgb: argb(String(settings.PositiveFill)) })
    ) +
    tag("extLst", {}, tag("ext", { "xmlns:x14": X14, uri: RULE_EXTENSION }, tag("x14:id", {}, id)))
  );
}

/** The sheet's extension for all its data bars; empty if there are none. */
export function dataBarExtensionXml(formats: readonly ConditionalFormatState[]): string {
  const bars = formats.filter(({ type }) => type === "DataBar");
  if (bars.length === 0) return "";
  return tag(
    "ext",
    { "xmlns:x14": X14, uri: SHEET_EXTENSION },
    tag("x14:conditionalFormattings", {}, bars.map(extendedXml).join(""))
  );
}

function extendedXml({ id, settings, areas }: ConditionalFormatState): string {
  const bound = (name: string, automatic: string) => {
    const [type, value] = boundToFile(settings[name], automatic);
    return tag("x14:cfvo", { type }, value === undefined ? "" : tag("xm:f", {}, escapeText(value)));
  };
  const color = (name: string, value: unknown) =>
    value ? tag(`x14:${name}`, { rgb: argb(String(value)) }) : "";
  const matchFill = settings.NegativeMatchFill === true;
  // A bar without a border has none below zero either.
  const matchBorder = settings.NegativeMatchBorder === true;
  const attributes = {
    minLength: 0,
    maxLength: 100,
    showValue: settings.ShowDataBarOnly === true ? false : undefined,
    border: Boolean(settings.PositiveBorder) || undefined,
    gradient: settings.PositiveGradient === false ? false : undefined,
    direction: unless("context", fileName(directions, settings.BarDirection)),
    negativeBarColorSameAsPositive: matchFill || undefined,
    negativeBarBorderColorSameAsPositive: matchBorder ? undefined : false,
    axisPosition: unless("automatic", fileName(axes, settings.AxisFormat)),
  };
  const bar = tag(
    "x14:dataBar",
    attributes,
    bound("LowerBoundRule", "autoMin") +
      bound("UpperBoundRule", "autoMax") +
      color("borderColor", settings.PositiveBorder) +
      (matchFill ? "" : color("negativeFillColor", settings.NegativeFill)) +
      (matchBorder ? "" : color("negativeBorderColor", settings.NegativeBorder)) +
      color("axisColor", settings.AxisColor)
  );
  return tag(
    "x14:conditionalFormatting",
    { "xmlns:xm": XM },
    tag("x14:cfRule", { type: "dataBar", id }, bar) +
      tag("xm:sqref", {}, areas.map(formatRect).join(" "))
  );
}

function unless(standard: string, name: string | undefined): string | undefined {
  return name === standard ? undefined : name;
}

function boundToFile(rule: unknown, automatic: string): [type: string, value: string | undefined] {
  const { type, formula } = (rule ?? {}) as Settings;
  if (type === undefined || type === "Automatic") return [automatic, undefined];
  const name = fileName(bounds, type) ?? "num";
  if (name === "min" || name === "max") return [name, undefined];
  return [name, formulaToFile(String(formula ?? 0))];
}
