import type { Workbook } from "../../src/offline/host";
import type { InputTableId } from "../../src/intake";
import { InputTableUser } from "../support/inputTableUser";
import { cellRef } from "../../src/reports/plan";
import { shown } from "../support/workbookDump";

/** A cell that somebody typed into: the row it belongs to, whichever place that has. */
interface Typed {
  readonly table: InputTableId;
  /** Cells that name the row. */
  readonly row: Readonly<Record<string, unknown>>;
  readonly column: string;
  readonly value: string | number;
}

/**
 * Remembers what people typed, and where by the name of its row, to be found again however often sheets
 * are written, sorted, renamed or grown.
 */
export class Diary {
  private readonly typed = new Map<string, Typed>();
  private readonly ownNotes = new Map<string, string>();
  readonly user: InputTableUser;

  constructor(private readonly workbook: Workbook) {
    this.user = new InputTableUser(workbook);
  }

  /** Types a value into a row's cell, and remembers it. */
  type(table: InputTableId, row: Typed["row"], column: string, value: string | number): void {
    const at = this.find(table, row);
    if (at.length !== 1) throw new Error(`${table} has ${at.length} rows like ${label(row)}`);
    this.user.type(table, at[0] as number, column as never, value);
    this.remember({ table, row, column, value: shownAs(value) });
  }

  /** Remembers what the add-in was asked to enter for somebody. */
  remember(typed: Typed): void {
    this.typed.set(JSON.stringify([typed.table, typed.row, typed.column]), typed);
  }

  /** Writes into a column that somebody inserted into 招揽记录, and remembers it by the record. */
  noteBeside(number: string, header: string, note: string): void {
    const { sheet, rect } = this.user.table("records");
    const row = this.user.rowWith("records", "number", number);
    sheet.user.type(cellRef(rect.row + 1 + row, this.ownColumn(header)), note);
    this.ownNotes.set(number, note);
  }

  /** All that was typed stands in its row, and that row stands there once. */
  differences(ownHeader?: string): string[] {
    const lost: string[] = [];
    for (const { table, row, column, value } of this.typed.values()) {
      const at = this.find(table, row);
      const where = `${table} ${label(row)} ${column}`;
      if (at.length !== 1) lost.push(`${where}: ${at.length} rows`);
      else {
        const now = this.user.cell(table, at[0] as number, column as never);
        if (now !== value) lost.push(`${where}: ${String(value)} became ${String(now)}`);
      }
    }
    if (ownHeader !== undefined) lost.push(...this.ownDifferences(ownHeader));
    return lost;
  }

  /** The body rows that have these cells. */
  find(table: InputTableId, row: Typed["row"]): number[] {
    if (!this.has(table)) return [];
    const wanted = Object.entries(row);
    const columns = wanted.map(([column]) => this.user.cells(table, column as never));
    return Array.from({ length: this.user.rowCount(table) }, (_, at) => at).filter((at) =>
      wanted.every(([, value], index) => columns[index]?.[at] === value)
    );
  }

  has(table: InputTableId): boolean {
    return this.workbook.sheets.some(({ tables }) =>
      tables.some(({ Name }) => Name === `RETAIN_${table}`)
    );
  }

  private ownDifferences(header: string): string[] {
    const { sheet, rect } = this.user.table("records");
    const column = this.ownColumn(header);
    const numbers = this.user.cells("records", "number");
    return numbers.flatMap((number, row) => {
      const now = shown(sheet, rect.row + 1 + row, column);
      const then = this.ownNotes.get(String(number));
      return now === then ? [] : [`${header} ${String(number)}: ${then} became ${String(now)}`];
    });
  }

  private ownColumn(header: string): number {
    const { sheet, rect } = this.user.table("records");
    for (let column = rect.column; column < rect.column + rect.columns; column += 1) {
      if (sheet.cells.value(rect.row, column) === header) return column;
    }
    throw new Error(`no column ${header}`);
  }
}

const label = (row: Typed["row"]): string => Object.values(row).join(" ");

/** An apostrophe before a text is not part of it. */
const shownAs = (value: string | number): string | number =>
  typeof value === "string" && value.startsWith("'") ? value.slice(1) : value;
