import type { TypedProspect } from "../../../../intake";
import { textsOf } from "../../../../locale";
import { CUSTOMER_CARE } from "../../../../retention/ownership";
import {
  demandUrgencies,
  type DemandItem,
  type DemandUrgency,
} from "../../../../retention/solicitation";
import {
  groupMask,
  ruleSets,
  statusAt,
  statusCodes,
  type StatusCode,
} from "../../../../retention/status";
import { isoOf, NO_DAY } from "../../../../retention/time";
import { solicitationTypes } from "../../../../retention/calls";
import {
  cellRef,
  fixedRef,
  SheetBuilder,
  type ColumnSpec,
  type Placed,
  frozenHeadRows,
  writeHead,
  type ReportContext,
  customerColumns,
  type NamingColumn,
  absentFigure,
  bodyRange,
  jumpCell,
  quotientCell,
  sumCell,
  ownerLabels,
  type PlanCell,
  type SheetPlan,
  columnWidth,
  statusColors,
  tabColors,
} from "../../../plan";

import {
  type StoreFigures,
  callerOf,
  listedProspects,
  scriptFor,
  scriptsInUse,
} from "../../../figures";

import { rowsToProspects, writeProspects } from "./prospects";

/** Excel's last row, less what stands above the list. */
const mostRows = 1_048_000;
const chartRows = 22;
const chartColumns = 9;

const urgencyColors: Readonly<Record<DemandUrgency, string>> = {
  due: "#0F548C",
  nearLost: statusColors.nearLost,
  overdue: statusColors.warning,
  ahead: "#9DC3E6",
  anyTime: "#7FB58F",
  lost: statusColors.lost6,
  followUp: statusColors.invalid,
};

/** One row of the list, with what the sums count it by. */
interface DemandRow {
  readonly item: DemandItem;
  readonly urgency: number;
  /** Index into `Ownership.owners`. */
  readonly advisor: number;
  /** Of somebody on the list 拉新, whom the archive may not have. */
  readonly prospect?: TypedProspect;
}

interface Demand {
  readonly figures: StoreFigures;
  readonly rows: readonly DemandRow[];
  /** Rows beyond what a sheet holds are left out, the last to be called first. */
  readonly all: number;
}

/**
 * 招揽需求表 (rules §8; S0 招揽KPI "需求表来源于客户基准表"): one row per item that falls due within the
 * horizon, in the order in which the morning plan calls; above it the items by type, by urgency and by
 * advisor as native counts of the list.
 */
export function demandSheet(figures: StoreFigures, context: ReportContext): SheetPlan {
  const { reports } = textsOf(context.locale);
  const texts = reports.demand;
  const builder = new SheetBuilder("demand", reports.names.demand, tabColors.result);
  const found = computeDemand(figures);
  const empty = found.rows.length === 0;
  writeHead(builder, context, {
    title: reports.names.demand,
    headline: empty ? texts.empty : headline(found, context),
  });
  const list = listColumns(found, context);
  const counted = countLines(found, context);
  const summaries = (probe: SheetBuilder, headerRow: number): void => {
    if (!empty) writeSummaries(probe, found, counted, list, headerRow, context);
  };
  const linkRow = builder.row;
  const headerRow = builder.rowAfter((probe) => {
    probe.skip(2);
    summaries(probe, 0);
  });
  const listEnd = empty ? headerRow : headerRow + 1 + found.rows.length;
  builder.cells([[jumpCell(listEnd + rowsToProspects, 0, texts.prospects.goTo)]], 0);
  builder.style({ row: linkRow, column: 0, rows: 1, columns: 1 }, "link");
  builder.skip();
  summaries(builder, headerRow);
  if (!empty) writeList(builder, found, list);
  writeProspects(builder, figures, context);
  return builder.build({
    columnWidths: list.map(({ header, width }) => columnWidth(header, width)),
    freeze: { rows: frozenHeadRows, columns: 1 },
    print: { titleRows: [0, frozenHeadRows - 1] },
  });
}

function computeDemand(figures: StoreFigures): Demand {
  const { benchmark, demand } = figures;
  const { order, urgency } = figures.rankedDemand;
  const prospects = listedProspects(figures).map((prospect) => prospectRow(figures, prospect));
  const isValid = groupMask(ruleSets.retention, "valid");
  const customers = Array.from(order.subarray(0, mostRows), (position): DemandRow => {
    const item = demand.items[position] as DemandItem;
    const valid = isValid[benchmark.statuses.status[item.customer] ?? 0] === 1;
    return {
      item,
      urgency: urgency[position] ?? 0,
      advisor: valid ? (benchmark.owner?.[item.customer] ?? 0) : CUSTOMER_CARE,
    };
  });
  // Without a PSV they are the last of those who are called at any time.
  const after = customers.findIndex((row) => row.urgency > urgencyCode("anyTime"));
  const place = after < 0 ? customers.length : after;
  const rows = [...customers.slice(0, place), ...prospects, ...customers.slice(place)];
  return { figures, rows: rows.slice(0, mostRows), all: demand.items.length + prospects.length };
}

/** Somebody on the list 拉新; whom the archive has by now, his own advisor calls. */
function prospectRow(
  figures: StoreFigures,
  prospect: StoreFigures["prospects"][number]
): DemandRow {
  const { customer, advisor } = prospect;
  const { benchmark } = figures;
  const isValid = groupMask(ruleSets.retention, "valid");
  const own = isValid[benchmark.statuses.status[customer] ?? 0] === 1 ? benchmark.owner : undefined;
  return {
    item: { customer, type: "conquest", dueDay: NO_DAY, overdueDays: 0, order: -1, about: "" },
    urgency: urgencyCode("anyTime"),
    advisor: customer < 0 ? callerOf(figures, advisor) : (own?.[customer] ?? CUSTOMER_CARE),
    prospect,
  };
}

const urgencyCode = (urgency: DemandUrgency): number => demandUrgencies.indexOf(urgency);

function headline({ figures, rows, all }: Demand, { locale }: ReportContext): string {
  const count = (urgency: DemandUrgency): number =>
    rows.filter((row) => row.urgency === urgencyCode(urgency)).length;
  return textsOf(locale).reports.demand.headline({
    items: all,
    customers: new Set(rows.map(({ item, prospect }) => prospect?.key ?? item.customer)).size,
    until: isoOf(figures.demand.until),
    due: count("due"),
    nearLost: count("nearLost"),
    overdue: count("overdue"),
  });
}

type ListKey =
  | "urgency"
  | "status"
  | "type"
  | "about"
  | "dueDay"
  | "overdueDays"
  | "daysAway"
  | "predictedKm"
  | "psv"
  | "advisor"
  | "script";

interface ListColumn extends ColumnSpec {
  readonly id?: ListKey;
  readonly width: number;
  readonly of: (row: DemandRow) => PlanCell;
}

/** The columns of the list; what is not known is "—". */
function listColumns({ figures, rows }: Demand, context: ReportContext): ListColumn[] {
  const { data, vocabulary, reports } = textsOf(context.locale);
  const texts = reports.demand;
  const { dealership, benchmark } = figures;
  const owners = advisorLabels(figures, context);
  const script = scriptNames(figures, context);
  const rounded = (value: number | undefined): PlanCell =>
    value === undefined || Number.isNaN(value) ? absentFigure : Math.round(value);
  const statusOf = (customer: number): StatusCode =>
    statusCodes[benchmark.statuses.status[customer] ?? 0] ?? "unknown";
  const who = (column: NamingColumn): ListColumn => ({
    ...column,
    of: ({ item, prospect }) =>
      prospect && item.customer < 0 ? toldOf(prospect, column.field) : column.cell(item.customer),
  });
  const known: Record<ListKey, Omit<ListColumn, "id" | "header">> = {
    urgency: {
      style: "text",
      width: 12,
      of: ({ urgency }) => texts.urgencies[demandUrgencies[urgency] ?? "due"],
    },
    status: {
      style: "text",
      width: 14,
      of: ({ item }) => (item.customer < 0 ? absentFigure : data.statuses[statusOf(item.customer)]),
    },
    type: {
      style: "text",
      width: 16,
      of: ({ item }) => vocabulary.solicitationTypes[item.type],
    },
    about: { style: "literal", width: 30, of: ({ item }) => item.about || null },
    dueDay: { style: "date", width: 12, of: ({ item }) => item.dueDay || absentFigure },
    overdueDays: {
      style: "number",
      width: 13,
      of: ({ item }) => (item.dueDay === NO_DAY ? absentFigure : item.overdueDays),
    },
    daysAway: {
      style: "number",
      width: 11,
      of: ({ item }) => rounded(benchmark.daysAway[item.customer]),
    },
    predictedKm: {
      style: "number",
      width: 13,
      of: ({ item }) => rounded(benchmark.predictedKm[item.customer]),
    },
    psv: {
      style: "money",
      width: 13,
      of: ({ item }) => {
        const psv = benchmark.psv.total[item.customer] ?? NaN;
        return Number.isNaN(psv) ? absentFigure : psv;
      },
    },
    advisor: { style: "literal", width: 24, of: ({ advisor }) => owners[advisor] ?? "" },
    script: { style: "literal", width: 20, of: ({ item }) => script(item) || absentFigure },
  };
  const order: readonly ListKey[] = [
    "status",
    "type",
    "about",
    "dueDay",
    "overdueDays",
    "daysAway",
    "predictedKm",
    "psv",
    "advisor",
    "script",
  ];
  const column = (id: ListKey): ListColumn => ({ id, header: texts.list[id], ...known[id] });
  return [
    ...customerColumns(dealership, context, ["phone", "plate", "model"], rows.length).map(who),
    column("urgency"),
    ...order.map(column),
  ];
}

/** What the list 拉新 tells of somebody who is in no archive. */
function toldOf(
  { name, phone, car, model, key }: TypedProspect,
  field: NamingColumn["field"]
): string {
  const told = { name: name || absentFigure, phone, plate: car, model, key, jump: "" };
  return told[field];
}

function advisorLabels({ ownership, settings }: StoreFigures, { locale }: ReportContext): string[] {
  return ownerLabels(ownership.owners, { locale, roster: settings.roster });
}

/** The name of the script for an item, looked up once per type and status. */
function scriptNames(
  figures: StoreFigures,
  { locale }: ReportContext
): (item: DemandItem) => string {
  const scripts = scriptsInUse(figures, locale);
  const known = new Map<string, string>();
  return ({ type, customer }) => {
    const status = statusAt(figures.benchmark.statuses, customer);
    const key = `${type} ${status ?? ""}`;
    const name = known.get(key) ?? scriptFor(scripts, type, status)?.name ?? "";
    known.set(key, name);
    return name;
  };
}

type Ranges = (key: ListKey) => string;

function rangesOf(list: readonly ListColumn[], headerRow: number, rows: number): Ranges {
  return (key) =>
    bodyRange(
      headerRow,
      rows,
      list.findIndex(({ id }) => id === key)
    );
}

function writeSummaries(
  builder: SheetBuilder,
  found: Demand,
  counted: CountedLines,
  list: readonly ListColumn[],
  headerRow: number,
  context: ReportContext
): void {
  const { sheets, reports } = textsOf(context.locale);
  const texts = reports.demand;
  const ranges = rangesOf(list, headerRow, found.rows.length);
  writeTypes(builder, counted.types, ranges, context);
  writeAdvisors(builder, counted.advisors, ranges, context);
  builder.line(texts.list.section, "section");
  builder.line(texts.order(found.figures.solicitationRules.dueWindow), "note");
  if (found.rows.length < found.all) {
    builder.line(sheets.header.cut(found.rows.length, found.all), "note");
  }
}

/** One line of a table that counts the list: its label and how many rows of each urgency it counts. */
interface CountLine {
  readonly label: string;
  readonly perUrgency: readonly number[];
}

interface CountedLines {
  readonly types: readonly CountLine[];
  readonly advisors: readonly CountLine[];
}

/** The list by type, in the order of types, and by whom it is for, in the order of owners. */
function countLines({ figures, rows }: Demand, context: ReportContext): CountedLines {
  const { solicitationTypes: names } = textsOf(context.locale).vocabulary;
  const labels = advisorLabels(figures, context);
  const types = countsBy(rows, ({ item }) => solicitationTypes.indexOf(item.type));
  const advisors = countsBy(rows, ({ advisor }) => advisor);
  return {
    types: types.map(([type, perUrgency]) => ({
      label: names[solicitationTypes[type] ?? "maintenance"],
      perUrgency,
    })),
    advisors: advisors.map(([owner, perUrgency]) => ({ label: labels[owner] ?? "", perUrgency })),
  };
}

/** Rows per urgency of every code that occurs, by code. */
function countsBy(
  rows: readonly DemandRow[],
  codeOf: (row: DemandRow) => number
): [code: number, perUrgency: number[]][] {
  const counts = new Map<number, number[]>();
  for (const row of rows) {
    const code = codeOf(row);
    const perUrgency = counts.get(code) ?? demandUrgencies.map(() => 0);
    perUrgency[row.urgency] = (perUrgency[row.urgency] ?? 0) + 1;
    counts.set(code, perUrgency);
  }
  return [...counts].sort(([a], [b]) => a - b);
}

const total = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

/** Lines down, urgencies across: native counts of the list, with totals and shares. */
function writeCounts(
  builder: SheetBuilder,
  header: string,
  lines: readonly CountLine[],
  labels: string,
  urgencies: string,
  { locale }: ReportContext
): Placed {
  const { demand: texts } = textsOf(locale).reports;
  const firstRow = builder.row + 1;
  const totalRow = firstRow + lines.length;
  const sumAt = 1 + demandUrgencies.length;
  const all = total(lines.map(({ perUrgency }) => total(perUrgency)));
  const rowEnd = (row: number, items: number): PlanCell[] => [
    sumCell({ row, column: 1 }, { row, column: sumAt - 1 }, items),
    quotientCell(cellRef(row, sumAt), fixedRef(totalRow, sumAt), [items, all]),
  ];
  const rows = lines.map(({ label, perUrgency }, index): PlanCell[] => {
    const row = firstRow + index;
    return [
      label,
      ...perUrgency.map((expected, urgency) => ({
        formula: `=COUNTIFS(${labels},${fixedColumn(row)},${urgencies},${headerCell(firstRow - 1, 1 + urgency)})`,
        expected,
      })),
      ...rowEnd(row, total(perUrgency)),
    ];
  });
  const placed = builder.grid(
    [
      { header, style: "literal" },
      ...demandUrgencies.map((urgency): ColumnSpec => ({
        header: texts.urgencies[urgency],
        style: "number",
      })),
      { header: texts.types.total, style: "number" },
      { header: texts.types.share, style: "percent" },
    ],
    [
      ...rows,
      [
        texts.types.total,
        ...demandUrgencies.map((_, urgency) =>
          sumCell(
            { row: firstRow, column: 1 + urgency },
            { row: totalRow - 1, column: 1 + urgency },
            total(lines.map(({ perUrgency }) => perUrgency[urgency] ?? 0))
          )
        ),
        ...rowEnd(totalRow, all),
      ],
    ]
  );
  builder.styleRow(placed, totalRow, "sum");
  return placed;
}

const fixedColumn = (row: number): string => `$${cellRef(row, 0)}`;
const headerCell = (row: number, column: number): string => fixedRef(row, column);

function writeTypes(
  builder: SheetBuilder,
  lines: readonly CountLine[],
  ranges: Ranges,
  context: ReportContext
): void {
  const texts = textsOf(context.locale).reports.demand.types;
  builder.line(texts.section, "section");
  const placed = writeCounts(
    builder,
    texts.type,
    lines,
    ranges("type"),
    ranges("urgency"),
    context
  );
  builder.skip();
  const sizes = lines.map(({ perUrgency }) => total(perUrgency));
  const most = Math.max(...sizes);
  builder.chart(
    texts.sentence(lines[sizes.indexOf(most)]?.label ?? "", most),
    {
      name: "RETAIN demand",
      type: "BarStacked",
      source: {
        row: placed.headerRow,
        column: 0,
        rows: lines.length + 1,
        columns: 1 + demandUrgencies.length,
      },
      seriesBy: "Columns",
      title: texts.chartTitle,
      categoryAxisTitle: texts.categoryAxis,
      valueAxisTitle: texts.valueAxis,
      valueAxisFormat: "#,##0",
      colors: demandUrgencies.map((urgency) => urgencyColors[urgency]),
    },
    chartRows,
    chartColumns
  );
  builder.skip();
}

function writeAdvisors(
  builder: SheetBuilder,
  lines: readonly CountLine[],
  ranges: Ranges,
  context: ReportContext
): void {
  const texts = textsOf(context.locale).reports.demand.advisors;
  builder.line(texts.section, "section");
  writeCounts(builder, texts.advisor, lines, ranges("advisor"), ranges("urgency"), context);
  builder.skip();
}

function writeList(builder: SheetBuilder, { rows }: Demand, list: readonly ListColumn[]): void {
  const placed = builder.table(
    "RETAIN_demand",
    list.map(({ header, style, rowFormula }) => ({
      header,
      style,
      ...(rowFormula !== undefined && { rowFormula }),
    })),
    rows.map((row) => list.map((column) => column.of(row)))
  );
  const column = list.findIndex(({ id }) => id === "overdueDays");
  const cell = cellRef(placed.firstRow, column);
  builder.conditionalFormat({
    kind: "expression",
    area: { row: placed.firstRow, column, rows: rows.length, columns: 1 },
    formula: `AND(ISNUMBER(${cell}),${cell}>0)`,
    style: "badCell",
  });
}
