import {
  inputTables,
  type Cell,
  type InputColumn,
  type InputRow,
  type InputTableId,
} from "../../src/intake";
import { isFormula, type PlanCell, type SheetPlan } from "../../src/reports/plan";

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

/** Rows as a user typed them, one below the other from the second row of a sheet; the rest is blank. */
export function typedRows<Id extends InputTableId>(
  id: Id,
  rows: readonly Readonly<Partial<Record<InputColumn<Id>, Cell>>>[]
): InputRow<Id>[] {
  const blank = Object.fromEntries(Object.keys(inputTables[id]).map((key) => [key, ""]));
  return rows.map((row, index) => ({ ...blank, ...row, sheetRow: 1 + index }) as InputRow<Id>);
}
