import { benchmarkOf, type BenchmarkColumns } from "../solicitation";
import {
  type Dealership,
  itemsOf,
  ITEM,
  type OrderItems,
  moneyOfOrders,
  type OrderMoney,
} from "../store";
import { rfmOfAll } from "../value";
import { ruleSets, statusCodes, type StatusCode, groupMask } from "../status";
import { NO_DAY, type SerialDay } from "../time";
import { valuesOf } from "../parameters";
import {
  areaUnderCurve,
  calibrationBins,
  forecastQuality,
  type CalibrationBin,
  type ForecastQuality,
} from "./forecastQuality";
import { wilson, type ShareInterval } from "./intervals";
import { hasVisitWithin, revenueWithin } from "./outcomes";
import { returnParameters, type ReturnSettings } from "./parameters";
import { returnChances, type ReturnChances } from "./returnChance";

/** 预测回测: what was known on a day, against what happened since. */

/** Of the customers of one status on that day. */
export interface StatusOutcome {
  readonly status: StatusCode;
  readonly customers: number;
  readonly came: number;
  readonly rate: ShareInterval;
  /** 产值 within the horizon. */
  readonly revenue: number;
}

/** A tenth of the customers by PSV of that day, or those whom RFM puts first. */
export interface ValueOutcome {
  readonly customers: number;
  /** PSV of that day, added; `NaN` where the tenth is by RFM. */
  readonly foreseen: number;
  readonly revenue: number;
}

/** How well each measure put those first who came: the area under the curve, 0.5 = a coin. */
export interface Ordering {
  readonly chance: number;
  readonly status: number;
  readonly rfm: number;
  readonly psv: number;
}

export interface BackTest {
  /** The day of which it was foreseen. */
  readonly from: SerialDay;
  readonly asOf: SerialDay;
  readonly days: number;
  /** 有效 customers of that day. */
  readonly customers: number;
  readonly came: number;
  readonly byStatus: readonly StatusOutcome[];
  /** `undefined` where the history was too short then to know any 回厂概率. */
  readonly quality: ForecastQuality | undefined;
  /** Ten bins of 回厂概率. */
  readonly bins: readonly (CalibrationBin & { readonly rate: ShareInterval })[];
  readonly ordering: Ordering;
  /** Tenths by PSV, the worthiest first; the last may be smaller. */
  readonly byPsv: readonly ValueOutcome[];
  /** As many as a tenth, by RFM: the highest sums. */
  readonly firstByRfm: ValueOutcome;
  readonly maintenance: MaintenanceForecast;
}

/** How far the next maintenance day was off, days, of those who came for maintenance. */
export interface MaintenanceForecast {
  readonly customers: number;
  /** Median of |day foretold − day it was|; `NaN` without any. */
  readonly medianError: number;
  /** The same if every car had the fixed interval of days alone. */
  readonly medianErrorFixed: number;
}

export interface BackTestOptions {
  readonly items?: OrderItems;
  readonly money?: OrderMoney;
  /** Of the day `from`, computed already. */
  readonly benchmark?: BenchmarkColumns;
  readonly chances?: ReturnChances;
  readonly settings?: Partial<ReturnSettings>;
  /** Days of the fixed interval to compare with. */
  readonly fixedInterval: number;
}

/**
 * Looks back: as of `days` before a day, with what was known then, against what happened up to the day.
 *
 * @param horizon `near` (90 days) or `far` (365)
 */
export function backTest(
  dealership: Dealership,
  asOf: SerialDay,
  horizon: "near" | "far",
  options: BackTestOptions
): BackTest {
  const items = options.items ?? itemsOf(dealership);
  const money = options.money ?? moneyOfOrders(dealership);
  const days = valuesOf(returnParameters, options.settings)[horizon];
  const from = asOf - days;
  const chances = options.chances ?? returnChances(dealership, from, options.settings);
  const benchmark = options.benchmark ?? benchmarkOf(dealership, from, { items, money });
  const { status } = benchmark.statuses;
  const isValid = groupMask(ruleSets.retention, "valid");
  const rows: number[] = [];
  status.forEach((code, row) => {
    if (isValid[code]) rows.push(row);
  });
  const came = rows.map((row) => (hasVisitWithin(dealership, row, from + 1, asOf) ? 1 : 0));
  const revenue = revenueWithin(dealership, money, { first: from + 1, last: asOf }, asOf);
  const rfm = rfmOfAll(dealership, from, { statuses: benchmark.statuses, money });
  const psv = benchmark.psv.total;

  const chance = rows.map((row) => chances[horizon].chance[row]);
  const known = chance.every((it) => !Number.isNaN(it)) && rows.length > 0;
  return {
    from,
    asOf,
    days,
    customers: rows.length,
    came: came.reduce<number>((sum, it) => sum + it, 0),
    byStatus: outcomesByStatus(rows, came, status, revenue),
    quality: known ? forecastQuality(chance, came) : undefined,
    bins: known
      ? calibrationBins(chance, came).map((bin) => ({ ...bin, rate: wilson(bin.came, bin.count) }))
      : [],
    ordering: {
      chance: known ? areaUnderCurve(chance, came) : NaN,
      status: areaUnderCurve(
        rows.map((row) => -status[row]),
        came
      ),
      rfm: areaUnderCurve(
        rows.map((row) => rfm.sum[row]),
        came
      ),
      psv: areaUnderCurve(
        rows.map((row) => psv[row] || 0),
        came
      ),
    },
    byPsv: tenths(rows, psv, revenue),
    firstByRfm: firstTenth(rows, rfm.sum, revenue),
    maintenance: maintenanceForecast(dealership, items, benchmark, asOf, options.fixedInterval),
  };
}

function outcomesByStatus(
  rows: readonly number[],
  came: readonly number[],
  status: Uint8Array,
  revenue: Float64Array
): StatusOutcome[] {
  return ruleSets.retention.classes.map(({ status: code }) => {
    const of = statusCodes.indexOf(code);
    let customers = 0;
    let returned = 0;
    let cents = 0;
    rows.forEach((row, i) => {
      if (status[row] !== of) return;
      customers++;
      returned += came[i];
      cents += Math.round(revenue[row] * 100);
    });
    return {
      status: code,
      customers,
      came: returned,
      rate: wilson(returned, customers),
      revenue: cents / 100,
    };
  });
}

const centsOf = (revenue: Float64Array, rows: readonly number[]): number =>
  rows.reduce((sum, row) => sum + Math.round(revenue[row] * 100), 0);

/** Tenths by worth; customers of one worth count in equal parts wherever a line runs through them. */
function tenths(rows: readonly number[], psv: Float64Array, revenue: Float64Array): ValueOutcome[] {
  const order = rows
    .filter((row) => !Number.isNaN(psv[row]))
    .sort((a, b) => psv[b] - psv[a] || revenue[b] - revenue[a]);
  const shared = sharedRevenue(order, (row) => psv[row], revenue);
  return Array.from({ length: 10 }, (_, tenth) => {
    const first = Math.round((order.length * tenth) / 10);
    const last = Math.round((order.length * (tenth + 1)) / 10);
    const members = order.slice(first, last);
    return {
      customers: members.length,
      foreseen: members.reduce((sum, row) => sum + psv[row], 0),
      revenue: shared.slice(first, last).reduce((sum, it) => sum + it, 0),
    };
  });
}

function firstTenth(
  rows: readonly number[],
  score: Uint8Array,
  revenue: Float64Array
): ValueOutcome {
  const order = [...rows].sort((a, b) => score[b] - score[a] || revenue[b] - revenue[a]);
  const shared = sharedRevenue(order, (row) => score[row], revenue);
  const customers = Math.round(rows.length / 10);
  return {
    customers,
    foreseen: NaN,
    revenue: shared.slice(0, customers).reduce((sum, it) => sum + it, 0),
  };
}

/** By place in an order the mean 产值 of all who share the place's worth. */
function sharedRevenue(
  order: readonly number[],
  worth: (row: number) => number,
  revenue: Float64Array
): number[] {
  const shared: number[] = [];
  for (let i = 0; i < order.length;) {
    let end = i;
    while (end < order.length && worth(order[end]) === worth(order[i])) end++;
    const mean = centsOf(revenue, order.slice(i, end)) / 100 / (end - i);
    for (; i < end; i++) shared.push(mean);
  }
  return shared;
}

function median(values: number[]): number {
  if (values.length === 0) return NaN;
  values.sort((a, b) => a - b);
  const middle = values.length >> 1;
  return values.length % 2 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

/** The first maintenance after the day, against what the benchmark of the day said. */
function maintenanceForecast(
  dealership: Dealership,
  items: OrderItems,
  { asOf: from, nextService, statuses }: BenchmarkColumns,
  until: SerialDay,
  fixedInterval: number
): MaintenanceForecast {
  const { customerOrders, orderOffsets, orderDay, visitOfOrder, customers } = dealership;
  const errors: number[] = [];
  const fixed: number[] = [];
  for (let row = 0; row < customers.count; row++) {
    const due = nextService.dueDay[row];
    const anchor = statuses.anchorDay[row];
    if (due === NO_DAY || anchor === NO_DAY) continue;
    for (let at = orderOffsets[row]; at < orderOffsets[row + 1]; at++) {
      const order = customerOrders[at];
      const day = orderDay[order];
      if (day <= from || visitOfOrder[order] < 0) continue;
      if (day > until) break;
      if (!(items.classes[order] & ITEM.maintenance)) continue;
      errors.push(Math.abs(day - due));
      fixed.push(Math.abs(day - (anchor + fixedInterval)));
      break;
    }
  }
  return {
    customers: errors.length,
    medianError: median(errors),
    medianErrorFixed: median(fixed),
  };
}
