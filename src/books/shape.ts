import {
  competitors,
  failureReasons,
  solicitationResults,
  solicitationTypes,
} from "../retention/calls";
import { textsOf, type Locale } from "../locale";
import { bookColumns, bookInputs, type BookColumn } from "./book";

/** How a book looks and what its cells accept, for the file and for the sheet alike. */

/** Rows above the table's header: title, when it was made, what to do, and one that is hidden in a sheet. */
export const headRows = 4;
/** Blank rows at the table's end for contacts beyond the plan, with formats and drop-downs ready. */
export const spareRows = 20;

const days: ReadonlySet<BookColumn> = new Set([
  "day",
  "dueDay",
  "appointment",
  "nextContact",
  "expectedMaintenance",
]);
const figures: ReadonlySet<BookColumn> = new Set([
  "attempt",
  "daysAway",
  "predictedKm",
  "odometer",
]);
const inputs: ReadonlySet<BookColumn> = new Set(bookInputs);
const widths: Partial<Record<BookColumn, number>> = {
  number: 14,
  attempt: 8,
  customer: 21,
  phone: 14,
  model: 16,
  daysAway: 10,
  scriptText: 60,
  result: 16,
  expectedMaintenance: 16,
  failureReason: 14,
  note: 30,
};

/** In characters of the default font. */
export const widthOf = (column: BookColumn): number => widths[column] ?? 12;

/** What stands in a column, and whether the advisor fills it in. */
export interface ColumnLook {
  readonly kind: "text" | "day" | "figure" | "paragraph";
  readonly isInput: boolean;
}

/** The look of a column; `spare`: in a blank row, in which he says what it is about as well. */
export function lookOf(column: BookColumn, spare = false): ColumnLook {
  const isInput = inputs.has(column) || (spare && ["day", "customer", "type"].includes(column));
  if (column === "scriptText") return { kind: "paragraph", isInput };
  if (days.has(column)) return { kind: "day", isInput };
  return { kind: figures.has(column) ? "figure" : "text", isInput };
}

/** The drop-downs: their column in the table and their words. */
export function listsOf(
  locale: Locale
): readonly { readonly column: BookColumn; readonly words: readonly string[] }[] {
  const { vocabulary } = textsOf(locale);
  return [
    { column: "result", words: solicitationResults.map((code) => vocabulary.results[code]) },
    {
      column: "failureReason",
      words: failureReasons.map((code) => vocabulary.failureReasons[code]),
    },
    { column: "competitor", words: competitors.map((code) => vocabulary.competitors[code]) },
    {
      column: "type",
      words: solicitationTypes.map((code) => vocabulary.solicitationTypes[code]),
    },
  ];
}

/** Numbers that a column accepts, a day as its serial, and what is said to others. */
export interface BookLimits {
  readonly column: BookColumn;
  readonly kind: "date" | "decimal";
  readonly min: number;
  readonly max: number;
  readonly error: string;
}

/** The limits of a book's columns. */
export function limitsOf(locale: Locale): readonly BookLimits[] {
  const { books } = textsOf(locale);
  // 36526 = 2000-01-01, 73050 = 2099-12-31: a number typed by mistake is seldom a day of our time.
  const dated = bookColumns
    .filter((column) => days.has(column) && (inputs.has(column) || column === "day"))
    .map((column): BookLimits => ({
      column,
      kind: "date",
      min: 36526,
      max: 73050,
      error: books.wrongDay,
    }));
  return [
    ...dated,
    { column: "odometer", kind: "decimal", min: 0, max: 2_000_000, error: books.wrongNumber },
  ];
}
