import { ORDER_KIND, type Dealership, type Finding } from "../store";
import { parameter, valuesOf, type ParameterGroup, type ParameterValues } from "../parameters";
import { NO_DAY, type SerialDay } from "../time";

/**
 * How far each car is driven (rules §8; S3 has the next service told "根据客户用车频次"): readings of the
 * odometer, kilometres per day, and the odometer predicted for any day.
 */

/** Settings of the prediction of mileage. */
export const odometerParameters = {
  /** The slope is taken over so many of the latest readings. */
  readings: parameter(8, "count", "ours"),
  /** First and last reading must lie this far apart before a slope is believed. */
  span: parameter(30, "days", "ours"),
  /** Where neither the car, its model nor the store has a slope. */
  kmPerDay: parameter(40, "kmPerDay", "ours"),
} as const satisfies ParameterGroup;
export type OdometerSettings = ParameterValues<typeof odometerParameters>;

/** What the odometer showed on a day. */
export interface Reading {
  readonly day: SerialDay;
  /** Kilometres. */
  readonly km: number;
}

/** What a customer said about his car when he was called (招揽记录: 现里程, 客户预计保养日). */
export interface CustomerStatement {
  readonly customer: number;
  /** The day it was said. */
  readonly day: SerialDay;
  /** 现里程, kilometres; `NaN` if not asked. */
  readonly odometer: number;
  /** 客户预计保养日; {@link NO_DAY} if not asked. */
  readonly expectedMaintenance: SerialDay;
}

/** Where kilometres per day come from; the index is what columns store. */
export const kmPerDaySources = ["measured", "model", "store", "default"] as const;
export type KmPerDaySource = (typeof kmPerDaySources)[number];

/** Codes of {@link kmPerDaySources}, as stored in columns. */
export const KM_PER_DAY = {
  measured: 0,
  model: 1,
  store: 2,
  default: 3,
} as const satisfies Record<KmPerDaySource, number>;

/** Mileage of every customer's car as of a day, by row of the customer table. */
export interface OdometerColumns {
  readonly asOf: SerialDay;
  readonly kmPerDay: Float64Array;
  /** Index into {@link kmPerDaySources}. */
  readonly source: Uint8Array;
  /** Latest readings of customer c that do not run backwards, by day: `[offsets[c] … offsets[c + 1])`. */
  readonly readingOffsets: Int32Array;
  readonly readingDay: Int32Array;
  /** Kilometres. */
  readonly readingKm: Float64Array;
  /**
   * The day on which the odometer stood near 0: delivery of a car sold here, used only where no reading
   * tells more; {@link NO_DAY} if not known.
   */
  readonly zeroDay: Int32Array;
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
class ReadingList {
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

const isReading = (km: number): boolean => km >= LEAST_KM;

const SHEET_ORIGIN = -1;

/** Collects the readings of a customer: orders but void ones and reversals, and the customer sheet's own. */
function collectReadings(
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

/** Statements by customer, those up to a day. */
function statementsByCustomer(
  statements: readonly CustomerStatement[],
  asOf: SerialDay
): Map<number, CustomerStatement[]> {
  const byCustomer = new Map<number, CustomerStatement[]>();
  for (const statement of statements) {
    if (statement.day <= asOf) {
      const own = byCustomer.get(statement.customer);
      if (own) {
        own.push(statement);
      } else {
        byCustomer.set(statement.customer, [statement]);
      }
    }
  }
  return byCustomer;
}

/** Means of slopes by group, summed in whole metres so that the order of rows cannot change them. */
class MeanSlopes {
  private readonly metres: Float64Array;
  private readonly counts: Int32Array;

  constructor(groups: number) {
    this.metres = new Float64Array(groups);
    this.counts = new Int32Array(groups);
  }

  add(group: number, kmPerDay: number): void {
    this.metres[group] += Math.round(kmPerDay * 1000);
    this.counts[group]++;
  }

  /** Kilometres per day; `undefined` for a group without slopes. */
  of(group: number): number | undefined {
    return this.counts[group] === 0 ? undefined : this.metres[group] / this.counts[group] / 1000;
  }
}

export interface OdometerOptions {
  readonly settings?: Partial<OdometerSettings>;
  /** 现里程 told in calls: readings like any other. */
  readonly statements?: readonly CustomerStatement[];
}

/**
 * Kilometres per day of every car as of a day (rules §8): the Theil–Sen slope over its last 8 readings,
 * backward ones left out; with fewer than two readings 30 days apart the mean of its model, of the
 * store, else 40. Records after the day are invisible.
 */
export function kmPerDayOfAll(
  dealership: Dealership,
  asOf: SerialDay,
  { settings, statements = [] }: OdometerOptions = {}
): OdometerColumns {
  const { customers, duplicate, countedFrom, soldHere } = dealership;
  const { readings, span, kmPerDay: fallback } = valuesOf(odometerParameters, settings);
  const said = statementsByCustomer(statements, asOf);
  const kmPerDay = new Float64Array(customers.count).fill(NaN);
  const readingOffsets = new Int32Array(customers.count + 1);
  const readingDay: number[] = [];
  const readingKm: number[] = [];
  const byModel = new MeanSlopes(customers.model.texts.length);
  const ofStore = new MeanSlopes(1);
  const list = new ReadingList();

  for (let customer = 0; customer < customers.count; customer++) {
    if (!duplicate[customer] && countedFrom[customer] <= asOf) {
      collectReadings(dealership, customer, asOf, list);
      for (const { day, odometer } of said.get(customer) ?? []) {
        if (isReading(odometer)) {
          list.add(day, odometer, SHEET_ORIGIN);
        }
      }
      list.keepLatest(readings);
      if (list.spans(span)) {
        const slope = list.slope();
        kmPerDay[customer] = slope;
        byModel.add(customers.model.codes[customer], slope);
        ofStore.add(0, slope);
      }
      for (let i = 0; i < list.count; i++) {
        readingDay.push(list.days[i]);
        readingKm.push(list.km[i]);
      }
    }
    readingOffsets[customer + 1] = readingDay.length;
  }

  const source = new Uint8Array(customers.count);
  const ofModel = customers.model.texts.map((text, code) =>
    text === "" ? undefined : byModel.of(code)
  );
  const storeMean = ofStore.of(0);
  for (let customer = 0; customer < customers.count; customer++) {
    if (Number.isNaN(kmPerDay[customer])) {
      const modelMean = ofModel[customers.model.codes[customer]];
      kmPerDay[customer] = modelMean ?? storeMean ?? fallback;
      source[customer] =
        modelMean !== undefined
          ? KM_PER_DAY.model
          : storeMean !== undefined
            ? KM_PER_DAY.store
            : KM_PER_DAY.default;
    }
  }
  return {
    asOf,
    kmPerDay,
    source,
    readingOffsets,
    readingDay: Int32Array.from(readingDay),
    readingKm: Float64Array.from(readingKm),
    zeroDay: customers.deliveryDate.map((day, customer) => (soldHere[customer] ? day : NO_DAY)),
  };
}

/**
 * Kilometres per day of one car from its readings, in any order (`RETAIN.KMPERDAY`): backward readings
 * left out, Theil–Sen slope over the last 8; `undefined` with fewer than two readings 30 days apart.
 */
export function kmPerDayOf(
  readings: readonly Reading[],
  settings?: Partial<OdometerSettings>
): number | undefined {
  const { readings: most, span } = valuesOf(odometerParameters, settings);
  const list = new ReadingList();
  for (const { day, km } of readings) {
    if (isReading(km)) {
      list.add(day, km, SHEET_ORIGIN);
    }
  }
  list.keepLatest(most);
  return list.spans(span) ? list.slope() : undefined;
}

/** Readings of a customer that prediction rests on; 0 = none. */
export function readingCount({ readingOffsets }: OdometerColumns, customer: number): number {
  return readingOffsets[customer + 1] - readingOffsets[customer];
}

/**
 * The odometer of a customer's car on any day, in kilometres, not rounded: from the last reading on or
 * before the day, else back from the first one, by kilometres per day; without readings from 0 at
 * delivery of a car sold here; `NaN` if nothing is known. Never below 0.
 */
export function predictedKm(columns: OdometerColumns, customer: number, day: SerialDay): number {
  const { kmPerDay, readingOffsets, readingDay, readingKm, zeroDay } = columns;
  const first = readingOffsets[customer];
  let at = readingOffsets[customer + 1] - 1;
  if (at < first) {
    const zero = zeroDay[customer];
    return zero === NO_DAY ? NaN : Math.max(0, (day - zero) * kmPerDay[customer]);
  }
  while (at > first && readingDay[at] > day) {
    at--;
  }
  return Math.max(0, readingKm[at] + (day - readingDay[at]) * kmPerDay[customer]);
}

/**
 * The day on which a car reaches a mileage, by the same prediction, rounded up to the day it has
 * reached it; the day of the first reading at or above it if there is one. {@link NO_DAY} if unknown,
 * never reached (a car that stands still), or beyond a hundred years.
 */
export function dayOfKm(columns: OdometerColumns, customer: number, km: number): SerialDay {
  const { kmPerDay, readingOffsets, readingDay, readingKm, zeroDay } = columns;
  const end = readingOffsets[customer + 1];
  for (let at = readingOffsets[customer]; at < end; at++) {
    if (readingKm[at] >= km) {
      return readingDay[at];
    }
  }
  const read = end > readingOffsets[customer];
  const fromDay = read ? readingDay[end - 1] : zeroDay[customer];
  const daysToGo = Math.ceil((km - (read ? readingKm[end - 1] : 0)) / kmPerDay[customer]);
  return fromDay !== NO_DAY && daysToGo <= FARTHEST_DAYS ? fromDay + daysToGo : NO_DAY;
}

const FARTHEST_DAYS = 36_525;

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
