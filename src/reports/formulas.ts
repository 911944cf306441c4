import { areaRef, cellRef, columnLetters } from "./a1";
import type { Placed } from "./builder";
import type { FormulaCell } from "./sheetPlan";

/** What stands where a figure cannot be computed: never a zero. */
export const absentFigure = "—";

/** A quotient that shows "—" where there is nothing to divide by; both parts are formulas without "=". */
export function quotientCell(
  numerator: string,
  denominator: string,
  [part, whole]: readonly [number, number]
): FormulaCell {
  return {
    formula: `=IF(${denominator}=0,"${absentFigure}",${numerator}/${denominator})`,
    expected: whole === 0 ? absentFigure : part / whole,
  };
}

/** The sum of neighbouring cells of one row or column. */
export function sumCell(
  from: { readonly row: number; readonly column: number },
  to: { readonly row: number; readonly column: number },
  expected: number
): FormulaCell {
  const rows = to.row - from.row + 1;
  const columns = to.column - from.column + 1;
  return { formula: `=SUM(${areaRef({ ...from, rows, columns })})`, expected };
}

/** The body of one column of something placed, as it stays put when a formula is copied: `$B$5:$B$20`. */
export function columnRange(placed: Placed, column: number): string {
  const letters = columnLetters(placed.column + column);
  return `$${letters}$${placed.firstRow + 1}:$${letters}$${placed.lastRow + 1}`;
}

/** Adds up single cells that do not stand together. */
export function additionCell(
  cells: readonly { readonly row: number; readonly column: number }[],
  expected: number
): FormulaCell {
  return {
    formula: `=${cells.map(({ row, column }) => cellRef(row, column)).join("+")}`,
    expected,
  };
}
