/**
 * Values for the formulas of a workbook that is saved without Excel. Who opens it in Protected View, on
 * a phone or with a program that reads values only sees what stands beside a formula in the file; Excel
 * calculates everything anew on opening.
 */
import type { Outcome, RunResult } from "../../excel";
import { columnMark, sheetKeyOf, sheetMark } from "../../excel/footprint";
import { cellRef, isFormula, type PlanCell, type SheetPlan } from "../../reports/plan";
import { customerColumns } from "../../reports/columns";
import {
  CellError,
  NOT_CALCULATED,
  type StoredValue,
  type Workbook,
  type Worksheet,
} from "../host/model";
import { parseRect, splitSheet } from "../host/model/address";

/** Formulas and their values as a sheet had them, from before the add-in ran. */
export type KnownValues = ReadonlyMap<Worksheet, ReadonlyMap<string, StoredValue>>;

/** What the formulas of a file showed: a user's own keeps its value where the add-in writes it again. */
export function knownValues({ sheets }: Workbook): KnownValues {
  const known = new Map<Worksheet, Map<string, StoredValue>>();
  for (const sheet of sheets) {
    const values = new Map<string, StoredValue>();
    sheet.cells.eachFormula((row, column, formula) => {
      const value = sheet.cells.value(row, column);
      if (value !== undefined && typeof value !== "symbol") values.set(formula, value);
    });
    if (values.size > 0) known.set(sheet, values);
  }
  return known;
}

/**
 * Puts what the add-in computed beside its own formulas of a run: sheets, and live columns in the
 * user's tables. A cell whose formula is another by now keeps what it has.
 */
export function putComputed(workbook: Workbook, result: RunResult): void {
  putPlanned(workbook, result.plans);
  putLiveColumns(workbook, result);
}

/** Puts the expected values of planned formulas into the sheets that were written from the plans. */
export function putPlanned(workbook: Workbook, plans: readonly SheetPlan[]): void {
  const places = markedCells(workbook);
  for (const plan of plans) {
    const sheet =
      places.get(sheetMark(sheetKeyOf(plan)))?.sheet ??
      workbook.sheets.find(({ Name }) => Name === plan.name);
    if (!sheet) continue;
    for (const { row, column, cells } of plan.blocks) putCells(sheet, row, column, cells);
    for (const { row, column, rows } of plan.tables) putCells(sheet, row + 1, column, rows);
  }
}

function putCells(
  { cells }: Worksheet,
  row: number,
  column: number,
  planned: readonly (readonly PlanCell[])[]
): void {
  planned.forEach((line, i) => {
    line.forEach((cell, j) => {
      if (!isFormula(cell) || cells.formula(row + i, column + j) !== cell.formula) return;
      cells.setFormula(row + i, column + j, cell.formula, cell.expected);
    });
  });
}

function putLiveColumns(workbook: Workbook, { figures, locale }: RunResult): void {
  const places = markedCells(workbook);
  const { columns, sheetRow } = customerColumns(figures, locale);
  for (const { key, valueOf, liveFormula } of columns) {
    const place = places.get(columnMark(key));
    if (!place || !liveFormula) continue;
    const { cells } = place.sheet;
    sheetRow.forEach((row, record) => {
      const formula = cells.formula(row, place.column);
      if (formula !== undefined) cells.setFormula(row, place.column, formula, valueOf(record));
    });
  }
}

/** A jump shows its label, wherever it leads. */
const JUMP = /^=HYPERLINK\(.*,"((?:[^"]|"")*)"\)$/is;

/**
 * Gives values to formulas that the add-in's plans do not know by their place: rows of living tables,
 * formulas of the user's own that were written again. What stays without a value is a formula that was
 * never calculated.
 */
export function putKnown({ sheets }: Workbook, known: KnownValues): void {
  for (const sheet of sheets) {
    const { cells } = sheet;
    const open: [row: number, column: number, formula: string][] = [];
    cells.eachFormula((row, column, formula) => {
      if (cells.value(row, column) === NOT_CALCULATED) open.push([row, column, formula]);
    });
    for (const [row, column, formula] of open) {
      const label = JUMP.exec(formula)?.[1]?.replaceAll('""', '"');
      const value = known.get(sheet)?.get(formula) ?? label;
      if (value !== undefined) cells.setFormula(row, column, formula, value);
    }
  }
}

/** What an outcome brought, if it was a run. */
export function putOutcome(workbook: Workbook, { result }: Outcome): void {
  if (result) putComputed(workbook, result);
}

interface MarkedPlace {
  readonly sheet: Worksheet;
  readonly column: number;
}

/** The cells that the add-in's hidden names point at. */
function markedCells(workbook: Workbook): Map<string, MarkedPlace> {
  const places = new Map<string, MarkedPlace>();
  for (const { name, formula } of workbook.names) {
    const [sheetName, address] = splitSheet(formula.slice(1));
    const rect = parseRect(address);
    const sheet = sheetName === null ? null : workbook.sheet(sheetName, null);
    if (sheet && rect) places.set(name, { sheet, column: rect.column });
  }
  return places;
}

/** Where a previewer would show nothing or an error: formulas without a value, as `sheet!A1`. */
export function blanksOf({ sheets }: Workbook): string[] {
  const found: string[] = [];
  for (const { Name, cells } of sheets) {
    cells.eachFormula((row, column) => {
      const value = cells.value(row, column);
      if (value === NOT_CALCULATED || value instanceof CellError) {
        found.push(`${Name}!${cellRef(row, column)}`);
      }
    });
  }
  return found;
}
