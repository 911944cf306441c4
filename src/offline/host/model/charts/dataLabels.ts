import { type Chart } from "../objects";
import { requireBoolean, requireOneOf, requireText } from "../support";
import { ChartTextFormat, NumberedChartPart } from "./formats";
import { LABEL_POSITIONS, type ChartLabelsState } from "./state";

export class ChartDataLabels extends NumberedChartPart {
  readonly $class = "ChartDataLabels";
  constructor(
    chart: Chart,
    private readonly state: ChartLabelsState,
    private readonly owner: { hasDataLabels: boolean }
  ) {
    super(chart);
  }
  protected override get numbered(): ChartLabelsState {
    return this.state;
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
