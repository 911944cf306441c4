import { visitStatusCodes, type VisitStatusCode } from "../status";

/**
 * A table of 维系贡献 (rules §14): people by 来店时状态, in whole cents, and the figures of any of its cells.
 */

/** 来店时状态 in the order of the table's columns. */
export const contributionColumns = [
  "stable",
  "warning",
  "nearLost",
  "lost3",
  "lost6",
  "lost12",
  "lost24",
  "lostOver24",
  "firstVisit",
  "invalid",
  "unknown",
  "walkIn",
] as const satisfies readonly VisitStatusCode[];
export type ContributionColumn = (typeof contributionColumns)[number];

/** 准流失 and 流失: what S0 counts as 维系贡献. */
export const retainedColumns: readonly ContributionColumn[] = [
  "nearLost",
  "lost3",
  "lost6",
  "lost12",
  "lost24",
  "lostOver24",
];

/** 招揽到店: a contact is credited with the visit; 自然回厂: none is. */
export const visitOrigins = ["credited", "natural"] as const;
export type VisitOrigin = (typeof visitOrigins)[number];

export const NATURAL = visitOrigins.indexOf("natural");
export const CREDITED = visitOrigins.indexOf("credited");

/** What a cell sums. Amounts in cents; `costed…` are of the orders that have revenue and cost. */
const measures = [
  "visits",
  "orders",
  "revenue",
  "cost",
  "withCost",
  "costedRevenue",
  "costedCost",
  "costed",
] as const;
type Measure = (typeof measures)[number];

/** One of the two tables: rows are people, columns {@link contributionColumns}, each split by origin. */
export interface ContributionTable {
  /** 未分配 (`""`), 客服专员, advisors as in the ownership; then whoever else received customers. */
  readonly rows: readonly string[];
  /** Per measure by `(row · columns + column) · origins + origin`. */
  readonly sums: Readonly<Record<Measure, Float64Array>>;
}

const cellOf = (row: number, column: number, origin: number): number =>
  (row * contributionColumns.length + column) * visitOrigins.length + origin;

/** By code of 来店时状态 the column. */
const columnOfStatus = Int32Array.from(visitStatusCodes, (code) =>
  (contributionColumns as readonly VisitStatusCode[]).indexOf(code)
);

/** Fills a table. */
export class TableBuilder implements ContributionTable {
  readonly sums: Record<Measure, Float64Array>;

  constructor(readonly rows: readonly string[]) {
    const size = cellOf(rows.length, 0, 0);
    this.sums = Object.fromEntries(
      measures.map((measure) => [measure, new Float64Array(size)])
    ) as Record<Measure, Float64Array>;
  }

  private cell(row: number, status: number, origin: number): number {
    return cellOf(row, columnOfStatus[status], origin);
  }

  addVisit(row: number, status: number, origin: number): void {
    this.sums.visits[this.cell(row, status, origin)]++;
  }

  addOrder(row: number, status: number, origin: number): void {
    this.sums.orders[this.cell(row, status, origin)]++;
  }

  /** Adds amounts in cents; `NaN` = not known. */
  addMoney(row: number, status: number, origin: number, revenue: number, cost: number): void {
    const { sums } = this;
    const cell = this.cell(row, status, origin);
    sums.revenue[cell] += revenue || 0;
    if (Number.isNaN(cost)) {
      return;
    }
    sums.cost[cell] += cost;
    sums.withCost[cell]++;
    if (!Number.isNaN(revenue)) {
      sums.costedRevenue[cell] += revenue;
      sums.costedCost[cell] += cost;
      sums.costed[cell]++;
    }
  }
}

/** The figures of some cells together; amounts in the orders' currency; `NaN` = "—". */
export interface ContributionFigures {
  /** 台次 */
  readonly visits: number;
  /** 单数 */
  readonly orders: number;
  /** 产值 */
  readonly revenue: number;
  /** 成本; `NaN` if no order has one. */
  readonly cost: number;
  /** 产值 of the orders with revenue and cost. */
  readonly costedRevenue: number;
  /** 差价 of these orders; `NaN` if there are none. */
  readonly margin: number;
  /** 差价率: margin ÷ revenue of those orders. */
  readonly marginRate: number;
  /** 单台产值: revenue ÷ visits; `NaN` without a visit. */
  readonly revenuePerVisit: number;
}

export interface ContributionSelection {
  /** A row of the table; all by default. */
  readonly row?: number;
  /** All by default. */
  readonly columns?: readonly ContributionColumn[];
  /** Both by default. */
  readonly origin?: VisitOrigin;
}

/**
 * Sums cells of a table: one advisor and column, an advisor's 维系贡献 (`columns: retainedColumns`), the
 * solicited part of it, a column of the store, or the whole.
 */
export function contributionFigures(
  { rows, sums }: ContributionTable,
  { row, columns = contributionColumns, origin }: ContributionSelection = {}
): ContributionFigures {
  const origins = origin === undefined ? [CREDITED, NATURAL] : [visitOrigins.indexOf(origin)];
  const selectedRows = row === undefined ? rows.map((_, index) => index) : [row];
  const cells = selectedRows.flatMap((at) =>
    columns.flatMap((column) =>
      origins.map((of) => cellOf(at, contributionColumns.indexOf(column), of))
    )
  );
  const sum = (measure: Measure): number =>
    cells.reduce((total, cell) => total + sums[measure][cell], 0);
  const visits = sum("visits");
  const revenue = sum("revenue");
  const costedRevenue = sum("costedRevenue");
  const margin = sum("costed") === 0 ? NaN : costedRevenue - sum("costedCost");
  return {
    visits,
    orders: sum("orders"),
    revenue: revenue / 100,
    cost: sum("withCost") === 0 ? NaN : sum("cost") / 100,
    costedRevenue: costedRevenue / 100,
    margin: margin / 100,
    marginRate: costedRevenue === 0 ? NaN : margin / costedRevenue,
    revenuePerVisit: visits === 0 ? NaN : revenue / 100 / visits,
  };
}
