import { dayAfter, dayBefore, edate, monthEndOf, monthStartOf, type SerialDay } from "../time";
import { codeOfFlow, flowsOfEvents, isOwnSale } from "./conversion";
import type { Dealership } from "../store";
import { valuesOf } from "../parameters";
import { reservoirParameters } from "./reservoirParameters";
import { ruleSets, type RuleSet } from "./ruleSets";
import { groupMask, isHistoryShort, statusesAsOf } from "./status";
import { statusEvents, type StatusEvents } from "./statusEvents";

/**
 * 蓄水池 (rules §6, S4 宝典一): base customers as water, with what flows in and out.
 *
 * - `ownNew` 自店新车: entered, sold here.
 * - `acquired` 拉新: entered, not sold here; also the first visit of a car not sold here that stood in
 *   the archive as 待核实, and 首次来店 where nobody knows the seller. S4's "拉新获取的非新车" are won by
 *   their first visit, not by a row in the archive.
 * - `returned` 流失回厂, `revived` 恢复有效.
 * - `verified` 待核实转入: cars sold here whose first known visit, or an order history now long enough,
 *   shows that they are base.
 * - `newLost` 新增流失 and `invalidated` 无效流出 from base.
 */
export const reservoirInlets = ["ownNew", "acquired", "returned", "revived", "verified"] as const;
export const reservoirOutlets = ["newLost", "invalidated"] as const;
export type ReservoirFlow = (typeof reservoirInlets)[number] | (typeof reservoirOutlets)[number];

const flowOrder: readonly ReservoirFlow[] = [...reservoirInlets, ...reservoirOutlets];
const NO_FLOW = 255;

/** Customers per flow of the reservoir in some days. */
export type ReservoirFlows = Readonly<Record<ReservoirFlow, number>>;

/** One month of the reservoir; the last may be cut off by the as-of day. */
export interface ReservoirMonth {
  readonly first: SerialDay;
  readonly last: SerialDay;
  readonly opening: number;
  readonly flows: ReservoirFlows;
  /** opening + inlets − outlets */
  readonly closing: number;
  /** 保留率: 1 − newLost ÷ opening; `NaN` without opening base. */
  readonly retentionRate: number;
  /** The 12 months that end with {@link last}. */
  readonly rolling: ReservoirYear;
  /** 历史不足: the month starts before the orders reach back 12 months. */
  readonly shortHistory: boolean;
}

/** What twelve months say about the future of the store. */
export interface ReservoirYear {
  readonly first: SerialDay;
  readonly flows: ReservoirFlows;
  /** newLost + invalidated: whoever leaves the base, for either reason. */
  readonly outflow: number;
  /** 健康度: (ownNew + acquired) ÷ outflow, S4's two inlets; `NaN` without outflow. */
  readonly health: number;
  /** 健康度(含回厂): with `returned`; `NaN` without outflow. */
  readonly healthWithReturns: number;
  /** Base in the long run if years go on like this: (ownNew + acquired) × mean life (Little's law). */
  readonly steadyStock: number;
  /** 历史不足: the twelve months start before the orders reach back 12 months. */
  readonly shortHistory: boolean;
}

/** By event its flow of the reservoir, as index into inlets then outlets; {@link NO_FLOW} = neither. */
function reservoirFlows(dealership: Dealership, events: StatusEvents): Uint8Array {
  const isBase = groupMask(events.rules, "base");
  const codeOf = (flow: ReservoirFlow): number => flowOrder.indexOf(flow);
  const acquired = codeOf("acquired");
  const byFlow = new Map<number, ReservoirFlow>([
    [codeOfFlow("lostReturned"), "returned"],
    [codeOfFlow("firstVisit"), "acquired"],
    [codeOfFlow("revived"), "revived"],
    [codeOfFlow("newLost"), "newLost"],
    [codeOfFlow("invalidated"), "invalidated"],
    [codeOfFlow("enteredSold"), "ownNew"],
    [codeOfFlow("enteredService"), "acquired"],
  ]);
  const codes = Array.from({ length: 256 }, (_, flow) => {
    const name = byFlow.get(flow);
    return name === undefined ? NO_FLOW : codeOf(name);
  });
  const verified = codeOfFlow("verified");
  const flows = flowsOfEvents(dealership, events);
  return flows.map((flow, event) => {
    // Only what crosses the rim of the base moves its water.
    if (isBase[events.from[event]] === isBase[events.to[event]]) {
      return NO_FLOW;
    }
    if (flow === verified) {
      return isOwnSale(dealership, events.customer[event]) ? codeOf("verified") : acquired;
    }
    return codes[flow];
  });
}

/** Running totals per flow: `totals[flow][i]` = events on the first i days. */
function runningTotals(events: StatusEvents, flows: Uint8Array): Int32Array[] {
  const days = events.last - events.first + 1;
  const totals = flowOrder.map(() => new Int32Array(days + 1));
  for (let event = 0; event < events.count; event++) {
    if (flows[event] !== NO_FLOW) {
      totals[flows[event]][events.day[event] - events.first + 1]++;
    }
  }
  for (const total of totals) {
    for (let day = 0; day < days; day++) {
      total[day + 1] += total[day];
    }
  }
  return totals;
}

const sumOf = (flows: ReservoirFlows, names: readonly ReservoirFlow[]): number =>
  names.reduce((sum, name) => sum + flows[name], 0);

/** The first of the twelve months' days that end with a day: whole months if it ends one. */
function yearStart(last: SerialDay): SerialDay {
  return last === monthEndOf(last) ? edate(monthStartOf(last), -11) : dayAfter(edate(last, -12));
}

export interface ReservoirOptions {
  /** `retention` by default. */
  readonly rules?: RuleSet;
  /** Years a car stays with the store; {@link reservoirParameters} by default. */
  readonly meanLife?: number;
}

/**
 * The reservoir month by month, from the month of `first` to the day `last`. Its `newLost` is the flow
 * 新增流失 of the same days.
 *
 * @throws RangeError if a day is no day of Excel's calendar, or `last` lies before `first`.
 */
export function reservoir(
  dealership: Dealership,
  first: SerialDay,
  last: SerialDay,
  { rules = ruleSets.retention, meanLife }: ReservoirOptions = {}
): ReservoirMonth[] {
  if (last < first) {
    throw new RangeError("The last day lies before the first");
  }
  const life = meanLife ?? valuesOf(reservoirParameters).meanLife;
  const start = monthStartOf(first);
  const firstEnd = Math.min(last, monthEndOf(first));
  const events = statusEvents(dealership, yearStart(firstEnd), last, { rules });
  const totals = runningTotals(events, reservoirFlows(dealership, events));

  const between = (from: SerialDay, to: SerialDay): ReservoirFlows => {
    const sums = flowOrder.map((name, flow) => [
      name,
      totals[flow][to - events.first + 1] - totals[flow][from - events.first],
    ]);
    return Object.fromEntries(sums) as Record<ReservoirFlow, number>;
  };
  const yearTo = (to: SerialDay): ReservoirYear => {
    const from = yearStart(to);
    const flows = between(from, to);
    const outflow = sumOf(flows, reservoirOutlets);
    const inflow = flows.ownNew + flows.acquired;
    return {
      first: from,
      flows,
      outflow,
      health: outflow === 0 ? NaN : inflow / outflow,
      healthWithReturns: outflow === 0 ? NaN : (inflow + flows.returned) / outflow,
      steadyStock: inflow * life,
      shortHistory: isHistoryShort(dealership, from),
    };
  };

  const isBase = groupMask(rules, "base");
  let opening = statusesAsOf(dealership, dayBefore(start), rules).status.reduce(
    (count, code) => count + isBase[code],
    0
  );
  const months: ReservoirMonth[] = [];
  for (let from = start; from <= last; from = dayAfter(monthEndOf(from))) {
    const to = Math.min(last, monthEndOf(from));
    const flows = between(from, to);
    const closing = opening + sumOf(flows, reservoirInlets) - sumOf(flows, reservoirOutlets);
    months.push({
      first: from,
      last: to,
      opening,
      flows,
      closing,
      retentionRate: opening === 0 ? NaN : 1 - flows.newLost / opening,
      rolling: yearTo(to),
      shortHistory: isHistoryShort(dealership, from),
    });
    opening = closing;
  }
  return months;
}
