import type { Cell } from "../intake";
import { addedColumns, bookInputs, type AdvisorBook, type BookInput, type BookRow } from "./book";

/** A cell that the advisor filled in. */
export interface BookEdit {
  readonly number: string;
  readonly column: BookInput;
  readonly value: Cell;
}

/** A cell that both the advisor and somebody in the store's workbook changed, differently. */
export interface BookConflict extends BookEdit {
  /** What stands in the store's workbook. */
  readonly inStore: Cell;
  /** What stood there when the book was made. */
  readonly before: Cell;
}

/** Names a conflict, for what the user decides about it. */
export const conflictKey = ({ number, column }: Pick<BookEdit, "number" | "column">): string =>
  `${number} ${column}`;

/** What collecting a book would do. */
export interface BookMerge {
  readonly edits: readonly BookEdit[];
  /** To be decided by the user, one by one. */
  readonly conflicts: readonly BookConflict[];
  /** Rows that the advisor added: contacts beyond the plan. */
  readonly added: readonly BookRow[];
  /** Record numbers that the store's workbook does not have, or the book has twice: left alone, and told. */
  readonly unknown: readonly string[];
  readonly repeated: readonly string[];
  /** Rows of the book in which nothing has changed. */
  readonly unchanged: number;
}

/** Cells compare by what they say: 预约成功 with a blank behind it is the same. */
function same(a: Cell, b: Cell): boolean {
  return a === b || String(a).trim() === String(b).trim();
}

const isBlank = (row: BookRow): boolean =>
  [...bookInputs, ...addedColumns].every((column) => String(row[column]).trim() === "");

/**
 * Compares a book that came back with the record sheet, cell by cell against what the cell held when
 * the book was made. Only the advisor changed it: taken. Only the store did: the store's stays. Both,
 * to different values: a conflict for the user. Rows are matched by record number, wherever they stand.
 *
 * @param store the rows of 招揽记录 as they are now.
 */
export function mergeBook(
  { origin, rows }: AdvisorBook,
  store: readonly { readonly number: Cell; readonly [column: string]: Cell }[]
): BookMerge {
  const inStore = new Map(store.map((row) => [String(row.number).trim(), row]));
  const seen = new Set<string>();
  const edits: BookEdit[] = [];
  const conflicts: BookConflict[] = [];
  const added: BookRow[] = [];
  const unknown: string[] = [];
  const repeated: string[] = [];
  let unchanged = 0;
  for (const row of rows) {
    const number = String(row.number).trim();
    const theirs = inStore.get(number);
    if (number === "") {
      if (!isBlank(row)) added.push(row);
    } else if (seen.has(number)) repeated.push(number);
    else if (!theirs) unknown.push(number);
    else {
      const found = compareRow(number, row, theirs, origin.base[number] ?? {});
      edits.push(...found.edits);
      conflicts.push(...found.conflicts);
      if (found.edits.length + found.conflicts.length === 0) unchanged += 1;
    }
    seen.add(number);
  }
  return { edits, conflicts, added, unknown, repeated, unchanged };
}

function compareRow(
  number: string,
  row: BookRow,
  store: { readonly [column: string]: Cell },
  base: Readonly<Partial<Record<BookInput, Cell>>>
): { edits: BookEdit[]; conflicts: BookConflict[] } {
  const edits: BookEdit[] = [];
  const conflicts: BookConflict[] = [];
  for (const column of bookInputs) {
    const value = row[column];
    const before = base[column] ?? "";
    const inStore = store[column] ?? "";
    if (same(value, before) || same(value, inStore)) continue;
    if (same(inStore, before)) edits.push({ number, column, value });
    else conflicts.push({ number, column, value, inStore, before });
  }
  return { edits, conflicts };
}
