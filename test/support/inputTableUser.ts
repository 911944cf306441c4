import type { inputTables, InputTableId } from "../../src/intake";
import { textsOf, type Locale } from "../../src/locale";
import { cellRef } from "../../src/reports/plan";
import type { Workbook } from "../../src/offline/host";
import { shown } from "./workbookDump";

type Column<Id extends InputTableId> = keyof (typeof inputTables)[Id] & string;

/** A person who reads and writes in the tables of the add-in's sheets; columns by their header. */
export class InputTableUser {
  constructor(
    private readonly workbook: Workbook,
    private readonly locale: Locale = "zh-CN"
  ) {}

  table(id: InputTableId) {
    return this.workbook.table(`RETAIN_${id}`);
  }

  /** Rows of the body. */
  rowCount(id: InputTableId): number {
    return this.table(id).rect.rows - 1;
  }

  /** The zero-based column of the sheet. */
  column<Id extends InputTableId>(id: Id, column: Column<Id>): number {
    const headers = textsOf(this.locale).inputTables[id] as Record<string, string>;
    const { rect, sheet } = this.table(id);
    for (let at = rect.column; at < rect.column + rect.columns; at += 1) {
      if (sheet.cells.value(rect.row, at) === headers[column]) return at;
    }
    throw new Error(`${id} has no column ${column}`);
  }

  /** What stands in a body row, from 0; "" for an empty cell. */
  cell<Id extends InputTableId>(id: Id, row: number, column: Column<Id>): unknown {
    const { rect, sheet } = this.table(id);
    return shown(sheet, rect.row + 1 + row, this.column(id, column)) ?? "";
  }

  /** The number format of a cell of a body row, from 0. */
  format<Id extends InputTableId>(id: Id, row: number, column: Column<Id>): string {
    const { rect, sheet } = this.table(id);
    return sheet.numberFormat(cellRef(rect.row + 1 + row, this.column(id, column)));
  }

  /** All rows' cells of a column. */
  cells<Id extends InputTableId>(id: Id, column: Column<Id>): unknown[] {
    return Array.from({ length: this.rowCount(id) }, (_, row) => this.cell(id, row, column));
  }

  /** The first body row with a value in a column. */
  rowWith<Id extends InputTableId>(id: Id, column: Column<Id>, value: unknown): number {
    const row = this.cells(id, column).indexOf(value);
    if (row < 0) throw new Error(`${id} has no row with ${column} ${String(value)}`);
    return row;
  }

  type<Id extends InputTableId>(
    id: Id,
    row: number,
    column: Column<Id>,
    value: string | number
  ): void {
    const { rect, sheet } = this.table(id);
    sheet.user.type(cellRef(rect.row + 1 + row, this.column(id, column)), value);
  }
}
