import type { FieldScore } from "./columnScores";

/**
 * The assignment of columns to fields with the greatest sum of scores; each column serves one field,
 * each field has one column (the Hungarian method).
 */
export function assign<Field extends string>(
  scores: readonly FieldScore<Field>[]
): FieldScore<Field>[] {
  const fields = [...new Set(scores.map(({ field }) => field))];
  const columns = [...new Set(scores.map(({ at }) => at))];
  if (fields.length === 0) return [];
  const byPair = new Map(scores.map((it) => [`${it.field} ${it.at}`, it]));
  const cell = fields.map((field) => columns.map((at) => byPair.get(`${field} ${at}`)?.score ?? 0));
  const chosen = hungarian(cell, columns.length);
  return chosen.flatMap((column, row) => {
    const found = column < 0 ? undefined : byPair.get(`${fields[row]} ${columns[column]}`);
    return found ? [found] : [];
  });
}

/** For each row the column that it gets, −1 for none; the sum of the cells is greatest. */
function hungarian(gain: readonly (readonly number[])[], width: number): number[] {
  const rows = gain.length;
  // A row may stay without column: as many empty columns as rows.
  const columns = width + rows;
  const cost = (row: number, column: number): number => (column < width ? -gain[row][column] : 0);
  const u = new Float64Array(rows + 1);
  const v = new Float64Array(columns + 1);
  const rowOf = new Int32Array(columns + 1);
  const way = new Int32Array(columns + 1);
  for (let row = 1; row <= rows; row++) {
    rowOf[0] = row;
    let at = 0;
    const least = new Float64Array(columns + 1).fill(Infinity);
    const used = new Uint8Array(columns + 1);
    do {
      used[at] = 1;
      const current = rowOf[at];
      let delta = Infinity;
      let next = 0;
      for (let column = 1; column <= columns; column++) {
        if (used[column]) continue;
        const reduced = cost(current - 1, column - 1) - u[current] - v[column];
        if (reduced < least[column]) {
          least[column] = reduced;
          way[column] = at;
        }
        if (least[column] < delta) {
          delta = least[column];
          next = column;
        }
      }
      for (let column = 0; column <= columns; column++) {
        if (used[column]) {
          u[rowOf[column]] += delta;
          v[column] -= delta;
        } else least[column] -= delta;
      }
      at = next;
    } while (rowOf[at] !== 0);
    do {
      const before = way[at];
      rowOf[at] = rowOf[before];
      at = before;
    } while (at !== 0);
  }
  const result = new Array<number>(rows).fill(-1);
  for (let column = 1; column <= width; column++) {
    if (rowOf[column] > 0) result[rowOf[column] - 1] = column - 1;
  }
  return result;
}
