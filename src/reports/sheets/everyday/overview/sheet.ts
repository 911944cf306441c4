import type { ReportContext, SheetBuilder } from "../../../plan";
import type { StoreFigures } from "../../../figures";

/** What all parts of the sheet need. */
export interface Sheet {
  readonly builder: SheetBuilder;
  readonly figures: StoreFigures;
  readonly context: ReportContext;
}

/** So many columns are printed; what charts are drawn from stands at their right. */
export const printedColumns = 10;
