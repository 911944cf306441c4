import { textsOf } from "../../../../locale";
import {
  contributionColumns,
  contributionFigures,
  visitOrigins,
  type Contribution,
  type ContributionColumn,
  type ContributionFigures,
  type ContributionSelection,
  type ContributionTable,
} from "../../../../retention/performance";
import type {
  SheetBuilder,
  Placed,
  ReportContext,
  OwnerLine,
  FormulaCell,
  PlanCell,
} from "../../../plan";
import { absentFigure, ownerLines } from "../../../plan";
import type { StoreFigures } from "../../../figures";

export const views = ["owner", "reception"] as const;
export type View = (typeof views)[number];

/** The detail tables below, to which all sums refer; `null` where nothing happened. */
export type Details = Readonly<Record<View, Placed | null>>;

export interface Sheet {
  readonly builder: SheetBuilder;
  readonly figures: StoreFigures;
  readonly context: ReportContext;
  readonly contribution: Contribution;
}

export const tableOf = ({ contribution }: Sheet, view: View): ContributionTable =>
  view === "owner" ? contribution.byOwner : contribution.byReception;

/** A cell of money: "—" where the orders have no amount column. */
export const money = ({ contribution }: Sheet, cell: PlanCell): PlanCell =>
  contribution.revenueKnown ? cell : absentFigure;

export const known = (value: number): number | string =>
  Number.isNaN(value) ? absentFigure : value;

/** Who stands in a view: every advisor of the list, and whoever else brought anything. */
export function linesOf(sheet: Sheet, view: View): OwnerLine[] {
  const { figures, context } = sheet;
  const table = tableOf(sheet, view);
  const naming = { locale: context.locale, roster: figures.settings.roster };
  return ownerLines(table.rows, naming, (row) => hasFigures(contributionFigures(table, { row })));
}

export const hasFigures = ({ visits, orders, revenue, cost }: ContributionFigures): boolean =>
  visits !== 0 || orders !== 0 || revenue !== 0 || !Number.isNaN(cost);

/** Columns of a detail table. */
export const at = {
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

/** Revenue of the orders that have a cost as well, in the orders' currency. */
export function costedRevenueOf(
  { rows, sums }: ContributionTable,
  {
    row,
    columns = contributionColumns,
    origin,
  }: ContributionSelection & { readonly columns?: readonly ContributionColumn[] }
): number {
  const selected = row === undefined ? rows.map((_, index) => index) : [row];
  const origins = visitOrigins.flatMap((name, index) =>
    origin === undefined || origin === name ? [index] : []
  );
  let cents = 0;
  for (const person of selected) {
    for (const column of columns) {
      for (const of of origins) {
        const place = person * contributionColumns.length + contributionColumns.indexOf(column);
        cents += sums.costedRevenue[place * visitOrigins.length + of];
      }
    }
  }
  return cents / 100;
}

/** A quotient of cells of which the first may show "—". */
export function rateCell(numerator: string, denominator: string, expected: number): FormulaCell {
  return {
    formula:
      `=IF(ISNUMBER(${numerator}),IF(ROUND(N(${denominator}),2)=0,"${absentFigure}",` +
      `${numerator}/${denominator}),"${absentFigure}")`,
    expected: known(expected),
  };
}

export function statusLabel(column: ContributionColumn, context: ReportContext): string {
  const { data } = textsOf(context.locale);
  return column === "firstVisit" || column === "walkIn"
    ? data.visitStatuses[column]
    : data.statuses[column];
}
