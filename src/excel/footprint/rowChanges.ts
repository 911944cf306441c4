import {
  inputTableIds,
  inputTables,
  numbersForTypedRows,
  rowKeys,
  type Cell,
  type InputColumn,
  type InputRow,
  type InputRows,
  type InputTableId,
} from "../../intake";
import { placeToCome, rowsIn } from "./readInputTables";
import type { PendingInputs, RawRow } from "./pending";

/** Cells that a run writes into a row that is there. */
export interface CellEdit {
  readonly table: InputTableId;
  /** Zero-based; {@link placeToCome} of a row that this run is to add anyway. */
  readonly sheetRow: number;
  readonly cells: Readonly<Record<string, Cell>>;
}

/** What a run changes in tables in which users write, beside computed columns. */
export interface RowChanges {
  readonly edits: readonly CellEdit[];
  /** New rows; columns that are left out are blank. */
  readonly appends: { readonly [Id in InputTableId]?: readonly RawRow[] };
}

export const noChanges: RowChanges = { edits: [], appends: {} };

/** Both, one after the other. */
export function joinChanges(a: RowChanges, b: RowChanges): RowChanges {
  const appends: Partial<Record<InputTableId, readonly RawRow[]>> = {};
  for (const id of inputTableIds) {
    const rows = [...(a.appends[id] ?? []), ...(b.appends[id] ?? [])];
    if (rows.length > 0) appends[id] = rows;
  }
  return { edits: [...a.edits, ...b.edits], appends };
}

export function hasChanges({ edits, appends }: RowChanges): boolean {
  return edits.length > 0 || inputTableIds.some((id) => (appends[id]?.length ?? 0) > 0);
}

/** The rows as they will stand after the changes. */
export function withChanges(rows: InputRows, changes: RowChanges): InputRows {
  const { edits, appends } = settled(rows, changes);
  const changed: Record<string, readonly RawRow[]> = { ...rows };
  for (const id of inputTableIds) {
    const ofTable = new Map(
      edits.filter(({ table }) => table === id).map(({ sheetRow, cells }) => [sheetRow, cells])
    );
    const added = appends[id] ?? [];
    if (ofTable.size === 0 && added.length === 0) continue;
    const before = rowsIn(rows, id);
    changed[id] = [
      ...before.map((row) => ({ ...row, ...ofTable.get(row.sheetRow) })),
      ...added.map((row, index) => placed(id, row, before.length + index)),
    ];
  }
  return changed as InputRows;
}

/** The changes with every edit of a row that is yet to be added made to that row. */
export function settled(rows: InputRows, { edits, appends }: RowChanges): RowChanges {
  const added: Partial<Record<InputTableId, RawRow[]>> = {};
  const others = edits.filter(({ table, sheetRow, cells }) => {
    const index = placeToCome(sheetRow) - rowsIn(rows, table).length;
    const row = sheetRow < 0 ? appends[table]?.[index] : undefined;
    if (row === undefined) return true;
    const ofTable = (added[table] ??= [...(appends[table] ?? [])]);
    ofTable[index] = { ...ofTable[index], ...cells };
    return false;
  });
  return { edits: others, appends: { ...appends, ...added } };
}

/** A row with nothing in it. */
export function blankRow(id: InputTableId): RawRow {
  return Object.fromEntries(Object.keys(inputTables[id]).map((column) => [column, ""]));
}

/** Numbers for the rows of 招揽记录 that people typed at its end. */
export function numberTypedRows(rows: InputRows): RowChanges {
  const edits = numbersForTypedRows(rowsIn(rows, "records")).map(
    ({ sheetRow, number }): CellEdit => ({ table: "records", sheetRow, cells: { number } })
  );
  return { ...noChanges, edits };
}

/** What an earlier run left behind and is not in the sheets. */
export interface Restored {
  /** Tables that are written anew, with everything that was typed into them. */
  readonly rows: InputRows;
  readonly changes: RowChanges;
  readonly any: boolean;
}

/**
 * Puts what a run left behind together with what stands in the sheets now. Rows are told apart by their
 * key, and by all that was typed into them where they have none: what is in both counts once, nothing
 * that is in either is dropped. Where both filled a cell, the sheet counts: it is newer.
 */
export function restoreInputs(rows: InputRows, pending: PendingInputs): Restored {
  const restored: Record<string, readonly RawRow[]> = { ...rows };
  let any = false;
  for (const id of inputTableIds) {
    const kept = pending.tables[id];
    if (!kept) continue;
    const now = rowsIn(rows, id);
    const merged = mergeRows(id, now, kept);
    any ||= merged.length > now.length || merged.some((row, index) => row !== now[index]);
    restored[id] = merged;
  }
  const appends: Partial<Record<InputTableId, readonly RawRow[]>> = {};
  for (const id of inputTableIds) {
    // The rows of a table that is written anew already have those that were added to it.
    const missing = missingRows(id, rowsIn(restored as InputRows, id), pending.appends[id] ?? []);
    if (missing.length > 0) appends[id] = missing;
    any ||= missing.length > 0;
  }
  return { rows: restored as InputRows, changes: { edits: [], appends }, any };
}

function mergeRows<Id extends InputTableId>(
  id: Id,
  now: readonly InputRow<Id>[],
  kept: readonly RawRow[]
): readonly RawRow[] {
  const keyed = rowKeys[id].length > 0;
  const back = (rows: readonly RawRow[]) =>
    rows.map((row, index) => placed(id, row, now.length + index));
  if (!keyed) return [...now, ...back(missingRows(id, now, kept))];
  // Several rows may name the same, where somebody copied one: each stands for itself.
  const byKey = new Map<string, RawRow[]>();
  for (const row of kept) {
    const key = keyOf(id, row);
    byKey.set(key, [...(byKey.get(key) ?? []), row]);
  }
  const merged = now.map((row) => {
    const before = byKey.get(keyOf(id, row))?.shift();
    const lost = before
      ? inputsOf(id).filter((column) => row[column] === "" && (before[column] ?? "") !== "")
      : [];
    if (lost.length === 0) return row;
    return {
      ...row,
      ...Object.fromEntries(lost.map((column) => [column, before?.[column] ?? ""])),
    };
  });
  return [...merged, ...back([...byKey.values()].flat())];
}

/** A row that does not stand in the sheet yet, as the one of an index among all rows. */
const placed = (id: InputTableId, row: RawRow, index: number): RawRow => ({
  ...blankRow(id),
  ...row,
  sheetRow: placeToCome(index),
});

/** Rows that are not among those that are there, each as often as it is missing. */
function missingRows(
  id: InputTableId,
  there: readonly RawRow[],
  wanted: readonly RawRow[]
): RawRow[] {
  const counts = new Map<string, number>();
  for (const row of there) {
    const text = keyOf(id, row);
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return wanted.filter((row) => {
    const text = keyOf(id, row);
    const left = counts.get(text) ?? 0;
    counts.set(text, left - 1);
    return left <= 0;
  });
}

/** What tells a row from others: its key, or all that was typed into it. */
export function keyOf(id: InputTableId, row: RawRow): string {
  const key = rowKeys[id] as readonly string[];
  const columns = key.length > 0 ? key : told(id);
  return JSON.stringify(columns.map((column) => String(row[column] ?? "").trim()));
}

const roleOf = (id: InputTableId, column: string): string | undefined =>
  (inputTables[id] as Readonly<Record<string, string>>)[column];
const told = (id: InputTableId): string[] =>
  Object.keys(inputTables[id]).filter((column) => roleOf(id, column) !== "computed");

/** The columns in which users write. */
export function inputsOf<Id extends InputTableId>(id: Id): InputColumn<Id>[] {
  return Object.keys(inputTables[id]).filter(
    (column) => roleOf(id, column) === "input"
  ) as InputColumn<Id>[];
}
