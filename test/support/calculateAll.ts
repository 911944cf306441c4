import type { Workbook } from "../../src/offline/host";
import { NOT_CALCULATED } from "../../src/offline/host/model";

/** Gives formulas a value, as Excel's calculation would have by the next request; which one does not matter. */
export function calculateAll({ sheets }: Workbook): void {
  for (const { cells } of sheets) {
    const open: [row: number, column: number, formula: string][] = [];
    cells.eachFormula((row, column, formula) => {
      if (cells.value(row, column) === NOT_CALCULATED) open.push([row, column, formula]);
    });
    for (const [row, column, formula] of open) cells.setFormula(row, column, formula, 2);
  }
}
