import { type Dealership, moneyOfOrders, moneyOfVisits, type VisitMoney } from "../store";
import { NO_DAY, type SerialDay } from "../time";
import { recordHistory, type RecordHistory } from "./history";
import { defaultSolicitationRules, type SolicitationRules } from "./parameters";
import { isAppointment, reached, type SolicitationRecord } from "./records";
import { recordStatesOf } from "./states";
import type { SolicitationResult } from "./vocabulary";

/**
 * Which contact brought which visit (rules §12). Arrival is computed, not typed: each visit is credited
 * to at most one record, any other visit is 自然回厂.
 */
export interface ArrivalCredits {
  readonly asOf: SerialDay;
  readonly history: RecordHistory;
  /** Per visit the record it is credited to; −1: 自然回厂, or a visit after the day. */
  readonly recordOfVisit: Int32Array;
  /** Per record its first credited visit; −1 if none. */
  readonly visitOfRecord: Int32Array;
  /** 到店日: the day of that visit; `NO_DAY` if none. */
  readonly arrivalDay: Int32Array;
  /** Per record how many visits are credited to it: a contact without appointment may bring two. */
  readonly visitsOfRecord: Int32Array;
  /** Per record an index into `recordStates`, or `NO_STATE` for records after the day. */
  readonly state: Uint8Array;
  /** Per record 1 = it ended its sequence without success. */
  readonly failed: Uint8Array;
}

/** Whether a visit falls into the window that a record opens; the record reached the customer. */
function brings(record: SolicitationRecord, day: SerialDay, rules: SolicitationRules): boolean {
  if (isAppointment(record)) {
    const inWindow = Math.abs(day - record.appointment) <= rules.appointmentWindow;
    return inWindow && (record.day < day || record.appointment === day);
  }
  return record.day < day && day <= record.day + rules.contactWindow;
}

/** What a customer said who came later by himself: no visit is credited to it (rules §12). */
const bringsNobody: ReadonlySet<SolicitationResult> = new Set([
  "refused",
  "servicedElsewhere",
  "movedOn",
]);

/** Whether a record can be credited with a visit: it reached the customer, and he did not say no. */
function canBring(record: SolicitationRecord): boolean {
  return reached(record) && record.result !== null && !bringsNobody.has(record.result);
}

/** The record among some of one customer, in the order of contact, that a visit is credited to. */
function recordBringing(
  records: readonly SolicitationRecord[],
  members: Int32Array,
  day: SerialDay,
  rules: SolicitationRules
): number {
  for (let at = members.length - 1; at >= 0; at--) {
    const record = records[members[at]];
    if (record.day <= day && canBring(record) && brings(record, day, rules)) {
      return members[at];
    }
  }
  return -1;
}

/**
 * Credits every visit up to a day to the latest earlier record that reached the customer, did not end in
 * 拒绝, 已在外维修保养 or 已转手/外地, and whose window contains it: 7 days around the appointment, else 30 days from the contact; on the day of the
 * contact only if appointed for that day. Of two records of one day 预约 > 专项 > 活动 > 常规.
 *
 * @param records rows of 招揽记录 in any order; those after `asOf` are invisible.
 */
export function creditArrivals(
  dealership: Dealership,
  records: readonly SolicitationRecord[],
  asOf: SerialDay,
  rules: SolicitationRules = defaultSolicitationRules
): ArrivalCredits {
  const { visitOffsets, visitDay } = dealership;
  const history = recordHistory(dealership, records, asOf);
  const recordOfVisit = new Int32Array(visitDay.length).fill(-1);
  const visitOfRecord = new Int32Array(records.length).fill(-1);
  const visitsOfRecord = new Int32Array(records.length);
  for (let customer = 0; customer < dealership.customers.count; customer++) {
    const members = membersOf(history, customer);
    if (members.length === 0) {
      continue;
    }
    const first = records[members[0]].day;
    for (let visit = visitOffsets[customer + 1] - 1; visit >= visitOffsets[customer]; visit--) {
      const day = visitDay[visit];
      if (day < first) {
        break;
      }
      const record = day <= asOf ? recordBringing(records, members, day, rules) : -1;
      if (record >= 0) {
        recordOfVisit[visit] = record;
        visitOfRecord[record] = visit;
        visitsOfRecord[record]++;
      }
    }
  }
  const arrivalDay = visitOfRecord.map((visit) => (visit < 0 ? NO_DAY : visitDay[visit]));
  const { states: state, failed } = recordStatesOf(dealership, history, arrivalDay, rules);
  return { asOf, history, recordOfVisit, visitOfRecord, arrivalDay, visitsOfRecord, state, failed };
}

/** The records of a customer, in the order of contact. */
export function membersOf({ offsets, members }: RecordHistory, customer: number): Int32Array {
  return members.subarray(offsets[customer], offsets[customer + 1]);
}

/**
 * 到店产值: per record the revenue of the visits credited to it, reversals included and 未结算 left out, in
 * the sheet's currency; `NaN` where
 * none of them has any. So the sum over records is the revenue of 招揽到店.
 */
export function arrivalRevenue(
  dealership: Dealership,
  { asOf, recordOfVisit, visitOfRecord }: ArrivalCredits,
  money: VisitMoney = moneyOfVisits(dealership, moneyOfOrders(dealership), asOf)
): Float64Array {
  const revenue = new Float64Array(visitOfRecord.length).fill(NaN);
  for (let visit = 0; visit < recordOfVisit.length; visit++) {
    const record = recordOfVisit[visit];
    const amount = money.revenue[visit];
    if (record >= 0 && !Number.isNaN(amount)) {
      revenue[record] = (revenue[record] || 0) + amount;
    }
  }
  return revenue;
}
