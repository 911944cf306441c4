/**
 * What Excel's AutoCorrect does to tables, also where a program writes: the options "Fill formulas in
 * tables to create calculated columns" and "Include new rows and columns in table". Both are on in a
 * fresh Excel and cannot be switched off from an add-in (office-js issues 1916, 2093 "by design", 5909,
 * 6745).
 */
import { type Rect, intersection, lastColumn, lastRow, overlaps } from "./address";
import { NOT_CALCULATED } from "./cellValue";
import type { Entry } from "./entry";
import { offsetFormula, relativeFormula } from "./shift";
import type { Table, Worksheet } from "./objects";

/** The two options, as they are set in this Excel. */
export interface AutoCorrect {
  fillFormulas: boolean;
  extendTables: boolean;
}

/** What was entered into a cell of the written rectangle, by place in it; null = nothing. */
type Entered = (row: number, column: number) => Entry | null | undefined;

const isContent = (entry: Entry | null | undefined): boolean =>
  entry?.formula !== undefined || entry?.value !== undefined;

/** After cells were written: tables grow over what stands right below or beside them. */
export function extendTables(sheet: Worksheet, rect: Rect, entered: Entered): void {
  if (!sheet.workbook.autoCorrect.extendTables) return;
  for (const table of sheet.tables) {
    if (isBelow(table, rect) && rowHasContent(rect, entered)) table.growDown(rect.rows);
    else if (isBeside(table, rect) && columnHasContent(rect, entered)) {
      for (let column = 0; column < rect.columns; column++) table.growRight();
    }
  }
}

function isBelow(table: Table, rect: Rect): boolean {
  const { rect: area, sheet } = table;
  const grown = { ...area, rows: area.rows + rect.rows };
  return (
    !table.showTotals &&
    rect.row === lastRow(area) + 1 &&
    rect.column >= area.column &&
    lastColumn(rect) <= lastColumn(area) &&
    !sheet.tables.some((other) => other !== table && overlaps(other.rect, grown))
  );
}

function isBeside(table: Table, rect: Rect): boolean {
  const { rect: area, sheet } = table;
  const grown = { ...area, columns: area.columns + rect.columns };
  return (
    rect.column === lastColumn(area) + 1 &&
    rect.row >= area.row &&
    lastRow(rect) <= lastRow(area) &&
    !sheet.tables.some((other) => other !== table && overlaps(other.rect, grown))
  );
}

const rowHasContent = (rect: Rect, entered: Entered): boolean =>
  Array.from({ length: rect.columns }, (_, j) => entered(0, j)).some(isContent);
const columnHasContent = (rect: Rect, entered: Entered): boolean =>
  Array.from({ length: rect.rows }, (_, i) => entered(i, 0)).some(isContent);

/**
 * After formulas were written into columns of tables: the bottom-most of them becomes the formula of
 * the whole column. A program's formula takes cells that hold something else as well; a person's only
 * where the others are blank or formulas.
 */
export function fillColumns(sheet: Worksheet, rect: Rect, entered: Entered): void {
  if (!sheet.workbook.autoCorrect.fillFormulas) return;
  for (const table of sheet.tables) {
    const hit = intersection(table.body, rect);
    if (!hit) continue;
    for (let column = hit.column; column <= lastColumn(hit); column++) {
      const written: { row: number; formula: string }[] = [];
      for (let row = hit.row; row <= lastRow(hit); row++) {
        const formula = entered(row - rect.row, column - rect.column)?.formula;
        if (formula !== undefined) written.push({ row, formula });
      }
      if (written.length > 0) fillColumn(table, column, written);
    }
  }
}

function fillColumn(
  table: Table,
  column: number,
  written: readonly { readonly row: number; readonly formula: string }[]
): void {
  const { sheet, body } = table;
  const { cells, workbook } = sheet;
  const id = table.columnIds[column - table.rect.column]!;
  const last = written[written.length - 1]!;
  const form = relativeFormula(last.formula, last.row, column);
  const isKnown =
    table.calculated.get(id) === form &&
    written.every(({ row, formula }) => relativeFormula(formula, row, column) === form);
  if (isKnown) return;
  const own = new Set(written.map(({ row }) => row));
  const rows = Array.from({ length: body.rows }, (_, i) => body.row + i);
  const isFree = (row: number): boolean =>
    own.has(row) ||
    cells.value(row, column) === undefined ||
    cells.formula(row, column) !== undefined;
  if (!workbook.isAddinActing && !rows.every(isFree)) return;
  for (const row of rows) {
    const now = cells.formula(row, column);
    if (now !== undefined && relativeFormula(now, row, column) === form) continue;
    cells.setFormula(row, column, offsetFormula(last.formula, row - last.row, 0), NOT_CALCULATED);
  }
  table.calculated.set(id, form);
}

/** New rows of a table get the formulas of its calculated columns, where nothing stands yet. */
export function fillNewRows(table: Table, firstRow: number, rows: number): void {
  if (!table.sheet.workbook.autoCorrect.fillFormulas || rows <= 0) return;
  const { cells } = table.sheet;
  const { body } = table;
  table.columnIds.forEach((id, index) => {
    if (!table.calculated.has(id)) return;
    const column = table.rect.column + index;
    const isNew = (row: number): boolean => row >= firstRow && row < firstRow + rows;
    const from = Array.from({ length: body.rows }, (_, i) => body.row + i).find(
      (row) => !isNew(row) && cells.formula(row, column) !== undefined
    );
    if (from === undefined) return;
    const formula = cells.formula(from, column)!;
    for (let row = firstRow; row < firstRow + rows; row++) {
      if (cells.value(row, column) !== undefined) continue;
      cells.setFormula(row, column, offsetFormula(formula, row - from, 0), NOT_CALCULATED);
    }
  });
}
