import type { Cell } from "../../intake";
import { literalText, cutRows, RequestQueue, rowsStep, rangeAt } from "../cells";
import { locateParts, sheetOfKey } from "../footprint";
import { small } from "./writeTarget";

/** Deals whose customers stay listed; of older ones certificate and totals stay. */
const detailedDeals = 6;

/**
 * Takes the lists of customers off the sheets of older deals, so that the workbook does not grow with
 * every deal; 归属台账 tells who got whom. What the rest of the sheet computed from the list becomes
 * values.
 */
export async function thinOldDeals(context: Excel.RequestContext): Promise<void> {
  const { sheets } = await locateParts(context);
  const deals = [...sheets].flatMap(([key, mark]) => {
    const { id, instance } = sheetOfKey(key) ?? {};
    const number = Number(instance);
    const isDeal = id === "allocation" && instance !== undefined && Number.isInteger(number);
    return isDeal && typeof mark === "object" ? [{ number, sheetId: mark.sheetId }] : [];
  });
  const old = deals.sort((a, b) => b.number - a.number).slice(detailedDeals);
  for (const { sheetId } of old) await thinDeal(context, sheetId);
}

async function thinDeal(context: Excel.RequestContext, sheetId: string): Promise<void> {
  const sheet = context.workbook.worksheets.getItem(sheetId);
  sheet.tables.load("items/name");
  await context.sync();
  const tables = sheet.tables.items
    .filter(({ name }) => /^RETAIN_allocation_\d+$/iu.test(name))
    .map((table) => {
      const range = table.getRange();
      range.load("rowIndex,rowCount");
      return { table, range };
    });
  if (tables.length === 0) return;
  const used = sheet.getUsedRange(true);
  used.load("columnIndex,columnCount");
  await context.sync();
  const first = Math.min(...tables.map(({ range }) => range.rowIndex));
  const columns = used.columnIndex + used.columnCount;
  const above = rangeAt(sheet, { row: 0, column: 0, rows: first, columns });
  above.load("formulas,values");
  await context.sync();
  const queue = new RequestQueue(context);
  const lines = valuesOfFormulas(above.formulas as Cell[][], above.values as Cell[][]);
  const write = (rows: readonly (readonly (Cell | null)[])[], row: number): void => {
    rangeAt(sheet, { row, column: 0, rows: rows.length, columns }).values = rows as Cell[][];
  };
  for (const piece of cutRows(lines)) await queue.add(rowsStep(piece, 0, write));
  await queue.add(
    small(() => {
      for (const { table } of tables) table.delete();
    })
  );
  await queue.send();
}

/** What each formula shows, to be written in its place; `null` leaves all other cells. */
function valuesOfFormulas(
  formulas: readonly (readonly Cell[])[],
  values: readonly (readonly Cell[])[]
): (Cell | null)[][] {
  return formulas.map((line, row) =>
    line.map((formula, column) => {
      if (typeof formula !== "string" || !formula.startsWith("=")) return null;
      const value = values[row]?.[column] ?? "";
      return typeof value === "string" ? literalText(value) : value;
    })
  );
}
