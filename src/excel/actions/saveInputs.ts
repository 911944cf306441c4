import { inputTableIds, type Cell, type InputRow, type InputTableId } from "../../intake";
import { normaliseKey } from "../../retention/store";
import type { InputEdit, Outcome, RunOptions, SettingsEdit } from "../api";
import {
  inputsOf,
  joinChanges,
  noChanges,
  rowsIn,
  type CellEdit,
  type RawRow,
  type RowChanges,
} from "../footprint";
import { addedRows, enter } from "./enter";

/**
 * Writes cells of input tables as if the user had typed them; rows are found by the cells that name
 * them, and added where there is none. A new row that says the same as one that is there is that one,
 * entered by a try whose end nobody saw.
 *
 * @returns how it ended; never rejects
 */
export async function saveInputs(
  edits: readonly InputEdit[],
  options: RunOptions
): Promise<Outcome> {
  const tables = inputTableIds.filter((id) => edits.some(({ table }) => table === id));
  return enter(
    {
      tables,
      changesOf: (rows, { blankRows }) =>
        tables
          .map((table) => {
            const ofTable = edits.filter((edit) => edit.table === table);
            return changesOfTable(table, ofTable, rowsIn(rows, table), blankRows(table));
          })
          .reduce(joinChanges, noChanges),
    },
    options
  );
}

function changesOfTable(
  table: InputTableId,
  edits: readonly InputEdit[],
  rows: readonly InputRow<InputTableId>[],
  blankRows: readonly number[]
): RowChanges {
  const found: CellEdit[] = [];
  const added: RawRow[] = [];
  const others = [...rows];
  for (const { row: named, values } of edits) {
    const cells = values as RawRow;
    const row = named && rows.find((candidate) => matches(candidate, named as RawRow));
    if (row) found.push({ table, sheetRow: row.sheetRow, cells });
    else if (named) added.push({ ...(named as RawRow), ...cells });
    else {
      const same = others.findIndex((candidate) => saysOnly(table, candidate, cells));
      // Each row stands for one entry only: what is entered twice is there twice.
      if (same < 0) added.push(cells);
      else others.splice(same, 1);
    }
  }
  return joinChanges({ edits: found, appends: {} }, addedRows(table, added, blankRows));
}

/** Whether a row holds these cells and nothing else that a user can have written. */
function saysOnly(table: InputTableId, row: RawRow, cells: RawRow): boolean {
  const columns = new Set([...Object.keys(cells), ...inputsOf(table)]);
  return [...columns].every(
    (column) => String(row[column] ?? "").trim() === String(cells[column] ?? "").trim()
  );
}

function matches(row: RawRow, named: RawRow): boolean {
  return Object.entries(named).every(
    ([column, cell]) => normaliseKey(String(row[column] ?? "")) === normaliseKey(String(cell))
  );
}

/**
 * Writes value cells of 维系参数.
 *
 * @returns how it ended; never rejects
 */
export async function saveSettings(edit: SettingsEdit, options: RunOptions): Promise<Outcome> {
  const of = (table: "general" | "parameters", values: Readonly<Record<string, Cell | null>>) =>
    Object.entries(values).map(([key, value]): InputEdit => ({
      table,
      row: { key },
      values: { value: value ?? "" },
    }));
  return saveInputs(
    [...of("general", edit.general ?? {}), ...of("parameters", edit.parameters ?? {})],
    options
  );
}
