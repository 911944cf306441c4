import { type Chart } from "../objects";
import {
  requireBoolean,
  requireInteger,
  requireNumber,
  requireOneOf,
  requireText,
} from "../support";
import { ChartPart, ChartTextFormat, NumberedChartPart } from "./formats";
import { type ChartAxisState, type AxisName } from "./state";

export class ChartAxes extends ChartPart {
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

class ChartAxis extends NumberedChartPart {
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

  protected override get numbered(): ChartAxisState {
    return this.state;
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
