/** Writing, clearing and copying cells, with Excel's rules about what an entry becomes. */
import {
  type Rect,
  cellCount,
  contains,
  isUnbounded,
  isWholeColumns,
  isWholeRows,
  lastColumn,
  lastRow,
  MAX_ROWS,
} from "./address";
import { NOT_CALCULATED, type StoredValue } from "./cellValue";
import { type Entry, enter } from "./entry";
import { matrixReader, type MatrixReader } from "./matrix";
import { offsetFormula } from "./shift";
import { cutAreas } from "./sheetState";
import type { Style } from "./styles";
import { refuse, requireText } from "./support";
import { extendTables, fillColumns } from "./tableAutoCorrect";
import { isValidFormat } from "numfmt";
import type { Worksheet } from "./objects";

export type ClearApplyTo = "All" | "Contents" | "Formats" | "Hyperlinks" | "RemoveHyperlinks";
export type CopyType = "All" | "Formats" | "Formulas" | "Values";

/**
 * Writes values or formulas: each entry becomes what Excel makes of it ({@link enter}), or nothing
 * is written at all. Where Excel recognises a date, a percentage or an amount it sets the format
 * of a cell that had General.
 */
export function writeCells(sheet: Worksheet, rect: Rect, values: unknown, location: string): void {
  const read = aroundFilter(sheet, rect, matrixReader(values, rect, location));
  sheet.guardEdit(rect, "edit", location);
  const { cells, workbook } = sheet;
  const { styles, date1904 } = workbook;
  const entries: (Entry | null)[][] = [];
  for (let j = 0; j < rect.columns; j++) {
    const column: (Entry | null)[] = new Array<Entry | null>(rect.rows);
    for (let i = 0; i < rect.rows; i++) {
      const input = read(i, j);
      if (input === null || input === undefined) {
        column[i] = null;
        continue;
      }
      const { numberFormat } = styles.get(cells.style(rect.row + i, rect.column + j));
      column[i] = enter(input, numberFormat, date1904, location);
    }
    entries.push(column);
  }
  const withFormat = formatSetter(sheet);
  for (let j = 0; j < rect.columns; j++) {
    const column = rect.column + j;
    for (let i = 0; i < rect.rows; i++) {
      const entry = entries[j]![i];
      if (entry) putEntry(sheet, rect.row + i, column, entry, withFormat);
    }
  }
  workbook.countWritten(rect);
  const entered = (i: number, j: number): Entry | null | undefined => entries[j]?.[i];
  extendTables(sheet, rect, entered);
  for (const table of sheet.tables) table.keepHeaders(rect);
  fillColumns(sheet, rect, entered);
  sheet.changed(rect);
}

/**
 * Excel writes wrongly into a range with rows that a filter hides: hidden rows keep what they have,
 * and each run of visible rows is filled from the top of the matrix again (office-js issue 224;
 * the same fault through COM: xlwings issue 747). An add-in must not write there.
 */
function aroundFilter(sheet: Worksheet, rect: Rect, read: MatrixReader): MatrixReader {
  const { filteredRows } = sheet.cells;
  const hides = [...filteredRows].some((row) => row >= rect.row && row <= lastRow(rect));
  if (!hides) return read;
  let inRun = 0;
  const source = Array.from({ length: rect.rows }, (_, i) => {
    if (filteredRows.has(rect.row + i)) {
      inRun = 0;
      return null;
    }
    return inRun++;
  });
  return (i, j) => {
    const from = source[i];
    return from === null || from === undefined ? null : read(from, j);
  };
}

/** Gives the style that a style with General becomes under a recognised format. */
type FormatSetter = (style: number, numberFormat: string) => number;

function formatSetter(sheet: Worksheet): FormatSetter {
  const { styles } = sheet.workbook;
  const changers = new Map<string, (style: number) => number>();
  return (style, numberFormat) => {
    let changer = changers.get(numberFormat);
    if (!changer) {
      changer = styles.changer((before) =>
        before.numberFormat === "General" ? { ...before, numberFormat } : before
      );
      changers.set(numberFormat, changer);
    }
    return changer(style);
  };
}

function putEntry(
  sheet: Worksheet,
  row: number,
  column: number,
  entry: Entry,
  withFormat: FormatSetter
): void {
  const { cells } = sheet;
  if (entry.formula !== undefined) {
    cells.setFormula(row, column, entry.formula, NOT_CALCULATED);
    return;
  }
  cells.setValue(row, column, entry.value);
  if (entry.numberFormat === undefined) return;
  const before = cells.style(row, column);
  const after = withFormat(before, entry.numberFormat);
  if (after !== before) cells.setStyle(row, column, after);
}

/** @throws InvalidArgument for what is no number format, and for unbounded ranges */
export function writeNumberFormats(
  sheet: Worksheet,
  rect: Rect,
  formats: unknown,
  location: string
): void {
  const read = matrixReader(formats, rect, location);
  sheet.guardEdit(rect, "formatCells", location);
  const changers = new Map<string, (style: number) => number>();
  const changerFor = (code: string): ((style: number) => number) => {
    const known = changers.get(code);
    if (known) return known;
    if (code !== "" && !isValidFormat(code)) refuse("InvalidArgument", location);
    const numberFormat = code === "" ? "General" : code;
    const changer = sheet.workbook.styles.changer((style) => ({ ...style, numberFormat }));
    changers.set(code, changer);
    return changer;
  };
  const plan: (((style: number) => number) | null)[] = [];
  for (let i = 0; i < rect.rows; i++) {
    for (let j = 0; j < rect.columns; j++) {
      const code = read(i, j);
      const skip = code === null || code === undefined;
      plan.push(skip ? null : changerFor(requireText(code, location)));
    }
  }
  const { cells } = sheet;
  for (let i = 0; i < rect.rows; i++) {
    for (let j = 0; j < rect.columns; j++) {
      const change = plan[i * rect.columns + j];
      const [row, column] = [rect.row + i, rect.column + j];
      if (change) cells.setStyle(row, column, change(cells.style(row, column)));
    }
  }
  sheet.workbook.countWritten(rect);
  sheet.formatChanged(rect);
}

/** Changes the format of every cell of the range; whole rows and columns become defaults. */
export function changeStyle(
  sheet: Worksheet,
  rect: Rect,
  change: (style: Style) => Style,
  location: string
): void {
  sheet.guardEdit(rect, "formatCells", location);
  const { cells } = sheet;
  const next = sheet.workbook.styles.changer(change);
  if (!isUnbounded(rect)) {
    for (let column = rect.column; column <= lastColumn(rect); column++) {
      for (let row = rect.row; row <= lastRow(rect); row++) {
        cells.setStyle(row, column, next(cells.style(row, column)));
      }
    }
  } else {
    changeDefaults(sheet, rect, next);
    for (const column of cells.usedColumns()) {
      if (column < rect.column || column > lastColumn(rect)) continue;
      cells.eachRow(column, rect.row, lastRow(rect), (row) => {
        const own = cells.ownStyle(row, column);
        if (own !== undefined) cells.setStyle(row, column, next(own));
      });
    }
  }
  sheet.formatChanged(rect);
}

function changeDefaults(sheet: Worksheet, rect: Rect, next: (style: number) => number): void {
  const { cells } = sheet;
  if (isWholeColumns(rect) && isWholeRows(rect)) {
    cells.defaults = { ...cells.defaults, style: next(cells.defaults.style ?? 0) };
    for (const [column, info] of cells.columns) {
      cells.setColumn(column, { style: next(info.style ?? 0) });
    }
    cells.columnsChanged = true;
    for (const [row, style] of cells.rowStyles) cells.rowStyles.set(row, next(style));
  } else if (isWholeColumns(rect)) {
    for (let column = rect.column; column <= lastColumn(rect); column++) {
      cells.setColumn(column, { style: next(cells.columnInfo(column).style ?? 0) });
    }
  } else {
    for (let row = rect.row; row <= lastRow(rect); row++) {
      cells.rowStyles.set(row, next(cells.rowStyles.get(row) ?? 0));
      cells.dirtyRows.add(row);
    }
  }
}

/** `Range.clear`: contents, formats with their rules, or links. A table's headers stay texts. */
export function clearRange(sheet: Worksheet, rect: Rect, applyTo: ClearApplyTo): void {
  const location = "Range.clear";
  const contents = applyTo === "All" || applyTo === "Contents";
  const formats = applyTo === "All" || applyTo === "Formats";
  sheet.guardEdit(rect, contents ? "edit" : "formatCells", location);
  const { cells } = sheet;
  for (const column of cells.usedColumns()) {
    if (column < rect.column || column > lastColumn(rect)) continue;
    const used: number[] = [];
    cells.eachRow(column, rect.row, lastRow(rect), (row) => used.push(row));
    for (const row of used) {
      if (contents) cells.setValue(row, column, undefined);
      if (formats) cells.setStyle(row, column, undefined);
    }
  }
  if (formats) clearFormats(sheet, rect);
  if (applyTo !== "Contents" && applyTo !== "Formats") sheet.range(rect).dropLinks();
  for (const table of sheet.tables) table.keepHeaders(rect);
  if (contents) sheet.changed(rect);
  if (formats) sheet.formatChanged(rect);
}

function clearFormats(sheet: Worksheet, rect: Rect): void {
  if (isUnbounded(rect)) changeDefaults(sheet, rect, () => 0);
  else resetInherited(sheet, rect);
  if (sheet.conditionalFormats.length > 0) {
    sheet.conditionalFormats = cutAreas(sheet.conditionalFormats, rect);
    sheet.touch("conditionalFormats");
  }
  if (sheet.merges.some((merge) => contains(rect, merge))) {
    sheet.merges = sheet.merges.filter((merge) => !contains(rect, merge));
    sheet.touch("merges");
  }
}

/** Cells under a formatted row or column need a plain style of their own to look plain. */
function resetInherited(sheet: Worksheet, rect: Rect): void {
  const { cells } = sheet;
  const inherits =
    cells.rowStyles.size > 0 ||
    [...cells.columns.values(), cells.defaults].some((info) => info.style !== undefined);
  if (!inherits) return;
  for (let column = rect.column; column <= lastColumn(rect); column++) {
    for (let row = rect.row; row <= lastRow(rect); row++) {
      if (cells.style(row, column) !== 0) cells.setStyle(row, column, 0);
    }
  }
}

/**
 * `Range.copyFrom`: the source repeats to fill the target; a smaller target grows to its size. Tables take in
 * what is pasted right below or beside them (support.microsoft.com, "Resize a table by adding or removing rows
 * and columns"), and a formula fills its column as one that is written does.
 */
export function copyRange(
  fromSheet: Worksheet,
  from: Rect,
  toSheet: Worksheet,
  to: Rect,
  type: CopyType,
  location: string
): void {
  if (isUnbounded(from) || isUnbounded(to)) refuse("NotImplemented", location);
  const fits = to.rows % from.rows === 0 && to.columns % from.columns === 0;
  const target = fits ? to : { ...to, rows: from.rows, columns: from.columns };
  if (target.row + target.rows > MAX_ROWS) refuse("InvalidArgument", location);
  toSheet.guardEdit(target, type === "Formats" ? "formatCells" : "edit", location);
  const source = snapshotOf(fromSheet, from);
  const { cells } = toSheet;
  for (let i = 0; i < target.rows; i++) {
    for (let j = 0; j < target.columns; j++) {
      const cell = source[(i % from.rows) * from.columns + (j % from.columns)]!;
      const [row, column] = [target.row + i, target.column + j];
      if (type !== "Values" && type !== "Formulas") cells.setStyle(row, column, cell.style);
      if (type === "Formats") continue;
      if (cell.formula !== undefined && type !== "Values") {
        const formula = offsetFormula(cell.formula, row - cell.row, column - cell.column);
        cells.setFormula(row, column, formula, NOT_CALCULATED);
      } else cells.setValue(row, column, cell.value);
    }
  }
  toSheet.workbook.countWritten(target);
  const pasted = (i: number, j: number): Entry | null => {
    const { value, formula } = source[(i % from.rows) * from.columns + (j % from.columns)]!;
    const [row, column] = [target.row + i, target.column + j];
    if (formula !== undefined && type !== "Values") return { formula: cells.formula(row, column)! };
    return value === undefined || typeof value === "symbol" ? null : { value };
  };
  if (type !== "Formats") extendTables(toSheet, target, pasted);
  for (const table of toSheet.tables) table.keepHeaders(target);
  if (type !== "Formats") fillColumns(toSheet, target, pasted);
  toSheet.changed(target);
}

interface CopiedCell {
  readonly row: number;
  readonly column: number;
  readonly value: StoredValue | undefined;
  readonly formula: string | undefined;
  readonly style: number;
}

function snapshotOf(sheet: Worksheet, rect: Rect): CopiedCell[] {
  const { cells } = sheet;
  return Array.from({ length: cellCount(rect) }, (_, at) => {
    const row = rect.row + Math.floor(at / rect.columns);
    const column = rect.column + (at % rect.columns);
    return {
      row,
      column,
      value: cells.value(row, column),
      formula: cells.formula(row, column),
      style: cells.style(row, column),
    };
  });
}
