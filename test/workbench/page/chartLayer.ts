import type { IRender, Viewport } from "@univerjs/engine-render";
import { SHEET_VIEWPORT_KEY, type Scene } from "@univerjs/engine-render";
import ChartJs from "chart.js/auto";
import type { Chart, Worksheet } from "../../host/model";
import { chartConfiguration } from "./chartData";
import { pixelsPerPoint } from "./grid/frames";

interface Drawn {
  readonly figure: HTMLElement;
  readonly picture: ChartJs;
}

/** Draws the charts of the sheet in front over the grid's canvas, and moves them as it scrolls. */
export class ChartLayer {
  private readonly layer = document.createElement("div");
  private drawn: Drawn[] = [];
  private shown = "";
  private stopFollowing: () => void = () => undefined;
  private viewport: Viewport | null = null;

  constructor(private readonly container: HTMLElement) {
    this.layer.className = "charts";
  }

  /** Shows the sheet's charts as they are now. */
  show(sheet: Worksheet, render: IRender): void {
    this.followScrolling(render, sheet);
    const configurations = sheet.charts.map(chartConfiguration);
    const now = JSON.stringify([sheet.sheetId, configurations]);
    if (now !== this.shown) {
      this.shown = now;
      this.clear();
      this.drawn = configurations.map((configuration, i) => {
        const figure = document.createElement("figure");
        figure.setAttribute("aria-label", sheet.charts[i].state.title.text);
        const canvas = figure.appendChild(document.createElement("canvas"));
        this.layer.append(figure);
        return { figure, picture: new ChartJs(canvas, configuration) };
      });
    }
    this.place(sheet.charts, render.scene);
  }

  dispose(): void {
    this.stopFollowing();
    this.clear();
    this.layer.remove();
  }

  private clear(): void {
    for (const { figure, picture } of this.drawn) {
      picture.destroy();
      figure.remove();
    }
    this.drawn = [];
  }

  private followScrolling({ scene, engine }: IRender, sheet: Worksheet): void {
    const canvas = engine.getCanvasElement();
    if (this.layer.parentElement !== this.container) this.container.append(this.layer);
    const viewport = scene.getViewport(SHEET_VIEWPORT_KEY.VIEW_MAIN) ?? null;
    if (!viewport) return;
    const outer = this.container.getBoundingClientRect();
    const inner = canvas.getBoundingClientRect();
    Object.assign(this.layer.style, {
      left: `${inner.left - outer.left + viewport.left}px`,
      top: `${inner.top - outer.top + viewport.top}px`,
      width: `${inner.width - viewport.left}px`,
      height: `${inner.height - viewport.top}px`,
    });
    this.stopFollowing();
    this.viewport = viewport;
    const following = viewport.onScrollAfter$.subscribeEvent(() => this.place(sheet.charts, scene));
    this.stopFollowing = () => following.unsubscribe();
  }

  private place(charts: readonly Chart[], scene: Scene): void {
    const { viewportScrollX = 0, viewportScrollY = 0 } = this.viewport ?? {};
    const scale = pixelsPerPoint * scene.scaleX;
    this.drawn.forEach(({ figure }, i) => {
      const { left, top, width, height } = charts[i].state;
      Object.assign(figure.style, {
        left: `${left * scale - viewportScrollX * scene.scaleX}px`,
        top: `${top * scale - viewportScrollY * scene.scaleY}px`,
        width: `${width * scale}px`,
        height: `${height * scale}px`,
      });
    });
  }
}
