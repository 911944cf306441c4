/** Workbook files of the stand-in: `.xlsx` in and out. */
export { XlsxError, type XlsxErrorCode } from "./errors";
export { loadXlsx } from "./load";
export { saveXlsx } from "./save";
