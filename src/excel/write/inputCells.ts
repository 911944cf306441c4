import { type Cell } from "../../intake";
import { type SheetPlan } from "../../reports/plan";
import { applyStyle, cellAt, type WriteStep } from "../cells";
import { sheetKeyOf } from "../footprint";
import { entryOf } from "../additions";
import type { NameWriter } from "./nameWriter";
import { cellValue } from "./rowWriter";
import { small, type WriteTarget } from "./writeTarget";

const inputMark = (plan: SheetPlan, key: string): string =>
  `RETAIN_input_${sheetKeyOf(plan)}_${key}`;

/** The contents of the plans' input cells as they are now; found by name, wherever they are. */
export async function readInputCells(
  context: Excel.RequestContext,
  plans: readonly SheetPlan[],
  names: ReadonlySet<string>
): Promise<Record<string, Cell>> {
  const cells = plans
    .flatMap((plan) => plan.inputs.map(({ key }) => inputMark(plan, key)))
    .filter((name) => names.has(name))
    .map((name) => {
      const range = context.workbook.names.getItem(name).getRangeOrNullObject();
      range.load("formulas,values");
      return { name, range };
    });
  if (cells.length === 0) return {};
  await context.sync();
  return Object.fromEntries(
    cells
      .filter(({ range }) => !range.isNullObject)
      .map(({ name, range }) => [name, entryOf(range.formulas[0]?.[0], range.values[0]?.[0])])
  );
}

export function inputs(
  names: NameWriter,
  sheet: Excel.Worksheet,
  plan: SheetPlan,
  { kept, sheetName }: Pick<WriteTarget, "kept"> & { readonly sheetName: string }
): WriteStep {
  return small(() => {
    for (const input of plan.inputs) {
      const cell = cellAt(sheet, input.row, input.column);
      const name = inputMark(plan, input.key);
      cell.formulas = [[kept[name] ?? cellValue(input.initial)]];
      applyStyle(cell, input.style);
      names.mark(name, sheetName, input);
    }
  }, 1_000 * plan.inputs.length);
}
