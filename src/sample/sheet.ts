/**
 * A cell as an export of a dealer system holds it. A `number` is a number under its column's number
 * format. A `string` is text exactly as it stands: whoever writes it keeps Excel from turning it
 * into a date or a number. `""` is an empty cell.
 */
export type SampleCell = string | number;

/** A column of an invented export. */
export interface SampleColumn {
  readonly header: string;
  /** Excel's code, as in `Range.numberFormat`; `"@"` where the export keeps even digits as text. */
  readonly numberFormat: string;
  /** Characters of the standard font, as Excel counts column widths. */
  readonly width: number;
}

/** An invented export as a plain matrix. Every row has one cell per column. */
export interface SampleSheet {
  readonly name: string;
  readonly columns: readonly SampleColumn[];
  /** Zero-based row of the headers; above it stand the export's title rows. */
  readonly headerRow: number;
  /** All rows from row 1 on: titles, headers, records, blank rows, footer. */
  readonly rows: readonly (readonly SampleCell[])[];
}

/** Every kind of dirt that the invented store has in its cells and records. */
export const dirtKinds = [
  "dateWithTime",
  "dateSlashed",
  "dateDotted",
  "dateChinese",
  "dateCompact",
  "dateCompactNumber",
  "dateCompactWithTime",
  "dateMonthOnly",
  "dateTwoLines",
  "dateNonsense",
  "odometerWithUnit",
  "odometerInTenThousands",
  "odometerTiny",
  "odometerHuge",
  "odometerBackwards",
  "amountMinusOne",
  "amountWithSign",
  "amountFullWidth",
  "plateHyphen",
  "plateDot",
  "plateFullWidth",
  "vinBlank",
  "vinShort",
  "vinLetterO",
  "vinLowerCase",
  "blankWord",
  "paddedText",
  "duplicateKey",
  "transferredKey",
  "walkIn",
  "arrivalAfterAsOf",
  "deliveryAfterVisit",
  "invalidReasonUnknown",
  "repeatedHeader",
] as const;
export type DirtKind = (typeof dirtKinds)[number];

/** How often each kind of dirt was put in. */
export type DirtCounts = Record<DirtKind, number>;
