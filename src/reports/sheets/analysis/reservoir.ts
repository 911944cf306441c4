import { textsOf } from "../../../locale";
import { allParameters } from "../../../retention/allParameters";
import { edate, isoOf, monthEndOf, monthStartOf } from "../../../retention/time";
import {
  reservoir,
  reservoirInlets,
  reservoirOutlets,
  type ReservoirFlow,
  type ReservoirMonth,
} from "../../../retention/status";
import {
  cellRef,
  SheetBuilder,
  type ColumnSpec,
  type Placed,
  writeHead,
  type ReportContext,
  absentFigure,
  figureOrAbsent,
  quotientCell,
  sumCell,
  type FormulaCell,
  type PlanCell,
  type SheetPlan,
  flowColors,
  tabColors,
  planBelowHead,
} from "../../plan";

import { chapterValues, type StoreFigures } from "../../figures";
import { sheetWithoutOrders } from "../withoutOrders";

/** Whole months shown before the running one. */
const monthsBefore = 12;
const chartRows = 16;
const chartColumns = 9;

/** Columns of the table of months. */
const at = {
  month: 0,
  opening: 1,
  inlets: 2,
  inflow: 2 + reservoirInlets.length,
  outlets: 3 + reservoirInlets.length,
  outflow: 3 + reservoirInlets.length + reservoirOutlets.length,
  closing: 4 + reservoirInlets.length + reservoirOutlets.length,
  retention: 5 + reservoirInlets.length + reservoirOutlets.length,
} as const;

/**
 * 蓄水池 (S4 宝典一): the base as water, month by month, with its inlets and outlets; health over rolling
 * twelve months, with and without returns; retention rate; the level if years go on like this. Sums,
 * balances and ratios are native formulas.
 */
export function reservoirSheet(figures: StoreFigures, context: ReportContext): SheetPlan {
  if (!figures.knowsVisits) return sheetWithoutOrders("reservoir", context);
  const { reports } = textsOf(context.locale);
  const { dealership, asOf, settings } = figures;
  const { meanLife } = chapterValues(settings, "reservoir", allParameters.reservoir);
  const first = edate(monthStartOf(asOf), -monthsBefore);
  const months = reservoir(dealership, first, asOf, { rules: settings.rules, meanLife });
  const builder = new SheetBuilder("reservoir", reports.names.reservoir, tabColors.result);
  const empty = months.every(({ opening, closing, flows }) =>
    [opening, closing, ...Object.values(flows)].every((count) => count === 0)
  );
  writeHead(builder, context, {
    title: reports.names.reservoir,
    headline: empty ? reports.reservoir.empty : headline(months, context),
  });
  if (!empty) {
    if (months.some(({ shortHistory, rolling }) => shortHistory || rolling.shortHistory)) {
      builder.line(reports.reservoir.shortHistory, "note");
      builder.skip();
    }
    const known = figures.knowsOwnSales ? months : months.map(withoutOwnNew);
    const placed = writeMonths(builder, known, context);
    writeFlowChart(builder, placed, known, context);
    writeHealth(builder, known, meanLife, context);
  }
  return planBelowHead(builder, {
    columnWidths: [26, 14, 22, 22, ...Array.from({ length: 9 }, () => 13)],
    frozenColumns: 1,
  });
}

/** A month in which nobody can tell who came in by a sale: `ownNew` is `NaN`, the sums are those of the rest. */
function withoutOwnNew(month: ReservoirMonth): ReservoirMonth {
  const unknown = (flows: ReservoirMonth["flows"]): ReservoirMonth["flows"] => ({
    ...flows,
    ownNew: NaN,
  });
  const rolling = { ...month.rolling, flows: unknown(month.rolling.flows) };
  return { ...month, flows: unknown(month.flows), rolling };
}

/** Of the flows that are known, as SUM adds them up. */
const total = ({ flows }: ReservoirMonth, names: readonly ReservoirFlow[]): number =>
  names.reduce((sum, name) => sum + (flows[name] || 0), 0);

function headline(months: readonly ReservoirMonth[], { locale }: ReportContext): string {
  const texts = textsOf(locale).reports.reservoir;
  const month = months[months.length - 1];
  if (!month) return texts.empty;
  return texts.headline({
    closing: month.closing,
    change: month.closing - month.opening,
    inflow: total(month, reservoirInlets),
    outflow: total(month, reservoirOutlets),
    retention: month.retentionRate,
    health: month.rolling.health,
  });
}

/** "2026-06", and of a month that is not over yet: to date. */
function monthLabel({ first, last }: ReservoirMonth, { locale }: ReportContext): string {
  const { toDate } = textsOf(locale).reports.reservoir.months;
  const label = isoOf(first).slice(0, 7);
  return last === monthEndOf(first) ? label : `${label} ${toDate}`;
}

function monthColumns({ locale }: ReportContext): ColumnSpec[] {
  const texts = textsOf(locale).reports.reservoir.months;
  const number = (header: string): ColumnSpec => ({ header, style: "number" });
  return [
    { header: texts.month, style: "literal" },
    number(texts.opening),
    ...reservoirInlets.map((flow) => number(texts.inlets[flow])),
    number(texts.inflow),
    ...reservoirOutlets.map((flow) => number(texts.outlets[flow])),
    number(texts.outflow),
    number(texts.closing),
    { header: texts.retention, style: "percent" },
    { header: texts.remark, style: "text" },
  ];
}

function monthRow(
  month: ReservoirMonth,
  row: number,
  isFirst: boolean,
  context: ReportContext
): PlanCell[] {
  const { short } = textsOf(context.locale).reports.reservoir.months;
  const cell = (column: number): string => cellRef(row, column);
  const sumFrom = (first: number, names: readonly ReservoirFlow[]): FormulaCell =>
    sumCell({ row, column: first }, { row, column: first + names.length - 1 }, total(month, names));
  const { opening, closing, flows } = month;
  return [
    monthLabel(month, context),
    isFirst ? opening : { formula: `=${cellRef(row - 1, at.closing)}`, expected: opening },
    ...reservoirInlets.map((flow) => figureOrAbsent(flows[flow])),
    sumFrom(at.inlets, reservoirInlets),
    ...reservoirOutlets.map((flow) => flows[flow]),
    sumFrom(at.outlets, reservoirOutlets),
    {
      formula: `=${cell(at.opening)}+${cell(at.inflow)}-${cell(at.outflow)}`,
      expected: closing,
    },
    {
      formula: `=IF(${cell(at.opening)}=0,"${absentFigure}",1-${cell(at.outlets)}/${cell(at.opening)})`,
      expected: opening === 0 ? absentFigure : 1 - flows.newLost / opening,
    },
    month.shortHistory ? short : null,
  ];
}

function writeMonths(
  builder: SheetBuilder,
  months: readonly ReservoirMonth[],
  context: ReportContext
): Placed {
  const texts = textsOf(context.locale).reports.reservoir.months;
  builder.line(texts.section, "section");
  builder.line(texts.note, "note");
  const firstRow = builder.row + 1;
  const lastRow = firstRow + months.length - 1;
  const flowTotal = (column: number, names: readonly ReservoirFlow[]): PlanCell => {
    const isKnown = months.some(({ flows }) => names.some((name) => !Number.isNaN(flows[name])));
    if (!isKnown) return absentFigure;
    return sumCell(
      { row: firstRow, column },
      { row: lastRow, column },
      months.reduce((sum, month) => sum + total(month, names), 0)
    );
  };
  const placed = builder.grid(monthColumns(context), [
    ...months.map((month, index) => monthRow(month, firstRow + index, index === 0, context)),
    [
      texts.total,
      null,
      ...reservoirInlets.map((flow, index) => flowTotal(at.inlets + index, [flow])),
      flowTotal(at.inflow, reservoirInlets),
      ...reservoirOutlets.map((flow, index) => flowTotal(at.outlets + index, [flow])),
      flowTotal(at.outflow, reservoirOutlets),
      null,
      null,
      null,
    ],
  ]);
  builder.styleRow(placed, lastRow + 1, "sum");
  for (const column of [at.inflow, at.outflow, at.closing]) {
    builder.style({ row: firstRow, column, rows: months.length, columns: 1 }, "subtotal");
  }
  builder.skip();
  return placed;
}

/** In and out as columns, the closing base as a line; the chart has a small table of its own. */
function writeFlowChart(
  builder: SheetBuilder,
  placed: Placed,
  months: readonly ReservoirMonth[],
  context: ReportContext
): void {
  const { reports } = textsOf(context.locale);
  const texts = reports.reservoir;
  const columns: readonly (readonly [string, number, (month: ReservoirMonth) => number])[] = [
    [texts.months.inflow, at.inflow, (month) => total(month, reservoirInlets)],
    [texts.months.outflow, at.outflow, (month) => total(month, reservoirOutlets)],
    [texts.months.closing, at.closing, ({ closing }) => closing],
  ];
  const sum = (names: readonly ReservoirFlow[]): number =>
    months.reduce((all, month) => all + total(month, names), 0);
  builder.chartWithData(
    texts.chart.sentence({
      inflow: sum(reservoirInlets),
      outflow: sum(reservoirOutlets),
      months: months.length,
    }),
    [
      { header: texts.months.month, style: "literal" },
      ...columns.map(([header]): ColumnSpec => ({ header, style: "number" })),
    ],
    months.map((month, index) => [
      monthLabel(month, context),
      ...columns.map(([, column, of]) => ({
        formula: `=${cellRef(placed.firstRow + index, column)}`,
        expected: of(month),
      })),
    ]),
    {
      name: "RETAIN reservoir",
      type: "ColumnClustered",
      seriesBy: "Columns",
      title: texts.chart.title,
      categoryAxisTitle: texts.chart.categoryAxis,
      valueAxisTitle: texts.chart.valueAxis,
      valueAxisFormat: "#,##0",
      colors: [flowColors.in, flowColors.out, flowColors.level],
      lines: { series: [2], axisTitle: texts.chart.levelAxis, axisFormat: "#,##0" },
    },
    { rows: chartRows, columns: chartColumns, dataLabel: reports.chartData }
  );
  builder.skip();
}

/** Columns of the table of rolling years: the ratios first, because the chart shows them. */
const yearAt = {
  health: 1,
  withReturns: 2,
  steady: 3,
  ownNew: 4,
  acquired: 5,
  returned: 6,
  outflow: 7,
} as const;

function writeHealth(
  builder: SheetBuilder,
  months: readonly ReservoirMonth[],
  meanLife: number,
  context: ReportContext
): void {
  const { months: words, year: texts } = textsOf(context.locale).reports.reservoir;
  builder.line(texts.section, "section");
  builder.line(texts.note(String(meanLife)), "note");
  const number = (header: string): ColumnSpec => ({ header, style: "number" });
  const firstRow = builder.row + 1;
  const placed = builder.grid(
    [
      { header: words.month, style: "literal" },
      { header: texts.health, style: "ratio" },
      { header: texts.healthWithReturns, style: "ratio" },
      number(texts.steady),
      number(texts.ownNew),
      number(texts.acquired),
      number(texts.returned),
      number(texts.outflow),
      { header: texts.from, style: "date" },
      { header: texts.to, style: "date" },
      { header: words.remark, style: "text" },
    ],
    months.map((month, index): PlanCell[] => {
      const { flows, first, outflow, steadyStock, shortHistory } = month.rolling;
      const inflow = (flows.ownNew || 0) + flows.acquired;
      const cell = (column: number): string => cellRef(firstRow + index, column);
      // SUM passes over the "—" of what is not known.
      const fresh = `SUM(${cell(yearAt.ownNew)},${cell(yearAt.acquired)})`;
      const out = cell(yearAt.outflow);
      return [
        monthLabel(month, context),
        quotientCell(fresh, out, [inflow, outflow]),
        quotientCell(`(${fresh}+${cell(yearAt.returned)})`, out, [
          inflow + flows.returned,
          outflow,
        ]),
        { formula: `=${fresh}*${meanLife}`, expected: steadyStock },
        figureOrAbsent(flows.ownNew),
        flows.acquired,
        flows.returned,
        outflow,
        first,
        month.last,
        shortHistory ? words.short : null,
      ];
    })
  );
  markHealth(builder, placed);
  builder.skip();
  writeHealthChart(builder, placed, months, context);
}

/** Below 1 the level falls. */
function markHealth(builder: SheetBuilder, { firstRow, lastRow }: Placed): void {
  const area = { row: firstRow, column: yearAt.health, rows: lastRow - firstRow + 1, columns: 2 };
  const cell = cellRef(firstRow, yearAt.health);
  const mark = (formula: string, style: "goodCell" | "badCell"): void =>
    builder.conditionalFormat({ kind: "expression", area, formula, style });
  mark(`AND(ISNUMBER(${cell}),${cell}>=1)`, "goodCell");
  mark(`AND(ISNUMBER(${cell}),${cell}<1)`, "badCell");
}

function writeHealthChart(
  builder: SheetBuilder,
  placed: Placed,
  months: readonly ReservoirMonth[],
  { locale }: ReportContext
): void {
  const texts = textsOf(locale).reports.reservoir;
  const year = months[months.length - 1]?.rolling;
  if (!year || months.every(({ rolling }) => Number.isNaN(rolling.health))) return;
  const shown = (value: number): string => (Number.isNaN(value) ? absentFigure : value.toFixed(2));
  builder.chart(
    texts.year.sentence({
      health: shown(year.health),
      withReturns: shown(year.healthWithReturns),
    }),
    {
      name: "RETAIN health",
      type: "Line",
      source: { row: placed.headerRow, column: 0, rows: months.length + 1, columns: 3 },
      seriesBy: "Columns",
      title: texts.year.chartTitle,
      categoryAxisTitle: texts.chart.categoryAxis,
      valueAxisTitle: texts.year.valueAxis,
      valueAxisFormat: "0.00",
      colors: [flowColors.level, flowColors.in],
    },
    chartRows,
    chartColumns
  );
}
