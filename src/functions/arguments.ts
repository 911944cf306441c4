import { readAmount, readDate, readOdometer, type Cell } from "../intake";
import { NO_DAY, type SerialDay } from "../retention/time";
import { functionTexts } from "./language";

/**
 * What Excel hands to a custom function becomes what the domain takes. Excel gives a blank cell as
 * `""`, `null` or `0` depending on platform and version; a date as serial; an error cell as
 * `CustomFunctions.Error`.
 */

/** The arguments of the functions, by which messages name them. */
export type ArgumentName = keyof ReturnType<typeof functionTexts>["functions"]["arguments"];

/** A cell's result: what the cell shows, or the error it shows. */
export type FunctionResult = string | number | CustomFunctions.Error;

/** `#VALUE!`: what was entered cannot be used. */
export function unusable(message: string): CustomFunctions.Error {
  return new CustomFunctions.Error(CustomFunctions.ErrorCode.invalidValue, message);
}

/** `#N/A`: what was entered is right, and there is no answer to it. */
export function notFound(message: string): CustomFunctions.Error {
  return new CustomFunctions.Error(CustomFunctions.ErrorCode.notAvailable, message);
}

/** Whether a cell holds nothing, in whatever way Excel says so, where 0 is no value either. */
export function isBlank(cell: unknown): boolean {
  return isEmpty(cell) || cell === 0;
}

/** Whether a cell holds nothing, where 0 is a value. */
export function isEmpty(cell: unknown): boolean {
  return cell === undefined || cell === null || cell === "";
}

/**
 * A cell that is no error and no data type; an error is thrown, so that the result shows the cell's own.
 * `#REF!` and `#NAME?` a function may not give (learn.microsoft.com, "Handle and return errors from your
 * custom function"): they become `#VALUE!`. That has a message always: a data type reads as `#VALUE!` for
 * functions that take none (typings, `EntityCellValue.basicValue`).
 */
export function sound(cell: unknown): Cell {
  const { functions } = functionTexts();
  if (cell instanceof CustomFunctions.Error) {
    const { invalidReference, invalidName, invalidValue } = CustomFunctions.ErrorCode;
    throw [invalidReference, invalidName, invalidValue].includes(cell.code)
      ? unusable(functions.errorCell)
      : cell;
  }
  if (isEntity(cell)) throw unusable(functions.dataType);
  return cell as Cell;
}

/** Whether a value is one of Excel's data types (stocks, geography, entities), which have a type of their own. */
function isEntity(value: unknown): boolean {
  return (
    typeof value === "object" &&
    value !== null &&
    !(value instanceof CustomFunctions.Error) &&
    typeof (value as { type?: unknown }).type === "string"
  );
}

/**
 * The day in a cell; {@link NO_DAY} for a blank one and for words that mean blank.
 *
 * @throws CustomFunctions.Error `#VALUE!`, naming the argument, for anything else that is no date; the
 *   cell's own error if it holds one.
 */
export function dayOf(cell: unknown, argument: ArgumentName): SerialDay {
  if (isBlank(cell)) return NO_DAY;
  const { value, finding } = readDate(sound(cell));
  if (value === NO_DAY && finding !== undefined && finding !== "blankWord") {
    const { functions } = functionTexts();
    throw unusable(functions.unreadableDate(functions.arguments[argument]));
  }
  return value;
}

/** The day of an argument that takes one cell; as {@link dayOf}. */
export function oneDayOf(argument: unknown, name: ArgumentName): SerialDay {
  return dayOf(oneValue(argument, name), name);
}

/** What numbers an argument takes; without limits any from 0 on. */
export interface NumberLimits {
  readonly most?: number;
  readonly whole?: boolean;
}

/**
 * The number in a cell, at least 0, or a text that is one (`1,200`, `1.5万`); `undefined` for a blank cell
 * and words that mean blank. 0 is a number.
 *
 * @throws CustomFunctions.Error `#VALUE!`, naming the argument, for anything else; the cell's own error.
 */
export function numberOf(
  cell: unknown,
  argument: ArgumentName,
  { most = Infinity, whole = false }: NumberLimits = {}
): number | undefined {
  if (isEmpty(cell)) return undefined;
  const { functions } = functionTexts();
  const name = functions.arguments[argument];
  const read = sound(cell);
  const { value, finding } = typeof read === "number" ? { value: read } : readAmount(read);
  if (Number.isNaN(value)) {
    if (finding === undefined || finding === "blankWord") return undefined;
    throw unusable(functions.unreadableNumber(name));
  }
  if (value < 0) throw unusable(functions.below(name, "0"));
  if (value > most) throw unusable(functions.above(name, String(most)));
  if (whole && !Number.isInteger(value)) throw unusable(functions.notWhole(name));
  return value;
}

/**
 * The odometer reading in a cell, in kilometres; `undefined` for a blank cell, for words that mean blank
 * and for 0, by which systems say that nobody looked.
 *
 * @throws CustomFunctions.Error `#VALUE!`, naming the argument, for what no odometer shows; the cell's
 *   own error.
 */
export function odometerOf(cell: unknown, argument: ArgumentName): number | undefined {
  if (isBlank(cell)) return undefined;
  const { value, finding } = readOdometer(sound(cell));
  if (!Number.isNaN(value)) return value;
  if (finding === undefined || finding === "blankWord") return undefined;
  const { functions } = functionTexts();
  throw unusable(functions.unreadableOdometer(functions.arguments[argument]));
}

/**
 * The text in a cell, trimmed; `""` for a blank one.
 *
 * @throws CustomFunctions.Error the cell's own error.
 */
export function textOf(cell: unknown): string {
  return isEmpty(cell) ? "" : String(sound(cell)).trim();
}

/**
 * An optional argument, or undefined if it was left out. Excel appends its invocation object to the
 * arguments: while a cached metadata file still knows fewer parameters than the code, that object
 * arrives in the place of the new one.
 */
export function optional(argument: unknown): unknown {
  const invocation =
    typeof argument === "object" &&
    !Array.isArray(argument) &&
    !isEntity(argument) &&
    !(argument instanceof CustomFunctions.Error);
  return invocation ? undefined : argument;
}

/** The one value of an argument that takes no range; a range of one cell counts as its cell. */
export function oneValue(argument: unknown, name: ArgumentName): unknown {
  const given = optional(argument);
  if (!Array.isArray(given)) return given;
  const rows = given as unknown[][];
  if (rows.length === 1 && rows[0].length === 1) return rows[0][0];
  const { functions } = functionTexts();
  throw unusable(functions.oneValue(functions.arguments[name]));
}

/**
 * The amounts of an argument that takes so many cells, in a row or a column; a blank one is `undefined`,
 * and so are all if the argument was left out.
 *
 * @throws CustomFunctions.Error `#VALUE!` for another number of cells and for what is no amount.
 */
export function amountsOf(
  argument: unknown,
  name: ArgumentName,
  count: number
): readonly (number | undefined)[] {
  const given = optional(argument);
  if (isEmpty(given)) return new Array<undefined>(count).fill(undefined);
  const cells = Array.isArray(given) ? (given as unknown[][]).flat() : [given];
  if (cells.length !== count) {
    const { functions } = functionTexts();
    throw unusable(functions.wrongCount(functions.arguments[name], String(count)));
  }
  return cells.map((cell) => numberOf(cell, name));
}
