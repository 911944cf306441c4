import type { Advisor } from "../ownership";
import { type WorkCalendar, NO_DAY, type SerialDay, workingDayFrom } from "../time";

import type { SolicitationRules } from "./parameters";
import { isAppointment, type SolicitationRecord } from "./records";

/** Days from a touch to the next, by the number of the touch; none after the last. */
function gapAfter(attempt: number, rules: SolicitationRules): number | undefined {
  const gaps = [rules.followUp1, rules.followUp2, rules.followUp3, rules.followUp4];
  return attempt < rules.touches ? gaps[Math.min(attempt, gaps.length) - 1] : undefined;
}

/**
 * When a customer is to be called again (rules §12; S3: from reminder to visit three to five touches):
 * on the promised day; where the mileage was not reached, a week before the day on which he expects
 * to need maintenance; else 1, 3, 7, 14 days after the touch. A day off moves it to the next working
 * day. {@link NO_DAY} where nothing follows: not done, appointed, failed, last touch.
 */
export function nextContactDay(
  record: SolicitationRecord,
  rules: SolicitationRules,
  calendar: WorkCalendar,
  advisor?: Advisor
): SerialDay {
  const gap = gapAfter(record.attempt, rules);
  const ended =
    record.result === null ||
    record.result === "refused" ||
    record.result === "servicedElsewhere" ||
    record.result === "movedOn" ||
    isAppointment(record);
  if (ended || gap === undefined) {
    return NO_DAY;
  }
  const expected = record.expectedMaintenance - rules.dueWindow;
  const day =
    record.nextContact > record.day
      ? record.nextContact
      : record.result === "mileageNotReached" && expected > record.day
        ? expected
        : record.day + gap;
  return workingDayFrom(day, calendar, advisor);
}
