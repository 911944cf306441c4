import { requireBoolean, requireOneOf, requireText } from "../support";
import { ChartPart, ChartTextFormat, ChartFill } from "./formats";
import { POSITIONS } from "./state";

export class ChartTitle extends ChartPart {
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

export class ChartLegend extends ChartPart {
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

export class ChartAreaFormat extends ChartPart {
  readonly $class = "ChartAreaFormat";
  get Fill(): ChartFill {
    return new ChartFill(this.chart, (color) => {
      this.chart.state.areaFill = color;
    });
  }
}
