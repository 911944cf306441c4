import type { RunResult } from "../../excel";
import { locateParts } from "../../excel/footprint";
import { runExcel } from "../../excel/session";
import { readInputCells, writeSheet } from "../../excel/write";
import type { Locale } from "../../locale";
import {
  cellRef,
  fixedRef,
  SheetBuilder,
  type ColumnSpec,
  quotientCell,
  sumCell,
  isFormula,
  type FormulaCell,
  type PlanCell,
  type SheetPlan,
  statusColors,
  tabColors,
} from "../../reports/plan";

import { lossOfMonth } from "../../reports/figures";

import { dayBefore, isoOf, monthStartOf } from "../../retention/time";
import { statusCounts, statusesAsOf, visitsWithinAll } from "../../retention/status";
import { openStandIn, Workbook } from "../host";
import { putPlanned } from "./cachedValues";
import { commandTexts } from "./texts";

/** What a store is compared by; counts, so that every share is a formula. */
export interface StoreFiguresOfAudit {
  /** The workbook's name without its extension. */
  readonly store: string;
  /** ISO date. */
  readonly asOf: string;
  readonly valid: number;
  readonly base: number;
  readonly stable: number;
  readonly lost: number;
  /** 基盘 on the evening before the month. */
  readonly openingBase: number;
  /** Of the month up to the day. */
  readonly newLost: number;
  readonly returned: number;
  /** 台次 in 12 months of valid customers. */
  readonly visits: number;
  /** Yuan. */
  readonly psv: number;
  readonly findings: number;
}

/** The key figures of a run. */
export function keyFigures(
  store: string,
  { figures, findingCounts }: RunResult
): StoreFiguresOfAudit {
  const { dealership, asOf, statuses, settings } = figures;
  const counts = statusCounts(statuses);
  const evening = dayBefore(monthStartOf(asOf));
  const openingBase = statusCounts(statusesAsOf(dealership, evening, settings.rules)).base;
  const { newLost, returned } = lossOfMonth(figures, openingBase);
  const [youngest] = settings.rules.classes;
  const counted = visitsWithinAll(dealership, 12, asOf);
  return {
    store,
    asOf: isoOf(asOf),
    valid: counts.valid,
    base: counts.base,
    stable: youngest ? (counts.byStatus[youngest.status] ?? 0) : 0,
    lost: counts.lost,
    openingBase,
    newLost,
    returned,
    visits: counted.reduce((sum, visits) => sum + visits, 0),
    psv: figures.psv.total.reduce((sum, value) => sum + (Number.isNaN(value) ? 0 : value), 0),
    findings: Object.values(findingCounts).reduce((sum, count) => sum + count, 0),
  };
}

/** Places of shares among stores, 1 the best; equal ones share the better place, absent ones have none. */
export function ranksOf(
  values: readonly (number | string)[],
  best: "high" | "low"
): (number | string)[] {
  const known = values.filter((value) => typeof value === "number");
  return values.map((value) =>
    typeof value === "string"
      ? value
      : 1 + known.filter((other) => (best === "high" ? other > value : other < value)).length
  );
}

/** Columns of the table of stores. */
const at = {
  store: 0,
  valid: 1,
  base: 2,
  baseShare: 3,
  baseRank: 4,
  lost: 5,
  openingBase: 6,
} as const;
const more = { newLost: 7, newLostShare: 8, newLostRank: 9, returned: 10, visits: 11 } as const;
const last = { perCustomer: 12, visitRank: 13, psv: 14, psvPerCustomer: 15, findings: 16 } as const;

/** Stores × key figures with ranks and a chart; sums, shares and ranks are native formulas. */
export function comparisonPlan(
  stores: readonly StoreFiguresOfAudit[],
  locale: Locale,
  generatedAt: string
): SheetPlan {
  const texts = commandTexts(locale).comparison;
  const builder = new SheetBuilder("scorecard", texts.name, tabColors.result, "comparison");
  const shareOf = ({ base, valid }: StoreFiguresOfAudit): number =>
    valid === 0 ? 0 : base / valid;
  const sorted = [...stores].sort(
    (a, b) => shareOf(b) - shareOf(a) || (a.store < b.store ? -1 : 1)
  );
  const [best] = sorted;
  builder.line(texts.name, "title");
  builder.line(
    texts.headline(stores.length, best?.store ?? "", best ? shareOf(best) : 0),
    "headline"
  );
  builder.labelled(texts.asOf, [...new Set(stores.map(({ asOf }) => asOf))].join(", "), "subtitle");
  builder.generated(texts.generated, generatedAt);
  builder.skip();
  const firstRow = builder.row + 1;
  const lastRow = firstRow + sorted.length - 1;
  const cell = (row: number, column: number): string => cellRef(firstRow + row, column);
  const quotient = (
    row: number,
    parts: readonly [number, number],
    values: readonly [number, number]
  ) => quotientCell(cell(row, parts[0]), cell(row, parts[1]), values);
  const shares = sorted.map((store, row) => ({
    base: quotient(row, [at.base, at.valid], [store.base, store.valid]),
    newLost: quotient(row, [more.newLost, at.openingBase], [store.newLost, store.openingBase]),
    visits: quotient(row, [more.visits, at.valid], [store.visits, store.valid]),
    psv: quotient(row, [last.psv, at.valid], [store.psv, store.valid]),
  }));
  const rankCells = (key: "base" | "newLost" | "visits", column: number, order: "high" | "low") => {
    const ranks = ranksOf(
      shares.map((share) => share[key].expected),
      order
    );
    const range = `${fixedRef(firstRow, column)}:${fixedRef(lastRow, column)}`;
    return ranks.map((expected, row): FormulaCell => ({
      formula:
        `=IF(ISNUMBER(${cell(row, column)}),` +
        `1+COUNTIF(${range},"${order === "high" ? ">" : "<"}"&${cell(row, column)}),"—")`,
      expected,
    }));
  };
  const ranks = {
    base: rankCells("base", at.baseShare, "high"),
    newLost: rankCells("newLost", more.newLostShare, "low"),
    visits: rankCells("visits", last.perCustomer, "high"),
  };
  const { columns } = texts;
  const specs: ColumnSpec[] = [
    { header: columns.store, style: "literal" },
    { header: columns.valid, style: "number" },
    { header: columns.base, style: "number" },
    { header: columns.baseShare, style: "percent" },
    { header: columns.rank, style: "number" },
    { header: columns.lost, style: "number" },
    { header: columns.openingBase, style: "number" },
    { header: columns.newLost, style: "number" },
    { header: columns.newLostShare, style: "percent" },
    { header: columns.rank, style: "number" },
    { header: columns.returned, style: "number" },
    { header: columns.visits, style: "number" },
    { header: columns.visitsPerCustomer, style: "ratio" },
    { header: columns.rank, style: "number" },
    { header: columns.psv, style: "number" },
    { header: columns.psvPerCustomer, style: "number" },
    { header: columns.findings, style: "number" },
  ];
  const rows = sorted.map((store, row): PlanCell[] => [
    store.store,
    store.valid,
    store.base,
    shares[row].base,
    ranks.base[row],
    store.lost,
    store.openingBase,
    store.newLost,
    shares[row].newLost,
    ranks.newLost[row],
    store.returned,
    store.visits,
    shares[row].visits,
    ranks.visits[row],
    store.psv,
    shares[row].psv,
    store.findings,
  ]);
  const placed = builder.grid(specs, [...rows, totalRow(rows, firstRow, texts.total)]);
  builder.styleRow(placed, placed.lastRow, "sum");
  builder.skip();
  writeChart(builder, sorted, { firstRow, texts, rows });
  return builder.build({
    columnWidths: [30, ...specs.slice(1).map(() => 14)],
    freeze: { rows: 2, columns: 1 },
    print: { titleRows: [0, 1] },
  });
}

/** Sums of the counts; shares of the group are those of the sums, not means of shares. */
function totalRow(
  rows: readonly (readonly PlanCell[])[],
  firstRow: number,
  name: string
): PlanCell[] {
  const total = firstRow + rows.length;
  const sumOf = (column: number): number =>
    rows.reduce((sum, row) => sum + Number(row[column] ?? 0), 0);
  const share = (part: number, whole: number): FormulaCell =>
    quotientCell(cellRef(total, part), cellRef(total, whole), [sumOf(part), sumOf(whole)]);
  const ratios: Readonly<Record<number, PlanCell>> = {
    [at.store]: name,
    [at.baseShare]: share(at.base, at.valid),
    [more.newLostShare]: share(more.newLost, at.openingBase),
    [last.perCustomer]: share(more.visits, at.valid),
    [last.psvPerCustomer]: share(last.psv, at.valid),
    [at.baseRank]: null,
    [more.newLostRank]: null,
    [last.visitRank]: null,
  };
  return (rows[0] ?? []).map((_, column) =>
    column in ratios
      ? (ratios[column] ?? null)
      : sumCell({ row: firstRow, column }, { row: total - 1, column }, sumOf(column))
  );
}

function writeChart(
  builder: SheetBuilder,
  stores: readonly StoreFiguresOfAudit[],
  {
    firstRow,
    texts,
    rows,
  }: {
    readonly firstRow: number;
    readonly texts: ReturnType<typeof commandTexts>["comparison"];
    readonly rows: readonly (readonly PlanCell[])[];
  }
): void {
  const linked = (row: number, column: number): PlanCell => {
    const cell = rows[row]?.[column] ?? null;
    const expected = isFormula(cell) ? cell.expected : 0;
    return { formula: `=${cellRef(firstRow + row, column)}`, expected };
  };
  const placed = builder.grid(
    [
      { header: texts.columns.store, style: "literal" },
      { header: texts.columns.baseShare, style: "percent" },
      { header: texts.columns.newLostShare, style: "percent" },
    ],
    stores.map(({ store }, row) => [
      store,
      linked(row, at.baseShare),
      linked(row, more.newLostShare),
    ])
  );
  builder.skip();
  builder.chart(
    texts.sentence,
    {
      name: "RETAIN comparison",
      type: "ColumnClustered",
      source: { row: placed.headerRow, column: 0, rows: stores.length + 1, columns: 3 },
      seriesBy: "Columns",
      title: texts.chartTitle,
      categoryAxisTitle: texts.columns.store,
      valueAxisTitle: texts.valueAxis,
      valueAxisFormat: "0%",
      colors: [statusColors.stable, statusColors.lost6],
    },
    18,
    9
  );
}

/** The workbook that compares stores, written by the add-in's own sheet writer. */
export async function comparisonWorkbook(
  stores: readonly StoreFiguresOfAudit[],
  locale: Locale,
  generatedAt: string
): Promise<{ readonly workbook: Workbook; readonly plan: SheetPlan }> {
  const plan = comparisonPlan(stores, locale, generatedAt);
  const workbook = Workbook.blank();
  const standIn = await openStandIn({ workbook, displayLanguage: locale });
  try {
    await runExcel(async (context) => {
      const { names } = await locateParts(context);
      const kept = await readInputCells(context, [plan], names);
      await writeSheet(context, plan, { names, kept, unfinished: "…" });
      await context.sync();
    });
    putPlanned(workbook, [plan]);
  } finally {
    await standIn.close();
  }
  return { workbook, plan };
}
