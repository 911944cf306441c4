/** How sure a column is the field it is taken for. */
export type ColumnConfidence = "saved" | "exact" | "likely";

/** One column of a recognised sheet: which field it is taken for, how sure, and what stands in it. */
export interface RecognisedColumn<Field extends string> {
  readonly field: Field;
  /** Zero-based column of the sheet. */
  readonly column: number;
  /** The header as it stands in the sheet; of a two-row header both texts, one space between. */
  readonly header: string;
  /** `saved`: the user's own mapping; `exact`: a known header; `likely`: ambiguous or with additions. */
  readonly confidence: ColumnConfidence;
  /** A few values from below the header, as text. */
  readonly samples: readonly string[];
}

/** A sheet (or an Excel table in it) that was taken for the customers or the orders. */
export interface RecognisedSheet<Field extends string> {
  readonly sheetId: string;
  readonly sheetName: string;
  /** The Excel table it is, if it is one. */
  readonly tableName?: string;
  /** Zero-based row of the header; of a two-row header the lower one. */
  readonly headerRow: number;
  /** Rows below the header. */
  readonly rowCount: number;
  readonly columns: readonly RecognisedColumn<Field>[];
  /** Every header of the sheet, for correcting the mapping. */
  readonly headers: readonly { readonly column: number; readonly header: string }[];
  /** Required fields that were not found: where one of several would do, all of them. */
  readonly missing: readonly Field[];
}

/** A mapping that the user set; kept in the workbook. */
export interface SavedMapping<Field extends string> {
  readonly sheetId: string;
  readonly sheetName: string;
  readonly headerRow: number;
  /**
   * Field → header text; the column is found by its header, so it may move. An empty text says that
   * no column is this field; a field that is not named is recognised by itself.
   */
  readonly headers: Partial<Record<Field, string>>;
}
