import {
  inputTableIds,
  inputTables,
  type Cell,
  type InputRow,
  type InputRows,
  type InputTableId,
} from "../../intake";
import { textsOf, type Locale } from "../../locale";
import { KeyPrint, rangeAt, groupColumns, readRows } from "../cells";
import {
  locateParts,
  tableColumnMark,
  unfinishedSheets,
  type LocatedParts,
  type MarkedCell,
} from "./ourParts";
import type { RawRow } from "./pending";
import { isTooLarge, Refusal } from "../session";

/** A table in which users write, where it stands now. */
export interface LocatedTable {
  readonly id: InputTableId;
  /** The name it has in the workbook, which the user may have changed. */
  readonly tableName: string;
  readonly sheetId: string;
  readonly sheetName: string;
  /** Zero-based; where it is hidden, the row in which it would stand. */
  readonly headerRow: number;
  readonly showsHeaders: boolean;
  /** Of the body, without a totals row. */
  readonly rowCount: number;
  readonly hasTotals: boolean;
  readonly column: number;
  readonly columnCount: number;
  /** As they stand; blank where the header row is hidden. */
  readonly headers: readonly Cell[];
  /** Columns of `inputTables` that are there, by their place. */
  readonly columns: readonly { readonly field: string; readonly column: number }[];
}

/** Where the tables are in which users write. */
export type LocatedTables = ReadonlyMap<InputTableId, LocatedTable>;

/** The name that the add-in gives a table. */
export const tableNameOf = (id: InputTableId): string => `RETAIN_${id}`;

const locales: readonly Locale[] = ["zh-CN", "en-US"];
const columnsOf = (id: InputTableId): string[] => Object.keys(inputTables[id]);

/** An Excel table as it stands, before it is known what it is. */
interface FoundTable {
  readonly name: string;
  readonly sheetId: string;
  readonly sheetName: string;
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly showsHeaders: boolean;
  readonly hasTotals: boolean;
  readonly headers: readonly Cell[];
}

/**
 * Finds the tables in which users write: by their name wherever they are, else by the hidden names on
 * their header cells, and their columns by those names, else by header in either language. Two round
 * trips, however many tables there are.
 *
 * @throws Refusal `inputColumnsMissing` (about: sheet, columns) if a column was there and is not found
 *   now, `inputTableMissing` if a table was turned into plain cells: what users wrote could not be
 *   written back.
 */
export async function locateInputTables(
  context: Excel.RequestContext,
  parts: LocatedParts,
  locale: Locale
): Promise<LocatedTables> {
  const found = await workbookTables(context);
  // Marks under headers of other words: the user's own words, or a column was inserted since they were read.
  const now = found.some((table) => isMarkedOtherwise(table, parts))
    ? await locateParts(context)
    : parts;
  const located = new Map<InputTableId, LocatedTable>();
  for (const id of inputTableIds) {
    const table = found.find((candidate) => isTable(candidate, id, now));
    if (table) located.set(id, locate(id, table, now, locale));
  }
  await refusePlainCells(context, located, now, locale);
  return located;
}

async function workbookTables(context: Excel.RequestContext): Promise<FoundTable[]> {
  const { tables } = context.workbook;
  tables.load(
    "items/name,items/showTotals,items/showHeaders,items/worksheet/id,items/worksheet/name"
  );
  await context.sync();
  const loaded = tables.items.map((table) => {
    const range = table.getRange();
    range.load("rowIndex,columnIndex,rowCount,columnCount");
    const header = table.showHeaders ? table.getHeaderRowRange() : undefined;
    header?.load("values");
    return { table, range, header };
  });
  if (loaded.length > 0) await context.sync();
  return loaded.map(({ table, range, header }) => ({
    name: table.name,
    sheetId: table.worksheet.id,
    sheetName: table.worksheet.name,
    // Without its header row the body begins where the header would stand.
    row: header ? range.rowIndex : range.rowIndex - 1,
    column: range.columnIndex,
    rows: range.rowCount - (header ? 1 : 0) - (table.showTotals ? 1 : 0),
    showsHeaders: header !== undefined,
    hasTotals: table.showTotals,
    headers: (header?.values[0] as Cell[] | undefined) ?? blanks(range.columnCount),
  }));
}

const blanks = (count: number): Cell[] => Array.from({ length: count }, () => "");

function isTable(table: FoundTable, id: InputTableId, parts: LocatedParts): boolean {
  if (table.name.toLowerCase() === tableNameOf(id).toLowerCase()) return true;
  return columnsOf(id).some((column) => headerIndex(table, markOf(id, column, parts)) >= 0);
}

function isMarkedOtherwise(table: FoundTable, parts: LocatedParts): boolean {
  return inputTableIds.some((id) =>
    columnsOf(id).some((column) => {
      const index = headerIndex(table, markOf(id, column, parts));
      return index >= 0 && !headersOf(id, column).has(String(table.headers[index]).trim());
    })
  );
}

/** Where a header cell is; `deleted` and absent names point nowhere. */
function markOf(id: InputTableId, column: string, parts: LocatedParts): MarkedCell | undefined {
  const mark = parts.tableColumns.get(tableColumnMark(id, column));
  return typeof mark === "object" ? mark : undefined;
}

/** The column of a table whose header a cell is; −1 for other cells. */
function headerIndex(table: FoundTable, cell: MarkedCell | undefined): number {
  if (!cell || cell.sheetId !== table.sheetId || cell.row !== table.row) return -1;
  const index = cell.column - table.column;
  return index >= 0 && index < table.headers.length ? index : -1;
}

function locate(
  id: InputTableId,
  table: FoundTable,
  parts: LocatedParts,
  locale: Locale
): LocatedTable {
  const taken = new Map<number, string>();
  const columns = columnsOf(id);
  for (const column of columns) {
    const index = headerIndex(table, markOf(id, column, parts));
    if (index >= 0 && !taken.has(index)) taken.set(index, column);
  }
  const unmarked = columns.filter((column) => ![...taken.values()].includes(column));
  for (const column of unmarked) {
    const index = table.headers.findIndex(
      (header, at) => !taken.has(at) && headersOf(id, column).has(String(header).trim())
    );
    if (index >= 0) taken.set(index, column);
  }
  requireColumns(id, table, new Set(taken.values()), parts, locale);
  return {
    id,
    tableName: table.name,
    sheetId: table.sheetId,
    sheetName: table.sheetName,
    headerRow: table.row,
    showsHeaders: table.showsHeaders,
    rowCount: table.rows,
    hasTotals: table.hasTotals,
    column: table.column,
    columnCount: table.headers.length,
    headers: table.headers,
    columns: [...taken]
      .sort(([a], [b]) => a - b)
      .map(([index, field]) => ({ field, column: table.column + index })),
  };
}

/** The headers of a column in all languages. */
function headersOf(id: InputTableId, column: string): ReadonlySet<string> {
  return new Set(locales.map((locale) => headerOf(id, column, locale)));
}

function headerOf(id: InputTableId, column: string, locale: Locale): string {
  const headers: Readonly<Record<string, string>> = textsOf(locale).inputTables[id];
  return headers[column] ?? column;
}

/**
 * @throws Refusal if a column that only the sheet knows is gone. One that has no name although others of
 *   its table have theirs was never written: the table is of an earlier version of the add-in.
 */
function requireColumns(
  id: InputTableId,
  table: FoundTable,
  present: ReadonlySet<string>,
  parts: LocatedParts,
  locale: Locale
): void {
  const roles: Readonly<Record<string, string>> = inputTables[id];
  const named = columnsOf(id).filter((column) =>
    parts.tableColumns.has(tableColumnMark(id, column))
  );
  const lost = columnsOf(id).filter(
    (column) =>
      !present.has(column) &&
      roles[column] !== "computed" &&
      (named.length === 0 || named.includes(column))
  );
  if (lost.length > 0) {
    throw new Refusal("inputColumnsMissing", [
      table.sheetName,
      ...lost.map((column) => headerOf(id, column, locale)),
    ]);
  }
}

/** @throws Refusal if header cells that the add-in named stand in no table any more. */
async function refusePlainCells(
  context: Excel.RequestContext,
  located: LocatedTables,
  parts: LocatedParts,
  locale: Locale
): Promise<void> {
  const half = unfinishedSheets(parts);
  const cells = inputTableIds
    .filter((id) => !located.has(id))
    .flatMap((id) => columnsOf(id).map((column) => ({ id, column })))
    .flatMap(({ id, column }) => {
      const mark = markOf(id, column, parts);
      if (!mark || half.has(mark.sheetId)) return [];
      const sheet = context.workbook.worksheets.getItem(mark.sheetId);
      const cell = rangeAt(sheet, { ...mark, rows: 1, columns: 1 });
      cell.load("values");
      sheet.load("name");
      return [{ id, column, cell, sheet }];
    });
  if (cells.length === 0) return;
  await context.sync();
  const plain = cells.filter(({ id, column, cell }) =>
    headersOf(id, column).has(String(cell.values[0]?.[0]).trim())
  );
  const [first] = plain;
  if (first) {
    throw new Refusal("inputTableMissing", [
      first.sheet.name,
      headerOf(first.id, first.column, locale),
    ]);
  }
}

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
