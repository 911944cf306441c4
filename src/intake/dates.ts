import { NO_DAY, daysInMonth, serialOf, type SerialDay } from "../retention/time";
import type { FindingCode } from "../retention/store";
import type { Cell } from "./cell";
import { plainCell, type Reading } from "./reading";
import type { DateOrder } from "./recognition";

/** The years in which dates of cars and visits lie: what is outside is a blank marker or a mistake. */
export const earliestYear = 1980;
export const latestYear = 2099;
/** People are older than cars; 1900-01-01 itself is a system's blank. */
export const earliestBirthYear = 1910;

/** 1980-01-01. */
export const firstPlausibleDay: SerialDay = serialOf(earliestYear, 1, 1);
/** 2099-12-31. */
export const lastPlausibleDay: SerialDay = serialOf(latestYear, 12, 31);

const absent = (finding: FindingCode): Reading<SerialDay> => ({ value: NO_DAY, finding });
const unreadable = absent("dateUnreadable");
const outOfRange = absent("dateOutOfRange");
const withoutDay = absent("dateWithoutDay");
const ambiguous = absent("dateAmbiguous");
const epoch = absent("dateEpoch");

/** What a column says about its dates. */
export interface DateOptions {
  /** Years before it are out of range; {@link earliestYear} if absent. */
  readonly firstYear?: number;
  /** Absent: a date that could be either leaves a doubt. */
  readonly order?: DateOrder;
}

/**
 * Reads a date: a serial (its time of day falls away), or a text that names year, month and day beyond
 * doubt. What leaves a doubt — a month without day, `03/05/2012`, a two-digit year without the month's
 * name, two days in one cell, a time in UTC — gives no date but a finding. So do seconds and
 * milliseconds since 1970: whether a number is one of them only its column tells ({@link dayOfEpoch}).
 *
 * @example
 * readDate("2015-3-6 8:20:35"); //=> { value: 42069 }
 * readDate("2012-3"); //=> { value: NO_DAY, finding: "dateWithoutDay" }
 */
export function readDate(
  cell: Cell,
  { firstYear = earliestYear, order }: DateOptions = {}
): Reading<SerialDay> {
  if (typeof cell === "number") return readNumber(cell, firstYear);
  if (typeof cell === "boolean") return unreadable;
  const { text, finding } = plainCell(cell);
  if (finding) return absent(finding);
  if (text === "") return { value: NO_DAY };
  return readDateText(text.replace(/^"+|["。]+$/gu, "").trim(), firstYear, order);
}

/** A birthday; as {@link readDate}, with the years of people. */
export function readBirthday(cell: Cell, order?: DateOrder): Reading<SerialDay> {
  return readDate(cell, { firstYear: earliestBirthYear, order });
}

/** Of epochs: seconds have up to ten digits until 2286, milliseconds three more. */
const epochDigits = /^-?\d{9,10}(?:\d{3})?(?:\.0+)?$/;
const firstEpochSecond = Date.UTC(earliestYear, 0, 1) / 1000;
const lastEpochSecond = Date.UTC(latestYear + 1, 0, 1) / 1000;
const secondsPerDay = 86_400;
/** China has one time, eight hours ahead of UTC. */
const chinaOffset = 8 * 3600;
const epochDay = serialOf(1970, 1, 1);

/**
 * The day in China of a number, or a text that is one, of seconds or milliseconds since 1970;
 * {@link NO_DAY} for what cannot be one between {@link earliestYear} and {@link latestYear}.
 */
export function dayOfEpoch(cell: Cell): SerialDay {
  if (typeof cell === "boolean") return NO_DAY;
  const text = typeof cell === "number" ? String(cell) : plainCell(cell).text;
  if (!epochDigits.test(text)) return NO_DAY;
  const number = Number(text);
  const seconds = Math.abs(number) >= 1e11 ? number / 1000 : number;
  if (seconds < firstEpochSecond || seconds >= lastEpochSecond) return NO_DAY;
  return epochDay + Math.floor((seconds + chinaOffset) / secondsPerDay);
}

/**
 * The day of a text that begins `YYYY-M-D` (or with `/` or `.`) in plain ASCII and ends there or at a
 * blank and a time; {@link NO_DAY} for all others, which {@link readDate} then looks at. Most dates that
 * are texts are of this form, and this is many times faster.
 */
export function dayOfPlainText(text: string): SerialDay {
  const length = text.length;
  if (length < 8 || length > 19) return NO_DAY;
  const separator = text.charCodeAt(4);
  if (separator !== 45 && separator !== 47 && separator !== 46) return NO_DAY;
  let year = 0;
  for (let i = 0; i < 4; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return NO_DAY;
    year = year * 10 + digit;
  }
  let at = 5;
  let month = 0;
  for (; at < 7; at++) {
    const digit = text.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) break;
    month = month * 10 + digit;
  }
  if (text.charCodeAt(at) !== separator) return NO_DAY;
  let day = 0;
  const dayStart = at + 1;
  for (at = dayStart; at < dayStart + 2; at++) {
    const digit = text.charCodeAt(at) - 48;
    if (!(digit >= 0 && digit <= 9)) break;
    day = day * 10 + digit;
  }
  if (at < length && !isPlainTime(text, at)) return NO_DAY;
  return isDate(year, month, day, earliestYear) ? serialOf(year, month, day) : NO_DAY;
}

/** Whether a blank and `h:mm` or `h:mm:ss` follow. */
function isPlainTime(text: string, at: number): boolean {
  if (text.charCodeAt(at) !== 32) return false;
  let digits = 0;
  let colons = 0;
  for (let i = at + 1; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 58) {
      if (digits === 0) return false;
      digits = 0;
      colons++;
    } else if (code >= 48 && code <= 57 && digits < 2) digits++;
    else return false;
  }
  return digits > 0 && (colons === 1 || colons === 2);
}

function isDate(year: number, month: number, day: number, firstYear: number): boolean {
  return (
    year >= firstYear &&
    year <= latestYear &&
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= daysInMonth(year, month)
  );
}

function readNumber(value: number, firstYear: number): Reading<SerialDay> {
  const day = Math.floor(value);
  if (day >= serialOf(firstYear, 1, 1) && day <= lastPlausibleDay) return { value: day };
  const compact = Number.isInteger(value) ? readDigits(String(value), firstYear) : undefined;
  return compact ?? (dayOfEpoch(value) === NO_DAY ? outOfRange : epoch);
}

/** `20121013`, `20240101120000`, `201210` and `2012`, as number or text. */
function readDigits(digits: string, firstYear: number): Reading<SerialDay> | undefined {
  const year = Number(digits.slice(0, 4));
  if (year < earliestBirthYear || year > latestYear) return undefined;
  const month = Number(digits.slice(4, 6));
  if (/^\d{8}(?:\d{4}|\d{6})?$/.test(digits)) {
    return fromParts(year, month, Number(digits.slice(6, 8)), firstYear);
  }
  if (/^\d{6}$/.test(digits) && month >= 1 && month <= 12) return withoutDay;
  return /^\d{4}$/.test(digits) ? withoutDay : undefined;
}

function fromParts(
  year: number,
  month: number,
  day: number,
  firstYear: number
): Reading<SerialDay> {
  if (year < firstYear || year > latestYear) return outOfRange;
  return isDate(year, month, day, firstYear) ? { value: serialOf(year, month, day) } : unreadable;
}

const weekday =
  "(?:\\(?(?:星期|周|礼拜)[一二三四五六日天]\\)?|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*)";
const clock =
  "\\d{1,2}\\.\\d{2}\\.\\d{2}(?:\\.\\d+)?|\\d{1,2}(?::\\d{1,2}(?::\\d{1,2}(?:[.,]\\d+)?)?|[时点](?:\\d{1,2}分?(?:\\d{1,2}秒?)?)?)";
/** What may follow a date: a weekday, a time of day, an offset that leaves the day as it is written. */
const rest = `(?:[ ,T]*${weekday})?(?:[ T]*(?:上午|下午|早上|晚上|中午|[ap]m)? *(?:${clock})(?: *[ap]m)?(?: *\\+\\d{2}:?\\d{2})?)?`;
const separator = " *[-/.,、年月_ ] *";

const yearFirst = new RegExp(
  `^(\\d{4})${separator}(\\d{1,2})${separator}(\\d{1,2}) *[日号]?${rest}$`,
  "i"
);
const compact = new RegExp(`^(\\d{4})(\\d{2})(\\d{2})${rest}$`, "i");
const inUtc = /^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)? ?Z$/i;
const yearMonth = /^(\d{4}) *(?:[-/.年] *(\d{1,2}) *月?(?:份)?|年)$/;
const twoDigitYear = new RegExp(
  `^\\d{1,2}${separator}\\d{1,2}${separator}\\d{1,2} *[日号]?${rest}$`,
  "i"
);
const yearLast = new RegExp(`^(\\d{1,2})[-/. ](\\d{1,2})[-/. ](\\d{4})${rest}$`, "i");
const shortYearLast = new RegExp(`^(\\d{1,2})[-/.](\\d{1,2})[-/.](\\d{2})${rest}$`, "i");
const monthName = "(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?";
/** `01-JUN-26` and `01-6月 -26`, as Oracle writes dates in English and Chinese. */
const dayMonthYear = new RegExp(
  `^(\\d{1,2})(?:st|nd|rd|th)?[-/ ,.]*(?:${monthName}|(\\d{1,2}) *月)[-/ ,.]*(\\d{4}|\\d{2})${rest}$`,
  "i"
);
const monthDayYear = new RegExp(
  `^${monthName}[-/ .]*(\\d{1,2})(?:st|nd|rd|th)?[-/ ,.]+(\\d{4}|\\d{2})${rest}$`,
  "i"
);
const chineseDigits = "〇一二三四五六七八九";
const chineseDate =
  /^([〇零○一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})[日号]?$/u;
const serialText = /^\d{5}(?:\.\d+)?$/;
const monthNames = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");

function readDateText(text: string, firstYear: number, order?: DateOrder): Reading<SerialDay> {
  if (serialText.test(text)) return readNumber(Number(text), firstYear);
  const whole = text.replace(/^(\d{6,})\.0+$/, "$1");
  if (/^-?\d+$/.test(whole)) {
    const digits = readDigits(whole, firstYear);
    return digits ?? (dayOfEpoch(whole) === NO_DAY ? unreadable : epoch);
  }
  const ymd = yearFirst.exec(text) ?? compact.exec(text);
  if (ymd) return fromParts(Number(ymd[1]), Number(ymd[2]), Number(ymd[3]), firstYear);
  if (inUtc.test(text)) return ambiguous;
  const ym = yearMonth.exec(text);
  if (ym) return ym[2] === undefined || (+ym[2] >= 1 && +ym[2] <= 12) ? withoutDay : unreadable;
  return (
    readWesternText(text, firstYear, order) ??
    readChineseText(text, firstYear) ??
    readSeveral(text, firstYear)
  );
}

/**
 * `5-Mar-2012`, `Mar 5, 2012`, `01-JUN-26`, and `25/12/2012` where only one order of day and month is
 * possible or the column says which it is.
 */
function readWesternText(
  text: string,
  firstYear: number,
  order: DateOrder | undefined
): Reading<SerialDay> | undefined {
  const dmy = dayMonthYear.exec(text);
  if (dmy) {
    const month = dmy[2] === undefined ? Number(dmy[3]) : monthOf(dmy[2]);
    return fromParts(wholeYear(dmy[4], firstYear), month, Number(dmy[1]), firstYear);
  }
  const mdy = monthDayYear.exec(text);
  if (mdy) {
    return fromParts(wholeYear(mdy[3], firstYear), monthOf(mdy[1]), Number(mdy[2]), firstYear);
  }
  const numeric = yearLast.exec(text) ?? (order && shortYearLast.exec(text));
  if (numeric) {
    const [first, second] = [Number(numeric[1]), Number(numeric[2])];
    const year = wholeYear(numeric[3], firstYear);
    const either = first <= 12 && second <= 12 && first !== second;
    if (either && order === undefined) return ambiguous;
    return (either ? order === "dmy" : first > 12)
      ? fromParts(year, second, first, firstYear)
      : fromParts(year, first, second, firstYear);
  }
  return twoDigitYear.test(text) ? ambiguous : undefined;
}

/**
 * The year of two digits: of cars from {@link earliestYear} on, of people from a hundred years before
 * those who drive them.
 */
function wholeYear(digits: string, firstYear: number): number {
  const year = Number(digits);
  if (digits.length === 4) return year;
  const turn = (firstYear === earliestYear ? earliestYear : 1920) % 100;
  return year >= turn ? 1900 + year : 2000 + year;
}

/** `二〇二六年六月一日`. */
function readChineseText(text: string, firstYear: number): Reading<SerialDay> | undefined {
  const match = chineseDate.exec(text);
  if (!match) return undefined;
  const year = [...match[1]].map((digit) => Math.max(0, chineseDigits.indexOf(digit))).join("");
  return fromParts(Number(year), chineseNumber(match[2]), chineseNumber(match[3]), firstYear);
}

/** Up to 99: 六, 十, 十二, 二十, 二十九; also digit by digit: 一二. */
function chineseNumber(text: string): number {
  const [tens, ones] = text.includes("十") ? text.split("十") : [undefined, text];
  const digits = (part: string): number =>
    Number([...part].map((digit) => chineseDigits.indexOf(digit)).join(""));
  return tens === undefined
    ? digits(ones)
    : (tens === "" ? 10 : digits(tens) * 10) + (ones === "" ? 0 : digits(ones));
}

function monthOf(name: string): number {
  return monthNames.indexOf(name.slice(0, 3).toLowerCase()) + 1;
}

/** Several dates in one cell are one date only if they are the same day. */
function readSeveral(text: string, firstYear: number): Reading<SerialDay> {
  const dates = text.match(/\d{4} ?[-/.年] ?\d{1,2} ?[-/.月] ?\d{1,2}(?!\d)/gu);
  if (!dates || dates.length < 2) return unreadable;
  const days = dates.map((date) => readDateText(date, firstYear).value);
  return days[0] !== NO_DAY && days.every((day) => day === days[0])
    ? { value: days[0] }
    : ambiguous;
}
