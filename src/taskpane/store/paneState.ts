import type {
  Outcome,
  Progress,
  Recognition,
  ReportState,
  SelectedCustomer,
} from "../../excel/api";
import type { ChosenFile, ImportPreview, LastImport } from "../../excel/import";
import type { StoreFigures } from "../../reports/figures";
import type { Locale } from "../../locale";
import { serialOfIso, type SerialDay } from "../../retention/time";

/** What the pane is doing at the moment. */
export type Activity = "recognise" | "preview" | "run" | "sample";

/** What a run was asked for; each has its words in the locale files. */
export type Task =
  | "updateAll"
  | "report"
  | "morningPlan"
  | "nightlyTally"
  | "deal"
  | "previewDeal"
  | "saveSettings"
  | "liveColumns"
  | "saveAdvisors"
  | "recordCall"
  | "saveSurvey"
  | "confirmInvalid"
  | "freeze"
  | "repair"
  | "handOut"
  | "collect"
  | "takeOver"
  | "undoImport"
  | "sample";

/** The places of the pane, in the order of their tabs. */
export const places = ["today", "customer", "team", "reports", "settings"] as const;
export type Place = (typeof places)[number];

/** 导入, while it stands in the place of all else. */
export interface ImportState {
  readonly files: readonly ChosenFile[];
  /** What taking the files over would do; absent until they are read. */
  readonly preview?: ImportPreview | undefined;
  /** The import that can be taken back. */
  readonly last?: LastImport | undefined;
}

/** Everything that the pane shows. Replaced as a whole with each change. */
export interface PaneState {
  readonly locale: Locale;
  readonly place: Place;
  /** Of the first run, the day as its field holds it: `YYYY-MM-DD`, or whatever was typed so far. */
  readonly asOf: string;
  readonly activity?: Activity | undefined;
  /** What the run at work was asked for, and afterwards the one whose outcome is shown. */
  readonly task?: Task | undefined;
  readonly progress?: Progress | undefined;
  /** Stop was pressed and takes effect after the chunk at hand. */
  readonly stopping: boolean;
  /** Absent until the workbook has been looked at. */
  readonly recognition?: Recognition | undefined;
  /** The add-in's sheets; absent until the workbook has been looked at. */
  readonly reports?: readonly ReportState[] | undefined;
  /** What the last run or preview computed. */
  readonly preview?: Outcome | undefined;
  /** How the last thing that the user asked for ended. */
  readonly outcome?: Outcome | undefined;
  /** The customer row that was selected last. */
  readonly selected?: SelectedCustomer | undefined;
  /** Absent while the pane shows its places. */
  readonly importing?: ImportState | undefined;
  /** What stands in forms that were not sent yet, by form: nothing typed is lost. */
  readonly drafts: Readonly<Record<string, unknown>>;
}

/** The day of a date field, or undefined while it is no date. */
export function asOfDay(text: string): SerialDay | undefined {
  try {
    return serialOfIso(text);
  } catch {
    return undefined;
  }
}

/**
 * Whether what a run needs was found, so that it can start: both sheets; orders that make an archive by
 * themselves; customers with their own last visits.
 */
export function isComplete(recognition: Recognition | undefined): boolean {
  const { orders, archiveOfOrders } = recognition ?? {};
  const customers = recognition?.customers ?? archiveOfOrders;
  if (customers?.missing.length !== 0) return false;
  if (orders) return orders.missing.length === 0;
  return customers.columns.some(({ field }) => field === "lastVisit");
}

/** Whether the add-in has written into this workbook, so that it shows its places instead of the first run. */
export function isSetUp({ reports }: PaneState): boolean {
  return reports?.some(({ sheetName }) => sheetName !== undefined) ?? false;
}

/** The figures that the places show; absent until a run or preview has computed them. */
export function figuresOf({ preview }: PaneState): StoreFigures | undefined {
  return preview?.result?.figures;
}
