import type {
  CustomerField,
  Finding,
  FindingCode,
  FindingTable,
  OrderField,
} from "../retention/store";

/** What intake found in one sheet: an exact count for every code, details up to a limit per code. */
export interface FindingList extends Iterable<Finding> {
  /** All findings of each code, the ones without details included. */
  readonly counts: Partial<Record<FindingCode, number>>;
  /** The number of findings with details. */
  readonly length: number;
  /** The finding at an index, in the order of reading. */
  at(index: number): Finding;
}

/**
 * Details of one code kept per sheet. A sheet with `null` in every empty cell has millions of equal
 * findings: they are all counted, and nobody reads more of them than this.
 */
export const detailsPerCode = 20_000;
/** A cell may hold 32,767 characters; a finding shows its beginning. */
const longestRead = 200;

type AnyField = CustomerField | OrderField;

/** Takes findings in while a sheet is read. */
export class FindingCollector implements FindingList {
  readonly counts: Partial<Record<FindingCode, number>> = {};
  private readonly codes: FindingCode[] = [];
  private readonly fields: (AnyField | undefined)[] = [];
  private readonly rows: number[] = [];
  private readonly reads: string[] = [];

  constructor(private readonly table: FindingTable) {}

  add(code: FindingCode, sheetRow: number, field: AnyField | undefined, read: unknown): void {
    const count = (this.counts[code] ?? 0) + 1;
    this.counts[code] = count;
    if (count > detailsPerCode) return;
    this.codes.push(code);
    this.fields.push(field);
    this.rows.push(sheetRow);
    this.reads.push(String(read).slice(0, longestRead));
  }

  get length(): number {
    return this.codes.length;
  }

  at(index: number): Finding {
    const field = this.fields[index];
    return {
      code: this.codes[index],
      table: this.table,
      sheetRow: this.rows[index],
      ...(field && { field }),
      read: this.reads[index],
    };
  }

  *[Symbol.iterator](): Iterator<Finding> {
    for (let index = 0; index < this.length; index++) yield this.at(index);
  }
}
