import type { Dynamics, SolicitationEvaluation, Trend } from "../../../../retention/performance";
import type { SheetBuilder, ReportContext, OwnerNaming } from "../../../plan";
import { absentFigure } from "../../../plan";
import type { StoreFigures } from "../../../figures";

export const chartRows = 16;

export type PeriodKind = "month" | "week";

/** One of the two periods with its figures and its name. */
export interface Period {
  readonly kind: PeriodKind;
  readonly name: string;
  readonly solicitation: SolicitationEvaluation;
  readonly dynamics: Dynamics;
}

export interface Sheet {
  readonly builder: SheetBuilder;
  readonly figures: StoreFigures;
  readonly context: ReportContext;
  readonly naming: OwnerNaming;
  readonly trend: Trend;
}

export const known = (value: number): number | string =>
  Number.isNaN(value) ? absentFigure : value;
export const total = <Item>(items: readonly Item[], of: (item: Item) => number): number =>
  items.reduce((sum, item) => sum + of(item), 0);
