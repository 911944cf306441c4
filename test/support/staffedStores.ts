import fc from "fast-check";
import {
  buildOwnership,
  type LedgerEntry,
  type Ownership,
  type Roster,
} from "../../src/retention/ownership";
import { ledgerSources } from "../../src/retention/ownership/ownership";
import { NO_DAY } from "../../src/retention/time";
import {
  notDoneYet,
  solicitationResults,
  solicitationTypes,
  type SolicitationRecord,
} from "../../src/retention/calls";
import type { Dealership } from "../../src/retention/store";
import { anyStore, assembleStore, cutStore, storeDay, type Store } from "./stores";

/** Random stores with people: advisors on customers and orders, a ledger, a roster and 招揽记录. */
export interface StaffedStore {
  readonly store: Store;
  readonly ledger: readonly LedgerEntry[];
  readonly roster: Roster;
  readonly records: readonly SolicitationRecord[];
}

const advisorNames = ["张一", "李二", "王三"];
const CARE = "客服";

export const roster: Roster = {
  // 王三 has left: only orders, customers and the ledger still name him.
  advisors: advisorNames.slice(0, 2).map((name) => ({
    name,
    weight: 1,
    from: NO_DAY,
    to: NO_DAY,
    restDays: [],
    restWeekdays: [],
  })),
  customerCare: CARE,
};

const anyAdvisor = fc.constantFrom(...advisorNames, "", CARE);

const record = (keys: readonly string[]) =>
  fc
    .record({
      day: storeDay,
      advisor: anyAdvisor,
      attempt: fc.integer({ min: 1, max: 5 }),
      key: fc.constantFrom(...keys),
      type: fc.constantFrom(...solicitationTypes),
      planned: fc.boolean(),
      result: fc.option(fc.constantFrom(...solicitationResults), { freq: 4 }),
      promised: fc.integer({ min: 0, max: 20 }),
    })
    .map(({ promised, ...rest }): Omit<SolicitationRecord, "number"> => ({
      ...notDoneYet,
      ...rest,
      dueDay: NO_DAY,
      script: "",
      appointment: rest.result === "appointed" ? rest.day + promised : NO_DAY,
    }));

const ledgerEntry = (keys: readonly string[]): fc.Arbitrary<LedgerEntry> =>
  fc.record({
    key: fc.constantFrom(...keys),
    owner: anyAdvisor,
    fromDay: storeDay,
    source: fc.constantFrom(...ledgerSources),
    allocation: fc.constant(0),
  });

/** Records near visits: a solicitation that nobody answers proves little. */
function nearVisits(dealership: Dealership, records: readonly SolicitationRecord[]) {
  const { visitDay } = dealership;
  return records.map((row, i) => {
    if (visitDay.length === 0 || i % 2 === 0) {
      return row;
    }
    const day = visitDay[(i * 7) % visitDay.length] - (row.attempt + 1) * 3;
    const appointment = row.appointment === NO_DAY ? NO_DAY : row.appointment - row.day + day;
    return { ...row, day, appointment };
  });
}

export const anyStaffedStore: fc.Arbitrary<StaffedStore> = anyStore.chain((store) => {
  const keys = store.customers.map((row) =>
    String(row.vin ?? row.plate ?? row.customerNumber ?? "")
  );
  return fc
    .record({
      present: fc.array(anyAdvisor, {
        minLength: store.customers.length,
        maxLength: store.customers.length,
      }),
      receiving: fc.array(anyAdvisor, {
        minLength: store.orders.length,
        maxLength: store.orders.length,
      }),
      ledger: fc.array(ledgerEntry(keys), { maxLength: 12 }),
      records: fc.array(record(keys), { maxLength: 30 }),
    })
    .map(({ present, receiving, ledger, records }) => {
      const staffed: Store = {
        ...store,
        customers: store.customers.map((row, i) => ({ ...row, advisor: present[i] })),
        orders: store.orders.map((row, i) => ({ ...row, advisor: receiving[i] })),
      };
      const numbered = records.map((row, i) => ({ ...row, number: String(i + 1) }));
      return {
        store: staffed,
        ledger,
        roster,
        records: nearVisits(assembleStore(staffed), numbered),
      };
    });
});

/** The dealership and ownership of a staffed store. */
export function assembleStaffed({ store, ledger }: StaffedStore): {
  dealership: Dealership;
  ownership: Ownership;
} {
  const dealership = assembleStore(store);
  return { dealership, ownership: buildOwnership(dealership, ledger, roster) };
}

/** What the workbook would have held on a day; appointments and results were typed on their day. */
export function cutStaffed(staffed: StaffedStore, asOf: number): StaffedStore {
  return {
    ...staffed,
    store: cutStore(staffed.store, asOf),
    ledger: staffed.ledger.filter(({ fromDay }) => fromDay <= asOf),
    records: staffed.records.filter(({ day }) => day <= asOf),
  };
}

/** A staffed store and the same one with the rows of its sheets in another order. */
export const shuffledStaffedStore: fc.Arbitrary<{
  staffed: StaffedStore;
  shuffled: StaffedStore;
}> = anyStaffedStore.chain((staffed) => {
  const { customers, orders } = staffed.store;
  return fc
    .record({
      customers: fc.shuffledSubarray(customers, { minLength: customers.length }),
      orders: fc.shuffledSubarray(orders, { minLength: orders.length }),
      records: fc.shuffledSubarray([...staffed.records], { minLength: staffed.records.length }),
    })
    .map(({ records, ...rows }) => ({
      staffed,
      shuffled: { ...staffed, store: { ...staffed.store, ...rows }, records },
    }));
});
