import type { Cell } from "../cell";

/** Cuts empty rows off the end and makes all rows as long as the last filled cell of any. */
export function rectangular(rows: readonly (readonly Cell[] | undefined)[]): Cell[][] {
  let height = 0;
  let width = 0;
  rows.forEach((row, index) => {
    const filled = row ? lastFilled(row) + 1 : 0;
    if (filled > 0) height = index + 1;
    width = Math.max(width, filled);
  });
  return Array.from({ length: height }, (_, index) => {
    const row = rows[index] ?? [];
    return Array.from({ length: width }, (_, column) => row[column] ?? "");
  });
}

function lastFilled(row: readonly Cell[]): number {
  let at = row.length - 1;
  while (at >= 0 && (row[at] ?? "") === "") at -= 1;
  return at;
}
