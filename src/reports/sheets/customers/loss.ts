import { textsOf } from "../../../locale";
import { allParameters } from "../../../retention/allParameters";
import {
  LOSS,
  lossDimensions,
  type ItemLoss,
  type LossDimension,
  type LossGroup,
  type LossRate,
} from "../../../retention/loss";
import { statusAt, statusCounts } from "../../../retention/status";
import {
  cellRef,
  SheetBuilder,
  type ColumnSpec,
  writeHead,
  type ReportContext,
  customerColumns,
  absentFigure,
  additionCell,
  quotientCell,
  type FormulaCell,
  type PlanCell,
  type SheetPlan,
  statusColors,
  tabColors,
  figureOrAbsent,
  noteCut,
  planBelowHead,
} from "../../plan";

import { chapterValues, type StoreFigures, ownerNames } from "../../figures";

/** Customers listed by name: what a team can call in a quarter. */
const mostListed = 1000;
const chartRows = 14;
const chartColumns = 6;

/**
 * 流失分析 (rules §4, S2 车辆分析): loss in full and in part, side by side, by mileage, age and warranty with
 * S2's pictures; loss by item; what it has to do with the statuses; who is lost in part and can still be
 * kept. Rates and sums are native formulas.
 */
export function lossSheet(figures: StoreFigures, context: ReportContext): SheetPlan {
  const { reports } = textsOf(context.locale);
  const builder = new SheetBuilder("loss", reports.names.loss, tabColors.result);
  const [all] = figures.loss.rates;
  const empty = (all?.customers ?? 0) === 0;
  writeHead(builder, context, {
    title: reports.names.loss,
    headline: empty || !all ? reports.loss.empty : headline(all, context),
  });
  if (!empty) {
    builder.line(reports.loss.definition, "note");
    builder.skip();
    for (const dimension of lossDimensions) writeDimension(builder, figures, dimension, context);
    writeItems(builder, figures, context);
    writeIdentity(builder, figures, context);
    writeList(builder, figures, context);
  }
  return planBelowHead(builder, {
    columnWidths: [30, 14, 14, 22, 14, 14, 14, 14, 14],
    frozenColumns: 0,
  });
}

function headline(all: LossRate, { locale }: ReportContext): string {
  const texts = textsOf(locale).reports.loss;
  const { customers, full, fullRate, partial, partialRate } = all;
  const rest = Number.isNaN(partial) ? texts.partialUnknown : texts.partial(partial, partialRate);
  return texts.headline({ customers, full, fullRate }) + rest;
}

function groupLabel(
  { settings }: StoreFigures,
  group: LossGroup,
  { locale }: ReportContext
): string {
  const { groups } = textsOf(locale).reports.loss;
  const lines = chapterValues(settings, "loss", allParameters.loss);
  const low = lines.lowMileage.toLocaleString("en-US");
  const middle = lines.middleMileage.toLocaleString("en-US");
  const years = String(Math.round((lines.youngCar / 12) * 10) / 10);
  switch (group) {
    case "low":
      return groups.low(low);
    case "middle":
      return groups.middle(low, middle);
    case "high":
      return groups.high(middle);
    case "young":
      return groups.young(years);
    case "old":
      return groups.old(years);
    default:
      return groups[group];
  }
}

/** Columns of the tables of rates; the two that a chart shows stand first. */
const at = { partialRate: 1, fullRate: 2, rate: 3, customers: 4, partial: 5, full: 6 } as const;

/** Of whom nobody can be told to belong to a group has no customers of any: their groups are unknown. */
function isTold(rates: readonly LossRate[]): boolean {
  const all = rates.reduce((sum, { customers }) => sum + customers, 0);
  const unknown = rates.find(({ group }) => group === "unknown")?.customers ?? 0;
  return all === 0 || unknown < all;
}

function rateRow(rate: LossRate, label: string, row: number): PlanCell[] {
  const { customers, partial, full } = rate;
  const cell = (column: number): string => cellRef(row, column);
  const share = (column: number, part: number): PlanCell =>
    Number.isNaN(part)
      ? absentFigure
      : quotientCell(cell(column), cell(at.customers), [part, customers]);
  const both = Number.isNaN(partial)
    ? absentFigure
    : quotientCell(`(${cell(at.partial)}+${cell(at.full)})`, cell(at.customers), [
        partial + full,
        customers,
      ]);
  return [
    label,
    share(at.partial, partial),
    share(at.full, full),
    both,
    customers,
    figureOrAbsent(partial),
    full,
  ];
}

function writeDimension(
  builder: SheetBuilder,
  figures: StoreFigures,
  dimension: LossDimension,
  context: ReportContext
): void {
  const texts = textsOf(context.locale).reports.loss;
  const words = texts.dimensions[dimension];
  const rates = figures.loss.rates.filter(
    (rate) => rate.dimension === dimension && (rate.group !== "unknown" || rate.customers > 0)
  );
  const labels = rates.map(({ group }) => groupLabel(figures, group, context));
  builder.line(words.section, "section");
  const firstRow = builder.row + 1;
  const columns: ColumnSpec[] = [
    { header: words.header, style: "literal" },
    { header: texts.partialRate, style: "percent" },
    { header: texts.fullRate, style: "percent" },
    { header: texts.rate, style: "percent" },
    { header: texts.customers, style: "number" },
    { header: texts.partialCount, style: "number" },
    { header: texts.fullCount, style: "number" },
  ];
  const placed = builder.grid(
    columns,
    rates.map((rate, index) =>
      isTold(rates) || rate.group === "unknown"
        ? rateRow(rate, labels[index] ?? "", firstRow + index)
        : [labels[index] ?? "", ...columns.slice(1).map(() => absentFigure)]
    )
  );
  builder.skip();
  const highest = highestRate(rates);
  if (dimension === "all" || highest === undefined) return;
  // Of a few customers of whom nothing is known the rate would dwarf the others.
  const told = rates.filter(({ group }) => group !== "unknown").length;
  builder.chart(
    texts.sentence(labels[rates.indexOf(highest)] ?? "", lossShare(highest)),
    {
      name: `RETAIN loss ${dimension}`,
      type: "ColumnStacked",
      source: { row: placed.headerRow, column: 0, rows: told + 1, columns: 3 },
      seriesBy: "Columns",
      title: words.chart,
      categoryAxisTitle: words.axis,
      valueAxisTitle: texts.valueAxis,
      valueAxisFormat: "0%",
      colors: [statusColors.warning, statusColors.lost6],
    },
    chartRows,
    chartColumns
  );
  builder.skip();
}

/** Loss of both kinds; in full only, where loss in part is not known. */
const lossShare = ({ full, partial, customers }: LossRate): number =>
  (full + (Number.isNaN(partial) ? 0 : partial)) / customers;

/** The known group with the highest rate; none where nobody is lost. */
function highestRate(rates: readonly LossRate[]): LossRate | undefined {
  const [highest] = rates
    .filter(({ group }) => group !== "unknown")
    .filter((rate) => rate.customers > 0 && lossShare(rate) > 0)
    .sort((a, b) => lossShare(b) - lossShare(a));
  return highest;
}

function writeItems(
  builder: SheetBuilder,
  { loss }: StoreFigures,
  { locale }: ReportContext
): void {
  const texts = textsOf(locale).reports.loss.items;
  builder.line(texts.section, "section");
  const firstRow = builder.row + 1;
  const remark = ({ item, lost }: ItemLoss): string => {
    if (item === "maintenance") return texts.ofMaintained;
    return Number.isNaN(lost) ? texts.notAsked : texts.told;
  };
  builder.grid(
    [
      { header: texts.item, style: "text" },
      { header: texts.customers, style: "number" },
      { header: texts.lost, style: "number" },
      { header: texts.rate, style: "percent" },
      { header: texts.remark, style: "text" },
    ],
    loss.items.map((entry, index): PlanCell[] => {
      const row = firstRow + index;
      return [
        texts[entry.item],
        figureOrAbsent(entry.customers),
        figureOrAbsent(entry.lost),
        Number.isNaN(entry.lost)
          ? absentFigure
          : quotientCell(cellRef(row, 2), cellRef(row, 1), [entry.lost, entry.customers]),
        remark(entry),
      ];
    })
  );
  builder.skip();
}

/** 完全流失 + 从未进厂的流失 = 流失 (rules §17), shown as a sum that must come out. */
function writeIdentity(
  builder: SheetBuilder,
  { loss, benchmark }: StoreFigures,
  { locale }: ReportContext
): void {
  const texts = textsOf(locale).reports.loss.identity;
  const full = loss.rates[0]?.full ?? 0;
  const together = full + loss.neverServicedLost;
  const { lost } = statusCounts(benchmark.statuses);
  builder.line(texts.section, "section");
  const firstRow = builder.row + 1;
  const count = (line: number): { row: number; column: number } => ({
    row: firstRow + line,
    column: 1,
  });
  const difference: FormulaCell = {
    formula: `=${cellRef(firstRow + 2, 1)}-${cellRef(firstRow + 3, 1)}`,
    expected: together - lost,
  };
  const placed = builder.grid(
    [
      { header: texts.item, style: "text" },
      { header: texts.count, style: "number" },
    ],
    [
      [texts.full, full],
      [texts.never, loss.neverServicedLost],
      [texts.lost, additionCell([count(0), count(1)], together)],
      [texts.statusLost, lost],
      [texts.difference, difference],
    ]
  );
  builder.styleRow(placed, firstRow + 2, "sum");
  builder.skip();
}

/** Customers lost in part, the highest PSV first. */
function lostInPart({ loss, psv }: StoreFigures): number[] {
  const worth = (customer: number): number => psv.total[customer] || 0;
  const found: number[] = [];
  loss.types.forEach((type, customer) => {
    if (type === LOSS.partial) found.push(customer);
  });
  return found.sort((a, b) => worth(b) - worth(a) || a - b);
}

function writeList(builder: SheetBuilder, figures: StoreFigures, context: ReportContext): void {
  const { reports, data } = textsOf(context.locale);
  const texts = reports.loss.list;
  const customers = lostInPart(figures);
  builder.line(texts.section, "section");
  if (customers.length === 0) {
    builder.line(texts.none, "note");
    return;
  }
  const shown = customers.slice(0, mostListed);
  noteCut(builder, shown.length, customers.length, context);
  const { dealership, benchmark, loss, psv } = figures;
  const owners = ownerNames(figures, context);
  const who = customerColumns(dealership, context, ["plate", "phone", "model"], shown.length);
  builder.table(
    "RETAIN_lossInPart",
    [
      ...who,
      { header: texts.status, style: "text" },
      { header: texts.lastVisit, style: "date" },
      { header: texts.lastMaintenance, style: "date" },
      { header: texts.psv, style: "money" },
      { header: texts.owner, style: "literal" },
    ],
    shown.map((customer): PlanCell[] => {
      const status = statusAt(benchmark.statuses, customer);
      const total = psv.total[customer] ?? NaN;
      return [
        ...who.map((column) => column.cell(customer)),
        status === undefined ? null : data.statuses[status],
        benchmark.statuses.lastVisit[customer] || absentFigure,
        loss.lastMaintenance[customer] || absentFigure,
        figureOrAbsent(total),
        owners[benchmark.owner?.[customer] ?? 0] ?? "",
      ];
    })
  );
}
