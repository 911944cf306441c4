import type { Dealership } from "../store";
import { surveyEffects, type LostSurvey } from "../loss";
import { isInvalidOn, lastVisitIndex } from "../status";
import { NO_DAY, type SerialDay } from "../time";
import {
  customerFinder,
  recordHistory,
  membersOf,
  defaultSolicitationRules,
  type SolicitationRules,
  type SolicitationRecord,
  WrongNumbers,
} from "../calls";

/** An invalid reason that the records speak for; the manager confirms it or not (rules §3). */
export interface InvalidProposal {
  readonly customer: number;
  readonly reason: "unreachable" | "transferred";
  /** The first day on which the proposal stands. */
  readonly day: SerialDay;
  /** Numbers of the records that speak for it; none for a survey. */
  readonly records: readonly string[];
}

/**
 * Proposes, never sets: three 空号/停机/错号 on at least two days without reaching the customer between →
 * 失联; the survey says 已转让, or a later row of the car has another owner → 已转手. Not for customers who are 无效 already, nor where a visit came
 * after. One proposal per customer; 已转手 goes before 失联.
 */
export function proposeInvalid(
  dealership: Dealership,
  records: readonly SolicitationRecord[],
  surveys: readonly LostSurvey[],
  asOf: SerialDay,
  rules: SolicitationRules = defaultSolicitationRules
): InvalidProposal[] {
  const found = new Map<number, InvalidProposal>();
  const propose = (proposal: InvalidProposal): void => {
    const { customer, day } = proposal;
    const visit = lastVisitIndex(dealership, customer, asOf);
    const lastVisit = visit < 0 ? NO_DAY : dealership.visitDay[visit];
    const isThere = dealership.countedFrom[customer] <= asOf;
    if (isThere && lastVisit < day && !isInvalidOn(dealership, customer, asOf, lastVisit)) {
      found.set(customer, proposal);
    }
  };
  // Whom a later owner of the same car followed without anybody marking it (rules §2).
  for (const [customer, day] of dealership.resold) {
    if (day <= asOf) {
      found.set(customer, { customer, reason: "transferred", day, records: [] });
    }
  }
  const history = recordHistory(dealership, records, asOf);
  for (const customer of new Set(history.customerOfRecord)) {
    if (customer >= 0) {
      const unreachable = unreachableProposal(records, membersOf(history, customer), rules);
      if (unreachable !== undefined) {
        propose({ customer, reason: "unreachable", ...unreachable });
      }
    }
  }
  const find = customerFinder(dealership);
  const bySurveyDay = [...surveys].sort((a, b) => b.day - a.day);
  for (const { key, day, answers } of bySurveyDay) {
    const customer = day !== NO_DAY && day <= asOf ? find(key, day) : -1;
    if (customer >= 0 && surveyEffects(answers).handedOver) {
      propose({ customer, reason: "transferred", day, records: [] });
    }
  }
  return [...found.values()].sort((a, b) => a.customer - b.customer);
}

/** The wrong numbers that stand at the end of a customer's contacts, if they are enough. */
function unreachableProposal(
  records: readonly SolicitationRecord[],
  group: Int32Array,
  rules: SolicitationRules
): { day: SerialDay; records: string[] } | undefined {
  const wrongNumbers = new WrongNumbers();
  let proposal: { day: SerialDay; records: string[] } | undefined;
  let numbers: string[] = [];
  for (const index of group) {
    const record = records[index];
    const stands = wrongNumbers.add(record, rules);
    numbers = wrongNumbers.calls === 0 ? [] : numbers;
    if (record.result === "wrongNumber") {
      numbers = [...numbers, record.number];
    }
    proposal = stands ? { day: proposal?.day ?? record.day, records: numbers } : undefined;
  }
  return proposal;
}
