import { normaliseKey, normalisePlate } from "../../retention/store";
import type { Cell } from "../../intake";
import { textsOf, type Locale } from "../../locale";
import type { SelectedCustomer } from "../api";
import { inspect } from "../read";
import { runExcel } from "../session";
import { cellAt, rangeAt } from "../cells";

type SelectionHandler = (selected: SelectedCustomer | undefined) => void;

/** Where keys of customers stand on a sheet. */
interface KeyColumns {
  readonly headerRow: number;
  /** Zero-based, the surest first. */
  readonly columns: readonly number[];
}

/**
 * Tells which customer's row the user selects: on the two sheets by their mapped key columns, on the
 * add-in's own sheets by the column of customer keys of the list around the cell. While a run writes,
 * Excel sends no events; what is selected twice in a row is told once.
 *
 * @returns ends the watching
 * @throws Refusal or Excel's error; `outcomeOf` words both.
 */
export async function onSelectionChanged(handler: SelectionHandler): Promise<() => Promise<void>> {
  const keys = new Map<string, KeyColumns>();
  let told: string | undefined;
  let asked = 0;
  const look = async (event: Excel.WorksheetSelectionChangedEventArgs): Promise<void> => {
    asked += 1;
    const mine = asked;
    const selected = await selectedCustomer(event, keys).catch(() => undefined);
    const text = selected && `${selected.key} ${selected.sheetName} ${selected.row}`;
    // A later selection has overtaken this one, or nothing changed.
    if (mine !== asked || text === told) return;
    told = text;
    handler(selected);
  };
  const registration = await runExcel(async (context) => {
    for (const [sheetId, columns] of await keyColumns(context)) keys.set(sheetId, columns);
    const added = context.workbook.worksheets.onSelectionChanged.add(look);
    await context.sync();
    return added;
  });
  return async () => {
    await Excel.run(registration.context, async (context) => {
      registration.remove();
      await context.sync();
    });
  };
}

/**
 * Which customer's row is selected at this moment; `undefined` where none is. For builds of Excel that
 * tell no selection (office-js issue 6311).
 *
 * @throws Refusal or Excel's error; `outcomeOf` words both.
 */
export async function readSelection(): Promise<SelectedCustomer | undefined> {
  const { keys, selected } = await runExcel(async (context) => {
    const range = context.workbook.getSelectedRange();
    range.load("address");
    const { worksheet } = range;
    worksheet.load("id");
    await context.sync();
    // "'客户 档案'!A5:B9": what follows the last exclamation mark.
    const address = range.address.slice(range.address.lastIndexOf("!") + 1);
    return {
      keys: await keyColumns(context),
      selected: { worksheetId: worksheet.id, address },
    };
  });
  return selectedCustomer(selected, keys);
}

/** Where keys stand on the user's two sheets. */
async function keyColumns(context: Excel.RequestContext): Promise<ReadonlyMap<string, KeyColumns>> {
  const { recognised } = await inspect(context);
  const keys = new Map<string, KeyColumns>();
  for (const sheet of [recognised.customers, recognised.orders]) {
    for (const part of sheet?.parts ?? []) {
      const columns = (["vin", "plate", "customerNumber"] as const).flatMap((field) =>
        part.columns.filter((column) => column.field === field).map(({ column }) => column)
      );
      keys.set(part.sheetId, { headerRow: part.headerRow, columns });
    }
  }
  return keys;
}

async function selectedCustomer(
  {
    worksheetId,
    address,
  }: Pick<Excel.WorksheetSelectionChangedEventArgs, "worksheetId" | "address">,
  keys: ReadonlyMap<string, KeyColumns>
): Promise<SelectedCustomer | undefined> {
  return runExcel(
    async (context) => {
      const sheet = context.workbook.worksheets.getItem(worksheetId);
      sheet.load("name");
      // A selection of several areas is told by its first.
      const cell = sheet.getRange(address.split(",")[0] ?? "A1").getCell(0, 0);
      cell.load("rowIndex,columnIndex");
      await context.sync();
      const row = cell.rowIndex;
      const known = keys.get(worksheetId);
      const named = known
        ? await keyInRow(context, sheet, row, known)
        : await keyInList(context, sheet, row);
      return named && { ...named, sheetName: sheet.name, row };
    },
    { delayForCellEdit: true }
  );
}

/** What the cells of a row name. */
type Named = Pick<SelectedCustomer, "key" | "record">;

async function keyInRow(
  context: Excel.RequestContext,
  sheet: Excel.Worksheet,
  row: number,
  { headerRow, columns }: KeyColumns
): Promise<Named | undefined> {
  if (row <= headerRow) return undefined;
  const cells = columns.map((column) => {
    const cell = cellAt(sheet, row, column);
    cell.load("values");
    return cell;
  });
  await context.sync();
  const key = cells.map((cell) => keyOf(cell.values[0]?.[0] as Cell)).find((it) => it !== "");
  return key === undefined ? undefined : { key };
}

const keyOf = (cell: Cell): string => normaliseKey(String(cell));

const texts = (["zh-CN", "en-US"] as const satisfies readonly Locale[]).map(textsOf);

/** The headers under which customers are named on any sheet, the surest first. */
const keyHeaders: readonly ReadonlySet<string>[] = (() => {
  const fields = (["vin", "plate", "customerNumber"] as const).map(
    (field) => new Set(texts.map(({ data }) => data.customerFields[field]))
  );
  return [new Set(texts.map(({ inputTables }) => inputTables.records.customer)), ...fields];
})();

/** The header of the number of a row of 招揽记录. */
const numberHeaders = new Set(texts.map(({ inputTables }) => inputTables.records.number));

/** The key in the row of an Excel table, under the header that names keys; of a record its number, too. */
async function keyInList(
  context: Excel.RequestContext,
  sheet: Excel.Worksheet,
  row: number
): Promise<Named | undefined> {
  sheet.tables.load("items/name,items/showHeaders");
  await context.sync();
  const tables = sheet.tables.items
    .filter(({ showHeaders }) => showHeaders)
    .map((table) => {
      const range = table.getRange();
      range.load("rowIndex,rowCount,columnIndex");
      const header = table.getHeaderRowRange();
      header.load("values");
      return { range, header };
    });
  if (tables.length === 0) return undefined;
  await context.sync();
  const around = tables.find(
    ({ range }) => row > range.rowIndex && row < range.rowIndex + range.rowCount
  );
  const headers = (around?.header.values[0] as Cell[] | undefined) ?? [];
  const placeOf = (names: ReadonlySet<string>): number =>
    headers.findIndex((cell) => names.has(String(cell).trim()));
  const at = keyHeaders.map(placeOf).find((place) => place >= 0);
  if (!around || at === undefined) return undefined;
  const cellAt = (place: number): Excel.Range => {
    const cell = rangeAt(sheet, {
      row,
      column: around.range.columnIndex + place,
      rows: 1,
      columns: 1,
    });
    cell.load("values");
    return cell;
  };
  const cell = cellAt(at);
  const numberAt = placeOf(numberHeaders);
  const numberCell = numberAt < 0 ? undefined : cellAt(numberAt);
  await context.sync();
  const value = cell.values[0]?.[0] as Cell;
  if (keyOf(value) === "") return undefined;
  const record = String(numberCell?.values[0]?.[0] ?? "").trim();
  return { key: normalisedKey(value), ...(record === "" ? {} : { record }) };
}

/** Plates lose their marks, everything else only its blanks. */
function normalisedKey(cell: Cell): string {
  const key = keyOf(cell);
  return /^\p{Script=Han}/u.test(key) ? normalisePlate(key) : key;
}
