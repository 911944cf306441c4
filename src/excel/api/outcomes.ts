import type { RunResult } from "./runs";

/** Why a run ended without doing (all of) its work. The wording stands in the locale files. */
export const outcomeCodes = [
  "done",
  "stopped",
  "customersNotFound",
  "ordersNotFound",
  "columnsMissing",
  "columnGone",
  "severalVehiclesPerRow",
  "severalStores",
  "workbookProtected",
  "workbookReadOnly",
  "sheetProtected",
  "accessDenied",
  "sheetFiltered",
  "cellBeingEdited",
  "otherWorkbookInFront",
  "date1904",
  "stateTooNew",
  "stateUnreadable",
  "rowsChanged",
  "inputColumnsMissing",
  "inputTableMissing",
  "noAdvisors",
  "drawOrderWrong",
  "participantWrong",
  "customerUnknown",
  "recordUnknown",
  "recordsMissing",
  "advisorWithoutRecords",
  "bookOpened",
  "bookNotOpened",
  "bookAsSheet",
  "bookUnchanged",
  "bookUnreadable",
  "bookForeign",
  "bookTableMissing",
  "bookColumnsMissing",
  "importOutdated",
  "importBlocked",
  "importNothing",
  "importChangedSince",
  "importNotKept",
  "notAnswering",
  "tooLarge",
  "failed",
] as const;

export type OutcomeCode = (typeof outcomeCodes)[number];

/** Something that a run changed, with the way to it. */
export interface Change {
  readonly sheetName: string;
  readonly address: string;
  /** `rows`: cells or rows of a table in which the user writes too. */
  readonly kind: "columns" | "sheet" | "rows";
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
  /** A file for the user to save, where Excel did not open it. */
  readonly file?: { readonly name: string; readonly bytes: Uint8Array };
}

/** Something worth saying beside what changed. */
export interface OutcomeNote {
  readonly code:
    | "recalculated"
    | "findingsCut"
    | "veryHiddenSheets"
    | "hiddenRows"
    | "planFrozen"
    | "inputsUnreadable"
    | "inputsRestored"
    | "begunAnew"
    | "bookRowsLeft"
    | "columnsAsValues"
    | "tableColumnsAsValues"
    | "sheetsCopied"
    | "userCellsMoved";
  /** Names of sheets, or counts as text. */
  readonly about: readonly string[];
}
