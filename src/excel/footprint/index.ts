export { type LocatedTable, type LocatedTables, locateInputTables } from "./inputTables";
export { type UserCell, type UserCells, type UserRows, hasUserCells } from "./keptCells";
export {
  type Layout,
  LayoutStore,
  type Rect,
  type TableLayout,
  layoutOf,
  layoutToXml,
} from "./layouts";
export {
  type CellPlace,
  type ColumnName,
  type LocatedParts,
  type Mark,
  type MarkedCell,
  type SheetKey,
  columnMark,
  columnName,
  copyMark,
  endMark,
  finishedFormula,
  generatedSheets,
  keyOfColumn,
  importsMark,
  locateByHeader,
  locateParts,
  ourParts,
  setMark,
  sheetKeyOf,
  sheetMark,
  sheetOfKey,
  tableColumnMark,
  unfinishedFormula,
  unfinishedMark,
  unfinishedSheets,
  withOurColumns,
} from "./ourParts";
export {
  type BegunDeal,
  type KeptInputs,
  type PendingInputs,
  type RawRow,
  isPending,
  loadPending,
  nothingPending,
  savePending,
} from "./pending";
export { callCells, plainRow, recordRow } from "./rawRows";
export {
  type CellEdit,
  type RowChanges,
  hasChanges,
  inputsOf,
  joinChanges,
  keyOf,
  noChanges,
  numberTypedRows,
  restoreInputs,
  settled,
  withChanges,
} from "./rowChanges";
export { type OurColumn, type Rotas, type WorkbookState, loadState, saveState } from "./state";
export {
  type ReadTables,
  readInputTables,
  readLoaded,
  rowsIn,
  toldColumns,
} from "./readInputTables";
