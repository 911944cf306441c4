import { fixedRef, type ChartPlan } from "../../reports/plan";
import { rangeAt } from "../cells";

/** Draws a native chart; only queues. */
export function drawChart(sheet: Excel.Worksheet, plan: ChartPlan): void {
  const chart = sheet.charts.add(plan.type, rangeAt(sheet, plan.source), plan.seriesBy);
  chart.name = plan.name;
  chart.title.text = plan.title;
  // A ring has no axes, and its colours belong to its parts.
  if (plan.type === "Doughnut") colorParts(chart, plan);
  else {
    scaleAxes(chart, plan);
    if (plan.isSmall) keepSmall(chart);
    else nameAxes(chart, plan);
    colorSeries(chart, plan);
  }
  if (seriesCount(plan) > 1 || plan.type === "Doughnut") chart.legend.position = "Bottom";
  // The title says what a single series is.
  else chart.legend.visible = false;
  const { row, column, rows, columns } = plan.position;
  chart.setPosition(fixedRef(row, column), fixedRef(row + rows - 1, column + columns - 1));
}

/** The first row and column of the source are headers. */
const seriesCount = ({ source, seriesBy }: ChartPlan): number =>
  (seriesBy === "Columns" ? source.columns : source.rows) - 1;

function nameAxes(chart: Excel.Chart, plan: ChartPlan): void {
  const { categoryAxis, valueAxis } = chart.axes;
  categoryAxis.title.text = plan.categoryAxisTitle;
  valueAxis.title.text = plan.valueAxisTitle;
  if (!plan.lines || plan.lines.series.length === 0) return;
  for (const index of plan.lines.series) {
    const series = chart.series.getItemAt(index);
    series.chartType = "Line";
    series.axisGroup = "Secondary";
  }
  const second = chart.axes.getItem("Value", "Secondary");
  second.title.text = plan.lines.axisTitle;
  second.numberFormat = plan.lines.axisFormat;
}

function scaleAxes(chart: Excel.Chart, plan: ChartPlan): void {
  const { categoryAxis, valueAxis } = chart.axes;
  const { valueAxisFormat, valueAxisMinimum } = plan;
  // Left to itself, Excel names only some of many bars.
  const labelEvery = plan.labelEvery ?? (plan.type.startsWith("Bar") ? 1 : undefined);
  if (labelEvery !== undefined) categoryAxis.tickLabelSpacing = labelEvery;
  if (valueAxisFormat !== undefined) valueAxis.numberFormat = valueAxisFormat;
  if (valueAxisMinimum !== undefined) valueAxis.minimum = valueAxisMinimum;
}

/** Points; what is printed at three quarters is still read. */
const small = { title: 11, figures: 10 };

function keepSmall(chart: Excel.Chart): void {
  const { categoryAxis, valueAxis } = chart.axes;
  chart.title.format.font.size = small.title;
  for (const axis of [categoryAxis, valueAxis]) {
    axis.title.visible = false;
    axis.format.font.size = small.figures;
  }
  valueAxis.majorGridlines.visible = false;
}

function colorSeries(chart: Excel.Chart, plan: ChartPlan): void {
  plan.colors.forEach((color, index) => {
    const { format } = chart.series.getItemAt(index);
    if (plan.type === "Line" || plan.lines?.series.includes(index)) format.line.color = color;
    else format.fill.setSolidColor(color);
  });
}

function colorParts(chart: Excel.Chart, plan: ChartPlan): void {
  const { points } = chart.series.getItemAt(0);
  plan.colors.forEach((color, index) => {
    points.getItemAt(index).format.fill.setSolidColor(color);
  });
}
