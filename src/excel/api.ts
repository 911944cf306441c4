import type { CustomerField, Dealership, FindingCode, OrderField, SerialDay } from "../retention";
import type { RecognisedSheet } from "../intake";
import type { Locale } from "../locale";
import type { SheetPlan } from "../reports/sheetPlan";

export type { RecognisedColumn, RecognisedSheet, SavedMapping } from "../intake";

/**
 * What the pane, the ribbon commands and the command line may ask of a workbook. Everything behind
 * it talks to Excel; nothing in front of it does.
 */

/** Where a run is. `done` of `total` counts rows or sheets, whichever the step works through. */
export interface Progress {
  readonly step: RunStep;
  readonly done: number;
  readonly total: number;
  /** The sheet that is being read or written. */
  readonly sheetName?: string;
}

export const runSteps = [
  "check",
  "readCustomers",
  "readOrders",
  "compute",
  "writeColumns",
  "writeSheets",
  "recalculate",
] as const;
export type RunStep = (typeof runSteps)[number];

/** What the add-in makes of the workbook before anything is computed or written. */
export interface Recognition {
  readonly customers?: RecognisedSheet<CustomerField>;
  readonly orders?: RecognisedSheet<OrderField>;
  /** The store's name, if a title row above one of the headers says it. */
  readonly storeName?: string;
  /** Sheets hidden so that Excel's own menu cannot show them: mentioned, never read. */
  readonly veryHiddenSheets: readonly string[];
}

export interface RunOptions {
  /** The day to compute for; today if absent. */
  readonly asOf?: SerialDay;
  /** The language of sheets and columns; the workbook's own choice wins once it is made. */
  readonly locale: Locale;
  /** Read and count only: nothing is written. */
  readonly preview?: boolean;
  readonly onProgress?: (progress: Progress) => void;
  /** Takes effect between two chunks. */
  readonly signal?: AbortSignal;
  /** Milliseconds that one answer of Excel may take; two minutes if absent. */
  readonly answerWithin?: number;
  /** The clock; the computer's own if absent. */
  readonly now?: () => Date;
}

/** Why a run ended without doing (all of) its work. The wording stands in the locale files. */
export const outcomeCodes = [
  "done",
  "stopped",
  "customersNotFound",
  "ordersNotFound",
  "columnsMissing",
  "workbookProtected",
  "workbookReadOnly",
  "sheetProtected",
  "sheetFiltered",
  "cellBeingEdited",
  "date1904",
  "stateTooNew",
  "stateUnreadable",
  "rowsChanged",
  "notAnswering",
  "tooLarge",
  "failed",
] as const;
export type OutcomeCode = (typeof outcomeCodes)[number];

/** Something that a run changed, with the way to it. */
export interface Change {
  readonly sheetName: string;
  readonly address: string;
  readonly kind: "columns" | "sheet";
  readonly rows: number;
}

/** How a run ended: data only; `describeOutcome` gives the words. */
export interface Outcome {
  readonly kind: "done" | "partial" | "refused" | "failed";
  readonly code: OutcomeCode;
  /** Names of sheets, tables, fields or versions that the message speaks of; never customer data. */
  readonly about: readonly string[];
  readonly changes: readonly Change[];
  /** Present when the run got as far as computing. */
  readonly result?: RunResult;
  /** The code of Excel's own error, for support. */
  readonly excelCode?: string;
  /** The error behind a failure, for developers; it may quote cells and is never shown or logged. */
  readonly cause?: unknown;
  /** What else the user should know about a run that went through. */
  readonly notes?: readonly OutcomeNote[];
}

/** Something worth saying beside what changed. */
export interface OutcomeNote {
  readonly code: "recalculated" | "findingsCut" | "veryHiddenSheets";
  /** Names of sheets, or counts as text. */
  readonly about: readonly string[];
}

/** The figures of a run. */
export interface RunResult {
  readonly asOf: SerialDay;
  readonly locale: Locale;
  readonly dealership: Dealership;
  readonly statusCounts: Readonly<Record<string, number>>;
  readonly findingCounts: Partial<Record<FindingCode, number>>;
  /** The generated sheets as they were planned, with the expected value of every formula. */
  readonly plans: readonly SheetPlan[];
  /** Milliseconds per step. */
  readonly timings: Partial<Record<RunStep, number>>;
}
