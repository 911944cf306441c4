import type { Locale } from "../../locale";
import type { StoreFigures, StoreBasis } from "../../reports/figures";
import type { ReportId, SheetPlan } from "../../reports/plan";
import type { Dealership, FindingCode } from "../../retention/store";
import type { SerialDay } from "../../retention/time";

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
  "readInputs",
  "compute",
  "writeColumns",
  "writeRows",
  "writeSheets",
  "recalculate",
  "readFiles",
  "compare",
  "importChanges",
  "importRows",
] as const;

export type RunStep = (typeof runSteps)[number];

export interface RunOptions {
  /** The day to compute for; the one in 维系参数 if absent, else today. */
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
  /** Of a group's export with a column of stores: the one that is read; the workbook's choice if absent. */
  readonly store?: string;
}

/** What `updateAll` may be told besides. */
export interface UpdateOptions extends RunOptions {
  /** The sheets to write; all if absent. Classification columns are always written. */
  readonly reports?: readonly ReportId[] | "all";
}

/** The figures of a run. */
export interface RunResult {
  readonly asOf: SerialDay;
  readonly locale: Locale;
  readonly dealership: Dealership;
  readonly statusCounts: Readonly<Record<string, number>>;
  readonly findingCounts: Partial<Record<FindingCode, number>>;
  /** Sheets, columns and days that the figures rest on, and what they lack. */
  readonly basis: StoreBasis;
  /** The generated sheets as they were planned, with the expected value of every formula. */
  readonly plans: readonly SheetPlan[];
  /** All figures of the run; `customerView` and `storeOverview` read them. */
  readonly figures: StoreFigures;
  /** Milliseconds per step. */
  readonly timings: Partial<Record<RunStep, number>>;
}
