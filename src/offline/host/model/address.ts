/**
 * Addresses and rectangles. Rows and columns count from 0; a rectangle is never empty.
 */

/** Rows of a worksheet ("Excel specifications and limits"). */
export const MAX_ROWS = 1048576;
/** Columns of a worksheet ("Excel specifications and limits"). */
export const MAX_COLUMNS = 16384;

/** A block of cells: its upper left cell and its size. */
export interface Rect {
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
}

/** The whole worksheet. */
export const WHOLE_SHEET: Rect = { row: 0, column: 0, rows: MAX_ROWS, columns: MAX_COLUMNS };

export const lastRow = (rect: Rect): number => rect.row + rect.rows - 1;
export const lastColumn = (rect: Rect): number => rect.column + rect.columns - 1;
export const cellCount = (rect: Rect): number => rect.rows * rect.columns;
export const isWholeColumns = (rect: Rect): boolean => rect.rows === MAX_ROWS;
export const isWholeRows = (rect: Rect): boolean => rect.columns === MAX_COLUMNS;
/** Whether the range has no end in at least one direction ("A:C", "2:4", the whole sheet). */
export const isUnbounded = (rect: Rect): boolean => isWholeColumns(rect) || isWholeRows(rect);

/** Whether the rectangle lies within the sheet. */
export function fitsSheet(rect: Rect): boolean {
  return (
    rect.row >= 0 &&
    rect.column >= 0 &&
    rect.rows >= 1 &&
    rect.columns >= 1 &&
    rect.row + rect.rows <= MAX_ROWS &&
    rect.column + rect.columns <= MAX_COLUMNS
  );
}

/** What two rectangles share, or null. */
export function intersection(a: Rect, b: Rect): Rect | null {
  const row = Math.max(a.row, b.row);
  const column = Math.max(a.column, b.column);
  const rows = Math.min(a.row + a.rows, b.row + b.rows) - row;
  const columns = Math.min(a.column + a.columns, b.column + b.columns) - column;
  return rows > 0 && columns > 0 ? { row, column, rows, columns } : null;
}

export const overlaps = (a: Rect, b: Rect): boolean => intersection(a, b) !== null;
export const contains = (outer: Rect, inner: Rect): boolean =>
  inner.row >= outer.row &&
  inner.column >= outer.column &&
  inner.row + inner.rows <= outer.row + outer.rows &&
  inner.column + inner.columns <= outer.column + outer.columns;

/** The smallest rectangle around both. */
export function boundingRect(a: Rect, b: Rect): Rect {
  const row = Math.min(a.row, b.row);
  const column = Math.min(a.column, b.column);
  return {
    row,
    column,
    rows: Math.max(a.row + a.rows, b.row + b.rows) - row,
    columns: Math.max(a.column + a.columns, b.column + b.columns) - column,
  };
}

/** What remains of `rect` without `hole`: up to four rectangles. */
export function subtract(rect: Rect, hole: Rect): Rect[] {
  const cut = intersection(rect, hole);
  if (!cut) return [rect];
  const rest: Rect[] = [];
  if (cut.row > rect.row) rest.push({ ...rect, rows: cut.row - rect.row });
  if (lastRow(cut) < lastRow(rect)) {
    rest.push({ ...rect, row: lastRow(cut) + 1, rows: lastRow(rect) - lastRow(cut) });
  }
  const middle = { row: cut.row, rows: cut.rows };
  if (cut.column > rect.column) {
    rest.push({ ...middle, column: rect.column, columns: cut.column - rect.column });
  }
  if (lastColumn(cut) < lastColumn(rect)) {
    rest.push({
      ...middle,
      column: lastColumn(cut) + 1,
      columns: lastColumn(rect) - lastColumn(cut),
    });
  }
  return rest;
}

/** "A", "Z", "AA" … of a column that counts from 0. */
export function columnName(column: number): string {
  let name = "";
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  }
  return name;
}

/** The column of "A", "aa" …, counted from 0. */
export function columnIndex(name: string): number {
  let index = 0;
  for (const letter of name.toUpperCase()) index = index * 26 + letter.charCodeAt(0) - 64;
  return index - 1;
}

/** "B3", "B3:D9", "B:D" or "3:9". */
export function formatRect(rect: Rect): string {
  const rowsOnly = `${rect.row + 1}:${lastRow(rect) + 1}`;
  if (isWholeRows(rect)) return rowsOnly;
  if (isWholeColumns(rect)) return `${columnName(rect.column)}:${columnName(lastColumn(rect))}`;
  const first = columnName(rect.column) + (rect.row + 1);
  if (cellCount(rect) === 1) return first;
  return `${first}:${columnName(lastColumn(rect))}${lastRow(rect) + 1}`;
}

/** As {@link formatRect}, with the dollar signs of an absolute reference. */
export function formatAbsolute(rect: Rect): string {
  return formatRect(rect).replace(/[A-Z]+|\d+/g, "$$$&");
}

const CELLS = /^\$?([A-Za-z]{1,3})\$?(\d{1,7})(?::\$?([A-Za-z]{1,3})\$?(\d{1,7}))?$/;
const COLUMNS = /^\$?([A-Za-z]{1,3}):\$?([A-Za-z]{1,3})$/;
const ROWS = /^\$?(\d{1,7}):\$?(\d{1,7})$/;

/** The rectangle of an A1 address without a sheet, or null where there is none such. */
export function parseRect(address: string): Rect | null {
  const text = address.trim();
  let rect: Rect | null = null;
  const cells = CELLS.exec(text);
  const columns = COLUMNS.exec(text);
  const rows = ROWS.exec(text);
  if (cells) {
    const [, c1 = "", r1 = "", c2 = c1, r2 = r1] = cells;
    rect = span(columnIndex(c1), Number(r1) - 1, columnIndex(c2), Number(r2) - 1);
  } else if (columns) {
    const [, c1 = "", c2 = ""] = columns;
    rect = span(columnIndex(c1), 0, columnIndex(c2), MAX_ROWS - 1);
  } else if (rows) {
    const [, r1 = "", r2 = ""] = rows;
    rect = span(0, Number(r1) - 1, MAX_COLUMNS - 1, Number(r2) - 1);
  }
  return rect && fitsSheet(rect) ? rect : null;
}

function span(c1: number, r1: number, c2: number, r2: number): Rect {
  return {
    row: Math.min(r1, r2),
    column: Math.min(c1, c2),
    rows: Math.abs(r2 - r1) + 1,
    columns: Math.abs(c2 - c1) + 1,
  };
}

/** Splits "'My sheet'!A1:B2" into sheet name (null without one) and address. */
export function splitSheet(address: string): [sheet: string | null, address: string] {
  const match = /^(?:'((?:[^']|'')+)'|([^'!]+))!(.+)$/.exec(address);
  if (!match) return [null, address];
  const [, quoted, bare = "", rest = ""] = match;
  return [quoted === undefined ? bare : quoted.replace(/''/g, "'"), rest];
}

/** A sheet's name as a formula shows it: quoted where Excel quotes it. */
export function quoteSheet(name: string): string {
  const bare =
    /^[\p{L}_][\p{L}\p{N}_.]*$/u.test(name) &&
    !/^[A-Za-z]{1,3}\d+$/.test(name) &&
    !/^[rR]?\d*[cC]?\d*$/.test(name);
  return bare ? name : `'${name.replace(/'/g, "''")}'`;
}
