import {
  customerKinds,
  orderKinds,
  readDate,
  type Cell,
  type FieldKind,
  type RecognisedSheet,
} from "../../intake";
import { Refusal } from "../session";
import { rangeAt } from "./survey";

/** A sheet with columns of fields. */
type DatedSheet = Pick<RecognisedSheet<string>, "sheetId" | "headerRow" | "rowCount"> & {
  readonly columns: readonly { readonly field: string; readonly column: number }[];
};

/** Days between the two date systems. */
const offset1904 = 1462;
/** Cells of each date column that are looked at. */
const probes = 20;

/**
 * Looks whether the workbook counts its days from 1904. No API says so, but then the serial of a date
 * cell and the date it shows are 1,462 days apart.
 *
 * @throws Refusal `date1904`.
 */
export async function checkDateSystem(
  context: Excel.RequestContext,
  sheets: readonly DatedSheet[]
): Promise<void> {
  const ranges = sheets.flatMap((sheet) => dateColumns(context, sheet));
  if (ranges.length === 0) return;
  await context.sync();
  const cells = ranges.flatMap((range) =>
    (range.values as Cell[][]).map((row, index) => ({
      value: row[0] ?? "",
      text: (range.text[index] as string[])[0] ?? "",
    }))
  );
  if (cells.some(({ value, text }) => isShifted(value, text))) throw new Refusal("date1904");
}

/** Whether a cell shows a date exactly 1,462 days away from its serial. */
export function isShifted(value: Cell, text: string): boolean {
  if (typeof value !== "number") return false;
  const shown = readDate(text);
  return shown.finding === undefined && shown.value - Math.floor(value) === offset1904;
}

function dateColumns(context: Excel.RequestContext, sheet: DatedSheet): Excel.Range[] {
  const kinds: Readonly<Record<string, FieldKind>> = { ...customerKinds, ...orderKinds };
  const rows = Math.min(probes, sheet.rowCount);
  if (rows === 0) return [];
  const worksheet = context.workbook.worksheets.getItem(sheet.sheetId);
  return sheet.columns
    .filter(({ field }) => kinds[field] === "date")
    .map(({ column }) => {
      const range = rangeAt(worksheet, { row: sheet.headerRow + 1, column, rows, columns: 1 });
      range.load("values,text");
      return range;
    });
}
