import { NO_DAY, type SerialDay } from "./serialDay";

/**
 * Whole days as Excel serials (1900 system) and the one notion of "n months later" that every rule
 * uses: Excel's EDATE. No time zones, no clock.
 */

/** The day that Excel's 1900 system has and no calendar knows: 1900-02-29. */
export const PHANTOM_DAY = 60;
/** 1900-01-01. */
export const FIRST_DAY = 1;
/** 9999-12-31, the last day that Excel can show. */
export const LAST_DAY = 2_958_465;

/** A calendar date. `month` is 1–12. */
export interface DateParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

// 1900-03-01 is serial 61 and so are all later days counted; earlier ones lie one lower because of
// the phantom day.
const EPOCH_OF_DAYS_SINCE_1970 = 25_569;

/** Whether a number is a day that exists: a whole serial from 1900-01-01 to 9999-12-31, not the phantom day. */
export function isSerialDay(value: number): boolean {
  return (
    Number.isInteger(value) && value >= FIRST_DAY && value <= LAST_DAY && value !== PHANTOM_DAY
  );
}

export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** The number of days of a month (1–12). */
export function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : MONTH_LENGTHS[month - 1];
}

/** Days since 1970-01-01 in the proleptic Gregorian calendar (era arithmetic, no tables). */
function daysSince1970(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** A serial on a gapless scale: what days before 1900-03-01 would be without the phantom day. */
function toGapless(serial: SerialDay): number {
  return serial < PHANTOM_DAY ? serial + 1 : serial;
}

function fromGapless(gapless: number): SerialDay {
  return gapless <= PHANTOM_DAY ? gapless - 1 : gapless;
}

function gaplessOf(year: number, month: number, day: number): number {
  return daysSince1970(year, month, day) + EPOCH_OF_DAYS_SINCE_1970;
}

/** Parts of a gapless day packed as year · 512 + month · 32 + day: no object in the hot loops. */
function packedParts(gapless: number): number {
  const shifted = gapless - EPOCH_OF_DAYS_SINCE_1970 + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365
  );
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return year * 512 + month * 32 + day;
}

function requireDay(serial: SerialDay): void {
  if (!isSerialDay(serial)) {
    throw new RangeError(`Not a day of Excel's 1900 calendar: ${serial}`);
  }
}

/**
 * The serial of a calendar date.
 *
 * @throws RangeError if there is no such date or Excel has no serial for it.
 * @example
 * serialOf(2024, 2, 29); //=> 45351
 */
export function serialOf(year: number, month: number, day: number): SerialDay {
  const exists =
    Number.isInteger(year) &&
    year >= 1900 &&
    year <= 9999 &&
    Number.isInteger(month) &&
    month >= 1 &&
    month <= 12 &&
    Number.isInteger(day) &&
    day >= 1 &&
    day <= daysInMonth(year, month);
  if (!exists) {
    throw new RangeError(`No such date in Excel's 1900 calendar: ${year}-${month}-${day}`);
  }
  return fromGapless(gaplessOf(year, month, day));
}

/**
 * The calendar date of a serial.
 *
 * @throws RangeError for what is no day, the phantom day 60 included.
 */
export function partsOf(serial: SerialDay): DateParts {
  requireDay(serial);
  const packed = packedParts(toGapless(serial));
  return { year: packed >> 9, month: (packed >> 5) & 15, day: packed & 31 };
}

/** Gapless day of `gapless` moved by whole months, clamped to the end of the month it falls in. */
function shiftMonths(gapless: number, months: number): number {
  const packed = packedParts(gapless);
  const monthIndex = (packed >> 9) * 12 + ((packed >> 5) & 15) - 1 + months;
  const year = Math.floor(monthIndex / 12);
  const month = monthIndex - year * 12 + 1;
  return gaplessOf(year, month, Math.min(packed & 31, daysInMonth(year, month)));
}

/**
 * Excel's `EDATE(day, months)`: the same day of the month, clamped to the month's end.
 *
 * @throws RangeError where Excel answers `#NUM!`: outside 1900-01-01 … 9999-12-31.
 * @example
 * edate(serialOf(2023, 8, 31), 6); //=> serialOf(2024, 2, 29)
 */
export function edate(day: SerialDay, months: number): SerialDay {
  requireDay(day);
  const shifted = fromGapless(shiftMonths(toGapless(day), Math.trunc(months)));
  if (shifted < FIRST_DAY || shifted > LAST_DAY) {
    throw new RangeError(`EDATE(${day}, ${months}) leaves Excel's 1900 calendar`);
  }
  return shifted;
}

/**
 * Completed months between two days: the largest n with `edate(from, n) <= to`. Negative if `to`
 * lies before `from`. This is 未进厂月数 when `from` is the anchor day.
 */
export function completedMonths(from: SerialDay, to: SerialDay): number {
  requireDay(from);
  requireDay(to);
  const a = packedParts(toGapless(from));
  const b = packedParts(toGapless(to));
  const months = ((b >> 9) - (a >> 9)) * 12 + ((b >> 5) & 15) - ((a >> 5) & 15);
  const toDay = b & 31;
  const reached = Math.min(a & 31, daysInMonth(b >> 9, (b >> 5) & 15)) <= toDay;
  return reached ? months : months - 1;
}

/**
 * Whether `day` lies within the last n months of `asOf`: not after it, and `EDATE(day, n) >= asOf`.
 * The boundary day is inside.
 */
export function withinMonths(day: SerialDay, months: number, asOf: SerialDay): boolean {
  return day <= asOf && day >= cutoff(asOf, months);
}

/**
 * The earliest day `d` with `EDATE(d, months) >= asOf`; every later day satisfies it too, since EDATE
 * never decreases from one day to the next. So "within n months" becomes one integer comparison.
 *
 * It is EDATE(asOf, −months), or the day after it where clamping loses days: for 2024-08-31 and six
 * months that is 2024-03-01, because EDATE(2024-02-29, 6) is only 08-29. May lie before 1900 (then
 * it is below every serial).
 */
export function cutoff(asOf: SerialDay, months: number): SerialDay {
  requireDay(asOf);
  const target = toGapless(asOf);
  const candidate = shiftMonths(target, -months);
  return fromGapless(shiftMonths(candidate, months) >= target ? candidate : candidate + 1);
}

/** {@link cutoff} for several month counts. */
export function cutoffs(asOf: SerialDay, months: readonly number[]): Int32Array {
  return Int32Array.from(months, (n) => cutoff(asOf, n));
}

/** The day before; before 1900-03-01 that is 1900-02-28, since the phantom day is no day. */
export function dayBefore(serial: SerialDay): SerialDay {
  return fromGapless(toGapless(serial) - 1);
}

/** The day after; after 1900-02-28 that is 1900-03-01. */
export function dayAfter(serial: SerialDay): SerialDay {
  return fromGapless(toGapless(serial) + 1);
}

/** Monday = 1 … Sunday = 7. Weeks run Monday to Sunday. */
export function weekdayOf(serial: SerialDay): number {
  requireDay(serial);
  // Gapless day 2 is Monday, 1900-01-01.
  return ((((toGapless(serial) - 2) % 7) + 7) % 7) + 1;
}

/** The Monday of the week of a day; it may lie before 1900. */
export function weekStartOf(serial: SerialDay): SerialDay {
  return fromGapless(toGapless(serial) - weekdayOf(serial) + 1);
}

/** The first day of the month of a day. */
export function monthStartOf(serial: SerialDay): SerialDay {
  const { year, month } = partsOf(serial);
  return serialOf(year, month, 1);
}

/** The last day of the month of a day. */
export function monthEndOf(serial: SerialDay): SerialDay {
  const { year, month } = partsOf(serial);
  return serialOf(year, month, daysInMonth(year, month));
}

/**
 * A day as ISO text, `""` for {@link NO_DAY}.
 *
 * @example
 * isoOf(45351); //=> "2024-02-29"
 */
export function isoOf(serial: SerialDay): string {
  if (serial === NO_DAY) {
    return "";
  }
  const { year, month, day } = partsOf(serial);
  return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

/**
 * The serial of an ISO text `YYYY-MM-DD`.
 *
 * @throws RangeError if the text is not of that form or names no day of Excel's calendar.
 */
export function serialOfIso(text: string): SerialDay {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) {
    throw new RangeError("A day is written YYYY-MM-DD");
  }
  return serialOf(Number(match[1]), Number(match[2]), Number(match[3]));
}
