import {
  type Dealership,
  itemsOf,
  lastMaintenanceDays,
  tellsWork,
  type OrderItems,
  normaliseKey,
} from "../store";
import {
  kmPerDayOfAll,
  KM_PER_DAY,
  predictedKm,
  type CustomerStatement,
  type OdometerColumns,
} from "./odometer";
import { parameter, valuesOf, type ParameterGroup, type ParameterValues } from "../parameters";
import { NOT_COUNTED, statusesAsOf, type StatusColumns } from "../status";
import { NO_DAY, type SerialDay } from "../time";

/**
 * When each car is due for its next maintenance (rules §8). A dealer system in use computes last visit
 * + round(min(120, 5000 ÷ km per day)); the same formula, with these intervals.
 */

/** Intervals between maintenances; models may have their own. */
export const serviceIntervals = {
  days: parameter(180, "days", "ours"),
  km: parameter(10_000, "km", "ours"),
  /** 首保: from delivery, or while the first maintenance is still to come. */
  firstDays: parameter(90, "days", "ours"),
  firstKm: parameter(5_000, "km", "ours"),
} as const satisfies ParameterGroup;
export type ServiceIntervals = ParameterValues<typeof serviceIntervals>;

/**
 * The day of the next maintenance (`RETAIN.NEXTSERVICE`): the last one + the shorter of the interval in
 * days and the days in which the interval's kilometres are driven, rounded to whole days.
 *
 * @param kmPerDay kilometres per day, at least 0; with 0 the interval in days decides
 * @example
 * nextServiceDay(serialOf(2024, 1, 1), 50, 120, 5000); //=> serialOf(2024, 4, 10)
 */
export function nextServiceDay(
  last: SerialDay,
  kmPerDay: number,
  intervalDays: number,
  intervalKm: number
): SerialDay {
  return last + Math.round(Math.min(intervalDays, kmPerDay > 0 ? intervalKm / kmPerDay : Infinity));
}

/** What a due day rests on; the index is what columns store. */
export const serviceBases = ["none", "delivery", "lastVisit", "maintenance", "statement"] as const;
export type ServiceBasis = (typeof serviceBases)[number];

/** Codes of {@link serviceBases}, as stored in columns. */
export const SERVICE_BASIS = {
  none: 0,
  delivery: 1,
  lastVisit: 2,
  maintenance: 3,
  statement: 4,
} as const satisfies Record<ServiceBasis, number>;

/** The next maintenance of every car, by row of the customer table. */
export interface NextServiceColumns {
  readonly asOf: SerialDay;
  /** {@link NO_DAY} where nothing is known or the customer is in no count. */
  readonly dueDay: Int32Array;
  /** The odometer at which it is due, whole kilometres; `NaN` if the odometer is not known. */
  readonly dueKm: Float64Array;
  /** Index into {@link serviceBases}. */
  readonly basis: Uint8Array;
  /** Last maintenance, else last visit; of 首保 the delivery: what the interval is added to. */
  readonly baseDay: Int32Array;
  /** 1 = the coming maintenance is the first (首保). */
  readonly isFirst: Uint8Array;
  /** The interval in kilometres that applies. */
  readonly intervalKm: Float64Array;
}

export interface NextServiceOptions {
  readonly settings?: Partial<ServiceIntervals>;
  /** Intervals of single models, by the model's name. */
  readonly ofModels?: ReadonlyMap<string, Partial<ServiceIntervals>>;
  /** What customers said of their next maintenance overrides the prediction. */
  readonly statements?: readonly CustomerStatement[];
  /** Computed already for the same day; else computed here. */
  readonly statuses?: StatusColumns;
  readonly odometers?: OdometerColumns;
  readonly items?: OrderItems;
}

/** Intervals per code of the model column; names compare as keys do. */
function intervalsByModel(
  models: readonly string[],
  { settings, ofModels }: NextServiceOptions
): ServiceIntervals[] {
  const common = valuesOf(serviceIntervals, settings);
  const byKey = new Map(
    [...(ofModels ?? [])].map(([model, intervals]) => [normaliseKey(model), intervals])
  );
  return models.map((model) => ({ ...common, ...byKey.get(normaliseKey(model)) }));
}

/** Per customer the latest statement of the next maintenance on or before a day. */
function latestExpectations(
  statements: readonly CustomerStatement[],
  asOf: SerialDay
): Map<number, CustomerStatement> {
  const latest = new Map<number, CustomerStatement>();
  for (const statement of statements) {
    const { customer, day, expectedMaintenance } = statement;
    const known = latest.get(customer);
    const counts = expectedMaintenance !== NO_DAY && day <= asOf;
    if (counts && (known === undefined || known.day <= day)) {
      latest.set(customer, statement);
    }
  }
  return latest;
}

/**
 * The next maintenance of every car as of a day. The customer's own statement stands until he comes
 * for maintenance. Is no maintenance known of a car whose whole life the orders cover, or of one that
 * never came, the next is 首保 with its shorter interval, due from delivery whatever repairs came between.
 */
export function nextServiceOfAll(
  dealership: Dealership,
  asOf: SerialDay,
  options: NextServiceOptions = {}
): NextServiceColumns {
  const { customers, firstOrderDay } = dealership;
  const { statements = [] } = options;
  const { lastVisit, status } = options.statuses ?? statusesAsOf(dealership, asOf);
  const odometers = options.odometers ?? kmPerDayOfAll(dealership, asOf, { statements });
  const items = options.items ?? itemsOf(dealership);
  const workKnown = tellsWork(dealership, asOf);
  const maintained = lastMaintenanceDays(dealership, items, asOf);
  const intervals = intervalsByModel(customers.model.texts, options);
  const expectations = latestExpectations(statements, asOf);

  const dueDay = new Int32Array(customers.count);
  const dueKm = new Float64Array(customers.count).fill(NaN);
  const basis = new Uint8Array(customers.count);
  const baseDay = new Int32Array(customers.count);
  const isFirst = new Uint8Array(customers.count);
  const intervalKm = new Float64Array(customers.count).fill(NaN);

  for (let customer = 0; customer < customers.count; customer++) {
    const delivery = customers.deliveryDate[customer];
    const wholeLife = workKnown && delivery !== NO_DAY && delivery >= firstOrderDay;
    const first = maintained[customer] === NO_DAY && (lastVisit[customer] === NO_DAY || wholeLife);
    const base = first ? delivery : maintained[customer] || lastVisit[customer];
    if (status[customer] === NOT_COUNTED || base === NO_DAY) {
      continue;
    }
    const interval = intervals[customers.model.codes[customer]];
    const km = first ? interval.firstKm : interval.km;
    const days = first ? interval.firstDays : interval.days;
    baseDay[customer] = base;
    isFirst[customer] = first ? 1 : 0;
    intervalKm[customer] = km;
    basis[customer] = first
      ? SERVICE_BASIS.delivery
      : maintained[customer]
        ? SERVICE_BASIS.maintenance
        : SERVICE_BASIS.lastVisit;
    dueDay[customer] = nextServiceDay(base, odometers.kmPerDay[customer], days, km);
    dueKm[customer] = Math.round(predictedKm(odometers, customer, base) + km);

    const said = expectations.get(customer);
    const since = workKnown ? maintained[customer] : lastVisit[customer];
    if (said !== undefined && since < said.day) {
      basis[customer] = SERVICE_BASIS.statement;
      dueDay[customer] = said.expectedMaintenance;
    }
  }
  return { asOf, dueDay, dueKm, basis, baseDay, isFirst, intervalKm };
}

/**
 * What 用车较少 (S2) is judged by: kilometres driven since the last maintenance (else last visit, else
 * delivery), predicted for the as-of day; `NaN` where the car's own readings give no slope, since a
 * mean of other cars says nothing about how little this one is driven.
 */
export function kmSinceMaintenance(
  odometers: OdometerColumns,
  { asOf, baseDay }: NextServiceColumns
): Float64Array {
  return Float64Array.from(baseDay, (base, customer) =>
    base === NO_DAY || odometers.source[customer] !== KM_PER_DAY.measured
      ? NaN
      : Math.max(0, predictedKm(odometers, customer, asOf) - predictedKm(odometers, customer, base))
  );
}

/** 1 where predicted kilometres since the last maintenance stay below the interval (用车较少, S2). */
export function drivenLessThanInterval(
  odometers: OdometerColumns,
  next: NextServiceColumns
): Uint8Array {
  const driven = kmSinceMaintenance(odometers, next);
  return Uint8Array.from(driven, (km, customer) => (km < next.intervalKm[customer] ? 1 : 0));
}
