import {
  archiveOfOrders,
  createCustomerReader,
  createOrderReader,
  type Cell,
  type RecognisedSheets,
} from "../../intake";
import type { CustomerField, CustomerTable, OrderField, OrderTable } from "../../retention/store";
import { locateInputTables, readInputTables, type ReadTables, locateParts } from "../footprint";
import { rangeAt } from "../cells";
import type { Prepared } from "./prepare";
import {
  printOf,
  readColumns,
  readSheet,
  rowsOfParts,
  type ReadSheet,
  type Reading,
} from "./readSheet";
import { Refusal, type RunContext, runExcel } from "../session";

/** Everything that a run reads. */
export interface ReadStore {
  readonly customers: ReadSheet<CustomerTable, CustomerField>;
  readonly orders: ReadSheet<OrderTable, OrderField>;
  readonly inputs: ReadTables;
  /** What else the workbook holds, and what of it was chosen. */
  readonly source: Pick<Prepared, "isArchiveOfOrders" | "store"> &
    Pick<RecognisedSheets, "leftOut" | "questions">;
}

/** Reads the user's two tables and the tables in which users write. */
export async function readStore(
  run: RunContext,
  { customers, orders, tables, store, isArchiveOfOrders, recognised }: Prepared
): Promise<ReadStore> {
  const progressOf = (
    step: "readCustomers" | "readOrders",
    total: number
  ): Reading<unknown, string>["progress"] => {
    let done = 0;
    run.steps.at(step, 0, total);
    return (rows, sheetName) => {
      done += rows;
      run.steps.at(step, done, total, sheetName);
    };
  };
  return runExcel(async (context) => {
    const [customerRows, orderRows] = [rowsOfParts(customers), rowsOfParts(orders)];
    const readCustomers = await readSheet(context, customers, {
      reader: createCustomerReader(readColumns(customers), customerRows),
      store,
      progress: progressOf("readCustomers", customerRows),
    });
    const readOrders = await readSheet(context, orders, {
      reader: createOrderReader(readColumns(orders), orderRows),
      store,
      progress: progressOf("readOrders", orderRows),
    });
    return {
      customers: isArchiveOfOrders
        ? {
            ...readCustomers,
            intake: archiveOfOrders(readCustomers.intake, readOrders.intake.table),
          }
        : readCustomers,
      orders: readOrders,
      inputs: await readInputs(run, context, tables),
      source: {
        isArchiveOfOrders,
        leftOut: recognised.leftOut,
        questions: recognised.questions,
        ...(store !== undefined && { store }),
      },
    };
  }, run.patient);
}

async function readInputs(
  run: RunContext,
  context: Excel.RequestContext,
  tables: Prepared["tables"]
): Promise<ReadTables> {
  run.steps.at("readInputs", 0, tables.size);
  return readInputTables(context, tables);
}

/**
 * Looks whether everything still stands where it was read: somebody may have sorted, or a co-author
 * typed, and a status would land in another customer's row, a reason under another day.
 *
 * @throws Refusal `rowsChanged`
 */
export async function requireUnchanged(
  context: Excel.RequestContext,
  prepared: Prepared,
  store: ReadStore
): Promise<void> {
  await requireSameRows(context, prepared, store);
  const locale = prepared.state.locale ?? "zh-CN";
  const tables = await locateInputTables(context, await locateParts(context), locale);
  const { prints } = await readInputTables(context, tables);
  const ids = new Set([...tables.keys(), ...prepared.tables.keys()]);
  for (const id of ids) {
    const before = prepared.tables.get(id);
    const now = tables.get(id);
    const stands = before?.sheetId === now?.sheetId && before?.headerRow === now?.headerRow;
    const columns = [before, now].map((table) => JSON.stringify(table?.columns));
    const print = store.inputs.prints.get(id) === prints.get(id);
    if (!stands || columns[0] !== columns[1] || !print) throw new Refusal("rowsChanged");
  }
}

/**
 * Looks whether the rows of the user's two tables are those that were read, in their order, and their
 * columns those that were recognised.
 *
 * @param haveMoved Excel tables may stand beside where they stood: another one got columns
 * @throws Refusal `rowsChanged`
 */
export async function requireSameRows(
  context: Excel.RequestContext,
  { headers }: Prepared,
  { customers, orders }: ReadStore,
  haveMoved = false
): Promise<void> {
  const shifts = haveMoved ? await shiftsOf(context, headers) : new Map<string, number>();
  const shiftOf = (table: string | undefined): number => shifts.get(table ?? "") ?? 0;
  const grown = new Set(headers.flatMap(({ sheetId, table }) => (table ? [sheetId] : [])));
  // Plain cells beside a table that grew were moved by an unknown number of columns.
  const isKnown = (sheetId: string, table: string | undefined): boolean =>
    !haveMoved || table !== undefined || !grown.has(sheetId);
  const known = headers.filter(({ sheetId, table }) => isKnown(sheetId, table?.name));
  const looked = known.map(({ sheetId, row, table, cells }) => {
    const sheet = context.workbook.worksheets.getItem(sheetId);
    const columns = Math.max(...cells.map(({ column }) => column)) + 1;
    const area = { row, column: shiftOf(table?.name), rows: 1, columns };
    return { cells, range: rangeAt(sheet, area).load("values") };
  });
  if (looked.length > 0) await context.sync();
  for (const { cells, range } of looked) {
    const now = range.values[0] as Cell[];
    if (cells.some(({ column, cell }) => now[column] !== cell)) throw new Refusal("rowsChanged");
  }
  for (const { sheet, print } of [customers, orders]) {
    if (!sheet.parts.every(({ sheetId, tableName }) => isKnown(sheetId, tableName))) continue;
    const parts = sheet.parts.map((part) => {
      const shift = shiftOf(part.tableName);
      return { ...part, columns: part.columns.map((it) => ({ ...it, column: it.column + shift })) };
    });
    if ((await printOf<string>(context, { parts })) !== print) throw new Refusal("rowsChanged");
  }
}

/** By how many columns each Excel table has moved to the right. */
async function shiftsOf(
  context: Excel.RequestContext,
  headers: Prepared["headers"]
): Promise<ReadonlyMap<string, number>> {
  const tables = headers.flatMap(({ table }) => table ?? []);
  const ranges = tables.map(({ name }) =>
    context.workbook.tables.getItem(name).getRange().load("columnIndex")
  );
  if (tables.length > 0) await context.sync();
  return new Map(
    tables.map(({ name, column }, at) => [name, (ranges[at]?.columnIndex ?? column) - column])
  );
}
