import {
  inputTables,
  type Cell,
  type InputRow,
  type InputRows,
  type InputTableId,
} from "../../intake";
import { groupColumns, KeyPrint, rangeAt, readRows } from "../cells";
import { isTooLarge, Refusal } from "../session";
import { columnsOf, type LocatedTable, type LocatedTables } from "./inputTables";
import type { RawRow } from "./pending";

/** What stands in the tables, and a print of each to see whether it changed meanwhile. */
export interface ReadTables {
  readonly rows: InputRows;
  readonly prints: ReadonlyMap<InputTableId, string>;
}

/** Cells of small tables that are read together; with long texts they stay below the answer's limit. */
const cellsPerRead = 20_000;

/**
 * Reads all tables: small ones together, long ones in chunks. Blank rows are left out.
 */
export async function readInputTables(
  context: Excel.RequestContext,
  located: LocatedTables,
  which: ColumnsRead = "told"
): Promise<ReadTables> {
  const rows: Partial<Record<InputTableId, RawTableRow[]>> = {};
  const prints = new Map<InputTableId, string>();
  const take = (table: LocatedTable, read: readonly RawTableRow[]): void => {
    rows[table.id] = read.filter((row) => !isBlankRow(row));
    prints.set(table.id, printOf(table, read));
  };
  const size = ({ rowCount, columns }: LocatedTable): number => rowCount * columns.length;
  const large = [...located.values()].filter((table) => size(table) > cellsPerRead);
  for (const batch of batches(
    [...located.values()].filter((t) => !large.includes(t)),
    size
  )) {
    for (const [table, read] of await readTogether(context, batch, which)) take(table, read);
  }
  for (const table of large) take(table, await readLong(context, table, which));
  return { rows: rows as InputRows, prints };
}

/** A row with its place; of one that is to be added, {@link placeToCome}. */
type RawTableRow = RawRow & { readonly sheetRow: number };

/** The `sheetRow` of a row that does not stand in the sheet yet, by its index among all rows. */
export const placeToCome = (index: number): number => -1 - index;

const isBlankRow = ({ sheetRow: _, ...cells }: RawTableRow): boolean =>
  Object.values(cells).every((cell) => cell === "");

/** The columns that say something: what is computed is made anew. */
export function toldColumns({ id, columns }: LocatedTable): LocatedTable["columns"] {
  const roles: Readonly<Record<string, string>> = inputTables[id];
  return columns.filter(({ field }) => roles[field] !== "computed");
}

/** What is read of a table: what people and rows say, or what is computed of them as well. */
export type ColumnsRead = "told" | "all";

/** Jumps are formulas, whose values say nothing. */
const columnsRead = (table: LocatedTable, which: ColumnsRead): LocatedTable["columns"] =>
  which === "told" ? toldColumns(table) : table.columns.filter(({ field }) => field !== "jump");

function printOf(table: LocatedTable, rows: readonly RawTableRow[]): string {
  const told = toldColumns(table);
  const print = new KeyPrint();
  for (const row of rows) for (const { field } of told) print.add(row[field] ?? "");
  return print.value;
}

function batches<T>(items: readonly T[], size: (item: T) => number): T[][] {
  const found: T[][] = [];
  let filled = Infinity;
  for (const item of items) {
    if (filled + size(item) > cellsPerRead) {
      found.push([]);
      filled = 0;
    }
    found[found.length - 1]?.push(item);
    filled += size(item);
  }
  return found;
}

async function readTogether(
  context: Excel.RequestContext,
  tables: readonly LocatedTable[],
  which: ColumnsRead
): Promise<[LocatedTable, RawTableRow[]][]> {
  try {
    const loaded = tables.map((table) => {
      const sheet = context.workbook.worksheets.getItem(table.sheetId);
      const groups = groupColumns(columnsRead(table, which)).map((group) => {
        const range = rangeAt(sheet, {
          row: table.headerRow + 1,
          column: group.column,
          rows: table.rowCount,
          columns: group.fields.length,
        });
        range.load("values");
        return { fields: group.fields, range };
      });
      const header = rangeAt(sheet, {
        row: table.headerRow,
        column: table.column,
        rows: 1,
        columns: table.columnCount,
      });
      if (table.showsHeaders) header.load("values");
      return { table, groups, header };
    });
    await context.sync();
    for (const { table, header } of loaded) {
      // Somebody inserted a row or a column since it was located: all would be read beside its place.
      if (table.showsHeaders && !sameCells(header.values[0] as Cell[], table.headers)) {
        throw new Refusal("rowsChanged");
      }
    }
    return loaded.map(({ table, groups }) => [
      table,
      rowsOf(
        table,
        table.headerRow + 1,
        table.rowCount,
        groups.flatMap(({ fields, range }) =>
          fields.map((field, at) => ({ field, at, rows: range.values as Cell[][] }))
        )
      ),
    ]);
  } catch (error) {
    if (!isTooLarge(error)) throw error;
    const read: [LocatedTable, RawTableRow[]][] = [];
    for (const table of tables) read.push([table, await readLong(context, table, which)]);
    return read;
  }
}

const sameCells = (a: readonly Cell[], b: readonly Cell[]): boolean =>
  a.length === b.length && a.every((cell, at) => cell === b[at]);

async function readLong(
  context: Excel.RequestContext,
  table: LocatedTable,
  which: ColumnsRead
): Promise<RawTableRow[]> {
  const read: RawTableRow[] = [];
  await readRows<string>(
    context,
    { ...table, columns: columnsRead(table, which) },
    ({ firstSheetRow, rowCount, columns }) => {
      const slices = Object.entries(columns).flatMap(([field, slice]) =>
        slice ? [{ field, at: slice.at, rows: slice.rows }] : []
      );
      for (const row of rowsOf(table, firstSheetRow, rowCount, slices)) read.push(row);
    }
  );
  return read;
}

function rowsOf(
  { id }: LocatedTable,
  firstRow: number,
  count: number,
  slices: readonly {
    readonly field: string;
    readonly at: number;
    readonly rows: readonly (readonly Cell[])[];
  }[]
): RawTableRow[] {
  const blank = Object.fromEntries(columnsOf(id).map((column) => [column, ""]));
  return Array.from({ length: count }, (_, index) => {
    const row: Record<string, Cell> & { sheetRow: number } = {
      ...blank,
      sheetRow: firstRow + index,
    };
    for (const { field, at, rows } of slices) row[field] = rows[index]?.[at] ?? "";
    return row;
  });
}

/** What a table holds whose told columns were loaded one by one, and its print. */
export function readLoaded(
  table: LocatedTable,
  columns: readonly { readonly field: string; readonly values: readonly (readonly Cell[])[] }[]
): { readonly rows: readonly RawRow[]; readonly print: string } {
  const slices = columns.map(({ field, values }) => ({ field, at: 0, rows: values }));
  const count = columns[0]?.values.length ?? 0;
  const read = rowsOf(table, table.headerRow + 1, count, slices);
  return { rows: read.filter((row) => !isBlankRow(row)), print: printOf(table, read) };
}

/** The rows of one table; none where it is not there. */
export function rowsIn<Id extends InputTableId>(rows: InputRows, id: Id): readonly InputRow<Id>[] {
  return (rows as { readonly [Key in Id]?: readonly InputRow<Id>[] })[id] ?? [];
}
