import { readDate, type Cell } from "../intake";
import { NO_DAY, ruleSetNames, ruleSets, type RuleSet, type SerialDay } from "../retention";
import { textsOf } from "../locale";
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

function unusable(message: string): CustomFunctions.Error {
  return new CustomFunctions.Error(CustomFunctions.ErrorCode.invalidValue, message);
}

/** Whether a cell holds nothing, in whatever way Excel says so. */
export function isBlank(cell: unknown): boolean {
  return cell === undefined || cell === null || cell === 0 || cell === "";
}

/**
 * The day in a cell; {@link NO_DAY} for a blank one and for words that mean blank.
 *
 * @throws CustomFunctions.Error `#VALUE!`, naming the argument, for anything else that is no date; the
 *   cell's own error if it holds one.
 */
export function dayOf(cell: unknown, argument: ArgumentName): SerialDay {
  if (isBlank(cell)) return NO_DAY;
  if (cell instanceof CustomFunctions.Error) throw cell;
  const { value, finding } = readDate(cell as Cell);
  if (value === NO_DAY && finding !== undefined && finding !== "blankWord") {
    const { functions } = functionTexts();
    throw unusable(functions.unreadableDate(functions.arguments[argument]));
  }
  return value;
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
    !(argument instanceof CustomFunctions.Error);
  return invocation ? undefined : argument;
}

/** The one value of an argument that takes no range; a range of one cell counts as its cell. */
export function oneValue(argument: unknown, name: ArgumentName): unknown {
  if (!Array.isArray(argument)) return argument;
  const rows = argument as unknown[][];
  if (rows.length === 1 && rows[0].length === 1) return rows[0][0];
  const { functions } = functionTexts();
  throw unusable(functions.oneValue(functions.arguments[name]));
}

/**
 * The rule set that a cell names by code or by its label in either language; `retention` if blank.
 *
 * @throws CustomFunctions.Error `#VALUE!` for another text.
 */
export function ruleSetOf(argument: unknown): RuleSet {
  const cell = oneValue(optional(argument), "ruleSet");
  if (isBlank(cell)) return ruleSets.retention;
  if (cell instanceof CustomFunctions.Error) throw cell;
  const wanted = String(cell).normalize("NFKC").trim().toLowerCase();
  const labels = [textsOf("zh-CN"), textsOf("en-US")].map(({ data }) => data.ruleSets);
  const name = ruleSetNames.find((it) =>
    [it, ...labels.map((label) => label[it])].some((text) => text.toLowerCase() === wanted)
  );
  if (name) return ruleSets[name];
  const { functions } = functionTexts();
  throw unusable(functions.unknownRuleSet(functions.arguments.ruleSet, ruleSetNames.join(", ")));
}

/**
 * Looks up the cell of a range that lies beside one of another range.
 *
 * @throws CustomFunctions.Error `#VALUE!` if the two differ in size.
 */
export function cellBeside(
  range: unknown,
  of: unknown,
  names: { readonly range: ArgumentName; readonly of: ArgumentName }
): (row: number, column: number) => unknown {
  const rows = asRows(range);
  const others = asRows(of);
  const same =
    rows.length === others.length && rows.every((row, i) => row.length === others[i].length);
  if (!same) {
    const { functions } = functionTexts();
    throw unusable(
      functions.differentShape(functions.arguments[names.range], functions.arguments[names.of])
    );
  }
  return (row, column) => rows[row][column];
}

function asRows(range: unknown): unknown[][] {
  return Array.isArray(range) ? (range as unknown[][]) : [[range]];
}

/**
 * Gives each cell its result: a range in gives a range of the same shape, one cell gives one value.
 * An error in a range stays in its own cell, so that one bad row does not spoil the column; a single
 * cell's error is thrown, because Excel shows the message only of thrown errors there.
 */
export function eachCell(
  cells: unknown,
  result: (cell: unknown, row: number, column: number) => FunctionResult
): FunctionResult | FunctionResult[][] {
  if (!Array.isArray(cells)) return result(cells, 0, 0);
  return (cells as unknown[][]).map((row, i) =>
    row.map((cell, j) => {
      try {
        return result(cell, i, j);
      } catch (error) {
        if (error instanceof CustomFunctions.Error && !isSingle(cells)) return error;
        throw error;
      }
    })
  );
}

function isSingle(cells: unknown[]): boolean {
  return cells.length === 1 && (cells as unknown[][])[0].length === 1;
}
