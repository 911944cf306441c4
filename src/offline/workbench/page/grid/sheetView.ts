import { BooleanNumber, type ICellData, type IRange } from "@univerjs/core";
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
import { fittingHeights, frameOf, type Frame } from "./frames";
import { unitId } from "./univer";

type Matrix = Record<number, Record<number, ICellData | null>>;

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** One sheet in the grid: remembers what it shows, and brings what changed up to date. */
export class SheetView {
  readonly key: string;
  private frame: Frame;
  private heights: ReadonlyMap<number, number> = new Map();
  private cells: CellStoreState | null = null;
  private conditions: readonly { readonly cfId: string }[] = [];

  constructor(
    private readonly sheet: Worksheet,
    private readonly commands: Commands
  ) {
    this.key = sheetKey(sheet);
    this.frame = frameOf(sheet, this.heights);
  }

  /** What the grid shows of the sheet besides its cells. */
  get shownFrame(): Frame {
    return this.frame;
  }

  /** Shows what changed since the last time; true when that was any cell's content. */
  refresh(): boolean {
    const changed = this.refreshCells();
    this.refreshFrame();
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
    this.heights = fittingHeights(this.sheet);
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
    const after = frameOf(this.sheet, this.heights);
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
    const colWidth: Record<number, number> = {};
    const changes = new Changes();
    for (let at = 0; at < after.columnCount; at++) {
      const shown = before.columnData[at];
      const { w, hd } = after.columnData[at] ?? {};
      const range = rangeOf({ row: 0, rows: after.rowCount, column: at, columns: 1 });
      if (w !== undefined && w !== shown?.w) {
        colWidth[at] = w;
        changes.sized.push(range);
      }
      changes.visibility(shown?.hd, hd, range);
    }
    const { sized, hidden, visible } = changes;
    // A hidden column keeps its width, so columns are shown before they are sized.
    this.onRanges(SetColVisibleMutation, visible, {});
    this.onRanges(SetWorksheetColWidthMutation, sized, { colWidth });
    this.onRanges(SetColHiddenMutation, hidden, {});
  }

  private refreshRows(before: Frame, after: Frame): void {
    const rowHeight: Record<number, number> = {};
    const changes = new Changes();
    for (const at of new Set([...keys(before.rowData), ...keys(after.rowData)])) {
      const shown = before.rowData[at] ?? {};
      const wanted = after.rowData[at] ?? {};
      const range = rangeOf({ row: at, rows: 1, column: 0, columns: after.columnCount });
      if (shown.h !== wanted.h) {
        rowHeight[at] = wanted.h ?? after.defaultRowHeight;
        changes.sized.push(range);
      }
      changes.visibility(shown.hd, wanted.hd, range);
    }
    const { sized, hidden, visible } = changes;
    const autoHeightInfo = BooleanNumber.FALSE;
    this.onRanges(SetWorksheetRowIsAutoHeightMutation, sized, { autoHeightInfo });
    this.onRanges(SetWorksheetRowHeightMutation, sized, { rowHeight });
    this.onRanges(SetRowVisibleMutation, visible, {});
    this.onRanges(SetRowHiddenMutation, hidden, {});
  }

  private onRanges(
    mutation: { readonly id: string },
    ranges: readonly IRange[],
    params: object
  ): void {
    if (ranges.length === 0) return;
    this.commands.run(mutation.id, { unitId, subUnitId: this.key, ranges, ...params });
  }
}

const keys = (record: object): number[] => Object.keys(record).map(Number);

/** Rows or columns by what changed about them. */
class Changes {
  readonly sized: IRange[] = [];
  readonly hidden: IRange[] = [];
  readonly visible: IRange[] = [];

  visibility(
    before: BooleanNumber | undefined,
    after: BooleanNumber | undefined,
    range: IRange
  ): void {
    if ((before ?? BooleanNumber.FALSE) === (after ?? BooleanNumber.FALSE)) return;
    (after ? this.hidden : this.visible).push(range);
  }
}
