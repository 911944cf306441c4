import {
  CellValueType,
  CommandType,
  CustomCommandExecutionError,
  type ICellData,
  type IDisposable,
  type Nullable,
  type Workbook as UniverWorkbook,
} from "@univerjs/core";
import {
  SetRangeValuesMutation,
  SetSelectionsOperation,
  SetWorksheetActiveOperation,
  type ISetRangeValuesMutationParams,
  type ISetSelectionsOperationParams,
} from "@univerjs/sheets";
import { SetCellEditVisibleOperation } from "@univerjs/sheets-ui";
import { RichApiError } from "../../../host/richapi/hostObject";
import type { Workbook, Worksheet } from "../../../host/model";
import { formatRect } from "../../../host/model/address";
import { cellsOf } from "./calculation";
import type { Commands } from "./commands";
import { contentOf, sameContent, sheetKey } from "./contents";

/** What a person does in the grid. */
export interface EditListener {
  /** Cells were typed into; all of them are to be shown as the workbook has them now. */
  edited(sheet: Worksheet, cells: readonly (readonly [row: number, column: number])[]): void;
  /** The workbook did not take what was typed; its own words for it. */
  refused(error: RichApiError): void;
  /** A person starts or ends typing in a cell. */
  typing(now: boolean): void;
}

/**
 * Carries what a person does in the grid to the workbook: typing, deleting and pasting in cells,
 * selecting, changing the sheet. Whatever else Univer could change is refused, so that the grid
 * never shows what the workbook does not have.
 */
export class Edits {
  private readonly listening: readonly IDisposable[];

  constructor(
    commands: Commands,
    private readonly grid: UniverWorkbook,
    private readonly workbook: Workbook,
    private readonly listener: EditListener
  ) {
    this.listening = [
      commands.service.beforeCommandExecuted(({ id, type, params }, options) => {
        const isTab = id === SetWorksheetActiveOperation.id;
        if (isTab && commands.own && this.sheetMeant(params) !== workbook.activeWorksheet) {
          // Univer puts a sheet that is added in front, Excel leaves the one there that was.
          throw new CustomCommandExecutionError("only the active sheet comes in front by itself");
        }
        const isChange = type === CommandType.MUTATION && id.startsWith("sheet.mutation.");
        if (!isChange || commands.own || options?.["fromFormula"]) return;
        if (id !== SetRangeValuesMutation.id) {
          throw new CustomCommandExecutionError(`${id} has no counterpart in the workbook`);
        }
      }),
      commands.service.onCommandExecuted(({ id, params }, options) => {
        if (id === SetCellEditVisibleOperation.id) {
          listener.typing((params as { visible: boolean }).visible);
        }
        if (commands.own || options?.["fromFormula"]) return;
        if (id === SetRangeValuesMutation.id) this.edit(params as ISetRangeValuesMutationParams);
        if (id === SetSelectionsOperation.id) this.select(params as ISetSelectionsOperationParams);
        if (id === SetWorksheetActiveOperation.id) {
          this.sheetMeant(params)?.user.activate();
        }
      }),
    ];
  }

  dispose(): void {
    for (const listening of this.listening) listening.dispose();
  }

  private sheetOf(key: string): Worksheet | undefined {
    return this.workbook.sheets.find((sheet) => sheetKey(sheet) === key);
  }

  private sheetMeant(params: object | undefined): Worksheet | undefined {
    return this.sheetOf((params as { subUnitId: string }).subUnitId);
  }

  private edit({ subUnitId, cellValue }: ISetRangeValuesMutationParams): void {
    const sheet = this.sheetOf(subUnitId);
    const shown = this.grid.getSheetBySheetId(subUnitId);
    if (!sheet || !shown || !cellValue) return;
    const touched: [number, number][] = [];
    for (const [row, column] of cellsOf(cellValue)) {
      const typed = shown.getCellRaw(row, column);
      if (sameContent(typed, contentOf(sheet, row, column))) continue;
      touched.push([row, column]);
      this.type(sheet, row, column, typed);
    }
    if (touched.length > 0) this.listener.edited(sheet, touched);
  }

  private type(sheet: Worksheet, row: number, column: number, cell: Nullable<ICellData>): void {
    const address = formatRect({ row, column, rows: 1, columns: 1 });
    const entry = entryOf(cell);
    try {
      if (entry === "") sheet.user.clear(address);
      else sheet.user.type(address, entry);
    } catch (error) {
      if (!(error instanceof RichApiError)) throw error;
      this.listener.refused(error);
    }
  }

  private select({ subUnitId, selections }: ISetSelectionsOperationParams): void {
    const sheet = this.sheetOf(subUnitId);
    const range = selections.at(-1)?.range;
    if (!sheet || !range || sheet.visibility !== "Visible") return;
    const { startRow, endRow, startColumn, endColumn } = range;
    const address = formatRect({
      row: startRow,
      column: startColumn,
      rows: endRow - startRow + 1,
      columns: endColumn - startColumn + 1,
    });
    const { selected } = this.workbook;
    const isSelected = selected.sheet === sheet && formatRect(selected.rect) === address;
    if (!isSelected) sheet.user.select(address);
  }
}

/** What a person typed; the workbook reads numbers and dates out of it. */
function entryOf(cell: Nullable<ICellData>): string | number | boolean {
  if (cell?.f) return cell.f;
  const typed = cell?.v ?? cell?.p?.body?.dataStream.replace(/\r\n$/, "") ?? "";
  if (cell?.t === CellValueType.FORCE_STRING) return `'${typed}`;
  if (cell?.t === CellValueType.BOOLEAN) return Boolean(Number(typed));
  return typed;
}
