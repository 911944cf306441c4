import { textsOf } from "../../../../locale";
import {
  contributionColumns,
  contributionFigures,
  retainedColumns,
  type ContributionColumn,
  type VisitOrigin,
} from "../../../../retention/performance";
import {
  areaRef,
  cellRef,
  formulaText,
  type ColumnSpec,
  type Placed,
  absentFigure,
  figureOrAbsent,
  columnRange,
  criteria,
  quotientCell,
  sumCell,
  sumWhere,
  type Condition,
  type OwnerLine,
  type FormulaCell,
  type PlanCell,
  originColors,
} from "../../../plan";
import {
  type Sheet,
  type View,
  detailColumns,
  linesOf,
  money,
  rateCell,
  statusLabel,
  tableOf,
} from "./sheet";

const chartRows = 16;

/** The summary, the picture and the two tables by status of one view. */
export function writeView(sheet: Sheet, view: View, detail: Placed | null): void {
  const { builder, context } = sheet;
  const texts = textsOf(context.locale).reports.contribution;
  const lines = linesOf(sheet, view);
  builder.line(texts.views[view].section, "section");
  builder.line(texts.views[view].note, "note");
  if (lines.length === 0) {
    builder.line(texts.detail.none, "note");
    builder.skip();
    return;
  }
  const summary = writeSummary(sheet, view, lines, detail);
  if (view === "owner") writePicture(sheet, summary, lines);
  writeMatrix(sheet, view, lines, detail, "visits");
  writeMatrix(sheet, view, lines, detail, "revenue");
}

const nameIn = (row: number): string => `$A${row + 1}`;

/** Sums of a column, or "—" where no row has the figure. */
function sumOrAbsent(
  detail: Placed | null,
  column: number,
  conditions: readonly Condition[],
  expected: number
): PlanCell {
  if (detail === null) return figureOrAbsent(expected);
  const where = criteria(detail, conditions);
  const range = columnRange(detail, column);
  return {
    formula:
      `=IF(COUNTIFS(${where},${range},"<>${absentFigure}")=0,"${absentFigure}",` +
      `SUMIFS(${range},${where}))`,
    expected: figureOrAbsent(expected),
  };
}

/** A sum of cells above some of which show "—"; "—" itself where all do. */
function totalOrAbsent(
  column: number,
  firstRow: number,
  lastRow: number,
  expected: number
): FormulaCell {
  const range = areaRef({ row: firstRow, column, rows: lastRow - firstRow + 1, columns: 1 });
  return {
    formula: `=IF(COUNT(${range})=0,"${absentFigure}",SUM(${range}))`,
    expected: figureOrAbsent(expected),
  };
}

function writeSummary(
  sheet: Sheet,
  view: View,
  lines: readonly OwnerLine[],
  detail: Placed | null
): Placed {
  const { builder, context } = sheet;
  const { contribution: texts, people } = textsOf(context.locale).reports;
  const { yes } = textsOf(context.locale).vocabulary;
  const table = tableOf(sheet, view);
  const firstRow = builder.row + 1;
  const totalsRow = firstRow + lines.length;
  const retained = { columns: retainedColumns };
  const isRetained: Condition = [detailColumns.retained, formulaText(yes)];
  const from = (origin: VisitOrigin): Condition => [
    detailColumns.origin,
    formulaText(texts.detail.origins[origin]),
  ];

  const cells = (row: number | undefined, sheetRow: number): PlanCell[] => {
    const own = contributionFigures(table, { row, ...retained });
    const credited = contributionFigures(table, { row, ...retained, origin: "credited" });
    const natural = contributionFigures(table, { row, ...retained, origin: "natural" });
    const all = contributionFigures(table, { row });
    const isTotal = row === undefined;
    const person: Condition = [detailColumns.person, nameIn(sheetRow)];
    const ref = (column: number): string => cellRef(sheetRow, column);
    const sum = (
      column: number,
      of: number,
      conditions: readonly Condition[],
      expected: number
    ): PlanCell =>
      isTotal
        ? sumCell({ row: firstRow, column }, { row: totalsRow - 1, column }, expected)
        : sumWhere(detail, of, [person, ...conditions], expected);
    const sumAbsent = (column: number, of: number, expected: number): PlanCell =>
      isTotal
        ? totalOrAbsent(column, firstRow, totalsRow - 1, expected)
        : sumOrAbsent(detail, of, [person, isRetained], expected);
    const both = (column: number, expected: number): FormulaCell => ({
      formula: `=${ref(column)}+${ref(column + 1)}`,
      expected,
    });
    const costed = Number.isNaN(own.margin) ? NaN : own.costedRevenue;
    return [
      money(sheet, sum(1, detailColumns.revenue, [isRetained, from("credited")], credited.revenue)),
      money(sheet, sum(2, detailColumns.revenue, [isRetained, from("natural")], natural.revenue)),
      money(sheet, both(1, own.revenue)),
      sumAbsent(4, detailColumns.cost, own.cost),
      sumAbsent(5, detailColumns.costedRevenue, costed),
      sumAbsent(6, detailColumns.margin, own.margin),
      rateCell(ref(6), ref(5), own.marginRate),
      sum(8, detailColumns.visits, [isRetained, from("credited")], credited.visits),
      sum(9, detailColumns.visits, [isRetained, from("natural")], natural.visits),
      both(8, own.visits),
      sum(11, detailColumns.orders, [isRetained], own.orders),
      money(sheet, quotientCell(ref(3), ref(10), [own.revenue, own.visits])),
      sum(13, detailColumns.visits, [], all.visits),
      money(sheet, sum(14, detailColumns.revenue, [], all.revenue)),
      rateCell(ref(3), ref(14), all.revenue === 0 ? NaN : own.revenue / all.revenue),
    ];
  };

  const { sums } = texts;
  const placed = builder.grid(
    [
      { header: texts.views[view].person, style: "text" },
      { header: sums.creditedRevenue, style: "money" },
      { header: sums.naturalRevenue, style: "money" },
      { header: sums.revenue, style: "money" },
      { header: sums.cost, style: "money" },
      { header: sums.costedRevenue, style: "money" },
      { header: sums.margin, style: "money" },
      { header: sums.marginRate, style: "percent" },
      { header: sums.creditedVisits, style: "number" },
      { header: sums.naturalVisits, style: "number" },
      { header: sums.visits, style: "number" },
      { header: sums.orders, style: "number" },
      { header: sums.revenuePerVisit, style: "money" },
      { header: sums.allVisits, style: "number" },
      { header: sums.allRevenue, style: "money" },
      { header: sums.part, style: "percent" },
    ],
    [
      ...lines.map(({ label, owner }, index) => [label, ...cells(owner, firstRow + index)]),
      [people.total, ...cells(undefined, totalsRow)],
    ]
  );
  builder.styleRow(placed, placed.lastRow, "sum");
  builder.conditionalFormat({
    kind: "dataBar",
    area: { row: firstRow, column: 15, rows: lines.length, columns: 1 },
    color: "#9DC3E6",
  });
  builder.skip();
  return placed;
}

function writePicture(sheet: Sheet, summary: Placed, lines: readonly OwnerLine[]): void {
  const { builder, context, contribution } = sheet;
  const texts = textsOf(context.locale).reports.contribution.chart;
  const revenues = lines.map(
    ({ owner }) =>
      contributionFigures(contribution.byOwner, { row: owner, columns: retainedColumns }).revenue
  );
  const most = Math.max(...revenues);
  if (most <= 0) {
    builder.line(texts.none, "note");
    builder.skip();
    return;
  }
  builder.chart(
    texts.sentence(lines[revenues.indexOf(most)]?.label ?? "", most),
    {
      name: "RETAIN contribution",
      type: "ColumnStacked",
      source: { row: summary.headerRow, column: 0, rows: lines.length + 1, columns: 3 },
      seriesBy: "Columns",
      title: texts.title,
      categoryAxisTitle: texts.categoryAxis,
      valueAxisTitle: texts.valueAxis,
      valueAxisFormat: "#,##0",
      colors: [originColors.credited, originColors.natural],
    },
    chartRows,
    9
  );
  builder.skip();
}

/** 台次 or 产值: people down, 来店时状态 across, sums both ways. */
function writeMatrix(
  sheet: Sheet,
  view: View,
  lines: readonly OwnerLine[],
  detail: Placed | null,
  measure: "visits" | "revenue"
): void {
  const { builder, context } = sheet;
  const { contribution: texts, people } = textsOf(context.locale).reports;
  const table = tableOf(sheet, view);
  const style = measure === "visits" ? "number" : "money";
  const shown = (cell: PlanCell): PlanCell => (measure === "visits" ? cell : money(sheet, cell));
  builder.line(texts.views[view][measure], "section");
  const firstRow = builder.row + 1;
  const lastRow = firstRow + lines.length - 1;
  const last = contributionColumns.length;
  const figure = (row?: number, column?: ContributionColumn): number =>
    contributionFigures(table, { row, ...(column !== undefined && { columns: [column] }) })[
      measure
    ];
  const placed = builder.grid(
    [
      { header: texts.views[view].person, style: "text" },
      ...contributionColumns.map((column): ColumnSpec => ({
        header: statusLabel(column, context),
        style,
      })),
      { header: people.total, style },
    ],
    [
      ...lines.map(({ label, owner }, index): PlanCell[] => {
        const row = firstRow + index;
        return [
          label,
          ...contributionColumns.map((column) =>
            shown(
              sumWhere(
                detail,
                detailColumns[measure],
                [
                  [detailColumns.person, nameIn(row)],
                  [detailColumns.status, formulaText(statusLabel(column, context))],
                ],
                figure(owner, column)
              )
            )
          ),
          shown(sumCell({ row, column: 1 }, { row, column: last }, figure(owner))),
        ];
      }),
      [
        people.total,
        ...contributionColumns.map((column, index) =>
          shown(
            sumCell(
              { row: firstRow, column: index + 1 },
              { row: lastRow, column: index + 1 },
              figure(undefined, column)
            )
          )
        ),
        shown(
          sumCell({ row: lastRow + 1, column: 1 }, { row: lastRow + 1, column: last }, figure())
        ),
      ],
    ]
  );
  builder.styleRow(placed, placed.lastRow, "sum");
  const retained = contributionColumns.indexOf("nearLost") + 1;
  builder.style(
    { row: placed.headerRow, column: retained, rows: 1, columns: retainedColumns.length },
    "tableHeaderMarked"
  );
  builder.skip();
}
