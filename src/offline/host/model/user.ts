/** What a person does in Excel by hand, for tests. Events carry the person's source. */
import { type Rect, columnIndex, MAX_COLUMNS, MAX_ROWS, parseRect } from "./address";
import type { CellValue } from "./cellValue";
import { follow, moveBlock } from "./relocate";
import { writeCells } from "./rangeWrites";
import { type Reorder, reorderedColumn } from "./shift";
import { sortRows } from "./sort";
import { refuse } from "./support";
import type { Worksheet } from "./objects";

/** Who does what is being done: it decides what events say. */
export type Actor = "addin" | "Local" | "Remote";

/** Actions on one sheet; "Remote" are those of a co-author in another session. */
export class UserActions {
  constructor(
    private readonly sheet: Worksheet,
    private readonly actor: Exclude<Actor, "addin">
  ) {}

  /** Types into a cell: a text becomes what Excel makes of it, as with the API. */
  type(address: string, value: string | number | boolean): void {
    this.act(() => writeCells(this.sheet, rectOf(address), value, "typing"));
  }
  /** Presses Delete: contents go, formats stay. */
  clear(address: string): void {
    this.act(() => this.sheet.range(rectOf(address)).Clear("Contents"));
  }
  /** Gives formula cells the value that Excel's calculation would show. */
  calculate(address: string, value: CellValue): void {
    const { row, column } = rectOf(address);
    const formula = this.sheet.cells.formula(row, column);
    if (formula === undefined) throw new Error(`${address} holds no formula`);
    this.sheet.cells.setFormula(row, column, formula, value);
  }
  select(address: string): void {
    this.act(() => this.sheet.range(rectOf(address)).Select());
  }

  /** Inserts whole columns before the named one ("C"). */
  insertColumn(before: string, count = 1): void {
    const rect = { row: 0, rows: MAX_ROWS, column: columnIndex(before), columns: count };
    this.act(() => this.sheet.insertCells(rect, "Right", "inserting columns"));
  }
  deleteColumn(column: string, count = 1): void {
    const rect = { row: 0, rows: MAX_ROWS, column: columnIndex(column), columns: count };
    this.act(() => this.sheet.deleteCells(rect, "Left", "deleting columns"));
  }
  /** Inserts whole rows before the row with this number (from 1). */
  insertRow(before: number, count = 1): void {
    const rect = { row: before - 1, rows: count, column: 0, columns: MAX_COLUMNS };
    this.act(() => this.sheet.insertCells(rect, "Down", "inserting rows"));
  }
  deleteRow(row: number, count = 1): void {
    const rect = { row: row - 1, rows: count, column: 0, columns: MAX_COLUMNS };
    this.act(() => this.sheet.deleteCells(rect, "Up", "deleting rows"));
  }
  /** Cuts a column and inserts it before another one; references and tables follow. */
  moveColumn(column: string, before: string): void {
    const from = columnIndex(column);
    const target = columnIndex(before);
    const reorder: Reorder = {
      kind: "reorder",
      from,
      count: 1,
      to: target > from ? target - 1 : target,
    };
    this.act(() => this.reorder(reorder));
  }
  /** Cuts a block and pastes it with its upper left cell at `to`. */
  moveCells(address: string, to: string): void {
    this.act(() => moveBlock(this.sheet, rectOf(address), rectOf(to)));
  }

  /** Sorts the rows of a block (without its header) by one of its columns ("B"). */
  sortRows(address: string, by: string, ascending = true): void {
    const rect = rectOf(address);
    const key = columnIndex(by) - rect.column;
    this.act(() => sortRows(this.sheet, rect, [{ key, ascending }], false));
  }
  /** Ticks these shown texts in the filter of a table's column. */
  filterTable(table: string, column: string, values: readonly string[]): void {
    const owner = this.sheet.workbook.table(table);
    const found = owner.Columns.$item(column);
    if (!found) throw new Error(`no column ${column}`);
    this.act(() => found.Filter.ApplyValuesFilter([...values]));
  }
  /** Switches on the sheet's filter for a block with a header and ticks texts in one column. */
  filterRange(address: string, column: string, values: readonly string[]): void {
    const rect = rectOf(address);
    const index = columnIndex(column) - rect.column;
    const criteria = { filterOn: "Values", values: [...values] };
    this.act(() => this.sheet.AutoFilter.Apply(this.sheet.range(rect), index, criteria));
  }
  clearFilters(): void {
    this.act(() => {
      if (this.sheet.filter) this.sheet.AutoFilter.ClearCriteria();
      for (const table of this.sheet.tables) table.ClearFilters();
    });
  }

  /** @param options `Excel.WorksheetProtectionOptions` */
  protectSheet(options: Readonly<Record<string, unknown>> = {}, password?: string): void {
    this.act(() => this.sheet.Protection.Protect(options, password));
  }
  unprotectSheet(password?: string): void {
    this.act(() => this.sheet.Protection.Unprotect(password));
  }
  unlockCells(address: string): void {
    this.act(() => {
      this.sheet.range(rectOf(address)).Format.Protection.Locked = false;
    });
  }
  renameSheet(name: string): void {
    this.act(() => {
      this.sheet.Name = name;
    });
  }
  moveSheet(position: number): void {
    this.act(() => {
      this.sheet.Position = position;
    });
  }
  hideSheet(how: "Hidden" | "VeryHidden" = "Hidden"): void {
    this.act(() => {
      this.sheet.Visibility = how;
    });
  }
  deleteSheet(): void {
    this.act(() => this.sheet.Delete());
  }
  activate(): void {
    this.act(() => this.sheet.Activate());
  }
  hideRows(first: number, last: number): void {
    this.act(() => this.sheet.hideRows(first - 1, last - first + 1, true));
  }

  private act(action: () => void): void {
    this.sheet.workbook.as(this.actor, action);
  }

  private reorder(reorder: Reorder): void {
    const { sheet } = this;
    const { from, to } = reorder;
    const low = Math.min(from, to);
    const high = Math.max(from, to);
    for (const { rect } of sheet.tables) {
      const inside = (column: number): boolean =>
        column >= rect.column && column < rect.column + rect.columns;
      // A table keeps its columns: one can move within it, not out of it or into it.
      if (inside(from) !== inside(to)) refuse("InvalidOperation", "moving a column");
    }
    sheet.guardEdit(
      { row: 0, rows: MAX_ROWS, column: low, columns: high - low + 1 },
      "structure",
      "moving a column"
    );
    sheet.cells.reorderColumns((column) => reorderedColumn(column, reorder));
    follow(sheet, reorder);
    sheet.changed({ row: 0, rows: MAX_ROWS, column: low, columns: high - low + 1 });
  }
}

function rectOf(address: string): Rect {
  const rect = parseRect(address);
  if (!rect) throw new Error(`${address} is no address`);
  return rect;
}
