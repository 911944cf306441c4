import type { IDisposable, Univer } from "@univerjs/core";
import { FunctionType, type CustomFunction } from "@univerjs/engine-formula";
import { IRegisterFunctionService } from "@univerjs/sheets-formula";
import type { FunctionOutcome } from "../../../host/bridge/customFunctions";

/** What `functions.json` says about a custom function, as far as calling it needs it. */
export interface FunctionMetadata {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  readonly parameters: readonly {
    readonly name: string;
    readonly description?: string;
    readonly dimensionality?: string;
    readonly optional?: boolean;
  }[];
}

/** Calls a custom function of the add-in. */
export type CallFunction = (id: string, args: readonly unknown[]) => Promise<FunctionOutcome>;

/** A cell whose formula waits for a custom function. */
export interface WaitingCell {
  readonly sheet: string;
  readonly row: number;
  readonly column: number;
}

/**
 * The add-in's functions in the engine. As in Excel a cell shows that it waits, and is calculated
 * again when the add-in has answered; what the functions give depends on their arguments alone.
 */
export class CustomFunctions {
  private readonly answers = new Map<string, FunctionOutcome>();
  private readonly asked = new Set<string>();
  private readonly waiting = new Map<string, WaitingCell>();
  private readonly registrations: readonly IDisposable[];

  constructor(
    univer: Univer,
    functions: readonly FunctionMetadata[],
    private readonly call: CallFunction,
    private readonly onAnswers: (cells: readonly WaitingCell[]) => void
  ) {
    const registry = univer.__getInjector().get(IRegisterFunctionService);
    this.registrations = functions.map((metadata) => {
      const ask = (cell: WaitingCell, args: readonly unknown[]) => this.value(metadata, cell, args);
      return registry.registerFunction({
        name: `RETAIN.${metadata.name}`,
        // The engine calls it as a method of its own object, which knows the calling cell.
        func: function (this: CustomFunction, ...args: unknown[]) {
          const { subUnitId, row, column } = this;
          return ask({ sheet: subUnitId ?? "", row, column }, args) as string;
        },
        description: descriptionOf(metadata),
      });
    });
  }

  /** Whether the add-in owes no answer. */
  get idle(): boolean {
    return this.asked.size === 0;
  }

  dispose(): void {
    for (const registration of this.registrations) registration.dispose();
  }

  private value(metadata: FunctionMetadata, cell: WaitingCell, given: readonly unknown[]): unknown {
    const args = metadata.parameters.map(({ dimensionality }, i) =>
      argumentOf(given[i], dimensionality === "matrix")
    );
    const key = JSON.stringify([metadata.id, args]);
    const answer = this.answers.get(key);
    if (answer) return shownOutcome(answer);
    this.waiting.set(JSON.stringify(cell), cell);
    if (!this.asked.has(key)) {
      this.asked.add(key);
      void this.ask(metadata.id, args, key);
    }
    return "#GETTING_DATA";
  }

  private async ask(id: string, args: readonly unknown[], key: string): Promise<void> {
    const answer = await this.call(id, args).catch((): FunctionOutcome => ({ error: "#CONNECT!" }));
    this.answers.set(key, answer);
    this.asked.delete(key);
    if (this.asked.size > 0) return;
    const cells = [...this.waiting.values()];
    this.waiting.clear();
    this.onAnswers(cells);
  }
}

/** A range arrives as rows of cells, anything else as one value; an omitted argument as null. */
function argumentOf(given: unknown, matrix: boolean): unknown {
  if (given === undefined) return null;
  const rows = Array.isArray(given) ? (given as unknown[][]) : [[given]];
  const cells = rows.map((row) => row.map((cell) => cell ?? ""));
  if (matrix) return Array.isArray(given) ? cells : (given ?? "");
  return cells[0]?.[0] ?? "";
}

function shownOutcome(outcome: FunctionOutcome): unknown {
  if ("error" in outcome) return outcome.error;
  const { value } = outcome;
  return Array.isArray(value) ? (value as unknown[][]).map((row) => row.map(shownCell)) : value;
}

/** A cell of a range that a function gave: errors come as objects. */
function shownCell(cell: unknown): unknown {
  return typeof cell === "object" && cell !== null && "code" in cell ? cell.code : cell;
}

function descriptionOf({ name, description = "", parameters }: FunctionMetadata) {
  return {
    functionName: `RETAIN.${name}`,
    functionType: FunctionType.User,
    description,
    abstract: description,
    functionParameter: parameters.map((parameter) => ({
      name: parameter.name,
      detail: parameter.description ?? "",
      example: "",
      require: parameter.optional ? (0 as const) : (1 as const),
      repeat: 0 as const,
    })),
  };
}
