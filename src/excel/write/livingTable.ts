import { inputTables, type Cell, type InputRow, type InputTableId } from "../../intake";
import {
  areaRef,
  type Area,
  livingLooks,
  isFormula,
  type PlanCell,
  type SheetPlan,
  type TablePlan,
  type StyleName,
} from "../../reports/plan";
import {
  literalText,
  applyStyle,
  cutRows,
  matrixBytes,
  RequestQueue,
  rowsStep,
  rangeAt,
  groupColumns,
} from "../cells";
import { type LocatedTable, keyOf, type CellEdit, type RawRow } from "../footprint";
import { cellValue, small } from "./sheetWriter";

/** What is to happen to a table that lives. */
export interface LivingUpdate {
  readonly table: LocatedTable;
  /** As they stand in the sheet, before {@link edits}. */
  readonly rows: readonly InputRow<InputTableId>[];
  readonly edits: readonly CellEdit[];
  readonly appends: readonly RawRow[];
  /** What the table is to have; absent where only cells are entered. */
  readonly plan?: TablePlan;
}

/**
 * Updates a table that lives: cells that the run enters, computed columns where their rows stand now,
 * new rows at the end. What the user sorted, inserted, formatted or deleted stays as it is.
 */
export async function updateLivingTable(
  context: Excel.RequestContext,
  update: LivingUpdate
): Promise<void> {
  const sheet = context.workbook.worksheets.getItem(update.table.sheetId);
  const queue = new RequestQueue(context);
  await enterCells(queue, sheet, update);
  await rewriteComputed(queue, sheet, update);
  await appendRows(queue, sheet, update);
  await queue.send();
}

async function enterCells(
  queue: RequestQueue,
  sheet: Excel.Worksheet,
  { table, edits }: LivingUpdate
): Promise<void> {
  for (const { sheetRow, cells } of edits) {
    const places = table.columns.filter(({ field }) => cells[field] !== undefined);
    const first = places[0]?.column ?? 0;
    const columns = (places.at(-1)?.column ?? -1) - first + 1;
    if (columns === 0) continue;
    // In one piece: half a contact would not be known as the one that is entered again.
    const line: (Cell | null)[] = Array.from({ length: columns }, () => null);
    for (const { field, column } of places) line[column - first] = entered(cells[field] ?? "");
    const area = { row: sheetRow, column: first, rows: 1, columns };
    const write = (): void => {
      rangeAt(sheet, area).values = [line] as Cell[][];
    };
    await queue.add(small(write, 600 + matrixBytes([line])));
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
  queue: RequestQueue,
  sheet: Excel.Worksheet,
  { table, rows, edits, plan }: LivingUpdate
): Promise<void> {
  if (!plan) return;
  const planned = plannedRows(table.id, plan);
  const editsOf = new Map(edits.map(({ sheetRow, cells }) => [sheetRow, cells]));
  const byPlace = rows.map((row) => {
    const now: RawRow = { ...row, ...editsOf.get(row.sheetRow) };
    return { sheetRow: row.sheetRow, planned: planned.get(keyOf(table.id, now)) };
  });
  const columns = table.columns.filter(({ field }) => isComputed(table.id, field));
  for (const group of groupColumns(columns)) {
    const changed = byPlace.flatMap(({ sheetRow, planned: wanted }) => {
      if (!wanted) return [];
      const cells = group.fields.map((field) => wanted[field] ?? null);
      // A cell that becomes blank is written as "": `null` would leave it as it is.
      return [{ sheetRow, cells: cells.map((cell) => cellValue(cell) ?? "") }];
    });
    for (const run of consecutive(changed)) {
      const write = (piece: readonly (readonly unknown[])[], row: number): void => {
        const area = {
          row,
          column: group.column,
          rows: piece.length,
          columns: group.fields.length,
        };
        rangeAt(sheet, area).values = piece as unknown[][];
      };
      for (const piece of cutRows(run.cells)) {
        await queue.add(rowsStep(piece, run.row, write));
      }
    }
  }
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

async function appendRows(
  queue: RequestQueue,
  sheet: Excel.Worksheet,
  { table, rows, appends, plan }: LivingUpdate
): Promise<void> {
  if (appends.length === 0) return;
  const planned = plan ? plannedRows(table.id, plan) : new Map<string, PlannedRow>();
  const fields = new Map(table.columns.map(({ field, column }) => [column, field]));
  const lines = appends.map((row) => {
    const wanted = planned.get(keyOf(table.id, row));
    return Array.from({ length: table.columnCount }, (_, index) => {
      const field = fields.get(table.column + index);
      // A column of the user's own: `null` lets Excel fill in its formula.
      if (field === undefined) return null;
      if (isComputed(table.id, field)) return wanted ? cellValue(wanted[field] ?? null) : null;
      const cell = row[field] ?? "";
      return cell === "" ? null : entered(cell);
    });
  });
  // A table without content has one blank row, which is the first to be filled.
  const blank = rows.length === 0 && table.rowCount > 0;
  const [first, ...others] = lines;
  if (blank && first) {
    const area = { ...firstRowOf(table), rows: 1, columns: table.columnCount };
    await queue.add(small(() => (rangeAt(sheet, area).values = [first] as Cell[][])));
  }
  const added = blank ? others : lines;
  const write = (piece: readonly (readonly unknown[])[]): void => {
    sheet.tables.getItem(table.tableName).rows.add(undefined, piece as Cell[][]);
  };
  for (const piece of cutRows(added)) await queue.add(rowsStep(piece, 0, write));
  const looks = (livingLooks as Partial<Record<InputTableId, Readonly<Record<string, StyleName>>>>)[
    table.id
  ];
  const row = table.headerRow + 1 + (blank ? 0 : table.rowCount);
  await queue.add(
    small(() => {
      for (const { field, column } of table.columns) {
        const style = plan?.columns.find(({ key }) => key === field)?.style ?? looks?.[field];
        const area: Area = { row, column, rows: appends.length, columns: 1 };
        if (style !== undefined) applyStyle(rangeAt(sheet, area), style);
      }
    }, 2_500 * table.columns.length)
  );
}

const firstRowOf = ({ headerRow, column }: LocatedTable): { row: number; column: number } => ({
  row: headerRow + 1,
  column,
});

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
