import type { Cell, InputRows } from "../../intake";
import { readLoaded, toldColumns, type LocatedTable } from "../footprint";

/** What somebody typed into a sheet between the last look at it and the request that cleared it. */
export class TypedMeanwhile extends Error {
  /** @param rows all rows of the tables that held something else than what was read */
  constructor(readonly rows: InputRows) {
    super("Somebody typed into a sheet while it was made anew");
  }
}

/** A table in which users write, on a sheet that is to be cleared, and the print of what was read of it. */
export interface WatchedTable {
  readonly table: LocatedTable;
  readonly print: string;
}

/**
 * Loads tables in the request that clears them.
 *
 * @returns what looks, once that is sent, whether they held what was read of them
 * @throws (what it returns) TypedMeanwhile with all rows of those that did not: nobody else has them now
 */
export function watchTables(sheet: Excel.Worksheet, watched: readonly WatchedTable[]): () => void {
  const loaded = watched.map(({ table, print }) => {
    const it = sheet.tables.getItem(table.tableName);
    // By header, where Excel shows it: the column may have moved.
    const bodyOf = (at: number): Excel.Range =>
      table.showsHeaders
        ? it.columns.getItem(String(table.headers[at])).getDataBodyRange()
        : it.getDataBodyRange().getColumn(at);
    const columns = toldColumns(table).map(({ field, column }) => ({
      field,
      body: bodyOf(column - table.column).load("values"),
    }));
    return { table, print, columns };
  });
  return () => {
    const typed = loaded.flatMap(({ table, print, columns }) => {
      const read = readLoaded(
        table,
        columns.map(({ field, body }) => ({ field, values: body.values as Cell[][] }))
      );
      return read.print === print ? [] : [[table.id, read.rows] as const];
    });
    if (typed.length > 0) throw new TypedMeanwhile(Object.fromEntries(typed) as InputRows);
  };
}
