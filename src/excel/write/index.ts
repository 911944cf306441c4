export { writeBookSheet } from "./bookSheet";
export { TypedMeanwhile } from "./typedMeanwhile";
export {
  type ColumnMemory,
  type WrittenColumns,
  tableParts,
  writeColumns,
} from "./classificationColumns";
export { asOfExpression, columnsAsValues, isTooLong } from "./liveColumns";
export { headOf, tableAddress, updateLivingTable } from "./livingTable";
export { thinOldDeals } from "./oldDeals";
export { type KeptUserCells, type WriteTarget, small } from "./writeTarget";
export { NameWriter } from "./nameWriter";
export { freeName } from "./sheetOpener";
export { isLiving } from "./sheetLooks";
export { readInputCells } from "./inputCells";
export { rewriteHead } from "./headWriter";
export { writeSheet } from "./sheetWriter";
export { type Additions, additionNotes, collectAdditions } from "./userAdditions";
