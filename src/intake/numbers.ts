import type { FindingCode } from "../retention/store";
import type { Cell } from "./cell";
import { plainCell, type Reading } from "./reading";

/** Below it a reading is a system's blank (0), a slip, or kilometres in thousands (98). */
export const lowestOdometer = 100;
/** No car of a dealership's customers has driven further. */
export const highestOdometer = 1_000_000;
/** The amount by which some systems say "none". */
export const amountBlankMarker = -1;
/** Larger amounts are phone or order numbers in the wrong column. */
export const largestAmount = 100_000_000;

const absent = (finding?: FindingCode): Reading<number> => ({ value: NaN, finding });

const odometerText =
  /^(\d+(?:\.\d+)?|\d{1,3}(?:,\d{3})+(?:\.\d+)?)(万|w)?(公里数?|千米|kms?|k\.m\.?)?$/;

/**
 * Reads an odometer or a distance, in kilometres: a number, or a text with thousands separators,
 * 万 and the unit. Absent: `NaN`.
 *
 * @param factor kilometres in the unit of the column: 10,000 under 里程（万公里）. A cell with a unit of
 *   its own means that.
 *
 * @example
 * readOdometer("1.5万公里"); //=> { value: 15000 }
 * readOdometer(98); //=> { value: NaN, finding: "odometerImplausible" }
 */
export function readOdometer(cell: Cell, factor = 1): Reading<number> {
  if (typeof cell === "number") return plausibleOdometer(inUnit(cell, factor));
  if (typeof cell === "boolean") return absent("odometerUnreadable");
  const { text, finding } = plainCell(cell);
  if (text === "") return absent(finding);
  const compact = text.replace(/\s+/gu, "").toLowerCase();
  const match = odometerText.exec(compact);
  if (!match) return absent(isNegative(compact) ? "odometerImplausible" : "odometerUnreadable");
  const number = Number(match[1].replace(/,/g, ""));
  if (match[2]) return plausibleOdometer(tenThousands(number));
  return plausibleOdometer(match[3] ? number : inUnit(number, factor));
}

/** Whether a number can be an odometer reading. */
export function isPlausibleOdometer(kilometres: number): boolean {
  return kilometres >= lowestOdometer && kilometres <= highestOdometer;
}

function plausibleOdometer(kilometres: number): Reading<number> {
  return isPlausibleOdometer(kilometres) ? { value: kilometres } : absent("odometerImplausible");
}

function isNegative(text: string): boolean {
  return /^[-−–]\d/u.test(text);
}

/** A number of the column's unit, without the binary dust of 1.1 × 10,000 and 12,345 × 0.01. */
function inUnit(number: number, factor: number): number {
  if (factor === 1) return number;
  return factor < 1 ? number / Math.round(1 / factor) : Math.round(number * factor * 1000) / 1000;
}

/** 万, without the binary dust of 1.1 × 10,000. */
function tenThousands(number: number): number {
  return Math.round(number * 10_000 * 1000) / 1000;
}

const ownUnit = /[万元圆]/u;
const currency = /^(?:[¥$€£]|rmb|cny|usd|人民币)|(?:元整?|圆|rmb|cny|人民币)$/g;
const plainNumber = /^\d*\.?\d+(?:e[+-]?\d{1,3})?$|^\d+\.$/;
const groupedNumber = /^\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d*)?$/;

/**
 * Reads an amount: a number, or a text with a currency sign, thousands separators, 万, 元, a minus on
 * either side or accountants' parentheses. Exactly −1 is a system's blank (rules §2). Absent: `NaN`.
 *
 * @param factor yuan in the unit of the column: 0.01 under 金额（分）, 10,000 under 金额（万元）. A cell with
 *   a unit of its own means that.
 *
 * @example
 * readAmount("¥1,234.50"); //=> { value: 1234.5 }
 * readAmount("(300.00)"); //=> { value: -300 }
 */
export function readAmount(cell: Cell, factor = 1): Reading<number> {
  if (typeof cell === "number") return plausibleAmount(cell, factor);
  if (typeof cell === "boolean") return absent("amountUnreadable");
  const { text, finding } = plainCell(cell);
  if (text === "") return absent(finding);
  const compact = text.replace(/\s+/gu, "").toLowerCase().replace(/[−–—]/gu, "-");
  const amount = amountOf(compact);
  if (amount === undefined) return absent("amountUnreadable");
  return plausibleAmount(amount, ownUnit.test(compact) ? 1 : factor);
}

function plausibleAmount(number: number, factor: number): Reading<number> {
  const amount = inUnit(number, factor);
  if (number === amountBlankMarker || amount === amountBlankMarker) {
    return absent("amountBlankMarker");
  }
  return Math.abs(amount) < largestAmount ? { value: amount } : absent("amountUnreadable");
}

function amountOf(text: string): number | undefined {
  const accounting = /^\((.+)\)$/.exec(text);
  if (accounting) return negated(unsignedAmount(withoutCurrency(accounting[1])));
  const bare = withoutCurrency(text);
  if (bare.startsWith("-")) return negated(unsignedAmount(withoutCurrency(bare.slice(1))));
  if (bare.endsWith("-")) return negated(unsignedAmount(bare.slice(0, -1)));
  return unsignedAmount(bare.startsWith("+") ? bare.slice(1) : bare);
}

function withoutCurrency(text: string): string {
  return text.replace(currency, "");
}

function negated(amount: number | undefined): number | undefined {
  return amount === undefined ? undefined : -amount;
}

function unsignedAmount(text: string): number | undefined {
  if (text.endsWith("万")) {
    const number = unsignedAmount(text.slice(0, -1));
    return number === undefined ? undefined : tenThousands(number);
  }
  if (plainNumber.test(text)) return Number(text);
  return groupedNumber.test(text) ? Number(text.replace(/,/g, "")) : undefined;
}
