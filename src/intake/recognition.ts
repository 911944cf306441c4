import type { CustomerField, OrderField } from "../retention/store";
import type { SheetKind } from "./headers";

/** How sure a column is the field it is taken for. */
export type ColumnConfidence = "saved" | "exact" | "likely";

/** What a column looks like by its contents alone, whatever stands above it. */
export type ColumnLook =
  | "blank"
  | "vin"
  | "plate"
  | "phone"
  | "date"
  | "dateTime"
  | "epoch"
  | "odometer"
  | "amount"
  | "integer"
  | "person"
  | "company"
  | "code"
  | "yesNo"
  | "category"
  | "text";

/**
 * One reason why a column is, or might be, a field; the locale words it ("17 位，98% 在档案里").
 * Shares are 0–1, of the cells of the sample that are not blank.
 */
export type Evidence =
  /** The user's own mapping, or a saved profile. */
  | { readonly code: "saved" }
  /** The header is a known one, or is made of known parts (进站 + 时间). */
  | { readonly code: "header"; readonly sure: boolean }
  /** What the cells look like. */
  | { readonly code: "look"; readonly look: ColumnLook; readonly share: number }
  /** The values that are found in the other sheet's column of this field. */
  | { readonly code: "inArchive"; readonly share: number }
  /** Names that this column has in common with the advisors of the other sheet. */
  | { readonly code: "sharedNames"; readonly share: number }
  /** Rows of one order differ in it and in nothing else. */
  | { readonly code: "partsRows" }
  /** Readings of a vehicle grow with the day. */
  | { readonly code: "rises"; readonly share: number }
  /** Few values, or nearly as many as there are rows. */
  | { readonly code: "distinct"; readonly values: number; readonly of: number }
  /** The unit that the header names, by which the cells are multiplied. */
  | { readonly code: "unit"; readonly factor: number }
  /** Days and months of `03/05/2012`, as the whole column proves them. */
  | { readonly code: "dateOrder"; readonly order: DateOrder };

/** The order of the parts of a date whose year stands last. */
export type DateOrder = "dmy" | "mdy";

/** How the cells of a column are to be read, where its header or all of its cells say so. */
export interface ColumnReading {
  /** Cells are multiplied by it: 0.01 for 分, 10000 for 万公里 and 万元. */
  readonly factor?: number;
  readonly dateOrder?: DateOrder;
  /** Numbers that count seconds or milliseconds since 1970, in China's time. */
  readonly epoch?: "s" | "ms";
  /** Texts of the same row that follow the column's own, as the last name follows the first. */
  readonly and?: readonly { readonly column: number; readonly header: string }[];
  /** The amount is that of the whole order, repeated on each of its rows. */
  readonly repeated?: boolean;
}

/** One column of a recognised sheet: which field it is taken for, how sure, and what stands in it. */
export interface RecognisedColumn<Field extends string> extends ColumnReading {
  readonly field: Field;
  /** Zero-based column of the sheet. */
  readonly column: number;
  /** The header as it stands in the sheet; of a two-row header both texts, one space between. */
  readonly header: string;
  /** `saved`: the user's own mapping; `exact`: beyond doubt; `likely`: to be looked at. */
  readonly confidence: ColumnConfidence;
  /** A few values from below the header, as text. */
  readonly samples: readonly string[];
  /** Why, the strongest reason first. */
  readonly evidence: readonly Evidence[];
  /** Share of the sampled rows with anything in the cell, 0–1. */
  readonly filled: number;
}

/** A column that serves no field. */
export interface UnusedColumn {
  readonly column: number;
  readonly header: string;
  readonly samples: readonly string[];
  readonly look: ColumnLook;
  /** Share of the sampled rows with anything in the cell, 0–1. */
  readonly filled: number;
}

/** Where a block of rows stands. */
export interface SheetPlace {
  readonly sheetId: string;
  readonly sheetName: string;
  /** The Excel table it is, if it is one. */
  readonly tableName?: string;
  /** Zero-based row of the header; of a two-row header the lower one. */
  readonly headerRow: number;
  /** Rows below the header. */
  readonly rowCount: number;
}

/** One of the sheets of one shape that together are the customers or the orders. */
export interface RecognisedPart<Field extends string> extends SheetPlace {
  /** Where each field stands in this sheet: the same fields as in the sheet it is a part of. */
  readonly columns: readonly (ColumnReading & {
    readonly field: Field;
    readonly column: number;
    readonly header: string;
  })[];
}

/**
 * What a joined sheet is to the sheet it is joined to: `owners` of its vehicles; `heads`, one more
 * row of each order (its settlement beside its work sheet); `items`, several rows of each order.
 */
export type JoinRole = "owners" | "heads" | "items";

/** A sheet whose columns belong to the rows of another, found by a number that both have. */
export interface JoinedSheet<Field extends string> extends SheetPlace {
  readonly role: JoinRole;
  /** Zero-based column of the joining number in the sheet that is joined to, and in this one. */
  readonly key: {
    /** The field that the joining number is, where it is one. */
    readonly field?: Field;
    readonly column: number;
    readonly joinedColumn: number;
  };
  /** Share of the main sheet's joining numbers that were found here, 0–1. */
  readonly share: number;
  /** Fields that the main sheet lacks and this one has. */
  readonly columns: readonly RecognisedColumn<Field>[];
  readonly unused: readonly UnusedColumn[];
}

/** How records stand on the rows of a sheet; see {@link RecognisedSheet.shape}. */
export type SheetShape = "records" | "items" | "tree";

/** A sheet (or an Excel table in it) that was taken for the customers or the orders. */
export interface RecognisedSheet<Field extends string> extends SheetPlace {
  readonly columns: readonly RecognisedColumn<Field>[];
  /** Every header of the sheet, for correcting the mapping. */
  readonly headers: readonly { readonly column: number; readonly header: string }[];
  /** Required fields that were not found: where one of several would do, all of them. */
  readonly missing: readonly Field[];
  /** Every sheet of this shape in the workbook's order, this one among them. */
  readonly parts: readonly RecognisedPart<Field>[];
  readonly joined: readonly JoinedSheet<Field>[];
  readonly unused: readonly UnusedColumn[];
  /**
   * `records`: a row is a record; `items`: several rows with one order number, which are parts of
   * one order; `tree`: rows without key and date below the order whose parts they are.
   */
  readonly shape: SheetShape;
  /** Owner's cells stand only on the first of the owner's rows and hold for those below. */
  readonly filledDown: boolean;
}

/**
 * Whether texts that stand where a header is expected may be shown as one: a sheet without a header has a
 * record there, which has keys, days or phones, and is nobody's to see in a message.
 */
export function isHeaderRow(texts: readonly string[]): boolean {
  return texts.length > 1 && texts.every((text) => text.length <= 40 && !/\d{3}/u.test(text));
}

/** Why a sheet is not read. */
export type LeftOutReason =
  /** Nothing of the customers or the orders was found on it. */
  | "notOurs"
  /** The header alone. */
  | "noRows"
  /** Of the kind of a sheet that is read, with other columns. */
  | "otherShape"
  /** One row holds several vehicles. */
  | "severalVehiclesPerRow"
  /** Records stand side by side as columns. */
  | "transposed"
  /** Of the kind, but no key or no day was found. */
  | "incomplete"
  /** The first row already is a record. */
  | "noHeader";

/** A sheet with something on it that is not read, and why. */
export interface LeftOutSheet {
  readonly sheetId: string;
  readonly sheetName: string;
  readonly tableName?: string;
  /** What it would be, where that is known. */
  readonly kind?: SheetKind;
  readonly reason: LeftOutReason;
  /** Rows below the header, or all rows where no header was found. */
  readonly rowCount: number;
  /** The headers that the sentence names, else those found first. */
  readonly headers: readonly string[];
}

/** A column among which the user is to choose. */
export interface CandidateColumn {
  readonly column: number;
  readonly header: string;
  readonly samples: readonly string[];
  readonly evidence: readonly Evidence[];
}

/** What only the user can know. Until it is answered the field stays unread. */
export interface RecognitionQuestion {
  /** `whichColumn`: several serve as well; `whichField`: amounts of which nothing says what they are;
   * `dateOrder`: no cell of the column proves which number is the month. */
  readonly code: "whichColumn" | "whichField" | "dateOrder";
  readonly table: SheetKind;
  readonly sheetId: string;
  readonly sheetName: string;
  /** The fields that are asked for. */
  readonly fields: readonly (CustomerField | OrderField)[];
  readonly columns: readonly CandidateColumn[];
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
  /** What the user said of dates whose cells do not prove it. */
  readonly dateOrders?: Partial<Record<Field, DateOrder>>;
}
