import { dayAfter, NO_DAY, type SerialDay } from "../time";
import type { Dealership } from "../store";
import { lastVisitIndex } from "../status";
import { membersOf, type ArrivalCredits } from "./credit";
import type { SolicitationRules } from "./parameters";
import { isAppointment, type SolicitationRecord } from "./records";
import { codeOfState, noShowDayOf } from "./states";

/** What is under way with a customer on the morning after a day. */
export interface Standing {
  /**
   * `appointed`: an appointment whose window is not over. `noShow`: one that passed without arrival and
   * was not called after. `undone`: a row without result. `followUp`: to be called again. `resting`: a
   * failed sequence, left alone until {@link until}.
   */
  readonly kind: "appointed" | "noShow" | "undone" | "followUp" | "resting";
  /** The record that says so. */
  readonly record: SolicitationRecord;
  /** The highest touch of the sequence so far. */
  readonly attempts: number;
  /** The first day on which a new sequence may start; only of `resting`. */
  readonly until: SerialDay;
}

/**
 * What is under way with each customer who was contacted, by customer; who is free is not in it. 关怀
 * is no sequence.
 */
export function standings(
  dealership: Dealership,
  credits: ArrivalCredits,
  rules: SolicitationRules
): Map<number, Standing> {
  const found = new Map<number, Standing>();
  for (const customer of new Set(credits.history.customerOfRecord)) {
    const standing = customer < 0 ? undefined : standingOf(dealership, credits, customer, rules);
    if (standing !== undefined) {
      found.set(customer, standing);
    }
  }
  return found;
}

/** What is under way with somebody who is in no archive yet, by the key of his records. */
export function standingOfKey(
  dealership: Dealership,
  credits: ArrivalCredits,
  key: string,
  rules: SolicitationRules
): Standing | undefined {
  const group = credits.history.groupOfKey.get(key);
  return group === undefined ? undefined : standingOf(dealership, credits, group, rules);
}

/** @param who a customer, or the group of a key that is in no archive: nobody knows a visit of theirs */
function standingOf(
  dealership: Dealership,
  credits: ArrivalCredits,
  who: number,
  rules: SolicitationRules
): Standing | undefined {
  const { history, state, asOf } = credits;
  const group = Array.from(membersOf(history, who)).filter(
    (record) => history.records[record].type !== "care"
  );
  const latestIndex = group[group.length - 1];
  if (latestIndex === undefined) {
    return undefined;
  }
  const latest = history.records[latestIndex];
  const visit = who < dealership.customers.count ? lastVisitIndex(dealership, who, asOf) : -1;
  const lastVisit = visit < 0 ? NO_DAY : dealership.visitDay[visit];
  // A window that ended with the day itself is over in the morning after.
  const isOver = ({ appointment }: SolicitationRecord): boolean =>
    noShowDayOf(appointment, rules) <= dayAfter(asOf);
  const appointments = group
    .filter((i) => state[i] === codeOfState("appointed") || state[i] === codeOfState("noShow"))
    .map((i) => history.records[i])
    .reverse();
  const as = (kind: Standing["kind"], record: SolicitationRecord, until = NO_DAY): Standing => ({
    kind,
    record,
    attempts: Math.max(record.attempt, latest.attempt),
    until,
  });

  const appointed = appointments.find((record) => !isOver(record));
  if (appointed !== undefined) {
    return as("appointed", appointed);
  }
  const missed = appointments.find(isOver);
  if (missed !== undefined && lastVisit < missed.day) {
    const since = noShowDayOf(missed.appointment, rules);
    if (latest.day < since) {
      const standing = as("noShow", missed);
      return standing.attempts < rules.touches
        ? standing
        : as("resting", missed, since + rules.rest);
    }
  }
  switch (state[latestIndex]) {
    case codeOfState("open"):
      return lastVisit < latest.day ? as("undone", latest) : undefined;
    case codeOfState("followUp"):
      return as("followUp", latest);
    case codeOfState("closed"): {
      const cameAfter = lastVisit >= latest.day && latest.result !== "refused";
      return cameAfter || isAppointment(latest)
        ? undefined
        : as("resting", latest, latest.day + rules.rest);
    }
    default:
      return undefined;
  }
}
