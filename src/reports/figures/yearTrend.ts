import { newLostAllowance } from "../../retention/performance";
import {
  dailySeries,
  flowsOfEvents,
  groupSeries,
  statusEvents,
  type RuleSet,
} from "../../retention/status";
import type { Dealership, VisitMoney } from "../../retention/store";
import { dayBefore, edate, monthEndOf, monthStartOf, type SerialDay } from "../../retention/time";

/** What 首页 follows over a year: `base` and `lost` stand at a day, the others add up over days. */
export const trendNames = ["base", "lost", "newlyLost", "wonBack", "visits", "revenue"] as const;
export type TrendName = (typeof trendNames)[number];

/** One figure now, before, and through a year. What cannot be known is `NaN`. */
export interface Trend {
  readonly name: TrendName;
  /** On the as-of day; of what adds up, from the first of its month on. */
  readonly value: number;
  /** At the end of last month; of what adds up, in as many days of last month. */
  readonly before: number;
  /** The twelve whole months before the as-of day's, oldest first. */
  readonly months: readonly number[];
}

/** The figures of a year. */
export interface YearTrend {
  /** The first days of the twelve months. */
  readonly months: readonly SerialDay[];
  readonly trends: readonly Trend[];
  /** 新增流失 that each of the months allowed, and that the running one allows (S0: 1% of the opening 基盘). */
  readonly allowances: readonly number[];
  readonly allowance: number;
}

/** What the figures of a year are made from. */
export interface YearSources {
  readonly dealership: Dealership;
  readonly asOf: SerialDay;
  readonly visitMoney: VisitMoney;
  readonly rules: RuleSet;
  /** Whether orders tell visits; without them nobody knows what changed. */
  readonly knowsVisits: boolean;
  /** What a month may lose. */
  readonly targets: Parameters<typeof newLostAllowance>[1];
}

const wholeMonths = 12;

/** The store's figures of the running month beside those of the twelve months before it. */
export function yearTrend(sources: YearSources): YearTrend {
  const { dealership, asOf, rules, knowsVisits, targets } = sources;
  const start = monthStartOf(asOf);
  const months = Array.from({ length: wholeMonths }, (_, i) => edate(start, i - wholeMonths));
  // The evening before the first of the months is its opening.
  const first = dayBefore(edate(start, -wholeMonths));
  const events = statusEvents(dealership, first, asOf, { rules });
  const series = dailySeries(dealership, events, flowsOfEvents(dealership, events));
  const base = groupSeries(series, "base");
  const allowanceOf = (month: SerialDay): number =>
    knowsVisits ? newLostAllowance(base[dayBefore(month) - first] ?? 0, targets) : NaN;
  const lastMonth = edate(start, -1);
  const sameDays = Math.min(lastMonth + (asOf - start), dayBefore(start));

  const standing = (name: TrendName, perDay: Int32Array): Trend => {
    const on = (day: SerialDay): number => perDay[day - first] ?? 0;
    return {
      name,
      value: on(asOf),
      before: knowsVisits ? on(dayBefore(start)) : NaN,
      months: months.map((month) => (knowsVisits ? on(monthEndOf(month)) : NaN)),
    };
  };
  /** @param from what the store's files tell begins on this day */
  const adding = (name: TrendName, perDay: ArrayLike<number>, from: SerialDay): Trend => {
    const sum = (firstDay: SerialDay, lastDay: SerialDay): number => {
      let total = 0;
      for (let day = firstDay; day <= lastDay; day += 1) total += perDay[day - first] ?? 0;
      return total;
    };
    return {
      name,
      value: from > asOf ? NaN : sum(start, asOf),
      before: from > lastMonth ? NaN : sum(lastMonth, sameDays),
      months: months.map((month) => (from > month ? NaN : sum(month, monthEndOf(month)))),
    };
  };
  const told = firstDayTold(sources);
  return {
    months,
    trends: [
      standing("base", base),
      standing("lost", groupSeries(series, "lost")),
      adding("newlyLost", series.flows.newLost, knowsVisits ? first : never),
      adding("wonBack", series.flows.lostReturned, told.visits),
      adding("visits", visitsPerDay(sources, first), told.visits),
      adding("revenue", revenuePerDay(sources, first), told.revenue),
    ],
    allowances: months.map(allowanceOf),
    allowance: allowanceOf(start),
  };
}

/** A day after all others. */
const never = Infinity;

/** From which month's first day on the orders tell of visits, and of money. */
function firstDayTold({ dealership, visitMoney, asOf }: YearSources): {
  readonly visits: SerialDay;
  readonly revenue: SerialDay;
} {
  let visits = never;
  let revenue = never;
  dealership.visitDay.forEach((day, visit) => {
    if (day > asOf) return;
    visits = Math.min(visits, day);
    if (!Number.isNaN(visitMoney.revenue[visit])) revenue = Math.min(revenue, day);
  });
  // Whose first order is of the 3rd may well have opened on the 1st.
  const monthOf = (day: number): number => (day === never ? never : monthStartOf(day));
  return { visits: monthOf(visits), revenue: monthOf(revenue) };
}

/** 台次 of each day from `first` to the as-of day. */
export function visitsPerDay(
  { dealership, asOf }: Pick<YearSources, "dealership" | "asOf">,
  first: SerialDay
): Int32Array {
  const counts = new Int32Array(asOf - first + 1);
  for (const day of dealership.visitDay) {
    const at = day - first;
    if (at >= 0 && at < counts.length) counts[at] = (counts[at] ?? 0) + 1;
  }
  return counts;
}

/** 产值 of the visits of each day from `first` to the as-of day. */
function revenuePerDay(
  { dealership, asOf, visitMoney }: YearSources,
  first: SerialDay
): Float64Array {
  const sums = new Float64Array(asOf - first + 1);
  dealership.visitDay.forEach((day, visit) => {
    const revenue = visitMoney.revenue[visit] ?? NaN;
    const at = day - first;
    if (at >= 0 && at < sums.length && !Number.isNaN(revenue)) sums[at] = (sums[at] ?? 0) + revenue;
  });
  return sums;
}
