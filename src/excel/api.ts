import type { Cell, InputColumn, InputTableId, RecognisedSheets, SheetChoice } from "../intake";
import type { Locale } from "../locale";
import type { StoreFigures } from "../reports/figures";
import type { StoreBasis } from "../reports/basis";
import type { ReportId, SheetPlan } from "../reports/sheetPlan";
import type {
  Competitor,
  Deal,
  DealKind,
  Dealership,
  DemandItem,
  FailureReason,
  FindingCode,
  InvalidProposal,
  LedgerSource,
  LifecycleStage,
  LossType,
  OrderKind,
  RecordState,
  SerialDay,
  ServiceBasis,
  SolicitationRecord,
  SolicitationResult,
  SolicitationType,
  StatusCode,
  SurveyAnswers,
  ValueGrade,
} from "../retention";

export type {
  Cell,
  Evidence,
  InputTableId,
  JoinedSheet,
  LeftOutSheet,
  RecognisedColumn,
  RecognisedPart,
  RecognisedSheet,
  RecognitionQuestion,
  SavedMapping,
  SheetChoice,
  UnusedColumn,
} from "../intake";
export type { StoreFigures } from "../reports/figures";
export type { ReportId } from "../reports/sheetPlan";

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
  "readInputs",
  "compute",
  "writeColumns",
  "writeRows",
  "writeSheets",
  "recalculate",
] as const;
export type RunStep = (typeof runSteps)[number];

/** What the add-in makes of the workbook before anything is computed or written. */
export interface Recognition extends RecognisedSheets {
  /** Sheets from which the user may choose where recognition went wrong. */
  readonly choices: readonly SheetChoice[];
  /** Whether this workbook's classification columns are to be formulas. */
  readonly liveColumns: boolean;
  /** Sheets hidden so that Excel's own menu cannot show them: mentioned, never read. */
  readonly veryHiddenSheets: readonly string[];
}

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

/** A deal of 资源分配. With `preview` it is only computed. */
export interface DealOptions extends RunOptions {
  readonly kind: DealKind;
  /** From which the draw order is drawn; the one in 维系参数 if absent, else a new one. */
  readonly seed?: string;
  /** 抽签顺序 typed in: every participant once. */
  readonly drawOrder?: readonly string[];
  /** Of `kind: "leaver"`: whose customers are dealt. */
  readonly leaver?: string;
  /** Of `kind: "newcomer"`: who gets a share of the others' customers. */
  readonly newcomer?: string;
  /** 大客户 assigned by hand: card key → advisor. */
  readonly byHand?: ReadonlyMap<string, string>;
}

/** A deal as it is, or was, put into the workbook. */
export interface DealView {
  /** 分配编号. */
  readonly number: number;
  /** The day from which the new owners hold. */
  readonly fromDay: SerialDay;
  /** Seed, draw order, counts per stratum, ΣPSV spread: `deal.certificate`. */
  readonly deal: Deal;
  /** Rows that 归属台账 gets. */
  readonly ledgerRows: number;
  /** Valid customers without VIN, plate and number, who cannot be dealt. */
  readonly withoutKey: number;
}

export interface DealOutcome extends Outcome {
  readonly deal?: DealView;
}

/** Cells of one row of an input table, to be written as if the user had typed them. */
export interface InputEdit<Id extends InputTableId = InputTableId> {
  readonly table: Id;
  /** Names the row by these cells; a row that is not there is added with them. Absent: a new row. */
  readonly row?: Readonly<Partial<Record<InputColumn<Id>, Cell>>>;
  readonly values: Readonly<Partial<Record<InputColumn<Id>, Cell>>>;
}

/** What the user changed in 维系参数. An empty text or `null` goes back to the default. */
export interface SettingsEdit {
  /** Rows of the table `general`, by their key. */
  readonly general?: Readonly<Record<string, Cell | null>>;
  /** Figures of `allParameters`, by dotted key. */
  readonly parameters?: Readonly<Record<string, number | null>>;
}

/** One contact with a customer, to be written into 招揽记录. */
export interface CallEntry {
  /** Normalised customer key. */
  readonly key: string;
  /** The row to fill; absent: the customer's planned row of the day that has no result, else a new row. */
  readonly number?: string;
  /** Today if absent. */
  readonly day?: SerialDay;
  /** Who called; the customer's advisor if absent. Of a new row only. */
  readonly advisor?: string;
  /** Of a new row; what the demand list has for the customer if absent, else 例行保养. */
  readonly type?: SolicitationType;
  readonly result: SolicitationResult;
  readonly contactMethod?: string;
  readonly appointment?: SerialDay;
  readonly nextContact?: SerialDay;
  /** km. */
  readonly odometer?: number;
  readonly expectedMaintenance?: SerialDay;
  readonly failureReason?: FailureReason;
  readonly competitor?: Competitor;
  readonly note?: string;
}

/** A questionnaire of 流失调查. */
export interface SurveyEntry {
  readonly key: string;
  /** Today if absent. */
  readonly day?: SerialDay;
  readonly answers: SurveyAnswers;
}

/** 确认无效: a row of 归属台账. */
export interface InvalidConfirmationEntry {
  readonly key: string;
  readonly reason: "transferred" | "scrapped" | "unreachable" | "nonLocal";
  /** Today if absent. */
  readonly day?: SerialDay;
  readonly note?: string;
}

/** A customer row that the user has selected. */
export interface SelectedCustomer {
  /** Normalised; looked up with `customerView`. */
  readonly key: string;
  /** 记录编号, where the row is one of 招揽记录. */
  readonly record?: string;
  readonly sheetName: string;
  /** Zero-based. */
  readonly row: number;
}

/** One visit, as the pane's timeline shows it. */
export interface VisitView {
  readonly day: SerialDay;
  readonly kind: OrderKind;
  readonly orderNumber: string;
  readonly items: string;
  /** km; `undefined` where none was read. */
  readonly odometer?: number;
  /** 产值, yuan; `undefined` where no amount was read. */
  readonly revenue?: number;
  readonly advisor: string;
}

/** PSV in parts and what drives it; yuan. */
export interface PsvView {
  readonly total: number;
  readonly base: number;
  readonly derived: number;
  readonly repurchase: number;
  readonly remainingYears: number;
  readonly maintenanceFrequency: number;
  readonly repairFrequency: number;
  readonly maintenanceSpending: number;
  readonly repairSpending: number;
  readonly derivedChance: number;
  readonly repurchaseChance: number;
  readonly obtainability: number;
}

/** A row of 招揽记录 with its computed state. */
export interface ContactView {
  readonly record: SolicitationRecord;
  readonly state?: RecordState;
}

/** All that is known of one customer on a day. */
export interface CustomerView {
  readonly asOf: SerialDay;
  readonly key: string;
  /** Row of the customer table in `dealership`. */
  readonly customer: number;
  /** Zero-based row of the customer sheet. */
  readonly sheetRow: number;
  /** Which of the sheets on which the customers stand, from 0. */
  readonly part: number;
  readonly name: string;
  readonly phone: string;
  readonly plate: string;
  readonly vin: string;
  readonly model: string;
  /** Absent: in no count on the day. */
  readonly status?: StatusCode;
  /** What the status rests on: the last visit, or the delivery of a car that never came. */
  readonly anchor?: { readonly day: SerialDay; readonly of: "visit" | "delivery" };
  readonly daysAway?: number;
  /** Completed months, and days beyond them. */
  readonly away?: { readonly months: number; readonly days: number };
  /** The status that time alone leads to next, and when. */
  readonly next?: { readonly status: StatusCode; readonly day: SerialDay; readonly inDays: number };
  readonly owner: {
    readonly name: string;
    /** 推定: only the customer sheet says so. */
    readonly presumed: boolean;
    readonly source?: LedgerSource;
    readonly since?: SerialDay;
  };
  readonly flags: readonly ("lowUse" | "driveBy" | "neverServiced" | "doNotDisturb")[];
  readonly lifecycle?: LifecycleStage;
  readonly lossType?: LossType;
  readonly valueGrade?: ValueGrade;
  readonly service?: {
    readonly day: SerialDay;
    readonly km?: number;
    readonly basis: ServiceBasis;
    readonly isFirst: boolean;
  };
  readonly predictedKm?: number;
  readonly kmPerDay?: number;
  readonly psv?: PsvView;
  /** Newest first. */
  readonly visits: readonly VisitView[];
  /** What the demand list has about the customer. */
  readonly demand: readonly DemandItem[];
  /** Newest first. */
  readonly contacts: readonly ContactView[];
  /** The row that a call recorded now would fill. */
  readonly openRecord?: string;
  /** What to say, filled with the customer's data. */
  readonly script?: { readonly name: string; readonly text: string };
  readonly proposal?: InvalidProposal;
  readonly survey?: SurveyAnswers;
}

/** Figures of the pane's tiles. */
export const overviewFigures = [
  "base",
  "nearLost",
  "lost",
  "newlyLost",
  "wonBack",
  "visits",
] as const;
export type OverviewFigureId = (typeof overviewFigures)[number];

/** One tile: `newlyLost`, `wonBack` and `visits` count from the first of the month on. */
export interface OverviewFigure {
  readonly id: OverviewFigureId;
  readonly value: number;
  /** The figure of the day before. */
  readonly yesterday: number;
  /** The figure at the end of last month. */
  readonly monthStart: number;
  /** The last 30 days, oldest first; of the counting ones what each day added. */
  readonly series: readonly number[];
}

/** Something that somebody should look at. */
export interface Attention {
  readonly code:
    | "advisorsMissing"
    | "planMissing"
    | "recordsMissing"
    | "followUpsDue"
    | "noShows"
    | "reasonsMissing"
    | "invalidProposals"
    | "unassigned"
    | "unreadableInputs";
  readonly count: number;
  /** Names of advisors that it is about. */
  readonly advisors: readonly string[];
}

/** What the pane's Today shows. */
export interface StoreOverview {
  readonly asOf: SerialDay;
  readonly figures: readonly OverviewFigure[];
  readonly attention: readonly Attention[];
  /** Of the day: rows of the plan, of these done, appointments, arrivals. */
  readonly today: {
    readonly planned: number;
    readonly contacted: number;
    readonly appointed: number;
    readonly arrived: number;
  };
}

/** One of the add-in's sheets, as the pane's Reports lists it. */
export interface ReportState {
  readonly id: ReportId;
  /** Of 资源分配清单: the number of the deal. */
  readonly instance?: string;
  /** Its name in the workbook; absent: not there. */
  readonly sheetName?: string;
  /** When it was written last, as `2026-03-05 08:20`. */
  readonly writtenAt?: string;
  /** The day that it was computed for. */
  readonly asOf?: SerialDay;
}

/**
 * Customer rows up to which classification columns may be formulas. Each is a call into the add-in, and
 * Excel has been seen to stay at #BUSY! or to lose the pane with some tens of thousands.
 */
export const mostLiveRows = 2_000;

/** Why a run ended without doing (all of) its work. The wording stands in the locale files. */
export const outcomeCodes = [
  "done",
  "stopped",
  "customersNotFound",
  "ordersNotFound",
  "columnsMissing",
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
  "bookUnchanged",
  "bookUnreadable",
  "bookForeign",
  "bookTableMissing",
  "bookColumnsMissing",
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
    | "bookRowsLeft"
    | "columnsAsValues"
    | "tableColumnsAsValues"
    | "sheetsCopied"
    | "ownCellsMoved";
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
  /** Sheets, columns and days that the figures rest on, and what they lack. */
  readonly basis: StoreBasis;
  /** The generated sheets as they were planned, with the expected value of every formula. */
  readonly plans: readonly SheetPlan[];
  /** All figures of the run; `customerView` and `storeOverview` read them. */
  readonly figures: StoreFigures;
  /** Milliseconds per step. */
  readonly timings: Partial<Record<RunStep, number>>;
}

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
