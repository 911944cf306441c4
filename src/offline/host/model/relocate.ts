/** Inserting, deleting and moving cells, and everything that follows them. */
import {
  type Rect,
  contains,
  intersection,
  isWholeColumns,
  isWholeRows,
  lastColumn,
  lastRow,
  MAX_COLUMNS,
  MAX_ROWS,
  overlaps,
} from "./address";
import { type Shift, type Splice, isWholeSplice, shiftFormula, shiftRect } from "./shift";
import { refuse } from "./support";
import type { Worksheet } from "./objects";

/** `Range.insert`: cells at the range and beyond move down or right; formats come from before. */
export function insertCells(
  sheet: Worksheet,
  rect: Rect,
  direction: "Down" | "Right",
  location: string
): void {
  const splice = spliceOf(rect, direction === "Down" ? "row" : "column", "insert");
  guard(sheet, rect, splice, "insert", location);
  const limit = splice.axis === "row" ? MAX_ROWS : MAX_COLUMNS;
  const used = sheet.cells.usedRect(true, bandOf(splice));
  const end = used && (splice.axis === "row" ? lastRow(used) : lastColumn(used)) + splice.insert;
  if (end !== null && end >= limit) refuse("NonBlankCellOffSheet", location);
  runSplice(sheet, splice);
  inheritFormat(sheet, rect, splice);
  for (const table of sheet.tables) table.keepHeaders(rect);
  tellShift(sheet, rect, direction === "Down" ? "RowInserted" : "ColumnInserted", direction);
}

/** `Range.delete`: cells below or to the right of the range move into its place. */
export function deleteCells(
  sheet: Worksheet,
  rect: Rect,
  direction: "Up" | "Left",
  location: string
): void {
  const splice = spliceOf(rect, direction === "Up" ? "row" : "column", "remove");
  guard(sheet, rect, splice, "delete", location);
  sheet.tables.filter((table) => contains(rect, table.rect)).forEach((table) => table.forget());
  runSplice(sheet, splice);
  tellShift(sheet, rect, direction === "Up" ? "RowDeleted" : "ColumnDeleted", direction);
}

function spliceOf(rect: Rect, axis: "row" | "column", kind: "insert" | "remove"): Splice {
  const byRow = axis === "row";
  const size = byRow ? rect.rows : rect.columns;
  return {
    kind: "splice",
    axis,
    at: byRow ? rect.row : rect.column,
    insert: kind === "insert" ? size : 0,
    remove: kind === "remove" ? size : 0,
    from: byRow ? rect.column : rect.row,
    to: byRow ? lastColumn(rect) : lastRow(rect),
  };
}

/** The cells that a splice moves or removes. */
function bandOf({ axis, at, from, to }: Splice): Rect {
  return axis === "row"
    ? { row: at, rows: MAX_ROWS - at, column: from, columns: to - from + 1 }
    : { column: at, columns: MAX_COLUMNS - at, row: from, rows: to - from + 1 };
}

/**
 * @throws AccessDenied on a protected sheet
 * @throws InsertDeleteConflict where the change would tear a table or merged cells, or cut off a
 *   table's header row
 */
function guard(
  sheet: Worksheet,
  rect: Rect,
  splice: Splice,
  verb: "insert" | "delete",
  location: string
): void {
  const whole = isWholeSplice(splice);
  const axis = splice.axis === "row" ? "Rows" : "Columns";
  sheet.guardEdit(rect, whole ? `${verb}${axis}` : "structure", location);
  const band = bandOf(splice);
  for (const table of sheet.tables) {
    const { rect: area } = table;
    if (!overlaps(area, band)) continue;
    const across =
      splice.axis === "row"
        ? area.column >= splice.from && lastColumn(area) <= splice.to
        : area.row >= splice.from && lastRow(area) <= splice.to;
    const cutsHeader =
      verb === "delete" &&
      splice.axis === "row" &&
      !contains(rect, area) &&
      overlaps(rect, { ...area, rows: 1 });
    if (!across || cutsHeader) refuse("InsertDeleteConflict", location);
  }
  for (const merge of sheet.merges) {
    if (overlaps(merge, band) && intersectsPartly(merge, splice)) {
      refuse("InsertDeleteConflict", location);
    }
  }
}

const intersectsPartly = (rect: Rect, { axis, from, to }: Splice): boolean =>
  axis === "row"
    ? rect.column < from || lastColumn(rect) > to
    : rect.row < from || lastRow(rect) > to;

function runSplice(sheet: Worksheet, splice: Splice): void {
  const { axis, at, remove, insert, from, to } = splice;
  if (axis === "row") {
    sheet.cells.spliceRows(at, remove, insert, from, to);
    if (isWholeSplice(splice)) sheet.cells.spliceRowInfo(at, remove, insert);
  } else sheet.cells.spliceColumns(at, remove, insert, from, to);
  follow(sheet, splice);
}

/** New cells look like those above or to the left of them, as in Excel. */
function inheritFormat(sheet: Worksheet, rect: Rect, { axis, at }: Splice): void {
  if (at === 0) return;
  const { cells } = sheet;
  if (axis === "column") {
    const info = cells.columnInfo(at - 1);
    if (isWholeColumns(rect)) {
      for (let j = 0; j < rect.columns; j++) cells.setColumn(at + j, { ...info, hidden: false });
    }
    const styled: [number, number][] = [];
    cells.eachRow(at - 1, rect.row, lastRow(rect), (row) => {
      const style = cells.ownStyle(row, at - 1);
      if (style !== undefined) styled.push([row, style]);
    });
    for (const [row, style] of styled) {
      for (let j = 0; j < rect.columns; j++) cells.setStyle(row, at + j, style);
    }
    return;
  }
  const rowStyle = cells.rowStyles.get(at - 1);
  if (isWholeRows(rect) && rowStyle !== undefined) {
    for (let i = 0; i < rect.rows; i++) cells.rowStyles.set(at + i, rowStyle);
  }
  for (const column of cells.usedColumns()) {
    if (column < rect.column || column > lastColumn(rect)) continue;
    const style = cells.ownStyle(at - 1, column);
    if (style === undefined) continue;
    for (let i = 0; i < rect.rows; i++) cells.setStyle(at + i, column, style);
  }
}

function tellShift(sheet: Worksheet, rect: Rect, changeType: string, direction: string): void {
  const whole = isWholeRows(rect) || isWholeColumns(rect);
  sheet.changed(
    rect,
    whole
      ? { changeType }
      : {
          changeType:
            direction === "Down" || direction === "Right" ? "CellInserted" : "CellDeleted",
          shiftDirection: direction,
        }
  );
}

/** Lets tables, names, formulas, charts, rules and kept ranges follow cells that moved. */
export function follow(sheet: Worksheet, shift: Shift): void {
  const { workbook } = sheet;
  const move = (rect: Rect): Rect | null => shiftRect(rect, shift);
  for (const table of sheet.tables) table.follow(shift);
  if (sheet.filter) {
    const area = move(sheet.filter.area);
    sheet.filter = area && { ...sheet.filter, area };
    sheet.touch("autoFilter");
  }
  moveAreas(sheet, move);
  const { pageLayout } = sheet;
  sheet.pageLayout = {
    ...pageLayout,
    printArea: pageLayout.printArea && move(pageLayout.printArea),
    titleRows: pageLayout.titleRows && move(pageLayout.titleRows),
    titleColumns: pageLayout.titleColumns && move(pageLayout.titleColumns),
  };
  if (pageLayout.printArea || pageLayout.titleRows || pageLayout.titleColumns) sheet.touch("print");
  workbook.rewriteFormulas((formula, home) => shiftFormula(formula, home, sheet.Name, shift));
  workbook.moveTracked(sheet, move);
}

function moveAreas(sheet: Worksheet, move: (rect: Rect) => Rect | null): void {
  const moveAll = (rects: readonly Rect[]): Rect[] =>
    rects.map(move).filter((rect): rect is Rect => rect !== null);
  if (sheet.merges.length > 0) {
    sheet.merges = moveAll(sheet.merges);
    sheet.touch("merges");
  }
  if (sheet.hyperlinks.length > 0) {
    sheet.hyperlinks = sheet.hyperlinks.flatMap((link) => {
      const area = move(link.area);
      return area ? [{ ...link, area }] : [];
    });
    sheet.touch("hyperlinks");
  }
  if (sheet.validations.length > 0) {
    for (const rule of sheet.validations) rule.areas = moveAll(rule.areas);
    sheet.validations = sheet.validations.filter(({ areas }) => areas.length > 0);
    sheet.touch("dataValidations");
  }
  if (sheet.conditionalFormats.length > 0) {
    for (const format of sheet.conditionalFormats) format.areas = moveAll(format.areas);
    sheet.conditionalFormats = sheet.conditionalFormats.filter(({ areas }) => areas.length > 0);
    sheet.touch("conditionalFormats");
  }
}

/** Cuts a block and pastes it elsewhere on the sheet, as a person does with Ctrl+X and Ctrl+V. */
export function moveBlock(sheet: Worksheet, from: Rect, to: { row: number; column: number }): void {
  const target = { ...from, ...to };
  const torn = sheet.tables.some(
    ({ rect }) =>
      (overlaps(rect, from) && !contains(from, rect) && overlaps(from, { ...rect, rows: 1 })) ||
      (overlaps(rect, target) && intersection(rect, { ...rect, rows: 1 }) === null)
  );
  if (torn) refuse("InvalidOperation", "cut and paste");
  sheet.cells.moveBlock(from, to.row, to.column);
  follow(sheet, { kind: "move", from, row: to.row, column: to.column });
  sheet.changed(from);
  sheet.changed(target);
}
