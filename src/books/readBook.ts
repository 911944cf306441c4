import { unzipSync, strFromU8 } from "fflate";
import type { Cell } from "../intake";
import { locales, textsOf } from "../locale";
import {
  bookColumns,
  bookInputs,
  bookNamespace,
  bookTable,
  isBookSheetTable,
  type AdvisorBook,
  type BookColumn,
  type BookOrigin,
  type BookRow,
} from "./book";
import { originInCells, originOf } from "./origin";

/** Why a file cannot be collected. The wording stands in the locale files. */
export type BookProblem =
  "notAWorkbook" | "notABook" | "damaged" | "tableMissing" | "columnsMissing";

/** A file that is no book that can be collected. */
export class BookError extends Error {
  constructor(
    readonly problem: BookProblem,
    /** Headers that are missing. */
    readonly about: readonly string[] = []
  ) {
    super(problem);
  }
}

/** A book is a few hundred rows; what unpacks to more than this is none. */
const mostBytes = 50_000_000;

/**
 * Reads a book that an advisor filled in and saved with Excel, WPS or LibreOffice: the table is found
 * by its name, columns by their headers, so that sorting, further columns and renamed sheets do no harm.
 *
 * @throws BookError
 */
export function readBook(bytes: Uint8Array): AdvisorBook {
  const files = unzip(bytes);
  const texts = sharedTexts(files);
  const { origin, ref, cells } = partOrigin(files, texts) ?? sheetOrigin(files, texts);
  const area = /^\$?([A-Z]+)\$?(\d+):\$?([A-Z]+)\$?(\d+)$/.exec(ref);
  if (!area) throw new BookError("damaged");
  const [, firstColumn = "", firstRow = "", lastColumn = "", lastRow = ""] = area;
  const headerRow = Number(firstRow);
  const at = columnsOf(
    cells.get(headerRow) ?? new Map(),
    indexOf(firstColumn),
    indexOf(lastColumn)
  );
  const rows: BookRow[] = [];
  for (const [row, values] of [...cells].sort(([a], [b]) => a - b)) {
    if (row <= headerRow || row > Math.max(Number(lastRow), lastFilled(cells, headerRow))) continue;
    rows.push(
      Object.fromEntries(
        bookColumns.map((column) => [column, values.get(at.get(column) ?? -1) ?? ""])
      ) as BookRow
    );
  }
  return { origin, rows: rows.filter((row) => bookColumns.some((column) => row[column] !== "")) };
}

/** WPS does not always let the table grow with a row typed below it: rows that adjoin are read too. */
function lastFilled(cells: SheetCells, from: number): number {
  let row = from;
  while ([...(cells.get(row + 1)?.values() ?? [])].some((value) => value !== "")) row += 1;
  return row;
}

type Files = Readonly<Record<string, Uint8Array>>;

function unzip(bytes: Uint8Array): Files {
  let total = 0;
  try {
    return unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        total += originalSize;
        if (total > mostBytes) throw new BookError("notABook");
        return name.endsWith(".xml") || name.endsWith(".rels");
      },
    });
  } catch (error) {
    throw error instanceof BookError ? error : new BookError("notAWorkbook");
  }
}

function parse(files: Files, path: string): Document {
  const file = files[path];
  if (!file) throw new BookError("damaged");
  const document = new DOMParser().parseFromString(strFromU8(file), "application/xml");
  if (document.getElementsByTagName("parsererror").length > 0) throw new BookError("damaged");
  return document;
}

const elements = (within: Document | Element, name: string): Element[] => [
  ...within.getElementsByTagNameNS("*", name),
];

/** A book as it was found in a file. */
interface FoundBook {
  readonly origin: BookOrigin;
  /** The table's area. */
  readonly ref: string;
  /** Of the table's sheet. */
  readonly cells: SheetCells;
}

/** The book that was handed out as a file; none where no part says that it is one. */
function partOrigin(files: Files, texts: readonly string[]): FoundBook | undefined {
  for (const path of Object.keys(files)) {
    if (!/^customXml\/item\d+\.xml$/.test(path)) continue;
    const root = parse(files, path).documentElement;
    if (root.namespaceURI !== bookNamespace) continue;
    const origin = originOf(root.textContent ?? "");
    if (!origin) throw new BookError("damaged");
    const [table] = tablesOf(files).filter(({ name }) => name === bookTable);
    if (!table) throw new BookError("tableMissing");
    return { origin, ref: table.ref, cells: cellsOf(parse(files, table.sheet), texts) };
  }
  return undefined;
}

/** The book that was handed out as a sheet and moved to a workbook of its own. */
function sheetOrigin(files: Files, texts: readonly string[]): FoundBook {
  const tables = tablesOf(files).filter(({ name }) => isBookSheetTable(name));
  for (const { sheet, ref } of tables) {
    const cells = cellsOf(parse(files, sheet), texts);
    for (const row of cells.values()) {
      const origin = originInCells(
        [...row].sort(([a], [b]) => a - b).map(([, value]) => String(value))
      );
      if (origin) return { origin, ref, cells };
      if (origin === null) throw new BookError("damaged");
    }
  }
  throw new BookError("notABook");
}

/** The tables of a file: their names, the sheet parts they stand on, and their areas. */
function tablesOf(files: Files): { name: string; sheet: string; ref: string }[] {
  const sheets = Object.keys(files).flatMap((path) => {
    const name = /^xl\/worksheets\/_rels\/([^/]+)\.rels$/.exec(path)?.[1];
    return name === undefined ? [] : [{ path, name }];
  });
  return Object.keys(files).flatMap((path) => {
    if (!/^xl\/tables\/[^/]+\.xml$/.test(path)) return [];
    const table = parse(files, path).documentElement;
    const sheet = sheets.find((it) =>
      elements(parse(files, it.path), "Relationship").some((relation) =>
        (relation.getAttribute("Target") ?? "").endsWith(path.slice("xl/".length))
      )
    );
    if (!sheet) return [];
    return {
      name: table.getAttribute("displayName") ?? "",
      sheet: `xl/worksheets/${sheet.name}`,
      ref: table.getAttribute("ref") ?? "",
    };
  });
}

/** The text of an item: runs joined, without phonetic guides. */
function textOf(item: Element): string {
  return elements(item, "t")
    .filter((part) => part.parentElement?.localName !== "rPh")
    .map((part) => part.textContent ?? "")
    .join("");
}

function sharedTexts(files: Files): readonly string[] {
  if (!files["xl/sharedStrings.xml"]) return [];
  return elements(parse(files, "xl/sharedStrings.xml"), "si").map(textOf);
}

/** Cells by row (from 1) and column (from 0). */
type SheetCells = ReadonlyMap<number, ReadonlyMap<number, Cell>>;

function cellsOf(sheet: Document, texts: readonly string[]): SheetCells {
  const rows = new Map<number, Map<number, Cell>>();
  for (const element of elements(sheet, "c")) {
    const place = /^([A-Z]+)(\d+)$/.exec(element.getAttribute("r") ?? "");
    if (!place) throw new BookError("damaged");
    const [, letters = "", row = ""] = place;
    const cells = rows.get(Number(row)) ?? new Map<number, Cell>();
    rows.set(Number(row), cells.set(indexOf(letters), valueOf(element, texts)));
  }
  return rows;
}

function valueOf(element: Element, texts: readonly string[]): Cell {
  const type = element.getAttribute("t") ?? "n";
  if (type === "inlineStr") return textOf(element);
  const raw = elements(element, "v")[0]?.textContent ?? "";
  if (raw === "") return "";
  if (type === "s") return texts[Number(raw)] ?? "";
  if (type === "b") return raw === "1";
  return type === "n" ? Number(raw) : raw;
}

function indexOf(letters: string): number {
  return [...letters].reduce((index, letter) => index * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

/** Where each column of a book stands, by its header in either language. */
function columnsOf(
  header: ReadonlyMap<number, Cell>,
  first: number,
  last: number
): ReadonlyMap<BookColumn, number> {
  const places = new Map<string, number>();
  for (const [column, value] of header) {
    if (column >= first && column <= last) places.set(String(value).trim(), column);
  }
  const found = new Map<BookColumn, number>();
  for (const column of bookColumns) {
    const place = locales
      .map((locale) => places.get(textsOf(locale).inputTables.records[column]))
      .find((at) => at !== undefined);
    if (place !== undefined) found.set(column, place);
  }
  const missing = bookColumns.filter((column) => !found.has(column) && isNeeded(column));
  if (missing.length > 0) {
    throw new BookError(
      "columnsMissing",
      missing.map((column) => textsOf("zh-CN").inputTables.records[column])
    );
  }
  return found;
}

/** A book without its number or its inputs cannot be merged; other columns may have been deleted. */
function isNeeded(column: BookColumn): boolean {
  const needed: readonly BookColumn[] = ["number", "day", "customer", "type", ...bookInputs];
  return needed.includes(column);
}
