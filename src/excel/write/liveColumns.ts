import { readDate } from "../../intake";
import { dateFormula } from "../../reports/columns";
import { asOfName } from "../../reports/sheets";
import type { SerialDay } from "../../retention/time";
import { mostLiveRows, type OutcomeNote } from "../api";
import { rowsIn } from "../footprint";
import { type Prepared, rowsOfParts, type ReadStore } from "../read";

/** Whether the customer sheet has too many rows for live formulas. */
export const isTooLong = ({ customers }: Prepared): boolean =>
  rowsOfParts(customers) > mostLiveRows;

/** Says that formulas were asked for and are not written. */
export const columnsAsValues: OutcomeNote = {
  code: "columnsAsValues",
  about: [mostLiveRows.toLocaleString("en-US")],
};

/**
 * The as-of day of a run as live formulas say it: the cell of 维系参数, and the day itself while that is
 * blank. Where the cell is not there, or says another day than the run computes for, the day alone.
 */
export function asOfExpression(
  { located, tables }: Prepared,
  { inputs }: ReadStore,
  asOf: SerialDay
): string {
  const day = dateFormula(asOf);
  const table = tables.get("general");
  const row = rowsIn(inputs.rows, "general").find(({ key }) => key === "asOf");
  const column = table?.columns.find(({ field }) => field === "value")?.column;
  const named = located.asOf;
  if (!table || !row || typeof named !== "object") return day;
  // Sorting the table moves its rows, but no name.
  const isCell =
    named.sheetId === table.sheetId && named.row === row.sheetRow && named.column === column;
  const saysSo = row.value === "" || readDate(row.value).value === asOf;
  return isCell && saysSo ? `IF(${asOfName}="",${day},${asOfName})` : day;
}
