import type { Dealership } from "../store";
import { parameter, valuesOf, type ParameterGroup, type ParameterValues } from "../parameters";
import { NO_DAY, type SerialDay } from "../time";
import { type Reading, ReadingList, SHEET_ORIGIN, collectReadings, isReading } from "./readings";

/**
 * How far each car is driven (rules §8; S3 has the next service told "根据客户用车频次"): kilometres
 * per day, and the odometer predicted for any day.
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
