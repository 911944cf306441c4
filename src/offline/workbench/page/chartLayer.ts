import {
  SHEET_VIEWPORT_KEY,
  type IRender,
  type Scene,
  type Viewport,
} from "@univerjs/engine-render";
import ChartJs from "chart.js/auto";
import type { Worksheet } from "../../host/model";
import { chartConfiguration } from "./chartData";
import { gridTop, pixelsPerPoint, type Frame } from "./grid/frames";

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
  show(sheet: Worksheet, frame: Frame, render: IRender): void {
    const place = (): void => this.place(sheet, frame, render.scene);
    this.followScrolling(render, place);
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
    place();
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

  private followScrolling({ scene, engine }: IRender, place: () => void): void {
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
    const following = viewport.onScrollAfter$.subscribeEvent(place);
    this.stopFollowing = () => following.unsubscribe();
  }

  private place(sheet: Worksheet, frame: Frame, scene: Scene): void {
    const { left = 0, top = 0, viewportScrollX = 0, viewportScrollY = 0 } = this.viewport ?? {};
    const { scaleX, scaleY } = scene;
    const originX = frame.rowHeader.width - viewportScrollX;
    const originY = frame.columnHeader.height - viewportScrollY;
    this.drawn.forEach(({ figure }, i) => {
      const { state } = sheet.charts[i];
      const from = gridTop(frame, sheet, state.top);
      const to = gridTop(frame, sheet, state.top + state.height);
      Object.assign(figure.style, {
        left: `${(originX + state.left * pixelsPerPoint) * scaleX - left}px`,
        top: `${(originY + from) * scaleY - top}px`,
        width: `${state.width * pixelsPerPoint * scaleX}px`,
        height: `${(to - from) * scaleY}px`,
      });
    });
  }
}
