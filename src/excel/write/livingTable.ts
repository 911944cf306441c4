import { inputTables, rowKeys, type Cell, type InputRow, type InputTableId } from "../../intake";
import {
  areaRef,
  formulaInRow,
  type Area,
  livingLooks,
  isFormula,
  type PlanCell,
  type SheetPlan,
  type TableColumn,
  type TablePlan,
  headerStyleFor,
  type StyleName,
} from "../../reports/plan";
import {
  literalText,
  applyStyle,
  widthInPoints,
  RequestQueue,
  cellAt,
  rangeAt,
  groupColumns,
} from "../cells";
import {
  type LocatedTable,
  tableColumnMark,
  toldColumns,
  keyOf,
  type CellEdit,
  type RawRow,
} from "../footprint";
import { Refusal } from "../session";
import { cellValue } from "./rowWriter";
import { WriteGuard, type Expected } from "./writeGuard";
import { small } from "./writeTarget";
import { type NameWriter } from "./nameWriter";

/** What is to happen to a table that lives. */
export interface LivingUpdate {
  readonly table: LocatedTable;
  /** As they stand in the sheet, before {@link edits}. */
  readonly rows: readonly InputRow<InputTableId>[];
  readonly edits: readonly CellEdit[];
  readonly appends: readonly RawRow[];
  /** What the table is to have; absent where only cells are entered. */
  readonly plan?: TablePlan;
  /** Gives columns that the table does not have yet their names; absent where only cells are entered. */
  readonly names?: NameWriter;
}

/**
 * Updates a table that lives: cells that the run enters, computed columns where their rows stand now,
 * new rows at the end. What the user sorted, inserted, formatted or deleted stays as it is.
 *
 * @throws Refusal `rowsChanged` where the table has other rows now than those that were read; nothing of it
 *   is changed then.
 */
export async function updateLivingTable(
  context: Excel.RequestContext,
  asked: LivingUpdate
): Promise<void> {
  const sheet = context.workbook.worksheets.getItem(asked.table.sheetId);
  const room = asked.appends.length > 0 ? await roomBelow(context, sheet, asked) : undefined;
  const queue = new RequestQueue(context);
  const update = await addMissingColumns(queue, sheet, asked);
  const guard = new WriteGuard(queue, sheet, () => standing(sheet, update));
  const now = new RowsNow(update);
  try {
    await enterCells(update, guard, now);
    await rewriteComputed(update, guard, now);
    if (room) await appendRows(queue, sheet, update, room, guard, now);
    await fillRowFormulas(update, guard, now);
    await queue.send();
  } catch (error) {
    await guard.putBack(context);
    throw error;
  }
}

/** Whether the table stands where it was read, grown by no more than what this update adds. */
function standing(sheet: Excel.Worksheet, update: LivingUpdate): () => boolean {
  const { table } = update;
  const body = sheet.tables.getItem(table.tableName).getDataBodyRange();
  body.load("rowIndex,columnIndex,rowCount,columnCount");
  const rows = [table.rowCount, table.rowCount + growthOf(update)];
  return () => isAt(body, table, rows);
}

const isAt = (
  body: Excel.Range,
  { headerRow, column, columnCount }: LocatedTable,
  rows: readonly number[]
): boolean =>
  body.rowIndex === headerRow + 1 &&
  body.columnIndex === column &&
  body.columnCount === columnCount &&
  rows.includes(body.rowCount);

/** What the rows of a table hold while an update writes into them. */
class RowsNow {
  private readonly bySheetRow: Map<number, RawRow>;
  /** The columns that tell rows apart; all that say something where a row has no key. */
  private readonly keys: LocatedTable["columns"];

  constructor(private readonly update: LivingUpdate) {
    const { table, rows } = update;
    this.bySheetRow = new Map(rows.map((row) => [row.sheetRow, row as RawRow]));
    const keys: readonly string[] = rowKeys[table.id];
    const told = toldColumns(table);
    this.keys = keys.length > 0 ? told.filter(({ field }) => keys.includes(field)) : told;
  }

  row(sheetRow: number): RawRow {
    return this.bySheetRow.get(sheetRow) ?? {};
  }

  enter(sheetRow: number, cells: RawRow): void {
    this.bySheetRow.set(sheetRow, { ...this.row(sheetRow), ...cells });
  }

  /** The header cells, where they are shown. */
  header(): Expected[] {
    const { headerRow, column, columnCount: columns, headers, showsHeaders } = this.update.table;
    const area = { row: headerRow, column, rows: 1, columns };
    return showsHeaders ? [{ area, cells: [headers] }] : [];
  }

  /** The header cells and what tells the rows apart. */
  keysOf(row: number, rows: number): Expected[] {
    return [...this.header(), ...this.cellsOf(this.keys, row, rows)];
  }

  /** The cells of some columns that say something. */
  cellsOf(columns: LocatedTable["columns"], row: number, rows: number): Expected[] {
    return groupColumns(columns).map(({ column, fields }) => ({
      area: { row, column, rows, columns: fields.length },
      cells: Array.from({ length: rows }, (_, at) => {
        const cells = this.row(row + at);
        return fields.map((field) => cells[field] ?? "");
      }),
    }));
  }
}

/**
 * Columns with one formula for all rows that a table of an earlier version does not have: at its right
 * end, where they are in nobody's way. One that the user has deleted stays away.
 */
async function addMissingColumns(
  queue: RequestQueue,
  sheet: Excel.Worksheet,
  update: LivingUpdate
): Promise<LivingUpdate> {
  const { plan, names } = update;
  if (!plan || !names) return update;
  let { table } = update;
  for (const { key = "", header, style, rowFormula } of plan.columns) {
    const isThere = table.columns.some(({ field }) => field === key);
    const mark = tableColumnMark(table.id, key);
    if (rowFormula === undefined || isThere || names.has(mark)) continue;
    const column = table.column + table.columnCount;
    const { tableName, headerRow, sheetName } = table;
    await queue.add(
      small(() => {
        sheet.tables.getItem(tableName).columns.add(undefined, undefined, header);
        const cell = cellAt(sheet, headerRow, column);
        cell.format.columnWidth = widthInPoints(addedColumnWidth);
        applyStyle(cell, headerStyleFor(style));
        names.mark(mark, sheetName, { row: headerRow, column });
      })
    );
    const body = { row: headerRow + 1, column, rows: table.rowCount, columns: 1 };
    if (table.rowCount > 0) await queue.add(small(() => applyStyle(rangeAt(sheet, body), style)));
    table = {
      ...table,
      columnCount: table.columnCount + 1,
      headers: [...table.headers, header],
      columns: [...table.columns, { field: key, column }],
    };
  }
  return { ...update, table };
}

/** In characters. */
const addedColumnWidth = 8;

async function enterCells(
  { table, edits }: LivingUpdate,
  guard: WriteGuard,
  now: RowsNow
): Promise<void> {
  for (const { sheetRow, cells } of edits) {
    const places = table.columns.filter(({ field }) => cells[field] !== undefined);
    const first = places[0]?.column ?? 0;
    const columns = (places.at(-1)?.column ?? -1) - first + 1;
    if (columns === 0) continue;
    // In one piece: half a contact would not be known as the one that is entered again.
    const line: (Cell | null)[] = Array.from({ length: columns }, () => null);
    for (const { field, column } of places) line[column - first] = entered(cells[field] ?? "");
    // What stands in the cells themselves counts as well: another person may just have filled them.
    const told = toldColumns(table).filter(({ field }) => cells[field] !== undefined);
    const expected = [...now.keysOf(sheetRow, 1), ...now.cellsOf(told, sheetRow, 1)];
    const at = { row: sheetRow, column: first };
    await guard.write({ ...at, rows: [line], as: "values", expected: () => expected });
    now.enter(sheetRow, cells);
  }
}

/** A cell as it must be written to be what it is; a date keeps its number. */
const entered = (cell: Cell): Cell => (typeof cell === "string" ? literalText(cell) : cell);

/** The cells of a plan's row by the keys of its columns. */
type PlannedRow = Readonly<Record<string, PlanCell>>;

function plannedRows(id: InputTableId, plan: TablePlan): Map<string, PlannedRow> {
  const rows = new Map<string, PlannedRow>();
  for (const cells of plan.rows) {
    const row: Record<string, PlanCell> = {};
    plan.columns.forEach(({ key }, index) => {
      if (key !== undefined) row[key] = cells[index] ?? null;
    });
    rows.set(keyOf(id, shownRow(row)), row);
  }
  return rows;
}

/** A planned row as it reads once it is written. */
function shownRow(row: PlannedRow): RawRow {
  return Object.fromEntries(Object.entries(row).map(([key, cell]) => [key, shownCell(cell)]));
}

function shownCell(cell: PlanCell): Cell {
  if (cell === null) return "";
  return isFormula(cell) ? cell.expected : cell;
}

const isComputed = (id: InputTableId, column: string): boolean =>
  (inputTables[id] as Readonly<Record<string, string>>)[column] === "computed";

async function rewriteComputed(
  { table, rows, plan }: LivingUpdate,
  guard: WriteGuard,
  now: RowsNow
): Promise<void> {
  if (!plan) return;
  const planned = plannedRows(table.id, plan);
  const byPlace = rows.map(({ sheetRow }) => ({
    sheetRow,
    planned: planned.get(keyOf(table.id, now.row(sheetRow))),
  }));
  const columns = table.columns.filter(
    ({ field }) => isComputed(table.id, field) && rowFormulaOf(plan, field) === undefined
  );
  for (const group of groupColumns(columns)) {
    const changed = byPlace.flatMap(({ sheetRow, planned: wanted }) => {
      if (!wanted) return [];
      const cells = group.fields.map((field) => wanted[field] ?? null);
      // A cell that becomes blank is written as "": `null` would leave it as it is.
      return [{ sheetRow, cells: cells.map((cell) => cellValue(cell) ?? "") }];
    });
    for (const { row, cells } of consecutive(changed)) {
      await guard.write({
        rows: cells,
        row,
        column: group.column,
        as: "values",
        expected: (at, count) => now.keysOf(at, count),
      });
    }
  }
}

const columnOf = ({ columns }: TablePlan, field: string): TableColumn | undefined =>
  columns.find(({ key }) => key === field);

const rowFormulaOf = (plan: TablePlan | undefined, field: string): string | undefined =>
  plan && columnOf(plan, field)?.rowFormula;

/**
 * Columns of one formula, in every row of the table, old and new: Excel makes one formula of a column
 * anyway, and a row without it would be a gap that it does not fill.
 */
async function fillRowFormulas(
  update: LivingUpdate,
  guard: WriteGuard,
  now: RowsNow
): Promise<void> {
  const { table, plan } = update;
  if (!plan) return;
  const count = table.rowCount + growthOf(update);
  const placeOf = (header: string): number => {
    const field = plan.columns.find((column) => column.header === header)?.key;
    return table.columns.find((column) => column.field === field)?.column ?? -1;
  };
  for (const { field, column } of table.columns) {
    const template = rowFormulaOf(plan, field);
    if (template === undefined || count === 0) continue;
    const firstRow = table.headerRow + 1;
    const formulas = Array.from({ length: count }, (_, at) => [
      formulaInRow(template, firstRow + at, placeOf),
    ]);
    const at = { row: firstRow, column };
    await guard.write({ ...at, rows: formulas, as: "formulas", expected: () => now.header() });
  }
}

/** The first row below everything that is written: the table may end with blank rows, to be filled first. */
function firstFreeRow({ table, rows, edits }: LivingUpdate): number {
  return [...rows, ...edits].reduce(
    (free, { sheetRow }) => Math.max(free, sheetRow + 1),
    table.headerRow + 1
  );
}

/** Rows by which the table must grow. */
function growthOf(update: LivingUpdate): number {
  const { table, appends } = update;
  const end = table.headerRow + 1 + table.rowCount;
  return Math.max(0, firstFreeRow(update) + appends.length - end);
}

/** Rows that stand below each other, to be written as one range. */
function consecutive(
  rows: readonly { readonly sheetRow: number; readonly cells: readonly unknown[] }[]
): { row: number; cells: (readonly unknown[])[] }[] {
  const runs: { row: number; cells: (readonly unknown[])[] }[] = [];
  for (const { sheetRow, cells } of [...rows].sort((a, b) => a.sheetRow - b.sheetRow)) {
    const last = runs[runs.length - 1];
    if (last && last.row + last.cells.length === sheetRow) last.cells.push(cells);
    else runs.push({ row: sheetRow, cells: [cells] });
  }
  return runs;
}

/** How new rows come under a table. */
type Room =
  /** Nothing stands below: the table is made longer, and the cells are written like any others. */
  | "free"
  /** Cells below must move down. */
  | "taken";

/**
 * Looks, right before rows are added, whether the table still has the rows that were read, and what
 * stands below it. Rows that others add at the same moment conflict least with a longer table and plain
 * values (learn.microsoft.com, "Coauthoring in Excel add-ins"): `rows.add` is left for where cells must
 * move.
 *
 * @throws Refusal `rowsChanged`
 */
async function roomBelow(
  context: Excel.RequestContext,
  sheet: Excel.Worksheet,
  update: LivingUpdate
): Promise<Room> {
  const { table } = update;
  const now = sheet.tables.getItem(table.tableName).getDataBodyRange();
  now.load("rowIndex,rowCount");
  const below = {
    row: table.headerRow + 1 + table.rowCount,
    column: table.column,
    rows: growthOf(update),
    columns: table.columnCount,
  };
  const used = below.rows > 0 ? rangeAt(sheet, below).getUsedRangeOrNullObject(true) : undefined;
  used?.load("address");
  await context.sync();
  const same = now.rowIndex === table.headerRow + 1 && now.rowCount === table.rowCount;
  if (!same) throw new Refusal("rowsChanged");
  return table.hasTotals || (used !== undefined && !used.isNullObject) ? "taken" : "free";
}

async function appendRows(
  queue: RequestQueue,
  sheet: Excel.Worksheet,
  update: LivingUpdate,
  room: Room,
  guard: WriteGuard,
  now: RowsNow
): Promise<void> {
  const { table, appends, plan } = update;
  const planned = plan ? plannedRows(table.id, plan) : new Map<string, PlannedRow>();
  const fields = new Map(table.columns.map(({ field, column }) => [column, field]));
  const lines = appends.map((row) => {
    const wanted = planned.get(keyOf(table.id, row));
    return Array.from({ length: table.columnCount }, (_, index) => {
      const field = fields.get(table.column + index);
      // `null` leaves the cell to Excel: a column of the user's own, a column of one formula.
      if (field === undefined || rowFormulaOf(plan, field) !== undefined) return null;
      if (isComputed(table.id, field)) return wanted ? cellValue(wanted[field] ?? null) : null;
      const cell = row[field] ?? "";
      return cell === "" ? null : entered(cell);
    });
  });
  const firstRow = firstFreeRow(update);
  const added = growthOf(update);
  const { tableName, column, columnCount: columns } = table;
  if (added > 0) {
    await queue.add(
      small(
        () => {
          const it = sheet.tables.getItem(tableName);
          const blank = Array.from({ length: columns }, () => null);
          if (room === "free") {
            // From where it is by then: by its old place it would lose rows or a column of somebody else's.
            it.resize(it.getRange().getResizedRange(added, 0));
          } else {
            it.rows.add(
              undefined,
              Array.from({ length: added }, () => blank) as unknown as Cell[][]
            );
          }
        },
        1_000 + (room === "free" ? 0 : 6 * added * columns)
      )
    );
  }
  const told = toldColumns(table);
  await guard.write({
    rows: lines,
    row: firstRow,
    column,
    as: "values",
    expected: (row, rows) => [...now.header(), ...now.cellsOf(told, row, rows)],
  });
  const looks = (livingLooks as Partial<Record<InputTableId, Readonly<Record<string, StyleName>>>>)[
    table.id
  ];
  await queue.add(
    small(() => {
      for (const { field, column: at } of table.columns) {
        const style = (plan && columnOf(plan, field)?.style) ?? looks?.[field];
        const area: Area = { row: firstRow, column: at, rows: appends.length, columns: 1 };
        if (style !== undefined) applyStyle(rangeAt(sheet, area), style);
      }
    }, 2_500 * table.columns.length)
  );
}

/** The plan of what stands above a living table. */
export function headOf(plan: SheetPlan, table: TablePlan): SheetPlan {
  const above = (area: { readonly row: number }): boolean => area.row < table.row;
  return {
    ...plan,
    blocks: plan.blocks.filter(above),
    styles: plan.styles.filter(above),
    tables: plan.tables.filter(above),
    inputs: plan.inputs.filter(above),
    names: plan.names.filter(above),
    conditionalFormats: plan.conditionalFormats.filter(({ area }) => above(area)),
    validations: plan.validations.filter(({ area }) => above(area)),
    charts: plan.charts.filter(({ position }) => above(position)),
    rowHeights: plan.rowHeights.filter(({ row }) => row <= table.row),
  };
}

/** The address of an area, for messages. */
export const tableAddress = ({ headerRow, column, rowCount, columnCount }: LocatedTable): string =>
  areaRef({ row: headerRow, column, rows: rowCount + 1, columns: columnCount });
