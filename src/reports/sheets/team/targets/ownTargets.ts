import { targetKpis, upperTargets, type InputColumn, type TargetKpi } from "../../../../intake";
import { wordLookup } from "../../../../intake/inputs/words";
import { textsOf } from "../../../../locale";
import type { TargetRow } from "../../../../retention/performance";
import {
  type OwnerLine,
  type ReportContext,
  inputColumns,
  withTyped,
  type InputPlanRow,
  writeInputTable,
  inputColumnArea,
} from "../../../plan";
import { type Sheet, colourLamps } from "./sheet";

const kpiOf = wordLookup<TargetKpi>(({ vocabulary }) => vocabulary.targetKpis);

/** The targets that a manager types, beside what the month has brought; nobody's entry is ever lost. */
export function writeOwnTargets(sheet: Sheet, lines: readonly OwnerLine[]): void {
  const { builder, context, figures } = sheet;
  const { vocabulary, reports } = textsOf(context.locale);
  const texts = reports.targets.own;
  const { advisors } = figures.settings.roster;
  const typed = figures.inputs.rows.targets?.map((row) => {
    const kpi = kpiOf(row.kpi);
    return kpi === undefined ? row : { ...row, kpi: vocabulary.targetKpis[kpi] };
  });
  const fresh = advisors.flatMap(({ name }) =>
    targetKpis.map((kpi) => ({ advisor: name, kpi: vocabulary.targetKpis[kpi] }))
  );
  const merged = withTyped("targets", fresh, typed);
  if (merged.length === 0) return;
  const formulas: Partial<Record<InputColumn<"targets">, string>> = ownTargetFormulas(context);
  const columns = inputColumns("targets", context.locale, {
    advisor: "literal",
    kpi: "text",
    target: "inputNumber",
    actual: "number",
    share: "percent",
    lamp: "centred",
  }).map((column): typeof column => {
    const rowFormula = formulas[column.key];
    return rowFormula === undefined ? column : { ...column, rowFormula };
  });
  builder.line(texts.section, "section");
  builder.line(texts.note, "note");
  const rows = merged.map((row) => ownTargetRow(sheet, lines, row));
  const placed = writeInputTable(builder, "targets", columns, rows);
  builder.validation({
    kind: "wholeNumber",
    area: inputColumnArea(placed, columns, "target"),
    min: 0,
    max: 1_000_000,
    error: texts.error,
  });
  colourLamps(sheet, inputColumnArea(placed, columns, "lamp"));
}

/** What the month has brought of a KPI, and whether the typed target is met. */
function ownTargetRow(
  sheet: Sheet,
  lines: readonly OwnerLine[],
  row: InputPlanRow<"targets">
): InputPlanRow<"targets"> {
  const { context, figures, targets } = sheet;
  const all = textsOf(context.locale);
  const { absent } = all.sheets.header;
  const kpi = kpiOf(String(row.kpi ?? ""));
  const { owners } = figures.ownership;
  const at = lines.findIndex(({ owner, isAdvisor }) => isAdvisor && owners[owner] === row.advisor);
  const line = lines[at];
  if (kpi === undefined || line === undefined) {
    return { ...row, actual: absent, share: absent, lamp: absent };
  }
  const { lamps } = all.reports.targets;
  if (kpi === "soldNew" && !figures.knowsOwnSales) {
    return { ...row, actual: absent, share: absent, lamp: absent };
  }
  const actual = actualOf(targets.month.rows[line.owner], kpi);
  const target = typeof row.target === "number" ? row.target : 0;
  const met = upperTargets.has(kpi) ? actual <= target : actual >= target;
  return {
    ...row,
    actual,
    share: target === 0 ? absent : actual / target,
    lamp: typeof row.target !== "number" ? absent : met ? lamps.green : lamps.red,
  };
}

/** What follows from a target while it is being typed; the same in every row, whichever KPI it is of. */
function ownTargetFormulas({ locale }: ReportContext): { share: string; lamp: string } {
  const { reports, sheets, vocabulary, inputTables } = textsOf(locale);
  const { lamps } = reports.targets;
  const { absent } = sheets.header;
  const { kpi, target, actual } = inputTables.targets;
  const isUpper = [...upperTargets].map((of) => `[@${kpi}]="${vocabulary.targetKpis[of]}"`);
  const met = `IF(OR(${isUpper.join(",")}),[@${actual}]<=[@${target}],[@${actual}]>=[@${target}])`;
  return {
    share: `=IF(AND(ISNUMBER([@${actual}]),N([@${target}])<>0),[@${actual}]/[@${target}],"${absent}")`,
    lamp: `=IF(AND(ISNUMBER([@${actual}]),ISNUMBER([@${target}])),IF(${met},"${lamps.green}","${lamps.red}"),"${absent}")`,
  };
}

function actualOf({ flows, closingBase }: TargetRow, kpi: TargetKpi): number {
  switch (kpi) {
    case "invalidated":
      return flows.baseInvalidated + flows.lostInvalidated;
    case "closingBase":
      return closingBase;
    default:
      return flows[kpi];
  }
}
