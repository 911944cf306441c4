/**
 * Values for the formulas of a workbook that is saved without Excel. Who opens it in Protected View, on
 * a phone or with a program that reads values only sees what stands beside a formula in the file; Excel
 * calculates everything anew on opening.
 */
import type { Outcome, RunResult } from "../../excel";
import { columnMark, columnName, sheetKeyOf, sheetMark } from "../../excel/footprint";
import { cellRef, isFormula, type PlanCell, type SheetPlan } from "../../reports/plan";
import { customerColumns } from "../../reports/columns";
import { partOf, rowOf } from "../../retention/store";
import {
  CellError,
  NOT_CALCULATED,
  type StoredValue,
  type Workbook,
  type Worksheet,
} from "../host/model";
import { parseRect, splitSheet } from "../host/model/address";

/** Formulas and their values as a sheet had them, from before the add-in ran, by {@link askedBy}. */
export type KnownValues = ReadonlyMap<Worksheet, ReadonlyMap<string, StoredValue>>;

/** Under one question stand different values: which of them a formula has is not known. */
const ambiguous = Symbol("ambiguous");

/** What the formulas of a file showed: a user's own keeps its value where the add-in writes it again. */
export function knownValues({ sheets }: Workbook): KnownValues {
  const known = new Map<Worksheet, ReadonlyMap<string, StoredValue>>();
  for (const sheet of sheets) {
    const values = new Map<string, StoredValue | typeof ambiguous>();
    const askedBy = questions(sheet);
    sheet.cells.eachFormula((row, column, formula) => {
      const value = sheet.cells.value(row, column);
      if (value === undefined || typeof value === "symbol") return;
      const asked = askedBy(row, formula);
      const before = values.get(asked);
      values.set(asked, before === undefined || before === value ? value : ambiguous);
    });
    const clear = [...values].flatMap(([asked, value]) =>
      value === ambiguous ? [] : [[asked, value] as const]
    );
    if (clear.length > 0) known.set(sheet, new Map(clear));
  }
  return known;
}

/** Name, plate, VIN: words further right change from run to run. */
const tellingWords = 3;

/**
 * What a formula asks: its text relative to its row, and the first words of that row, by which the same
 * customer is known again wherever his row stands after a run.
 */
function questions({ cells }: Worksheet): (row: number, formula: string) => string {
  const words = new Map<number, string>();
  const { column: first = 0, columns = 0 } = cells.usedRect(true) ?? {};
  const wordsOf = (row: number): string => {
    const found: string[] = [];
    const end = first + columns;
    for (let column = first; column < end && found.length < tellingWords; column += 1) {
      const value = cells.value(row, column);
      const isWord = typeof value === "string" && cells.formula(row, column) === undefined;
      if (isWord) found.push(value);
    }
    return found.join("\u0000");
  };
  return (row, formula) => {
    const own = words.get(row) ?? wordsOf(row);
    words.set(row, own);
    const relative = formula.replaceAll(
      new RegExp(`(?<=[A-Za-z])${row + 1}(?![\\d.(])`, "gu"),
      "#"
    );
    return `${relative}\u0001${own}`;
  };
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
    if (!liveFormula) continue;
    // Of a table on several sheets each has its column, in the order of the sheets.
    for (let part = 0, place; (place = places.get(columnMark(columnName(key, part)))); part += 1) {
      const { cells } = place.sheet;
      for (const [record, at] of sheetRow.entries()) {
        if (partOf(at) !== part) continue;
        const formula = cells.formula(rowOf(at), place.column);
        if (formula !== undefined) {
          cells.setFormula(rowOf(at), place.column, formula, valueOf(record));
        }
      }
    }
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
    const askedBy = questions(sheet);
    for (const [row, column, formula] of open) {
      const label = JUMP.exec(formula)?.[1]?.replaceAll('""', '"');
      const value = known.get(sheet)?.get(askedBy(row, formula)) ?? label;
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
