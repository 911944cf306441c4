import { HostCollection, HostObject } from "../../richapi/hostObject";
import { type Rect, parseRect, splitSheet } from "../address";
import { CellError } from "../cellValue";
import { type Range, type Worksheet } from "../objects";
import { isRange } from "../rangeKind";
import { referenceTo } from "../sheetState";
import {
  refuse,
  requireBoolean,
  requireInteger,
  requireNumber,
  requireOneOf,
  requireText,
} from "../support";
import { ChartAxes } from "./axes";
import { ChartDataLabels } from "./dataLabels";
import { ChartSeriesCollection, ChartSeries } from "./series";
import { CHART_TYPES, newFont, newLabels, newAxis, type ChartState, newSeries } from "./state";
import { ChartTitle, ChartLegend, ChartAreaFormat } from "./titles";

declare module "../objectModel" {
  interface ObjectModel {
    readonly Chart: Chart;
  }
}

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
