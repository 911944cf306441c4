import { textsOf } from "../../../../locale";
import {
  contributionColumns,
  contributionFigures,
  retainedColumns,
  visitOrigins,
} from "../../../../retention/performance";
import {
  cellRef,
  type Placed,
  absentFigure,
  quotientCell,
  type PlanCell,
  figureOrAbsent,
} from "../../../plan";
import {
  type Sheet,
  type View,
  detailColumns,
  hasFigures,
  linesOf,
  money,
  rateCell,
  statusLabel,
  tableOf,
} from "./sheet";

/** Every person, status and origin with anything in it. */
export function writeDetail(sheet: Sheet, view: View): Placed | null {
  const { builder, context } = sheet;
  const { contribution: texts } = textsOf(context.locale).reports;
  const { yes, no } = textsOf(context.locale).vocabulary;
  const { detail, views: viewTexts } = texts;
  const table = tableOf(sheet, view);
  const firstRow = builder.row + 2;
  const found = linesOf(sheet, view).flatMap(({ owner, label }) =>
    contributionColumns.flatMap((column) =>
      visitOrigins.flatMap((origin) => {
        const selection = { row: owner, columns: [column], origin };
        const figures = contributionFigures(table, selection);
        return hasFigures(figures) ? [{ label, column, origin, selection, figures }] : [];
      })
    )
  );
  if (found.length === 0) return null;
  builder.line(viewTexts[view].detail, "section");
  const rows = found.map(({ label, column, origin, figures }, index): PlanCell[] => {
    const row = firstRow + index;
    const ref = (of: number): string => cellRef(row, of);
    const isCosted = !Number.isNaN(figures.margin);
    return [
      label,
      statusLabel(column, context),
      detail.origins[origin],
      retainedColumns.includes(column) ? yes : no,
      figures.visits,
      figures.orders,
      money(sheet, figures.revenue),
      figureOrAbsent(figures.cost),
      isCosted ? figures.costedRevenue : absentFigure,
      isCosted ? Math.round((figures.costedRevenue - figures.margin) * 100) / 100 : absentFigure,
      isCosted ? figures.margin : absentFigure,
      rateCell(ref(detailColumns.margin), ref(detailColumns.costedRevenue), figures.marginRate),
      money(
        sheet,
        quotientCell(ref(detailColumns.revenue), ref(detailColumns.visits), [
          figures.revenue,
          figures.visits,
        ])
      ),
    ];
  });
  const placed = builder.table(
    view === "owner" ? "RETAIN_contributionByOwner" : "RETAIN_contributionByReception",
    [
      { header: viewTexts[view].person, style: "literal" },
      { header: detail.status, style: "text" },
      { header: detail.origin, style: "text" },
      { header: detail.retained, style: "centred" },
      { header: detail.visits, style: "number" },
      { header: detail.orders, style: "number" },
      { header: detail.revenue, style: "money" },
      { header: detail.cost, style: "money" },
      { header: detail.costedRevenue, style: "money" },
      { header: detail.costedCost, style: "money" },
      {
        header: detail.margin,
        style: "money",
        rowFormula: `=IF(ISNUMBER([@${detail.costedRevenue}]),[@${detail.costedRevenue}]-[@${detail.costedCost}],"${absentFigure}")`,
      },
      { header: detail.marginRate, style: "percent" },
      { header: detail.revenuePerVisit, style: "money" },
    ],
    rows
  );
  builder.skip();
  return placed;
}
