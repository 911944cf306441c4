import { isTooLarge } from "../session";
import { rangesMade } from "./survey";

/**
 * Bytes of a request. Excel on the web ends at 5 MB, but office.js packs a request in one go in which the
 * pane cannot draw, and takes a tenth of a second for a megabyte.
 */
export const payloadBudget = 700_000;

/** Bytes of an answer, which office.js takes apart in one go, somewhat faster than it packs. */
export const answerBudget = 1_000_000;

/** What a fraction or a huge number takes in JSON at most: "-1.2345678901234567e-300,". */
const longestNumberBytes = 25;

/** What a number and its comma take; integers are most of what is sent, so they are measured. */
function numberBytes(value: number): number {
  if (!Number.isInteger(value)) return longestNumberBytes;
  const size = Math.abs(value);
  if (size < 1e3) return 5;
  if (size < 1e6) return 8;
  return size < 1e11 ? 13 : longestNumberBytes;
}

/** Bytes that a text takes in a request: UTF-8, in quotes, which a JSON text inside JSON escapes. */
export function textBytes(text: string): number {
  let bytes = 6;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    // Quotes and backslashes are escaped twice over, and so are control characters and halves of
    // surrogate pairs, by their numbers.
    if (code === 0x22 || code === 0x5c) bytes += 4;
    else if (code < 0x20 || (code & 0xf800) === 0xd800) bytes += 7;
    else bytes += code < 0x80 ? 1 : 3;
  }
  return bytes;
}

/** Bytes that one cell takes in a request or an answer; "false," is the longest that is no text. */
export function cellBytes(value: unknown): number {
  if (typeof value === "string") return textBytes(value);
  return typeof value === "number" ? numberBytes(value) : 6;
}

/** Bytes of a matrix of cells. */
export function matrixBytes(rows: readonly (readonly unknown[])[]): number {
  let bytes = 0;
  for (const row of rows) for (const value of row) bytes += cellBytes(value);
  return bytes;
}

/** Rows that go into one request together. */
export interface Piece<T extends readonly unknown[]> {
  /** Place of the first of them among all rows. */
  readonly start: number;
  readonly rows: readonly T[];
  readonly bytes: number;
}

/**
 * Cuts rows into runs of at most `limit` bytes each; a single row is never cut.
 *
 * @param first bytes of the first run, where it shares a request with what waits already
 */
export function cutRows<T extends readonly unknown[]>(
  rows: readonly T[],
  limit: number = payloadBudget,
  first: number = limit
): Piece<T>[] {
  const pieces: Piece<T>[] = [];
  let start = 0;
  let bytes = 0;
  rows.forEach((row, index) => {
    const own = matrixBytes([row]);
    if (index > start && bytes + own > (pieces.length === 0 ? first : limit)) {
      pieces.push({ start, rows: rows.slice(start, index), bytes });
      start = index;
      bytes = 0;
    }
    bytes += own;
  });
  if (rows.length > start) pieces.push({ start, rows: rows.slice(start), bytes });
  return pieces;
}

/**
 * Only queues; may run again after a refused request. Its proxies are made inside. What it gives looks, once
 * Excel has carried the request out, at what was loaded with it, and may refuse that when all others looked.
 */
export type Queueing = () => void | (() => void);

/** One step of writing: what it costs, how it is done, and its halves if Excel finds it too large. */
export interface WriteStep {
  readonly bytes: number;
  readonly queue: Queueing;
  readonly halves?: () => readonly WriteStep[];
}

/**
 * Collects steps into as few requests as the limits allow, and sends them with calculation held
 * back. A request that Excel refuses as too large was not carried out at all, so it is sent again in
 * halves.
 */
export class RequestQueue {
  private waiting: WriteStep[] = [];
  private waitingBytes = 0;

  constructor(
    private readonly context: Excel.RequestContext,
    private readonly budget: number = payloadBudget
  ) {}

  /** Bytes that the next request still takes. */
  get room(): number {
    return this.budget - this.waitingBytes;
  }

  /** Adds a step, sending first what would no longer fit with it. */
  async add(step: WriteStep): Promise<void> {
    if (this.waiting.length > 0 && this.waitingBytes + step.bytes > this.budget) await this.send();
    this.waiting.push(step);
    this.waitingBytes += step.bytes;
  }

  /** Sends what waits. */
  async send(): Promise<void> {
    const steps = this.waiting;
    this.waiting = [];
    this.waitingBytes = 0;
    if (steps.length > 0) await this.sendSteps(steps);
  }

  private async sendSteps(steps: readonly WriteStep[]): Promise<void> {
    const looks: ReturnType<Queueing>[] = [];
    try {
      // Ends with the sync, so each request asks for it again.
      this.context.application.suspendApiCalculationUntilNextSync();
      const ranges = rangesMade(() => {
        for (const step of steps) looks.push(step.queue());
      });
      await this.context.sync();
      for (const range of ranges) range.untrack();
    } catch (error) {
      if (!isTooLarge(error)) throw error;
      for (const half of halvesOf(steps, error)) await this.sendSteps(half);
      return;
    }
    lookAll(looks);
  }
}

function lookAll(looks: readonly ReturnType<Queueing>[]): void {
  const refusals: unknown[] = [];
  for (const look of looks) {
    try {
      look?.();
    } catch (error) {
      refusals.push(error);
    }
  }
  if (refusals.length > 0) throw refusals[0];
}

function halvesOf(steps: readonly WriteStep[], error: unknown): readonly (readonly WriteStep[])[] {
  if (steps.length > 1) {
    const middle = Math.ceil(steps.length / 2);
    return [steps.slice(0, middle), steps.slice(middle)];
  }
  const halves = steps[0]?.halves?.() ?? [];
  if (halves.length < 2) throw error;
  return halves.map((half) => [half]);
}

/** Gives a step that writes a piece of the rows from `firstRow` down, and that can be halved by rows. */
export function rowsStep<T extends readonly unknown[]>(
  { start, rows, bytes }: Piece<T>,
  firstRow: number,
  write: (rows: readonly T[], firstRow: number) => ReturnType<Queueing>
): WriteStep {
  const halfOf = (from: number, to: number): WriteStep => {
    const half = rows.slice(from, to);
    return rowsStep({ start: start + from, rows: half, bytes: matrixBytes(half) }, firstRow, write);
  };
  return {
    bytes,
    queue: () => write(rows, firstRow + start),
    halves: () => {
      if (rows.length < 2) return [];
      const middle = Math.ceil(rows.length / 2);
      return [halfOf(0, middle), halfOf(middle, rows.length)];
    },
  };
}
