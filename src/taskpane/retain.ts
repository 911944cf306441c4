import type { Change, Outcome, Recognition, RunOptions, SavedMapping } from "../excel/api";
import type { Locale } from "../locale";
import type { CustomerField, OrderField } from "../retention";

/** Which of the two input sheets something is about. */
export type InputTable = "customers" | "orders";

/** The fields of each input sheet. */
export interface FieldOf {
  readonly customers: CustomerField;
  readonly orders: OrderField;
}

/** What the pane needs of Excel: `src/excel` gives it to the add-in, a plain object to the tests. */
export interface Retain {
  /** Finds the two input sheets. Rejects when Excel refuses. */
  recognise(): Promise<Recognition>;
  /** Keeps the user's own mapping of one sheet in the workbook. */
  saveMapping<Table extends InputTable>(
    table: Table,
    mapping: SavedMapping<FieldOf[Table]>
  ): Promise<void>;
  /** Reads, computes and, unless it is a preview, writes. Never rejects: see {@link Outcome}. */
  run(options: RunOptions): Promise<Outcome>;
  /** Puts the invented store's two sheets into the workbook. */
  addSampleStore(locale: Locale): Promise<Outcome>;
  /** Selects what a run has written. */
  goTo(change: Change): Promise<void>;
  /** What an outcome says to the user. */
  describeOutcome(outcome: Outcome, locale: Locale): OutcomeWords;
  /** An error as an outcome, so that the pane shows every trouble in one way. */
  outcomeOf(error: unknown): Outcome;
}

/** The words of an outcome. */
export interface OutcomeWords {
  readonly title: string;
  readonly body: string;
}
