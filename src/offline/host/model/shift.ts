/**
 * How rectangles and references follow when cells move: rows or columns inserted or deleted, a
 * block cut and put elsewhere, a sheet renamed or deleted.
 */
import {
  type Rect,
  columnName,
  contains,
  lastColumn,
  lastRow,
  MAX_COLUMNS,
  MAX_ROWS,
  parseRect,
  formatRect,
  quoteSheet,
} from "./address";

/** Rows or columns that appear or vanish in a band of the sheet. */
export interface Splice {
  readonly kind: "splice";
  readonly axis: "row" | "column";
  readonly at: number;
  readonly remove: number;
  readonly insert: number;
  /** The band across the axis that moves, both ends included. */
  readonly from: number;
  readonly to: number;
}

/** A block that was cut and put with its upper left cell at (row, column). */
export interface Move {
  readonly kind: "move";
  readonly from: Rect;
  readonly row: number;
  readonly column: number;
}

/** Whole columns that change places: cut, then "insert cut cells". */
export interface Reorder {
  readonly kind: "reorder";
  /** The first of the columns that move, as they stood before. */
  readonly from: number;
  readonly count: number;
  /** Where the first of them stands afterwards. */
  readonly to: number;
}

export type Shift = Splice | Move | Reorder;

/** Where a column stands after columns changed places. */
export function reorderedColumn(column: number, { from, count, to }: Reorder): number {
  if (column >= from && column < from + count) return column - from + to;
  const without = column >= from + count ? column - count : column;
  return without >= to ? without + count : without;
}

/** Whether the splice moves whole rows or columns of the sheet. */
export const isWholeSplice = (s: Splice): boolean =>
  s.from === 0 && s.to === (s.axis === "row" ? MAX_COLUMNS : MAX_ROWS) - 1;

/** Where a rectangle is after the shift; null = its cells are gone. */
export function shiftRect(rect: Rect, shift: Shift): Rect | null {
  if (shift.kind === "move") {
    if (!contains(shift.from, rect)) return rect;
    return {
      ...rect,
      row: rect.row - shift.from.row + shift.row,
      column: rect.column - shift.from.column + shift.column,
    };
  }
  if (shift.kind === "reorder") return reorderedRect(rect, shift);
  if (shift.axis === "row") {
    if (rect.column < shift.from || lastColumn(rect) > shift.to) return rect;
    const span = shiftSpan(rect.row, rect.rows, shift, MAX_ROWS);
    return span && { ...rect, row: span[0], rows: span[1] };
  }
  if (rect.row < shift.from || lastRow(rect) > shift.to) return rect;
  const span = shiftSpan(rect.column, rect.columns, shift, MAX_COLUMNS);
  return span && { ...rect, column: span[0], columns: span[1] };
}

/**
 * A rectangle whose columns stay side by side goes with them. One that loses columns keeps those
 * that stay; one into which columns are put takes them in.
 */
function reorderedRect(rect: Rect, reorder: Reorder): Rect {
  if (rect.columns === MAX_COLUMNS) return rect;
  const { from, count } = reorder;
  const all = Array.from({ length: rect.columns }, (_, i) => rect.column + i);
  const spanOf = (columns: readonly number[]): Rect => {
    const places = columns.map((column) => reorderedColumn(column, reorder));
    const first = Math.min(...places);
    return { ...rect, column: first, columns: Math.max(...places) - first + 1 };
  };
  const together = spanOf(all);
  const staying = all.filter((column) => column < from || column >= from + count);
  return together.columns === rect.columns || staying.length === 0 ? together : spanOf(staying);
}

function shiftSpan(
  start: number,
  size: number,
  splice: Splice,
  limit: number
): [start: number, size: number] | null {
  if (size === limit) return [start, size];
  let first = start;
  let end = start + size;
  const { at, remove, insert } = splice;
  if (remove > 0) {
    const pull = (edge: number): number =>
      edge <= at ? edge : edge <= at + remove ? at : edge - remove;
    [first, end] = [pull(first), pull(end)];
    if (end <= first) return null;
  }
  if (insert > 0) {
    if (first >= at) first += insert;
    if (end > at) end += insert;
    if (first >= limit) return null;
  }
  return [first, Math.min(end, limit) - first];
}

/** A reference inside a formula: optional sheet, then cells, columns or rows. */
const REFERENCE =
  /("(?:[^"]|"")*")|((?:'(?:[^']|'')+'|[\p{L}_][\p{L}\p{N}_.]*)!)?(\$?[A-Za-z]{1,3}\$?\d{1,7}(?::\$?[A-Za-z]{1,3}\$?\d{1,7})?|\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3}|\$?\d{1,7}:\$?\d{1,7})(?![\p{L}\p{N}_(!.])/gu;

/** Rewrites every A1 reference of a formula; texts in quotes and structured references stay. */
function mapReferences(
  formula: string,
  map: (sheet: string | null, qualifier: string, address: string) => string
): string {
  return formula.replace(
    REFERENCE,
    (all: string, text: string | undefined, qualifier = "", address = "", offset: number) => {
      if (text !== undefined || /[\p{L}\p{N}_.[$]/u.test(formula[offset - 1] ?? "")) return all;
      const bare = qualifier.slice(0, -1);
      const sheet = bare === "" ? null : bare.replace(/^'|'$/g, "").replace(/''/g, "'");
      return map(sheet, qualifier, address);
    }
  );
}

const sameName = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/**
 * A formula after cells of `sheet` moved.
 * @param home the sheet that references without a sheet name mean; null in names and charts
 */
export function shiftFormula(
  formula: string,
  home: string | null,
  sheet: string,
  shift: Shift
): string {
  return mapReferences(formula, (named, qualifier, address) => {
    const target = named ?? home;
    const rect = parseRect(address);
    if (!rect || target === null || !sameName(target, sheet)) return qualifier + address;
    const moved = shiftRect(rect, shift);
    return moved ? qualifier + reformat(address, moved) : `${qualifier}#REF!`;
  });
}

/** A formula after a sheet was renamed. */
export function renameInFormula(formula: string, from: string, to: string): string {
  return mapReferences(formula, (named, qualifier, address) =>
    named !== null && sameName(named, from) ? `${quoteSheet(to)}!${address}` : qualifier + address
  );
}

/** A formula after a sheet was deleted: its references are gone. */
export function dropSheetFromFormula(formula: string, sheet: string): string {
  return mapReferences(formula, (named, qualifier, address) =>
    named !== null && sameName(named, sheet) ? "#REF!" : qualifier + address
  );
}

/** A relative formula as it reads when its cell is copied `rows` down and `columns` right. */
export function offsetFormula(formula: string, rows: number, columns: number): string {
  return mapReferences(formula, (_named, qualifier, address) => {
    let lost = false;
    const moved = address.replace(
      /(\$?)([A-Za-z]{1,3})(?=\$?\d|:|$)|(\$?)(\d{1,7})/g,
      (part: string, absC?: string, letters?: string, absR?: string, digits?: string) => {
        if (letters !== undefined) {
          if (absC) return part;
          const rect = parseRect(`${letters}1`);
          const column = (rect?.column ?? 0) + columns;
          if (column < 0 || column >= MAX_COLUMNS) lost = true;
          return columnName(column);
        }
        if (absR) return part;
        const row = Number(digits) + rows;
        if (row < 1 || row > MAX_ROWS) lost = true;
        return String(row);
      }
    );
    return lost ? "#REF!" : qualifier + moved;
  });
}

/**
 * A formula as it reads from its cell, in the manner of R1C1: two cells with the same one hold the same
 * formula, each for its own place.
 */
export function relativeFormula(formula: string, row: number, column: number): string {
  return mapReferences(
    formula,
    (_named, qualifier, address) =>
      qualifier +
      address.replace(
        /(\$?)([A-Za-z]{1,3})(?=\$?\d|:|$)|(\$?)(\d{1,7})/g,
        (part: string, absC?: string, letters?: string, absR?: string, digits?: string) => {
          if (letters !== undefined) {
            if (absC) return part.toUpperCase();
            return `C[${(parseRect(`${letters}1`)?.column ?? 0) - column}]`;
          }
          return absR ? part : `R[${Number(digits) - 1 - row}]`;
        }
      )
  );
}

/** The new rectangle written as the old address was: same dollar signs. */
function reformat(address: string, rect: Rect): string {
  const plain = formatRect(rect);
  const single = !address.includes(":");
  const parts = (single ? [address] : address.split(":")).map((part) => ({
    column: /^\$[A-Za-z]/.test(part),
    row: /\$\d/.test(part),
  }));
  const fresh = plain.includes(":") ? plain.split(":") : [plain];
  const written = !single && fresh.length === 1 ? [fresh[0]!, fresh[0]!] : fresh;
  return written
    .map((part, i) => {
      const dollars = parts[i] ?? parts[0]!;
      const letters = /[A-Z]+/.exec(part)?.[0] ?? "";
      const digits = /\d+/.exec(part)?.[0] ?? "";
      return `${dollars.column && letters ? "$" : ""}${letters}${dollars.row && digits ? "$" : ""}${digits}`;
    })
    .join(":");
}
