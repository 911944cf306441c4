/** Conditional formats between the file and the model. */
import { formatRect } from "../model/address";
import { newStyle } from "../model/conditionalFormats";
import type { ConditionalFormatState, ConditionalStyle } from "../model/sheetState";
import { readAreas } from "./areas";
import { dataBarExtensions, dataBarXml, readDataBar } from "./dataBars";
import { XlsxError } from "./errors";
import { formulaFromFile, formulaToFile } from "./formulas";
import { argb, type DifferentialStyle } from "./styleXml";
import { type StylePart } from "./styles";
import { operandToFile } from "./validations";
import { escapeText, tag, type XmlElement } from "./xml";

type Settings = Record<string, unknown>;

/** File operator → `Excel.ConditionalCellValueOperator`. */
const cellOperators: Readonly<Record<string, string>> = {
  between: "Between",
  notBetween: "NotBetween",
  equal: "EqualTo",
  notEqual: "NotEqualTo",
  greaterThan: "GreaterThan",
  lessThan: "LessThan",
  greaterThanOrEqual: "GreaterThanOrEqual",
  lessThanOrEqual: "LessThanOrEqual",
};

/** Type of a text rule → `Excel.ConditionalTextOperator` and the operator that the file repeats. */
const textRules: Readonly<Record<string, readonly [api: string, operator: string]>> = {
  containsText: ["Contains", "containsText"],
  notContainsText: ["NotContains", "notContains"],
  beginsWith: ["BeginsWith", "beginsWith"],
  endsWith: ["EndsWith", "endsWith"],
};

/** Type (and time period) of a rule → `Excel.ConditionalFormatPresetCriterion`. */
const presets: Readonly<Record<string, string>> = {
  containsBlanks: "Blanks",
  notContainsBlanks: "NonBlanks",
  containsErrors: "Errors",
  notContainsErrors: "NonErrors",
  uniqueValues: "UniqueValues",
  duplicateValues: "DuplicateValues",
  yesterday: "Yesterday",
  today: "Today",
  tomorrow: "Tomorrow",
  last7Days: "LastSevenDays",
  lastWeek: "LastWeek",
  thisWeek: "ThisWeek",
  nextWeek: "NextWeek",
  lastMonth: "LastMonth",
  thisMonth: "ThisMonth",
  nextMonth: "NextMonth",
};

/** `cfvo` type → `Excel.ConditionalFormatColorCriterionType`. */
const pointTypes: Readonly<Record<string, string>> = {
  min: "LowestValue",
  max: "HighestValue",
  num: "Number",
  percent: "Percent",
  formula: "Formula",
  percentile: "Percentile",
};

function fileName(names: Readonly<Record<string, string>>, api: unknown): string | undefined {
  return Object.entries(names).find(([, name]) => name === api)?.[0];
}

// ---- reading

/** The formats in order of priority; kinds that the model cannot hold are named in `unmodelled`. */
export function readConditionalFormats(
  root: XmlElement,
  styles: StylePart
): { formats: ConditionalFormatState[]; unmodelled: string[] } {
  const unmodelled: string[] = [];
  const bars = dataBarExtensions(root);
  const found: { priority: number; format: ConditionalFormatState }[] = [];
  for (const element of root.all("conditionalFormatting")) {
    const areas = readAreas(element.attr("sqref"));
    for (const rule of element.all("cfRule")) {
      const read = areas.length > 0 ? readRule(rule, styles, bars) : undefined;
      if (!read) {
        unmodelled.push("conditionalFormat");
        continue;
      }
      const priority = rule.num("priority") ?? found.length + 1;
      found.push({
        priority,
        format: {
          ...read,
          id: `{00000000-000E-0000-0000-${String(found.length + 1).padStart(12, "0")}}`,
          areas,
          stopIfTrue: rule.bool("stopIfTrue"),
          style: readStyle(styles.differential(rule.num("dxfId"))),
        },
      });
    }
  }
  found.sort((a, b) => a.priority - b.priority);
  return { formats: found.map(({ format }) => format), unmodelled };
}

function readStyle(style: DifferentialStyle): ConditionalStyle {
  return {
    ...newStyle(),
    fillColor: style.fillColor ?? "",
    fontColor: style.fontColor ?? "",
    bold: style.bold ?? null,
    italic: style.italic ?? null,
    strikethrough: style.strikethrough ?? null,
    underline: style.underline ?? "",
    numberFormat: style.numberFormat ?? "",
  };
}

function readRule(
  rule: XmlElement,
  styles: StylePart,
  bars: ReadonlyMap<string, XmlElement>
): { type: string; settings: Settings } | undefined {
  const type = rule.attr("type") ?? "";
  const formulas = rule.all("formula").map(({ text }) => text);
  const text = textRules[type];
  if (text) {
    return {
      type: "ContainsText",
      settings: { Rule: { operator: text[0], text: rule.attr("text") ?? "" } },
    };
  }
  const preset = presets[type === "timePeriod" ? (rule.attr("timePeriod") ?? "") : type];
  if (preset) return { type: "PresetCriteria", settings: { Rule: { criterion: preset } } };
  switch (type) {
    case "expression":
      return { type: "Custom", settings: { Formula: formulaFromFile(formulas[0] ?? "") } };
    case "cellIs":
      return { type: "CellValue", settings: { Rule: readCellRule(rule, formulas) } };
    case "top10": {
      const end = rule.bool("bottom") ? "Bottom" : "Top";
      const unit = rule.bool("percent") ? "Percent" : "Items";
      return {
        type: "TopBottom",
        settings: { Rule: { type: `${end}${unit}`, rank: rule.num("rank") ?? 10 } },
      };
    }
    case "aboveAverage":
      return { type: "PresetCriteria", settings: { Rule: { criterion: averageCriterion(rule) } } };
    case "colorScale":
      return readColorScale(rule, styles);
    case "dataBar": {
      const settings = readDataBar(rule, bars, styles.colorTable);
      return settings && { type: "DataBar", settings };
    }
    case "iconSet":
      return readIconSet(rule);
    default:
      return undefined;
  }
}

function readCellRule(rule: XmlElement, formulas: readonly string[]): Settings {
  const operator = cellOperators[rule.attr("operator") ?? "equal"] ?? "EqualTo";
  const [formula1 = "", formula2] = formulas.map(formulaFromFile);
  return { formula1, ...(formula2 === undefined ? {} : { formula2 }), operator };
}

const deviations = ["", "OneStdDev", "TwoStdDev", "ThreeStdDev"];

function averageCriterion(rule: XmlElement): string {
  const side = rule.bool("aboveAverage", true) ? "Above" : "Below";
  const deviation = rule.num("stdDev") ?? 0;
  if (deviation > 0) return `${deviations[deviation] ?? "OneStdDev"}${side}Average`;
  return `${rule.bool("equalAverage") ? "EqualOr" : ""}${side}Average`;
}

function readColorScale(
  rule: XmlElement,
  styles: StylePart
): { type: string; settings: Settings } | undefined {
  const scale = rule.child("colorScale");
  const points = scale?.all("cfvo") ?? [];
  const colors = scale?.all("color").map((color) => styles.colorTable.read(color)) ?? [];
  const names = points.length === 3 ? ["minimum", "midpoint", "maximum"] : ["minimum", "maximum"];
  if (points.length !== names.length || colors.length !== names.length) return undefined;
  const criteria = names.map((name, index) => [
    name,
    {
      type: pointTypes[points[index].attr("type") ?? ""] ?? "Number",
      color: colors[index] ?? "#FFFFFF",
      formula: points[index].attr("val") ?? null,
    },
  ]);
  return { type: "ColorScale", settings: { Criteria: Object.fromEntries(criteria) as Settings } };
}

/** `3TrafficLights1` ↔ `ThreeTrafficLights1`. */
const counts: Readonly<Record<string, string>> = { "3": "Three", "4": "Four", "5": "Five" };

function readIconSet(rule: XmlElement): { type: string; settings: Settings } | undefined {
  const set = rule.child("iconSet");
  if (!set) return undefined;
  const name = set.attr("iconSet") ?? "3TrafficLights1";
  return {
    type: "IconSet",
    settings: {
      Style: (counts[name[0]] ?? "") + name.slice(1),
      ReverseIconOrder: set.bool("reverse"),
      ShowIconOnly: !set.bool("showValue", true),
      Criteria: set.all("cfvo").map((point, index) =>
        index === 0
          ? {}
          : {
              type: pointTypes[point.attr("type") ?? ""] ?? "Percent",
              operator: point.bool("gte", true) ? "GreaterThanOrEqual" : "GreaterThan",
              formula: point.attr("val") ?? "0",
            }
      ),
    },
  };
}

// ---- writing

/**
 * All conditional formats of a sheet, one element each.
 *
 * @throws XlsxError `unsupportedChange` for a format that needs an extension of the file format
 */
export function conditionalFormatsXml(
  formats: readonly ConditionalFormatState[],
  styles: StylePart
): string {
  return formats
    .map((format, index) =>
      tag(
        "conditionalFormatting",
        { sqref: format.areas.map(formatRect).join(" ") },
        ruleXml(format, index + 1, styles)
      )
    )
    .join("");
}

function ruleXml(format: ConditionalFormatState, priority: number, styles: StylePart): string {
  const common = (type: string) => ({
    type,
    dxfId: differentialOf(format.style, styles),
    priority,
    stopIfTrue: format.stopIfTrue || undefined,
  });
  const rule = (format.settings.Rule ?? {}) as Settings;
  switch (format.type) {
    case "Custom":
      return tag(
        "cfRule",
        common("expression"),
        formulaXml(formulaToFile(String(format.settings.Formula ?? "=FALSE")))
      );
    case "CellValue": {
      const needsTwo = /between/i.test(String(rule.operator));
      return tag(
        "cfRule",
        { ...common("cellIs"), operator: fileName(cellOperators, rule.operator) ?? "equal" },
        formulaXml(operandToFile(rule.formula1)) +
          (needsTwo ? formulaXml(operandToFile(rule.formula2)) : "")
      );
    }
    case "ContainsText":
      return textRuleXml(format, common, rule);
    case "TopBottom": {
      const kind = String(rule.type);
      return tag("cfRule", {
        ...common("top10"),
        percent: kind.endsWith("Percent") || undefined,
        bottom: kind.startsWith("Bottom") || undefined,
        rank: Number(rule.rank),
      });
    }
    case "PresetCriteria":
      return presetXml(format, common, String(rule.criterion));
    case "ColorScale":
      return tag("cfRule", { ...common("colorScale"), dxfId: undefined }, colorScaleXml(format));
    case "DataBar":
      return tag("cfRule", { ...common("dataBar"), dxfId: undefined }, dataBarXml(format));
    case "IconSet":
      return tag("cfRule", { ...common("iconSet"), dxfId: undefined }, iconSetXml(format));
    default:
      throw new XlsxError("unsupportedChange", `conditional format ${format.type}`);
  }
}

type Common = (type: string) => Record<string, string | number | boolean | undefined>;

function formulaXml(text: string): string {
  return tag("formula", {}, escapeText(text));
}

/** The cell that relative references of a rule count from. */
function firstCell(format: ConditionalFormatState): string {
  const [area] = format.areas;
  return formatRect({ row: area.row, column: area.column, rows: 1, columns: 1 });
}

function textRuleXml(format: ConditionalFormatState, common: Common, rule: Settings): string {
  const [type, names] =
    Object.entries(textRules).find(([, [api]]) => api === rule.operator) ??
    (["containsText", textRules.containsText] as const);
  const text = String(rule.text);
  const literal = `"${text.replace(/"/g, '""')}"`;
  const cell = firstCell(format);
  const formulas: Readonly<Record<string, string>> = {
    containsText: `NOT(ISERROR(SEARCH(${literal},${cell})))`,
    notContainsText: `ISERROR(SEARCH(${literal},${cell}))`,
    beginsWith: `LEFT(${cell},LEN(${literal}))=${literal}`,
    endsWith: `RIGHT(${cell},LEN(${literal}))=${literal}`,
  };
  return tag("cfRule", { ...common(type), operator: names[1], text }, formulaXml(formulas[type]));
}

/** The formulas that Excel writes beside its ready-made criteria (part 1, 18.18.12). */
const presetFormulas: Readonly<Record<string, (cell: string) => string>> = {
  containsBlanks: (cell) => `LEN(TRIM(${cell}))=0`,
  notContainsBlanks: (cell) => `LEN(TRIM(${cell}))>0`,
  containsErrors: (cell) => `ISERROR(${cell})`,
  notContainsErrors: (cell) => `NOT(ISERROR(${cell}))`,
  yesterday: (cell) => `FLOOR(${cell},1)=TODAY()-1`,
  today: (cell) => `FLOOR(${cell},1)=TODAY()`,
  tomorrow: (cell) => `FLOOR(${cell},1)=TODAY()+1`,
  last7Days: (cell) => `AND(TODAY()-FLOOR(${cell},1)<=6,FLOOR(${cell},1)<=TODAY())`,
  lastWeek: (cell) =>
    `AND(TODAY()-ROUNDDOWN(${cell},0)>=(WEEKDAY(TODAY())),TODAY()-ROUNDDOWN(${cell},0)<(WEEKDAY(TODAY())+7))`,
  thisWeek: (cell) =>
    `AND(TODAY()-ROUNDDOWN(${cell},0)<=WEEKDAY(TODAY())-1,ROUNDDOWN(${cell},0)-TODAY()<=7-WEEKDAY(TODAY()))`,
  nextWeek: (cell) =>
    `AND(ROUNDDOWN(${cell},0)-TODAY()>(7-WEEKDAY(TODAY())),ROUNDDOWN(${cell},0)-TODAY()<(15-WEEKDAY(TODAY())))`,
  lastMonth: (cell) =>
    `AND(MONTH(${cell})=MONTH(EDATE(TODAY(),0-1)),YEAR(${cell})=YEAR(EDATE(TODAY(),0-1)))`,
  thisMonth: (cell) => `AND(MONTH(${cell})=MONTH(TODAY()),YEAR(${cell})=YEAR(TODAY()))`,
  nextMonth: (cell) =>
    `AND(MONTH(${cell})=MONTH(EDATE(TODAY(),0+1)),YEAR(${cell})=YEAR(EDATE(TODAY(),0+1)))`,
};

function presetXml(format: ConditionalFormatState, common: Common, criterion: string): string {
  if (criterion.endsWith("Average")) {
    const deviation = deviations.findIndex((name) => name !== "" && criterion.startsWith(name));
    return tag("cfRule", {
      ...common("aboveAverage"),
      aboveAverage: criterion.includes("Below") ? false : undefined,
      equalAverage: criterion.startsWith("EqualOr") || undefined,
      stdDev: deviation > 0 ? deviation : undefined,
    });
  }
  const name = fileName(presets, criterion);
  if (!name) throw new XlsxError("unsupportedChange", `conditional format ${criterion}`);
  const formula = presetFormulas[name];
  const isPeriod = formula !== undefined && !name.toLowerCase().includes("contains");
  return tag(
    "cfRule",
    isPeriod ? { ...common("timePeriod"), timePeriod: name } : common(name),
    formula ? formulaXml(formula(firstCell(format))) : ""
  );
}

function pointXml(type: unknown, value: unknown, gte?: boolean): string {
  const name = fileName(pointTypes, type) ?? "num";
  const isEnd = name === "min" || name === "max";
  const text = isEnd || value === null || value === undefined ? undefined : String(value);
  return tag("cfvo", {
    type: name,
    val: text?.replace(/^=/, ""),
    gte: gte === false ? false : undefined,
  });
}

function colorScaleXml(format: ConditionalFormatState): string {
  const criteria = (format.settings.Criteria ?? {}) as Record<string, Settings | undefined>;
  const points = ["minimum", "midpoint", "maximum"]
    .map((name) => criteria[name])
    .filter((point): point is Settings => point !== undefined);
  return tag(
    "colorScale",
    {},
    points.map((point) => pointXml(point.type, point.formula)).join("") +
      points.map((point) => tag("color", { rgb: argb(String(point.color)) })).join("")
  );
}

/** Icon sets that came with Excel 2010 stand in an extension of the sheet. */
const newerIconSets = ["ThreeStars", "ThreeTriangles", "FiveBoxes"];

function iconSetXml({ settings }: ConditionalFormatState): string {
  const style = String(settings.Style);
  if (newerIconSets.includes(style)) throw new XlsxError("unsupportedChange", `icon set ${style}`);
  const [digit, word = ""] =
    Object.entries(counts).find(([, name]) => style.startsWith(name)) ?? [];
  const icons = Number(digit ?? 3);
  const given = settings.Criteria as readonly Settings[] | undefined;
  const points = Array.from({ length: icons }, (_, index) => {
    const point = given?.[index];
    if (index === 0 || !point?.type) {
      return pointXml("Percent", Math.round((index * 100) / icons));
    }
    return pointXml(point.type, point.formula, point.operator !== "GreaterThan");
  });
  return tag(
    "iconSet",
    {
      iconSet: `${digit ?? ""}${style.slice(word.length)}`,
      showValue: settings.ShowIconOnly === true ? false : undefined,
      reverse: settings.ReverseIconOrder === true || undefined,
    },
    points.join("")
  );
}

function differentialOf(style: ConditionalStyle, styles: StylePart): number | undefined {
  const differential: DifferentialStyle = {
    ...(style.fillColor ? { fillColor: style.fillColor } : {}),
    ...(style.fontColor ? { fontColor: style.fontColor } : {}),
    ...(style.bold === null ? {} : { bold: style.bold }),
    ...(style.italic === null ? {} : { italic: style.italic }),
    ...(style.strikethrough === null ? {} : { strikethrough: style.strikethrough }),
    ...(style.underline ? { underline: style.underline } : {}),
    ...(style.numberFormat ? { numberFormat: style.numberFormat } : {}),
  };
  return Object.keys(differential).length === 0 ? undefined : styles.differentialFor(differential);
}
