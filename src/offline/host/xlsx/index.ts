/** Workbook files of the stand-in: `.xlsx` in and out. */
export { XlsxError, type XlsxErrorCode } from "./errors";
export { limitsOf, type ReadLimits } from "./limits";
export { loadXlsx } from "./load";
export { isSigned } from "./loaded";
export { saveXlsx } from "./save";
