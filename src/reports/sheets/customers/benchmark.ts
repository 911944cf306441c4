import { textsOf } from "../../../locale";
import { allParameters } from "../../../retention/allParameters";
import {
  codeOfStatus,
  NOT_COUNTED,
  ruleSets,
  statusCodes,
  type StatusCode,
} from "../../../retention/status";
import { edate, isoOf, NO_DAY, type SerialDay } from "../../../retention/time";
import { lifecycleStages, NO_STAGE } from "../../../retention/service";
import type { BenchmarkColumns } from "../../../retention/solicitation";
import {
  cellRef,
  fixedRef,
  SheetBuilder,
  type ColumnSpec,
  writeHead,
  type ReportContext,
  customerColumns,
  type CustomerColumn,
  absentFigure,
  bodyRange,
  quotientCell,
  sumCell,
  type FormulaCell,
  type PlanCell,
  type SheetPlan,
  columnWidth,
  flowColors,
  tabColors,
  chartTexts,
  figureOrAbsent,
  noteCut,
  planBelowHead,
} from "../../plan";

import { chapterValues, type StoreFigures, ownerNames } from "../../figures";

/** Excel's last row, less what stands above the list. */
const mostRows = 1_048_000;
const chartRows = 14;
const chartColumns = 7;

/** Columns of the list whose places the sums above it must know. */
const listKeys = [
  "status",
  "stage",
  "lastVisit",
  "daysAway",
  "daysToLost",
  "nextDay",
  "nextKm",
  "predictedKm",
  "kmPerDay",
  "warrantyEnd",
  "insuranceEnd",
  "inspectionEnd",
  "psv",
  "owner",
] as const;
type ListKey = (typeof listKeys)[number];

/** What falls due within the horizon. */
const comingKinds = ["maintenance", "warranty", "insurance", "inspection", "lost"] as const;
type ComingKind = (typeof comingKinds)[number];

interface Benchmark {
  readonly figures: StoreFigures;
  readonly columns: BenchmarkColumns;
  /** Rows of the customer table that are counted on the day. */
  readonly customers: readonly number[];
  readonly listed: readonly number[];
  readonly asOf: SerialDay;
  readonly until: SerialDay;
}

/**
 * 客户基准表 (rules §8; S0 招揽管理: "根据基准表,我们的服务顾问可快速得到预计一个月内即将保养、出保、办理保险业务的客户群名单"):
 * one row per customer with what is known of him, below counts by status and of what falls due within
 * the horizon, which are native formulas over the list.
 */
export function benchmarkSheet(figures: StoreFigures, context: ReportContext): SheetPlan {
  const { reports } = textsOf(context.locale);
  const builder = new SheetBuilder("benchmark", reports.names.benchmark, tabColors.result);
  const found = computeBenchmark(figures);
  const empty = found.customers.length === 0;
  writeHead(builder, context, {
    title: reports.names.benchmark,
    headline: empty ? reports.benchmark.empty : headline(found, context),
  });
  const list = listColumns(found, context);
  if (!empty) {
    const headerRow = builder.rowAfter((probe) => writeSummaries(probe, found, list, 0, context));
    writeSummaries(builder, found, list, headerRow, context);
    builder.table(
      "RETAIN_benchmark",
      list.map(({ column }) => column),
      found.listed.map((customer) => list.map(({ column }) => column.cell(customer)))
    );
  }
  return planBelowHead(builder, {
    columnWidths: list.map(({ column }) => columnWidth(column.header, column.width)),
    frozenColumns: 1,
  });
}

function computeBenchmark(figures: StoreFigures): Benchmark {
  const { benchmark: columns, asOf, settings } = figures;
  const { horizon } = chapterValues(settings, "demand", allParameters.demand);
  const customers: number[] = [];
  columns.statuses.status.forEach((status, customer) => {
    if (status !== NOT_COUNTED) customers.push(customer);
  });
  const listed = customers.length > mostRows ? byWorth(customers, columns) : customers;
  return { figures, columns, customers, listed, asOf, until: edate(asOf, horizon) };
}

/** Those for whom there is room on a sheet: the highest PSV first. */
function byWorth(customers: readonly number[], { psv }: BenchmarkColumns): number[] {
  const worth = (customer: number): number => psv.total[customer] || 0;
  return [...customers].sort((a, b) => worth(b) - worth(a)).slice(0, mostRows);
}

/** The day on which each kind of thing falls due, {@link NO_DAY} where none does. */
function dueDays({ columns, asOf }: Benchmark): Record<ComingKind, (customer: number) => number> {
  const { daysToLost } = columns;
  return {
    maintenance: (customer) => columns.nextService.dueDay[customer] ?? NO_DAY,
    warranty: (customer) => columns.warranty.endDay[customer] ?? NO_DAY,
    insurance: (customer) => columns.insuranceEnd[customer] ?? NO_DAY,
    inspection: (customer) => columns.inspectionEnd[customer] ?? NO_DAY,
    lost: (customer) => {
      const days = daysToLost[customer] ?? NaN;
      return Number.isNaN(days) ? NO_DAY : asOf + days;
    },
  };
}

/** Whom it falls due for within the horizon; `NaN` where it is known of nobody on what day it does. */
function countComing(found: Benchmark, kind: ComingKind): number {
  const { listed, asOf, until } = found;
  const dayOf = dueDays(found)[kind];
  // Nobody who is lost will become it: that is known.
  if (kind !== "lost" && listed.every((customer) => dayOf(customer) === NO_DAY)) return NaN;
  return listed.filter((customer) => dayOf(customer) >= asOf && dayOf(customer) <= until).length;
}

function headline(found: Benchmark, { locale }: ReportContext): string {
  return textsOf(locale).reports.benchmark.headline({
    customers: found.customers.length,
    maintenance: countComing(found, "maintenance"),
    warranty: countComing(found, "warranty"),
    insurance: countComing(found, "insurance"),
    inspection: countComing(found, "inspection"),
  });
}

interface ListColumn {
  readonly key?: ListKey;
  readonly column: CustomerColumn;
}

/** The columns of the list: who, then what is known; what is not known is "—". */
function listColumns(found: Benchmark, context: ReportContext): ListColumn[] {
  const { figures, columns, listed } = found;
  const { reports, data, method } = textsOf(context.locale);
  const texts = reports.benchmark.list;
  const { dealership, lifecycle } = figures;
  const owners = ownerNames(figures, context);
  const number = (value: number | undefined): PlanCell =>
    value === undefined || figureOrAbsent(value);
  const rounded = (value: number | undefined): PlanCell =>
    value === undefined || Number.isNaN(value) ? absentFigure : Math.round(value);
  const day = (value: number | undefined): PlanCell => value || absentFigure;
  const { statuses, nextService, odometers, warranty } = columns;
  const known: Record<ListKey, Omit<CustomerColumn, "header">> = {
    status: {
      style: "text",
      width: 14,
      cell: (c) => data.statuses[statusCodes[statuses.status[c] ?? 0] ?? "unknown"],
    },
    stage: {
      style: "text",
      width: 13,
      cell: (c) => {
        const stage = lifecycle.stage[c] ?? NO_STAGE;
        return stage === NO_STAGE
          ? absentFigure
          : method.lifecycleStages[lifecycleStages[stage] ?? "honeymoon"];
      },
    },
    lastVisit: { style: "date", width: 12, cell: (c) => day(statuses.lastVisit[c]) },
    daysAway: { style: "number", width: 11, cell: (c) => number(columns.daysAway[c]) },
    daysToLost: { style: "number", width: 11, cell: (c) => number(columns.daysToLost[c]) },
    nextDay: { style: "date", width: 12, cell: (c) => day(nextService.dueDay[c]) },
    nextKm: { style: "number", width: 13, cell: (c) => number(nextService.dueKm[c]) },
    predictedKm: { style: "number", width: 13, cell: (c) => rounded(columns.predictedKm[c]) },
    kmPerDay: { style: "decimal", width: 10, cell: (c) => number(odometers.kmPerDay[c]) },
    warrantyEnd: { style: "date", width: 12, cell: (c) => day(warranty.endDay[c]) },
    insuranceEnd: { style: "date", width: 12, cell: (c) => day(columns.insuranceEnd[c]) },
    inspectionEnd: { style: "date", width: 12, cell: (c) => day(columns.inspectionEnd[c]) },
    psv: { style: "money", width: 13, cell: (c) => number(columns.psv.total[c]) },
    owner: { style: "literal", width: 14, cell: (c) => owners[columns.owner?.[c] ?? 0] ?? "" },
  };
  const who = customerColumns(dealership, context, ["plate", "phone", "model"], listed.length);
  return [
    ...who.map((column) => ({ column })),
    ...listKeys.map((key) => ({ key, column: { ...known[key], header: texts[key] } })),
  ];
}

/** The ranges of the list's columns, once its header stands in a row. */
type ListRanges = (key: ListKey) => string;

function rangesOf(list: readonly ListColumn[], headerRow: number, rows: number): ListRanges {
  return (key) =>
    bodyRange(
      headerRow,
      rows,
      list.findIndex((column) => column.key === key)
    );
}

function writeSummaries(
  builder: SheetBuilder,
  found: Benchmark,
  list: readonly ListColumn[],
  headerRow: number,
  context: ReportContext
): void {
  const { reports } = textsOf(context.locale);
  const range = rangesOf(list, headerRow, found.listed.length);
  writeStatuses(builder, found, range, context);
  writeComing(builder, found, range, context);
  builder.line(reports.benchmark.list.section, "section");
  noteCut(builder, found.listed.length, found.customers.length, context);
}

const shownStatuses: readonly StatusCode[] = [
  ...ruleSets.retention.classes.map(({ status }) => status),
  "invalid",
  "unknown",
];

/** Customers, PSV and overdue maintenance by status. */
function writeStatuses(
  builder: SheetBuilder,
  found: Benchmark,
  range: ListRanges,
  { locale }: ReportContext
): void {
  const { reports, data } = textsOf(locale);
  const texts = reports.benchmark.statuses;
  const { columns, listed, asOf } = found;
  builder.line(texts.section, "section");
  const firstRow = builder.row + 1;
  const totalRow = firstRow + shownStatuses.length;
  const ofStatus = (status: StatusCode): number[] => {
    const code = codeOfStatus(status);
    return listed.filter((customer) => columns.statuses.status[customer] === code);
  };
  const worth = (customers: readonly number[]): number =>
    customers.reduce((sum, customer) => sum + (columns.psv.total[customer] || 0), 0);
  const isOverdue = (customer: number): boolean => {
    const due = columns.nextService.dueDay[customer] ?? NO_DAY;
    return due !== NO_DAY && due < asOf;
  };
  const lines = shownStatuses.map((status) => {
    const members = ofStatus(status);
    return {
      status,
      customers: members.length,
      psv: worth(members),
      overdue: members.filter(isOverdue).length,
    };
  });
  const rows = lines.map(({ status, customers, psv, overdue }, index): PlanCell[] => {
    const row = firstRow + index;
    const label = cellRef(row, 0);
    return [
      data.statuses[status],
      { formula: `=COUNTIF(${range("status")},${label})`, expected: customers },
      quotientCell(cellRef(row, 1), fixedRef(totalRow, 1), [customers, listed.length]),
      { formula: `=SUMIF(${range("status")},${label},${range("psv")})`, expected: psv },
      {
        formula: `=COUNTIFS(${range("status")},${label},${range("nextDay")},"<${asOf}")`,
        expected: overdue,
      },
    ];
  });
  const totalOf = (column: number, key: "customers" | "psv" | "overdue"): FormulaCell =>
    sumCell(
      { row: firstRow, column },
      { row: totalRow - 1, column },
      lines.reduce((sum, line) => sum + line[key], 0)
    );
  const placed = builder.grid(
    [
      { header: texts.status, style: "text" },
      { header: texts.customers, style: "number" },
      { header: texts.share, style: "percent" },
      { header: texts.psv, style: "money" },
      { header: texts.overdue, style: "number" },
    ],
    [
      ...rows,
      [
        texts.total,
        totalOf(1, "customers"),
        quotientCell(cellRef(totalRow, 1), fixedRef(totalRow, 1), [listed.length, listed.length]),
        totalOf(3, "psv"),
        totalOf(4, "overdue"),
      ],
    ]
  );
  builder.styleRow(placed, totalRow, "sum");
  builder.skip();
}

/** What falls due within the horizon, and its picture. */
function writeComing(
  builder: SheetBuilder,
  found: Benchmark,
  range: ListRanges,
  { locale }: ReportContext
): void {
  const texts = textsOf(locale).reports.benchmark.coming;
  const { asOf, until, columns } = found;
  const between = (key: ListKey): string =>
    `=COUNTIFS(${range(key)},">=${asOf}",${range(key)},"<=${until}")`;
  const formulas: Record<ComingKind, string> = {
    maintenance: between("nextDay"),
    warranty: between("warrantyEnd"),
    insurance: between("insuranceEnd"),
    inspection: between("inspectionEnd"),
    lost: `=COUNTIFS(${range("daysToLost")},">=0",${range("daysToLost")},"<=${until - columns.asOf}")`,
  };
  const counts = comingKinds.map((kind) => countComing(found, kind));
  builder.line(texts.section(isoOf(asOf), isoOf(until)), "section");
  const number: ColumnSpec = { header: texts.customers, style: "number" };
  const placed = builder.grid(
    [{ header: texts.what, style: "text" }, number],
    comingKinds.map((kind, index) => [
      texts[kind],
      Number.isNaN(counts[index])
        ? absentFigure
        : { formula: formulas[kind], expected: counts[index] ?? 0 },
    ])
  );
  builder.skip();
  const most = Math.max(0, ...counts.filter((count) => !Number.isNaN(count)));
  if (most === 0) {
    builder.line(texts.none, "note");
    builder.skip();
    return;
  }
  builder.chart(
    texts.sentence(texts[comingKinds[counts.indexOf(most)] ?? "maintenance"], most),
    {
      name: "RETAIN benchmark",
      type: "ColumnClustered",
      source: { row: placed.headerRow, column: 0, rows: comingKinds.length + 1, columns: 2 },
      seriesBy: "Columns",
      ...chartTexts(texts),
      valueAxisFormat: "#,##0",
      colors: [flowColors.level],
    },
    chartRows,
    chartColumns
  );
  builder.skip();
}
