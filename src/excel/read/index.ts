export {
  type Inspection,
  type MappingOf,
  inspect,
  recognise,
  resetMapping,
  chooseStore,
  saveMapping,
} from "./inspect";
export { type Prepared, prepare } from "./prepare";
export { readColumns, type ReadSheet, rowsOfParts } from "./readSheet";
export { type ReadStore, readStore, requireSameRows, requireUnchanged } from "./readStore";
export { onlyWritable, writableReports } from "./writableReports";
