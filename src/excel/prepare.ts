import { inputTableIds, type RecognisedSheet } from "../intake";
import type { CustomerField, OrderField } from "../retention";
import { sheetOfInput } from "../reports/inputTable";
import type { ReportId } from "../reports/sheetPlan";
import { checkDateSystem } from "./date1904";
import { inspect, type Inspection } from "./inspect";
import { locateInputTables, type LocatedTables } from "./inputTables";
import { generatedSheets, sheetOfKey } from "./ownParts";
import { loadPending, type KeptInputs } from "./pending";
import { onlyWritable } from "./planSheets";
import { checkSheets, checkWorkbook } from "./preflight";
import { Refusal } from "./refusal";
import type { RunContext } from "./runContext";
import { runExcel } from "./session";

/** What a run knows of the workbook before it reads it in full. */
export interface Prepared extends Inspection {
  readonly customers: RecognisedSheet<CustomerField>;
  readonly orders: RecognisedSheet<OrderField>;
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
      const { customers, orders } = requireSheets(inspection);
      const locale = inspection.state.locale ?? run.options.locale;
      const tables = await locateInputTables(context, inspection.located, locale);
      const kept = await loadPending(context);
      const wanted = onlyWritable([...reports, ...leftToDo(inspection, kept, tables)]);
      if (writes) {
        await checkSheets(context, [
          ...new Set([
            customers.sheetId,
            orders.sheetId,
            ...(await existing(context, inspection, wanted)),
          ]),
        ]);
      }
      await checkDateSystem(context, [customers, orders]);
      return { ...inspection, customers, orders, tables, kept, reports: wanted };
    },
    { ...run.patient, delayForCellEdit: false }
  );
}

/** The two sheets with all that they must have. */
function requireSheets({ recognised }: Inspection): {
  customers: RecognisedSheet<CustomerField>;
  orders: RecognisedSheet<OrderField>;
} {
  const { customers, orders } = recognised;
  if (!customers) throw new Refusal("customersNotFound");
  if (!orders) throw new Refusal("ordersNotFound");
  for (const sheet of [customers, orders]) {
    if (sheet.missing.length > 0) {
      throw new Refusal("columnsMissing", [sheet.sheetName, ...sheet.missing]);
    }
  }
  return { customers, orders };
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
