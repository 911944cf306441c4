/** The text that a cell shows (`Range.text`). */
import { format, isDateFormat } from "numfmt";
import { DAYS_1904 } from "./entry";
import { type CellValue, CellError } from "./cellValue";

/**
 * @param numberFormat the cell's format code, en-US
 * @param date1904 whether the workbook counts days from 1904
 * @returns the shown text; a column's width is not taken into account ("####" only for a day
 *   number that is no date)
 */
export function displayText(value: CellValue, numberFormat: string, date1904: boolean): string {
  if (value instanceof CellError) return value.text;
  if (typeof value === "boolean") return value ? "TRUE" : "FALSE";
  if (typeof value === "string") {
    return numberFormat === "General" || numberFormat === "@" ? value : format(numberFormat, value);
  }
  if (numberFormat === "@") return format("General", value);
  const isDate = numberFormat !== "General" && isDateFormat(numberFormat);
  const serial = isDate && date1904 ? value + DAYS_1904 : value;
  if (isDate && serial < 0) return "########";
  return format(numberFormat, serial, { dateErrorNumber: false, overflow: "########" });
}
