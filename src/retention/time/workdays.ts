import { dayAfter, dayBefore, weekdayOf } from "./calendar";
import { NO_DAY, type SerialDay } from "./serialDay";

/** Working days of the store and of an advisor (rules §1): closed days and rest days are settings. */

/** When somebody is in office. */
export interface Attendance {
  /** First and last day in office; {@link NO_DAY} = open on that side. */
  readonly from: SerialDay;
  readonly to: SerialDay;
  readonly restDays: readonly SerialDay[];
  /** ISO weekdays 1–7. */
  readonly restWeekdays: readonly number[];
}

/** Days on which the whole store rests. */
export interface WorkCalendar {
  readonly closedDays: ReadonlySet<SerialDay>;
  /** ISO weekdays 1–7. */
  readonly closedWeekdays: readonly number[];
}

/** Whether an advisor is in office on a day, rest days aside. */
export function inOffice(advisor: Attendance, day: SerialDay): boolean {
  return day >= advisor.from && (advisor.to === NO_DAY || day <= advisor.to);
}

/** Whether the store is open, and, if an advisor is given, whether he works that day. */
export function isWorkingDay(
  day: SerialDay,
  calendar: WorkCalendar,
  advisor?: Attendance | undefined
): boolean {
  const weekday = weekdayOf(day);
  if (calendar.closedDays.has(day) || calendar.closedWeekdays.includes(weekday)) {
    return false;
  }
  return (
    advisor === undefined ||
    (inOffice(advisor, day) &&
      !advisor.restWeekdays.includes(weekday) &&
      !advisor.restDays.includes(day))
  );
}

/** Working days from `first` to `last`, both included; 0 where `last` lies before `first`. */
export function workingDaysBetween(
  first: SerialDay,
  last: SerialDay,
  calendar: WorkCalendar,
  advisor?: Attendance | undefined
): number {
  let count = 0;
  for (let day = first; day <= last; day = dayAfter(day)) {
    if (isWorkingDay(day, calendar, advisor)) {
      count++;
    }
  }
  return count;
}

/** Nobody plans further than this for a day off: a calendar without any working day is not searched for ever. */
const SEARCH_LIMIT = 366;

function nearestWorkingDay(
  day: SerialDay,
  step: (day: SerialDay) => SerialDay,
  calendar: WorkCalendar,
  advisor: Attendance | undefined
): SerialDay {
  let found = day;
  for (let i = 0; i < SEARCH_LIMIT; i++) {
    if (isWorkingDay(found, calendar, advisor)) {
      return found;
    }
    found = step(found);
  }
  return day;
}

/** The day itself, or the working day before it: where a plan for a day off goes. The day itself if none in a year. */
export function workingDayUpTo(
  day: SerialDay,
  calendar: WorkCalendar,
  advisor?: Attendance | undefined
): SerialDay {
  return nearestWorkingDay(day, dayBefore, calendar, advisor);
}

/** The day itself, or the working day after it: where a follow-up for a day off goes. The day itself if none in a year. */
export function workingDayFrom(
  day: SerialDay,
  calendar: WorkCalendar,
  advisor?: Attendance | undefined
): SerialDay {
  return nearestWorkingDay(day, dayAfter, calendar, advisor);
}
