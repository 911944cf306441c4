export { literalText } from "./cellText";
export { checkDateSystem } from "./date1904";
export { applyStyle, setNumberFormat, widthInPoints } from "./format";
export { KeyPrint } from "./keyPrint";
export {
  type Queueing,
  RequestQueue,
  type WriteStep,
  answerBudget,
  cutRows,
  matrixBytes,
  payloadBudget,
  rowsStep,
} from "./payload";
export { cellAt, type OurParts, rangeAt, type SheetInfo, surveyWorkbook } from "./survey";
export {
  addKeys,
  addSpellings,
  groupColumns,
  readKeyPrint,
  readRows,
  spellingOf,
} from "./tableReader";
