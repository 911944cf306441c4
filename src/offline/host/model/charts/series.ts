import { HostCollection } from "../../richapi/hostObject";
import { parseRect, splitSheet } from "../address";
import { type Chart } from "../objects";
import { isRange } from "../rangeKind";
import { referenceTo } from "../sheetState";
import { refuse, requireBoolean, requireInteger, requireOneOf, requireText } from "../support";
import { ChartDataLabels } from "./dataLabels";
import { ChartPart, ChartFill, ChartLineFormat } from "./formats";
import { CHART_TYPES, type ChartSeriesState } from "./state";

export class ChartSeriesCollection extends HostCollection<ChartSeries> {
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

export class ChartSeries extends ChartPart {
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
