import fc from "fast-check";
import { assembleDealership, customerKeyOf, type Dealership } from "../../src/retention/store";
import {
  buildOwnership,
  type Advisor,
  type LedgerEntry,
  type Ownership,
  type Roster,
} from "../../src/retention/ownership";
import { ledgerSources } from "../../src/retention/ownership/ownership";
import { NO_DAY, type WorkCalendar } from "../../src/retention/time";
import { anyStore, storeDay } from "./stores";
import { makeCustomerTable, makeOrderTable } from "./tables";

/** Random stores with advisors in the customer sheet, a ledger and a 期, for property tests. */
export interface OwnedStore {
  readonly dealership: Dealership;
  readonly ownership: Ownership;
  readonly ledger: readonly LedgerEntry[];
  readonly asOf: number;
}

export const advisorNamed = (name: string, weight = 1): Advisor => ({
  name,
  weight,
  from: NO_DAY,
  to: NO_DAY,
  restDays: [],
  restWeekdays: [],
});

export const roster: Roster = {
  advisors: ["王磊", "李娜", "赵强"].map((name) => advisorNamed(name)),
  customerCare: "周敏",
};

/** Sundays off. */
export const calendar: WorkCalendar = { closedDays: new Set(), closedWeekdays: [7] };

const owner = fc.constantFrom("王磊", "李娜", "赵强", "孙悦", "周敏", "");

export const anyOwnedStore: fc.Arbitrary<OwnedStore> = fc
  .record({
    store: anyStore,
    named: fc.array(owner, { minLength: 10, maxLength: 10 }),
    dealt: fc.array(owner, { minLength: 10, maxLength: 10 }),
    dealDay: storeDay,
    later: fc.array(
      fc.record({
        customer: fc.nat(9),
        owner,
        fromDay: storeDay,
        source: fc.constantFrom(...ledgerSources.filter((source) => source !== "initial")),
      }),
      { maxLength: 8 }
    ),
    ahead: fc.integer({ min: 0, max: 900 }),
  })
  .map(({ store, named, dealt, dealDay, later, ahead }) => {
    const { dealership } = assembleDealership(
      makeCustomerTable(store.customers.map((row, i) => ({ ...row, advisor: named[i % 10] }))),
      makeOrderTable(store.orders)
    );
    const { customers } = dealership;
    const keyOf = (customer: number): string => customerKeyOf(customers, customer);
    const initial = Array.from({ length: customers.count }, (_, customer): LedgerEntry => ({
      key: keyOf(customer),
      owner: dealt[customer % 10],
      fromDay: dealDay,
      source: "initial",
      allocation: 1,
    }));
    const ledger: LedgerEntry[] = [
      ...initial,
      ...later.map(({ customer, ...row }) => ({
        ...row,
        key: keyOf(customer % customers.count),
        allocation: 0,
      })),
    ];
    return {
      dealership,
      ledger,
      ownership: buildOwnership(dealership, ledger, roster),
      asOf: dealDay + ahead,
    };
  });
