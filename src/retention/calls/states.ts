import type { Dealership } from "../store";
import { lastVisitIndex } from "../status";
import { NO_DAY, type SerialDay } from "../time";
import type { RecordHistory } from "./history";
import type { SolicitationRules } from "./parameters";
import { isAppointment, reached, type SolicitationRecord } from "./records";
import { recordStates, type RecordState } from "./vocabulary";

/** In a column of states: the record is later than the day. */
export const NO_STATE = 255;

const STATE = Object.fromEntries(recordStates.map((state, code) => [state, code])) as Record<
  RecordState,
  number
>;

/** The number under which a state column stores a state. */
export function codeOfState(state: RecordState): number {
  return STATE[state];
}

/** The first day on which an appointment without arrival is 爽约: through its window he may still come. */
export function noShowDayOf(appointment: SerialDay, rules: SolicitationRules): SerialDay {
  return appointment + rules.appointmentWindow + 1;
}

/**
 * Counts 空号/停机/错号 of one customer since he was last reached, in the order of contact: a number
 * that answered is right.
 */
export class WrongNumbers {
  /** Wrong numbers since he was last reached. */
  calls = 0;
  private days = 0;
  private lastDay: SerialDay = NO_DAY;

  /** Counts a record in; whether 失联 is to be proposed from then on. */
  add(record: SolicitationRecord, rules: SolicitationRules): boolean {
    if (reached(record)) {
      this.calls = this.days = 0;
      this.lastDay = NO_DAY;
    } else if (record.result === "wrongNumber") {
      this.calls++;
      this.days += record.day === this.lastDay ? 0 : 1;
      this.lastDay = record.day;
    }
    return this.calls >= rules.unreachableCalls && this.days >= rules.unreachableDays;
  }
}

/**
 * Whether a result ends its sequence without success: a refusal, work done elsewhere, a car gone, a
 * number found wrong so often that 失联 is proposed, or the last touch without an appointment.
 */
export function fails(
  record: SolicitationRecord,
  unreachable: boolean,
  rules: SolicitationRules
): boolean {
  switch (record.result) {
    case "refused":
    case "servicedElsewhere":
    case "movedOn":
      return true;
    case "wrongNumber":
      return unreachable || record.attempt >= rules.touches;
    case null:
      return false;
    default:
      return !isAppointment(record) && record.attempt >= rules.touches;
  }
}

/** By record. */
export interface RecordStates {
  /** Index into `recordStates`, or {@link NO_STATE}. */
  readonly states: Uint8Array;
  /** 1 = ended its sequence without success, see {@link fails}. */
  readonly failed: Uint8Array;
}

/**
 * The computed state 状态 of every record on the day of a history (workbook 招揽记录).
 *
 * 未完成: no result yet. 已到店: a visit is credited to it. 已预约: an appointment whose window is not
 * over; 爽约 after it. A later contact that reached the customer within that time takes the appointment
 * over. 已关闭: failed, or over because a later contact continues or the customer came by himself.
 * 跟进中: to be called again. 关怀 stands outside sequences: done is done.
 */
export function recordStatesOf(
  dealership: Dealership,
  history: RecordHistory,
  arrivalDay: Int32Array,
  rules: SolicitationRules
): RecordStates {
  const { records, asOf, offsets, members } = history;
  const { customers, visitDay } = dealership;
  const states = new Uint8Array(records.length).fill(NO_STATE);
  const failed = new Uint8Array(records.length);
  for (let who = 0; who < offsets.length - 1; who++) {
    const start = offsets[who];
    const end = offsets[who + 1];
    if (start === end) {
      continue;
    }
    // Behind the customers stand keys that are in no archive: nobody knows a visit of theirs.
    const visit = who < customers.count ? lastVisitIndex(dealership, who, asOf) : -1;
    const lastVisit = visit < 0 ? NO_DAY : visitDay[visit];
    const group = members.subarray(start, end);
    const unreachable = unreachableAfter(records, group, rules);
    let nextContact: SerialDay = Infinity;
    let nextReached: SerialDay = Infinity;
    for (let at = group.length - 1; at >= 0; at--) {
      const record = records[group[at]];
      const isUnreachable = unreachable[at] === 1;
      const hasFailed = arrivalDay[group[at]] === NO_DAY && fails(record, isUnreachable, rules);
      failed[group[at]] = hasFailed ? 1 : 0;
      if (record.type === "care") {
        states[group[at]] = STATE[careState(record, asOf, arrivalDay[group[at]], rules)];
        continue;
      }
      const standsUntil = isAppointment(record) ? noShowDayOf(record.appointment, rules) : Infinity;
      const over =
        (isAppointment(record) ? nextReached < standsUntil : nextContact < Infinity) ||
        (!isAppointment(record) && lastVisit >= record.day);
      if (record.result === null) {
        states[group[at]] = STATE.open;
      } else if (arrivalDay[group[at]] !== NO_DAY) {
        states[group[at]] = STATE.arrived;
      } else if (over) {
        states[group[at]] = STATE.closed;
      } else {
        states[group[at]] = STATE[ownState(record, asOf, isUnreachable, rules)];
      }
      nextContact = record.day;
      if (reached(record)) {
        nextReached = record.day;
      }
    }
  }
  return { states, failed };
}

/** Per record of one customer whether 失联 is to be proposed after it. */
function unreachableAfter(
  records: readonly SolicitationRecord[],
  group: Int32Array,
  rules: SolicitationRules
): Uint8Array {
  const wrongNumbers = new WrongNumbers();
  return Uint8Array.from(group, (record) => (wrongNumbers.add(records[record], rules) ? 1 : 0));
}

/** What a record says of itself, no arrival and no later contact known. */
function ownState(
  record: SolicitationRecord,
  asOf: SerialDay,
  unreachable: boolean,
  rules: SolicitationRules
): RecordState {
  if (record.result === null) {
    return "open";
  }
  if (isAppointment(record)) {
    return asOf < noShowDayOf(record.appointment, rules) ? "appointed" : "noShow";
  }
  return fails(record, unreachable, rules) ? "closed" : "followUp";
}

function careState(
  record: SolicitationRecord,
  asOf: SerialDay,
  arrivalDay: SerialDay,
  rules: SolicitationRules
): RecordState {
  if (arrivalDay !== NO_DAY) {
    return "arrived";
  }
  const own = ownState(record, asOf, false, rules);
  return own === "followUp" ? "closed" : own;
}
