import { NO_DAY, type SerialDay } from "../../retention/time";
import type { Cell } from "../cell";
import { readDate } from "../dates";
import { plainCell } from "../reading";
import type { InputColumn, InputRow, InputTableId } from "./schema";
import type { InputFinding, InputProblem } from "./inputFinding";
import { readYesNo, wordsIn, type WordLookup } from "./words";

/** What a number must be to be taken. */
export interface NumberLimits {
  readonly min?: number;
  readonly max?: number;
  readonly whole?: boolean;
}

const plainNumber = /^([+-]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?|[+-]?\.\d+)(%?)$/;

/** A number as people type it: digits, separators of thousands, a percent sign; `undefined` otherwise. */
export function numberIn(cell: Cell): number | undefined {
  if (typeof cell === "number") return cell;
  if (typeof cell === "boolean") return undefined;
  const match = plainNumber.exec(cell.normalize("NFKC").replace(/\s+/gu, ""));
  if (!match) return undefined;
  const value = Number(match[1].replace(/,/g, ""));
  return match[2] === "" ? value : value / 100;
}

/** Whether nothing stands in a cell. */
export const isBlank = (cell: Cell): boolean => typeof cell === "string" && cell.trim() === "";

/**
 * Reads the cells of one row of an input table. What cannot be understood reads as absent and becomes a
 * finding; the cell stays as it is.
 */
export class RowReader<Id extends InputTableId> {
  constructor(
    private readonly table: Id,
    private readonly row: InputRow<Id>,
    private readonly findings: InputFinding[]
  ) {}

  /** Whether nothing stands in any of the columns. */
  isBlank(...columns: readonly InputColumn<Id>[]): boolean {
    return columns.every((column) => isBlank(this.row[column]));
  }

  /** Free text as it is written, without blanks at the ends; `""` where there is none. */
  text(column: InputColumn<Id>): string {
    const cell = this.row[column];
    if (plainCell(cell).finding === "cellError") return this.refuse(column, "");
    return String(cell).trim();
  }

  /** A day; {@link NO_DAY} where there is none. */
  day(column: InputColumn<Id>): SerialDay {
    if (isBlank(this.row[column])) return NO_DAY;
    const { value } = readDate(this.row[column]);
    return value === NO_DAY ? this.refuse(column, NO_DAY) : value;
  }

  /** Several days in one cell, each once; those that are no day are told. */
  days(column: InputColumn<Id>): SerialDay[] {
    const cell = this.row[column];
    const parts: readonly Cell[] = typeof cell === "number" ? [cell] : wordsIn(cell);
    const days = parts.map((part) => readDate(part).value);
    if (days.includes(NO_DAY)) this.refuse(column, null);
    return [...new Set(days.filter((day) => day !== NO_DAY))];
  }

  /** A number within limits; `NaN` where there is none. */
  number(column: InputColumn<Id>, { min, max, whole }: NumberLimits = {}): number {
    const cell = this.row[column];
    if (isBlank(cell)) return NaN;
    const value = numberIn(cell);
    if (value === undefined) return this.refuse(column, NaN);
    const within = value >= (min ?? -Infinity) && value <= (max ?? Infinity);
    const fits = within && (!whole || Number.isInteger(value));
    return fits ? value : this.refuse(column, NaN, "outOfRange");
  }

  /** A word of a vocabulary; `null` where there is none. */
  word<Code extends string>(column: InputColumn<Id>, lookup: WordLookup<Code>): Code | null {
    if (isBlank(this.row[column])) return null;
    return lookup(this.row[column]) ?? this.refuse(column, null, "unknownWord");
  }

  /** Several words of a vocabulary in one cell, each once; those not known are told. */
  words<Code extends string>(column: InputColumn<Id>, lookup: WordLookup<Code>): Code[] {
    const found = wordsIn(this.row[column]).map((word) => lookup(word));
    if (found.includes(undefined)) this.refuse(column, null, "unknownWord");
    return [...new Set(found.filter((code) => code !== undefined))];
  }

  /** 是 or 否; `null` where there is nothing. */
  yesNo(column: InputColumn<Id>): boolean | null {
    if (isBlank(this.row[column])) return null;
    return readYesNo(this.row[column]) ?? this.refuse(column, null, "unknownWord");
  }

  /** Tells that a cell was not taken, and gives what is used instead. */
  refuse<Value>(
    column: InputColumn<Id>,
    instead: Value,
    problem: InputProblem = "unreadable"
  ): Value {
    this.findings.push({
      table: this.table,
      column,
      sheetRow: this.row.sheetRow,
      text: String(this.row[column]),
      problem,
    });
    return instead;
  }
}
