import {
  addedColumns,
  baseOf,
  BookError,
  bookInputs,
  conflictKey,
  mergeBook,
  readBook,
  rowsOfAdvisor,
  writeBook,
  type AdvisorBook,
  type BookConflict,
  type BookMerge,
  type BookProblem,
  type BookRow,
} from "../../books";
import type { Cell, InputRow } from "../../intake";
import { textsOf, type Locale } from "../../locale";
import { isoOf } from "../../retention/time";
import type { InputEdit, Outcome, OutcomeCode, RunOptions } from "../api";
import { saveInputs } from "./saveInputs";
import {
  locateInputTables,
  readInputTables,
  rowsIn,
  locateParts,
  loadState,
  saveState,
} from "../footprint";
import {
  answerWithinMs,
  checkWorkbook,
  Refusal,
  refusedOutcome,
  performRun,
  type RunContext,
  runExcel,
  savesDownloads,
  withinTime,
} from "../session";
import { writeBookSheet } from "../write";

/** A book that came back, compared with 招揽记录; nothing is written yet. */
export interface BookComparison {
  readonly book: AdvisorBook;
  readonly merge: BookMerge;
}

export interface ComparisonOutcome extends Outcome {
  readonly comparison?: BookComparison;
}

/** Whose value a conflict ends with; the store's, where nothing was decided. */
export type Decisions = ReadonlyMap<string, "book" | "store">;

/**
 * Makes a workbook with an advisor's own rows of 招揽记录 and opens it in a window of its own. Nothing
 * is saved to disk: the user saves it where the advisor finds it. Where Excel does not open it, the outcome
 * has the file (`bookNotOpened`), or the book stands as a sheet that the user moves out (`bookAsSheet`)
 * where no page saves files.
 *
 * @returns how it ended; never rejects. `advisorWithoutRecords` if there is nothing to hand out.
 */
export async function handOutBook(advisor: string, options: RunOptions): Promise<Outcome> {
  return performRun(options, async (run) => {
    const book = await runExcel((context) => makeBook(run, context, advisor), run.patient);
    const bytes = writeBook(book);
    try {
      await withinTime(Excel.createWorkbook(base64(bytes)), options.answerWithin ?? answerWithinMs);
    } catch (error) {
      if (error instanceof Refusal && error.code === "notAnswering") throw error;
      // Policies refuse it, and so do some builds (office-js issues 3568, 3646).
      return handOutOtherwise(run, book, bytes);
    }
    return {
      kind: "done",
      code: "bookOpened",
      about: [advisor, String(book.rows.length)],
      changes: [],
    };
  });
}

async function handOutOtherwise(
  run: RunContext,
  book: AdvisorBook,
  bytes: Uint8Array
): Promise<Outcome> {
  const { advisor, day } = book.origin;
  // What neither a file nor a sheet may have in its name.
  const title = `${advisor}-${day}`.replaceAll(/[\\/:*?"<>|[\]']/gu, "_");
  if (savesDownloads()) {
    const name = `${title}.xlsx`;
    return {
      kind: "done",
      code: "bookNotOpened",
      about: [name],
      changes: [],
      file: { name, bytes },
    };
  }
  const sheetName = await runExcel(async (context) => {
    await checkWorkbook(context);
    return writeBookSheet(context, book, title);
  }, run.patient);
  run.changes.push({ sheetName, address: "A1", kind: "sheet", rows: book.rows.length });
  return { kind: "done", code: "bookAsSheet", about: [sheetName], changes: run.changes };
}

async function makeBook(
  run: RunContext,
  context: Excel.RequestContext,
  advisor: string
): Promise<AdvisorBook> {
  const { rows, workbookId, locale } = await readRecords(run, context);
  const own = rowsOfAdvisor(rows, advisor, run.options.asOf ?? run.today);
  if (own.length === 0) throw new Refusal("advisorWithoutRecords", [advisor]);
  const day = isoOf(run.today);
  return { origin: { workbookId, advisor, day, locale, base: baseOf(own) }, rows: own };
}

interface Records {
  readonly rows: readonly InputRow<"records">[];
  readonly workbookId: string;
  readonly locale: Locale;
}

/** The record sheet and the workbook's own mark, which it gets with its first book. */
async function readRecords(run: RunContext, context: Excel.RequestContext): Promise<Records> {
  const state = await loadState(context);
  const locale = state.locale ?? run.options.locale;
  const located = await locateInputTables(context, await locateParts(context), locale);
  const table = located.get("records");
  if (!table) throw new Refusal("recordsMissing");
  run.steps.at("readInputs", 0, 1, table.sheetName);
  // The advisor calls from his book alone: he needs what is computed of each row as well.
  const { rows } = await readInputTables(context, new Map([["records", table]]), "all");
  const workbookId = state.workbookId ?? crypto.randomUUID();
  if (state.workbookId === undefined) await saveState(context, { ...state, workbookId });
  return { rows: rowsIn(rows, "records"), workbookId, locale };
}

const problemCodes: Readonly<Record<BookProblem, OutcomeCode>> = {
  notAWorkbook: "bookUnreadable",
  notABook: "bookForeign",
  damaged: "bookUnreadable",
  tableMissing: "bookTableMissing",
  columnsMissing: "bookColumnsMissing",
};

/**
 * Reads a book that came back and compares it with 招揽记录 as it is now. Writes nothing.
 *
 * @returns how it ended; never rejects. `bookForeign` for a book of another workbook.
 */
export async function compareBook(
  bytes: Uint8Array,
  options: RunOptions
): Promise<ComparisonOutcome> {
  let book: AdvisorBook;
  try {
    book = readBook(bytes);
  } catch (error) {
    if (!(error instanceof BookError)) return refusedOutcome(error, []);
    return refusedOutcome(new Refusal(problemCodes[error.problem], error.about), []);
  }
  return compareNow(book, options);
}

/**
 * Writes what an advisor filled in: cells that only he changed, the conflicts that were decided for
 * him, and his own new rows. Compares anew first; a cell that changed meanwhile is left as it is.
 *
 * @returns how it ended; never rejects. A note tells what was left for the user to look at.
 */
export async function collectBook(
  { book }: BookComparison,
  decisions: Decisions,
  options: RunOptions
): Promise<Outcome> {
  const compared = await compareNow(book, options);
  const merge = compared.comparison?.merge;
  if (!merge) return compared;
  const isTaken = (conflict: BookConflict): boolean =>
    decisions.get(conflictKey(conflict)) === "book";
  const edits = [...merge.edits, ...merge.conflicts.filter(isTaken)].map(
    ({ number, column, value }): InputEdit<"records"> => ({
      table: "records",
      row: { number },
      values: { [column]: value },
    })
  );
  const added = merge.added.map((row) => addedRow(row, book));
  const notes = leftOver(merge);
  if (edits.length + added.length === 0) {
    return {
      kind: "done",
      code: "bookUnchanged",
      about: [book.origin.advisor],
      changes: [],
      notes,
    };
  }
  const saved = await saveInputs([...edits, ...added], options);
  return { ...saved, notes: [...(saved.notes ?? []), ...notes] };
}

async function compareNow(book: AdvisorBook, options: RunOptions): Promise<ComparisonOutcome> {
  return performRun<ComparisonOutcome>(options, async (run) => {
    const { rows, workbookId } = await runExcel(
      (context) => readRecords(run, context),
      run.patient
    );
    if (book.origin.workbookId !== workbookId) throw new Refusal("bookForeign");
    const merge = mergeBook(book, rows);
    return { kind: "done", code: "done", about: [], changes: [], comparison: { book, merge } };
  });
}

/** A contact beyond the plan; it gets its number with the next run. */
function addedRow(row: BookRow, { origin }: AdvisorBook): InputEdit<"records"> {
  const typed = [...addedColumns, ...bookInputs]
    .filter((column) => row[column] !== "")
    .map((column): [string, Cell] => [column, row[column]]);
  const planned = textsOf(origin.locale).vocabulary.no;
  return {
    table: "records",
    values: { advisor: origin.advisor, planned, ...Object.fromEntries(typed) },
  };
}

function leftOver({ unknown, repeated }: BookMerge): NonNullable<Outcome["notes"]> {
  const numbers = [...new Set([...unknown, ...repeated])];
  return numbers.length === 0 ? [] : [{ code: "bookRowsLeft", about: numbers }];
}

/** In pieces: one call with all bytes would overflow the stack. */
function base64(bytes: Uint8Array): string {
  const piece = 0x8000;
  let text = "";
  for (let at = 0; at < bytes.length; at += piece) {
    text += String.fromCharCode(...bytes.subarray(at, at + piece));
  }
  return btoa(text);
}
