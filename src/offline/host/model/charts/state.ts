export const CHART_TYPES = [
  "ColumnClustered",
  "ColumnStacked",
  "ColumnStacked100",
  "BarClustered",
  "BarStacked",
  "BarStacked100",
  "Line",
  "LineStacked",
  "LineStacked100",
  "LineMarkers",
  "LineMarkersStacked",
  "LineMarkersStacked100",
  "Pie",
  "PieExploded",
  "Doughnut",
  "DoughnutExploded",
  "Area",
  "AreaStacked",
  "AreaStacked100",
  "XYScatter",
  "XYScatterLines",
  "XYScatterLinesNoMarkers",
  "XYScatterSmooth",
  "XYScatterSmoothNoMarkers",
  "Radar",
  "RadarMarkers",
  "RadarFilled",
  "Bubble",
] as const;

export const POSITIONS = ["Top", "Bottom", "Left", "Right", "Corner", "Custom", "Invalid"] as const;

export const LABEL_POSITIONS = [
  "None",
  "Center",
  "InsideEnd",
  "InsideBase",
  "OutsideEnd",
  "Left",
  "Right",
  "Top",
  "Bottom",
  "BestFit",
  "Callout",
] as const;

export const LINE_STYLES = [
  "None",
  "Continuous",
  "Dash",
  "DashDot",
  "DashDotDot",
  "Dot",
  "Grey25",
  "Grey50",
  "Grey75",
  "Automatic",
  "RoundDot",
] as const;

/** Fonts in charts; "" and 0 = as Excel chooses. */
export interface ChartFontState {
  color: string;
  bold: boolean;
  italic: boolean;
  size: number;
  name: string;
}

export const newFont = (): ChartFontState => ({
  color: "",
  bold: false,
  italic: false,
  size: 0,
  name: "",
});

export interface ChartLineState {
  color: string;
  lineStyle: string;
  /** Points. */
  weight: number;
  hidden: boolean;
}

export const newLine = (): ChartLineState => ({
  color: "",
  lineStyle: "Automatic",
  weight: 2.25,
  hidden: false,
});

export interface ChartLabelsState {
  showValue: boolean;
  showPercentage: boolean;
  showSeriesName: boolean;
  showCategoryName: boolean;
  showLegendKey: boolean;
  position: string;
  numberFormat: string;
  linkNumberFormat: boolean;
  separator: string;
  font: ChartFontState;
}

export const newLabels = (): ChartLabelsState => ({
  showValue: true,
  showPercentage: false,
  showSeriesName: false,
  showCategoryName: false,
  showLegendKey: false,
  position: "BestFit",
  numberFormat: "General",
  linkNumberFormat: true,
  separator: ",",
  font: newFont(),
});

/** A series; its references are "=Sheet!$A$1:$A$9" and follow when cells move. */
export interface ChartSeriesState {
  /** A reference or a text; "" = as Excel names it. */
  name: string;
  values: string;
  /** "" = 1, 2, 3 … */
  categories: string;
  /** "" = the chart's. */
  chartType: string;
  axisGroup: "Primary" | "Secondary";
  /** "" = as Excel chooses. */
  fillColor: string;
  line: ChartLineState;
  hasDataLabels: boolean;
  labels: ChartLabelsState;
  markerStyle: string;
  smooth: boolean;
  gapWidth: number;
  overlap: number;
  /** Fill colours of single points by index. */
  points: Map<number, string>;
}

export interface ChartAxisState {
  title: string;
  titleVisible: boolean;
  titleFont: ChartFontState;
  visible: boolean;
  numberFormat: string;
  linkNumberFormat: boolean;
  minimum: number | "";
  maximum: number | "";
  majorUnit: number | "";
  majorGridlines: boolean;
  minorGridlines: boolean;
  reversePlotOrder: boolean;
  tickLabelPosition: string;
  tickLabelSpacing: number | "";
  textOrientation: number;
  font: ChartFontState;
}

export const newAxis = (majorGridlines: boolean): ChartAxisState => ({
  title: "",
  titleVisible: false,
  titleFont: newFont(),
  visible: true,
  numberFormat: "General",
  linkNumberFormat: true,
  minimum: "",
  maximum: "",
  majorUnit: "",
  majorGridlines,
  minorGridlines: false,
  reversePlotOrder: false,
  tickLabelPosition: "NextToAxis",
  tickLabelSpacing: "",
  textOrientation: 0,
  font: newFont(),
});

export type AxisName = "category" | "value" | "secondaryCategory" | "secondaryValue";

/** Everything about a chart that the writer needs. */
export interface ChartState {
  id: string;
  name: string;
  chartType: string;
  style: number;
  /** Points from the sheet's corner. */
  top: number;
  left: number;
  width: number;
  height: number;
  title: { text: string; visible: boolean; overlay: boolean; font: ChartFontState };
  legend: { visible: boolean; position: string; overlay: boolean; font: ChartFontState };
  series: ChartSeriesState[];
  axes: Record<AxisName, ChartAxisState>;
  hasDataLabels: boolean;
  labels: ChartLabelsState;
  displayBlanksAs: string;
  plotVisibleOnly: boolean;
  seriesBy: string;
  /** Fill of the chart's area; "" = as Excel chooses. */
  areaFill: string;
}

export const newSeries = (values: string, categories: string, name: string): ChartSeriesState => ({
  name,
  values,
  categories,
  chartType: "",
  axisGroup: "Primary",
  fillColor: "",
  line: newLine(),
  hasDataLabels: false,
  labels: newLabels(),
  markerStyle: "Automatic",
  smooth: false,
  gapWidth: 150,
  overlap: 0,
  points: new Map(),
});
