/** What a cell can hold. */

/** The error values that a cell can show (`Excel.ErrorCellValueType` and their text). */
export const ERROR_TEXTS = [
  "#NULL!",
  "#DIV/0!",
  "#VALUE!",
  "#REF!",
  "#NAME?",
  "#NUM!",
  "#N/A",
  "#GETTING_DATA",
  "#SPILL!",
  "#CALC!",
  "#BUSY!",
  "#CONNECT!",
  "#BLOCKED!",
  "#FIELD!",
  "#UNKNOWN!",
] as const;
export type ErrorText = (typeof ERROR_TEXTS)[number];

/** An error value; one object per kind, so `===` compares. */
export class CellError {
  private static readonly known = new Map<string, CellError>();

  private constructor(readonly text: ErrorText) {}

  /** The error with this text, or null where the text is no error value. */
  static parse(text: string): CellError | null {
    const upper = text.toUpperCase() as ErrorText;
    if (!ERROR_TEXTS.includes(upper)) return null;
    const known = CellError.known.get(upper) ?? new CellError(upper);
    CellError.known.set(upper, known);
    return known;
  }
}

/** A cell's content without its formula; an empty cell is `undefined`. */
export type CellValue = string | number | boolean | CellError;

/**
 * The value of a formula that nobody has calculated. The stand-in has no formula engine: it
 * refuses to read such a cell rather than answer 0.
 */
export const NOT_CALCULATED: unique symbol = Symbol("not calculated");
export type StoredValue = CellValue | typeof NOT_CALCULATED;

/** Somebody asked for what a formula shows that nobody calculated. */
export class NotCalculatedError extends Error {
  constructor(
    /** `sheet!A1`. */
    readonly place: string,
    member: string
  ) {
    super(
      `${member}: the stand-in calculates no formulas, and nobody gave ${place} a calculated value`
    );
    this.name = "NotCalculatedError";
  }
}
