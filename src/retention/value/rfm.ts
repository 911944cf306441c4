import { cutoff, NO_DAY, type SerialDay } from "../time";
import {
  type Dealership,
  moneyDaysAsOf,
  moneyOfOrders,
  visitOfMoney,
  type OrderMoney,
} from "../store";
import { parameter, valuesOf, type ParameterGroup, type ParameterValues } from "../parameters";
import { ruleSets, groupMask, statusesAsOf, visitsWithinAll, type StatusColumns } from "../status";

/**
 * RFM and 价值分级 (S1 客户价值分级: "累计消费金额越高、进场频次越频繁、最近进场时间越近,客户的价值度就越高"). RFM looks
 * back; PSV looks forward.
 */

export const rfmParameters = {
  /** Visits and money of so many months count. */
  window: parameter(24, "months", "ours"),
  /** The least R + F + M of each grade; below the last is D. */
  gradeA: parameter(13, "count", "ours"),
  gradeB: parameter(10, "count", "ours"),
  gradeC: parameter(7, "count", "ours"),
} as const satisfies ParameterGroup;
export type RfmSettings = ParameterValues<typeof rfmParameters>;

/** 价值分级; the index is what columns store. `none`: no visit within the window, so nothing to rank. */
export const valueGrades = ["none", "A", "B", "C", "D"] as const;
export type ValueGrade = (typeof valueGrades)[number];

/** RFM of every customer, by row of the customer table. */
export interface RfmColumns {
  readonly asOf: SerialDay;
  /** Days since the last visit; −1 where not ranked. */
  readonly recencyDays: Int32Array;
  /** Visits within the window. */
  readonly frequency: Int32Array;
  /** Money within the window, in the sheet's currency; `NaN` where not ranked. */
  readonly money: Float64Array;
  /** Scores 1–5, 5 the best; 0 = not ranked. */
  readonly recencyScore: Uint8Array;
  readonly frequencyScore: Uint8Array;
  readonly moneyScore: Uint8Array;
  /** R + F + M, 3–15; 0 = not ranked. */
  readonly sum: Uint8Array;
  /** Index into {@link valueGrades}. */
  readonly grade: Uint8Array;
  /** What M is: 实收, or 产值 where no order up to the day tells what was received. */
  readonly moneyBasis: "received" | "revenue";
}

/**
 * Scores 1–5 by fifths of a ranking, 5 for the best fifth. Equal values share the better score; `NaN`
 * is not ranked and scores 0.
 *
 * @param best which end is best
 * @example
 * quintiles([10, 20, 30, 40, 50], "high"); //=> 1, 2, 3, 4, 5
 */
export function quintiles(values: ArrayLike<number>, best: "high" | "low"): Uint8Array {
  const ranked: number[] = [];
  for (let i = 0; i < values.length; i++) {
    if (!Number.isNaN(values[i])) {
      ranked.push(best === "high" ? -values[i] : values[i]);
    }
  }
  const sorted = Float64Array.from(ranked).sort();
  const scores = new Uint8Array(values.length);
  for (let i = 0; i < values.length; i++) {
    if (!Number.isNaN(values[i])) {
      const better = countBelow(sorted, best === "high" ? -values[i] : values[i], false);
      scores[i] = 5 - Math.floor((5 * better) / sorted.length);
    }
  }
  return scores;
}

/** How many of sorted values lie below a value, or below and at it. */
function countBelow(sorted: Float64Array, value: number, orEqual: boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle] < value || (orEqual && sorted[middle] === value)) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

/** R, F and M have at most 5 points each. */
const HIGHEST_SUM = 15;

/** The grade of R + F + M; `none` for 0. */
export function valueGradeOf(sum: number, settings?: Partial<RfmSettings>): ValueGrade {
  const { gradeA, gradeB, gradeC } = valuesOf(rfmParameters, settings);
  if (sum === 0) {
    return "none";
  }
  return sum >= gradeA ? "A" : sum >= gradeB ? "B" : sum >= gradeC ? "C" : "D";
}

/**
 * Money of every customer from a day to another, of the orders that 表23 counts, in cents: exact, so the
 * order of rows cannot matter.
 */
function centsWithin(
  dealership: Dealership,
  amounts: Float64Array,
  first: SerialDay,
  last: SerialDay
): Float64Array {
  const { customerOfOrder, customers } = dealership;
  const visitOf = visitOfMoney(dealership);
  const days = moneyDaysAsOf(dealership, last);
  const cents = new Float64Array(customers.count);
  for (let order = 0; order < amounts.length; order++) {
    const counts = visitOf[order] >= 0 && days[order] !== NO_DAY && days[order] >= first;
    if (counts && !Number.isNaN(amounts[order])) {
      cents[customerOfOrder[order]] += Math.round(amounts[order] * 100);
    }
  }
  return cents;
}

export interface RfmOptions {
  readonly settings?: Partial<RfmSettings>;
  readonly statuses?: StatusColumns;
  readonly money?: OrderMoney;
}

/**
 * RFM over 24 months (rules §9): days since the last visit, visits, money received, each ranked into
 * fifths among valid customers with a visit within the window; the grade from the sum. Who did not come
 * is not ranked: else the many who never came would share one place and lift each other.
 */
export function rfmOfAll(
  dealership: Dealership,
  asOf: SerialDay,
  options: RfmOptions = {}
): RfmColumns {
  const { customers } = dealership;
  const settings = valuesOf(rfmParameters, options.settings);
  const { status, lastVisit } = options.statuses ?? statusesAsOf(dealership, asOf);
  const orderMoney = options.money ?? moneyOfOrders(dealership);
  const valid = groupMask(ruleSets.retention, "valid");
  const moneyDays = moneyDaysAsOf(dealership, asOf);
  const tellsReceived = orderMoney.received.some(
    (amount, order) => !Number.isNaN(amount) && moneyDays[order] !== NO_DAY
  );
  const moneyBasis = tellsReceived ? "received" : "revenue";
  const first = cutoff(asOf, settings.window);
  const frequency = visitsWithinAll(dealership, settings.window, asOf);
  const cents = centsWithin(dealership, orderMoney[moneyBasis], first, asOf);

  const isRanked = (customer: number): boolean =>
    valid[status[customer]] === 1 && frequency[customer] > 0;
  const ranked = <T extends number>(value: (customer: number) => T): Float64Array =>
    Float64Array.from({ length: customers.count }, (_, customer) =>
      isRanked(customer) ? value(customer) : NaN
    );
  const days = ranked((customer) => asOf - lastVisit[customer]);
  const money = ranked((customer) => cents[customer] / 100);
  const recencyScore = quintiles(days, "low");
  const frequencyScore = quintiles(
    ranked((customer) => frequency[customer]),
    "high"
  );
  const moneyScore = quintiles(money, "high");
  const sum = recencyScore.map((score, i) => score + frequencyScore[i] + moneyScore[i]);
  const gradeOfSum = Array.from({ length: HIGHEST_SUM + 1 }, (_, value) =>
    valueGrades.indexOf(valueGradeOf(value, settings))
  );
  return {
    asOf,
    recencyDays: Int32Array.from(days, (value) => (Number.isNaN(value) ? -1 : value)),
    frequency,
    money,
    recencyScore,
    frequencyScore,
    moneyScore,
    sum,
    grade: sum.map((value) => gradeOfSum[value]),
    moneyBasis,
  };
}

/** A customer whom RFM and PSV place differently. */
export interface ValueDisagreement {
  readonly customer: number;
  /** Share of the compared customers that this one is worth more than, 0–1; ties count half. */
  readonly rfmPlace: number;
  readonly psvPlace: number;
  /** psvPlace − rfmPlace: above 0 = RFM undervalues the customer. */
  readonly difference: number;
}

/** Twice the number of values below a value, equal ones counting half: whole numbers compare exactly. */
function places(values: Float64Array): (value: number) => number {
  const sorted = values.slice().sort();
  return (value) => countBelow(sorted, value, false) + countBelow(sorted, value, true);
}

/**
 * Where RFM and PSV disagree most (S4: "在错误的客户身上浪费资源"): customers with both, the widest
 * difference of places first.
 */
export function valueDisagreements(rfm: RfmColumns, psv: Float64Array): ValueDisagreement[] {
  const compared: number[] = [];
  for (let customer = 0; customer < psv.length; customer++) {
    if (rfm.sum[customer] > 0 && !Number.isNaN(psv[customer])) {
      compared.push(customer);
    }
  }
  const rfmPlaces = places(Float64Array.from(compared, (customer) => rfm.sum[customer]));
  const psvPlaces = places(Float64Array.from(compared, (customer) => psv[customer]));
  return compared
    .map((customer) => {
      const rfmPlace = rfmPlaces(rfm.sum[customer]);
      const psvPlace = psvPlaces(psv[customer]);
      return { customer, rfmPlace, psvPlace, difference: psvPlace - rfmPlace };
    })
    .sort((a, b) => Math.abs(b.difference) - Math.abs(a.difference) || a.customer - b.customer)
    .map(({ customer, rfmPlace, psvPlace, difference }) => ({
      customer,
      rfmPlace: rfmPlace / (2 * compared.length),
      psvPlace: psvPlace / (2 * compared.length),
      difference: difference / (2 * compared.length),
    }));
}
