import { ownerNames, type StoreFigures, scriptFor, scriptsInUse } from "../../../figures";
import type { TypedProspect } from "../../../../intake";
import { textsOf } from "../../../../locale";
import { demandUrgencies, type DemandItem } from "../../../../retention/solicitation";
import { statusAt, statusCodes, type StatusCode } from "../../../../retention/status";
import { NO_DAY } from "../../../../retention/time";
import {
  type SheetBuilder,
  type ColumnSpec,
  type ReportContext,
  type NamingColumn,
  type PlanCell,
  figureOrAbsent,
  cellRef,
  customerColumns,
  absentFigure,
} from "../../../plan";
import { type Demand, type DemandRow } from "./rows";

export type ListKey =
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

/** A column of the list, with what it shows of a row. */
export interface ListColumn extends ColumnSpec {
  readonly id?: ListKey;
  readonly width: number;
  readonly of: (row: DemandRow) => PlanCell;
}

/** The columns of the list; what is not known is "—". */
export function listColumns({ figures, rows }: Demand, context: ReportContext): ListColumn[] {
  const { data, vocabulary, reports } = textsOf(context.locale);
  const texts = reports.demand;
  const { dealership, benchmark } = figures;
  const owners = ownerNames(figures, context);
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
        return figureOrAbsent(psv);
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

/** One row per item, in the order of calling. */
export function writeList(
  builder: SheetBuilder,
  { rows }: Demand,
  list: readonly ListColumn[]
): void {
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
