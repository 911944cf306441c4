import type { RecognisedSheets, SheetChoice } from "../../intake";

/** What the add-in makes of the workbook before anything is computed or written. */
export interface Recognition extends RecognisedSheets {
  /** Sheets from which the user may choose where recognition went wrong. */
  readonly choices: readonly SheetChoice[];
  /** Whether this workbook's classification columns are to be formulas. */
  readonly liveColumns: boolean;
  /** Sheets hidden so that Excel's own menu cannot show them: mentioned, never read. */
  readonly veryHiddenSheets: readonly string[];
}
