import { textsOf } from "../../../locale";
import { isoOf } from "../../../retention/time";
import type { BackTest, Ordering, StatusOutcome } from "../../../retention/insight";
import {
  absentFigure,
  cellRef,
  figureOrAbsent,
  flowColors,
  planBelowHead,
  quotientCell,
  SheetBuilder,
  sumCell,
  tabColors,
  targetColors,
  writeHead,
  type ColumnSpec,
  type PlanCell,
  type ReportContext,
  type SheetPlan,
} from "../../plan";
import { hasRevenue } from "../../../retention/store";
import type { StoreFigures } from "../../figures";
import { sheetWithoutOrders } from "../withoutOrders";

const chartRows = 16;
const chartColumns = 9;

const orderings = ["chance", "status", "rfm", "psv"] as const satisfies readonly (keyof Ordering)[];

/**
 * 预测回测: what was known 90 days and a year ago, against what happened since: by status, by 回厂概率
 * (calibration), by PSV (lift), and the next maintenance day.
 */
export function backTestSheet(figures: StoreFigures, context: ReportContext): SheetPlan {
  if (!figures.knowsVisits) return sheetWithoutOrders("backTest", context);
  const { reports } = textsOf(context.locale);
  const tests = figures.backTests;
  const builder = new SheetBuilder("backTest", reports.names.backTest, tabColors.result);
  const [year] = tests;
  const moneyKnown = hasRevenue(figures.dealership.orders);
  writeHead(builder, context, {
    title: reports.names.backTest,
    headline: headline(year, context),
  });
  for (const test of tests) {
    if (test.customers > 0) writeTest(builder, test, moneyKnown, context);
  }
  return planBelowHead(builder, {
    columnWidths: [26, ...Array.from({ length: 9 }, () => 15)],
    frozenColumns: 1,
  });
}

function headline(test: BackTest, { locale }: ReportContext): string {
  const texts = textsOf(locale).reports.backTest;
  if (test.customers === 0) return texts.empty(isoOf(test.from));
  const ranked = orderings
    .filter((name) => !Number.isNaN(test.ordering[name]))
    .sort((a, b) => test.ordering[b] - test.ordering[a]);
  return texts.headline({
    from: isoOf(test.from),
    days: test.days,
    customers: test.customers,
    came: test.came,
    foretold: test.bins.reduce((sum, { foretold }) => sum + foretold, 0),
    known: test.quality !== undefined,
    best: ranked.length === 0 ? "" : texts.orderings[ranked[0]],
  });
}

function writeTest(
  builder: SheetBuilder,
  test: BackTest,
  moneyKnown: boolean,
  context: ReportContext
): void {
  const texts = textsOf(context.locale).reports.backTest;
  builder.line(texts.section(isoOf(test.from), test.days), "section");
  writeByStatus(builder, test, moneyKnown, context);
  writeCalibration(builder, test, context);
  writeOrdering(builder, test, context);
  writeByPsv(builder, test, context);
  const { maintenance } = test;
  builder.line(
    maintenance.customers === 0
      ? texts.maintenance.none
      : texts.maintenance.sentence({
          customers: maintenance.customers,
          error: maintenance.medianError,
          fixed: maintenance.medianErrorFixed,
        }),
    "note"
  );
  builder.skip();
}

/** Columns of the table by status. */
const statusAt = { customers: 1, came: 2, share: 3, revenue: 6 } as const;

function writeByStatus(
  builder: SheetBuilder,
  { byStatus, customers, came }: BackTest,
  moneyKnown: boolean,
  { locale }: ReportContext
): void {
  const { data, reports } = textsOf(locale);
  const texts = reports.backTest.byStatus;
  builder.line(texts.note, "note");
  const firstRow = builder.row + 1;
  const lastRow = firstRow + byStatus.length - 1;
  const columns: ColumnSpec[] = [
    { header: texts.status, style: "literal" },
    { header: texts.customers, style: "number" },
    { header: texts.came, style: "number" },
    { header: texts.share, style: "percent" },
    { header: texts.low, style: "percent" },
    { header: texts.high, style: "percent" },
    { header: texts.revenue, style: "number" },
    { header: texts.average, style: "number" },
  ];
  const quotients = (row: number, shares: readonly [number, number], revenue: number) => ({
    share: quotientCell(cellRef(row, statusAt.came), cellRef(row, statusAt.customers), shares),
    average: quotientCell(cellRef(row, statusAt.revenue), cellRef(row, statusAt.customers), [
      revenue,
      shares[1],
    ]),
  });
  const rows = byStatus.map((it: StatusOutcome, index): PlanCell[] => {
    const { share, average } = quotients(firstRow + index, [it.came, it.customers], it.revenue);
    return [
      data.statuses[it.status],
      it.customers,
      it.came,
      share,
      figureOrAbsent(it.rate.low),
      figureOrAbsent(it.rate.high),
      moneyKnown ? it.revenue : absentFigure,
      moneyKnown ? average : absentFigure,
    ];
  });
  const revenue = byStatus.reduce((sum, it) => sum + it.revenue, 0);
  const total = quotients(lastRow + 1, [came, customers], revenue);
  const sum = (column: number, expected: number) =>
    sumCell({ row: firstRow, column }, { row: lastRow, column }, expected);
  const placed = builder.grid(columns, [
    ...rows,
    [
      texts.total,
      sum(statusAt.customers, customers),
      sum(statusAt.came, came),
      total.share,
      null,
      null,
      moneyKnown ? sum(statusAt.revenue, revenue) : absentFigure,
      moneyKnown ? total.average : absentFigure,
    ],
  ]);
  builder.styleRow(placed, lastRow + 1, "sum");
  builder.skip();
}

function writeCalibration(
  builder: SheetBuilder,
  { bins, quality, days }: BackTest,
  { locale }: ReportContext
): void {
  const { reports } = textsOf(locale);
  const texts = reports.backTest.calibration;
  if (quality === undefined) {
    builder.line(texts.none, "note");
    builder.skip();
    return;
  }
  const used = bins.flatMap((bin, index) => (bin.count > 0 ? [{ ...bin, index }] : []));
  const placed = builder.grid(
    [
      { header: texts.bin, style: "literal" },
      { header: texts.foretold, style: "percent" },
      { header: texts.share, style: "percent" },
      { header: texts.low, style: "percent" },
      { header: texts.high, style: "percent" },
      { header: texts.customers, style: "number" },
      { header: texts.came, style: "number" },
    ],
    used.map(({ index, count, foretold, came, rate }): PlanCell[] => [
      `${index * 10}–${index * 10 + 10}%`,
      foretold / count,
      rate.share,
      rate.low,
      rate.high,
      count,
      came,
    ])
  );
  builder.skip();
  builder.chart(
    texts.sentence({ error: quality.calibrationError, days }),
    {
      name: `RETAIN calibration ${days}`,
      type: "Line",
      source: { row: placed.headerRow, column: 0, rows: used.length + 1, columns: 5 },
      seriesBy: "Columns",
      title: texts.title(days),
      categoryAxisTitle: texts.bin,
      valueAxisTitle: texts.axis,
      valueAxisFormat: "0%",
      valueAxisMinimum: 0,
      // What was foretold is the diagonal: the nearer what came lies to it, the better.
      colors: [targetColors.target, flowColors.level, flowColors.in, flowColors.in],
    },
    chartRows,
    chartColumns
  );
  builder.skip();
}

function writeOrdering(
  builder: SheetBuilder,
  { ordering }: BackTest,
  { locale }: ReportContext
): void {
  const texts = textsOf(locale).reports.backTest;
  builder.line(texts.ordering.note, "note");
  builder.grid(
    [
      { header: texts.ordering.measure, style: "literal" },
      { header: texts.ordering.auc, style: "percent" },
    ],
    orderings.map((name) => [texts.orderings[name], figureOrAbsent(ordering[name])])
  );
  builder.skip();
}

function writeByPsv(
  builder: SheetBuilder,
  { byPsv, firstByRfm, days }: BackTest,
  { locale }: ReportContext
): void {
  const texts = textsOf(locale).reports.backTest.byPsv;
  const all = byPsv.reduce((sum, { revenue }) => sum + revenue, 0);
  const average = ({ customers, revenue }: (typeof byPsv)[number]): number =>
    customers === 0 ? NaN : revenue / customers;
  if (all <= 0) return;
  const placed = builder.grid(
    [
      { header: texts.tenth, style: "literal" },
      { header: texts.average, style: "number" },
      { header: texts.customers, style: "number" },
      { header: texts.foreseen, style: "number" },
      { header: texts.revenue, style: "number" },
      { header: texts.share, style: "percent" },
    ],
    [
      ...byPsv.map((tenth, index): PlanCell[] => [
        texts.tenths(index + 1),
        figureOrAbsent(average(tenth)),
        tenth.customers,
        tenth.foreseen,
        tenth.revenue,
        tenth.revenue / all,
      ]),
      [
        texts.rfm,
        figureOrAbsent(average(firstByRfm)),
        firstByRfm.customers,
        absentFigure,
        firstByRfm.revenue,
        firstByRfm.revenue / all,
      ],
    ]
  );
  builder.skip();
  builder.chart(
    texts.sentence({
      psv: byPsv[0].revenue / all,
      rfm: firstByRfm.revenue / all,
      days,
    }),
    {
      name: `RETAIN lift ${days}`,
      type: "ColumnClustered",
      source: { row: placed.headerRow, column: 0, rows: byPsv.length + 1, columns: 2 },
      seriesBy: "Columns",
      title: texts.title(days),
      categoryAxisTitle: texts.tenth,
      valueAxisTitle: texts.average,
      valueAxisFormat: "#,##0",
      colors: [flowColors.level],
    },
    chartRows,
    chartColumns
  );
  builder.skip();
}
