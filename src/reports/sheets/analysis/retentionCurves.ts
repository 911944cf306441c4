import { textsOf } from "../../../locale";
import {
  DAYS_OF_MONTH,
  shareAfter,
  type CurvesOfGrouping,
  type RetentionCurve,
} from "../../../retention/insight";
import {
  absentFigure,
  curveColors,
  figureOrAbsent,
  planBelowHead,
  SheetBuilder,
  tabColors,
  writeHead,
  type ColumnSpec,
  type PlanCell,
  type ReportContext,
  type SheetPlan,
} from "../../plan";
import type { StoreFigures } from "../../figures";
import { sheetWithoutOrders } from "../withoutOrders";

const chartRows = 18;
const chartColumns = 9;
/** The months at which a curve is read. */
const readAt = [12, 24, 36] as const;
/** The curves are drawn so far, in steps of so many months. */
const drawnMonths = 72;
const step = 3;

const shareAt = (curve: RetentionCurve, months: number) =>
  shareAfter(curve.steps, Math.round(months * DAYS_OF_MONTH), curve.watchedUpTo);

/**
 * 留存曲线: how many customers are not lost yet by the time since their first day, of all and by delivery
 * year, model, warranty and advisor (Kaplan–Meier; groups by the log-rank test).
 */
export function retentionCurvesSheet(figures: StoreFigures, context: ReportContext): SheetPlan {
  if (!figures.knowsVisits) return sheetWithoutOrders("retentionCurves", context);
  const { reports } = textsOf(context.locale);
  const texts = reports.retentionCurves;
  const { groupings, leftOut } = figures.retentionCurves;
  const builder = new SheetBuilder(
    "retentionCurves",
    reports.names.retentionCurves,
    tabColors.result
  );
  const [all] = groupings[0].curves;
  writeHead(builder, context, {
    title: reports.names.retentionCurves,
    headline:
      all === undefined
        ? texts.empty
        : texts.headline({
            customers: all.customers,
            year2: shareAt(all, 24)?.share ?? NaN,
            year3: shareAt(all, 36)?.share ?? NaN,
            median: all.median / DAYS_OF_MONTH,
          }),
  });
  if (all !== undefined) {
    builder.line(texts.note, "note");
    if (leftOut > 0) builder.line(texts.leftOut(leftOut), "note");
    builder.skip();
    for (const grouping of groupings) {
      if (grouping.curves.length > 0) writeGrouping(builder, grouping, context);
    }
  }
  return planBelowHead(builder, {
    columnWidths: [26, ...Array.from({ length: 12 }, () => 13)],
    frozenColumns: 1,
  });
}

function nameOf(
  { grouping }: CurvesOfGrouping,
  { name }: RetentionCurve,
  { locale }: ReportContext
) {
  const { names, unnamed } = textsOf(locale).reports.retentionCurves;
  if (grouping === "all") return names.all;
  if (grouping === "warranty") return name === "in" ? names.in : names.out;
  return name === "" ? unnamed : name;
}

function writeGrouping(
  builder: SheetBuilder,
  grouping: CurvesOfGrouping,
  context: ReportContext
): void {
  const texts = textsOf(context.locale).reports.retentionCurves;
  const { curves, difference } = grouping;
  builder.line(texts.sections[grouping.grouping], "section");
  const columns: ColumnSpec[] = [
    { header: texts.columns.name, style: "literal" },
    { header: texts.columns.customers, style: "number" },
    { header: texts.columns.lost, style: "number" },
    { header: texts.columns.median, style: "number" },
    ...readAt.flatMap((months): ColumnSpec[] => [
      { header: texts.columns.share(months), style: "percent" },
      { header: texts.columns.low(months), style: "percent" },
      { header: texts.columns.high(months), style: "percent" },
    ]),
  ];
  builder.grid(
    columns,
    curves.map((curve): PlanCell[] => [
      nameOf(grouping, curve, context),
      curve.customers,
      curve.lost,
      figureOrAbsent(Math.round(curve.median / DAYS_OF_MONTH)),
      ...readAt.flatMap((months): PlanCell[] => {
        const at = shareAt(curve, months);
        return [at?.share ?? absentFigure, at?.low ?? absentFigure, at?.high ?? absentFigure];
      }),
    ])
  );
  builder.skip();
  writeChart(builder, grouping, context);
  if (!Number.isNaN(difference.p)) {
    builder.line(difference.p < 0.05 ? texts.differs : texts.alike, "note");
  }
  builder.skip();
}

function writeChart(
  builder: SheetBuilder,
  grouping: CurvesOfGrouping,
  context: ReportContext
): void {
  const { reports } = textsOf(context.locale);
  const texts = reports.retentionCurves;
  const { curves } = grouping;
  const watched = Math.max(...curves.map(({ watchedUpTo }) => watchedUpTo)) / DAYS_OF_MONTH;
  const months = Array.from({ length: drawnMonths / step + 1 }, (_, i) => i * step).filter(
    (month) => month <= watched
  );
  builder.chartWithData(
    texts.chart.sentence(months[months.length - 1] ?? 0),
    [
      { header: texts.chart.months, style: "literal" },
      ...curves.map((curve): ColumnSpec => ({
        header: nameOf(grouping, curve, context),
        style: "percent",
      })),
    ],
    months.map((month): PlanCell[] => [
      String(month),
      ...curves.map((curve) => shareAt(curve, month)?.share ?? null),
    ]),
    {
      name: `RETAIN curves ${grouping.grouping}`,
      type: "Line",
      seriesBy: "Columns",
      title: texts.sections[grouping.grouping],
      categoryAxisTitle: texts.chart.months,
      valueAxisTitle: texts.chart.share,
      valueAxisFormat: "0%",
      valueAxisMinimum: 0,
      colors: curves.map((_, i) => curveColors[i % curveColors.length]),
    },
    { rows: chartRows, columns: chartColumns, dataLabel: reports.chartData }
  );
}
