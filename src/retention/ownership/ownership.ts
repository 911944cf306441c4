import { type Attendance, NO_DAY, type SerialDay } from "../time";
import { type Dealership, rowsOfKey, NameIndex, type CustomerTable } from "../store";

/**
 * Who owns which customer on which day (rules §10.5, S0 模式建立 and 资源分配): the ledger 归属台账,
 * and before a customer's first row the advisor of the customer sheet, marked 推定.
 */

/** 初始分配 · 销售新增 · 售后新增 · 转移 · 离职 · 手工; the index is what columns store. */
export const ledgerSources = [
  "initial",
  "soldNew",
  "servicedNew",
  "transfer",
  "leaver",
  "manual",
] as const;
export type LedgerSource = (typeof ledgerSources)[number];

/** One row of 归属台账: from a day on, a customer belongs to an owner. */
export interface LedgerEntry {
  /** Customer key, normalised (keys.ts). */
  readonly key: string;
  /** An advisor's name, the customer-care officer's, or `""` for 未分配. */
  readonly owner: string;
  readonly fromDay: SerialDay;
  readonly source: LedgerSource;
  /** Number of the allocation that wrote the row; 0 = none. */
  readonly allocation: number;
}

/** A service advisor who takes part in allocation and solicitation. */
export interface Advisor extends Attendance {
  readonly name: string;
  /** Share of the customers relative to the others; 1 = a full share. */
  readonly weight: number;
}

export interface Roster {
  readonly advisors: readonly Advisor[];
  /** Name of the 客服专员. */
  readonly customerCare: string;
}

/** Owner index of 未分配: a customer without an owner. */
export const UNASSIGNED = 0;
/** Owner index of 客服专员. */
export const CUSTOMER_CARE = 1;
/** Owner index of the roster's first advisor; the others follow in the roster's order. */
export const FIRST_ADVISOR = 2;

/**
 * Who owned which customer on which day. Says nothing about statuses: what is 无效 or 待核实 on the
 * day is solicited by the 客服专员 whoever owns it.
 */
export interface Ownership {
  /**
   * Owners by index: 未分配 (`""`), 客服专员, the roster's advisors, then names that only the ledger or
   * the customer sheet has (advisors who left), sorted.
   */
  readonly owners: readonly string[];
  /** Index into {@link owners}. */
  ownerOn(customer: number, day: SerialDay): number;
  /** 推定: no ledger row yet on that day, the owner is the customer sheet's present advisor. */
  isPresumed(customer: number, day: SerialDay): boolean;
  /** Source of the ledger row in force; `null` where presumed. */
  sourceOf(customer: number, day: SerialDay): LedgerSource | null;
  /** From-day of the ledger row in force; {@link NO_DAY} where presumed. */
  fromDayOf(customer: number, day: SerialDay): SerialDay;
  /**
   * Since when the owner of that day has had the customer without a break, further rows for the same
   * owner (a new 期) included; {@link NO_DAY}: since before the ledger.
   */
  heldSince(customer: number, day: SerialDay): SerialDay;
  /** Allocation number of the ledger row in force; 0 where presumed or written by no allocation. */
  allocationOf(customer: number, day: SerialDay): number;
  /** Ledger rows of customer c, by from-day: `[rowOffsets[c] … rowOffsets[c + 1])` of the row columns. */
  readonly rowOffsets: Int32Array;
  readonly rowDay: Int32Array;
  /** Index into {@link owners}. */
  readonly rowOwner: Int32Array;
  /** Index into {@link ledgerSources}. */
  readonly rowSource: Uint8Array;
  readonly rowAllocation: Int32Array;
  /** Per customer the owner before its first ledger row. */
  readonly presumed: Int32Array;
}

/**
 * Ownership for every customer and day, built once from the ledger and the customer sheet's present
 * advisors. A row holds from its day until the next row's; of rows of one day the later in the ledger
 * holds. A row whose key names a vehicle only speaks for each of the vehicle's owners.
 */
export function buildOwnership(
  dealership: Dealership,
  ledger: readonly LedgerEntry[],
  roster: Roster
): Ownership {
  const { customers } = dealership;
  const usedAdvisors = new Set(customers.advisor.codes);
  const present = customers.advisor.texts.filter((_, code) => usedAdvisors.has(code));
  const index = new NameIndex(
    ["", roster.customerCare, ...roster.advisors.map(({ name }) => name)],
    [...ledger.map(({ owner }) => owner), ...present]
  );
  const ownerOfText = customers.advisor.texts.map((text) => index.of(text));

  const { rowOffsets, order } = rowsOfCustomers(customers, ledger);
  const rowDay = new Int32Array(order.length);
  const rowOwner = new Int32Array(order.length);
  const rowSource = new Uint8Array(order.length);
  const rowAllocation = new Int32Array(order.length);
  order.forEach((row, i) => {
    const { fromDay, owner, source, allocation } = ledger[row];
    rowDay[i] = fromDay;
    rowOwner[i] = index.of(owner);
    rowSource[i] = ledgerSources.indexOf(source);
    rowAllocation[i] = allocation;
  });
  return new BuiltOwnership(index.names, {
    rowOffsets,
    rowDay,
    rowOwner,
    rowSource,
    rowAllocation,
    presumed: customers.advisor.codes.map((code) => ownerOfText[code]),
  });
}

/**
 * Ledger rows of customer c, by from-day, of one day as they stand in the ledger:
 * `order[rowOffsets[c] … rowOffsets[c + 1])`.
 */
function rowsOfCustomers(
  customers: CustomerTable,
  ledger: readonly LedgerEntry[]
): { rowOffsets: Int32Array; order: number[] } {
  const rowsOfEntry = ledger.map(({ key }) => rowsOfKey(customers, key));
  const rowOffsets = new Int32Array(customers.count + 1);
  for (const rows of rowsOfEntry) {
    for (const customer of rows) {
      rowOffsets[customer + 1]++;
    }
  }
  for (let customer = 0; customer < customers.count; customer++) {
    rowOffsets[customer + 1] += rowOffsets[customer];
  }
  const order = new Array<number>(rowOffsets[customers.count]);
  const end = rowOffsets.slice(0, customers.count);
  rowsOfEntry.forEach((rows, entry) => {
    for (const customer of rows) {
      // Behind the entries of earlier days and of the same one: those stand above it in the ledger.
      let at = end[customer]++;
      while (at > rowOffsets[customer] && ledger[order[at - 1]].fromDay > ledger[entry].fromDay) {
        order[at] = order[at - 1];
        at--;
      }
      order[at] = entry;
    }
  });
  return { rowOffsets, order };
}

type OwnershipColumns = Pick<
  Ownership,
  "rowOffsets" | "rowDay" | "rowOwner" | "rowSource" | "rowAllocation" | "presumed"
>;

class BuiltOwnership implements Ownership {
  readonly rowOffsets: Int32Array;
  readonly rowDay: Int32Array;
  readonly rowOwner: Int32Array;
  readonly rowSource: Uint8Array;
  readonly rowAllocation: Int32Array;
  readonly presumed: Int32Array;

  constructor(
    readonly owners: readonly string[],
    columns: OwnershipColumns
  ) {
    this.rowOffsets = columns.rowOffsets;
    this.rowDay = columns.rowDay;
    this.rowOwner = columns.rowOwner;
    this.rowSource = columns.rowSource;
    this.rowAllocation = columns.rowAllocation;
    this.presumed = columns.presumed;
  }

  /** The row in force on a day; −1 if none is yet. */
  private rowOn(customer: number, day: SerialDay): number {
    const start = this.rowOffsets[customer];
    for (let row = this.rowOffsets[customer + 1] - 1; row >= start; row--) {
      if (this.rowDay[row] <= day) {
        return row;
      }
    }
    return -1;
  }

  ownerOn(customer: number, day: SerialDay): number {
    const row = this.rowOn(customer, day);
    return row < 0 ? this.presumed[customer] : this.rowOwner[row];
  }

  isPresumed(customer: number, day: SerialDay): boolean {
    return this.rowOn(customer, day) < 0;
  }

  sourceOf(customer: number, day: SerialDay): LedgerSource | null {
    const row = this.rowOn(customer, day);
    return row < 0 ? null : ledgerSources[this.rowSource[row]];
  }

  fromDayOf(customer: number, day: SerialDay): SerialDay {
    const row = this.rowOn(customer, day);
    return row < 0 ? NO_DAY : this.rowDay[row];
  }

  heldSince(customer: number, day: SerialDay): SerialDay {
    let row = this.rowOn(customer, day);
    if (row < 0) {
      return NO_DAY;
    }
    const owner = this.rowOwner[row];
    const start = this.rowOffsets[customer];
    while (row > start && this.rowOwner[row - 1] === owner) {
      row--;
    }
    return row === start && this.presumed[customer] === owner ? NO_DAY : this.rowDay[row];
  }

  allocationOf(customer: number, day: SerialDay): number {
    const row = this.rowOn(customer, day);
    return row < 0 ? 0 : this.rowAllocation[row];
  }
}
