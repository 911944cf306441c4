import {
  inputTables,
  isBlank,
  rowKeys,
  type Cell,
  type InputColumn,
  type InputRow,
  type InputTableId,
} from "../../intake";
import { textsOf, type Locale } from "../../locale";
import { isFormula, type PlanCell, type ReportId } from "./sheetPlan";
import type { Area } from "./a1";
import type { ColumnSpec, Placed, SheetBuilder } from "./builder";
import type { StyleName } from "./style";

/** The sheet on which each table stands in which users write. */
export const sheetOfInput = {
  general: "settings",
  parameters: "settings",
  advisors: "settings",
  intervals: "settings",
  closedDays: "settings",
  wordLists: "settings",
  doNotDisturb: "settings",
  prospects: "demand",
  ledger: "ledger",
  targets: "targets",
  records: "records",
  tallyReasons: "tally",
  failureActions: "failures",
  campaigns: "campaigns",
  campaignRewards: "campaigns",
  surveyAnswers: "survey",
  scorecardInputs: "scorecard",
  scripts: "scripts",
} as const satisfies Record<InputTableId, ReportId>;

/** Cells of one row of a table in which users write; what is left out is empty. */
export type InputPlanRow<Id extends InputTableId> = Readonly<
  Partial<Record<InputColumn<Id>, PlanCell>>
>;

/** A column of a table in which users write. */
export type InputPlanColumn<Id extends InputTableId> = ColumnSpec & {
  readonly key: InputColumn<Id>;
};

/** The columns of an input table as a plan has them, in the order and with the looks given. */
export function inputColumns<Id extends InputTableId>(
  id: Id,
  locale: Locale,
  looks: { readonly [Column in InputColumn<Id>]: StyleName }
): InputPlanColumn<Id>[] {
  const headers: Readonly<Record<string, string>> = textsOf(locale).inputTables[id];
  return (Object.keys(looks) as InputColumn<Id>[]).map((key) => ({
    key,
    header: headers[key] ?? key,
    style: looks[key],
  }));
}

/** The columns with the formula of their jump to the customer's row; without one it stays blank. */
export function withJump<Column extends { readonly key: string }>(
  columns: readonly Column[],
  rowFormula: string | undefined
): (Column & { readonly rowFormula?: string })[] {
  return columns.map((column) =>
    column.key === "jump" && rowFormula !== undefined ? { ...column, rowFormula } : column
  );
}

/** A cell of customer keys as it is looked up. */
export const plainKey = (cell: Cell | undefined): string | number =>
  typeof cell === "number" ? cell : String(cell ?? "");

/**
 * The rows of a table that is written anew on every run: the fresh ones, in whose input cells stands
 * what the user wrote there, then those that the user wrote in and that no longer arise, then blank
 * ones to write in. Rows without a key are the user's own from end to end: fresh ones count only where
 * there are none yet.
 */
export function withTyped<Id extends InputTableId>(
  id: Id,
  fresh: readonly InputPlanRow<Id>[],
  typed: readonly InputRow<Id>[] = [],
  blankRows = 0
): InputPlanRow<Id>[] {
  const written = typed.filter((row) => inputsOf(id).some((column) => !isBlank(row[column])));
  const keyed = rowKeys[id].length > 0;
  const rows = keyed ? merged(id, fresh, written) : written.length > 0 ? written : fresh;
  return [...rows.map((row) => cellsOf(id, row)), ...blankInputRows<Id>(blankRows)];
}

/** Rows in which nothing stands yet. */
export function blankInputRows<Id extends InputTableId>(rows: number): InputPlanRow<Id>[] {
  return Array.from({ length: rows }, () => ({}) as InputPlanRow<Id>);
}

function merged<Id extends InputTableId>(
  id: Id,
  fresh: readonly InputPlanRow<Id>[],
  written: readonly InputRow<Id>[]
): InputPlanRow<Id>[] {
  const byKey = new Map<string, InputRow<Id>>();
  const repeated: InputRow<Id>[] = [];
  for (const row of written) {
    const key = keyOf(id, row);
    // A copied row names the same: both stay, and what stands in the first counts.
    if (byKey.has(key)) repeated.push(row);
    else byKey.set(key, row);
  }
  const kept = fresh.map((row): InputPlanRow<Id> => {
    const typed = byKey.get(keyOf(id, row));
    byKey.delete(keyOf(id, row));
    return typed ? { ...row, ...typedCells(id, typed) } : row;
  });
  return [...kept, ...byKey.values(), ...repeated];
}

/** The input cells in which something stands. */
function typedCells<Id extends InputTableId>(id: Id, row: InputRow<Id>): InputPlanRow<Id> {
  const cells = inputsOf(id)
    .filter((column) => !isBlank(row[column]))
    .map((column) => [column, row[column] as Cell]);
  return Object.fromEntries(cells) as InputPlanRow<Id>;
}

/** Only the table's columns. */
function cellsOf<Id extends InputTableId>(id: Id, row: InputPlanRow<Id>): InputPlanRow<Id> {
  const columns = Object.keys(inputTables[id]) as InputColumn<Id>[];
  const cells = columns.flatMap((column) => {
    const cell = row[column];
    return cell === undefined ? [] : [[column, cell]];
  });
  return Object.fromEntries(cells) as InputPlanRow<Id>;
}

function inputsOf<Id extends InputTableId>(id: Id): InputColumn<Id>[] {
  const roles: Readonly<Record<string, string>> = inputTables[id];
  return (Object.keys(roles) as InputColumn<Id>[]).filter((column) => roles[column] === "input");
}

function keyOf<Id extends InputTableId>(id: Id, row: InputPlanRow<Id>): string {
  const columns = rowKeys[id] as readonly InputColumn<Id>[];
  return JSON.stringify(columns.map((column) => textOf(row[column])));
}

function textOf(cell: PlanCell | undefined): string {
  if (cell === undefined || cell === null) return "";
  return String(isFormula(cell) ? cell.expected : cell).trim();
}

/** Rows as a plan's table takes them. */
export function inputCells<Id extends InputTableId>(
  columns: readonly { readonly key: InputColumn<Id> }[],
  rows: readonly InputPlanRow<Id>[]
): PlanCell[][] {
  return rows.map((row) => columns.map(({ key }) => (row[key] === "" ? null : (row[key] ?? null))));
}

/** Writes a table in which users write, under the name by which it is found again. */
export function writeInputTable<Id extends InputTableId>(
  builder: SheetBuilder,
  id: Id,
  columns: readonly InputPlanColumn<Id>[],
  rows: readonly InputPlanRow<Id>[]
): Placed {
  return builder.table(`RETAIN_${id}`, columns, inputCells(columns, rows), id);
}

/** The body of one column of a placed input table. */
export function inputColumnArea<Id extends InputTableId>(
  placed: Placed,
  columns: readonly InputPlanColumn<Id>[],
  key: InputPlanColumn<Id>["key"]
): Area {
  const column = columns.findIndex((candidate) => candidate.key === key);
  return { row: placed.firstRow, column, rows: placed.lastRow - placed.firstRow + 1, columns: 1 };
}
