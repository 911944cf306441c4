import type { Cell, InputColumn } from "../intake";
import type { Locale } from "../locale";

/**
 * An advisor's own book: a workbook with the rows of 招揽记录 that are his, and nothing else of the
 * store. He fills it in, the manager collects it, and what he wrote is merged by record number.
 */

type RecordColumn = InputColumn<"records">;

/** The columns of a book, in their order; what is the manager's alone (PSV, 经理核实, 产值) stays out. */
export const bookColumns = [
  "number",
  "day",
  "attempt",
  "customer",
  "name",
  "plate",
  "phone",
  "model",
  "status",
  "daysAway",
  "predictedKm",
  "type",
  "dueDay",
  "scriptText",
  "contactMethod",
  "result",
  "appointment",
  "nextContact",
  "odometer",
  "expectedMaintenance",
  "failureReason",
  "competitor",
  "note",
  "state",
] as const satisfies readonly RecordColumn[];
export type BookColumn = (typeof bookColumns)[number];

/** The columns that the advisor fills in. */
export const bookInputs = [
  "contactMethod",
  "result",
  "appointment",
  "nextContact",
  "odometer",
  "expectedMaintenance",
  "failureReason",
  "competitor",
  "note",
] as const satisfies readonly BookColumn[];
export type BookInput = (typeof bookInputs)[number];

/** Of a row that the advisor added himself: what it is about. */
export const addedColumns = ["day", "customer", "type"] as const satisfies readonly BookColumn[];

/** What the advisor's cells held when the book was made, by record number: the base of the merge. */
export type BookBase = Readonly<Record<string, Readonly<Partial<Record<BookInput, Cell>>>>>;

/** One row of a book as it stands there. */
export type BookRow = Readonly<Record<BookColumn, Cell>>;

/** What a book knows about itself. */
export interface BookOrigin {
  /** Tells books of this workbook from those of another. */
  readonly workbookId: string;
  readonly advisor: string;
  /** `YYYY-MM-DD`. */
  readonly day: string;
  readonly locale: Locale;
  readonly base: BookBase;
}

/** A book as it is handed out, or as it came back. */
export interface AdvisorBook {
  readonly origin: BookOrigin;
  readonly rows: readonly BookRow[];
}

/** The namespace of the custom XML part in which a book keeps its origin. */
export const bookNamespace = "urn:retain:advisor-book";

/** The name of the table of a book that is a file. */
export const bookTable = "RETAIN_records";

/** Begins the name of the table of a book that is a sheet, beside the workbook's own tables. */
const bookSheetTable = "RETAIN_book";

/** The name of the nth such table of a workbook, from 1. */
export const bookSheetTableName = (number: number): string => `${bookSheetTable}_${number}`;

/** Whether a table is that of a book that stands as a sheet; Excel gives copies a name that begins the same. */
export const isBookSheetTable = (name: string): boolean =>
  name.toLowerCase().startsWith(bookSheetTable.toLowerCase());

/** What is kept of a row's inputs: blanks are left out. */
export function baseOf(rows: readonly BookRow[]): BookBase {
  return Object.fromEntries(
    rows.map((row) => [
      String(row.number),
      Object.fromEntries(
        bookInputs.filter((column) => row[column] !== "").map((column) => [column, row[column]])
      ),
    ])
  );
}
