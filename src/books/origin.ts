import type { BookOrigin } from "./book";

/**
 * What a book knows about itself, as a text. A file has it in a part of custom XML. A sheet that is moved to
 * another workbook takes no such part along, and has it in its own cells.
 */

/** Begins each of the cells. */
const mark = "RETAIN-BOOK:";

/** The cells, from left to right, of a sheet's hidden row; a cell takes 32,767 characters. */
export function originCells(origin: BookOrigin): readonly string[] {
  // By whole characters: half of one is nothing that a file may hold.
  const pieces = JSON.stringify(origin).match(/.{1,15000}/gsu) ?? [];
  return pieces.map((piece) => mark + piece);
}

/** The origin in a row of cells; `undefined` where it is no such row, null where it is damaged. */
export function originInCells(row: readonly string[]): BookOrigin | null | undefined {
  const pieces = row.filter((cell) => cell.startsWith(mark));
  if (pieces.length === 0) return undefined;
  return originOf(pieces.map((piece) => piece.slice(mark.length)).join(""));
}

/** The origin that a text says; null for any other. */
export function originOf(text: string): BookOrigin | null {
  try {
    const origin: unknown = JSON.parse(text);
    return isOrigin(origin) ? origin : null;
  } catch {
    return null;
  }
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
