import { textsOf, type Locale } from "../../locale";
import { literalText, applyStyle, setNumberFormat, widthInPoints, cellAt, rangeAt } from "../cells";
import { importsMark, locateParts, setMark } from "../footprint";
import { freeName } from "../write";

/** One line of 导入记录. */
export interface ImportLine {
  /** As `2026-07-01 08:20`. */
  readonly at: string;
  readonly what: string;
  readonly fileName: string;
  readonly kind: string;
  readonly sheetName: string;
  readonly added: number;
  readonly changed: number;
  readonly same: number;
  readonly passedOver: number;
  readonly from?: number;
  readonly to?: number;
}

const widths = [17, 10, 36, 12, 18, 10, 10, 10, 10, 12, 12];
const headerRow = 2;
const dayColumns = { first: 9, count: 2 };

/**
 * Adds lines to 导入记录, which is made with the first of them. The sheet is only added to: what users
 * write beside it stays.
 *
 * @returns the sheet's name and the first row written, zero-based
 */
export async function addImportLines(
  context: Excel.RequestContext,
  locale: Locale,
  lines: readonly ImportLine[]
): Promise<{ sheetName: string; firstRow: number }> {
  const sheet = await importSheet(context, locale);
  const used = sheet.getUsedRangeOrNullObject(true);
  used.load("rowIndex,rowCount");
  sheet.load("name");
  await context.sync();
  const firstRow = used.isNullObject ? headerRow + 1 : used.rowIndex + used.rowCount;
  const area = { row: firstRow, column: 0, rows: lines.length, columns: widths.length };
  setNumberFormat(
    rangeAt(sheet, { ...area, column: dayColumns.first, columns: dayColumns.count }),
    "yyyy-mm-dd"
  );
  rangeAt(sheet, area).values = lines.map((line) => [
    literalText(line.at),
    literalText(line.what),
    literalText(line.fileName),
    literalText(line.kind),
    literalText(line.sheetName),
    line.added,
    line.changed,
    line.same,
    line.passedOver,
    line.from ?? "",
    line.to ?? "",
  ]);
  await context.sync();
  return { sheetName: sheet.name, firstRow };
}

async function importSheet(
  context: Excel.RequestContext,
  locale: Locale
): Promise<Excel.Worksheet> {
  const { imports, names } = await locateParts(context);
  if (typeof imports === "object") return context.workbook.worksheets.getItem(imports.sheetId);
  const { importing } = textsOf(locale).sheets;
  const { worksheets } = context.workbook;
  worksheets.load("items/name");
  await context.sync();
  const taken = worksheets.items.map(({ name }) => name);
  const name = freeName(importing.name, taken);
  const sheet = worksheets.add(name);
  const title = cellAt(sheet, 0, 0);
  title.values = [[importing.title]];
  applyStyle(title, "title");
  const header = rangeAt(sheet, { row: headerRow, column: 0, rows: 1, columns: widths.length });
  header.values = [[...importing.columns]];
  applyStyle(header, "tableHeader");
  widths.forEach((width, column) => {
    const whole = cellAt(sheet, 0, column);
    whole.format.columnWidth = widthInPoints(width);
  });
  sheet.freezePanes.freezeRows(headerRow + 1);
  setMark(context, importsMark, name, { row: 0, column: 0 }, names.has(importsMark));
  await context.sync();
  return sheet;
}
