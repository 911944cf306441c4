import { isoOf, isSerialDay, type SerialDay } from "../time";
import {
  type Dealership,
  type Finding,
  confirmedReasons,
  invalidDifferences,
  type ConfirmedReason,
  type InvalidConfirmation,
  customerKeyOf,
  normaliseKey,
  type CustomerField,
  defaultWords,
  type WordLists,
} from "../store";

import type { LedgerEntry, LedgerSource, Ownership, Roster } from "../ownership";
import { NOT_COUNTED, statusesAsOf } from "../status";

import type { DealKind } from "./certificate";
import type { Deal } from "./deal";

/** 归属台账 (rules §10.5): rows are added, never changed. */

/** A row of 归属台账, told apart by its source: to whom a customer belongs, or that he is 无效. */
export type LedgerRow = LedgerEntry | InvalidConfirmation;

/** What the rows of 归属台账 say, each kind for its reader. */
export interface Ledger {
  /** For {@link buildOwnership}, targets and {@link accountPeriodOn}; in the order of the rows. */
  readonly owners: readonly LedgerEntry[];
  /** For {@link assembleDealership}; by customer key. */
  readonly confirmedInvalid: ReadonlyMap<string, readonly ConfirmedReason[]>;
}

const isConfirmation = (row: LedgerRow): row is InvalidConfirmation => row.source === "invalid";

/** Sorts the rows of 归属台账 by what they speak of. */
export function readLedger(rows: readonly LedgerRow[]): Ledger {
  return {
    owners: rows.filter((row) => !isConfirmation(row)),
    confirmedInvalid: confirmedReasons(rows.filter(isConfirmation)),
  };
}

/**
 * The ledger with further rows at its end.
 *
 * @throws RangeError if a row has no key, a key that is not normalised, no day, or a negative
 * allocation number.
 */
export function appendToLedger<Row extends LedgerRow>(
  ledger: readonly Row[],
  entries: readonly Row[]
): Row[] {
  for (const entry of entries) {
    const { key, fromDay } = entry;
    const allocation = isConfirmation(entry) ? 0 : entry.allocation;
    const named = key !== "" && key === normaliseKey(key);
    if (!named || !isSerialDay(fromDay) || !Number.isInteger(allocation) || allocation < 0) {
      throw new RangeError(
        "A ledger row needs a normalised customer key, a day and an allocation number"
      );
    }
  }
  return [...ledger, ...entries];
}

/** The number for the next allocation: one more than the highest in the ledger, 1 at first. */
export function nextAllocationNumber(ledger: readonly LedgerEntry[]): number {
  return ledger.reduce((highest, { allocation }) => Math.max(highest, allocation), 0) + 1;
}

/** 期: the time since a full deal, over which the targets' 累计 run. */
export interface AccountPeriod {
  readonly allocation: number;
  readonly fromDay: SerialDay;
}

/** The 期 that a day lies in: the latest 初始分配 on or before it; `null` before the first. */
export function accountPeriodOn(
  ledger: readonly LedgerEntry[],
  day: SerialDay
): AccountPeriod | null {
  let period: AccountPeriod | null = null;
  for (const { source, fromDay, allocation } of ledger) {
    const later =
      period === null ||
      fromDay > period.fromDay ||
      (fromDay === period.fromDay && allocation > period.allocation);
    if (source === "initial" && fromDay <= day && later) {
      period = { allocation, fromDay };
    }
  }
  return period;
}

const sourceOfKind: Readonly<Record<DealKind, LedgerSource>> = {
  full: "initial",
  keepPresent: "initial",
  leaver: "leaver",
  newcomer: "transfer",
  unassigned: "transfer",
};

/**
 * The rows that a deal adds: one per vehicle of each card; 大客户 that were assigned by hand as 手工;
 * 无效 and 待核实 to the 客服专员. Of a vehicle with several owners every row has its own key, and its own
 * row here.
 *
 * @param fromDay the day from which the new owners hold; the deal's as-of day if its figures are to be
 * the initial ones
 */
export function ledgerRowsOf(
  deal: Deal,
  dealership: Dealership,
  roster: Pick<Roster, "customerCare">,
  terms: { readonly fromDay: SerialDay; readonly allocation: number }
): LedgerEntry[] {
  const source = sourceOfKind[deal.kind];
  const written = new Set<string>();
  const rows: LedgerEntry[] = [];
  const add = (customer: number, owner: string, by: LedgerSource): void => {
    const key = customerKeyOf(dealership.customers, customer);
    if (!written.has(key)) {
      written.add(key);
      rows.push({ key, owner, source: by, ...terms });
    }
  };
  for (const { card, owner } of deal.cards) {
    card.customers.forEach((customer) => add(customer, owner, source));
  }
  for (const { card, owner } of deal.largeAccounts) {
    if (owner !== "") {
      card.customers.forEach((customer) => add(customer, owner, "manual"));
    }
  }
  for (const { customer } of deal.customerCare) {
    add(customer, roster.customerCare, source);
  }
  return rows;
}

/** A customer whose sheet names another advisor than the ledger: the ledger wins, the user is told. */
export interface OwnerDifference {
  readonly customer: number;
  /** Index into {@link Ownership.owners}, both. */
  readonly inSheet: number;
  readonly inLedger: number;
}

/** Where the customer sheet's advisor column and the ledger differ on a day; blank cells do not. */
export function ownerDifferences(
  dealership: Dealership,
  ownership: Ownership,
  asOf: SerialDay
): OwnerDifference[] {
  const { status } = statusesAsOf(dealership, asOf);
  const { codes } = dealership.customers.advisor;
  const found: OwnerDifference[] = [];
  for (let customer = 0; customer < status.length; customer++) {
    const inSheet = ownership.presumed[customer];
    const inLedger = ownership.ownerOn(customer, asOf);
    if (status[customer] !== NOT_COUNTED && codes[customer] !== 0 && inSheet !== inLedger) {
      found.push({ customer, inSheet, inLedger });
    }
  }
  return found;
}

/**
 * Findings of a day about customers of whom the customer sheet and 归属台账 say different things: the
 * advisor, the invalid reason, or its date. The ledger wins; the text read is the sheet's.
 *
 * @param terms the day, the words by which the sheet was read ({@link defaultWords} otherwise), and what
 * {@link readLedger} gave
 */
export function ledgerFindings(
  dealership: Dealership,
  ownership: Ownership,
  terms: {
    readonly asOf: SerialDay;
    readonly confirmedInvalid: ReadonlyMap<string, readonly ConfirmedReason[]>;
    readonly words?: WordLists;
  }
): Finding[] {
  const { customers } = dealership;
  const { asOf, confirmedInvalid, words = defaultWords } = terms;
  const finding = (
    code: "ownerDiffers" | "invalidDiffers",
    customer: number,
    field: CustomerField,
    read: string
  ): Finding => ({ code, table: "customers", sheetRow: customers.sheetRow[customer], field, read });
  const { advisor, invalidReason } = customers;
  return [
    ...ownerDifferences(dealership, ownership, asOf).map(({ customer }) =>
      finding("ownerDiffers", customer, "advisor", advisor.texts[advisor.codes[customer]])
    ),
    ...invalidDifferences(customers, words, confirmedInvalid, asOf).map(
      ({ customer, field, inSheet }) =>
        finding(
          "invalidDiffers",
          customer,
          field,
          field === "invalidDate"
            ? isoOf(inSheet.day)
            : invalidReason.texts[invalidReason.codes[customer]]
        )
    ),
  ];
}
