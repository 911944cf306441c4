/** A written matrix against the range that it is written to. */
import { type Rect, cellCount, isUnbounded } from "./address";
import { refuse } from "./support";

/** More cells than this are not read (learn.microsoft.com "performance": values may be null). */
export const MAX_READ_CELLS = 5_000_000;

/** Gives what is written at (i, j); `undefined` and null leave the cell as it is. */
export type MatrixReader = (i: number, j: number) => unknown;

/**
 * A scalar fills the range; a matrix must have the range's size (typings, `Range.values`).
 * @throws InvalidArgument for other sizes and for unbounded ranges ("A:A", typings `getRange`
 *   and learn.microsoft.com "Read or write to an unbounded range")
 */
export function matrixReader(value: unknown, rect: Rect, location: string): MatrixReader {
  if (isUnbounded(rect)) {
    refuse("InvalidArgument", location, "Cells of an unbounded range cannot be set.");
  }
  if (!Array.isArray(value)) return () => value;
  const rows: unknown[] = value;
  const fits =
    rows.length === rect.rows &&
    rows.every((line) => Array.isArray(line) && line.length === rect.columns);
  if (!fits) {
    refuse(
      "InvalidArgument",
      location,
      "The number of rows or columns in the input array doesn't match the size or dimensions of the range."
    );
  }
  return (i, j) => (rows as unknown[][])[i]?.[j];
}

/** Whether the cells of a range are read at all; Excel answers null for too many. */
export const isReadable = (rect: Rect): boolean =>
  !isUnbounded(rect) && cellCount(rect) <= MAX_READ_CELLS;
