import {
  isFormula,
  type PlanCell,
  type SheetPlan,
  type TableColumn,
  type TablePlan,
} from "../../reports/plan";
import type { RequestQueue } from "../cells";
import { cutRows, literalText, payloadBudget, cellAt, rangeAt, rowsStep } from "../cells";
import { small, type WriteTarget } from "./writeTarget";

export async function addRows(
  queue: RequestQueue,
  sheet: Excel.Worksheet,
  cells: readonly (readonly PlanCell[])[],
  row: number,
  column: number,
  plan: SheetPlan,
  target: WriteTarget
): Promise<void> {
  const written = cells.map((line, index) =>
    line.map((cell, at) =>
      row + index === plan.generatedAt.row && column + at === plan.generatedAt.column
        ? literalText(target.unfinished)
        : cellValue(cell)
    )
  );
  const write = (rows: readonly (readonly unknown[])[], firstRow: number): void => {
    const area = { row: firstRow, column, rows: rows.length, columns: rows[0]?.length ?? 0 };
    rangeAt(sheet, area).values = rows as unknown[][];
  };
  for (const piece of cutRows(written, payloadBudget, queue.room)) {
    await queue.add(rowsStep(piece, row, write));
  }
}

/** Whether the cells of a column below its first are copies of that. */
const isCopied = ({ rowFormula }: TableColumn, rows: number): boolean =>
  rowFormula !== undefined && rows > 1;

/** A table's rows without the formulas that Excel copies: a long one in each row is most of a request. */
export function rowsToSend({ columns, rows }: TablePlan): TablePlan["rows"] {
  const copied = columns.map((column) => isCopied(column, rows.length));
  if (!copied.includes(true)) return rows;
  return rows.map((row, index) =>
    index === 0 ? row : row.map((cell, at) => (copied[at] ? null : cell))
  );
}

/** Fills the columns of one formula from their first row. */
export function copyingFormulas(sheet: Excel.Worksheet, { row, column, columns, rows }: TablePlan) {
  const copied = columns.flatMap((it, at) => (isCopied(it, rows.length) ? [column + at] : []));
  return small(() => {
    for (const at of copied) {
      const first = cellAt(sheet, row + 1, at);
      const others = { row: row + 2, column: at, rows: rows.length - 1, columns: 1 };
      rangeAt(sheet, others).copyFrom(first, "Formulas");
    }
  }, 1_000 * copied.length);
}

/** A cell as `Range.values` takes it; `null` leaves the cleared cell empty. */
export function cellValue(cell: PlanCell): string | number | boolean | null {
  if (isFormula(cell)) return cell.formula;
  return typeof cell === "string" ? literalText(cell) : cell;
}
