import {
  CellValueType,
  InterceptorEffectEnum,
  LifecycleService,
  LifecycleStages,
  type ICellDataForSheetInterceptor,
  type IRange,
  type Nullable,
  type Univer,
  type Workbook as UniverWorkbook,
} from "@univerjs/core";
import { IRenderManagerService, SHEET_VIEWPORT_KEY, type IRender } from "@univerjs/engine-render";
import {
  INTERCEPTOR_POINT,
  InsertSheetMutation,
  RemoveSheetMutation,
  SetSelectionsOperation,
  SetWorksheetActiveOperation,
  SetWorksheetOrderMutation,
  SheetInterceptorService,
  BEFORE_CELL_EDIT,
} from "@univerjs/sheets";
import { ScrollToRangeOperation, SheetSkeletonManagerService } from "@univerjs/sheets-ui";
import { isDateFormat, isPercentFormat } from "numfmt";
import type { Locale } from "../../../../locale";
import type { RichApiError } from "../../../host/richapi/hostObject";
import type { Workbook, Worksheet } from "../../../host/model";
import { contains, type Rect } from "../../../host/model/address";
import { Calculation } from "./calculation";
import { Commands } from "./commands";
import { rangeOf } from "./conditions";
import { sheetKey } from "./contents";
import {
  CustomFunctions,
  type CallFunction,
  type FunctionMetadata,
  type WaitingCell,
} from "./customFunctions";
import { Edits } from "./edits";
import type { Frame } from "./frames";
import { Looks, tableLookAt } from "./look";
import { SheetView } from "./sheetView";
import { createUnit, createUniver, unitId } from "./univer";

/** After the raw value's own display (11) and before conditional formats (10). */
const lookPriority = 10.5;

export interface GridOptions {
  readonly container: HTMLElement;
  readonly workbook: Workbook;
  readonly locale: Locale;
  readonly dark: boolean;
  readonly functions: readonly FunctionMetadata[];
  readonly call: CallFunction;
  /** A person starts or ends typing in a cell. */
  readonly onTyping: (now: boolean) => void;
  /** The workbook refused what a person typed. */
  readonly onRefused: (error: RichApiError) => void;
  /** A person has typed something that the workbook took. */
  readonly onEdited: () => void;
  /** The grid shows something new. */
  readonly onShown: (sheet: Worksheet, frame: Frame, render: IRender) => void;
}

/**
 * The workbook in a visible grid. The workbook is the truth: cells take their shown text and look
 * from it while they are drawn, and the grid holds only what its formula engine calculates with.
 */
export class Grid {
  private readonly univer: Univer;
  private readonly unit: UniverWorkbook;
  private readonly commands: Commands;
  private readonly calculation: Calculation;
  private readonly functions: CustomFunctions;
  private readonly edits: Edits;
  private readonly looks: Looks;
  private readonly stopListening: () => void;
  private readonly views = new Map<Worksheet, SheetView>();

  private isDrawn = false;
  private isDisposed = false;

  constructor(private readonly options: GridOptions) {
    const { workbook, container, locale, dark } = options;
    this.looks = new Looks(workbook.styles);
    this.univer = createUniver(container, locale, dark);
    this.commands = new Commands(this.univer);
    for (const sheet of workbook.sheets) this.views.set(sheet, new SheetView(sheet, this.commands));
    const views = [...this.views.values()];
    this.unit = createUnit(this.univer, {
      id: unitId,
      name: workbook.fileName,
      sheetOrder: views.map(({ key }) => key),
      sheets: Object.fromEntries(views.map(({ key, shownFrame }) => [key, shownFrame])),
      styles: {},
    });
    this.interceptCells();
    this.calculation = new Calculation(this.univer, this.commands, workbook, () => this.redraw());
    this.functions = new CustomFunctions(this.univer, options.functions, options.call, (cells) =>
      this.calculateAgain(cells)
    );
    this.edits = new Edits(this.commands, this.unit, workbook, {
      typing: options.onTyping,
      refused: options.onRefused,
      edited: (sheet, cells) => this.afterEdit(sheet, cells),
    });
    this.stopListening = workbook.onEvent(({ type }) => {
      if (type === "worksheetSelectionChanged" || type === "worksheetActivated") this.follow();
    });
    const lifecycle = this.univer.__getInjector().get(LifecycleService);
    void lifecycle.onStage(LifecycleStages.Rendered).then(() => {
      if (this.isDisposed) return;
      this.isDrawn = true;
      this.refresh();
      this.follow();
    });
  }

  /** Shows whatever changed in the workbook since the last time. */
  refresh(): void {
    if (!this.isDrawn) return;
    this.refreshSheets();
    this.calculation.refreshNames();
    let changed = false;
    for (const view of this.views.values()) changed = view.refresh() || changed;
    if (changed) this.calculation.changed();
    this.redraw();
  }

  /** Whether every formula has its value and every custom function has answered. */
  get idle(): boolean {
    return this.isDrawn && this.calculation.idle && this.functions.idle;
  }

  /** Puts the workbook's active sheet in front and its selection into view. */
  follow(): void {
    if (!this.isDrawn) return;
    const { activeWorksheet, selected } = this.options.workbook;
    const subUnitId = sheetKey(activeWorksheet);
    if (!this.views.has(activeWorksheet)) this.refreshSheets();
    if (this.unit.getActiveSheet()?.getSheetId() !== subUnitId) {
      this.commands.operate(SetWorksheetActiveOperation, { unitId, subUnitId });
    }
    const range = this.shownPart(activeWorksheet, selected.rect);
    const primary = {
      ...range,
      endRow: range.startRow,
      endColumn: range.startColumn,
      actualRow: range.startRow,
      actualColumn: range.startColumn,
      isMerged: false,
      isMergedMainCell: false,
    };
    const selections = [{ range, primary, style: null }];
    this.commands.operate(SetSelectionsOperation, { unitId, subUnitId, selections });
    this.commands.run(ScrollToRangeOperation.id, { range });
    requestAnimationFrame(() => this.tellShown());
  }

  /** The middle of a cell of the sheet in front, in the page's pixels. */
  pointOf(row: number, column: number): { readonly x: number; readonly y: number } {
    const render = this.render;
    const skeleton = render?.with(SheetSkeletonManagerService).getCurrentSkeleton();
    if (!render || !skeleton) throw new Error("the grid is not drawn yet");
    const main = render.scene.getViewport(SHEET_VIEWPORT_KEY.VIEW_MAIN);
    const { startX, startY, endX, endY } = skeleton.getCellByIndexWithNoHeader(row, column);
    const { frozen } = this.options.workbook.activeWorksheet;
    const { scaleX, scaleY } = render.scene;
    const canvas = render.engine.getCanvasElement().getBoundingClientRect();
    const scrolledX = main && column >= frozen.columns ? main.viewportScrollX : 0;
    const scrolledY = main && row >= frozen.rows ? main.viewportScrollY : 0;
    const { rowHeaderWidthAndMarginLeft, columnHeaderHeightAndMarginTop } = skeleton;
    return {
      x: canvas.left + (rowHeaderWidthAndMarginLeft + (startX + endX) / 2 - scrolledX) * scaleX,
      y: canvas.top + (columnHeaderHeightAndMarginTop + (startY + endY) / 2 - scrolledY) * scaleY,
    };
  }

  dispose(): void {
    this.isDisposed = true;
    this.isDrawn = false;
    this.stopListening();
    this.edits.dispose();
    this.functions.dispose();
    this.calculation.dispose();
    this.univer.dispose();
  }

  /** Sheets come, go and change places. */
  private refreshSheets(): void {
    const { sheets } = this.options.workbook;
    sheets.forEach((sheet, index) => {
      if (this.views.has(sheet)) return;
      const view = new SheetView(sheet, this.commands);
      this.views.set(sheet, view);
      const data = { ...view.shownFrame, cellData: {} };
      this.commands.run(InsertSheetMutation.id, { unitId, index, sheet: data });
    });
    for (const [sheet, { key }] of this.views) {
      if (sheets.includes(sheet)) continue;
      this.views.delete(sheet);
      this.commands.run(RemoveSheetMutation.id, { unitId, subUnitId: key, subUnitName: "" });
    }
    sheets.forEach((sheet, toOrder) => {
      const subUnitId = sheetKey(sheet);
      const fromOrder = this.unit.getSheets().findIndex((it) => it.getSheetId() === subUnitId);
      if (fromOrder === toOrder) return;
      this.commands.onSheet(SetWorksheetOrderMutation, subUnitId, { fromOrder, toOrder });
    });
  }

  private afterEdit(sheet: Worksheet, cells: readonly (readonly [number, number])[]): void {
    this.options.onEdited();
    this.refresh();
    for (const [row, column] of cells) this.views.get(sheet)?.restore(row, column);
    this.calculation.changed();
  }

  private calculateAgain(cells: readonly WaitingCell[]): void {
    for (const view of this.views.values()) {
      for (const { sheet, row, column } of cells) if (sheet === view.key) view.restore(row, column);
    }
    this.calculation.changed();
  }

  private redraw(): void {
    if (!this.isDrawn) return;
    const { render } = this;
    if (!render) return;
    render.with(SheetSkeletonManagerService).reCalculate();
    render.mainComponent?.makeDirty();
    this.tellShown();
  }

  /** The grid has not as many rows and columns as a sheet: whole columns end where it ends. */
  private shownPart(sheet: Worksheet, rect: Rect): IRange {
    const { rowCount = 1, columnCount = 1 } = this.views.get(sheet)?.shownFrame ?? {};
    const { startRow, endRow, startColumn, endColumn } = rangeOf(rect);
    return {
      startRow: Math.min(startRow, rowCount - 1),
      endRow: Math.min(endRow, rowCount - 1),
      startColumn: Math.min(startColumn, columnCount - 1),
      endColumn: Math.min(endColumn, columnCount - 1),
    };
  }

  private tellShown(): void {
    if (!this.isDrawn) return;
    const { render } = this;
    const { activeWorksheet } = this.options.workbook;
    const view = this.views.get(activeWorksheet);
    if (view && render) this.options.onShown(activeWorksheet, view.shownFrame, render);
  }

  private get render(): Nullable<IRender> {
    return this.univer.__getInjector().get(IRenderManagerService).getRenderById(unitId);
  }

  private interceptCells(): void {
    const service = this.univer.__getInjector().get(SheetInterceptorService);
    service.intercept(INTERCEPTOR_POINT.CELL_CONTENT, {
      priority: lookPriority,
      effect: InterceptorEffectEnum.Style | InterceptorEffectEnum.Value,
      handler: (cell, { subUnitId, row, col }, next) => {
        const sheet = this.sheetOf(subUnitId);
        return next(sheet ? this.shownCell(sheet, row, col, cell) : cell);
      },
    });
    service.writeCellInterceptor.intercept(BEFORE_CELL_EDIT, {
      handler: (cell, { subUnitId, row, col }, next) => {
        const sheet = this.sheetOf(subUnitId);
        return next(cell && sheet ? { ...cell, ...editedText(sheet, row, col) } : cell);
      },
    });
  }

  private sheetOf(key: string): Worksheet | undefined {
    for (const [sheet, view] of this.views) if (view.key === key) return sheet;
    return undefined;
  }

  private shownCell(
    sheet: Worksheet,
    row: number,
    column: number,
    cell: Nullable<ICellDataForSheetInterceptor>
  ): Nullable<ICellDataForSheetInterceptor> {
    const { cells } = sheet;
    const value = cells.value(row, column);
    const style = cells.style(row, column);
    const table = sheet.tables.find(({ rect }) => contains(rect, oneCell(row, column)));
    // Without a value of its own the cell may show what a formula spills into it.
    if (value === undefined && style === 0 && !table) return cell;
    const s = this.looks.of(style, value, table ? tableLookAt(table, row) : null);
    if (value === undefined) return { ...cell, s };
    return { ...cell, v: sheet.shownText(row, column), t: CellValueType.STRING, s };
  }
}

const oneCell = (row: number, column: number): Rect => ({ row, column, rows: 1, columns: 1 });

/** A date or a percentage is edited as it is shown, as in Excel; other numbers with all their digits. */
function editedText(sheet: Worksheet, row: number, column: number): { v?: string } {
  const { cells, workbook } = sheet;
  const { numberFormat } = workbook.styles.get(cells.style(row, column));
  const isRaw =
    cells.formula(row, column) !== undefined || typeof cells.value(row, column) !== "number";
  if (isRaw || !(isDateFormat(numberFormat) || isPercentFormat(numberFormat))) return {};
  return { v: sheet.shownText(row, column) };
}
