import type { ReportId } from "../../reports/plan";
import type { SerialDay } from "../../retention/time";

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
