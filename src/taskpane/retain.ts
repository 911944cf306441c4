import type { Actions, Change, Outcome, Recognition, RunOptions } from "../excel/api";
import type { SavedMapping } from "../intake/recognition";
import type { BookComparison, ComparisonOutcome, Decisions } from "../excel/actions";
import type { ChosenFile, ImportOutcome, ImportPreview, LastImport } from "../excel/import";
import type { Locale } from "../locale";
import type { CustomerField, OrderField } from "../retention/store";
import type { SerialDay } from "../retention/time";

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
  /** Keeps which store of a group's export is looked at; `undefined` asks again. */
  chooseStore(store: string | undefined): Promise<void>;
  /** Forgets that mapping: recognition alone decides again. */
  resetMapping(table: InputTable): Promise<void>;
  /** Puts the invented store's two sheets into the workbook. */
  addSampleStore(locale: Locale): Promise<Outcome>;
  /** Selects what a run has written. */
  goTo(change: Pick<Change, "sheetName" | "address">): Promise<void>;
  /** What an outcome says to the user. */
  describeOutcome(outcome: Outcome, locale: Locale): OutcomeWords;
  /** An error as an outcome, so that the pane shows every trouble in one way. */
  outcomeOf(error: unknown): Outcome;
  /** Advisors' own workbooks. */
  readonly books: AdvisorBooks;
  /** Files of the dealer system. */
  readonly imports: FileImports;
}

/** Handing out books and collecting them. Nothing rejects. */
export interface AdvisorBooks {
  /** Opens a workbook with the advisor's own records in a window of its own. */
  handOut(advisor: string, options: RunOptions): Promise<Outcome>;
  /** Compares a book that came back with 招揽记录; writes nothing. */
  compare(bytes: Uint8Array, options: RunOptions): Promise<ComparisonOutcome>;
  /** Writes what the advisor filled in, and of the conflicts those decided for him. */
  collect(comparison: BookComparison, decisions: Decisions, options: RunOptions): Promise<Outcome>;
}

/** Taking over files that a dealer system exported. */
export interface FileImports {
  /** Takes a file apart beside the pane; rejects when stopped. */
  read(file: File, signal: AbortSignal): Promise<ChosenFile>;
  /** Compares files with the store; writes nothing. Never rejects. */
  preview(files: readonly ChosenFile[], options: RunOptions): Promise<ImportOutcome>;
  /** Writes what the preview said. Never rejects. */
  takeOver(
    files: readonly ChosenFile[],
    preview: ImportPreview,
    options: RunOptions
  ): Promise<Outcome>;
  /** The import that can be taken back. Rejects when Excel refuses. */
  last(): Promise<LastImport | undefined>;
  /** Takes it back. Never rejects. */
  undo(options: RunOptions): Promise<Outcome>;
}

/** The words of an outcome. */
export interface OutcomeWords {
  readonly title: string;
  readonly body: string;
}
