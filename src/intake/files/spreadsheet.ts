import { read, set_cptable, SSF, type CellObject, type WorkBook, type WorkSheet } from "@e965/xlsx";
import type { Cell } from "../cell";
import { FileError, type FileSheet } from "./file";
import { rectangular } from "./rectangular";

/** Days between the two date systems of Excel. */
const days1904 = 1_462;

/** Code pages of old workbooks that the platform's own decoders know; the rest of their names follow. */
const encodings: Readonly<Record<number, string>> = {
  874: "windows-874",
  932: "shift_jis",
  936: "gb18030",
  949: "euc-kr",
  950: "big5",
  1200: "utf-16le",
  10000: "macintosh",
  54936: "gb18030",
  65001: "utf-8",
};

let hasCodePages = false;

/** Workbooks before Excel 97 keep texts in a code page; the browser has the tables already. */
function useCodePages(): void {
  if (hasCodePages) return;
  hasCodePages = true;
  const decode = (page: number, data: ArrayLike<number> | string): string => {
    const bytes =
      typeof data === "string"
        ? Uint8Array.from(data, (letter) => letter.charCodeAt(0))
        : Uint8Array.from(data);
    const name = encodings[page] ?? (page >= 1250 && page <= 1258 ? `windows-${page}` : "latin1");
    return new TextDecoder(name).decode(bytes);
  };
  const encode = (_: number, text: string): number[] =>
    Array.from(text, (letter) => letter.charCodeAt(0) & 0xff);
  set_cptable({ utils: { decode, encode, hascp: () => true } });
}

/** The sheets of a workbook in any format that SheetJS knows. */
export interface Spreadsheet {
  readonly sheets: readonly FileSheet[];
  readonly veryHiddenSheets: readonly string[];
}

/**
 * Reads a workbook: zipped (`.xlsx`, `.xlsm`, `.xlsb`, `.ods`) or binary (`.xls`) as bytes,
 * SpreadsheetML and HTML as text. Dates stay serial numbers of the 1900 system; an error is its text,
 * such as `#N/A`; of a formula its last result counts.
 *
 * @throws FileError `password`, or `damaged` for whatever the library cannot take apart.
 */
export function readSpreadsheet(content: Uint8Array | string): Spreadsheet {
  useCodePages();
  let workbook: WorkBook;
  try {
    workbook = read(content, {
      type: typeof content === "string" ? "string" : "array",
      dense: true,
      // Of HTML: a cell is the text it is, so that leading zeros stay.
      raw:
        typeof content === "string" &&
        !content.includes("urn:schemas-microsoft-com:office:spreadsheet"),
      // Formats tell dates of the 1904 system apart; texts as they are shown cost more than all the rest.
      cellNF: true,
      cellFormula: false,
      cellHTML: false,
      cellText: false,
      UTC: true,
    });
  } catch (error) {
    const isLocked = error instanceof Error && /password|encrypt/i.test(error.message);
    throw new FileError(isLocked ? "password" : "damaged", error);
  }
  const shift = workbook.Workbook?.WBProps?.date1904 ? days1904 : 0;
  const hiddenOf = (index: number): number => workbook.Workbook?.Sheets?.[index]?.Hidden ?? 0;
  const sheets: FileSheet[] = [];
  const veryHiddenSheets: string[] = [];
  workbook.SheetNames.forEach((key, index) => {
    const sheet = workbook.Sheets[key];
    // A sheet of SpreadsheetML may have no name.
    const name = key && key !== "undefined" ? key : `Sheet${index + 1}`;
    if (hiddenOf(index) === 2) veryHiddenSheets.push(name);
    else if (sheet) sheets.push(fileSheet(name, sheet, hiddenOf(index) === 1, shift));
  });
  return { sheets, veryHiddenSheets };
}

function fileSheet(name: string, sheet: WorkSheet, hidden: boolean, shift: number): FileSheet {
  const dense = (sheet["!data"] ?? []) as (CellObject | undefined)[][];
  // Holes of the array are rows without cells.
  const rows = Array.from(dense, (row) => row && Array.from(row, (cell) => valueOf(cell, shift)));
  const merges = (sheet["!merges"] ?? []).map(({ s, e }) => ({
    row: s.r,
    column: s.c,
    rows: e.r - s.r + 1,
    columns: e.c - s.c + 1,
  }));
  return { name, rows: rectangular(rows), merges, hidden };
}

const errors: Readonly<Record<number, string>> = {
  0x00: "#NULL!",
  0x07: "#DIV/0!",
  0x0f: "#VALUE!",
  0x17: "#REF!",
  0x1d: "#NAME?",
  0x24: "#NUM!",
  0x2a: "#N/A",
  0x2b: "#GETTING_DATA",
};

function valueOf(cell: CellObject | undefined, shift: number): Cell {
  if (!cell || cell.t === "z") return "";
  const { v: value } = cell;
  if (cell.t === "e") return errors[Number(value)] ?? cell.w ?? "#UNKNOWN!";
  if (typeof value === "string") return value.trim() === "" ? "" : value;
  if (typeof value === "number") {
    return shift !== 0 && typeof cell.z === "string" && SSF.is_date(cell.z) ? value + shift : value;
  }
  return typeof value === "boolean" ? value : "";
}
