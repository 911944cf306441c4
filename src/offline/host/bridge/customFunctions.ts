import { HostObject } from "../richapi/hostObject";
import type { MessageEntry } from "./eventRelay";

/** What a cell with a custom function shows. */
export type FunctionOutcome =
  { readonly value: unknown } | { readonly error: string; readonly message?: string };

export interface CallOptions {
  /** The cell that holds the formula, as `invocation.address` gives it. */
  readonly address?: string;
  /** Milliseconds to wait for the result; a result is sent in batches at least half a second apart. */
  readonly timeout?: number;
  /** Hands error cells to the function, as `allowErrorForDataTypeAny` in the metadata makes Excel do. */
  readonly allowErrors?: boolean;
  /** Hands data types to the function, as `allowCustomDataForDataTypeAny` in the metadata makes Excel do. */
  readonly allowDataTypes?: boolean;
}

/** A cell's value that is no plain one, as Excel hands it over. */
interface RichCell {
  readonly type: string;
  readonly code?: string;
}

/** An error cell as an argument, such as `#N/A`. */
export function errorCell(code: string): unknown {
  return { type: errorType, code };
}

/** A cell with an entity, as stocks, geography and other add-ins make them (`Excel.EntityCellValue`). */
export function entityCell(text: string, properties: Readonly<Record<string, unknown>> = {}) {
  return { type: "Entity", basicType: "Error", basicValue: entityValue, text, properties };
}

const errorType = "CustomFunctionError";
/** What a cell with an entity reads as for who does not know entities (typings, `EntityCellValue.basicValue`). */
const entityValue = "#VALUE!";

const functionCategory = 1;
const invocationType = 1000;
const allowErrorsFlag = 4;
const richDataFlag = 8;

/** What Excel shows for the client's error numbers; a function that threw shows #VALUE!. */
const errorTexts: Readonly<Record<number, string>> = {
  1: "#N/A",
  5: "#DIV/0!",
  6: "#NUM!",
  7: "#VALUE!",
  8: "#NULL!",
  9: "#NAME?",
  10: "#NAME?",
};

/**
 * What a function may not give and what has a message (learn.microsoft.com, "Handle and return errors from
 * your custom function"): `#REF!` and `#NAME?` are errors of arguments only; words are shown with `#VALUE!`
 * and `#N/A` alone.
 */
const inputOnly: ReadonlySet<string> = new Set(["#REF!", "#NAME?"]);
const withMessage: ReadonlySet<string> = new Set(["#VALUE!", "#N/A"]);

/** An error as the cell shows it, whatever the function said. */
function shownError(code: string, message: unknown): { error: string; message?: string } {
  if (inputOnly.has(code)) return { error: "#VALUE!" };
  const hasWords = withMessage.has(code) && typeof message === "string" && message !== "";
  return { error: code, ...(hasWords && { message }) };
}

/** A value that a function gave; an error object becomes the error, within a range `{ code, message }`. */
function shownValue(value: unknown): FunctionOutcome {
  const error = errorOf(value);
  if (error) return error;
  if (!Array.isArray(value)) return { value };
  const inRange = (cell: unknown): unknown => {
    const found = errorOf(cell);
    if (!found) return cell;
    const { error: code, ...words } = found;
    return { code, ...words };
  };
  return {
    value: (value as unknown[]).map((row) => (Array.isArray(row) ? row.map(inRange) : row)),
  };
}

function errorOf(value: unknown): { error: string; message?: string } | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const { type, code, message } = value as { type?: unknown; code?: unknown; message?: unknown };
  return type === "Error" && typeof code === "string" ? shownError(code, message) : undefined;
}

const isRich = (cell: unknown): cell is RichCell =>
  typeof cell === "object" && cell !== null && !Array.isArray(cell) && "type" in cell;

/** Arguments with every cell of them changed. */
const overCells = (args: readonly unknown[], change: (cell: unknown) => unknown): unknown[] =>
  args.map((argument) =>
    Array.isArray(argument) ? overCells(argument, change) : change(argument)
  );

type ArrayResult = readonly [id: number, succeeded: boolean, value: unknown, errorCode?: number];

interface ObjectResult {
  readonly id: number;
  readonly value: unknown;
  readonly failed?: boolean;
  readonly errorCode?: number;
}

/** Excel's end of the custom-function protocol: asks the add-in for values and takes them. */
export class CustomFunctionsService extends HostObject {
  readonly $class = "CustomFunctions";
  private readonly pending = new Map<number, (outcome: FunctionOutcome) => void>();
  private lastId = 0;
  private markReady: () => void = () => undefined;
  private readonly whenReady = new Promise<void>((resolve) => (this.markReady = resolve));

  constructor(private readonly send: (entries: MessageEntry[]) => void) {
    super();
  }

  /** Resolves when the add-in has said that it takes calls. */
  get ready(): Promise<void> {
    return this.whenReady;
  }

  /**
   * Calls a function by its id, as a formula would: ranges are matrices, and the function's value
   * comes back as Excel would show it.
   */
  async invoke(
    id: string,
    args: readonly unknown[],
    options: CallOptions = {}
  ): Promise<FunctionOutcome> {
    const { address = null, timeout = 10_000 } = options;
    const { allowErrors = false, allowDataTypes = false } = options;
    const invocation = ++this.lastId;
    await within(timeout, `the add-in to take custom functions`, this.whenReady);
    const read = allowDataTypes ? args : overCells(args, withoutDataType);
    const refused = allowErrors ? undefined : firstError(read);
    if (refused !== undefined) return { error: refused };
    const outcome = new Promise<FunctionOutcome>((resolve) =>
      this.pending.set(invocation, resolve)
    );
    const flags = (allowErrors ? allowErrorsFlag : 0) + (allowDataTypes ? richDataFlag : 0);
    const sent = allowDataTypes ? overCells(read, packed) : read;
    const call = [invocation, id, sent, address, flags, null];
    this.send([[functionCategory, invocationType, "", JSON.stringify(call), invocation]]);
    return within(timeout, `the custom function ${id}`, outcome);
  }

  _SetOsfControlContainerReadyForCustomFunctions(): void {
    this.markReady();
  }

  _GetEnabledFeatures(): readonly number[] {
    return [];
  }

  SetInvocationArrayResults(results: readonly ArrayResult[]): void {
    for (const [id, succeeded, value, code] of results) this.settle(id, succeeded, value, code);
  }

  SetInvocationResults(results: readonly ObjectResult[]): void {
    for (const { id, failed, value, errorCode } of results) {
      this.settle(id, failed !== true, value, errorCode);
    }
  }

  private settle(id: number, succeeded: boolean, value: unknown, code?: number): void {
    const resolve = this.pending.get(id);
    this.pending.delete(id);
    if (succeeded) return resolve?.(shownValue(value));
    resolve?.(shownError(errorTexts[code ?? 0] ?? "#VALUE!", value));
  }
}

/** An entity as it reads for functions that do not take them. */
const withoutDataType = (cell: unknown): unknown =>
  isRich(cell) && cell.type !== errorType ? errorCell(entityValue) : cell;

/** How cells that are no plain values travel where data types do. */
const packed = (cell: unknown): unknown => (isRich(cell) ? { value: JSON.stringify(cell) } : cell);

/** The first error cell of arguments: without leave to take them it is the result, and nothing is called. */
function firstError(args: readonly unknown[]): string | undefined {
  const cells = args.flat(2);
  return cells.find((cell): cell is RichCell => isRich(cell) && cell.type === errorType)?.code;
}

function within<T>(milliseconds: number, what: string, promise: Promise<T>): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error(`waited ${milliseconds} ms for ${what}`));
    }, milliseconds);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
