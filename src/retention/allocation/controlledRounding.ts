/**
 * Controlled rounding: a table of fractions becomes whole numbers such that every cell, every row sum,
 * every column sum and the grand total is its exact value rounded up or down (and exact where the value
 * is whole). Such a rounding always exists (Causey, Cox and Ernst 1985): a slack row and column make all
 * sums whole, and a flow through the cells with a remainder, at most one unit each, fills them.
 *
 * @param numerators rows of whole numbers ≥ 0; a cell's exact value is numerator ÷ denominator
 * @param denominator whole, > 0
 * @returns whole numbers of the same shape. Ties go to columns in their order, going on from row to row.
 */
export function controlledRounding(
  numerators: readonly (readonly number[])[],
  denominator: number
): number[][] {
  const columns = numerators.length === 0 ? 0 : numerators[0].length;
  const floors = numerators.map((row) => row.map((cell) => Math.floor(cell / denominator)));
  const remainders = withSlack(
    numerators.map((row) => row.map((cell) => cell % denominator)),
    columns,
    denominator
  );
  const extras = fill(remainders, denominator);
  return floors.map((row, r) => row.map((floor, c) => floor + extras[r][c]));
}

const sum = (cells: readonly number[]): number => cells.reduce((total, cell) => total + cell, 0);

/** What is missing to the next multiple. */
const missing = (value: number, denominator: number): number =>
  (denominator - (value % denominator)) % denominator;

/** The remainders with a slack column and a slack row that bring every sum to a whole number. */
function withSlack(
  remainders: readonly (readonly number[])[],
  columns: number,
  denominator: number
): number[][] {
  const rows = remainders.map((row) => [...row, missing(sum(row), denominator)]);
  const slackRow: number[] = [];
  for (let c = 0; c < columns; c++) {
    slackRow.push(missing(sum(remainders.map((row) => row[c])), denominator));
  }
  return [...rows, [...slackRow, missing(sum(slackRow), denominator)]];
}

/** Chooses the cells that are rounded up: each row and column gets its whole sum. */
function fill(remainders: readonly (readonly number[])[], denominator: number): Uint8Array[] {
  const columns = remainders[0].length;
  const supply = remainders.map((row) => sum(row) / denominator);
  const demand = remainders[0].map((_, c) => sum(remainders.map((row) => row[c])) / denominator);
  const up = remainders.map(() => new Uint8Array(columns));
  // Where the next unit goes first: dealing runs on from row to row without starting over. The slack
  // column stands aside from the round.
  let next = 0;
  const round = Math.max(1, columns - 1);
  for (let r = 0; r < remainders.length; r++) {
    for (let unit = 0; unit < supply[r]; unit++) {
      let served = -1;
      for (let i = 0; i < columns && served < 0; i++) {
        const c = i === round ? round : (next + i) % round;
        if (remainders[r][c] > 0 && up[r][c] === 0 && demand[c] > 0) {
          served = c;
        }
      }
      if (served < 0) {
        served = reroute(r, remainders, up, demand);
      } else {
        up[r][served] = 1;
        if (served < round) {
          next = (served + 1) % round;
        }
      }
      demand[served]--;
    }
  }
  return up;
}

/**
 * Finds a column with open demand for a row none of whose own columns has any: units of other rows move
 * aside (shortest augmenting path). Gives the column whose demand is used.
 */
function reroute(
  row: number,
  remainders: readonly (readonly number[])[],
  up: readonly Uint8Array[],
  demand: readonly number[]
): number {
  const columns = demand.length;
  const rowBefore = new Int32Array(columns).fill(-1);
  const columnBefore = new Int32Array(remainders.length).fill(-1);
  const queue = [row];
  for (const r of queue) {
    for (let c = 0; c < columns; c++) {
      if (rowBefore[c] >= 0 || remainders[r][c] === 0 || up[r][c] === 1) {
        continue;
      }
      rowBefore[c] = r;
      if (demand[c] > 0) {
        moveAlong(row, c, rowBefore, columnBefore, up);
        return c;
      }
      up.forEach((cells, other) => {
        if (cells[c] === 1 && other !== row && columnBefore[other] < 0) {
          columnBefore[other] = c;
          queue.push(other);
        }
      });
    }
  }
  throw new Error("The sums of the table are not whole");
}

function moveAlong(
  row: number,
  column: number,
  rowBefore: Int32Array,
  columnBefore: Int32Array,
  up: readonly Uint8Array[]
): void {
  let c = column;
  for (;;) {
    const r = rowBefore[c];
    up[r][c] = 1;
    if (r === row) {
      return;
    }
    c = columnBefore[r];
    up[r][c] = 0;
  }
}
