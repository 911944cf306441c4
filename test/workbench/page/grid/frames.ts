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
const spareRows = 60;
const spareColumns = 8;
const leastRows = 200;
const leastColumns = 26;

/** Everything of a sheet that the grid shows besides cells, as plain data that can be compared. */
export type Frame = Omit<IWorksheetData, "cellData">;

export function frameOf(sheet: Worksheet): Frame {
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
    rowData: rowsOf(sheet),
    columnData: columnsOf(sheet, columnCount),
    rowHeader: { width: 46 },
    columnHeader: { height: 20 },
    showGridlines: sheet.showGridlines ? BooleanNumber.TRUE : BooleanNumber.FALSE,
    rightToLeft: BooleanNumber.FALSE,
  };
}

function rowsOf({ cells }: Worksheet): Record<number, Partial<IRowData>> {
  const rows: Record<number, Partial<IRowData>> = {};
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
