import type { ReportId } from "../../reports/plan";
import type { SerialDay } from "../../retention/time";

export type {
  Attention,
  OverviewFigure,
  OverviewFigureId,
  StoreOverview,
} from "../../reports/figures";

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
