import {
  inputTables,
  type Cell,
  type InputRow,
  type InputRows,
  type InputTableId,
} from "../../src/intake";
import { isFormula, type PlanCell, type SheetPlan } from "../../src/reports/plan";

const valueOf = (cell: PlanCell | undefined): Cell =>
  cell === undefined || cell === null ? "" : isFormula(cell) ? cell.expected : cell;

/** The input tables of plans as they would be read back from the workbook, nothing typed since. */
export function inputRowsOfPlans(plans: readonly SheetPlan[]): InputRows {
  const tables = plans.flatMap((plan) => plan.tables);
  return Object.fromEntries(
    tables.flatMap(({ input, columns, rows, row: headerRow }) =>
      input === undefined
        ? []
        : [
            [
              input,
              rows.map((cells, index) => {
                const at = (key: string): number =>
                  columns.findIndex((column) => column.key === key);
                const values = Object.keys(inputTables[input]).map((key) => [
                  key,
                  valueOf(cells[at(key)]),
                ]);
                return { ...Object.fromEntries(values), sheetRow: headerRow + 1 + index };
              }),
            ],
          ]
    )
  ) as InputRows;
}

/** A row of an input table in which only some cells are filled. */
export function inputRow<Id extends InputTableId>(
  id: Id,
  cells: Readonly<Record<string, Cell>>,
  sheetRow = 0
): InputRow<Id> {
  const blank = Object.keys(inputTables[id]).map((column) => [column, ""]);
  return { ...Object.fromEntries(blank), ...cells, sheetRow } as InputRow<Id>;
}
