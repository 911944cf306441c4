import {
  createCustomerReader,
  createOrderReader,
  type Intake,
  type Reader,
  type RecognisedSheet,
} from "../intake";
import type { CustomerField, CustomerTable, OrderField, OrderTable } from "../retention";
import { locateInputTables, readInputTables, type ReadTables } from "./inputTables";
import { KeyPrint } from "./keyPrint";
import { locateParts } from "./ownParts";
import type { Prepared } from "./prepare";
import { Refusal } from "./refusal";
import type { RunContext } from "./runContext";
import { runExcel } from "./session";
import { addKeys, readKeyPrint, readRows } from "./tableReader";

/** Everything that a run reads. */
export interface ReadStore {
  readonly customers: ReadSheet<CustomerTable, CustomerField>;
  readonly orders: ReadSheet<OrderTable, OrderField>;
  readonly inputs: ReadTables;
}

export interface ReadSheet<Table, Field extends string> {
  readonly sheet: RecognisedSheet<Field>;
  readonly intake: Intake<Table, Field>;
  /** Of the key columns, to see whether rows moved. */
  readonly print: string;
}

/** Reads the user's two sheets and the tables in which users write. */
export async function readStore(
  run: RunContext,
  { customers, orders, tables }: Prepared
): Promise<ReadStore> {
  return runExcel(
    async (context) => ({
      customers: await readSheet(
        run,
        context,
        "readCustomers",
        customers,
        createCustomerReader(customers.columns, customers.rowCount)
      ),
      orders: await readSheet(
        run,
        context,
        "readOrders",
        orders,
        createOrderReader(orders.columns, orders.rowCount)
      ),
      inputs: await readInputs(run, context, tables),
    }),
    run.patient
  );
}

async function readInputs(
  run: RunContext,
  context: Excel.RequestContext,
  tables: Prepared["tables"]
): Promise<ReadTables> {
  run.steps.at("readInputs", 0, tables.size);
  return readInputTables(context, tables);
}

async function readSheet<Table, Field extends string>(
  run: RunContext,
  context: Excel.RequestContext,
  step: "readCustomers" | "readOrders",
  sheet: RecognisedSheet<Field>,
  reader: Reader<Table, Field>
): Promise<ReadSheet<Table, Field>> {
  const print = new KeyPrint();
  let done = 0;
  run.steps.at(step, 0, sheet.rowCount, sheet.sheetName);
  await readRows(context, sheet, (chunk) => {
    reader.add(chunk);
    addKeys(print, chunk);
    done += chunk.rowCount;
    run.steps.at(step, done, sheet.rowCount, sheet.sheetName);
  });
  return { sheet, intake: reader.finish(), print: print.value };
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
  for (const { sheet, print } of [store.customers, store.orders]) {
    await requireSameKeys(context, sheet, print);
  }
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

async function requireSameKeys<Field extends string>(
  context: Excel.RequestContext,
  sheet: RecognisedSheet<Field>,
  print: string
): Promise<void> {
  if ((await readKeyPrint(context, sheet)) !== print) throw new Refusal("rowsChanged");
}
