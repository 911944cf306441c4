/** The workbook of the stand-in: see `workbook.ts`, `worksheet.ts` and `cells.ts`. */
export { CellError, NOT_CALCULATED, NotCalculatedError } from "./cellValue";
export type { CellValue, StoredValue } from "./cellValue";
export { CellStore } from "./cells";
export type { ColumnInfo, DirtyRun } from "./cells";
export { Chart } from "./charts";
export type { ChartAxisState, ChartSeriesState, ChartState } from "./charts";
export { NamedItem } from "./names";
export { Range } from "./range";
export type {
  ConditionalFormatState,
  FilterState,
  HyperlinkState,
  PageLayoutState,
  SheetPart,
  ValidationState,
} from "./sheetState";
export type { Snapshot } from "./snapshot";
export { DEFAULT_STYLE, StyleTable } from "./styles";
export type { BorderEdge, BorderLine, Style } from "./styles";
export { Table } from "./table";
export { Workbook } from "./workbook";
export { Worksheet } from "./worksheet";
