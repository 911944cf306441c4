import { isSerialDay } from "../calendar";
import type { Dealership } from "../dealership";
import { customerKeyOf, normaliseKey } from "../keys";
import type { LedgerEntry, LedgerSource, Ownership, Roster } from "../ownership";
import { NOT_COUNTED } from "../ruleSets";
import { statusesAsOf } from "../status";
import type { SerialDay } from "../tables";
import type { DealKind } from "./certificate";
import type { Deal } from "./deal";

/** 归属台账 (rules §10.5): rows are added, never changed. */

/**
 * The ledger with further rows at its end.
 *
 * @throws RangeError if a row has no key, a key that is not normalised, no day, or a negative
 * allocation number.
 */
export function appendToLedger(
  ledger: readonly LedgerEntry[],
  entries: readonly LedgerEntry[]
): LedgerEntry[] {
  for (const { key, fromDay, allocation } of entries) {
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
 * 无效 and 待核实 to the 客服专员. A vehicle gets one row even where several rows of the customer sheet
 * carry its key.
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
