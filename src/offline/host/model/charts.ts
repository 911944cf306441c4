import { HostCollection, HostObject } from "../richapi/hostObject";
import { type Rect, parseRect, splitSheet } from "./address";
import { CellError } from "./cellValue";
import { isRange } from "./rangeKind";
import { referenceTo } from "./sheetState";
import {
  refuse,
  requireBoolean,
  requireColor,
  requireInteger,
  requireNumber,
  requireOneOf,
  requireText,
} from "./support";
import type { Range, Worksheet } from "./objects";

const CHART_TYPES = [
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
const POSITIONS = ["Top", "Bottom", "Left", "Right", "Corner", "Custom", "Invalid"] as const;
const LABEL_POSITIONS = [
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
const LINE_STYLES = [
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

/** `Excel.ChartCollection` of a sheet. */
export class ChartCollection extends HostCollection<Chart> {
  readonly $class = "ChartCollection";

  constructor(private readonly sheet: Worksheet) {
    super();
  }

  override get $scalars(): readonly string[] {
    return ["Count"];
  }
  get Count(): number {
    return this.sheet.charts.length;
  }
  $items(): readonly Chart[] {
    return this.sheet.charts;
  }
  $item(key: string | number): Chart | null {
    const wanted = String(key).toLowerCase();
    return (
      this.sheet.charts.find(({ state }) => state.id === key) ??
      this.sheet.charts.find(({ state }) => state.name.toLowerCase() === wanted) ??
      null
    );
  }
  GetItem(name: string): Chart {
    return this.$item(name) ?? refuse("ItemNotFound", "ChartCollection.getItem");
  }
  GetItemOrNullObject(name: string): Chart | null {
    return this.$item(name);
  }
  GetItemAt(index: number): Chart {
    return this.sheet.charts[index] ?? refuse("InvalidArgument", "ChartCollection.getItemAt");
  }
  GetCount(): number {
    return this.Count;
  }
  /** @param seriesBy "Auto": rows are series where the source is wider than high (typings) */
  Add(type: unknown, source: unknown, seriesBy: unknown = "Auto"): Chart {
    const location = "ChartCollection.add";
    const chartType = requireOneOf(type, CHART_TYPES, location);
    const by = requireOneOf(seriesBy, ["Auto", "Columns", "Rows"] as const, location);
    if (!isRange(source)) refuse("InvalidArgument", location);
    const { sheet } = this;
    sheet.guardEdit(source.rect, "editObjects", location);
    const number = sheet.nextChartNumber();
    const chart = new Chart(sheet, {
      id: `{00000008-0000-0000-${sheet.sheetId.toString(16).padStart(4, "0")}-${String(number).padStart(12, "0")}}`,
      name: `Chart ${number}`,
      chartType,
      style: 2,
      top: 0,
      left: 0,
      width: 360,
      height: 216,
      title: { text: "", visible: true, overlay: false, font: newFont() },
      legend: { visible: true, position: "Bottom", overlay: false, font: newFont() },
      series: [],
      axes: {
        category: newAxis(false),
        value: newAxis(true),
        secondaryCategory: { ...newAxis(false), visible: false },
        secondaryValue: newAxis(false),
      },
      hasDataLabels: false,
      labels: newLabels(),
      displayBlanksAs: "NotPlotted",
      plotVisibleOnly: true,
      seriesBy: by,
      areaFill: "",
    });
    chart.setSource(source, by);
    sheet.charts = [...sheet.charts, chart];
    sheet.touch("charts");
    return chart;
  }
}

/** What the parts of a chart share: its state, and telling that it changed. */
abstract class ChartPart extends HostObject {
  constructor(protected readonly chart: Chart) {
    super();
  }
  protected where(member: string): string {
    return `${this.$class}.${member}`;
  }
  protected change<T extends object>(state: T, changes: Partial<T>): void {
    Object.assign(state, changes);
    this.chart.sheet.touch("charts");
  }
}

/** `Excel.Chart`. */
export class Chart extends HostObject {
  readonly $class = "Chart";

  constructor(
    readonly sheet: Worksheet,
    readonly state: ChartState
  ) {
    super();
  }

  override get $scalars(): readonly string[] {
    return [
      "ChartType",
      "DisplayBlanksAs",
      "Height",
      "Id",
      "Left",
      "Name",
      "PlotBy",
      "PlotVisibleOnly",
      "Style",
      "Top",
      "Width",
    ];
  }
  override $identity(): Record<string, unknown> {
    return { Id: this.state.id };
  }

  get Id(): string {
    return this.state.id;
  }
  get Name(): string {
    return this.state.name;
  }
  set Name(name: unknown) {
    const text = requireText(name, "Chart.name");
    if (text === "") refuse("InvalidArgument", "Chart.name");
    this.change({ name: text });
  }
  get ChartType(): string {
    return this.state.chartType;
  }
  set ChartType(type: unknown) {
    this.change({ chartType: requireOneOf(type, CHART_TYPES, "Chart.chartType") });
  }
  get Style(): number {
    return this.state.style;
  }
  set Style(style: unknown) {
    this.change({ style: requireInteger(style, "Chart.style", 1, 48) });
  }
  get Top(): number {
    return this.state.top;
  }
  set Top(top: unknown) {
    this.change({ top: requireNumber(top, "Chart.top", 0) });
  }
  get Left(): number {
    return this.state.left;
  }
  set Left(left: unknown) {
    this.change({ left: requireNumber(left, "Chart.left", 0) });
  }
  get Width(): number {
    return this.state.width;
  }
  set Width(width: unknown) {
    this.change({ width: requireNumber(width, "Chart.width", 1) });
  }
  get Height(): number {
    return this.state.height;
  }
  set Height(height: unknown) {
    this.change({ height: requireNumber(height, "Chart.height", 1) });
  }
  get DisplayBlanksAs(): string {
    return this.state.displayBlanksAs;
  }
  set DisplayBlanksAs(value: unknown) {
    const kinds = ["NotPlotted", "Zero", "Interplotted"] as const;
    this.change({ displayBlanksAs: requireOneOf(value, kinds, "Chart.displayBlanksAs") });
  }
  get PlotVisibleOnly(): boolean {
    return this.state.plotVisibleOnly;
  }
  set PlotVisibleOnly(only: unknown) {
    this.change({ plotVisibleOnly: requireBoolean(only, "Chart.plotVisibleOnly") });
  }
  get PlotBy(): string {
    return this.state.seriesBy === "Rows" ? "Rows" : "Columns";
  }

  get Worksheet(): Worksheet {
    return this.sheet;
  }
  get Title(): ChartTitle {
    return new ChartTitle(this);
  }
  get Legend(): ChartLegend {
    return new ChartLegend(this);
  }
  get Axes(): ChartAxes {
    return new ChartAxes(this);
  }
  get Series(): ChartSeriesCollection {
    return new ChartSeriesCollection(this);
  }
  get DataLabels(): ChartDataLabels {
    return new ChartDataLabels(this, this.state.labels, this.state);
  }
  get Format(): ChartAreaFormat {
    return new ChartAreaFormat(this);
  }

  /** Places the chart over the cells from the start's corner to the end's corner (typings). */
  SetPosition(start: unknown, end?: unknown): void {
    const location = "Chart.setPosition";
    const from = this.sheet.rangeOf(start, location);
    const to = end === undefined ? from : this.sheet.rangeOf(end, location);
    const area = from.GetBoundingRect(to);
    this.change({ top: area.Top, left: area.Left });
    if (end !== undefined) this.change({ width: area.Width, height: area.Height });
  }
  SetData(source: unknown, seriesBy: unknown = "Auto"): void {
    const location = "Chart.setData";
    const by = requireOneOf(seriesBy, ["Auto", "Columns", "Rows"] as const, location);
    if (!isRange(source)) refuse("InvalidArgument", location);
    this.setSource(source, by);
    this.sheet.touch("charts");
  }
  Activate(): void {
    this.sheet.Activate();
  }
  Delete(): void {
    this.sheet.charts = this.sheet.charts.filter((chart) => chart !== this);
    this.sheet.touch("charts");
  }

  /**
   * Series from a block, as Excel guesses them: a first row of texts names the series, a first
   * column of texts or of anything under an empty corner names the categories.
   */
  setSource(source: Range, seriesBy: "Auto" | "Columns" | "Rows"): void {
    const { sheet, rect } = source;
    const byRows = seriesBy === "Rows" || (seriesBy === "Auto" && rect.columns > rect.rows);
    const headerRow = rect.rows > 1 && hasTexts(source, { ...rect, rows: 1 }, rect.columns > 1);
    const headerColumn =
      rect.columns > 1 && hasTexts(source, { ...rect, columns: 1 }, rect.rows > 1);
    const body: Rect = {
      row: rect.row + Number(headerRow),
      rows: rect.rows - Number(headerRow),
      column: rect.column + Number(headerColumn),
      columns: rect.columns - Number(headerColumn),
    };
    const ref = (part: Rect): string => `=${referenceTo(sheet.Name, part)}`;
    const [inner, line] = byRows ? [headerColumn, headerRow] : [headerRow, headerColumn];
    const count = byRows ? body.rows : body.columns;
    this.state.series = Array.from({ length: count }, (_, i) => {
      const values: Rect = byRows
        ? { ...body, row: body.row + i, rows: 1 }
        : { ...body, column: body.column + i, columns: 1 };
      const name: Rect = byRows
        ? { row: values.row, column: rect.column, rows: 1, columns: 1 }
        : { row: rect.row, column: values.column, rows: 1, columns: 1 };
      const categories: Rect = byRows
        ? { row: rect.row, rows: 1, column: body.column, columns: body.columns }
        : { column: rect.column, columns: 1, row: body.row, rows: body.rows };
      return newSeries(ref(values), line ? ref(categories) : "", inner ? ref(name) : "");
    });
    const [only] = this.state.series;
    if (this.state.series.length === 1 && only?.name && this.state.title.text === "") {
      this.state.title.text = this.textOf(only.name);
    }
  }

  /** Lets the references of all series follow. */
  rewriteReferences(rewrite: (text: string) => string): void {
    for (const series of this.state.series) {
      for (const key of ["name", "values", "categories"] as const) {
        const before = series[key];
        const after = before.startsWith("=") ? rewrite(before) : before;
        if (after === before) continue;
        series[key] = after;
        this.sheet.touch("charts");
      }
    }
  }

  /** The text that a name stands for: the cell's where it is a reference. */
  textOf(name: string): string {
    if (!name.startsWith("=")) return name;
    const [sheet, address] = splitSheet(name.slice(1));
    const home = this.sheet.workbook.sheet(sheet ?? this.sheet.Name, null);
    const rect = parseRect(address);
    return home && rect ? home.shownText(rect.row, rect.column) : "";
  }

  addSeries(name: string): ChartSeries {
    const state = newSeries("", "", name);
    this.state.series.push(state);
    this.sheet.touch("charts");
    return new ChartSeries(this, state);
  }

  private change(changes: Partial<ChartState>): void {
    Object.assign(this.state, changes);
    this.sheet.touch("charts");
  }
}

function hasTexts(source: Range, part: Rect, cornerMayBeEmpty: boolean): boolean {
  const cells = source.sheet.cells.matrix<unknown>(part, undefined, (value) => value).flat();
  const [corner] = cells;
  const rest = cornerMayBeEmpty && cells.length > 1 ? cells.slice(1) : cells;
  const isText = (value: unknown): boolean =>
    typeof value === "string" || value instanceof CellError;
  return rest.every(isText) || (corner === undefined && rest.every((v) => v !== undefined));
}

class ChartTitle extends ChartPart {
  readonly $class = "ChartTitle";
  override get $scalars(): readonly string[] {
    return ["Overlay", "Text", "Visible"];
  }
  get Text(): string {
    return this.chart.state.title.text;
  }
  set Text(text: unknown) {
    const { title } = this.chart.state;
    this.change(title, { text: requireText(text, this.where("text")), visible: true });
  }
  get Visible(): boolean {
    return this.chart.state.title.visible;
  }
  set Visible(visible: unknown) {
    const { title } = this.chart.state;
    this.change(title, { visible: requireBoolean(visible, this.where("visible")) });
  }
  get Overlay(): boolean {
    return this.chart.state.title.overlay;
  }
  set Overlay(overlay: unknown) {
    const { title } = this.chart.state;
    this.change(title, { overlay: requireBoolean(overlay, this.where("overlay")) });
  }
  get Format(): ChartTextFormat {
    return new ChartTextFormat(this.chart, this.chart.state.title.font);
  }
}

class ChartTextFormat extends ChartPart {
  readonly $class = "ChartFormatString";
  constructor(
    chart: Chart,
    private readonly state: ChartFontState
  ) {
    super(chart);
  }
  get Font(): ChartFont {
    return new ChartFont(this.chart, this.state);
  }
}

class ChartFont extends ChartPart {
  readonly $class = "ChartFont";
  constructor(
    chart: Chart,
    private readonly state: ChartFontState
  ) {
    super(chart);
  }
  override get $scalars(): readonly string[] {
    return ["Bold", "Color", "Italic", "Name", "Size"];
  }
  get Bold(): boolean {
    return this.state.bold;
  }
  set Bold(bold: unknown) {
    this.change(this.state, { bold: requireBoolean(bold, this.where("bold")) });
  }
  get Italic(): boolean {
    return this.state.italic;
  }
  set Italic(italic: unknown) {
    this.change(this.state, { italic: requireBoolean(italic, this.where("italic")) });
  }
  get Color(): string {
    return this.state.color || "#595959";
  }
  set Color(color: unknown) {
    this.change(this.state, { color: requireColor(color, this.where("color")) });
  }
  get Size(): number {
    return this.state.size || 9;
  }
  set Size(size: unknown) {
    this.change(this.state, { size: requireNumber(size, this.where("size"), 1, 409) });
  }
  get Name(): string {
    return this.state.name || "Calibri";
  }
  set Name(name: unknown) {
    this.change(this.state, { name: requireText(name, this.where("name")) });
  }
}

class ChartLegend extends ChartPart {
  readonly $class = "ChartLegend";
  override get $scalars(): readonly string[] {
    return ["Overlay", "Position", "Visible"];
  }
  get Visible(): boolean {
    return this.chart.state.legend.visible;
  }
  set Visible(visible: unknown) {
    const { legend } = this.chart.state;
    this.change(legend, { visible: requireBoolean(visible, this.where("visible")) });
  }
  get Position(): string {
    return this.chart.state.legend.position;
  }
  set Position(position: unknown) {
    const { legend } = this.chart.state;
    this.change(legend, { position: requireOneOf(position, POSITIONS, this.where("position")) });
  }
  get Overlay(): boolean {
    return this.chart.state.legend.overlay;
  }
  set Overlay(overlay: unknown) {
    const { legend } = this.chart.state;
    this.change(legend, { overlay: requireBoolean(overlay, this.where("overlay")) });
  }
  get Format(): ChartTextFormat {
    return new ChartTextFormat(this.chart, this.chart.state.legend.font);
  }
}

class ChartAxes extends ChartPart {
  readonly $class = "ChartAxes";
  get CategoryAxis(): ChartAxis {
    return new ChartAxis(this.chart, "category");
  }
  get ValueAxis(): ChartAxis {
    return new ChartAxis(this.chart, "value");
  }
  GetItem(type: unknown, group: unknown = "Primary"): ChartAxis {
    const location = this.where("getItem");
    const kind = requireOneOf(type, ["Category", "Value"] as const, location);
    const axisGroup = requireOneOf(group, ["Primary", "Secondary"] as const, location);
    if (axisGroup === "Primary") return kind === "Value" ? this.ValueAxis : this.CategoryAxis;
    return new ChartAxis(this.chart, kind === "Value" ? "secondaryValue" : "secondaryCategory");
  }
}

class ChartAxis extends ChartPart {
  readonly $class = "ChartAxis";
  constructor(
    chart: Chart,
    private readonly axis: AxisName
  ) {
    super(chart);
  }
  override get $scalars(): readonly string[] {
    return [
      "AxisGroup",
      "LinkNumberFormat",
      "MajorUnit",
      "Maximum",
      "Minimum",
      "NumberFormat",
      "ReversePlotOrder",
      "TextOrientation",
      "TickLabelPosition",
      "TickLabelSpacing",
      "Type",
      "Visible",
    ];
  }
  get Type(): string {
    return this.axis === "value" || this.axis === "secondaryValue" ? "Value" : "Category";
  }
  get AxisGroup(): string {
    return this.axis.startsWith("secondary") ? "Secondary" : "Primary";
  }
  get Title(): ChartAxisTitle {
    return new ChartAxisTitle(this.chart, this.state);
  }
  get Format(): ChartTextFormat {
    return new ChartTextFormat(this.chart, this.state.font);
  }
  get MajorGridlines(): ChartGridlines {
    return new ChartGridlines(this.chart, this.state, "majorGridlines");
  }
  get MinorGridlines(): ChartGridlines {
    return new ChartGridlines(this.chart, this.state, "minorGridlines");
  }
  get Visible(): boolean {
    return this.state.visible;
  }
  set Visible(visible: unknown) {
    this.change(this.state, { visible: requireBoolean(visible, this.where("visible")) });
  }
  get NumberFormat(): string {
    return this.state.numberFormat;
  }
  set NumberFormat(code: unknown) {
    const numberFormat = requireText(code, this.where("numberFormat"));
    this.change(this.state, { numberFormat, linkNumberFormat: false });
  }
  get LinkNumberFormat(): boolean {
    return this.state.linkNumberFormat;
  }
  set LinkNumberFormat(link: unknown) {
    const linkNumberFormat = requireBoolean(link, this.where("linkNumberFormat"));
    this.change(this.state, { linkNumberFormat });
  }
  get Minimum(): number | "" {
    return this.state.minimum;
  }
  set Minimum(value: unknown) {
    this.change(this.state, { minimum: this.numberOrAutomatic(value, "minimum") });
  }
  get Maximum(): number | "" {
    return this.state.maximum;
  }
  set Maximum(value: unknown) {
    this.change(this.state, { maximum: this.numberOrAutomatic(value, "maximum") });
  }
  get MajorUnit(): number | "" {
    return this.state.majorUnit;
  }
  set MajorUnit(value: unknown) {
    this.change(this.state, { majorUnit: this.numberOrAutomatic(value, "majorUnit") });
  }
  get ReversePlotOrder(): boolean {
    return this.state.reversePlotOrder;
  }
  set ReversePlotOrder(reverse: unknown) {
    const reversePlotOrder = requireBoolean(reverse, this.where("reversePlotOrder"));
    this.change(this.state, { reversePlotOrder });
  }
  get TickLabelPosition(): string {
    return this.state.tickLabelPosition;
  }
  set TickLabelPosition(position: unknown) {
    const positions = ["NextToAxis", "High", "Low", "None"] as const;
    const tickLabelPosition = requireOneOf(position, positions, this.where("tickLabelPosition"));
    this.change(this.state, { tickLabelPosition });
  }
  get TickLabelSpacing(): number | "" {
    return this.state.tickLabelSpacing;
  }
  set TickLabelSpacing(spacing: unknown) {
    const location = this.where("tickLabelSpacing");
    const tickLabelSpacing = spacing === "" ? "" : requireInteger(spacing, location, 1, 31999);
    this.change(this.state, { tickLabelSpacing });
  }
  get TextOrientation(): number {
    return this.state.textOrientation;
  }
  set TextOrientation(angle: unknown) {
    const location = this.where("textOrientation");
    this.change(this.state, { textOrientation: requireInteger(angle, location, -90, 180) });
  }

  private get state(): ChartAxisState {
    return this.chart.state.axes[this.axis];
  }
  private numberOrAutomatic(value: unknown, member: string): number | "" {
    return value === "" ? "" : requireNumber(value, this.where(member));
  }
}

class ChartAxisTitle extends ChartPart {
  readonly $class = "ChartAxisTitle";
  constructor(
    chart: Chart,
    private readonly axis: ChartAxisState
  ) {
    super(chart);
  }
  override get $scalars(): readonly string[] {
    return ["Text", "Visible"];
  }
  get Text(): string {
    return this.axis.title;
  }
  set Text(text: unknown) {
    this.change(this.axis, { title: requireText(text, this.where("text")), titleVisible: true });
  }
  get Visible(): boolean {
    return this.axis.titleVisible;
  }
  set Visible(visible: unknown) {
    this.change(this.axis, { titleVisible: requireBoolean(visible, this.where("visible")) });
  }
  get Format(): ChartTextFormat {
    return new ChartTextFormat(this.chart, this.axis.titleFont);
  }
}

class ChartGridlines extends ChartPart {
  readonly $class = "ChartGridlines";
  constructor(
    chart: Chart,
    private readonly axis: ChartAxisState,
    private readonly which: "majorGridlines" | "minorGridlines"
  ) {
    super(chart);
  }
  override get $scalars(): readonly string[] {
    return ["Visible"];
  }
  get Visible(): boolean {
    return this.axis[this.which];
  }
  set Visible(visible: unknown) {
    this.change(this.axis, { [this.which]: requireBoolean(visible, this.where("visible")) });
  }
}

class ChartSeriesCollection extends HostCollection<ChartSeries> {
  readonly $class = "ChartSeriesCollection";

  constructor(private readonly chart: Chart) {
    super();
  }

  override get $scalars(): readonly string[] {
    return ["Count"];
  }
  get Count(): number {
    return this.chart.state.series.length;
  }
  $items(): readonly ChartSeries[] {
    return this.chart.state.series.map((state) => new ChartSeries(this.chart, state));
  }
  /** Series have no id: they are found by place. */
  $item(): null {
    return null;
  }
  GetItemAt(index: number): ChartSeries {
    return this.$items()[index] ?? refuse("InvalidArgument", "ChartSeriesCollection.getItemAt");
  }
  GetCount(): number {
    return this.Count;
  }
  Add(name: unknown = "", index?: unknown): ChartSeries {
    const location = "ChartSeriesCollection.add";
    if (index !== undefined) refuse("NotImplemented", location);
    return this.chart.addSeries(requireText(name, location));
  }
}

class ChartSeries extends ChartPart {
  readonly $class = "ChartSeries";
  constructor(
    chart: Chart,
    private readonly state: ChartSeriesState
  ) {
    super(chart);
  }
  override get $scalars(): readonly string[] {
    return [
      "AxisGroup",
      "ChartType",
      "GapWidth",
      "HasDataLabels",
      "MarkerStyle",
      "Name",
      "Overlap",
      "Smooth",
    ];
  }
  get Name(): string {
    const { series } = this.chart.state;
    return this.chart.textOf(this.state.name) || `Series${series.indexOf(this.state) + 1}`;
  }
  set Name(name: unknown) {
    this.change(this.state, { name: requireText(name, this.where("name")) });
  }
  get ChartType(): string {
    return this.state.chartType || this.chart.state.chartType;
  }
  set ChartType(type: unknown) {
    const chartType = requireOneOf(type, CHART_TYPES, this.where("chartType"));
    this.change(this.state, { chartType });
  }
  get AxisGroup(): string {
    return this.state.axisGroup;
  }
  set AxisGroup(group: unknown) {
    const groups = ["Primary", "Secondary"] as const;
    this.change(this.state, { axisGroup: requireOneOf(group, groups, this.where("axisGroup")) });
  }
  get HasDataLabels(): boolean {
    return this.state.hasDataLabels;
  }
  set HasDataLabels(has: unknown) {
    const hasDataLabels = requireBoolean(has, this.where("hasDataLabels"));
    this.change(this.state, { hasDataLabels });
  }
  get MarkerStyle(): string {
    return this.state.markerStyle;
  }
  set MarkerStyle(style: unknown) {
    const styles = [
      "Automatic",
      "None",
      "Square",
      "Diamond",
      "Triangle",
      "X",
      "Star",
      "Dot",
      "Dash",
      "Circle",
      "Plus",
    ] as const;
    this.change(this.state, {
      markerStyle: requireOneOf(style, styles, this.where("markerStyle")),
    });
  }
  get Smooth(): boolean {
    return this.state.smooth;
  }
  set Smooth(smooth: unknown) {
    this.change(this.state, { smooth: requireBoolean(smooth, this.where("smooth")) });
  }
  get GapWidth(): number {
    return this.state.gapWidth;
  }
  set GapWidth(width: unknown) {
    this.change(this.state, { gapWidth: requireInteger(width, this.where("gapWidth"), 0, 500) });
  }
  get Overlap(): number {
    return this.state.overlap;
  }
  set Overlap(overlap: unknown) {
    this.change(this.state, { overlap: requireInteger(overlap, this.where("overlap"), -100, 100) });
  }
  get DataLabels(): ChartDataLabels {
    return new ChartDataLabels(this.chart, this.state.labels, this.state);
  }
  get Format(): ChartSeriesFormat {
    return new ChartSeriesFormat(this.chart, this.state);
  }
  get Points(): ChartPointsCollection {
    return new ChartPointsCollection(this.chart, this.state);
  }
  SetValues(source: unknown): void {
    this.change(this.state, { values: this.reference(source, "setValues") });
  }
  SetXAxisValues(source: unknown): void {
    this.change(this.state, { categories: this.reference(source, "setXAxisValues") });
  }
  Delete(): void {
    const { state } = this.chart;
    this.change(state, { series: state.series.filter((series) => series !== this.state) });
  }

  private reference(source: unknown, member: string): string {
    if (!isRange(source)) refuse("InvalidArgument", this.where(member));
    return `=${referenceTo(source.sheet.Name, source.rect)}`;
  }
}

class ChartSeriesFormat extends ChartPart {
  readonly $class = "ChartSeriesFormat";
  constructor(
    chart: Chart,
    private readonly series: ChartSeriesState
  ) {
    super(chart);
  }
  get Fill(): ChartFill {
    return new ChartFill(this.chart, (color) => {
      this.series.fillColor = color;
    });
  }
  get Line(): ChartLineFormat {
    return new ChartLineFormat(this.chart, this.series.line);
  }
}

class ChartFill extends ChartPart {
  readonly $class = "ChartFill";
  constructor(
    chart: Chart,
    private readonly set: (color: string) => void
  ) {
    super(chart);
  }
  SetSolidColor(color: unknown): void {
    this.set(requireColor(color, this.where("setSolidColor")));
    this.chart.sheet.touch("charts");
  }
  Clear(): void {
    this.set("none");
    this.chart.sheet.touch("charts");
  }
}

class ChartLineFormat extends ChartPart {
  readonly $class = "ChartLineFormat";
  constructor(
    chart: Chart,
    private readonly state: ChartLineState
  ) {
    super(chart);
  }
  override get $scalars(): readonly string[] {
    return ["Color", "LineStyle", "Weight"];
  }
  get Color(): string {
    return this.state.color;
  }
  set Color(color: unknown) {
    this.change(this.state, { color: requireColor(color, this.where("color")), hidden: false });
  }
  get LineStyle(): string {
    return this.state.lineStyle;
  }
  set LineStyle(style: unknown) {
    const lineStyle = requireOneOf(style, LINE_STYLES, this.where("lineStyle"));
    this.change(this.state, { lineStyle, hidden: lineStyle === "None" });
  }
  get Weight(): number {
    return this.state.weight;
  }
  set Weight(weight: unknown) {
    this.change(this.state, { weight: requireNumber(weight, this.where("weight"), 0, 1584) });
  }
  Clear(): void {
    this.change(this.state, { hidden: true });
  }
}

class ChartPointsCollection extends HostCollection<ChartPoint> {
  readonly $class = "ChartPointsCollection";

  constructor(
    private readonly chart: Chart,
    private readonly series: ChartSeriesState
  ) {
    super();
  }

  override get $scalars(): readonly string[] {
    return ["Count"];
  }
  get Count(): number {
    const [, address] = splitSheet(this.series.values.slice(1));
    const rect = parseRect(address);
    return rect ? rect.rows * rect.columns : 0;
  }
  $items(): readonly ChartPoint[] {
    return Array.from({ length: this.Count }, (_, i) => new ChartPoint(this.chart, this.series, i));
  }
  $item(): null {
    return null;
  }
  GetItemAt(index: unknown): ChartPoint {
    const location = "ChartPointsCollection.getItemAt";
    const at = requireInteger(index, location, 0, this.Count - 1);
    return new ChartPoint(this.chart, this.series, at);
  }
  GetCount(): number {
    return this.Count;
  }
}

class ChartPoint extends ChartPart {
  readonly $class = "ChartPoint";
  constructor(
    chart: Chart,
    private readonly series: ChartSeriesState,
    private readonly index: number
  ) {
    super(chart);
  }
  get Format(): ChartPointFormat {
    return new ChartPointFormat(this.chart, this.series, this.index);
  }
}

class ChartPointFormat extends ChartPart {
  readonly $class = "ChartPointFormat";
  constructor(
    chart: Chart,
    private readonly series: ChartSeriesState,
    private readonly index: number
  ) {
    super(chart);
  }
  get Fill(): ChartFill {
    return new ChartFill(this.chart, (color) => {
      this.series.points = new Map(this.series.points).set(this.index, color);
    });
  }
}

class ChartAreaFormat extends ChartPart {
  readonly $class = "ChartAreaFormat";
  get Fill(): ChartFill {
    return new ChartFill(this.chart, (color) => {
      this.chart.state.areaFill = color;
    });
  }
}

class ChartDataLabels extends ChartPart {
  readonly $class = "ChartDataLabels";
  constructor(
    chart: Chart,
    private readonly state: ChartLabelsState,
    private readonly owner: { hasDataLabels: boolean }
  ) {
    super(chart);
  }
  /** Setting anything about the labels shows them. */
  protected override change<T extends object>(state: T, changes: Partial<T>): void {
    super.change(state, changes);
    this.owner.hasDataLabels = true;
  }
  override get $scalars(): readonly string[] {
    return [
      "LinkNumberFormat",
      "NumberFormat",
      "Position",
      "Separator",
      "ShowCategoryName",
      "ShowLegendKey",
      "ShowPercentage",
      "ShowSeriesName",
      "ShowValue",
    ];
  }
  get ShowValue(): boolean {
    return this.state.showValue;
  }
  set ShowValue(show: unknown) {
    this.change(this.state, { showValue: requireBoolean(show, this.where("showValue")) });
  }
  get ShowPercentage(): boolean {
    return this.state.showPercentage;
  }
  set ShowPercentage(show: unknown) {
    this.change(this.state, { showPercentage: requireBoolean(show, this.where("showPercentage")) });
  }
  get ShowSeriesName(): boolean {
    return this.state.showSeriesName;
  }
  set ShowSeriesName(show: unknown) {
    this.change(this.state, { showSeriesName: requireBoolean(show, this.where("showSeriesName")) });
  }
  get ShowCategoryName(): boolean {
    return this.state.showCategoryName;
  }
  set ShowCategoryName(show: unknown) {
    const showCategoryName = requireBoolean(show, this.where("showCategoryName"));
    this.change(this.state, { showCategoryName });
  }
  get ShowLegendKey(): boolean {
    return this.state.showLegendKey;
  }
  set ShowLegendKey(show: unknown) {
    this.change(this.state, { showLegendKey: requireBoolean(show, this.where("showLegendKey")) });
  }
  get Position(): string {
    return this.state.position;
  }
  set Position(position: unknown) {
    const place = requireOneOf(position, LABEL_POSITIONS, this.where("position"));
    this.change(this.state, { position: place });
  }
  get NumberFormat(): string {
    return this.state.numberFormat;
  }
  set NumberFormat(code: unknown) {
    const numberFormat = requireText(code, this.where("numberFormat"));
    this.change(this.state, { numberFormat, linkNumberFormat: false });
  }
  get LinkNumberFormat(): boolean {
    return this.state.linkNumberFormat;
  }
  set LinkNumberFormat(link: unknown) {
    const linkNumberFormat = requireBoolean(link, this.where("linkNumberFormat"));
    this.change(this.state, { linkNumberFormat });
  }
  get Separator(): string {
    return this.state.separator;
  }
  set Separator(separator: unknown) {
    this.change(this.state, { separator: requireText(separator, this.where("separator")) });
  }
  get Format(): ChartTextFormat {
    return new ChartTextFormat(this.chart, this.state.font);
  }
}
