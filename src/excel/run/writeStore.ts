import { pause, type ComputedStore } from "./computeStore";
import { minuteText } from "../session";
import { inputTableIds, usedColumns, type InputTableId, type RecognisedSheet } from "../../intake";
import { textsOf } from "../../locale";
import { customerColumns, orderColumns } from "../../reports/columns";
import type { SheetPlan, TablePlan } from "../../reports/plan";
import type { OutcomeNote } from "../api";
import {
  tableParts,
  writeColumns,
  type ColumnMemory,
  type WrittenColumns,
  asOfExpression,
  columnsAsValues,
  isTooLong,
  headOf,
  tableAddress,
  updateLivingTable,
  additionNotes,
  collectAdditions,
  type Additions,
  isLiving,
  readInputCells,
  rewriteHead,
  writeSheet,
  type KeptUserCells,
  TypedMeanwhile,
  type WriteTarget,
  NameWriter,
} from "../write";
import {
  rowsIn,
  type LocatedTable,
  LayoutStore,
  generatedSheets,
  locateParts,
  sheetKeyOf,
  type LocatedParts,
  nothingPending,
  restoreInputs,
  savePending,
  unfinishedMark,
  unfinishedSheets,
  type BegunDeal,
  type PendingInputs,
  type RawRow,
  type RowChanges,
  saveState,
  type WorkbookState,
} from "../footprint";
import { type Prepared, requireSameRows, requireUnchanged, type ReadStore } from "../read";
import { Refusal, type RunContext, runExcel } from "../session";

/** What a run writes. */
export interface Work {
  readonly prepared: Prepared;
  readonly store: ReadStore;
  readonly computed: ComputedStore;
  readonly plans: readonly SheetPlan[];
  /** Whether the classification columns are written. */
  readonly columns: boolean;
  /** Cells and rows of tables in which users write. */
  readonly changes: RowChanges;
  /** What else the workbook is to remember. */
  readonly remember?: Partial<WorkbookState>;
  /** The deal that this run puts into the workbook. */
  readonly deal?: BegunDeal;
}

/**
 * Writes everything. Before the first change it looks whether all stands where it was read, and keeps a
 * copy of what users wrote; the copy goes when all is written.
 */
export async function writeStore(run: RunContext, work: Work): Promise<OutcomeNote[]> {
  const eventsWere = await runExcel((context) => silenceEvents(context), run.patient);
  try {
    return await runExcel((context) => writeAll(run, context, work), run.patient);
  } finally {
    await restoreEvents(eventsWere);
  }
}

async function writeAll(
  run: RunContext,
  context: Excel.RequestContext,
  work: Work
): Promise<OutcomeNote[]> {
  const { prepared, computed, store, plans } = work;
  const { state, located, kept } = prepared;
  run.steps.at("writeColumns", 0, 2);
  await requireUnchanged(context, prepared, store);
  const cells = {
    ...kept.inputs.cells,
    ...(await readInputCells(context, plans, located.names)),
  };
  const layouts = await LayoutStore.open(context);
  const userCells = await collectAdditions(context, prepared, plans, layouts);
  const pending = pendingOf(work, cells, userCells);
  await savePending(context, pending, kept.copy + 1);
  // With the copy: whoever finishes this run knows of what it decided.
  if (work.remember) await saveState(context, { ...state, ...work.remember });
  run.hasBegun = true;
  const tables = work.columns ? await writeTables(run, context, work) : undefined;
  // Rows that moved while their columns were written have another customer's status.
  if (tables) await requireSameRows(context, prepared, store, tables.hasGrown);
  const columns = tables?.columns ?? {};
  const keptUserCells: KeptOnSheet[] = [];
  const sheets = await keepTyped(context, work, pending, () =>
    writeSheets(run, context, work, { cells, userCells, layouts, keptUserCells })
  );
  await saveState(context, {
    ...state,
    locale: computed.locale,
    sheets: { ...state.sheets, ...sheets },
    columns: { ...state.columns, ...columns },
    ...(prepared.store !== undefined && { store: prepared.store }),
    used: {
      ...(!prepared.isArchiveOfOrders && { customers: usedColumns(prepared.customers) }),
      ...(prepared.orders.columns.length > 0 && { orders: usedColumns(prepared.orders) }),
    },
    firstRun: state.firstRun ?? run.today,
    invalidFirstSeen: Object.fromEntries(computed.invalidFirstSeen),
    ...work.remember,
  });
  const asValues = tables?.asValues ?? [];
  const notes: OutcomeNote[] = [
    ...additionNotes(keptUserCells),
    ...(asValues.length > 0 ? [{ code: "tableColumnsAsValues" as const, about: asValues }] : []),
    ...(await recalculate(run, context)),
  ];
  // Last of all: while the copy is there, the next run knows what this one began.
  await savePending(context, leftOver(work), kept.copy + 2);
  return work.columns && wantsLive(work) && isTooLong(prepared)
    ? [...notes, columnsAsValues]
    : notes;
}

/**
 * Keeps what somebody typed into a sheet while it was cleared, for the run that begins anew.
 *
 * @throws Refusal `rowsChanged` then
 */
async function keepTyped<T>(
  context: Excel.RequestContext,
  work: Work,
  pending: PendingInputs,
  write: () => Promise<T>
): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (!(error instanceof TypedMeanwhile)) throw error;
    const { prepared } = work;
    const half = unfinishedSheets(prepared.located);
    // A sheet that an earlier run left half-written never held what that run had kept.
    const kept = Object.entries(prepared.kept.inputs.tables).filter(
      ([id]) => id in error.rows && half.has(prepared.tables.get(id as InputTableId)?.sheetId ?? "")
    );
    const { rows } = restoreInputs(error.rows, {
      ...nothingPending,
      tables: Object.fromEntries(kept),
    });
    const typed = Object.entries(rows).map(([id, of]) => [id, of.map(withoutPlace)]);
    const tables = { ...pending.tables, ...Object.fromEntries(typed) };
    await savePending(context, { ...pending, tables }, prepared.kept.copy + 2);
    await takeBack(context, work, error);
    throw new Refusal("rowsChanged");
  }
}

/** Makes a sheet again one that is to be written, without the tables that tell what was typed before. */
async function takeBack(
  context: Excel.RequestContext,
  { plans, prepared: { located, state, tables } }: Work,
  { rows }: TypedMeanwhile
): Promise<void> {
  const written = inputTableIds.flatMap((id) => (id in rows ? (tables.get(id) ?? []) : []));
  const known = generatedSheets(located, state);
  const names = new NameWriter(context, located.names);
  for (const plan of plans) {
    const sheetId = known.get(sheetKeyOf(plan));
    if (written.some((table) => table.sheetId === sheetId)) {
      names.flag(unfinishedMark(sheetKeyOf(plan)));
    }
  }
  const found = written.map(({ tableName }) => {
    const table = context.workbook.tables.getItemOrNullObject(tableName);
    return table.load("name");
  });
  await context.sync();
  names.settle();
  for (const table of found) if (!table.isNullObject) table.delete();
  await context.sync();
}

/** Whether the classification columns are to be formulas. */
function wantsLive({ prepared: { state }, remember }: Work): boolean {
  return remember?.liveColumns ?? state.liveColumns;
}

/** What stays to be done: a deal that an earlier run began, unless this run was to put one in. */
function leftOver({ deal, prepared }: Work): PendingInputs {
  const begun = deal === undefined ? prepared.kept.inputs.deal : undefined;
  return begun === undefined ? nothingPending : { ...nothingPending, deal: begun };
}

/** What would be lost if the run ended half-way. */
function pendingOf(
  { plans, prepared, computed, changes, deal = prepared.kept.inputs.deal }: Work,
  cells: PendingInputs["cells"],
  additions: Additions
): PendingInputs {
  const { rows } = computed.figures.inputs;
  const tables: Partial<Record<InputTableId, readonly RawRow[]>> = {};
  for (const { input } of plans.flatMap((plan) => plan.tables.filter((t) => !isLiving(t)))) {
    const typed = input === undefined ? [] : rowsIn(rows, input);
    if (input !== undefined && typed.length > 0) tables[input] = typed.map(withoutPlace);
  }
  const userCells = { ...prepared.kept.inputs.userCells, ...Object.fromEntries(additions) };
  return { tables, appends: changes.appends, cells, userCells, ...(deal && { deal }) };
}

function withoutPlace({ sheetRow: _, ...cells }: RawRow): RawRow {
  return cells;
}

async function writeTables(
  run: RunContext,
  context: Excel.RequestContext,
  work: Work
): Promise<Pick<WrittenColumns, "columns" | "asValues" | "hasGrown">> {
  const { prepared, store, computed } = work;
  const { located, state, customers, orders } = prepared;
  const { locale } = computed;
  const { dealership, statuses } = computed.figures;
  const liveAsOf =
    wantsLive(work) && !isTooLong(prepared)
      ? asOfExpression(prepared, store, computed.asOf)
      : undefined;
  const memory = { remembered: state.columns, locale };
  const customerPlan = customerColumns(computed.figures, locale);
  await pause(run);
  const orderPlan = orderColumns(dealership, statuses, locale);
  const tasks = [
    // Rows of an archive that orders make are orders.
    ...(prepared.isArchiveOfOrders ? [] : tableParts(customers)).map((part) => ({
      sheetName: part.sheetName,
      write: (known: LocatedParts) =>
        writeColumns(context, part, customerPlan, {
          ...memory,
          sheets: sheetsOf(customers),
          located: known,
          liveAsOf,
        }),
    })),
    ...tableParts(orders).map((part) => ({
      sheetName: part.sheetName,
      write: (known: LocatedParts) =>
        writeColumns(context, part, orderPlan, {
          ...memory,
          sheets: sheetsOf(orders),
          located: known,
        }),
    })),
  ];
  const written: Record<string, WrittenColumns["columns"][string]> = {};
  const asValues: string[] = [];
  let grown = false;
  let known: LocatedParts = located;
  for (const [index, { sheetName, write }] of tasks.entries()) {
    run.steps.at("writeColumns", index, tasks.length, sheetName);
    if (index > 0) {
      // A new column in one table moves what stands to its right, perhaps the other table.
      const now = await locateParts(context);
      for (const name of now.names) located.names.add(name);
      known = { ...located, columns: new Map([...located.columns, ...now.columns]) };
    }
    const { change, columns, asValues: still, hasGrown } = await write(known);
    grown ||= hasGrown;
    run.changes.push(change);
    Object.assign(written, columns);
    asValues.push(...still);
  }
  return { columns: written, asValues, hasGrown: grown };
}

const sheetsOf = ({ parts }: RecognisedSheet<string>): ColumnMemory["sheets"] =>
  new Set(parts.map(({ sheetId }) => sheetId));

/** Where a sheet goes and what it takes along, whichever it is. */
type Target = Omit<WriteTarget, "sheetId">;

/** What became of the user's cells on a sheet. */
type KeptOnSheet = KeptUserCells & { readonly sheetName: string };

/** What users wrote on sheets that are made anew. */
interface Carried {
  readonly cells: PendingInputs["cells"];
  readonly userCells: Additions;
  readonly layouts: LayoutStore;
  /** Grows sheet by sheet. */
  readonly keptUserCells: KeptOnSheet[];
}

async function writeSheets(
  run: RunContext,
  context: Excel.RequestContext,
  work: Work,
  { cells, userCells, layouts, keptUserCells }: Carried
): Promise<WorkbookState["sheets"]> {
  const { plans, prepared, computed } = work;
  const { located, state } = prepared;
  const written: Record<string, WorkbookState["sheets"][string]> = {};
  const known = generatedSheets(located, state);
  const common: Target = {
    names: located.names,
    kept: cells,
    unfinished: textsOf(computed.locale).sheets.header.unfinished,
  };
  for (const [index, plan] of plans.entries()) {
    run.steps.at("writeSheets", index, plans.length, plan.name);
    const key = sheetKeyOf(plan);
    const living = livingOf(plan, prepared);
    const added = userCells.get(key);
    const carry = { layouts, locale: computed.locale, ...(added && { userCells: added }) };
    const target = { ...common, carry };
    const sheetId = living
      ? await updateLivingSheet(run, context, work, plan, living, target, keptUserCells)
      : await writeWhole(
          run,
          context,
          plan,
          known.get(key),
          {
            ...target,
            watched: watchedOn(known.get(key), work),
            ...(plan.isFirst && { before: new Set(known.values()) }),
          },
          keptUserCells
        );
    written[key] = { sheetId, writtenAt: minuteText(run.now), asOf: computed.asOf };
  }
  return written;
}

/** The tables on a sheet in which users write. */
function watchedOn(
  sheetId: string | undefined,
  { prepared, store }: Work
): WriteTarget["watched"] & object {
  return [...prepared.tables.values()].flatMap((table) => {
    const print = store.inputs.prints.get(table.id);
    return table.sheetId === sheetId && print !== undefined ? [{ table, print }] : [];
  });
}

async function writeWhole(
  run: RunContext,
  context: Excel.RequestContext,
  plan: SheetPlan,
  sheetId: string | undefined,
  target: Target,
  keptUserCells: KeptOnSheet[]
): Promise<string> {
  const written = await writeSheet(context, plan, {
    ...target,
    ...(sheetId === undefined ? {} : { sheetId }),
  });
  const { sheetId: id, sheetName } = written;
  keptUserCells.push(written);
  const rows = plan.tables.reduce((sum, table) => sum + table.rows.length, 0);
  run.changes.push({ sheetName, address: "A1", kind: "sheet", rows });
  return id;
}

/** The living table of a plan and where it stands, if it is there already. */
interface Living {
  readonly plan: TablePlan;
  readonly table: LocatedTable;
}

function livingOf(plan: SheetPlan, { tables }: Prepared): Living | undefined {
  const table = plan.tables.find(isLiving);
  const found = table?.input === undefined ? undefined : tables.get(table.input);
  return table && found ? { plan: table, table: found } : undefined;
}

async function updateLivingSheet(
  run: RunContext,
  context: Excel.RequestContext,
  { changes, store, prepared }: Work,
  plan: SheetPlan,
  living: Living,
  target: Target,
  keptUserCells: KeptOnSheet[]
): Promise<string> {
  const { table } = living;
  const appends = changes.appends[table.id] ?? [];
  const names = new NameWriter(context, target.names);
  await updateLivingTable(context, {
    table,
    rows: rowsIn(store.inputs.rows, table.id),
    edits: changes.edits.filter((edit) => edit.table === table.id),
    appends,
    plan: living.plan,
    names,
  });
  names.settle();
  const corner = prepared.located.sheets.get(sheetKeyOf(plan));
  if (typeof corner === "object") {
    const place = {
      key: sheetKeyOf(plan),
      sheetId: table.sheetId,
      corner,
      headerRow: table.headerRow,
      plannedHeaderRow: living.plan.row,
      isUnfinished: prepared.located.unfinished.has(sheetKeyOf(plan)),
    };
    const kept = await rewriteHead(context, headOf(plan, living.plan), place, target);
    keptUserCells.push({ ...kept, sheetName: table.sheetName });
  }
  run.changes.push({
    sheetName: table.sheetName,
    address: tableAddress(table),
    kind: "rows",
    rows: table.rowCount + appends.length,
  });
  return table.sheetId;
}

async function recalculate(run: RunContext, context: Excel.RequestContext): Promise<OutcomeNote[]> {
  context.application.load("calculationMode");
  await context.sync();
  if (context.application.calculationMode !== "Manual") return [];
  run.steps.at("recalculate", 0, 1);
  context.application.calculate("Full");
  await context.sync();
  return [{ code: "recalculated", about: [] }];
}

async function silenceEvents(context: Excel.RequestContext): Promise<boolean> {
  context.runtime.load("enableEvents");
  await context.sync();
  const before = context.runtime.enableEvents;
  context.runtime.enableEvents = false;
  await context.sync();
  return before;
}

/** Events come back whatever happened; an Excel that does not answer any more has none to send. */
async function restoreEvents(enabled: boolean): Promise<void> {
  await runExcel(
    async (context) => {
      context.runtime.enableEvents = enabled;
      await context.sync();
    },
    { delayForCellEdit: true, answerWithin: 10_000 }
  ).catch(() => undefined);
}
