import type { Dynamics, SolicitationEvaluation, Trend } from "../../../../retention/performance";
import { type SheetBuilder, type ReportContext, type OwnerNaming } from "../../../plan";
import type { StoreFigures } from "../../../figures";

export const chartRows = 16;

/** Both run up to the as-of day. */
export type PeriodKind = "month" | "week";

/** One of the two periods with its figures and its name. */
export interface Period {
  readonly kind: PeriodKind;
  readonly name: string;
  readonly solicitation: SolicitationEvaluation;
  readonly dynamics: Dynamics;
}

/** What all parts of the sheet need. */
export interface Sheet {
  readonly builder: SheetBuilder;
  readonly figures: StoreFigures;
  readonly context: ReportContext;
  readonly naming: OwnerNaming;
  readonly trend: Trend;
}

/** The sum of a figure. */
export const total = <Item>(items: readonly Item[], of: (item: Item) => number): number =>
  items.reduce((sum, item) => sum + of(item), 0);
