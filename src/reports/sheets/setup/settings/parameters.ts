import { textsOf } from "../../../../locale";
import { listParameters, type ListedParameter } from "../../../../retention/allParameters";
import {
  type SheetBuilder,
  type Placed,
  type ReportContext,
  type InputPlanRow,
  type StyleName,
  inputColumnArea,
  writeInputTable,
  cellRef,
  inputColumns,
  withTyped,
} from "../../../plan";
import type { StoreFigures } from "../../../figures";
import { numberIn } from "./table";

/** Every number of the rules, with unit, default and source. */
export function writeParameters(
  builder: SheetBuilder,
  { inputs }: StoreFigures,
  { locale }: ReportContext
): void {
  const all = textsOf(locale);
  const texts = all.reports.settings;
  const columns = inputColumns("parameters", locale, {
    name: "text",
    value: "inputValue",
    unit: "text",
    default: "centred",
    source: "text",
    chapter: "text",
    key: "note",
  });
  builder.line(texts.parameters.section, "section");
  builder.line(texts.parameters.note, "note");
  const listed = listParameters();
  const rows = withTyped(
    "parameters",
    listed.map((parameter) => parameterRow(parameter, all.parameters)),
    inputs.rows.parameters
  );
  const placed = writeInputTable(builder, "parameters", columns, rows);
  styleValues(builder, placed, listed);
  const values = inputColumnArea(placed, columns, "value");
  const value = cellRef(values.row, values.column);
  const normal = cellRef(values.row, inputColumnArea(placed, columns, "default").column);
  builder.conditionalFormat({
    kind: "expression",
    area: values,
    formula: `AND(${value}<>"",NOT(ISNUMBER(${value})))`,
    style: "badCell",
  });
  builder.conditionalFormat({
    kind: "expression",
    area: values,
    formula: `AND(ISNUMBER(${value}),${value}<>${normal})`,
    style: "infoCell",
  });
  builder.validation(numberIn(values, 0, texts.errors.number));
  builder.skip();
}

function parameterRow(
  { key, default: value, unit, source }: ListedParameter,
  texts: ReturnType<typeof textsOf>["parameters"]
): InputPlanRow<"parameters"> {
  const names: Readonly<Record<string, string>> = texts.names;
  const chapters: Readonly<Record<string, string>> = texts.chapters;
  return {
    key,
    chapter: chapters[key.slice(0, key.indexOf("."))] ?? "",
    name: names[key] ?? key,
    value,
    unit: texts.units[unit],
    default: value,
    source: source === "ours" ? texts.assumption : source,
  };
}

/** Shares show as percent and thousands with their comma, run by run of neighbouring rows. */
function styleValues(
  builder: SheetBuilder,
  placed: Placed,
  listed: readonly ListedParameter[]
): void {
  const looks = listed.map(lookOf);
  for (let first = 0, end = 0; first < listed.length; first = end) {
    end = first + 1;
    while (end < listed.length && looks[end] === looks[first]) end += 1;
    const look = looks[first];
    if (look === null) continue;
    const area = { row: placed.firstRow + first, rows: end - first, columns: 1 };
    builder.style({ ...area, column: 1 }, look[0]);
    builder.style({ ...area, column: 3 }, look[1]);
  }
}

const percentLook = ["inputPercent", "percentCentred"] as const;
const countLook = ["inputNumber", "numberCentred"] as const;

/** The value's and its default's look; `null`: the column's own. */
function lookOf({ unit, default: value }: ListedParameter): readonly [StyleName, StyleName] | null {
  if (unit === "share") return percentLook;
  return Number.isInteger(value) && value >= 1000 ? countLook : null;
}
