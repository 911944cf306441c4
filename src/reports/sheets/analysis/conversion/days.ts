import { textsOf } from "../../../../locale";
import type { FlowName } from "../../../../retention/status";
import { dayBefore, isoOf } from "../../../../retention/time";
import {
  type SheetBuilder,
  type ColumnSpec,
  type ReportContext,
  type PlanCell,
  absentFigure,
  chartTexts,
  bodyRange,
  sumCell,
  statusColors,
} from "../../../plan";
import { type Conversion, baseOn, flowsByWeight, knowsFlow } from "./changes";

export const chartRows = 15;
/** The axis of a year of days names about every month. */
const daysPerLabel = 30;
export const chartColumns = 9;
/** Where the daily table has its columns. */
const dailyAt = { day: 0, label: 1, base: 2, flows: 4 } as const;

/** The columns of flows, in the order of the daily table. */
export function flowColumns({ locale }: ReportContext): ColumnSpec[] {
  const { flows } = textsOf(locale).method;
  return flowsByWeight.map((flow) => ({ header: flows[flow], style: "number" }));
}

/**
 * Where the daily table will stand: the sections above it are native sums of it, so its place must be
 * known before they are written.
 */
export interface DailyPlace {
  readonly headerRow: number;
  readonly days: string;
  readonly flow: (flow: FlowName) => string;
}

/** Where the daily table stands whose header is in a row. */
export function dailyPlace(headerRow: number, days: number): DailyPlace {
  const range = (column: number): string => bodyRange(headerRow, days, column);
  return {
    headerRow,
    days: range(dailyAt.day),
    flow: (flow) => range(dailyAt.flows + flowsByWeight.indexOf(flow)),
  };
}

/** The chart of the base; its source is the daily table below. */
export function writeBaseChart(
  builder: SheetBuilder,
  found: Conversion,
  daily: DailyPlace,
  { locale }: ReportContext
): void {
  const texts = textsOf(locale).reports.conversion.days;
  const { series, asOf } = found;
  const rows = series.last - series.first + 2;
  builder.line(texts.section, "section");
  builder.chart(
    texts.sentence({
      first: isoOf(series.first),
      opening: baseOn(found, series.first),
      last: isoOf(asOf),
      closing: baseOn(found, asOf),
    }),
    {
      name: "RETAIN conversion days",
      type: "Line",
      // Days as text: a chart takes a first column of numbers for a series.
      source: { row: daily.headerRow, column: dailyAt.label, rows, columns: 2 },
      seriesBy: "Columns",
      ...chartTexts(texts),
      valueAxisFormat: "#,##0",
      labelEvery: daysPerLabel,
      colors: [statusColors.stable],
    },
    chartRows,
    chartColumns
  );
}

/** 日环比: a real table with one row per day; everything above adds it up. */
export function writeDays(builder: SheetBuilder, found: Conversion, context: ReportContext): void {
  const { reports, data } = textsOf(context.locale);
  const texts = reports.conversion.days;
  const { series, base } = found;
  builder.skip();
  const firstRow = builder.row + 1;
  const firstStatus = dailyAt.flows + flowsByWeight.length;
  const baseClasses = series.rules.classes.filter(({ group }) => group === "base").length;
  const before = baseOn(found, dayBefore(series.first));
  builder.table(
    "RETAIN_conversionDays",
    [
      { header: texts.day, style: "date" },
      { header: texts.label, style: "literal" },
      { header: texts.base, style: "number" },
      { header: texts.change, style: "change" },
      ...flowColumns(context),
      ...series.statuses.map((status): ColumnSpec => ({
        header: data.statuses[status],
        style: "number",
      })),
    ],
    Array.from(base, (count, day): PlanCell[] => {
      const row = firstRow + day;
      const classes = sumCell(
        { row, column: firstStatus },
        { row, column: firstStatus + baseClasses - 1 },
        count
      );
      return [
        series.first + day,
        isoOf(series.first + day).slice(2),
        classes,
        count - (day === 0 ? before : (base[day - 1] ?? 0)),
        ...flowsByWeight.map((flow) =>
          knowsFlow(found, flow) ? (series.flows[flow][day] ?? 0) : absentFigure
        ),
        ...series.closing.map((closing) => closing[day] ?? 0),
      ];
    })
  );
  builder.skip();
}
