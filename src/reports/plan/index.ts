export {
  type Area,
  areaRef,
  cellRef,
  columnLetters,
  fixedRef,
  formulaInRow,
  formulaText,
  hyperlinkFormula,
  onSheet,
} from "./a1";
export { type ColumnSpec, type Placed, SheetBuilder, withPlacesAhead } from "./builder";
export {
  type ReportContext,
  customerKeyFields,
  noteCut,
  planBelowHead,
  writeHead,
} from "./context";
export {
  type CustomerColumn,
  type NamingColumn,
  customerColumns,
  keyWidth,
} from "./customerColumns";
export { type CustomerJump, customerJump, jumpSign } from "./customerLink";
export {
  type Condition,
  absentFigure,
  additionCell,
  bodyRange,
  columnRange,
  countWhere,
  criteria,
  figureOrAbsent,
  jumpCell,
  quotientCell,
  sumCell,
  sumWhere,
} from "./formulas";
export {
  type InputPlanColumn,
  type InputPlanRow,
  blankInputRows,
  inputColumnArea,
  inputColumns,
  plainKey,
  sheetOfInput,
  withJump,
  withTyped,
  writeInputTable,
} from "./inputTable";
export { livingLooks } from "./livingLooks";
export { type OwnerLine, type OwnerNaming, ownerLabels, ownerLines } from "./owners";
export {
  type ChartPlan,
  type ConditionalFormatPlan,
  type FormulaCell,
  type PlanCell,
  type PrintPlan,
  type ReportId,
  type SheetPlan,
  type StyledArea,
  type TableColumn,
  type TablePlan,
  type ValidationPlan,
  chartTexts,
  isFormula,
  reportIds,
} from "./sheetPlan";
export {
  type StyleName,
  advisorColors,
  columnWidth,
  curveColors,
  flowColors,
  headerStyleFor,
  lampStyles,
  lossTierColors,
  originColors,
  rateColors,
  statusColors,
  styleOf,
  tabColors,
  targetColors,
} from "./style";
export { listSource } from "./wordList";
