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
}

/** An error cell as an argument, such as `#N/A`. */
export function errorCell(code: string): unknown {
  return { type: "CustomFunctionError", code };
}

const functionCategory = 1;
const invocationType = 1000;
const allowErrorsFlag = 4;

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
    const { address = null, timeout = 10_000, allowErrors = false } = options;
    const invocation = ++this.lastId;
    await within(timeout, `the add-in to take custom functions`, this.whenReady);
    const outcome = new Promise<FunctionOutcome>((resolve) =>
      this.pending.set(invocation, resolve)
    );
    const flags = allowErrors ? allowErrorsFlag : 0;
    const call = [invocation, id, args, address, flags, null];
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
    if (succeeded) return resolve?.({ value });
    const error = errorTexts[code ?? 0] ?? "#VALUE!";
    const message = typeof value === "string" && value !== "" ? value : undefined;
    resolve?.({ error, ...(message !== undefined && { message }) });
  }
}

function within<T>(milliseconds: number, what: string, promise: Promise<T>): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error(`waited ${milliseconds} ms for ${what}`));
    }, milliseconds);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
