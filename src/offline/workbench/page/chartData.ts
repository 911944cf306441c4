import type { ChartConfiguration, ChartDataset, ScaleOptions } from "chart.js";
import { displayText } from "../../host/model/displayText";
import type { Chart, ChartAxisState, ChartSeriesState, Range } from "../../host/model";

/** Colours of series that have none of their own: Office's accents. */
const accents = ["#4472C4", "#ED7D31", "#A5A5A5", "#FFC000", "#5B9BD5", "#70AD47"];

/** How Chart.js draws a chart of the workbook, from the cells that it refers to. */
export function chartConfiguration(chart: Chart): ChartConfiguration {
  const { state } = chart;
  const kind = kindOf(state.chartType);
  const isRound = kind === "pie" || kind === "doughnut";
  const isLying = state.chartType.startsWith("Bar");
  const isStacked = state.chartType.includes("Stacked");
  const isShare = state.chartType.endsWith("100");
  const table = state.series.map((series) => numbersOf(chart, series.values));
  const totals = (table[0] ?? []).map((_, i) =>
    table.reduce((sum, values) => sum + Math.abs(values[i] ?? 0), 0)
  );
  const datasets = state.series.map((series, index): ChartDataset => {
    const values = table[index];
    const data = isShare ? values.map((value, i) => share(value, totals[i])) : values;
    return datasetOf(chart, series, index, data, isRound);
  });
  const first = state.series[0];
  const { category, value } = state.axes;
  const scales = {
    [isLying ? "y" : "x"]: {
      ...axisOf(category),
      stacked: isStacked,
      reverse: category.reversePlotOrder,
    },
    [isLying ? "x" : "y"]: {
      ...axisOf(value),
      stacked: isStacked,
      ...(value.minimum !== "" && { min: value.minimum }),
      ...(value.maximum !== "" ? { max: value.maximum } : isShare && { max: 1 }),
      ticks: { callback: (tick: number | string) => tickText(chart, tick, isShare) },
    },
  } as Record<string, ScaleOptions>;
  return {
    type: kind,
    data: { labels: first ? textsOf(chart, first.categories, datasets) : [], datasets },
    options: {
      animation: false,
      responsive: true,
      maintainAspectRatio: false,
      indexAxis: isLying ? "y" : "x",
      ...(!isRound && { scales }),
      plugins: {
        title: { display: state.title.visible && state.title.text !== "", text: state.title.text },
        legend: {
          display: state.legend.visible && (state.series.length > 1 || isRound),
          position: state.legend.position === "Right" ? "right" : "bottom",
          labels: { boxWidth: 12 },
        },
      },
    },
  };
}

function kindOf(chartType: string): "bar" | "line" | "pie" | "doughnut" {
  if (chartType.startsWith("Pie")) return "pie";
  if (chartType.startsWith("Doughnut")) return "doughnut";
  return /^(Line|Area|XY|Radar)/.test(chartType) ? "line" : "bar";
}

function datasetOf(
  chart: Chart,
  series: ChartSeriesState,
  index: number,
  data: (number | null)[],
  isRound: boolean
): ChartDataset {
  const { chartType } = chart.state;
  const color = series.fillColor || series.line.color || accents[index % accents.length];
  const colors = isRound
    ? data.map((_, i) => series.points.get(i) ?? accents[i % accents.length])
    : data.map((_, i) => series.points.get(i) ?? color);
  const isLine = kindOf(series.chartType || chartType) === "line";
  return {
    ...(series.chartType && { type: kindOf(series.chartType) }),
    label: chart.textOf(series.name),
    data,
    backgroundColor: isLine ? color : colors,
    borderColor: isLine ? color : undefined,
    borderWidth: isLine ? 2 : 0,
    pointRadius: chartType.includes("Markers") || data.length < 3 ? 3 : 0,
    fill: chartType.startsWith("Area"),
  } as ChartDataset;
}

function axisOf(axis: ChartAxisState) {
  return {
    display: axis.visible,
    title: { display: axis.titleVisible && axis.title !== "", text: axis.title },
    grid: { display: axis.majorGridlines },
  };
}

/** A tick in the axis's number format, else in that of the cells. */
function tickText(chart: Chart, tick: number | string, isShare: boolean): string {
  const { value } = chart.state.axes;
  const source = rangeAt(chart, chart.state.series[0]?.values ?? "");
  const own = value.linkNumberFormat && source ? firstFormat(source) : value.numberFormat;
  return displayText(Number(tick), isShare ? "0%" : own, false);
}

function firstFormat({ sheet, rect }: Range): string {
  return sheet.workbook.styles.get(sheet.cells.style(rect.row, rect.column)).numberFormat;
}

function rangeAt(chart: Chart, reference: string): Range | null {
  if (!reference.startsWith("=")) return null;
  return chart.sheet.workbook.rangeAt(reference.slice(1), "chart", chart.sheet);
}

function numbersOf(chart: Chart, reference: string): (number | null)[] {
  const range = rangeAt(chart, reference);
  if (!range) return [];
  const values = range.sheet.cells.matrix<number | null>(range.rect, null, (value) =>
    typeof value === "number" ? value : null
  );
  return values.flat();
}

function textsOf(chart: Chart, reference: string, datasets: readonly ChartDataset[]): string[] {
  const range = rangeAt(chart, reference);
  if (!range) return (datasets[0]?.data ?? []).map((_, i) => String(i + 1));
  const { row, column, rows, columns } = range.rect;
  return Array.from({ length: rows * columns }, (_, i) =>
    range.sheet.shownText(row + Math.floor(i / columns), column + (i % columns))
  );
}

const share = (value: number | null, total: number | undefined): number | null =>
  value === null || !total ? value : value / total;
