import { textsOf, type Locale } from "../../../../locale";
import {
  contributionColumns,
  contributionExclusions,
  contributionFigures,
  retainedColumns,
  visitOrigins,
  type Contribution,
  type ContributionColumn,
  type ContributionFigures,
  type ContributionSelection,
  type ContributionTable,
  type OrderSum,
  type VisitOrigin,
} from "../../../../retention/performance";
import { isoOf } from "../../../../retention/time";
import {
  areaRef,
  cellRef,
  formulaText,
  SheetBuilder,
  withPlacesAhead,
  type ColumnSpec,
  type Placed,
  frozenHeadRows,
  writeHead,
  type ReportContext,
  absentFigure,
  columnRange,
  criteria,
  quotientCell,
  sumCell,
  sumWhere,
  type Condition,
  ownerLines,
  type OwnerLine,
  type FormulaCell,
  type PlanCell,
  type SheetPlan,
  originColors,
  tabColors,
} from "../../../plan";

import type { StoreFigures } from "../../../figures";

const chartRows = 16;
/** Characters of a column of figures: the longest header of each language. */
const figureWidths: Readonly<Record<Locale, number>> = { "zh-CN": 20, "en-US": 24 };
const views = ["owner", "reception"] as const;
type View = (typeof views)[number];

/** The detail tables below, to which all sums refer; `null` where nothing happened. */
type Details = Readonly<Record<View, Placed | null>>;

interface Sheet {
  readonly builder: SheetBuilder;
  readonly figures: StoreFigures;
  readonly context: ReportContext;
  readonly contribution: Contribution;
}

/**
 * 维系贡献 (rules §14, S0 绩效评估, 表23) of the as-of day's month up to that day: by 专属顾问 and by 接待顾问
 * what customers brought by their status when they came, and how it ties to the order sheet. Every sum
 * is a formula over the detail tables at the end.
 */
export function contributionSheet(figures: StoreFigures, context: ReportContext): SheetPlan {
  const { contribution } = figures;
  const name = textsOf(context.locale).reports.names.contribution;
  return withPlacesAhead<Details>((ahead) => {
    const builder = new SheetBuilder("contribution", name, tabColors.result);
    const sheet = { builder, figures, context, contribution };
    writeHead(builder, context, { title: name, headline: headlineOf(sheet) });
    writeNotes(sheet);
    for (const view of views) writeView(sheet, view, ahead?.[view] ?? null);
    writeTie(sheet, ahead);
    const places = {
      owner: writeDetail(sheet, "owner"),
      reception: writeDetail(sheet, "reception"),
    };
    return {
      places,
      plan: builder.build({
        columnWidths: [26, ...Array<number>(15).fill(figureWidths[context.locale])],
        freeze: { rows: frozenHeadRows, columns: 1 },
        print: { titleRows: [0, frozenHeadRows - 1] },
      }),
    };
  });
}

const tableOf = ({ contribution }: Sheet, view: View): ContributionTable =>
  view === "owner" ? contribution.byOwner : contribution.byReception;

/** A cell of money: "—" where the orders have no amount column. */
const money = ({ contribution }: Sheet, cell: PlanCell): PlanCell =>
  contribution.revenueKnown ? cell : absentFigure;

const known = (value: number): number | string => (Number.isNaN(value) ? absentFigure : value);

function headlineOf({ context, contribution }: Sheet): string {
  const texts = textsOf(context.locale).reports.contribution;
  const all = contributionFigures(contribution.byOwner);
  const retained = contributionFigures(contribution.byOwner, { columns: retainedColumns });
  const credited = contributionFigures(contribution.byOwner, {
    columns: retainedColumns,
    origin: "credited",
  });
  if (all.visits === 0 && all.revenue === 0) return texts.empty;
  if (!contribution.revenueKnown) {
    return texts.headlineVisits({ visits: retained.visits, creditedVisits: credited.visits });
  }
  return texts.headline({
    visits: retained.visits,
    revenue: retained.revenue,
    part: retained.revenue / all.revenue,
    creditedVisits: credited.visits,
    creditedRevenue: credited.revenue,
  });
}

function writeNotes({ builder, figures, context, contribution }: Sheet): void {
  const { contribution: texts, people } = textsOf(context.locale).reports;
  const { first, last } = contribution.period;
  builder.line(texts.period(isoOf(first), isoOf(last)), "note");
  if (figures.settings.roster.advisors.length === 0) builder.line(people.noAdvisors, "note");
  builder.skip();
}

/** Who stands in a view: every advisor of the list, and whoever else brought anything. */
function linesOf(sheet: Sheet, view: View): OwnerLine[] {
  const { figures, context } = sheet;
  const table = tableOf(sheet, view);
  const naming = { locale: context.locale, roster: figures.settings.roster };
  return ownerLines(table.rows, naming, (row) => hasFigures(contributionFigures(table, { row })));
}

const hasFigures = ({ visits, orders, revenue, cost }: ContributionFigures): boolean =>
  visits !== 0 || orders !== 0 || revenue !== 0 || !Number.isNaN(cost);

/** Columns of a detail table. */
const at = {
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
function costedRevenueOf(
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

/** The summary, the picture and the two tables by status of one view. */
function writeView(sheet: Sheet, view: View, detail: Placed | null): void {
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
  if (detail === null) return known(expected);
  const where = criteria(detail, conditions);
  const range = columnRange(detail, column);
  return {
    formula:
      `=IF(COUNTIFS(${where},${range},"<>${absentFigure}")=0,"${absentFigure}",` +
      `SUMIFS(${range},${where}))`,
    expected: known(expected),
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
    expected: known(expected),
  };
}

/** A quotient of cells of which the first may show "—". */
function rateCell(numerator: string, denominator: string, expected: number): FormulaCell {
  return {
    formula:
      `=IF(ISNUMBER(${numerator}),IF(ROUND(N(${denominator}),2)=0,"${absentFigure}",` +
      `${numerator}/${denominator}),"${absentFigure}")`,
    expected: known(expected),
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
  const isRetained: Condition = [at.retained, formulaText(yes)];
  const from = (origin: VisitOrigin): Condition => [
    at.origin,
    formulaText(texts.detail.origins[origin]),
  ];

  const cells = (row: number | undefined, sheetRow: number): PlanCell[] => {
    const own = contributionFigures(table, { row, ...retained });
    const credited = contributionFigures(table, { row, ...retained, origin: "credited" });
    const natural = contributionFigures(table, { row, ...retained, origin: "natural" });
    const all = contributionFigures(table, { row });
    const isTotal = row === undefined;
    const person: Condition = [at.person, nameIn(sheetRow)];
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
    const costed = Number.isNaN(own.margin) ? NaN : costedRevenueOf(table, { row, ...retained });
    return [
      money(sheet, sum(1, at.revenue, [isRetained, from("credited")], credited.revenue)),
      money(sheet, sum(2, at.revenue, [isRetained, from("natural")], natural.revenue)),
      money(sheet, both(1, own.revenue)),
      sumAbsent(4, at.cost, own.cost),
      sumAbsent(5, at.costedRevenue, costed),
      sumAbsent(6, at.margin, own.margin),
      rateCell(ref(6), ref(5), own.marginRate),
      sum(8, at.visits, [isRetained, from("credited")], credited.visits),
      sum(9, at.visits, [isRetained, from("natural")], natural.visits),
      both(8, own.visits),
      sum(11, at.orders, [isRetained], own.orders),
      money(sheet, quotientCell(ref(3), ref(10), [own.revenue, own.visits])),
      sum(13, at.visits, [], all.visits),
      money(sheet, sum(14, at.revenue, [], all.revenue)),
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

function statusLabel(column: ContributionColumn, context: ReportContext): string {
  const { data } = textsOf(context.locale);
  return column === "firstVisit" || column === "walkIn"
    ? data.visitStatuses[column]
    : data.statuses[column];
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
                at[measure],
                [
                  [at.person, nameIn(row)],
                  [at.status, formulaText(statusLabel(column, context))],
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

/** Every person, status and origin with anything in it. */
function writeDetail(sheet: Sheet, view: View): Placed | null {
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
  const rows = found.map(({ label, column, origin, selection, figures }, index): PlanCell[] => {
    const row = firstRow + index;
    const ref = (of: number): string => cellRef(row, of);
    const isCosted = !Number.isNaN(figures.margin);
    const costed = costedRevenueOf(table, selection);
    return [
      label,
      statusLabel(column, context),
      detail.origins[origin],
      retainedColumns.includes(column) ? yes : no,
      figures.visits,
      figures.orders,
      money(sheet, figures.revenue),
      known(figures.cost),
      isCosted ? costed : absentFigure,
      isCosted ? Math.round((costed - figures.margin) * 100) / 100 : absentFigure,
      isCosted ? figures.margin : absentFigure,
      rateCell(ref(at.margin), ref(at.costedRevenue), figures.marginRate),
      money(
        sheet,
        quotientCell(ref(at.revenue), ref(at.visits), [figures.revenue, figures.visits])
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

/** Tables + what they leave out = the order sheet, to the cent. */
function writeTie(sheet: Sheet, ahead: Details | null): void {
  const { builder, context, contribution } = sheet;
  const { tie: texts } = textsOf(context.locale).reports.contribution;
  const columns = ["orders", "revenue", "cost"] as const satisfies readonly (keyof OrderSum)[];
  const measures = columns.filter((measure) => measure !== "revenue" || contribution.revenueKnown);
  builder.line(texts.section, "section");
  const firstRow = builder.row + 1;
  const last = firstRow + contributionExclusions.length;
  const inTables = (view: View, measure: keyof OrderSum): PlanCell => {
    const all = contributionFigures(tableOf(sheet, view));
    const expected = Number.isNaN(all[measure]) ? 0 : all[measure];
    const detail = ahead?.[view] ?? null;
    return detail === null
      ? expected
      : { formula: `=SUM(${columnRange(detail, at[measure])})`, expected };
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
        row(texts.exclusions[kind], (measure) => amount(contribution.exclusions[kind], measure))
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
