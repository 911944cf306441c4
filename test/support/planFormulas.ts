import { cellRef } from "../../src/reports/a1";
import { isFormula, type PlanCell, type SheetPlan } from "../../src/reports/sheetPlan";

/** All cells of a plan by address, tables with their headers included. */
export function cellsOfPlan(plan: SheetPlan): Map<string, PlanCell> {
  const cells = new Map<string, PlanCell>();
  const put = (row: number, column: number, rows: readonly (readonly PlanCell[])[]): void => {
    rows.forEach((line, i) =>
      line.forEach((cell, j) => {
        const address = cellRef(row + i, column + j);
        if (cell === null) return;
        if (cells.has(address)) throw new Error(`${address} is written twice`);
        cells.set(address, cell);
      })
    );
  };
  for (const block of plan.blocks) put(block.row, block.column, block.cells);
  for (const table of plan.tables) {
    put(table.row, table.column, [table.columns.map(({ header }) => header), ...table.rows]);
  }
  return cells;
}

/**
 * Calculates the formulas of a plan: sums, differences, quotients and `IF(x=0,"—",…)`. Knows nothing
 * of how the plan came to its expected values.
 */
export function calculate(cells: ReadonlyMap<string, PlanCell>, address: string): unknown {
  const cell = cells.get(address);
  if (cell === undefined || !isFormula(cell)) return cell ?? 0;
  const number = (reference: string): number =>
    Number(calculate(cells, reference.replaceAll("$", "")));
  const expression = cell.formula
    .slice(1)
    .replace(/SUM\(([A-Z]+)(\d+):([A-Z]+)(\d+)\)/g, (_, left, top, right, bottom) =>
      String(sum(left, Number(top), right, Number(bottom), number))
    )
    .replace(/\$?[A-Z]+\$?\d+/g, (reference) => `(${number(reference)})`);
  return evaluate(expression);
}

function sum(
  left: string,
  top: number,
  right: string,
  bottom: number,
  number: (reference: string) => number
): number {
  let total = 0;
  for (let row = top; row <= bottom; row += 1) {
    for (let column = indexOf(left); column <= indexOf(right); column += 1) {
      total += number(cellRef(row - 1, column));
    }
  }
  return total;
}

const indexOf = (letters: string): number =>
  [...letters].reduce((index, letter) => index * 26 + letter.charCodeAt(0) - 64, 0) - 1;

function evaluate(expression: string): unknown {
  const branch = /^IF\((.+)=0,"—",(.+)\)$/.exec(expression);
  if (branch) return arithmetic(branch[1] ?? "") === 0 ? "—" : arithmetic(branch[2] ?? "");
  return arithmetic(expression);
}

/** Numbers in brackets with + - / between them, from left to right as written in these plans. */
function arithmetic(expression: string): number {
  if (!/^[-\d.()+/e]+$/.test(expression)) throw new Error(`not understood: ${expression}`);
  const run = new Function(`return ${expression};`) as () => number;
  return run();
}
