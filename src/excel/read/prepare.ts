import {
  inputTableIds,
  isHeaderRow,
  type RecognisedSheet,
  type RecognisedSheets,
} from "../../intake";
import type { CustomerField, OrderField } from "../../retention/store";
import { sheetOfInput, type ReportId } from "../../reports/plan";
import { checkDateSystem } from "../cells";
import { inspect, type Inspection } from "./inspect";
import {
  locateInputTables,
  type LocatedTables,
  generatedSheets,
  sheetOfKey,
  loadPending,
  type KeptInputs,
} from "../footprint";
import { onlyWritable } from "./writableReports";
import { checkSheets, checkWorkbook, Refusal, type RunContext, runExcel } from "../session";
import { storeName, storesOf } from "./readSheet";

/** What a run knows of the workbook before it reads it in full. */
export interface Prepared extends Inspection {
  readonly customers: RecognisedSheet<CustomerField>;
  /** Without an order sheet: a table of no parts. */
  readonly orders: RecognisedSheet<OrderField>;
  /** Whether the customers are what the order sheet says of its vehicles. */
  readonly isArchiveOfOrders: boolean;
  /** Of a group's export: the store that is read. */
  readonly store?: string;
  readonly tables: LocatedTables;
  /** What a run that ended half-way left behind. */
  readonly kept: KeptInputs;
  /** The sheets to write: those asked for, and those on which such a run left something to be done. */
  readonly reports: readonly ReportId[];
}

/**
 * Looks at the workbook and finds out, before the first write, everything that forbids writing.
 *
 * @param reports the sheets that are to be written
 * @throws Refusal, see `outcomeCodes`
 */
export async function prepare(run: RunContext, reports: readonly ReportId[]): Promise<Prepared> {
  run.steps.at("check", 0, 1);
  return runExcel(
    async (context) => {
      const writes = !run.options.preview;
      if (writes) await checkWorkbook(context);
      const inspection = await inspect(context);
      const { customers, orders, isArchiveOfOrders } = requireSheets(inspection);
      const locale = inspection.state.locale ?? run.options.locale;
      const tables = await locateInputTables(context, inspection.located, locale);
      const kept = await loadPending(context);
      const wanted = onlyWritable([...reports, ...leftToDo(inspection, kept, tables)]);
      if (writes) {
        await checkSheets(context, [
          ...new Set([
            ...customers.parts.map(({ sheetId }) => sheetId),
            ...orders.parts.map(({ sheetId }) => sheetId),
            ...(await existing(context, inspection, wanted)),
          ]),
        ]);
      }
      await checkDateSystem(context, [
        ...[...customers.parts, ...customers.joined],
        ...[...orders.parts, ...orders.joined],
      ]);
      const store = await chosenStore(context, [customers, orders], run, inspection);
      return {
        ...inspection,
        customers,
        orders,
        isArchiveOfOrders,
        ...(store !== undefined && { store }),
        tables,
        kept,
        reports: wanted,
      };
    },
    { ...run.patient, delayForCellEdit: false }
  );
}

/** The two sheets with all that they must have. */
function requireSheets({ recognised, gone }: Inspection): {
  customers: RecognisedSheet<CustomerField>;
  orders: RecognisedSheet<OrderField>;
  isArchiveOfOrders: boolean;
} {
  const { archiveOfOrders } = recognised;
  const customers = recognised.customers ?? archiveOfOrders;
  if (!customers) {
    const beside = recognised.leftOut.find(({ reason }) => reason === "severalVehiclesPerRow");
    if (beside) {
      throw new Refusal("severalVehiclesPerRow", [beside.sheetName, ...beside.headers]);
    }
    throw new Refusal("customersNotFound", headersFound(recognised));
  }
  const orders = recognised.orders ?? noOrders(customers);
  if (!orders) throw new Refusal("ordersNotFound", headersFound(recognised));
  for (const sheet of [customers, orders]) {
    if (sheet.missing.length > 0) {
      throw new Refusal("columnsMissing", [sheet.sheetName, ...sheet.missing]);
    }
  }
  if (gone.length > 0) {
    throw new Refusal(
      "columnGone",
      gone.flatMap(({ header, field }) => [header, field])
    );
  }
  return { customers, orders, isArchiveOfOrders: recognised.customers === undefined };
}

/** Customers whose own column says when they came last have a status without orders. */
function noOrders(
  customers: RecognisedSheet<CustomerField>
): RecognisedSheet<OrderField> | undefined {
  if (!customers.columns.some(({ field }) => field === "lastVisit")) return undefined;
  return {
    sheetId: customers.sheetId,
    sheetName: customers.sheetName,
    headerRow: customers.headerRow,
    rowCount: 0,
    columns: [],
    headers: [],
    missing: [],
    parts: [],
    joined: [],
    unused: [],
    shape: "records",
    filledDown: false,
  };
}

/** So many headers tell a reader which sheets were looked at. */
const mostHeaders = 12;

/** The headers that stand there instead of those that were looked for. */
function headersFound({ customers, orders, leftOut }: RecognisedSheets): string[] {
  const known = [customers, orders].flatMap((sheet) => sheet?.headers ?? []);
  const others = leftOut.filter(({ headers }) => isHeaderRow(headers));
  const headers = [
    ...others.flatMap((sheet) => sheet.headers),
    ...known.map(({ header }) => header),
  ];
  return [...new Set(headers)].slice(0, mostHeaders);
}

/**
 * The store whose rows are read, where a column of stores holds several.
 *
 * @throws Refusal `severalStores`, about the stores, while none of them is chosen
 */
async function chosenStore(
  context: Excel.RequestContext,
  sheets: readonly RecognisedSheet<string>[],
  { options }: RunContext,
  { state }: Inspection
): Promise<string | undefined> {
  const stores = new Map<string, number>();
  for (const sheet of sheets) {
    for (const [name, rows] of await storesOf(context, sheet)) {
      stores.set(name, (stores.get(name) ?? 0) + rows);
    }
  }
  if (stores.size < 2) return undefined;
  const wanted = options.store ?? state.store;
  const chosen = wanted === undefined ? undefined : storeName(wanted);
  if (chosen === undefined || !stores.has(chosen)) {
    throw new Refusal("severalStores", [...stores.keys()]);
  }
  return chosen;
}

/**
 * The sheets that a run left half-written, or whose rows it did not come to put back: what it kept of them is
 * gone once a run comes to its end, so whichever is the next must write them.
 */
function leftToDo(
  { located }: Inspection,
  { inputs }: KeptInputs,
  tables: LocatedTables
): ReportId[] {
  const halfWritten = [...located.unfinished].flatMap((key) => {
    const sheet = typeof located.sheets.get(key) === "object" ? sheetOfKey(key) : undefined;
    return sheet && sheet.instance === undefined ? [sheet.id] : [];
  });
  const rowsToCome = inputTableIds.filter(
    (id) => (inputs.appends[id]?.length ?? 0) > 0 || (inputs.tables[id] && !tables.has(id))
  );
  return [...halfWritten, ...rowsToCome.map((id) => sheetOfInput[id])];
}

/** The generated sheets of some reports that are still there. */
async function existing(
  context: Excel.RequestContext,
  { located, state }: Inspection,
  reports: readonly ReportId[]
): Promise<string[]> {
  const wanted = [...generatedSheets(located, state)].filter(([key]) => {
    const found = sheetOfKey(key);
    return found !== undefined && reports.includes(found.id);
  });
  const sheets = wanted.map(([, id]) => {
    const sheet = context.workbook.worksheets.getItemOrNullObject(id);
    sheet.load("id");
    return sheet;
  });
  if (sheets.length > 0) await context.sync();
  return sheets.filter((sheet) => !sheet.isNullObject).map((sheet) => sheet.id);
}
