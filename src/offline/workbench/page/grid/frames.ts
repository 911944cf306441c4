import {
  BooleanNumber,
  type IColumnData,
  type IRowData,
  type IWorksheetData,
} from "@univerjs/core";
import type { Worksheet } from "../../../host/model";
import { rangeOf } from "./conditions";
import { sheetKey } from "./contents";

/** Pixels of a point on a screen of 96 dots per inch. */
export const pixelsPerPoint = 96 / 72;
/** Rows and columns that are shown around the used ones. */
const spareRows = 200;
const spareColumns = 26;
const leastRows = 500;
const leastColumns = 52;

/** Everything of a sheet that the grid shows besides cells, as plain data that can be compared. */
export type Frame = Omit<IWorksheetData, "cellData">;

/**
 * @param heights heights in pixels of the rows that have none of their own, from {@link fittingHeights}
 */
export function frameOf(sheet: Worksheet, heights: ReadonlyMap<number, number>): Frame {
  const { cells, frozen } = sheet;
  const used = cells.usedRect(false);
  const merged = sheet.merges.map(rangeOf);
  const bottom = Math.max(used ? used.row + used.rows : 0, ...merged.map((it) => it.endRow + 1));
  const right = Math.max(
    used ? used.column + used.columns : 0,
    ...merged.map((it) => it.endColumn + 1)
  );
  const rowCount = Math.max(bottom + spareRows, leastRows);
  const columnCount = Math.max(right + spareColumns, leastColumns);
  return {
    id: sheetKey(sheet),
    name: sheet.Name,
    tabColor: sheet.tabColor,
    hidden: sheet.visibility === "Visible" ? BooleanNumber.FALSE : BooleanNumber.TRUE,
    freeze: {
      xSplit: frozen.columns,
      ySplit: frozen.rows,
      startRow: frozen.rows > 0 ? frozen.rows : -1,
      startColumn: frozen.columns > 0 ? frozen.columns : -1,
    },
    rowCount,
    columnCount,
    zoomRatio: 1,
    scrollTop: 0,
    scrollLeft: 0,
    defaultColumnWidth: sheet.StandardWidth * pixelsPerPoint,
    defaultRowHeight: sheet.StandardHeight * pixelsPerPoint,
    mergeData: merged,
    rowData: rowsOf(sheet, heights),
    columnData: columnsOf(sheet, columnCount),
    rowHeader: { width: 46 },
    columnHeader: { height: 20 },
    showGridlines: sheet.showGridlines ? BooleanNumber.TRUE : BooleanNumber.FALSE,
    rightToLeft: BooleanNumber.FALSE,
  };
}

function rowsOf(
  { cells }: Worksheet,
  heights: ReadonlyMap<number, number>
): Record<number, Partial<IRowData>> {
  const rows: Record<number, Partial<IRowData>> = {};
  for (const [row, height] of heights) rows[row] = { h: height, ia: BooleanNumber.FALSE };
  for (const [row, height] of cells.rowHeights) {
    rows[row] = { h: height * pixelsPerPoint, ia: BooleanNumber.FALSE };
  }
  for (const row of [...cells.hiddenRows, ...cells.filteredRows]) {
    rows[row] = { ...rows[row], hd: BooleanNumber.TRUE };
  }
  return rows;
}

function columnsOf(sheet: Worksheet, count: number): Record<number, Partial<IColumnData>> {
  const columns: Record<number, Partial<IColumnData>> = {};
  for (let column = 0; column < count; column++) {
    const { hidden } = sheet.cells.columnInfo(column);
    columns[column] = {
      w: sheet.columnWidth(column) * pixelsPerPoint,
      ...(hidden && { hd: BooleanNumber.TRUE }),
    };
  }
  return columns;
}

/** Height of a line of text and width of a Latin letter, in parts of the font's size. */
const lineHeight = 1.36;
const letterWidth = 0.55;

/**
 * Excel makes a row without a height of its own as high as its text needs: large letters, and lines
 * that are wrapped. An estimate, in pixels by row; rows of the standard height are left out.
 */
export function fittingHeights(sheet: Worksheet): Map<number, number> {
  const { cells, workbook } = sheet;
  const standard = sheet.StandardHeight * pixelsPerPoint;
  const heights = new Map<number, number>();
  cells.eachCell((row, column, value) => {
    if (value === undefined || cells.rowHeights.has(row)) return;
    const { fontSize, wrapText } = workbook.styles.get(cells.style(row, column));
    if (fontSize <= 11 && !wrapText) return;
    const room = sheet.columnWidth(column) - 4;
    const lines = wrapText ? linesOf(sheet.shownText(row, column), room / fontSize) : 1;
    const height = Math.round(lines * fontSize * lineHeight * pixelsPerPoint);
    if (height > Math.max(standard, heights.get(row) ?? 0)) heights.set(row, height);
  });
  return heights;
}

/** Lines that a text takes in a cell of this width, in letters' heights. */
function linesOf(text: string, width: number): number {
  return text.split("\n").reduce((lines, paragraph) => {
    let needed = 0;
    for (const letter of paragraph) needed += letter.charCodeAt(0) > 0x2e7f ? 1 : letterWidth;
    return lines + Math.max(1, Math.ceil(needed / width));
  }, 0);
}

/** Pixels from the grid's first row to a place that the workbook counts in points. */
export function gridTop(frame: Frame, sheet: Worksheet, points: number): number {
  const standard = frame.defaultRowHeight;
  let row = 0;
  let top = 0;
  let above = 0;
  for (; row < frame.rowCount; row++) {
    const hidden = sheet.cells.isRowHidden(row);
    const height = hidden ? 0 : sheet.rowHeight(row);
    if (above + height > points) break;
    above += height;
    top += hidden ? 0 : (frame.rowData[row]?.h ?? standard);
  }
  return top + (points - above) * pixelsPerPoint;
}
