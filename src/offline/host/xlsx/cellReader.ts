import { CellError, type StoredValue } from "../model/cellValue";
import { offsetFormula } from "../model/shift";
import { XlsxError } from "./errors";
import { formulaFromFile } from "./formulas";
import type { CellToken } from "./sheetStream";
import { textInCell } from "./sheetLimits";
import { decodeXstring, isTrue } from "./xml";

/** What reading cells needs to know of the rest of the file. */
export interface CellContext {
  readonly strings: readonly string[];
  readonly date1904: boolean;
}

/** Makes values and formulas of cell tokens; remembers the masters of shared formulas. */
export class CellReader {
  private readonly masters = new Map<number, { text: string; row: number; column: number }>();

  constructor(
    private readonly part: string,
    private readonly context: CellContext
  ) {}

  /** Whether the last value was longer in the file than a cell can hold. */
  cut = false;

  /** @throws XlsxError `damaged` for a shared string that the file does not have, a number that is none */
  value(cell: CellToken): StoredValue | undefined {
    const { value } = cell;
    this.cut = false;
    if (value === undefined) return undefined;
    switch (cell.type) {
      case "s":
        return this.sharedString(value.trim());
      case "str":
        return this.fitting(decodeXstring(value));
      case "inlineStr":
        return this.fitting(value);
      case "b":
        return isTrue(value.trim());
      case "e":
        return CellError.parse(value) ?? CellError.parse("#UNKNOWN!") ?? undefined;
      case "d":
        return serialOfIsoDate(value, this.context.date1904);
      default:
        return this.number(value);
    }
  }

  private sharedString(index: string): string {
    const text = index === "" ? undefined : this.context.strings[Number(index)];
    if (text === undefined) {
      throw new XlsxError("damaged", `${this.part}: a shared string that is not there`);
    }
    return this.fitting(text);
  }

  /** Longer texts are cut as Excel cuts them when it repairs the file, and the cell is written anew. */
  private fitting(text: string): string {
    const fitting = textInCell(text);
    this.cut ||= fitting !== text;
    return fitting;
  }

  private number(text: string): number | undefined {
    const trimmed = text.trim();
    if (trimmed === "") return undefined;
    const number = Number(trimmed);
    if (!Number.isFinite(number) || !DECIMAL.test(trimmed)) {
      throw new XlsxError("damaged", `${this.part}: a number that is none`);
    }
    return number;
  }

  /** The formula with its "=", followers of a shared formula written out. */
  formula(cell: CellToken, row: number): string | undefined {
    const { formula, column } = cell;
    if (!formula || formula.kind === "dataTable") return undefined;
    if (formula.kind !== "shared" || formula.sharedIndex === undefined) {
      return formula.text === "" ? undefined : formulaFromFile(formula.text);
    }
    if (formula.text !== "") {
      const text = formulaFromFile(formula.text);
      this.masters.set(formula.sharedIndex, { text, row, column });
      return text;
    }
    const master = this.masters.get(formula.sharedIndex);
    return master && offsetFormula(master.text, row - master.row, column - master.column);
  }
}

/** `xsd:double`, but for its names of what is no number. */
const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[Ee][+-]?\d+)?$/;

const MS_PER_DAY = 86_400_000;

/** Day number of an ISO 8601 date or time (cells of type `d`); undefined if it is none. */
export function serialOfIsoDate(text: string, date1904: boolean): number | undefined {
  const match =
    /^(?:(\d{4})-(\d{2})-(\d{2}))?T?(?:(\d{2}):(\d{2})(?::(\d{2}(?:\.\d+)?))?)?Z?$/.exec(text);
  if (!match || text === "") return undefined;
  const [, year, month, day, hour = "0", minute = "0", second = "0"] = match;
  const time = (Number(hour) * 3600 + Number(minute) * 60 + Number(second)) / 86_400;
  if (year === undefined) return time;
  const unixDay = Date.UTC(Number(year), Number(month) - 1, Number(day)) / MS_PER_DAY;
  if (date1904) return unixDay + 24_107 + time;
  // Excel counts a 29 February 1900 that never was: days before March 1900 are one less.
  const serial = unixDay + 25_569;
  return (serial < 61 ? serial - 1 : serial) + time;
}
