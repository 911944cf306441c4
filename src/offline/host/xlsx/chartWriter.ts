import {
  type ChartAxisState,
  type ChartFontState,
  type ChartLabelsState,
  type ChartSeriesState,
  type ChartState,
} from "../model/charts";
import { XlsxError } from "./errors";
import { cellText, escapeText, tag, xmlDeclaration } from "./xml";
import {
  blanks,
  CHART,
  dashes,
  DRAWING,
  EMU_PER_POINT,
  type Kind,
  kinds,
  labelPositions,
  legendPositions,
  markers,
  tickPositions,
} from "./chartKinds";

/** What the cells of a reference hold, so that a chart shows something before Excel recalculates. */
export type ReadReference = (reference: string) => readonly (string | number | undefined)[];

/** @throws XlsxError `unsupportedChange` for a chart type that cannot be written yet */
function kindOf(type: string): Kind {
  const kind = kinds[type];
  if (!kind) throw new XlsxError("unsupportedChange", `chart type ${type}`);
  return kind;
}

function fileName(names: Readonly<Record<string, string>>, api: string): string | undefined {
  return Object.entries(names).find(([, name]) => name === api)?.[0];
}

const val = (name: string, value: string | number | boolean) => tag(`c:${name}`, { val: value });

// ---- writing

/** The part of a chart. Axis ids are fixed: they only have to differ within the chart. */
export function chartXml(chart: ChartState, read: ReadReference): string {
  const titleText = titleOf(chart, read);
  const [legend = "r"] = [fileName(legendPositions, chart.legend.position)];
  return (
    xmlDeclaration +
    tag(
      "c:chartSpace",
      { "xmlns:c": CHART, "xmlns:a": DRAWING },
      val("roundedCorners", false) +
        tag(
          "c:chart",
          {},
          titleXml(titleText, chart.title.font, chart.title.overlay, 1400) +
            val("autoTitleDeleted", titleText === "") +
            tag("c:plotArea", {}, tag("c:layout") + plotXml(chart, read)) +
            (chart.legend.visible
              ? tag(
                  "c:legend",
                  {},
                  val("legendPos", legend) +
                    val("overlay", chart.legend.overlay) +
                    textPropertiesXml(chart.legend.font)
                )
              : "") +
            val("plotVisOnly", chart.plotVisibleOnly) +
            val("dispBlanksAs", fileName(blanks, chart.displayBlanksAs) ?? "gap")
        ) +
        (chart.areaFill === "" ? "" : tag("c:spPr", {}, fillXml(chart.areaFill)))
    )
  );
}

/** A single series gives its name as the title, as Excel shows it. */
function titleOf(chart: ChartState, read: ReadReference): string {
  if (!chart.title.visible) return "";
  const [only] = chart.series;
  if (chart.title.text !== "" || chart.series.length !== 1 || !only) return chart.title.text;
  return only.name.startsWith("=") ? String(read(only.name)[0] ?? "") : only.name;
}

const PRIMARY = [111_111_111, 111_111_112] as const;

const SECONDARY = [222_222_221, 222_222_222] as const;

interface Group {
  readonly kind: Kind;
  readonly secondary: boolean;
  readonly indexes: number[];
}

/** One chart group per kind and axis, areas behind columns behind lines. */
function plotXml(chart: ChartState, read: ReadReference): string {
  const groups = new Map<string, Group>();
  chart.series.forEach((series, index) => {
    const type = series.chartType || chart.chartType;
    const secondary = series.axisGroup === "Secondary";
    const group = groups.get(`${type} ${secondary}`);
    if (group) group.indexes.push(index);
    else groups.set(`${type} ${secondary}`, { kind: kindOf(type), secondary, indexes: [index] });
  });
  if (groups.size === 0) {
    groups.set("", { kind: kindOf(chart.chartType), secondary: false, indexes: [] });
  }
  const order = ["areaChart", "barChart", "lineChart", "scatterChart"];
  const drawn = [...groups.values()].sort(
    (a, b) =>
      Number(a.secondary) - Number(b.secondary) ||
      order.indexOf(a.kind.element) - order.indexOf(b.kind.element)
  );
  const body = drawn.map((group) => groupXml(chart, group, read)).join("");
  if (drawn.every(({ kind }) => isRound(kind))) return body;
  const horizontal = drawn.some(({ kind }) => kind.direction === "bar");
  const scatter = drawn.every(({ kind }) => kind.element === "scatterChart");
  const primary = axesXml(chart, PRIMARY, { horizontal, scatter, secondary: false });
  const needsSecond = drawn.some(({ secondary }) => secondary);
  return (
    body +
    primary +
    (needsSecond ? axesXml(chart, SECONDARY, { horizontal, scatter, secondary: true }) : "")
  );
}

function isRound(kind: Kind): boolean {
  return kind.element === "pieChart" || kind.element === "doughnutChart";
}

function groupXml(chart: ChartState, group: Group, read: ReadReference): string {
  const { kind, secondary, indexes } = group;
  const series = indexes.map((index) => seriesXml(chart, index, kind, read)).join("");
  const ids = (secondary ? SECONDARY : PRIMARY).map((id) => val("axId", id)).join("");
  const first = chart.series[indexes[0]];
  const grouping = kind.grouping === undefined ? "" : val("grouping", kind.grouping);
  const varied = val("varyColors", isRound(kind));
  const labels = chart.hasDataLabels ? labelsXml(chart.labels, kind) : "";
  switch (kind.element) {
    case "barChart": {
      const stacked = kind.grouping !== "clustered";
      const overlap = stacked ? 100 : (first?.overlap ?? 0);
      return tag(
        "c:barChart",
        {},
        val("barDir", kind.direction ?? "col") +
          grouping +
          varied +
          series +
          labels +
          val("gapWidth", first?.gapWidth ?? 150) +
          (overlap === 0 ? "" : val("overlap", overlap)) +
          ids
      );
    }
    case "lineChart":
      return tag(
        "c:lineChart",
        {},
        grouping + varied + series + labels + val("marker", true) + ids
      );
    case "areaChart":
      return tag("c:areaChart", {}, grouping + varied + series + labels + ids);
    case "scatterChart":
      return tag(
        "c:scatterChart",
        {},
        val("scatterStyle", "lineMarker") + varied + series + labels + ids
      );
    case "doughnutChart":
      return tag(
        "c:doughnutChart",
        {},
        varied + series + labels + val("firstSliceAng", 0) + val("holeSize", 60)
      );
    default:
      return tag("c:pieChart", {}, varied + series + labels + val("firstSliceAng", 0));
  }
}

function seriesXml(chart: ChartState, index: number, kind: Kind, read: ReadReference): string {
  const series = chart.series[index];
  const scatter = kind.element === "scatterChart";
  const line = kind.element === "lineChart";
  return tag(
    "c:ser",
    {},
    val("idx", index) +
      val("order", index) +
      seriesNameXml(series.name, read) +
      shapeXml(series, line, scatter) +
      (kind.element === "barChart" ? val("invertIfNegative", false) : "") +
      (line || scatter ? markerXml(series, kind) : "") +
      pointsXml(series, kind) +
      (series.hasDataLabels ? labelsXml(series.labels, kind) : "") +
      categoriesXml(series, scatter ? "c:xVal" : "c:cat", read) +
      tag(
        scatter ? "c:yVal" : "c:val",
        {},
        tag("c:numRef", {}, reference(series.values) + numberCache(read(series.values)))
      ) +
      (line || scatter ? val("smooth", series.smooth) : "")
  );
}

function seriesNameXml(name: string, read: ReadReference): string {
  if (name === "") return "";
  if (!name.startsWith("=")) return tag("c:tx", {}, tag("c:v", {}, cellText(name)));
  return tag("c:tx", {}, tag("c:strRef", {}, reference(name) + textCache(read(name))));
}

function shapeXml(series: ChartSeriesState, isLine: boolean, isScatter: boolean): string {
  const { line, fillColor } = series;
  if (isScatter) return tag("c:spPr", {}, tag("a:ln", { w: 19_050 }, tag("a:noFill")));
  const hasLine =
    line.color !== "" || line.hidden || fileName(dashes, line.lineStyle) !== undefined;
  const color = line.color || (isLine ? fillColor : "");
  const stroke =
    hasLine || (isLine && color !== "")
      ? tag(
          "a:ln",
          { w: Math.round(line.weight * EMU_PER_POINT), cap: isLine ? "rnd" : undefined },
          (line.hidden ? tag("a:noFill") : color === "" ? "" : fillXml(color)) + dashXml(line)
        )
      : "";
  const content = (isLine || fillColor === "" ? "" : fillXml(fillColor)) + stroke;
  return content === "" ? "" : tag("c:spPr", {}, content);
}

function dashXml(line: ChartSeriesState["line"]): string {
  const dash = fileName(dashes, line.lineStyle);
  return dash === undefined ? "" : tag("a:prstDash", { val: dash });
}

function markerXml(series: ChartSeriesState, kind: Kind): string {
  const symbol = fileName(markers, series.markerStyle);
  if (symbol !== undefined) return tag("c:marker", {}, val("symbol", symbol));
  return kind.markers === false ? tag("c:marker", {}, val("symbol", "none")) : "";
}

function pointsXml(series: ChartSeriesState, kind: Kind): string {
  return [...series.points]
    .sort(([a], [b]) => a - b)
    .map(([index, color]) =>
      tag(
        "c:dPt",
        {},
        val("idx", index) +
          (kind.element === "barChart" ? val("invertIfNegative", false) : "") +
          val("bubble3D", false) +
          tag("c:spPr", {}, fillXml(color))
      )
    )
    .join("");
}

function labelsXml(labels: ChartLabelsState, kind: Kind): string {
  const position = fileName(labelPositions, labels.position);
  // Each kind of chart has its own positions; Excel repairs a file with another's.
  const isKnown =
    position !== undefined &&
    (isRound(kind)
      ? kind.element === "pieChart" && ["bestFit", "ctr", "inEnd", "outEnd"].includes(position)
      : kind.element === "barChart"
        ? ["ctr", "inEnd", "inBase"].includes(position) ||
          (position === "outEnd" && kind.grouping === "clustered")
        : kind.element === "lineChart" && ["ctr", "l", "r", "t", "b"].includes(position));
  return tag(
    "c:dLbls",
    {},
    (labels.linkNumberFormat
      ? ""
      : tag("c:numFmt", { formatCode: labels.numberFormat, sourceLinked: false })) +
      textPropertiesXml(labels.font) +
      (isKnown ? val("dLblPos", position) : "") +
      val("showLegendKey", labels.showLegendKey) +
      val("showVal", labels.showValue) +
      val("showCatName", labels.showCategoryName) +
      val("showSerName", labels.showSeriesName) +
      val("showPercent", labels.showPercentage) +
      val("showBubbleSize", false) +
      (labels.separator === "," ? "" : tag("c:separator", {}, escapeText(labels.separator)))
  );
}

function categoriesXml(series: ChartSeriesState, element: string, read: ReadReference): string {
  if (series.categories === "") return "";
  const values = read(series.categories);
  const isNumeric = values.length > 0 && values.every((value) => typeof value === "number");
  const content = isNumeric
    ? tag("c:numRef", {}, reference(series.categories) + numberCache(values))
    : tag("c:strRef", {}, reference(series.categories) + textCache(values));
  return tag(element, {}, content);
}

function reference(text: string): string {
  return tag("c:f", {}, escapeText(text.replace(/^=/, "")));
}

function cachedPoints(values: readonly (string | number | undefined)[]): string {
  const written = values.map((value, index) =>
    value === undefined ? "" : tag("c:pt", { idx: index }, tag("c:v", {}, cellText(String(value))))
  );
  return val("ptCount", values.length) + written.join("");
}

function textCache(values: readonly (string | number | undefined)[]): string {
  return values.length === 0 ? "" : tag("c:strCache", {}, cachedPoints(values));
}

function numberCache(values: readonly (string | number | undefined)[]): string {
  if (values.length === 0) return "";
  const numbers = values.map((value) => (typeof value === "number" ? value : undefined));
  return tag("c:numCache", {}, tag("c:formatCode", {}, "General") + cachedPoints(numbers));
}

function fillXml(color: string): string {
  return tag("a:solidFill", {}, tag("a:srgbClr", { val: color.replace("#", "").toUpperCase() }));
}

/** @param size hundredths of a point where the font does not say; undefined = as Excel chooses */
function runProperties(element: string, font: ChartFontState, size: number | undefined): string {
  const attributes = {
    lang: element === "a:rPr" ? "zh-CN" : undefined,
    sz: font.size > 0 ? Math.round(font.size * 100) : size,
    b: font.bold,
    i: font.italic || undefined,
  };
  const names =
    font.name === ""
      ? ""
      : tag("a:latin", { typeface: font.name }) + tag("a:ea", { typeface: font.name });
  return tag(element, attributes, (font.color === "" ? "" : fillXml(font.color)) + names);
}

function isPlainFont(font: ChartFontState): boolean {
  return font.color === "" && font.name === "" && font.size === 0 && !font.bold && !font.italic;
}

function textPropertiesXml(font: ChartFontState, rotation = 0): string {
  if (isPlainFont(font) && rotation === 0) return "";
  return tag(
    "c:txPr",
    {},
    // Degrees in the API, 60,000ths of a degree clockwise in the file.
    tag("a:bodyPr", rotation === 0 ? {} : { rot: -rotation * 60_000, vert: "horz" }) +
      tag("a:lstStyle") +
      tag(
        "a:p",
        {},
        tag("a:pPr", {}, runProperties("a:defRPr", font, undefined)) +
          tag("a:endParaRPr", { lang: "zh-CN" })
      )
  );
}

function titleXml(text: string, font: ChartFontState, overlay: boolean, size: number): string {
  if (text === "") return "";
  const paragraphs = text
    .split("\n")
    .map((line) =>
      tag(
        "a:p",
        {},
        tag("a:pPr", {}, runProperties("a:defRPr", font, size)) +
          tag("a:r", {}, runProperties("a:rPr", font, size) + tag("a:t", {}, escapeText(line)))
      )
    );
  return tag(
    "c:title",
    {},
    tag("c:tx", {}, tag("c:rich", {}, tag("a:bodyPr") + tag("a:lstStyle") + paragraphs.join(""))) +
      val("overlay", overlay)
  );
}

interface AxisPlace {
  readonly horizontal: boolean;
  readonly scatter: boolean;
  readonly secondary: boolean;
}

function axesXml(
  chart: ChartState,
  [categoryId, valueId]: readonly [number, number],
  { horizontal, scatter, secondary }: AxisPlace
): string {
  const category = chart.axes[secondary ? "secondaryCategory" : "category"];
  const value = chart.axes[secondary ? "secondaryValue" : "value"];
  const valueSide = secondary ? (horizontal ? "t" : "r") : horizontal ? "b" : "l";
  const categoryEnd = scatter
    ? val("crossBetween", "midCat")
    : val("auto", true) +
      val("lblAlgn", "ctr") +
      val("lblOffset", 100) +
      (category.tickLabelSpacing === "" ? "" : val("tickLblSkip", category.tickLabelSpacing)) +
      val("noMultiLvlLbl", false);
  // A reversed category axis would carry the value axis to its other end.
  const atEnd = secondary !== category.reversePlotOrder;
  return (
    tag(
      scatter ? "c:valAx" : "c:catAx",
      {},
      axisStart(category, categoryId, horizontal ? "l" : "b") +
        val("crossAx", valueId) +
        val("crosses", "autoZero") +
        categoryEnd
    ) +
    tag(
      "c:valAx",
      {},
      axisStart(value, valueId, valueSide) +
        val("crossAx", categoryId) +
        val("crosses", atEnd ? "max" : "autoZero") +
        val("crossBetween", scatter ? "midCat" : "between") +
        (value.majorUnit === "" ? "" : val("majorUnit", value.majorUnit))
    )
  );
}

/** What category and value axes have in common, up to the axis that they cross. */
function axisStart(axis: ChartAxisState, id: number, side: string): string {
  return (
    val("axId", id) +
    tag(
      "c:scaling",
      {},
      val("orientation", axis.reversePlotOrder ? "maxMin" : "minMax") +
        (axis.maximum === "" ? "" : val("max", axis.maximum)) +
        (axis.minimum === "" ? "" : val("min", axis.minimum))
    ) +
    val("delete", !axis.visible) +
    val("axPos", side) +
    (axis.majorGridlines ? gridlinesXml("c:majorGridlines", "D9D9D9") : "") +
    (axis.minorGridlines ? gridlinesXml("c:minorGridlines", "F2F2F2") : "") +
    (axis.titleVisible ? titleXml(axis.title, axis.titleFont, false, 1000) : "") +
    tag("c:numFmt", { formatCode: axis.numberFormat, sourceLinked: axis.linkNumberFormat }) +
    val("majorTickMark", "none") +
    val("minorTickMark", "none") +
    val("tickLblPos", fileName(tickPositions, axis.tickLabelPosition) ?? "nextTo") +
    textPropertiesXml(axis.font, axis.textOrientation)
  );
}

function gridlinesXml(element: string, color: string): string {
  return tag(element, {}, tag("c:spPr", {}, tag("a:ln", { w: 9525 }, fillXml(color))));
}

// ---- reading
