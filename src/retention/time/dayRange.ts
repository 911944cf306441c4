import { monthEndOf, monthStartOf, weekStartOf } from "./calendar";
import type { SerialDay } from "./serialDay";

/** Whole days from `first` to `last`, both included. */
export interface DayRange {
  readonly first: SerialDay;
  readonly last: SerialDay;
}

/** The week of a day, Monday to Sunday. */
export function weekOf(day: SerialDay): DayRange {
  const first = weekStartOf(day);
  return { first, last: first + 6 };
}

/** The calendar month of a day. */
export function monthOf(day: SerialDay): DayRange {
  return { first: monthStartOf(day), last: monthEndOf(day) };
}

export function isWithin(day: SerialDay, { first, last }: DayRange): boolean {
  return day >= first && day <= last;
}

/**
 * A range as far as a day knows it: a running week or month ends there.
 *
 * @throws RangeError if the day lies before the range.
 */
export function upTo({ first, last }: DayRange, asOf: SerialDay): DayRange {
  if (asOf < first) {
    throw new RangeError("The as-of day lies before the period");
  }
  return { first, last: Math.min(last, asOf) };
}

/**
 * Refuses a range that a report of a day cannot speak for.
 *
 * @throws RangeError if it ends before it begins, or after the as-of day.
 */
export function assertReportable({ first, last }: DayRange, asOf: SerialDay): void {
  if (last < first || last > asOf) {
    throw new RangeError("The period must end after it begins, and not after the as-of day");
  }
}
