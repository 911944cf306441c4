import {
  dayBefore,
  edate,
  monthEndOf,
  monthStartOf,
  isWithin,
  type DayRange,
  type SerialDay,
} from "../time";
import { ruleSets, groupMask, isHistoryShort, statusesAsOf } from "../status";
import type { Dealership } from "../store";
import { evaluationParameters } from "./evaluationParameters";
import { initialDealOf, ownedFlowsOf } from "./ownedFlows";
import type { Ownership } from "../ownership";

/**
 * S0: "如果每月服务顾问的新增客户流失保持了递减趋势,基盘客户稳定增长,则说明服务顾问的客户维系能力是不错的".
 *
 * - `improving`: newLost never rose, base never fell, and one of them got better.
 * - `worsening`: newLost never fell, base never rose, and one of them got worse.
 * - `steady`: neither changed. `mixed`: anything else.
 */
export const trendDirections = ["improving", "steady", "mixed", "worsening"] as const;
export type TrendDirection = (typeof trendDirections)[number];

const never = (values: readonly number[], against: (step: number) => boolean): boolean =>
  values.every((value, i) => i === 0 || !against(value - values[i - 1]));

/** Where newLost and base of consecutive months are going. */
export function trendDirection(
  newLost: readonly number[],
  base: readonly number[]
): TrendDirection {
  const rises = (step: number): boolean => step > 0;
  const falls = (step: number): boolean => step < 0;
  const better = never(newLost, rises) && never(base, falls);
  const worse = never(newLost, falls) && never(base, rises);
  if (better && worse) {
    return "steady";
  }
  return better ? "improving" : worse ? "worsening" : "mixed";
}

export interface OwnerTrend {
  /** 新增流失 per month. */
  readonly newLost: readonly number[];
  /** 基盘 at the end of each month. */
  readonly base: readonly number[];
  readonly direction: TrendDirection;
}

export interface Trend {
  /** Complete calendar months, the last of them over by the as-of day. */
  readonly months: readonly DayRange[];
  /** By owner index. */
  readonly rows: readonly OwnerTrend[];
  readonly shortHistory: boolean;
}

/** The last complete calendar months that are over on a day, the oldest first. */
export function completeMonths(asOf: SerialDay, count: number): DayRange[] {
  const running = monthStartOf(asOf);
  const isOver = monthEndOf(asOf) === asOf;
  return Array.from({ length: count }, (_, i) => {
    const first = edate(running, i - count + (isOver ? 1 : 0));
    return { first, last: monthEndOf(first) };
  });
}

/**
 * newLost and base of every owner over the last complete months.
 *
 * @param monthCount at least 2; 3 by default
 */
export function trendOf(
  dealership: Dealership,
  ownership: Ownership,
  asOf: SerialDay,
  monthCount: number = evaluationParameters.trendMonths.value
): Trend {
  const months = completeMonths(asOf, monthCount);
  const opening = dayBefore(months[0].first);
  const noDeal = initialDealOf(dealership, ownership, null);
  const last = months[months.length - 1].last;
  const newLost = ownership.owners.map(() => months.map(() => 0));
  for (const { owner, flow, day } of ownedFlowsOf(dealership, ownership, noDeal, opening, last)
    .moves) {
    if (flow === "newLost") {
      newLost[owner][months.findIndex((month) => isWithin(day, month))]++;
    }
  }
  const ends = months.map((month) => baseByOwner(dealership, ownership, month.last));
  return {
    months,
    rows: ownership.owners.map((_, owner) => {
      const base = ends.map((counts) => counts[owner]);
      return { newLost: newLost[owner], base, direction: trendDirection(newLost[owner], base) };
    }),
    shortHistory: isHistoryShort(dealership, opening),
  };
}

function baseByOwner(dealership: Dealership, ownership: Ownership, day: SerialDay): Int32Array {
  const isBase = groupMask(ruleSets.retention, "base");
  const counts = new Int32Array(ownership.owners.length);
  statusesAsOf(dealership, day).status.forEach((code, customer) => {
    if (isBase[code]) {
      counts[ownership.ownerOn(customer, day)]++;
    }
  });
  return counts;
}
