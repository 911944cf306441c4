import { kpiNumbers } from "../../../intake";
import { textsOf } from "../../../locale";
import { allParameters } from "../../../retention/allParameters";
import { isoOf, monthStartOf } from "../../../retention/time";
import { scorecardOf, scorecardViews, type Kpi, type KpiId } from "../../../retention/performance";
import {
  cellRef,
  SheetBuilder,
  withPlacesAhead,
  writeHead,
  type ReportContext,
  absentFigure,
  quotientCell,
  inputColumns,
  withTyped,
  type InputPlanRow,
  type FormulaCell,
  type PlanCell,
  type SheetPlan,
  tabColors,
  type StyleName,
  figureOrAbsent,
  planBelowHead,
  writeInputTable,
} from "../../plan";

import { chapterValues, type StoreFigures } from "../../figures";

interface Sheet {
  readonly builder: SheetBuilder;
  readonly figures: StoreFigures;
  readonly context: ReportContext;
  readonly kpis: readonly Kpi[];
  /** Where the first row of the input table stands. */
  readonly inputRow: number;
}

/** Columns of the four tables. */
const at = { value: 1, numerator: 2, denominator: 3 } as const;
/** Columns of the input table; numerator and denominator stand where the card has them. */
const inputLooks = {
  name: "text",
  kpi: "literal",
  numerator: "inputFactor",
  denominator: "inputFactor",
} as const;

/**
 * KPI计分卡 (rules §16, S1 平衡计分卡): every KPI of the month so far in four views, with numerator,
 * denominator and what they count; what no column tells is filled in below.
 */
export function scorecardSheet(figures: StoreFigures, context: ReportContext): SheetPlan {
  const kpis = kpisOf(figures);
  // The card looks at the cells below it.
  return withPlacesAhead<number>((ahead) => writeSheet(figures, context, kpis, ahead ?? 0));
}

function writeSheet(
  figures: StoreFigures,
  context: ReportContext,
  kpis: readonly Kpi[],
  inputRow: number
): { plan: SheetPlan; places: number } {
  const { reports } = textsOf(context.locale);
  const builder = new SheetBuilder("scorecard", reports.names.scorecard, tabColors.result);
  const sheet: Sheet = { builder, figures, context, kpis, inputRow };
  writeHead(builder, context, { title: reports.names.scorecard, headline: headlineOf(sheet) });
  const { asOf } = figures;
  builder.line(reports.scorecard.period(isoOf(monthStartOf(asOf)), isoOf(asOf)), "note");
  builder.skip();
  for (const view of scorecardViews) writeView(sheet, view);
  const places = writeInputs(sheet);
  const plan = planBelowHead(builder, {
    columnWidths: [30, 14, 16, 16, 16, 136],
    frozenColumns: 1,
  });
  return { plan, places };
}

function kpisOf({
  asOf,
  benchmark,
  dealership,
  inputs,
  items,
  rfm,
  settings,
}: StoreFigures): Kpi[] {
  return scorecardOf(
    dealership,
    inputs.records,
    { first: monthStartOf(asOf), last: asOf },
    {
      settings: chapterValues(settings, "scorecard", allParameters.scorecard),
      intervals: chapterValues(settings, "serviceIntervals", allParameters.serviceIntervals),
      words: settings.words,
      odometers: benchmark.odometers,
      items,
      rfm,
    }
  );
}

/** What was typed for a KPI; `NaN` where nothing was. */
function typedOf({ figures }: Sheet, id: KpiId): { numerator: number; denominator: number } {
  const typed = figures.inputs.kpis.find(({ kpi }) => kpi === id);
  return typed ?? { numerator: NaN, denominator: NaN };
}

function isFilledIn(sheet: Sheet, { id, measure }: Kpi): boolean {
  const { numerator, denominator } = typedOf(sheet, id);
  return !Number.isNaN(numerator) && (measure === "count" || !Number.isNaN(denominator));
}

function headlineOf(sheet: Sheet): string {
  const { figures, context, kpis } = sheet;
  const texts = textsOf(context.locale).reports.scorecard;
  if (!figures.hasCustomers) return texts.empty;
  const valueOf = (id: KpiId): number | null => kpis.find((kpi) => kpi.id === id)?.value ?? null;
  const ids = new Set(kpis.map(({ id }) => id));
  const computed = new Set(kpis.filter(({ source }) => source === "computed").map(({ id }) => id));
  return texts.headline({
    lossRate: valueOf("lossRate") ?? NaN,
    newLostRate: valueOf("newLostRate"),
    computed: computed.size,
    all: ids.size,
    missing: kpis.filter((kpi) => kpi.source === "input" && !isFilledIn(sheet, kpi)).length,
  });
}

/** The KPIs to be filled in, in the order of their rows in the input table. */
const toFillIn = (kpis: readonly Kpi[]): readonly Kpi[] =>
  kpis.filter(({ source }) => source === "input");

function writeView(sheet: Sheet, view: Kpi["view"]): void {
  const { builder, context, kpis } = sheet;
  const texts = textsOf(context.locale).reports.scorecard;
  const shown = kpis.filter((kpi) => kpi.view === view);
  if (shown.length === 0) return;
  builder.line(texts.views[view], "section");
  const firstRow = builder.row + 1;
  const placed = builder.grid(
    [
      { header: texts.kpi, style: "text" },
      { header: texts.value, style: "percent" },
      { header: texts.numerator, style: "number" },
      { header: texts.denominator, style: "number" },
      { header: texts.source, style: "centred" },
      { header: texts.definition, style: "text" },
    ],
    shown.map((kpi, index) => kpiRow(sheet, kpi, firstRow + index))
  );
  shown.forEach(({ id, measure }, index) => {
    const cells = { row: placed.firstRow + index, rows: 1 };
    const style: StyleName = measure === "score" ? "decimal" : "number";
    if (measure !== "share") builder.style({ ...cells, column: at.value, columns: 1 }, style);
    if (id === "valueContribution") {
      builder.style({ ...cells, column: at.numerator, columns: 2 }, "money");
    }
    // A sum of marks may have a fraction.
    if (measure === "score")
      builder.style({ ...cells, column: at.numerator, columns: 2 }, "factor");
  });
  builder.skip();
}

function kpiRow(sheet: Sheet, kpi: Kpi, row: number): PlanCell[] {
  const texts = textsOf(sheet.context.locale).reports.scorecard;
  const { id, grade, source } = kpi;
  const { settings } = sheet.figures;
  const limits = chapterValues(settings, "scorecard", allParameters.scorecard);
  const definitions = texts.definitions({
    grace: limits.maintenanceGrace,
    within: limits.timelyCall,
    months: chapterValues(settings, "rfm", allParameters.rfm).window,
  });
  const name = texts.kpis[id];
  const { typed, missing, computed } = texts.sources;
  return [
    grade === null ? name : texts.grade(name, grade),
    ...(source === "computed" ? computedCells(kpi, row) : typedCells(sheet, kpi, row)),
    source === "computed" ? computed : isFilledIn(sheet, kpi) ? typed : missing,
    definitions[id],
  ];
}

function computedCells({ numerator, denominator }: Kpi, row: number): PlanCell[] {
  const [part, whole] = [numerator ?? 0, denominator ?? 0];
  return [
    quotientCell(cellRef(row, at.numerator), cellRef(row, at.denominator), [part, whole]),
    part,
    whole,
  ];
}

/** Looks at what is typed below, so that the card follows at once. */
function typedCells(sheet: Sheet, kpi: Kpi, row: number): PlanCell[] {
  const { numerator, denominator } = typedOf(sheet, kpi.id);
  const inputRow = sheet.inputRow + toFillIn(sheet.kpis).indexOf(kpi);
  const shown = (column: number, value: number): FormulaCell => {
    const cell = cellRef(inputRow, column);
    return {
      formula: `=IF(ISNUMBER(${cell}),${cell},"${absentFigure}")`,
      expected: figureOrAbsent(value),
    };
  };
  const [part, whole] = [cellRef(row, at.numerator), cellRef(row, at.denominator)];
  if (kpi.measure === "count") {
    return [
      { formula: `=${part}`, expected: figureOrAbsent(numerator) },
      shown(at.numerator, numerator),
      absentFigure,
    ];
  }
  const known = !Number.isNaN(numerator) && !Number.isNaN(denominator) && denominator !== 0;
  return [
    {
      formula: `=IF(AND(ISNUMBER(${part}),ISNUMBER(${whole})),IF(${whole}=0,"${absentFigure}",${part}/${whole}),"${absentFigure}")`,
      expected: known ? numerator / denominator : absentFigure,
    },
    shown(at.numerator, numerator),
    shown(at.denominator, denominator),
  ];
}

/** Numerators and denominators that no column tells; gives where the first row stands. */
function writeInputs({ builder, figures, context, kpis }: Sheet): number {
  const { reports } = textsOf(context.locale);
  const texts = reports.scorecard;
  const rowOf = (id: KpiId): InputPlanRow<"scorecardInputs"> => ({
    kpi: kpiNumbers[id],
    name: texts.kpis[id],
  });
  const rows = withTyped(
    "scorecardInputs",
    toFillIn(kpis).map(({ id }) => rowOf(id)),
    figures.inputs.rows.scorecardInputs
  );
  if (rows.length === 0) return builder.row;
  builder.line(texts.inputs.section, "section");
  const columns = inputColumns("scorecardInputs", context.locale, inputLooks);
  const placed = writeInputTable(builder, "scorecardInputs", columns, rows);
  builder.validation({
    kind: "decimal",
    area: { row: placed.firstRow, column: at.numerator, rows: rows.length, columns: 2 },
    min: 0,
    max: 1e9,
    error: texts.inputs.number,
  });
  return placed.firstRow;
}
