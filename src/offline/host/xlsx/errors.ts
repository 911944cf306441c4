/**
 * Why a file could not be read or a workbook could not be saved.
 *
 * - `notXlsx`: no Excel file of any kind (a `.csv`, a picture, a Word document …)
 * - `encrypted`: an `.xlsx` with a password to open
 * - `oldXls`: the binary format of Excel 97–2003
 * - `binaryXlsb`: a zip package in Excel's binary format
 * - `damaged`: a package with missing or malformed parts
 * - `tooLarge`: zip64, or a part above what the format allows
 * - `overLimit`: more than the limits of reading allow, see `ReadLimits`
 * - `unsupportedChange`: the workbook was changed in a way that would lose something of the user's
 */
export type XlsxErrorCode =
  | "notXlsx"
  | "encrypted"
  | "oldXls"
  | "binaryXlsb"
  | "damaged"
  | "tooLarge"
  | "overLimit"
  | "unsupportedChange";

/** Carries a code for whoever words the message; `detail` names parts of the file, never cell contents. */
export class XlsxError extends Error {
  constructor(
    readonly code: XlsxErrorCode,
    readonly detail: string
  ) {
    super(`${code}: ${detail}`);
    this.name = "XlsxError";
  }
}
