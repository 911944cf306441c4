import { inputTables, type Cell, type InputRow, type InputTableId } from "../../src/intake";
import { isFormula, type PlanCell, type SheetPlan } from "../../src/reports/sheetPlan";

const cellOf = (cell: PlanCell | undefined): Cell =>
  cell === undefined || cell === null ? "" : isFormula(cell) ? cell.expected : cell;

/** What a reader would find in an input table of a plan, had it been written into a workbook. */
export function inputRowsOf<Id extends InputTableId>(plan: SheetPlan, id: Id): InputRow<Id>[] {
  const table = plan.tables.find(({ input }) => input === id);
  if (table === undefined) throw new Error(`no table ${id}`);
  return table.rows.map((cells, index) => {
    const row = Object.fromEntries(
      Object.keys(inputTables[id]).map((key) => [
        key,
        cellOf(cells[table.columns.findIndex((column) => column.key === key)]),
      ])
    );
    return { ...row, sheetRow: table.row + 1 + index } as InputRow<Id>;
  });
}
