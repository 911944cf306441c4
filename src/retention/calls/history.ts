import { type Dealership, INVALID, invalidWordOn, rowsOfKey, perDealership } from "../store";
import { NO_DAY, type SerialDay } from "../time";
import { isAppointment, type SolicitationRecord } from "./records";
import { familyOf, solicitationFamilies, type SolicitationType } from "./vocabulary";

/**
 * Finds the customer that a key meant on a day; −1 for a key that no customer has.
 *
 * @param type of the record, if it is one: 无效回访 is about somebody who is 无效
 */
export type CustomerFinder = (key: string, day: SerialDay, type?: SolicitationType) => number;

/**
 * Rows by key. A key says which of a vehicle's owners it means; one that names the vehicle alone means
 * the row whose owner had the car on the day, of 无效回访 the latest that was 无效 then; before all of
 * them, the first (拉新 is called before it is a customer).
 */
export const customerFinder: (dealership: Dealership) => CustomerFinder =
  perDealership(indexCustomers);

function indexCustomers(dealership: Dealership): CustomerFinder {
  const { customers, duplicate, countedFrom, invalid } = dealership;
  const handedOnLast = (customer: number): number =>
    invalid.reason[customer] === INVALID.transferred ? 0 : 1;
  const isInvalid = (customer: number, day: SerialDay): boolean => {
    const word = invalidWordOn(invalid, customer, day);
    return word >= 0 && invalid.said[word] !== INVALID.none;
  };
  return (key, day, type) => {
    const named = key === "" ? [] : rowsOfKey(customers, key);
    if (named.length === 1 && !duplicate[named[0]]) {
      return named[0];
    }
    const rows = named
      .filter((row) => !duplicate[row])
      .sort(
        (a, b) =>
          countedFrom[a] - countedFrom[b] ||
          handedOnLast(a) - handedOnLast(b) ||
          invalid.from[a] - invalid.from[b]
      );
    const since = rows.filter((row) => countedFrom[row] <= day);
    const meant = type === "invalidFollowUp" ? since.filter((row) => isInvalid(row, day)) : [];
    return meant.at(-1) ?? since.at(-1) ?? rows.at(0) ?? -1;
  };
}

/** The records that exist on a day, grouped by customer, each group in the order of contact. */
export interface RecordHistory {
  readonly records: readonly SolicitationRecord[];
  readonly asOf: SerialDay;
  /** Per record its customer; −1 when in no archive, or when the record is later than the day. */
  readonly customerOfRecord: Int32Array;
  /**
   * Records of customer c: `members[offsets[c] … offsets[c + 1])`, see {@link byContact}. Behind the
   * customers' groups stands one for each key that is in no archive (yet).
   */
  readonly offsets: Int32Array;
  readonly members: Int32Array;
  /** Which of the groups behind the customers' is of which key. */
  readonly groupOfKey: ReadonlyMap<string, number>;
}

/** 预约 > 专项 > 活动 > 常规, then 客服: of two contacts on one day the higher one counts. */
function rankOf(record: SolicitationRecord): number {
  if (isAppointment(record)) {
    return solicitationFamilies.length + 1;
  }
  switch (familyOf[record.type]) {
    case "special":
      return 3;
    case "campaign":
      return 2;
    case "routine":
      return 1;
    case "customerCare":
      return 0;
  }
}

const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The order of contacts: by day, the one that takes precedence last. Rows of the sheet have no say. */
export function byContact(a: SolicitationRecord, b: SolicitationRecord): number {
  return (
    a.day - b.day ||
    rankOf(a) - rankOf(b) ||
    a.attempt - b.attempt ||
    compareTexts(a.number, b.number)
  );
}

/** Whether a record is there on a day; later ones are invisible, and so is one without a day. */
export function isVisible({ day }: SolicitationRecord, asOf: SerialDay): boolean {
  return day !== NO_DAY && day <= asOf;
}

/** Groups the records that a day knows by customer. */
export function recordHistory(
  dealership: Dealership,
  records: readonly SolicitationRecord[],
  asOf: SerialDay
): RecordHistory {
  const find = customerFinder(dealership);
  const customerOfRecord = Int32Array.from(records, (record) =>
    isVisible(record, asOf) ? find(record.key, record.day, record.type) : -1
  );
  let count = dealership.customers.count;
  const groupOfKey = new Map<string, number>();
  const groups = customerOfRecord.map((customer, i) => {
    const { key } = records[i];
    if (customer >= 0 || !isVisible(records[i], asOf)) {
      return customer;
    }
    const group = groupOfKey.get(key) ?? count++;
    groupOfKey.set(key, group);
    return group;
  });
  const offsets = new Int32Array(count + 1);
  for (const group of groups) {
    if (group >= 0) {
      offsets[group + 1]++;
    }
  }
  for (let group = 0; group < count; group++) {
    offsets[group + 1] += offsets[group];
  }
  const members = new Int32Array(offsets[count]);
  const next = offsets.slice(0, count);
  groups.forEach((group, record) => {
    if (group >= 0) {
      members[next[group]++] = record;
    }
  });
  sortGroups(records, offsets, members);
  return { records, asOf, customerOfRecord, offsets, members, groupOfKey };
}

/** Sorts each group by {@link byContact}. Groups are small and mostly in order: insertion beats sorting. */
function sortGroups(
  records: readonly SolicitationRecord[],
  offsets: Int32Array,
  members: Int32Array
): void {
  for (let group = 0; group < offsets.length - 1; group++) {
    const start = offsets[group];
    for (let at = start + 1; at < offsets[group + 1]; at++) {
      const record = members[at];
      let to = at;
      for (; to > start && byContact(records[members[to - 1]], records[record]) > 0; to--) {
        members[to] = members[to - 1];
      }
      members[to] = record;
    }
  }
}
