import { ORDER_KIND, type Dealership, type Finding } from "../store";
import { NO_DAY, type SerialDay } from "../time";

/**
 * What odometers showed (rules §8): which readings count, and which run backwards.
 */

/** What the odometer showed on a day. */
export interface Reading {
  readonly day: SerialDay;
  /** Kilometres. */
  readonly km: number;
}

/** A reading compares with so many before it: enough for any real car, and bounded for a broken key. */
const LOOK_BACK = 64;

/** Whether kilometres never fall. */
function runsForward(km: readonly number[], count: number): boolean {
  for (let i = 1; i < count; i++) {
    if (km[i - 1] > km[i]) {
      return false;
    }
  }
  return true;
}

/** A new display begins below this share of what the old one showed. */
const REPLACED_BELOW = 0.5;

/**
 * From which reading on a replaced display counts; 0 if none was replaced. The readings fall by more than
 * half and run forward from there, at least two of them, and none of them reaches what at least two
 * readings before showed: so one mistyped reading, high or low, is no new display.
 */
export function replacedAt(km: readonly number[], count = km.length): number {
  let start = count - 1;
  while (start > 0 && km[start - 1] <= km[start]) {
    start--;
  }
  if (start <= 1 || count - start < 2 || km[start] > km[start - 1] * REPLACED_BELOW) {
    return 0;
  }
  const last = km[count - 1];
  let above = 0;
  for (let i = 0; i < start; i++) {
    if (km[i] > last) {
      above++;
    }
  }
  return above >= 2 ? start : 0;
}

/**
 * Which readings do not run backwards, of a replaced display those since then: the longest series in which kilometres never fall; of equally
 * long ones the one with the fewest kilometres between its ends, then the one that ends first. So a
 * single mistyped reading, high or low, is what is left out, not those after it.
 *
 * @param km kilometres by day, and by kilometres within a day
 * @param count so many of them; all by default
 * @returns positions of the readings that are kept, rising
 */
export function forwardReadings(km: readonly number[], count = km.length): number[] {
  if (runsForward(km, count)) {
    return Array.from({ length: count }, (_, i) => i);
  }
  const replaced = replacedAt(km, count);
  if (replaced > 0) {
    return Array.from({ length: count - replaced }, (_, i) => replaced + i);
  }
  const length = new Int32Array(count);
  const start = new Float64Array(count);
  const before = new Int32Array(count);
  let best = 0;
  for (let i = 0; i < count; i++) {
    length[i] = 1;
    start[i] = km[i];
    before[i] = -1;
    for (let j = i - 1; j >= Math.max(0, i - LOOK_BACK); j--) {
      const longer = length[j] + 1 - length[i];
      if (km[j] <= km[i] && (longer > 0 || (longer === 0 && start[j] > start[i]))) {
        length[i] = length[j] + 1;
        start[i] = start[j];
        before[i] = j;
      }
    }
    const longer = length[i] - length[best];
    if (longer > 0 || (longer === 0 && km[i] - start[i] < km[best] - start[best])) {
      best = i;
    }
  }
  const kept: number[] = [];
  for (let i = best; i >= 0; i = before[i]) {
    kept.push(i);
  }
  return kept.reverse();
}

/**
 * Readings of one car while they are collected: by day, then by kilometres. One list serves car after
 * car: its arrays only grow, and {@link count} says how much of them is in use.
 */
export class ReadingList {
  readonly days: number[] = [];
  readonly km: number[] = [];
  /** What each reading came from, as its collector numbers it; not kept by {@link keepLatest}. */
  readonly origins: number[] = [];
  count = 0;
  private readonly slopes: number[] = [];

  clear(): void {
    this.count = 0;
  }

  add(day: SerialDay, km: number, origin: number): void {
    const { days, km: all, origins } = this;
    let at = this.count++;
    for (; at > 0 && (days[at - 1] > day || (days[at - 1] === day && all[at - 1] > km)); at--) {
      days[at] = days[at - 1];
      all[at] = all[at - 1];
      origins[at] = origins[at - 1];
    }
    days[at] = day;
    all[at] = km;
    origins[at] = origin;
  }

  /** Whether no reading runs backwards. */
  runsForward(): boolean {
    return runsForward(this.km, this.count);
  }

  /** Positions of the readings that do not run backwards. */
  forward(): number[] {
    return forwardReadings(this.km, this.count);
  }

  /** Keeps what does not run backwards, one reading a day (the highest), and the latest of these. */
  keepLatest(most: number): void {
    if (!this.runsForward()) {
      this.keep(this.forward());
    }
    const { days, km } = this;
    let kept = 0;
    for (let at = 0; at < this.count; at++) {
      if (kept > 0 && days[kept - 1] === days[at]) {
        kept--;
      }
      days[kept] = days[at];
      km[kept] = km[at];
      kept++;
    }
    const first = Math.max(0, kept - most);
    for (let at = first; first > 0 && at < kept; at++) {
      days[at - first] = days[at];
      km[at - first] = km[at];
    }
    this.count = kept - first;
  }

  private keep(positions: readonly number[]): void {
    positions.forEach((from, at) => {
      this.days[at] = this.days[from];
      this.km[at] = this.km[from];
    });
    this.count = positions.length;
  }

  /** Whether first and last reading lie so many days apart. */
  spans(days: number): boolean {
    return this.count > 1 && this.days[this.count - 1] - this.days[0] >= days;
  }

  /** The Theil–Sen slope: the median slope between any two of the readings, which have rising days. */
  slope(): number {
    const { days, km, slopes, count } = this;
    // Sorted while they are added: of 8 readings there are at most 28.
    let found = 0;
    for (let i = 0; i < count; i++) {
      for (let j = i + 1; j < count; j++) {
        const slope = (km[j] - km[i]) / (days[j] - days[i]);
        let at = found++;
        for (; at > 0 && slopes[at - 1] > slope; at--) {
          slopes[at] = slopes[at - 1];
        }
        slopes[at] = slope;
      }
    }
    const middle = found >> 1;
    return found % 2 === 1 ? slopes[middle] : (slopes[middle - 1] + slopes[middle]) / 2;
  }
}

/** Kilometres below this are an empty field: no car comes to the workshop with an odometer at 0. */
const LEAST_KM = 1;

/** Whether kilometres are those of a car that has been driven. */
export const isReading = (km: number): boolean => km >= LEAST_KM;

/** The origin of readings that no order tells. */
export const SHEET_ORIGIN = -1;

/** Collects the readings of a customer: orders but void ones and reversals, and the customer sheet's own. */
export function collectReadings(
  dealership: Dealership,
  customer: number,
  asOf: SerialDay,
  list: ReadingList
): void {
  const { customers, orders, orderOffsets, customerOrders, orderDay, orderKind } = dealership;
  list.clear();
  for (let at = orderOffsets[customer]; at < orderOffsets[customer + 1]; at++) {
    const order = customerOrders[at];
    const day = orderDay[order];
    if (day > asOf) {
      break;
    }
    const km = orders.odometer[order];
    const kind = orderKind[order];
    const stands =
      kind !== ORDER_KIND.void && kind !== ORDER_KIND.reversal && kind !== ORDER_KIND.repeated;
    if (day !== NO_DAY && stands && isReading(km)) {
      list.add(day, km, order);
    }
  }
  // The sheet's odometer is that of the sheet's own last visit; without that day it belongs nowhere.
  const sheetDay = customers.lastVisit[customer];
  if (sheetDay !== NO_DAY && sheetDay <= asOf && isReading(customers.odometer[customer])) {
    list.add(sheetDay, customers.odometer[customer], SHEET_ORIGIN);
  }
}

/**
 * Readings that run backwards, over the whole file (里程倒退): which order's or customer row's odometer
 * is left out, by what {@link forwardReadings} keeps.
 */
export function odometerFindings(dealership: Dealership): Finding[] {
  const { customers, orders, duplicate } = dealership;
  const findings: Finding[] = [];
  const list = new ReadingList();
  for (let customer = 0; customer < customers.count; customer++) {
    if (duplicate[customer]) {
      continue;
    }
    collectReadings(dealership, customer, Infinity, list);
    if (list.runsForward()) {
      continue;
    }
    const note = (code: "odometerBackwards" | "odometerReplaced", at: number): void => {
      const origin = list.origins[at];
      const ofSheet = origin === SHEET_ORIGIN;
      findings.push({
        code,
        table: ofSheet ? "customers" : "orders",
        sheetRow: ofSheet ? customers.sheetRow[customer] : orders.sheetRow[origin],
        field: "odometer",
        read: String(list.km[at]),
      });
    };
    const replaced = replacedAt(list.km, list.count);
    const kept = new Set(
      replaced > 0 ? forwardReadings(list.km.slice(0, replaced)) : list.forward()
    );
    for (let at = 0; at < (replaced || list.count); at++) {
      if (!kept.has(at)) {
        note("odometerBackwards", at);
      }
    }
    if (replaced > 0) {
      note("odometerReplaced", replaced);
    }
  }
  return findings;
}
