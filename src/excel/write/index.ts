export {
  type ColumnMemory,
  type WrittenColumns,
  tableParts,
  writeColumns,
} from "./classificationColumns";
export { asOfExpression, columnsAsValues, isTooLong } from "./liveColumns";
export { headOf, tableAddress, updateLivingTable } from "./livingTable";
export { thinOldDeals } from "./oldDeals";
export {
  type KeptUserCells,
  NameWriter,
  type WriteTarget,
  freeName,
  isLiving,
  readInputCells,
  rewriteHead,
  small,
  writeSheet,
} from "./sheetWriter";
export { type Additions, additionNotes, collectAdditions } from "./userAdditions";
