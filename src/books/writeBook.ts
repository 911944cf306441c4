import { strToU8, zipSync } from "fflate";
import type { Cell } from "../intake";
import { columnLetters } from "../reports/plan";
import { textsOf, type Locale } from "../locale";
import { bookColumns, bookNamespace, bookTable, type AdvisorBook, type BookColumn } from "./book";
import { headRows, limitsOf, listsOf, lookOf, spareRows, widthOf } from "./shape";

/**
 * An `.xlsx` of fixed shape: a sheet with one table and its drop-downs, a hidden sheet with the words
 * of the drop-downs, and a part that says where the book comes from. The pane hands it to Excel, so it
 * is small and made without a library for whole workbooks.
 */

/** Places in `cellXfs` of the styles part below. */
const look = {
  plain: 0,
  title: 1,
  note: 2,
  header: 3,
  text: 4,
  day: 5,
  figure: 6,
  inputText: 7,
  inputDay: 8,
  inputFigure: 9,
  wrapped: 10,
} as const;

/** The bytes of an advisor's book. */
export function writeBook(book: AdvisorBook): Uint8Array {
  const { locale } = book.origin;
  const parts: Record<string, string> = {
    "[Content_Types].xml": contentTypes,
    "_rels/.rels": relationships([["officeDocument", "xl/workbook.xml"]]),
    "xl/workbook.xml": workbookPart(locale),
    "xl/_rels/workbook.xml.rels": relationships([
      ["worksheet", "worksheets/sheet1.xml"],
      ["worksheet", "worksheets/sheet2.xml"],
      ["styles", "styles.xml"],
      ["customXml", "../customXml/item1.xml"],
    ]),
    "xl/worksheets/sheet1.xml": recordsPart(book),
    "xl/worksheets/_rels/sheet1.xml.rels": relationships([["table", "../tables/table1.xml"]]),
    "xl/worksheets/sheet2.xml": listsPart(locale),
    "xl/tables/table1.xml": tablePart(book),
    "xl/styles.xml": stylesPart,
    "customXml/item1.xml": originPart(book),
    "customXml/_rels/item1.xml.rels": relationships([["customXmlProps", "itemProps1.xml"]]),
    "customXml/itemProps1.xml": itemProperties,
  };
  return zipSync(
    Object.fromEntries(Object.entries(parts).map(([path, xml]) => [path, strToU8(declared(xml))]))
  );
}

const declared = (xml: string): string =>
  `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${xml}`;

const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const officeRelationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/** What XML 1.0 has no place for is left out: no cell needs it and Excel would call the file damaged. */
function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

function relationships(targets: readonly (readonly [type: string, target: string])[]): string {
  const items = targets.map(
    ([type, target], index) =>
      `<Relationship Id="rId${index + 1}" Type="${officeRelationships}/${type}" Target="${target}"/>`
  );
  return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${items.join("")}</Relationships>`;
}

const override = (part: string, type: string): string =>
  `<Override PartName="${part}" ContentType="application/vnd.openxmlformats-officedocument.${type}+xml"/>`;

const contentTypes =
  '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">' +
  '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
  '<Default Extension="xml" ContentType="application/xml"/>' +
  override("/xl/workbook.xml", "spreadsheetml.sheet.main") +
  override("/xl/worksheets/sheet1.xml", "spreadsheetml.worksheet") +
  override("/xl/worksheets/sheet2.xml", "spreadsheetml.worksheet") +
  override("/xl/tables/table1.xml", "spreadsheetml.table") +
  override("/xl/styles.xml", "spreadsheetml.styles") +
  override("/customXml/itemProps1.xml", "customXmlProperties") +
  "</Types>";

const itemProperties =
  '<ds:datastoreItem ds:itemID="{5B9D0F52-7C1E-4B0C-9A55-3B2A6D1F0C11}" xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml">' +
  `<ds:schemaRefs><ds:schemaRef ds:uri="${bookNamespace}"/></ds:schemaRefs></ds:datastoreItem>`;

function originPart({ origin }: AdvisorBook): string {
  return `<book xmlns="${bookNamespace}">${escapeXml(JSON.stringify(origin))}</book>`;
}

function workbookPart(locale: Locale): string {
  const { books } = textsOf(locale);
  return (
    `<workbook xmlns="${main}" xmlns:r="${officeRelationships}"><sheets>` +
    `<sheet name="${escapeXml(books.sheet)}" sheetId="1" r:id="rId1"/>` +
    `<sheet name="${escapeXml(books.lists)}" sheetId="2" state="hidden" r:id="rId2"/>` +
    "</sheets></workbook>"
  );
}

/** Text stands in the cell itself: a book is written once, and Excel makes its own table of texts. */
function cell(row: number, column: number, value: Cell, style: number): string {
  const at = `r="${columnLetters(column)}${row + 1}" s="${style}"`;
  if (value === "") return `<c ${at}/>`;
  if (typeof value === "number") return `<c ${at}><v>${value}</v></c>`;
  const text = String(value);
  // Only where it is needed: the published schema does not know the attribute.
  const space = /^\s|\s$|\n/u.test(text) ? ' xml:space="preserve"' : "";
  return `<c ${at} t="inlineStr"><is><t${space}>${escapeXml(text)}</t></is></c>`;
}

function styleFor(column: BookColumn, spare = false): number {
  const { kind, isInput } = lookOf(column, spare);
  if (kind === "paragraph") return look.wrapped;
  if (kind === "day") return isInput ? look.inputDay : look.day;
  if (kind === "figure") return isInput ? look.inputFigure : look.figure;
  return isInput ? look.inputText : look.text;
}

function recordsPart({ origin, rows }: AdvisorBook): string {
  const { books, inputTables } = textsOf(origin.locale);
  const line = (row: number, cells: string): string => `<row r="${row + 1}">${cells}</row>`;
  const blank = Array.from({ length: spareRows }, (_, spare) =>
    line(
      headRows + 1 + rows.length + spare,
      bookColumns
        .map((column, at) =>
          cell(headRows + 1 + rows.length + spare, at, "", styleFor(column, true))
        )
        .join("")
    )
  );
  const body = rows.map((values, index) => {
    const row = headRows + 1 + index;
    const cells = bookColumns.map((column, at) => cell(row, at, values[column], styleFor(column)));
    return line(row, cells.join(""));
  });
  const header = bookColumns.map((column, at) =>
    cell(headRows, at, inputTables.records[column], look.header)
  );
  const columns = bookColumns.map(
    (column, at) =>
      `<col min="${at + 1}" max="${at + 1}" width="${widthOf(column)}" customWidth="1"/>`
  );
  return (
    `<worksheet xmlns="${main}" xmlns:r="${officeRelationships}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0" showGridLines="0">` +
    `<pane xSplit="1" ySplit="${headRows + 1}" topLeftCell="B${headRows + 2}" activePane="bottomRight" state="frozen"/>` +
    `</sheetView></sheetViews><sheetFormatPr defaultRowHeight="16"/><cols>${columns.join("")}</cols><sheetData>` +
    line(0, cell(0, 0, books.title(origin.advisor), look.title)) +
    line(1, cell(1, 0, books.made(origin.day, rows.length), look.note)) +
    line(2, cell(2, 0, books.howTo, look.note)) +
    line(headRows, header.join("")) +
    body.join("") +
    blank.join("") +
    `</sheetData>${validations(rows.length + spareRows, origin.locale)}` +
    '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>' +
    '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>' +
    // Phones and VINs are texts of digits: Excel would mark each with a triangle.
    '<ignoredErrors><ignoredError sqref="A1:XFD1048576" numberStoredAsText="1"/></ignoredErrors>' +
    '<tableParts count="1"><tablePart r:id="rId1"/></tableParts></worksheet>'
  );
}

function validations(rows: number, locale: Locale): string {
  const { books } = textsOf(locale);
  const area = (column: BookColumn): string => {
    const letters = columnLetters(bookColumns.indexOf(column));
    return `${letters}${headRows + 2}:${letters}${headRows + 1 + rows}`;
  };
  const rule = (column: BookColumn, type: string, formulas: string, message: string): string =>
    `<dataValidation ${type} allowBlank="1" showErrorMessage="1" error="${escapeXml(message)}" sqref="${area(column)}">${formulas}</dataValidation>`;
  const sheet = `'${books.lists.replaceAll("'", "''")}'`;
  const lists = listsOf(locale).map(({ column, words }, at) => {
    const letters = columnLetters(at);
    const range = `${sheet}!$${letters}$1:$${letters}$${words.length}`;
    return rule(
      column,
      'type="list"',
      `<formula1>${escapeXml(range)}</formula1>`,
      books.wrongChoice
    );
  });
  const limits = limitsOf(locale).map(({ column, kind, min, max, error }) =>
    rule(column, `type="${kind}"`, `<formula1>${min}</formula1><formula2>${max}</formula2>`, error)
  );
  const all = [...lists, ...limits];
  return `<dataValidations count="${all.length}">${all.join("")}</dataValidations>`;
}

function listsPart(locale: Locale): string {
  const lists = listsOf(locale);
  const longest = Math.max(...lists.map(({ words }) => words.length));
  const rows = Array.from({ length: longest }, (_, row) => {
    const cells = lists.map(({ words }, at) =>
      words[row] === undefined ? "" : cell(row, at, words[row], look.plain)
    );
    return `<row r="${row + 1}">${cells.join("")}</row>`;
  });
  return `<worksheet xmlns="${main}"><sheetData>${rows.join("")}</sheetData></worksheet>`;
}

function tablePart({ origin, rows }: AdvisorBook): string {
  const headers = textsOf(origin.locale).inputTables.records;
  const last = columnLetters(bookColumns.length - 1);
  const ref = `A${headRows + 1}:${last}${headRows + 1 + rows.length + spareRows}`;
  const columns = bookColumns.map(
    (column, at) => `<tableColumn id="${at + 1}" name="${escapeXml(headers[column])}"/>`
  );
  return (
    `<table xmlns="${main}" id="1" name="${bookTable}" displayName="${bookTable}" ref="${ref}">` +
    `<autoFilter ref="${ref}"/><tableColumns count="${columns.length}">${columns.join("")}</tableColumns>` +
    '<tableStyleInfo name="TableStyleLight1" showRowStripes="1"/></table>'
  );
}

const font = (inner: string): string => `<font>${inner}<name val="Calibri"/></font>`;
const solid = (rgb: string): string =>
  `<fill><patternFill patternType="solid"><fgColor rgb="FF${rgb}"/></patternFill></fill>`;
const format = (font: number, fill: number, numFmt: number, alignment = ""): string =>
  `<xf numFmtId="${numFmt}" fontId="${font}" fillId="${fill}" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1"${
    alignment === "" ? "/>" : ` applyAlignment="1"><alignment ${alignment}/></xf>`
  }`;

const dayFormat = 164;
const figureFormat = 3;
const textFormat = 49;
const stylesPart =
  `<styleSheet xmlns="${main}"><numFmts count="1"><numFmt numFmtId="${dayFormat}" formatCode="yyyy\\-mm\\-dd"/></numFmts>` +
  `<fonts count="4">${font('<sz val="11"/>')}${font('<b/><sz val="16"/><color rgb="FF0F548C"/>')}` +
  `${font('<sz val="10"/><color rgb="FF616161"/>')}${font('<b/><sz val="11"/><color rgb="FF242424"/>')}</fonts>` +
  '<fills count="4"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>' +
  `${solid("DCE6F1")}${solid("FFF8E1")}</fills>` +
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="11">' +
  format(0, 0, 0) +
  format(1, 0, 0) +
  format(2, 0, 0) +
  format(3, 2, 0, 'horizontal="center" vertical="center" wrapText="1"') +
  format(0, 0, textFormat, 'vertical="top"') +
  format(0, 0, dayFormat, 'horizontal="center" vertical="top"') +
  format(0, 0, figureFormat, 'vertical="top"') +
  format(0, 3, 0, 'vertical="top"') +
  format(0, 3, dayFormat, 'horizontal="center" vertical="top"') +
  format(0, 3, figureFormat, 'vertical="top"') +
  format(0, 0, 0, 'vertical="top" wrapText="1"') +
  '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>';
