import { type IRange, type IStyleBase, BooleanNumber } from "@univerjs/core";
import {
  CFNumberOperator,
  CFRuleType,
  CFSubRuleType,
  CFTextOperator,
  CFValueType,
  type IConditionalFormattingRuleConfig,
  type IConditionFormattingRule,
  type IValueConfig,
} from "@univerjs/sheets-conditional-formatting";
import type { ConditionalFormatState } from "../../../host/model";
import { formatRect, type Rect } from "../../../host/model/address";

/** A rectangle as Univer counts it. */
export const rangeOf = (rect: Rect): IRange => ({
  startRow: rect.row,
  endRow: rect.row + rect.rows - 1,
  startColumn: rect.column,
  endColumn: rect.column + rect.columns - 1,
});

/** Univer's rule for a conditional format; null for kinds that it does not have. */
export function conditionOf(format: ConditionalFormatState): IConditionFormattingRule | null {
  const rule = ruleOf(format);
  return (
    rule && {
      cfId: format.id,
      ranges: format.areas.map(rangeOf),
      stopIfTrue: format.stopIfTrue,
      rule,
    }
  );
}

function ruleOf(format: ConditionalFormatState): IConditionalFormattingRuleConfig | null {
  const { settings } = format;
  const highlight = { type: CFRuleType.highlightCell, style: styleOf(format) } as const;
  const rule = (settings["Rule"] ?? {}) as Readonly<Record<string, string>>;
  switch (format.type) {
    case "Custom":
      return { ...highlight, subType: CFSubRuleType.formula, value: String(settings["Formula"]) };
    case "CellValue":
      return { ...highlight, subType: CFSubRuleType.formula, value: comparison(format, rule) };
    case "ContainsText": {
      const operator = textOperators[rule["operator"] ?? ""];
      if (!operator) return null;
      return { ...highlight, subType: CFSubRuleType.text, operator, value: rule["text"] ?? "" };
    }
    case "TopBottom":
      return {
        ...highlight,
        subType: CFSubRuleType.rank,
        isBottom: rule["type"]?.startsWith("Bottom") ?? false,
        isPercent: rule["type"]?.endsWith("Percent") ?? false,
        value: Number(rule["rank"]),
      };
    case "PresetCriteria":
      return presetOf(highlight, rule["criterion"]);
    case "DataBar":
      return {
        type: CFRuleType.dataBar,
        isShowValue: settings["ShowDataBarOnly"] !== true,
        config: {
          min: boundOf(settings["LowerBoundRule"], CFValueType.min),
          max: boundOf(settings["UpperBoundRule"], CFValueType.max),
          isGradient: settings["PositiveGradient"] === true,
          positiveColor: String(settings["PositiveFill"]),
          nativeColor: String(settings["NegativeFill"]),
        },
      };
    case "ColorScale":
      return colorScaleOf(settings["Criteria"]);
    default:
      return null; // Icon sets: the reports have none.
  }
}

const textOperators: Readonly<Record<string, CFTextOperator>> = {
  Contains: CFTextOperator.containsText,
  NotContains: CFTextOperator.notContainsText,
  BeginsWith: CFTextOperator.beginsWith,
  EndsWith: CFTextOperator.endsWith,
};

/** A comparison with a bound that may be a formula, as a formula about the area's first cell. */
function comparison(
  { areas }: ConditionalFormatState,
  rule: Readonly<Record<string, string>>
): string {
  const cell = areas[0] ? firstCell(areas[0]) : "A1";
  const [first, second] = [rule["formula1"], rule["formula2"]].map((text = "") =>
    text.replace(/^=/, "")
  );
  switch (rule["operator"]) {
    case "Between":
      return `=AND(${cell}>=${first},${cell}<=${second})`;
    case "NotBetween":
      return `=OR(${cell}<${first},${cell}>${second})`;
    default:
      return `=${cell}${comparisons[rule["operator"] ?? ""] ?? "="}${first}`;
  }
}

const comparisons: Readonly<Record<string, string>> = {
  EqualTo: "=",
  NotEqualTo: "<>",
  GreaterThan: ">",
  LessThan: "<",
  GreaterThanOrEqual: ">=",
  LessThanOrEqual: "<=",
};

function presetOf(
  highlight: { readonly type: CFRuleType.highlightCell; readonly style: IStyleBase },
  criterion: string | undefined
): IConditionalFormattingRuleConfig | null {
  const text = (operator: CFTextOperator): IConditionalFormattingRuleConfig => ({
    ...highlight,
    subType: CFSubRuleType.text,
    operator,
  });
  switch (criterion) {
    case "Blanks":
      return text(CFTextOperator.containsBlanks);
    case "NonBlanks":
      return text(CFTextOperator.notContainsBlanks);
    case "Errors":
      return text(CFTextOperator.containsErrors);
    case "NonErrors":
      return text(CFTextOperator.notContainsErrors);
    case "UniqueValues":
      return { ...highlight, subType: CFSubRuleType.uniqueValues };
    case "DuplicateValues":
      return { ...highlight, subType: CFSubRuleType.duplicateValues };
    case "AboveAverage":
      return {
        ...highlight,
        subType: CFSubRuleType.average,
        operator: CFNumberOperator.greaterThan,
      };
    case "BelowAverage":
      return { ...highlight, subType: CFSubRuleType.average, operator: CFNumberOperator.lessThan };
    default:
      return null;
  }
}

interface ColorPoint {
  readonly type: string;
  readonly color: string;
  readonly formula?: string | null;
}

function colorScaleOf(criteria: unknown): IConditionalFormattingRuleConfig {
  const { minimum, midpoint, maximum } = criteria as Readonly<Record<string, ColorPoint>>;
  const points = [minimum, midpoint, maximum].filter((point) => point !== undefined);
  return {
    type: CFRuleType.colorScale,
    config: points.map((point, index) => ({
      index,
      color: point.color,
      value: boundOf(point, index === 0 ? CFValueType.min : CFValueType.max),
    })),
  };
}

function boundOf(bound: unknown, automatic: CFValueType): IValueConfig {
  const { type, formula } = (bound ?? {}) as { type?: string; formula?: string | null };
  const kind = valueTypes[type ?? ""];
  if (!kind) return { type: automatic };
  if (kind === CFValueType.min || kind === CFValueType.max) return { type: kind };
  const text = (formula ?? "").replace(/^=/, "");
  return { type: kind, value: kind === CFValueType.formula ? `=${text}` : Number(text) };
}

const valueTypes: Readonly<Record<string, CFValueType>> = {
  LowestValue: CFValueType.min,
  HighestValue: CFValueType.max,
  Number: CFValueType.num,
  Percent: CFValueType.percent,
  Percentile: CFValueType.percentile,
  Formula: CFValueType.formula,
};

function styleOf({ style }: ConditionalFormatState): IStyleBase {
  return {
    ...(style.fillColor && { bg: { rgb: style.fillColor } }),
    ...(style.fontColor && { cl: { rgb: style.fontColor } }),
    ...(style.bold !== null && { bl: style.bold ? BooleanNumber.TRUE : BooleanNumber.FALSE }),
    ...(style.italic !== null && { it: style.italic ? BooleanNumber.TRUE : BooleanNumber.FALSE }),
  };
}

function firstCell({ row, column }: Rect): string {
  return formatRect({ row, column, rows: 1, columns: 1 });
}
