import { cellRef, isFormula, type SheetPlan, type TablePlan } from "../../src/reports/plan";
import { offsetFormula } from "../../src/offline/host/model/shift";

/**
 * The columns of tables that Excel would not leave as they are planned: with formulas beside values, or
 * with formulas that are not one and the same from row to row (in R1C1 terms). Each as
 * `sheet, table, column: what is wrong`.
 */
export function unevenColumns(plan: SheetPlan): string[] {
  return plan.tables.flatMap((table) =>
    table.columns.flatMap(({ header }, column) => {
      const fault = faultOf(table, column);
      return fault === undefined ? [] : [`${plan.name}, ${table.name}, ${header}: ${fault}`];
    })
  );
}

function faultOf({ rows, row, column: left }: TablePlan, column: number): string | undefined {
  const cells = rows.map((cells) => cells[column] ?? null);
  const first = cells[0];
  if (first === undefined || !isFormula(first)) {
    const at = cells.findIndex((cell) => isFormula(cell));
    return at < 0 ? undefined : `${cellRef(row + 1 + at, left + column)} is a formula among values`;
  }
  for (const [at, cell] of cells.entries()) {
    const address = cellRef(row + 1 + at, left + column);
    if (!isFormula(cell)) return `${address} is a value among formulas`;
    if (cell.formula !== offsetFormula(first.formula, at, 0))
      return `${address} has another formula`;
  }
  return undefined;
}
