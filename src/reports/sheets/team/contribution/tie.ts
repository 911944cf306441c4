import { textsOf } from "../../../../locale";
import type { StoreFigures } from "../../../figures";
import { hasRevenue } from "../../../../retention/store";
import {
  contributionExclusions,
  type ContributionExclusion,
  contributionFigures,
  type OrderSum,
} from "../../../../retention/performance";
import {
  absentFigure,
  cellRef,
  type ColumnSpec,
  columnRange,
  sumCell,
  type FormulaCell,
  type PlanCell,
} from "../../../plan";
import { type Details, type Sheet, type View, detailColumns, tableOf } from "./sheet";

/** Whether the columns by which orders are left out are there, as far as a kind has any. */
function knowsExclusion({ dealership }: StoreFigures, kind: ContributionExclusion): boolean {
  const { orders, customers } = dealership;
  switch (kind) {
    case "void":
      return (["orderStatus", "orderType", "voidFlag"] as const).some((it) =>
        orders.mapped.has(it)
      );
    case "notAVisit":
      return orders.mapped.has("orderStatus") || orders.mapped.has("orderType");
    case "beforeDelivery":
      return customers.mapped.has("deliveryDate");
    case "reversal":
      return hasRevenue(orders);
    case "unsettled":
      return orders.mapped.has("settlement");
    default:
      return true;
  }
}

/** Tables + what they leave out = the order sheet, to the cent. */
export function writeTie(sheet: Sheet, ahead: Details | null): void {
  const { builder, context, contribution, figures } = sheet;
  const { tie: texts } = textsOf(context.locale).reports.contribution;
  const columns = ["orders", "revenue", "cost"] as const satisfies readonly (keyof OrderSum)[];
  // Without their columns sums would be zeros that nobody knows.
  const isKnown = {
    orders: true,
    revenue: contribution.revenueKnown,
    cost: figures.dealership.orders.mapped.has("cost"),
  };
  const measures = columns.filter((measure) => isKnown[measure]);
  builder.line(texts.section, "section");
  const firstRow = builder.row + 1;
  const last = firstRow + contributionExclusions.length;
  const inTables = (view: View, measure: keyof OrderSum): PlanCell => {
    const all = contributionFigures(tableOf(sheet, view));
    const expected = Number.isNaN(all[measure]) ? 0 : all[measure];
    const detail = ahead?.[view] ?? null;
    return detail === null
      ? expected
      : { formula: `=SUM(${columnRange(detail, detailColumns[measure])})`, expected };
  };
  const amount = (sum: OrderSum, measure: keyof OrderSum): number =>
    measure === "orders" ? sum.orders : sum[measure] / 100;
  const row = (label: string, cell: (measure: keyof OrderSum, column: number) => PlanCell) => [
    label,
    ...measures.map((measure, index) => cell(measure, index + 1)),
  ];
  const difference = (left: number, right: number, column: number): FormulaCell => ({
    formula: `=ROUND(${cellRef(left, column)}-${cellRef(right, column)},2)`,
    expected: 0,
  });
  const placed = builder.grid(
    [
      { header: texts.item, style: "text" },
      ...measures.map((measure): ColumnSpec => ({
        header: texts[measure],
        style: measure === "orders" ? "number" : "money",
      })),
    ],
    [
      row(texts.table, (measure) => inTables("owner", measure)),
      ...contributionExclusions.map((kind) =>
        row(texts.exclusions[kind], (measure) => {
          const of = contribution.exclusions[kind];
          return of.orders > 0 || knowsExclusion(figures, kind)
            ? amount(of, measure)
            : absentFigure;
        })
      ),
      row(texts.sum, (measure, column) =>
        sumCell(
          { row: firstRow, column },
          { row: last, column },
          amount(contribution.total, measure)
        )
      ),
      row(texts.sheet, (measure) => amount(contribution.total, measure)),
      row(texts.difference, (_, column) => difference(last + 1, last + 2, column)),
      row(texts.reception, (measure) => inTables("reception", measure)),
      row(texts.difference, (_, column) => difference(firstRow, last + 4, column)),
    ]
  );
  for (const sum of [last + 1, last + 2]) builder.styleRow(placed, sum, "sum");
  for (const check of [last + 3, last + 5]) {
    builder.colourCheck({ row: check, column: 1, rows: 1, columns: measures.length });
  }
  builder.skip();
}
