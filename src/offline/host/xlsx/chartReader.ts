import {
  type AxisName,
  type ChartAxisState,
  type ChartFontState,
  type ChartLabelsState,
  type ChartSeriesState,
  type ChartState,
  newAxis,
  newFont,
  newLabels,
  newSeries,
  newLine,
} from "../model/charts";
import { type ColorTable } from "./colors";
import { type XmlElement } from "./xml";
import {
  blanks,
  dashes,
  EMU_PER_POINT,
  kinds,
  labelPositions,
  legendPositions,
  markers,
  tickPositions,
} from "./chartKinds";

/** What a chart part says; undefined for a kind of chart that the model does not know. */
export function readChart(
  root: XmlElement,
  colors: ColorTable
): Omit<ChartState, "id" | "name" | "top" | "left" | "width" | "height"> | undefined {
  const chart = root.child("chart");
  const plot = chart?.child("plotArea");
  const groups = plot?.children.filter((child) => child.local.endsWith("Chart")) ?? [];
  const chartType = groups[0] && typeOf(groups[0]);
  if (!chart || !plot || !chartType) return undefined;
  const axes = new Map(
    plot.children
      .filter((child) => child.local.endsWith("Ax"))
      .map((axis) => [axis.child("axId")?.attr("val") ?? "", axis])
  );
  const idsOf = (group: XmlElement) => group.all("axId").map((id) => id.attr("val") ?? "");
  const primaryIds = idsOf(groups[0]);
  const read: { order: number; series: ChartSeriesState; group: XmlElement }[] = [];
  for (const group of groups) {
    const type = typeOf(group);
    if (!type) return undefined;
    const secondary = idsOf(group).some((id) => !primaryIds.includes(id));
    for (const element of group.all("ser")) {
      const series = readSeries(element, group, colors);
      series.chartType = type === chartType ? "" : type;
      series.axisGroup = secondary ? "Secondary" : "Primary";
      read.push({ order: element.child("order")?.num("val") ?? read.length, series, group });
    }
  }
  read.sort((a, b) => a.order - b.order);
  const secondaryIds = groups.map(idsOf).find((ids) => ids.some((id) => !primaryIds.includes(id)));
  const axis = (ids: readonly string[] | undefined, position: number, name: AxisName) =>
    readAxis(axes.get(ids?.[position] ?? ""), name, colors);
  const title = chart.child("title");
  const legend = chart.child("legend");
  const groupLabels = groups[0].child("dLbls");
  return {
    chartType,
    style: root.child("style")?.num("val") ?? 2,
    title: {
      text: richText(title),
      visible: title !== undefined,
      overlay: title?.child("overlay")?.bool("val", true) ?? false,
      font: readFont(title?.descendants("defRPr")[0] ?? title?.descendants("rPr")[0], colors),
    },
    legend: {
      visible: legend !== undefined,
      position: legendPositions[legend?.child("legendPos")?.attr("val") ?? "r"] ?? "Right",
      overlay: legend?.child("overlay")?.bool("val", true) ?? false,
      font: readFont(legend?.descendants("defRPr")[0], colors),
    },
    series: read.map(({ series }) => series),
    axes: {
      category: axis(primaryIds, 0, "category"),
      value: axis(primaryIds, 1, "value"),
      secondaryCategory: axis(secondaryIds, 0, "secondaryCategory"),
      secondaryValue: axis(secondaryIds, 1, "secondaryValue"),
    },
    hasDataLabels: groupLabels?.child("showVal")?.bool("val", true) ?? false,
    labels: readLabels(groupLabels, colors),
    displayBlanksAs: blanks[chart.child("dispBlanksAs")?.attr("val") ?? "zero"] ?? "NotPlotted",
    plotVisibleOnly: chart.child("plotVisOnly")?.bool("val", true) ?? true,
    seriesBy: "Columns",
    areaFill: colors.readDrawing(root.child("spPr")?.child("solidFill")) ?? "",
  };
}

function typeOf(group: XmlElement): string | undefined {
  const grouping =
    group.child("grouping")?.attr("val") ?? (group.local === "barChart" ? "clustered" : "standard");
  const direction = group.child("barDir")?.attr("val") ?? "col";
  const series = group.all("ser");
  const unmarked = series.every((ser) => ser.at("marker", "symbol")?.attr("val") === "none");
  return Object.entries(kinds).find(
    ([, kind]) =>
      kind.element === group.local &&
      (kind.direction === undefined || kind.direction === direction) &&
      (kind.grouping === undefined || kind.grouping === grouping) &&
      (kind.markers === undefined || kind.markers === !unmarked)
  )?.[0];
}

function readSeries(element: XmlElement, group: XmlElement, colors: ColorTable): ChartSeriesState {
  const tx = element.child("tx");
  const formula = (container: XmlElement | undefined) => {
    const text = container?.descendants("f")[0]?.text;
    return text === undefined ? "" : `=${text}`;
  };
  const series = newSeries(
    formula(element.child("val") ?? element.child("yVal")),
    formula(element.child("cat") ?? element.child("xVal")),
    formula(tx) || (tx?.child("v")?.text ?? "")
  );
  const shape = element.child("spPr");
  const line = shape?.child("ln");
  const isLine = group.local === "lineChart";
  const stroke = colors.readDrawing(line?.child("solidFill")) ?? "";
  series.fillColor = colors.readDrawing(shape?.child("solidFill")) ?? "";
  series.line = {
    ...newLine(),
    color: stroke,
    weight: line?.attr("w") === undefined ? 2.25 : (line.num("w") ?? 0) / EMU_PER_POINT,
    lineStyle: dashes[line?.child("prstDash")?.attr("val") ?? ""] ?? "Automatic",
    hidden: isLine && line?.child("noFill") !== undefined,
  };
  const labels = element.child("dLbls");
  series.hasDataLabels =
    labels?.children.some((child) => child.local.startsWith("show") && child.bool("val", true)) ??
    false;
  series.labels = readLabels(labels, colors);
  series.markerStyle = readMarker(element, group);
  series.smooth = element.child("smooth")?.bool("val", true) ?? false;
  series.gapWidth = group.child("gapWidth")?.num("val") ?? 150;
  const stacked = /stacked/i.test(group.child("grouping")?.attr("val") ?? "");
  series.overlap = stacked ? 0 : (group.child("overlap")?.num("val") ?? 0);
  for (const point of element.all("dPt")) {
    const color = colors.readDrawing(point.child("spPr")?.child("solidFill"));
    if (color) series.points.set(point.child("idx")?.num("val") ?? 0, color);
  }
  return series;
}

/** No markers at all is a chart type of its own; it is no property of the series. */
function readMarker(element: XmlElement, group: XmlElement): string {
  const symbol = element.at("marker", "symbol")?.attr("val");
  const all = group.all("ser").every((ser) => ser.at("marker", "symbol")?.attr("val") === "none");
  return symbol === undefined || all ? "Automatic" : (markers[symbol] ?? "Automatic");
}

function readLabels(element: XmlElement | undefined, colors: ColorTable): ChartLabelsState {
  const labels = newLabels();
  if (!element) return labels;
  const shows = (name: string) => element.child(name)?.bool("val", true) ?? false;
  const format = element.child("numFmt");
  return {
    showValue: shows("showVal"),
    showPercentage: shows("showPercent"),
    showSeriesName: shows("showSerName"),
    showCategoryName: shows("showCatName"),
    showLegendKey: shows("showLegendKey"),
    position: labelPositions[element.child("dLblPos")?.attr("val") ?? ""] ?? labels.position,
    numberFormat: format?.attr("formatCode") ?? "General",
    linkNumberFormat: format?.bool("sourceLinked") ?? true,
    separator: element.child("separator")?.text ?? ",",
    font: readFont(element.descendants("defRPr")[0], colors),
  };
}

function readAxis(
  axis: XmlElement | undefined,
  name: AxisName,
  colors: ColorTable
): ChartAxisState {
  const isSecondary = name.startsWith("secondary");
  const start = newAxis(name === "value");
  if (!axis) return { ...start, visible: name !== "secondaryCategory" };
  const format = axis.child("numFmt");
  const title = axis.child("title");
  const number = (element: XmlElement | undefined) => element?.num("val") ?? "";
  const text = axis.child("txPr");
  return {
    title: richText(title),
    titleVisible: title !== undefined,
    titleFont: readFont(title?.descendants("defRPr")[0], colors),
    visible: !(axis.child("delete")?.bool("val", true) ?? isSecondary),
    numberFormat: format?.attr("formatCode") ?? "General",
    linkNumberFormat: format?.bool("sourceLinked") ?? true,
    minimum: number(axis.at("scaling", "min")),
    maximum: number(axis.at("scaling", "max")),
    majorUnit: number(axis.child("majorUnit")),
    majorGridlines: axis.child("majorGridlines") !== undefined,
    minorGridlines: axis.child("minorGridlines") !== undefined,
    reversePlotOrder: axis.at("scaling", "orientation")?.attr("val") === "maxMin",
    tickLabelPosition:
      tickPositions[axis.child("tickLblPos")?.attr("val") ?? "nextTo"] ?? "NextToAxis",
    tickLabelSpacing: number(axis.child("tickLblSkip")),
    textOrientation: -(text?.child("bodyPr")?.num("rot") ?? 0) / 60_000 || 0,
    font: readFont(text?.descendants("defRPr")[0], colors),
  };
}

function readFont(run: XmlElement | undefined, colors: ColorTable): ChartFontState {
  if (!run) return newFont();
  return {
    color: colors.readDrawing(run.child("solidFill")) ?? "",
    bold: run.bool("b"),
    italic: run.bool("i"),
    size: (run.num("sz") ?? 0) / 100,
    name: run.child("latin")?.attr("typeface") ?? "",
  };
}

function richText(title: XmlElement | undefined): string {
  const paragraphs = title?.descendants("p") ?? [];
  return paragraphs
    .map((paragraph) =>
      paragraph
        .descendants("t")
        .map(({ text }) => text)
        .join("")
    )
    .join("\n")
    .trimEnd();
}
