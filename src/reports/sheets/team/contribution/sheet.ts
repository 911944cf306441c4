import { textsOf } from "../../../../locale";
import {
  contributionFigures,
  type Contribution,
  type ContributionColumn,
  type ContributionFigures,
  type ContributionTable,
} from "../../../../retention/performance";
import {
  type SheetBuilder,
  type Placed,
  type ReportContext,
  type OwnerLine,
  type FormulaCell,
  type PlanCell,
  figureOrAbsent,
  absentFigure,
  ownerLines,
} from "../../../plan";
import { type StoreFigures, ownerNaming } from "../../../figures";

/** The two tables of the sheet. */
export const views = ["owner", "reception"] as const;
export type View = (typeof views)[number];

/** The detail tables below, to which all sums refer; `null` where nothing happened. */
export type Details = Readonly<Record<View, Placed | null>>;

/** What all parts of the sheet need. */
export interface Sheet {
  readonly builder: SheetBuilder;
  readonly figures: StoreFigures;
  readonly context: ReportContext;
  readonly contribution: Contribution;
}

/** The figures of a view. */
export const tableOf = ({ contribution }: Sheet, view: View): ContributionTable =>
  view === "owner" ? contribution.byOwner : contribution.byReception;

/** A cell of money: "—" where the orders have no amount column. */
export const money = ({ contribution }: Sheet, cell: PlanCell): PlanCell =>
  contribution.revenueKnown ? cell : absentFigure;

/** Who stands in a view: every advisor of the list, and whoever else brought anything. */
export function linesOf(sheet: Sheet, view: View): OwnerLine[] {
  const { figures, context } = sheet;
  const table = tableOf(sheet, view);
  const naming = ownerNaming(figures, context);
  return ownerLines(table.rows, naming, (row) => hasFigures(contributionFigures(table, { row })));
}

/** Whether there is anything to show. */
export const hasFigures = ({ visits, orders, revenue, cost }: ContributionFigures): boolean =>
  visits !== 0 || orders !== 0 || revenue !== 0 || !Number.isNaN(cost);

/** Columns of a detail table. */
export const detailColumns = {
  person: 0,
  status: 1,
  origin: 2,
  retained: 3,
  visits: 4,
  orders: 5,
  revenue: 6,
  cost: 7,
  costedRevenue: 8,
  costedCost: 9,
  margin: 10,
} as const;

/** A quotient of cells of which the first may show "—". */
export function rateCell(numerator: string, denominator: string, expected: number): FormulaCell {
  return {
    formula:
      `=IF(ISNUMBER(${numerator}),IF(ROUND(N(${denominator}),2)=0,"${absentFigure}",` +
      `${numerator}/${denominator}),"${absentFigure}")`,
    expected: figureOrAbsent(expected),
  };
}

/** 来店时状态 in words. */
export function statusLabel(column: ContributionColumn, context: ReportContext): string {
  const { data } = textsOf(context.locale);
  return column === "firstVisit" || column === "walkIn"
    ? data.visitStatuses[column]
    : data.statuses[column];
}
