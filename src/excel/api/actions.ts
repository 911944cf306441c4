import type { Locale } from "../../locale";
import type { StoreFigures } from "../../reports/figures";
import type { RunOptions, UpdateOptions } from "./runs";
import type { Outcome } from "./outcomes";
import type { DealOptions, DealOutcome } from "./deals";
import type {
  InputEdit,
  SettingsEdit,
  CallEntry,
  SurveyEntry,
  InvalidConfirmationEntry,
} from "./edits";
import type { SelectedCustomer, CustomerView } from "./customer";
import type { StoreOverview, ReportState } from "./overview";

/**
 * What the pane, the ribbon commands and the command line may ask of a workbook. Everything behind
 * it talks to Excel; nothing in front of it does.
 */

/**
 * Customer rows up to which classification columns may be formulas. Each is a call into the add-in, and
 * Excel has been seen to stay at #BUSY! or to lose the pane with some tens of thousands.
 */
export const mostLiveRows = 2_000;

/**
 * All that may be asked of a workbook with the add-in's own sheets in it. Nothing rejects where an
 * outcome is promised; what rejects does so with an error that `outcomeOf` words.
 */
export interface Actions {
  /** Reads, computes, writes: classification columns and sheets. With `preview` it only reads. */
  updateAll(options: UpdateOptions): Promise<Outcome>;
  /** Adds the rows of the day's plan to 招揽记录, once a day, and writes demand list and messages. */
  makeMorningPlan(options: RunOptions): Promise<Outcome>;
  /** Computes what became of the day's contacts: records, tally, failures, targets, incentives, status. */
  nightlyTally(options: RunOptions): Promise<Outcome>;
  /** Deals the customers: a sheet with its certificate, and rows of 归属台账. */
  dealAllocation(options: DealOptions): Promise<DealOutcome>;
  /** Writes value cells of 维系参数; makes the sheet where there is none yet. */
  saveSettings(edit: SettingsEdit, options: RunOptions): Promise<Outcome>;
  /** Keeps whether classification columns are formulas or values, and writes them so. */
  setLiveColumns(live: boolean, options: RunOptions): Promise<Outcome>;
  /** Writes cells of input tables as if the user had typed them. */
  saveInputs(edits: readonly InputEdit[], options: RunOptions): Promise<Outcome>;
  /** Writes one contact into 招揽记录. */
  recordCall(call: CallEntry, options: RunOptions): Promise<Outcome>;
  /** Writes one questionnaire into 流失调查: over the customer's of the same day, else as a new row. */
  saveSurvey(survey: SurveyEntry, options: RunOptions): Promise<Outcome>;
  /** Adds a confirmed 无效 to 归属台账. */
  confirmInvalid(entry: InvalidConfirmationEntry, options: RunOptions): Promise<Outcome>;
  /** Turns formulas of the add-in's functions in the user's tables and in its own sheets into values. */
  freezeToValues(options: RunOptions): Promise<Outcome>;
  /** Enters again the formulas of the add-in's functions that show an error. */
  repairFormulas(options: RunOptions): Promise<Outcome>;
  /**
   * Tells which customer's row is selected, on any sheet with a column of customer keys; `undefined`
   * where none is. Gives the way to stop.
   */
  onSelectionChanged(
    handler: (selected: SelectedCustomer | undefined) => void
  ): Promise<() => Promise<void>>;
  /** Which customer's row is selected now, for where Excel does not tell; rejects as Excel does. */
  readSelection(): Promise<SelectedCustomer | undefined>;
  /** Every sheet of the add-in: whether it is there, and what was written when. */
  reportsOverview(): Promise<readonly ReportState[]>;
  /** All that the figures of a run say of a customer; `undefined` for a key in no row. */
  customerView(figures: StoreFigures, key: string, locale: Locale): CustomerView | undefined;
  /** The figures of the pane's Today. */
  storeOverview(figures: StoreFigures): StoreOverview;
}
