import { customerKeyOf, type Dealership, moneyOfOrders, type OrderMoney } from "../store";
import { membersOf, recordHistory, type SolicitationRecord, type SolicitationType } from "../calls";
import type { SerialDay } from "../time";
import { callEffect, type CallEffect, type EffectSide } from "./callEffect";
import {
  controlLotOf,
  controlPeriodOf,
  controlShareOf,
  controllableTypes,
  hasComplained,
  type ControlPeriod,
  type ControlSettings,
} from "./controlGroup";
import { hasVisitWithin, revenueWithin } from "./outcomes";
import type { ReturnChances } from "./returnChance";

/** 招揽成效: what came of calling, by type of solicitation and by script. */

/** Who was due on the first day of a period, before anybody was called or held back. */
export interface DueOnFirstDay {
  readonly period: ControlPeriod;
  /** Customers of the 招揽需求表 of that day, and for which type. */
  readonly due: readonly { readonly customer: number; readonly type: SolicitationType }[];
  /** Rows of the customer table whose sequence was open then (约定, 爽约, 顺延): nobody's control. */
  readonly underWay: ReadonlySet<number>;
}

/** What became of one type in the periods that are over. */
export interface TypeEffect {
  readonly type: SolicitationType;
  readonly effect: CallEffect;
}

/** Customers who were called with a script, and how many of them came within the window. */
export interface ScriptEffect {
  readonly type: SolicitationType;
  readonly script: string;
  readonly side: EffectSide;
  /** Against the control group of the type; not drawn by lot, so it tells less. */
  readonly effect: CallEffect;
}

export interface SolicitationEffect {
  readonly asOf: SerialDay;
  readonly byType: readonly TypeEffect[];
  readonly byScript: readonly ScriptEffect[];
  /** All types together. */
  readonly all: CallEffect;
  /** Periods that are over by the day. */
  readonly periods: readonly ControlPeriod[];
}

const noSide = (): { customers: number; came: number; revenue: number } => ({
  customers: 0,
  came: 0,
  revenue: 0,
});

/** The periods of a control group that are over by a day, oldest first, the latest four years at most. */
export function finishedPeriods(settings: ControlSettings, asOf: SerialDay): ControlPeriod[] {
  const found: ControlPeriod[] = [];
  let period = controlPeriodOf(settings, asOf);
  while (period !== undefined && found.length < 16) {
    if (period.last <= asOf) found.unshift(period);
    period = controlPeriodOf(settings, period.first - 1);
  }
  return found;
}

/**
 * Counts, over the periods that are over, who came within the period among those due on its first day:
 * the control group against all others of the same type. Only types with a control group are compared;
 * who had a sequence under way or a complaint is on neither side.
 */
export function solicitationEffect(
  dealership: Dealership,
  settings: ControlSettings,
  duties: readonly DueOnFirstDay[],
  records: readonly SolicitationRecord[],
  asOf: SerialDay,
  money: OrderMoney = moneyOfOrders(dealership)
): SolicitationEffect {
  const { customers } = dealership;
  const sides = new Map(controllableTypes.map((type) => [type, [noSide(), noSide()] as const]));
  const scripts = new Map<string, { type: SolicitationType; script: string; side: EffectSide }>();
  const history = recordHistory(dealership, records, asOf);
  for (const { period, due, underWay } of duties) {
    const counted = new Set<string>();
    const revenue = revenueWithin(dealership, money, period, asOf);
    for (const { customer, type } of due) {
      const share = controlShareOf(settings, type, period);
      const once = `${type}|${customer}`;
      if (share === 0 || customer < 0 || underWay.has(customer) || counted.has(once)) continue;
      if (hasComplained(customers, customer)) continue;
      counted.add(once);
      const lot = controlLotOf(settings.seed, type, period, customerKeyOf(customers, customer));
      const [called, control] = sides.get(type)!;
      const outcome = {
        came: hasVisitWithin(dealership, customer, period.first, period.last),
        revenue: revenue[customer],
      };
      add(lot < share ? control : called, outcome);
      if (lot >= share) {
        const record = [...membersOf(history, customer)].find(
          (at) =>
            records[at].type === type &&
            records[at].day >= period.first &&
            records[at].day <= period.last &&
            records[at].script !== "" &&
            records[at].result !== null
        );
        if (record !== undefined) {
          const key = `${type}|${records[record].script}`;
          const known = scripts.get(key) ?? {
            type,
            script: records[record].script,
            side: noSide(),
          };
          add(known.side as ReturnType<typeof noSide>, outcome);
          scripts.set(key, known);
        }
      }
    }
  }
  const byType = [...sides]
    .filter(([, [called, control]]) => called.customers + control.customers > 0)
    .map(([type, [called, control]]) => ({ type, effect: callEffect(called, control) }));
  const sum = (at: 0 | 1): EffectSide =>
    [...sides.values()].reduce((total, pair) => {
      total.customers += pair[at].customers;
      total.came += pair[at].came;
      total.revenue += pair[at].revenue;
      return total;
    }, noSide());
  return {
    asOf,
    byType,
    byScript: [...scripts.values()].map((it) => ({
      ...it,
      effect: callEffect(it.side, sides.get(it.type)![1]),
    })),
    all: callEffect(sum(0), sum(1)),
    periods: duties.map(({ period }) => period),
  };
}

interface Outcome {
  readonly came: boolean;
  readonly revenue: number;
}

function add(side: ReturnType<typeof noSide>, { came, revenue }: Outcome): void {
  side.customers++;
  side.came += came ? 1 : 0;
  side.revenue += revenue;
}

/** Without a control group: what came after calls, beside what comes of customers like these anyway. */
export interface ArrivalsBesideNature {
  readonly type: SolicitationType;
  readonly called: number;
  readonly came: number;
  /** Mean 回厂概率 within 90 days of the called, as known before; `NaN` where it cannot be known. */
  readonly natural: number;
}

/**
 * Of the calls of a stretch of days: who came within the near horizon, and how many of customers in the
 * same reference classes come anyhow. Arrival after a call is not arrival because of it.
 *
 * @param before return chances of the day before the stretch
 */
export function arrivalsBesideNature(
  dealership: Dealership,
  customerOfRecord: Int32Array,
  records: readonly SolicitationRecord[],
  before: ReturnChances
): ArrivalsBesideNature[] {
  const sums = new Map<
    SolicitationType,
    { called: number; came: number; sum: number; n: number }
  >();
  const counted = new Set<string>();
  const last = before.asOf + before.near.days;
  records.forEach((record, at) => {
    const customer = customerOfRecord[at];
    const once = `${record.type}|${customer}`;
    const inStretch = record.day > before.asOf && record.day <= last;
    if (customer < 0 || !inStretch || record.result === null || counted.has(once)) return;
    counted.add(once);
    const sum = sums.get(record.type) ?? { called: 0, came: 0, sum: 0, n: 0 };
    sums.set(record.type, sum);
    sum.called++;
    if (hasVisitWithin(dealership, customer, before.asOf + 1, last)) sum.came++;
    const chance = before.near.chance[customer];
    if (!Number.isNaN(chance)) {
      sum.sum += chance;
      sum.n++;
    }
  });
  return [...sums].map(([type, { called, came, sum, n }]) => ({
    type,
    called,
    came,
    natural: n === 0 ? NaN : sum / n,
  }));
}
