import type { Actions, Change, Outcome, Recognition, RunOptions, SavedMapping } from "../excel/api";
import type { Locale } from "../locale";
import type { CustomerField, OrderField, SerialDay } from "../retention";

/** Which of the two input sheets something is about. */
export type InputTable = "customers" | "orders";

/** The fields of each input sheet. */
export interface FieldOf {
  readonly customers: CustomerField;
  readonly orders: OrderField;
}

/** What the pane needs of Excel: `src/excel` gives it to the add-in, a plain object to the tests. */
export interface Retain extends Actions {
  /** The day of the user's own calendar. */
  today(): SerialDay;
  /** Finds the two input sheets. Rejects when Excel refuses. */
  recognise(): Promise<Recognition>;
  /** Keeps the user's own mapping of one sheet in the workbook. */
  saveMapping<Table extends InputTable>(
    table: Table,
    mapping: SavedMapping<FieldOf[Table]>
  ): Promise<void>;
  /** Puts the invented store's two sheets into the workbook. */
  addSampleStore(locale: Locale): Promise<Outcome>;
  /** Selects what a run has written. */
  goTo(change: Pick<Change, "sheetName" | "address">): Promise<void>;
  /** What an outcome says to the user. */
  describeOutcome(outcome: Outcome, locale: Locale): OutcomeWords;
  /** An error as an outcome, so that the pane shows every trouble in one way. */
  outcomeOf(error: unknown): Outcome;
  /** Advisors' own workbooks: handed out as files, collected and merged. */
  readonly books?: AdvisorBooks;
}

/** A workbook for an advisor, as a file to be saved. */
export interface BookFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface AdvisorBooks {
  /** Makes a book with the advisor's own records. */
  handOut(
    advisor: string,
    options: RunOptions
  ): Promise<{ readonly outcome: Outcome; readonly file?: BookFile }>;
  /** Merges a book that came back into 招揽记录. */
  collect(file: BookFile, options: RunOptions): Promise<Outcome>;
}

/** The words of an outcome. */
export interface OutcomeWords {
  readonly title: string;
  readonly body: string;
}
