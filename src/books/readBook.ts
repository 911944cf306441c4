import { unzipSync, strFromU8 } from "fflate";
import type { Cell } from "../intake";
import { locales, textsOf } from "../locale";
import {
  bookColumns,
  bookInputs,
  bookNamespace,
  bookTable,
  type AdvisorBook,
  type BookColumn,
  type BookOrigin,
  type BookRow,
} from "./book";

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
  const origin = readOrigin(files);
  const { sheet, ref } = findTable(files);
  const texts = sharedTexts(files);
  const cells = cellsOf(parse(files, sheet), texts);
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
function lastFilled(cells: ReadonlyMap<number, ReadonlyMap<number, Cell>>, from: number): number {
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

function readOrigin(files: Files): BookOrigin {
  for (const path of Object.keys(files)) {
    if (!/^customXml\/item\d+\.xml$/.test(path)) continue;
    const root = parse(files, path).documentElement;
    if (root.namespaceURI !== bookNamespace) continue;
    try {
      const origin: unknown = JSON.parse(root.textContent ?? "");
      if (isOrigin(origin)) return origin;
    } catch {
      // Falls through: a part of our name that is not what we wrote.
    }
    throw new BookError("damaged");
  }
  throw new BookError("notABook");
}

function isOrigin(value: unknown): value is BookOrigin {
  const origin = value as Partial<BookOrigin> | null;
  return (
    typeof origin === "object" &&
    origin !== null &&
    typeof origin.workbookId === "string" &&
    typeof origin.advisor === "string" &&
    typeof origin.day === "string" &&
    typeof origin.base === "object"
  );
}

/** The sheet part that has the book's table, and the table's area. */
function findTable(files: Files): { sheet: string; ref: string } {
  for (const path of Object.keys(files)) {
    if (!/^xl\/tables\/[^/]+\.xml$/.test(path)) continue;
    const table = parse(files, path).documentElement;
    if (table.getAttribute("displayName") !== bookTable) continue;
    const sheet = Object.keys(files).find((rels) => {
      const ofSheet = /^xl\/worksheets\/_rels\/([^/]+)\.rels$/.exec(rels);
      return (
        ofSheet &&
        elements(parse(files, rels), "Relationship").some((relation) =>
          (relation.getAttribute("Target") ?? "").endsWith(path.slice("xl/".length))
        )
      );
    });
    const name = /_rels\/([^/]+)\.rels$/.exec(sheet ?? "")?.[1];
    if (name) return { sheet: `xl/worksheets/${name}`, ref: table.getAttribute("ref") ?? "" };
  }
  throw new BookError("tableMissing");
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
function cellsOf(
  sheet: Document,
  texts: readonly string[]
): ReadonlyMap<number, ReadonlyMap<number, Cell>> {
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
