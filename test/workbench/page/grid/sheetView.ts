import { BooleanNumber, type ICellData } from "@univerjs/core";
import {
  AddWorksheetMergeMutation,
  RemoveWorksheetMergeMutation,
  SetColHiddenMutation,
  SetColVisibleMutation,
  SetFrozenMutation,
  SetRangeValuesMutation,
  SetRowHiddenMutation,
  SetRowVisibleMutation,
  SetTabColorMutation,
  SetWorksheetColumnCountMutation,
  SetWorksheetColWidthMutation,
  SetWorksheetHideMutation,
  SetWorksheetNameMutation,
  SetWorksheetRowCountMutation,
  SetWorksheetRowHeightMutation,
  SetWorksheetRowIsAutoHeightMutation,
  ToggleGridlinesMutation,
} from "@univerjs/sheets";
import {
  AddConditionalRuleMutation,
  DeleteConditionalRuleMutation,
} from "@univerjs/sheets-conditional-formatting";
import type { Worksheet } from "../../../host/model";
import type { CellStoreState } from "../../../host/model/cells";
import type { Commands } from "./commands";
import { conditionOf, rangeOf } from "./conditions";
import { contentOf, sheetKey } from "./contents";
import { frameOf, type Frame } from "./frames";

type Matrix = Record<number, Record<number, ICellData | null>>;

const one = (at: number) => ({ row: at, column: at, rows: 1, columns: 1 });
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** One sheet in the grid: remembers what it shows, and brings what changed up to date. */
export class SheetView {
  readonly key: string;
  private frame: Frame;
  private cells: CellStoreState | null = null;
  private conditions: readonly { readonly cfId: string }[] = [];

  constructor(
    private readonly sheet: Worksheet,
    private readonly commands: Commands
  ) {
    this.key = sheetKey(sheet);
    this.frame = frameOf(sheet);
  }

  /** The frame with which the sheet enters the grid; cells follow with the first {@link refresh}. */
  get shownFrame(): Frame {
    return this.frame;
  }

  /** Shows what changed since the last time; true when that was any cell's content. */
  refresh(): boolean {
    this.refreshFrame();
    const changed = this.refreshCells();
    this.refreshConditions();
    return changed;
  }

  /** Shows the content of a cell as the workbook has it, whatever the grid shows now. */
  restore(row: number, column: number): void {
    this.put({ [row]: { [column]: contentOf(this.sheet, row, column) } });
  }

  private put(cellValue: Matrix): void {
    this.commands.onSheet(SetRangeValuesMutation, this.key, { cellValue });
  }

  private refreshCells(): boolean {
    const { cells } = this.sheet;
    const matrix: Matrix = {};
    let found = false;
    const take = (row: number, column: number): void => {
      (matrix[row] ??= {})[column] = contentOf(this.sheet, row, column);
      found = true;
    };
    if (this.cells) for (const [row, column] of cells.changedSince(this.cells)) take(row, column);
    else cells.eachCell((row, column, value) => value !== undefined && take(row, column));
    if (this.cells && !found) return false;
    this.cells = cells.capture();
    if (found) this.put(matrix);
    return found;
  }

  private refreshConditions(): void {
    const wanted = this.sheet.conditionalFormats.map(conditionOf).filter((rule) => rule !== null);
    if (same(wanted, this.conditions)) return;
    for (const { cfId } of this.conditions) {
      this.commands.onSheet(DeleteConditionalRuleMutation, this.key, { cfId });
    }
    // Each new rule goes before those that are there.
    for (const rule of [...wanted].reverse()) {
      this.commands.onSheet(AddConditionalRuleMutation, this.key, { rule });
    }
    this.conditions = structuredClone(wanted);
  }

  private refreshFrame(): void {
    const before = this.frame;
    const after = frameOf(this.sheet);
    if (same(before, after)) return;
    this.frame = after;
    const { commands, key } = this;
    if (before.name !== after.name) {
      commands.onSheet(SetWorksheetNameMutation, key, { name: after.name });
    }
    if (before.tabColor !== after.tabColor) {
      commands.onSheet(SetTabColorMutation, key, { color: after.tabColor });
    }
    if (before.hidden !== after.hidden) {
      commands.onSheet(SetWorksheetHideMutation, key, { hidden: after.hidden });
    }
    if (before.showGridlines !== after.showGridlines) {
      commands.onSheet(ToggleGridlinesMutation, key, { showGridlines: after.showGridlines });
    }
    if (before.rowCount !== after.rowCount) {
      commands.onSheet(SetWorksheetRowCountMutation, key, { rowCount: after.rowCount });
    }
    if (before.columnCount !== after.columnCount) {
      commands.onSheet(SetWorksheetColumnCountMutation, key, { columnCount: after.columnCount });
    }
    this.refreshColumns(before, after);
    this.refreshRows(before, after);
    if (!same(before.mergeData, after.mergeData)) {
      commands.onSheet(RemoveWorksheetMergeMutation, key, { ranges: before.mergeData });
      commands.onSheet(AddWorksheetMergeMutation, key, { ranges: after.mergeData });
    }
    if (!same(before.freeze, after.freeze)) commands.onSheet(SetFrozenMutation, key, after.freeze);
  }

  private refreshColumns(before: Frame, after: Frame): void {
    for (const [at, { w, hd }] of Object.entries(after.columnData)) {
      const shown = before.columnData[Number(at)];
      const ranges = [{ ...rangeOf({ ...one(Number(at)), row: 0, rows: after.rowCount }) }];
      if (w !== undefined && w !== shown?.w) {
        this.commands.onSheet(SetWorksheetColWidthMutation, this.key, { ranges, colWidth: w });
      }
      if ((hd ?? BooleanNumber.FALSE) === (shown?.hd ?? BooleanNumber.FALSE)) continue;
      this.commands.onSheet(hd ? SetColHiddenMutation : SetColVisibleMutation, this.key, {
        ranges,
      });
    }
  }

  private refreshRows(before: Frame, after: Frame): void {
    const rows = new Set([...Object.keys(before.rowData), ...Object.keys(after.rowData)]);
    for (const at of rows) {
      const shown = before.rowData[Number(at)] ?? {};
      const wanted = after.rowData[Number(at)] ?? {};
      if (same(shown, wanted)) continue;
      const ranges = [
        { ...rangeOf({ ...one(Number(at)), column: 0, columns: after.columnCount }) },
      ];
      if (shown.h !== wanted.h) {
        const rowHeight = wanted.h ?? after.defaultRowHeight;
        const autoHeightInfo = BooleanNumber.FALSE;
        this.commands.onSheet(SetWorksheetRowIsAutoHeightMutation, this.key, {
          ranges,
          autoHeightInfo,
        });
        this.commands.onSheet(SetWorksheetRowHeightMutation, this.key, { ranges, rowHeight });
      }
      if (shown.hd !== wanted.hd) {
        const mutation = wanted.hd ? SetRowHiddenMutation : SetRowVisibleMutation;
        this.commands.onSheet(mutation, this.key, { ranges });
      }
    }
  }
}
