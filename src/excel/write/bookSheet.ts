import {
  bookColumns,
  bookSheetTableName,
  headRows,
  limitsOf,
  listsOf,
  lookOf,
  originCells,
  spareRows,
  widthOf,
  type AdvisorBook,
  type BookColumn,
  type ColumnLook,
} from "../../books";
import { columnLetters, fixedRef, onSheet, type Area, type StyleName } from "../../reports/plan";
import { textsOf } from "../../locale";
import {
  applyStyle,
  cutRows,
  literalText,
  rangeAt,
  RequestQueue,
  rowsStep,
  widthInPoints,
} from "../cells";
import { setUpPage } from "./sheetLooks";
import { firstFree, freeName } from "./sheetOpener";
import { addValidation } from "./sheetRules";
import { small } from "./writeTarget";

/** The words of the drop-downs stand beside the table with a column between: a table grows over what adjoins it. */
const firstListColumn = bookColumns.length + 1;

const lookStyles: Readonly<
  Record<ColumnLook["kind"], { readonly shown: StyleName; readonly input: StyleName }>
> = {
  text: { shown: "literal", input: "inputText" },
  day: { shown: "date", input: "inputDate" },
  figure: { shown: "number", input: "inputNumber" },
  paragraph: { shown: "paragraph", input: "inputParagraph" },
};

const styleFor = (column: BookColumn, spare: boolean): StyleName => {
  const { kind, isInput } = lookOf(column, spare);
  return lookStyles[kind][isInput ? "input" : "shown"];
};

/**
 * Writes an advisor's book as a new sheet, which the user moves to a workbook of its own. All that the book
 * needs stands on it, its origin and the words of its drop-downs too, and no name of the workbook points at
 * it: nothing stays behind and nothing of the book refers to this workbook.
 *
 * @returns the sheet's name. Where it cannot be written to its end it is removed again.
 * @throws Excel's errors.
 */
export async function writeBookSheet(
  context: Excel.RequestContext,
  book: AdvisorBook,
  name: string
): Promise<string> {
  const { worksheets, tables } = context.workbook;
  worksheets.load("items/name");
  tables.load("items/name");
  await context.sync();
  const sheet = worksheets.add(
    freeName(
      name,
      worksheets.items.map((item) => item.name)
    )
  );
  sheet.load("name");
  await context.sync();
  const tableName = firstFree(
    tables.items.map((table) => table.name),
    bookSheetTableName
  );
  try {
    await fill(context, sheet, book, tableName);
  } catch (error) {
    await removeQuietly(context, sheet);
    throw error;
  }
  return sheet.name;
}

/** Half a book is none: it has no origin yet, and is only in the way. What failed is said either way. */
async function removeQuietly(context: Excel.RequestContext, sheet: Excel.Worksheet): Promise<void> {
  try {
    sheet.delete();
    await context.sync();
  } catch {
    // Excel refuses this as well; the sheet stays for the user to delete.
  }
}

async function fill(
  context: Excel.RequestContext,
  sheet: Excel.Worksheet,
  book: AdvisorBook,
  tableName: string
): Promise<void> {
  const { origin, rows } = book;
  const { books, inputTables } = textsOf(origin.locale);
  const queue = new RequestQueue(context);
  const columns = bookColumns.length;
  const firstRow = headRows + 1;
  const bodyOf = (column: number, row: number, count: number): Area => ({
    row,
    column,
    rows: count,
    columns: 1,
  });
  await queue.add(
    small(() => {
      // Before the values: what is formatted as text stays the text it is.
      bookColumns.forEach((column, at) => {
        if (rows.length > 0) {
          applyStyle(rangeAt(sheet, bodyOf(at, firstRow, rows.length)), styleFor(column, false));
        }
        const spare = bodyOf(at, firstRow + rows.length, spareRows);
        applyStyle(rangeAt(sheet, spare), styleFor(column, true));
        rangeAt(sheet, bodyOf(at, 0, 1)).format.columnWidth = widthInPoints(widthOf(column));
      });
      applyStyle(rangeAt(sheet, { row: headRows, column: 0, rows: 1, columns }), "tableHeader");
      const head: readonly (readonly [StyleName, string])[] = [
        ["title", books.title(origin.advisor)],
        ["note", books.made(origin.day, rows.length)],
        ["note", books.howTo],
      ];
      head.forEach(([style, text], row) => {
        const cell = rangeAt(sheet, bodyOf(0, row, 1));
        applyStyle(cell, style);
        cell.values = [[literalText(text)]];
      });
    }, 3_000 * columns)
  );
  const header = bookColumns.map((column) => inputTables.records[column]);
  const cells = [header, ...rows.map((row) => bookColumns.map((column) => row[column]))].map(
    (row) => row.map((cell) => (typeof cell === "string" ? literalText(cell) : cell))
  );
  for (const piece of cutRows(cells)) {
    await queue.add(
      rowsStep(piece, headRows, (part, row) => {
        const area = { row, column: 0, rows: part.length, columns };
        rangeAt(sheet, area).values = part as unknown[][];
      })
    );
  }
  const bodyRows = rows.length + spareRows;
  await queue.add(small(() => addRules(sheet, book, bodyRows), 12_000));
  await queue.add(
    small(() => {
      const last = columnLetters(columns - 1);
      const table = sheet.tables.add(`A${firstRow}:${last}${headRows + 1 + bodyRows}`, true);
      table.name = tableName;
      table.style = "TableStyleLight1";
      setUpPage(sheet.pageLayout, { titleRows: [headRows, headRows] });
      sheet.freezePanes.freezeAt(rangeAt(sheet, { row: 0, column: 0, rows: firstRow, columns: 1 }));
    }, 8_000)
  );
  await queue.send();
  // At last: without it the sheet is no book.
  for (const piece of cutRows(originCells(origin).map((text) => [text]))) {
    await queue.add({
      bytes: piece.bytes,
      queue: () => {
        const area = {
          row: headRows - 1,
          column: piece.start,
          rows: 1,
          columns: piece.rows.length,
        };
        const range = rangeAt(sheet, area);
        applyStyle(range, "literal");
        range.values = [piece.rows.map(([text]) => text)];
        range.rowHidden = true;
      },
    });
  }
  await queue.send();
}

function addRules(sheet: Excel.Worksheet, { origin }: AdvisorBook, rows: number): void {
  const area = (column: BookColumn): Area => ({
    row: headRows + 1,
    column: bookColumns.indexOf(column),
    rows,
    columns: 1,
  });
  listsOf(origin.locale).forEach(({ column, words }, at) => {
    const place = { row: 0, column: firstListColumn + at, rows: words.length, columns: 1 };
    const range = rangeAt(sheet, place);
    range.values = words.map((word) => [literalText(word)]);
    range.columnHidden = true;
    const last = fixedRef(words.length - 1, place.column);
    addValidation(sheet, {
      kind: "list",
      area: area(column),
      source: onSheet(sheet.name, `${fixedRef(0, place.column)}:${last}`),
      error: textsOf(origin.locale).books.wrongChoice,
    });
  });
  for (const { column, ...limits } of limitsOf(origin.locale)) {
    addValidation(sheet, { ...limits, area: area(column) });
  }
}
