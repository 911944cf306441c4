import { areaRef, cellRef, columnLetters, formulaText } from "./a1";
import type { Placed } from "./builder";
import type { FormulaCell } from "./sheetPlan";

/** What stands where a figure cannot be computed: never a zero. */
export const absentFigure = "—";

/** A figure as a cell shows it: "—" for `NaN`. */
export const figureOrAbsent = (value: number): number | string =>
  Number.isNaN(value) ? absentFigure : value;

/** A jump within the sheet, under whatever name the sheet has. */
export function jumpCell(row: number, column: number, label: string): FormulaCell {
  const target = formulaText(`#${cellRef(row, column)}`);
  return { formula: `=HYPERLINK(${target},${formulaText(label)})`, expected: label };
}

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

/** {@link columnRange} of a table that starts in the first column and is not placed yet. */
export function bodyRange(headerRow: number, rows: number, column: number): string {
  const firstRow = headerRow + 1;
  const lastRow = headerRow + rows;
  return columnRange({ headerRow, firstRow, lastRow, column: 0, columns: 1 }, column);
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

/** What a column of a list is to be: a cell, or a text in quotes. */
export type Condition = readonly [column: number, equals: string];

/** Counts the rows of a list in which every column has the value; a list without rows has none. */
export function countWhere(
  list: Placed | null,
  conditions: readonly Condition[],
  expected: number
): FormulaCell | number {
  if (list === null) return expected;
  return { formula: `=COUNTIFS(${criteria(list, conditions)})`, expected };
}

/** Adds up a column of the rows of a list in which every column has the value. */
export function sumWhere(
  list: Placed | null,
  sums: number,
  conditions: readonly Condition[],
  expected: number
): FormulaCell | number {
  if (list === null) return expected;
  const formula = `=SUMIFS(${columnRange(list, sums)},${criteria(list, conditions)})`;
  return { formula, expected };
}

/** The criteria of COUNTIFS and its kin. */
export const criteria = (list: Placed, conditions: readonly Condition[]): string =>
  conditions.map(([column, equals]) => `${columnRange(list, column)},${equals}`).join(",");
