import { cellRef, isFormula, type PlanCell, type SheetPlan } from "../../reports/plan";
import type { Workbook } from "../host";
import { CellError } from "../host/model/cellValue";

/** A native formula's place and what our own code computed for it. */
export interface ExpectedCell {
  readonly sheet: string;
  readonly address: string;
  readonly value: number | string;
}

interface Placed {
  readonly row: number;
  readonly column: number;
  readonly cells: readonly (readonly PlanCell[])[];
}

/** Every native formula of generated sheets with its expected value. */
export function expectedCells(plans: readonly SheetPlan[]): ExpectedCell[] {
  return plans.flatMap((plan) => {
    const tables = plan.tables.map(({ row, column, rows }) => ({
      row: row + 1,
      column,
      cells: rows,
    }));
    return [...plan.blocks, ...tables].flatMap((placed) => formulasIn(plan.name, placed));
  });
}

function formulasIn(sheet: string, { row, column, cells }: Placed): ExpectedCell[] {
  return cells.flatMap((line, i) =>
    line.flatMap((cell, j) =>
      isFormula(cell)
        ? [{ sheet, address: cellRef(row + i, column + j), value: cell.expected }]
        : []
    )
  );
}

/** Sums of thousands of amounts differ in their last binary digits by the order of adding. */
const isClose = (a: number, b: number): boolean =>
  Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));

function isSame(found: unknown, expected: number | string): boolean {
  if (typeof expected === "number") return typeof found === "number" && isClose(found, expected);
  return found === expected;
}

/** Every formula of a workbook with the value that stands beside it in the file. */
export function cachedCells({ sheets }: Workbook): ExpectedCell[] {
  return sheets.flatMap(({ Name, cells }) => {
    const found: ExpectedCell[] = [];
    cells.eachFormula((row, column) => {
      const value = cells.value(row, column);
      if (typeof value !== "number" && typeof value !== "string") return;
      found.push({ sheet: Name, address: cellRef(row, column), value });
    });
    return found;
  });
}

/**
 * What a recalculated workbook says otherwise than we do, one line each: formulas whose value differs
 * from ours, and every cell of any sheet that shows an error. Empty when both agree.
 */
export function differences(expected: readonly ExpectedCell[], workbook: Workbook): string[] {
  const lines: string[] = [];
  for (const { sheet, address, value } of expected) {
    const worksheet = workbook.sheets.find(({ Name }) => Name === sheet);
    if (!worksheet) {
      lines.push(`${sheet}!${address}: there is no such sheet`);
      continue;
    }
    const found = worksheet.value(address);
    if (!isSame(found, value)) {
      lines.push(`${sheet}!${address}: expected ${value}, recalculated ${found}`);
    }
  }
  for (const { Name, cells } of workbook.sheets) {
    cells.eachCell((row, column, value) => {
      if (value instanceof CellError) lines.push(`${Name}!${cellRef(row, column)}: ${value.text}`);
    });
  }
  return lines;
}
