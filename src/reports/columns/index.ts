export {
  type ClassificationColumn,
  type ClassificationPlan,
  type ColumnKey,
  type LiveRefs,
  columnKeys,
  customerColumns,
  dateFormula,
  orderColumns,
} from "./classification";
