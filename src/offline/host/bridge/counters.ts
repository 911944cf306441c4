/** What the add-in's requests have cost so far. Bytes are the UTF-8 bytes of the request and response bodies. */
export class Counters {
  /** Round trips of `context.sync()`, without those that only release references. */
  syncs = 0;
  /** All requests, also those that office.js makes on its own. */
  requests = 0;
  /** Bytes of the body of each sync, in order. */
  requestBytes: number[] = [];
  /** Bytes of the answer to each sync, in order; 0 when there was none. */
  responseBytes: number[] = [];

  /** How often each method was called and each property set, as `Worksheet.delete`. */
  readonly used = new Map<string, number>();

  constructor(private readonly cells: () => { readonly read: number; readonly written: number }) {}

  private cellsBefore = { read: 0, written: 0 };

  /** Bytes of the largest sync. */
  get largestRequest(): number {
    return largest(this.requestBytes);
  }

  /** Bytes of the largest answer. */
  get largestResponse(): number {
    return largest(this.responseBytes);
  }

  /** Bytes of all syncs. */
  get totalRequestBytes(): number {
    return sum(this.requestBytes);
  }

  /** Bytes of all answers. */
  get totalResponseBytes(): number {
    return sum(this.responseBytes);
  }

  /** Cells whose values requests have read. */
  get cellsRead(): number {
    return this.cells().read - this.cellsBefore.read;
  }

  /** Cells whose values requests have written. */
  get cellsWritten(): number {
    return this.cells().written - this.cellsBefore.written;
  }

  /** Counts a call or an assignment. */
  $use(member: string): void {
    this.used.set(member, (this.used.get(member) ?? 0) + 1);
  }

  /** Starts counting anew. */
  reset(): void {
    this.syncs = 0;
    this.requests = 0;
    this.requestBytes = [];
    this.responseBytes = [];
    this.used.clear();
    const { read, written } = this.cells();
    this.cellsBefore = { read, written };
  }
}

const largest = (values: readonly number[]): number =>
  values.reduce((max, value) => Math.max(max, value), 0);
const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

/** Length of a text in UTF-8 bytes. */
export function utf8Length(text: string): number {
  let bytes = text.length;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) continue;
    // A surrogate pair is two units and four bytes.
    bytes += unit < 0x800 || (unit >= 0xd800 && unit < 0xe000) ? 1 : 2;
  }
  return bytes;
}
