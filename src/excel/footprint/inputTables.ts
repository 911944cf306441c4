import { inputTableIds, inputTables, type Cell, type InputTableId } from "../../intake";
import { textsOf, type Locale } from "../../locale";
import { rangeAt } from "../cells";
import {
  locateParts,
  tableColumnMark,
  unfinishedSheets,
  type LocatedParts,
  type MarkedCell,
} from "./ourParts";
import { Refusal } from "../session";

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
/** The columns of a table in which users write. */
export const columnsOf = (id: InputTableId): string[] => Object.keys(inputTables[id]);

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
