import {
  inputTableIds,
  livingTables,
  rowKeys,
  surveyCells,
  type Cell,
  type InputRow,
  type InputRows,
  type InputTableId,
} from "../../intake";
import { customerFinder, recordNumbers, type SolicitationType } from "../../retention/calls";
import { normaliseKey } from "../../retention/store";
import { surveyQuestions } from "../../retention/loss";
import type { SerialDay } from "../../retention/time";
import { confirmationRowOf } from "../../reports/sheets";
import type { StoreFigures } from "../../reports/figures";
import { sheetOfInput } from "../../reports/plan";
import { textsOf, type Locale } from "../../locale";
import type {
  CallEntry,
  InputEdit,
  InvalidConfirmationEntry,
  Outcome,
  RunOptions,
  SettingsEdit,
  SurveyEntry,
} from "../api";
import {
  locateInputTables,
  readInputTables,
  rowsIn,
  type LocatedTable,
  type LocatedTables,
  locateParts,
  isPending,
  loadPending,
  type RawRow,
  callCells,
  plainRow,
  inputsOf,
  joinChanges,
  keyOf,
  noChanges,
  type CellEdit,
  type RowChanges,
  loadState,
} from "../footprint";
import { tableAddress, updateLivingTable } from "../write";
import { onlyWritable } from "../read";
import {
  checkSheets,
  checkWorkbook,
  Refusal,
  performRun,
  type RunContext,
  runExcel,
} from "../session";

import { runStore } from "../run";

/** What is to be entered, once it is known what stands in the tables. */
interface Entry {
  readonly tables: readonly InputTableId[];
  readonly changesOf: (rows: InputRows, place: Place) => RowChanges;
}

interface Place {
  readonly locale: Locale;
  readonly today: SerialDay;
  /** Rows of a table in which nothing stands; none where the table is not there. */
  readonly blankRows: (id: InputTableId) => readonly number[];
}

/**
 * Enters cells and rows into tables in which users write, as a person would. Where a table is not there
 * yet, its sheet is made. Computed columns follow with the next run.
 */
async function enter(entry: Entry, options: RunOptions): Promise<Outcome> {
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
function addedRows(
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

/** What a call may rest on besides: the figures of the last run. */
export interface CallOptions extends RunOptions {
  /** Tell the customer's advisor and what he is called about. */
  readonly figures?: StoreFigures;
}

/**
 * Writes one contact into 招揽记录: into the row that it names, else into the customer's planned row of
 * the day that has no result yet, else into a new row.
 *
 * @returns how it ended; never rejects. `recordUnknown` if the row that it names is not there,
 *   `customerUnknown` if the figures know no such customer.
 */
export async function recordCall(call: CallEntry, options: CallOptions): Promise<Outcome> {
  return enter(
    {
      tables: ["records"],
      changesOf: (rows, place) =>
        callChanges(call, rowsIn(rows, "records"), place, options.figures),
    },
    options
  );
}

function callChanges(
  call: CallEntry,
  rows: readonly InputRow<"records">[],
  { locale, today, blankRows }: Place,
  figures: StoreFigures | undefined
): RowChanges {
  const day = call.day ?? today;
  const cells = callCells(call, locale);
  const row = rowOfCall(call, rows, day, cells);
  if (row) return { edits: [{ table: "records", sheetRow: row.sheetRow, cells }], appends: {} };
  if (call.number !== undefined) throw new Refusal("recordUnknown");
  const known = figures && aboutCustomer(figures, call.key);
  if (figures && !known && call.type !== "conquest") throw new Refusal("customerUnknown");
  const taken = rows.map(({ number }) => String(number));
  const [number = ""] = recordNumbers(day, 1, taken);
  const fixed = newRecordRow(
    {
      number,
      day,
      key: call.key,
      advisor: call.advisor ?? known?.advisor ?? "",
      type: call.type ?? known?.type ?? "maintenance",
    },
    locale
  );
  return addedRows("records", [{ ...fixed, ...cells }], blankRows("records"));
}

/**
 * The row that a call belongs into. One that says the same already is the call itself, entered by a try
 * whose end nobody saw.
 */
function rowOfCall(
  { number, key }: CallEntry,
  rows: readonly InputRow<"records">[],
  day: SerialDay,
  cells: RawRow
): InputRow<"records"> | undefined {
  if (number !== undefined) return rows.find((row) => String(row.number).trim() === number);
  const own = rows.filter((row) => row.day === day && normaliseKey(String(row.customer)) === key);
  const says = (row: RawRow): boolean =>
    Object.entries(cells).every(([column, cell]) => row[column] === cell);
  return own.find((row) => String(row.result).trim() === "") ?? own.find(says);
}

/**
 * Writes one questionnaire into 流失调查: over the customer's of the same day, else as a new row. An
 * answer that is no longer given is taken out.
 *
 * @returns how it ended; never rejects
 */
export async function saveSurvey(
  { key, day, answers }: SurveyEntry,
  options: RunOptions
): Promise<Outcome> {
  return enter(
    {
      tables: ["surveyAnswers"],
      changesOf: (rows, { locale, today, blankRows }) => {
        const on = day ?? today;
        const blank = Object.fromEntries(answerColumns.map((column) => [column, ""]));
        const cells: RawRow = { ...blank, ...surveyCells(answers, locale) };
        const row = rowsIn(rows, "surveyAnswers").find(
          (one) => one.day === on && normaliseKey(String(one.customer)) === key
        );
        if (row) {
          return {
            edits: [{ table: "surveyAnswers", sheetRow: row.sheetRow, cells }],
            appends: {},
          };
        }
        const added = { day: on, customer: key, ...cells };
        return addedRows("surveyAnswers", [added], blankRows("surveyAnswers"));
      },
    },
    options
  );
}

const answerColumns = [...surveyQuestions, "otherText"] as const;

/** Who calls a customer, and about what, by the figures of the last run. */
function aboutCustomer(
  { dealership, ownership, asOf, demand }: StoreFigures,
  key: string
): { readonly advisor: string; readonly type: SolicitationType | undefined } | undefined {
  const customer = customerFinder(dealership)(key, asOf);
  if (customer < 0) return undefined;
  return {
    advisor: ownership.owners[ownership.ownerOn(customer, asOf)] ?? "",
    type: demand.items.find((item) => item.customer === customer)?.type,
  };
}

function newRecordRow(
  row: {
    readonly number: string;
    readonly day: SerialDay;
    readonly key: string;
    readonly advisor: string;
    readonly type: SolicitationType;
  },
  locale: Locale
): RawRow {
  const words = textsOf(locale).vocabulary;
  return {
    number: row.number,
    day: row.day,
    advisor: row.advisor || words.unassigned,
    attempt: 1,
    customer: row.key,
    type: words.solicitationTypes[row.type],
    planned: words.no,
  };
}

/**
 * Adds a confirmed 无效 to 归属台账; the customer counts as 无效 from its day on. Where the same is
 * confirmed already, only the note is written.
 *
 * @returns how it ended; never rejects
 */
export async function confirmInvalid(
  { key, reason, day, note = "" }: InvalidConfirmationEntry,
  options: RunOptions
): Promise<Outcome> {
  return enter(
    {
      tables: ["ledger"],
      changesOf: (rows, { locale, today, blankRows }) => {
        const confirmation = { source: "invalid" as const, key, reason, fromDay: day ?? today };
        const row = { ...plainRow(confirmationRowOf(confirmation, locale)), note };
        const same = rowsIn(rows, "ledger").find(
          (one) => keyOf("ledger", one) === keyOf("ledger", row)
        );
        if (same) {
          const cells: RawRow = note === "" ? {} : { note };
          return { edits: [{ table: "ledger", sheetRow: same.sheetRow, cells }], appends: {} };
        }
        return addedRows("ledger", [row], blankRows("ledger"));
      },
    },
    options
  );
}
