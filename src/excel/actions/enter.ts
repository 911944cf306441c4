import {
  livingTables,
  rowKeys,
  type InputRow,
  type InputRows,
  type InputTableId,
} from "../../intake";
import type { SerialDay } from "../../retention/time";
import { sheetOfInput } from "../../reports/plan";
import type { Locale } from "../../locale";
import type { Outcome, RunOptions } from "../api";
import {
  isPending,
  loadPending,
  loadState,
  locateInputTables,
  locateParts,
  readInputTables,
  rowsIn,
  type CellEdit,
  type LocatedTable,
  type LocatedTables,
  type RawRow,
  type RowChanges,
} from "../footprint";
import { onlyWritable } from "../read";
import { runStore } from "../run";
import {
  checkSheets,
  checkWorkbook,
  performRun,
  Refusal,
  runExcel,
  type RunContext,
} from "../session";
import { tableAddress, updateLivingTable } from "../write";

/** What is to be entered, once it is known what stands in the tables. */
interface Entry {
  readonly tables: readonly InputTableId[];
  readonly changesOf: (rows: InputRows, place: Place) => RowChanges;
}

/** Where and when something is entered. */
export interface Place {
  readonly locale: Locale;
  readonly today: SerialDay;
  /** Rows of a table in which nothing stands; none where the table is not there. */
  readonly blankRows: (id: InputTableId) => readonly number[];
}

/**
 * Enters cells and rows into tables in which users write, as a person would. Where a table is not there
 * yet, its sheet is made. Computed columns follow with the next run.
 */
export async function enter(entry: Entry, options: RunOptions): Promise<Outcome> {
  const seen = new SeenRows();
  return performRun(options, async (run) => {
    const entered = await runExcel((context) => enterDirectly(run, context, entry, seen), {
      ...run.patient,
      delayForCellEdit: false,
    });
    if (entered) return { kind: "done", code: "done", about: [], changes: run.changes };
    const reports = onlyWritable([...new Set(entry.tables.map((id) => sheetOfInput[id]))]);
    return runStore(run, {
      reports,
      columns: false,
      change: ({ computed: { figures, locale } }) => ({
        changes: entry.changesOf(figures.inputs.rows, {
          locale,
          today: run.today,
          blankRows: () => [],
        }),
      }),
    });
  });
}

/**
 * Writes into tables that are all there; gives false, having written nothing, where their sheet must be
 * made or made anew: one is missing, an earlier run is to be finished, or rows are added to a full table
 * that others may stand below (Excel does not push one table through another).
 */
async function enterDirectly(
  run: RunContext,
  context: Excel.RequestContext,
  entry: Entry,
  seen: SeenRows
): Promise<boolean> {
  await checkWorkbook(context);
  const state = await loadState(context);
  const locale = state.locale ?? run.options.locale;
  const located = await locateInputTables(context, await locateParts(context), locale);
  const tables = entry.tables.flatMap((id) => located.get(id) ?? []);
  const { inputs } = await loadPending(context);
  if (tables.length < entry.tables.length || isPending(inputs)) return false;
  await checkSheets(context, [...new Set(tables.map(({ sheetId }) => sheetId))]);
  const wanted: LocatedTables = new Map(tables.map((table) => [table.id, table]));
  const { rows } = await readInputTables(context, wanted);
  const changes = entry.changesOf(rows, {
    locale,
    today: run.today,
    blankRows: (id) => blankRowsOf(wanted.get(id), rows),
  });
  seen.requireUnanswered(rows, changes);
  const grown = Object.keys(changes.appends);
  if (grown.some((id) => !(livingTables as readonly string[]).includes(id))) return false;
  for (const table of tables) {
    const edits = changes.edits.filter((edit) => edit.table === table.id);
    const appends = changes.appends[table.id] ?? [];
    if (edits.length + appends.length === 0) continue;
    run.steps.at("writeRows", 0, edits.length + appends.length, table.sheetName);
    run.hasBegun = true;
    const before = rowsIn(rows, table.id) as readonly InputRow<InputTableId>[];
    await updateLivingTable(context, { table, rows: before, edits, appends });
    run.changes.push({
      sheetName: table.sheetName,
      address: tableAddress(table),
      kind: "rows",
      rows: edits.length + appends.length,
    });
  }
  return true;
}

/** The rows as they stood when the entry was first tried. */
class SeenRows {
  private rows: InputRows | undefined;

  /**
   * Looks, where the entry is tried again, whether somebody else meanwhile answered in the same cells: his
   * answer is newer than what this entry was decided on.
   *
   * @throws Refusal `rowsChanged`
   */
  requireUnanswered(now: InputRows, { edits }: RowChanges): void {
    const first = (this.rows ??= now);
    if (first === now) return;
    for (const { table, sheetRow, cells } of edits) {
      const row = rowsIn(now, table).find((it) => it.sheetRow === sheetRow) as RawRow | undefined;
      if (!row) continue;
      const keys: readonly string[] = rowKeys[table];
      // A row without a key is known again by all that this entry does not change.
      const telling = Object.keys(row).filter((column) =>
        keys.length > 0 ? keys.includes(column) : column !== "sheetRow" && !(column in cells)
      );
      const before = (rowsIn(first, table) as readonly RawRow[]).find((it) =>
        telling.every((column) => it[column] === row[column])
      );
      if (!before) continue;
      const isAnswered = Object.keys(cells).some(
        (column) => row[column] !== before[column] && row[column] !== cells[column]
      );
      if (isAnswered) throw new Refusal("rowsChanged");
    }
  }
}

function blankRowsOf(table: LocatedTable | undefined, rows: InputRows): number[] {
  if (!table) return [];
  const filled = new Set(rowsIn(rows, table.id).map(({ sheetRow }) => sheetRow));
  return Array.from({ length: table.rowCount }, (_, at) => table.headerRow + 1 + at).filter(
    (row) => !filled.has(row)
  );
}

/** Rows to be added: into blank ones of the table first, which are there to be filled. */
export function addedRows(
  table: InputTableId,
  rows: readonly RawRow[],
  blankRows: readonly number[]
): RowChanges {
  const edits = rows
    .slice(0, blankRows.length)
    .map((cells, index): CellEdit => ({ table, sheetRow: blankRows[index] ?? 0, cells }));
  const appends = rows.slice(blankRows.length);
  return { edits, appends: appends.length > 0 ? { [table]: appends } : {} };
}
