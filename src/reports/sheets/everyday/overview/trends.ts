import { textsOf } from "../../../../locale";
import { isoOf } from "../../../../retention/time";
import type { Trend, TrendName } from "../../../figures";
import type { Area, ChartPlan, Placed, PlanCell } from "../../../plan";
import { flowColors, targetColors } from "../../../plan";
import { printedColumns, type Sheet } from "./sheet";

const chartRows = 9;
/** Columns that the charts of a row cover: as wide as one another. */
const spans: readonly Omit<Area, "row" | "rows">[] = [
  { column: 0, columns: 3 },
  { column: 3, columns: 4 },
  { column: 7, columns: 3 },
];

const colors: Readonly<Record<TrendName, string>> = {
  base: flowColors.in,
  lost: flowColors.out,
  newlyLost: targetColors.actual,
  wonBack: flowColors.in,
  visits: flowColors.level,
  revenue: flowColors.level,
};

/** What stands is a line; what adds up month by month are columns, or a line beside its limit. */
const columnTrends: ReadonlySet<TrendName> = new Set(["wonBack", "visits", "revenue"]);

/** A small chart of twelve months for each figure; what they are drawn from stands beside the page. */
export function writeTrends({ builder, figures, context }: Sheet, beside: Placed): void {
  const { trend: texts, figures: named } = textsOf(context.locale).reports.overview;
  const { months, trends, allowances } = figures.yearTrend;
  const names = months.map((month) => isoOf(month).slice(0, 7));
  // A month of which nothing is known has no point; a chart of less than two has nothing to say.
  const drawn = trends.filter(({ months: all }) => all.filter((one) => !isNaN(one)).length > 1);
  if (drawn.length === 0) return;
  builder.line(texts.sentence(names[0] ?? "", names[names.length - 1] ?? ""), "note");
  let column = printedColumns + 1;
  drawn.forEach((trend, index) => {
    const source = writeSource(trend, column);
    column += source.columns + 1;
    const span = spans[index % spans.length] as (typeof spans)[number];
    builder.chartAmong(chartOf(trend, source), { ...span, rows: chartRows });
    const isLastOfRow = index % spans.length === spans.length - 1;
    if (isLastOfRow || index === drawn.length - 1) builder.skip(chartRows);
  });
  builder.skip();

  function writeSource(trend: Trend, at: number): Area {
    const withLimit = trend.name === "newlyLost";
    const series = withLimit ? named.names.newlyLost : texts.titles[trend.name];
    const head = [texts.month, series, ...(withLimit ? [texts.limit] : [])];
    const rows = trend.months.map((value, month): PlanCell[] => [
      names[month] ?? null,
      isNaN(value) ? null : value,
      ...(withLimit ? [allowances[month] ?? null] : []),
    ]);
    const placed = builder.aside(beside.headerRow, at, [head, ...rows]);
    const source = {
      row: placed.firstRow,
      column: at,
      rows: 1 + rows.length,
      columns: head.length,
    };
    builder.style({ ...source, rows: 1 }, "tableHeader");
    builder.style({ ...source, row: source.row + 1, rows: rows.length, columns: 1 }, "literal");
    const figuresArea = { row: source.row + 1, column: at + 1, rows: rows.length };
    builder.style({ ...figuresArea, columns: head.length - 1 }, "number");
    return source;
  }

  function chartOf({ name }: Trend, source: Area): Omit<ChartPlan, "position"> {
    return {
      name: `RETAIN overview ${name}`,
      type: columnTrends.has(name) ? "ColumnClustered" : "Line",
      source,
      seriesBy: "Columns",
      title: texts.titles[name],
      categoryAxisTitle: "",
      valueAxisTitle: "",
      valueAxisFormat: "#,##0",
      ...(columnTrends.has(name) && { valueAxisMinimum: 0 }),
      labelEvery: 3,
      isSmall: true,
      colors: name === "newlyLost" ? [colors[name], targetColors.target] : [colors[name]],
    };
  }
}
