import type { GoneColumn, RecognisedSheets, SheetChoice } from "../../intake";

/** What the add-in makes of the workbook before anything is computed or written. */
export interface Recognition extends RecognisedSheets {
  /** Columns that the last run read, or that the user named, and that stand nowhere any more. */
  readonly gone?: readonly GoneColumn[];
  /** Of a group's export: the store that the user chose. */
  readonly store?: string;
  /** Sheets from which the user may choose where recognition went wrong. */
  readonly choices: readonly SheetChoice[];
  /** Whether this workbook's classification columns are to be formulas. */
  readonly liveColumns: boolean;
  /** Sheets hidden so that Excel's own menu cannot show them: mentioned, never read. */
  readonly veryHiddenSheets: readonly string[];
}
