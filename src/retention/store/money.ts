import { isAmount, revenueOf } from "./amounts";
import { ORDER_KIND } from "./orderKinds";
import type { Dealership } from "./dealership";
import { NO_DAY, type SerialDay } from "../time";

const amountOrNaN = (value: number): number => (isAmount(value) ? value : NaN);

/**
 * Money per order, by row of the order table, in the sheet's currency; `NaN` = not known, shown as
 * "—", never 0. Void orders and rows that stand there twice carry none. Other orders that are no visit (PDI, internal, parts-only,
 * before delivery) and 散客 keep theirs: what counts where is the reports' to say.
 */
export interface OrderMoney {
  /** 产值. */
  readonly revenue: Float64Array;
  readonly cost: Float64Array;
  /** 差价: revenue − cost; `NaN` where either is. */
  readonly margin: Float64Array;
  /** 实收: the M of RFM. */
  readonly received: Float64Array;
  /** The day the money falls on: settlement, else the order's day; `NO_DAY` without any. */
  readonly day: Int32Array;
}

/** The money of every order (rules §2). */
export function moneyOfOrders(dealership: Dealership): OrderMoney {
  const { orders, orderKind, orderDay } = dealership;
  const revenue = new Float64Array(orders.count).fill(NaN);
  const cost = new Float64Array(orders.count).fill(NaN);
  const received = new Float64Array(orders.count).fill(NaN);
  const day = new Int32Array(orders.count);
  for (let order = 0; order < orders.count; order++) {
    day[order] = orders.settlement[order] || orderDay[order];
    if (orderKind[order] !== ORDER_KIND.void && orderKind[order] !== ORDER_KIND.repeated) {
      revenue[order] = revenueOf(orders, order);
      cost[order] = amountOrNaN(orders.cost[order]);
      received[order] = amountOrNaN(orders.received[order]);
    }
  }
  const margin = revenue.map((value, order) => value - cost[order]);
  return { revenue, cost, margin, received, day };
}

/**
 * The day on which an order's money falls, as a day knows it: a settlement after `asOf` is not known
 * yet, until then money falls on the order's day. {@link NO_DAY} for an order without a day, and for
 * one that is later than `asOf`.
 */
export function moneyDayAsOf(
  { orders, orderDay }: Dealership,
  order: number,
  asOf: SerialDay
): SerialDay {
  if (orderDay[order] > asOf) {
    return NO_DAY;
  }
  const settled = orders.settlement[order];
  return settled === NO_DAY || settled > asOf ? orderDay[order] : settled;
}

/**
 * A sum over orders some of which may lack an amount. The margin is that of the orders whose cost is
 * known, and so is its rate: revenue without a cost would else count as profit.
 */
export interface MoneySum {
  /** Orders added, whatever they lack. */
  orders: number;
  /** Sum of the known revenues. */
  revenue: number;
  /** Orders with both revenue and cost. */
  ordersWithCost: number;
  /** Revenue of those. */
  revenueWithCost: number;
  /** Cost of those. */
  cost: number;
  received: number;
}

export function emptyMoneySum(): MoneySum {
  return { orders: 0, revenue: 0, ordersWithCost: 0, revenueWithCost: 0, cost: 0, received: 0 };
}

/** Adds an order to a sum. */
export function addOrderMoney(sum: MoneySum, money: OrderMoney, order: number): void {
  const revenue = money.revenue[order];
  sum.orders++;
  sum.revenue += revenue || 0;
  sum.received += money.received[order] || 0;
  if (!Number.isNaN(money.margin[order])) {
    sum.ordersWithCost++;
    sum.revenueWithCost += revenue;
    sum.cost += money.cost[order];
  }
}

/** 差价 of a sum; `NaN` when no order of it has a cost. */
export function marginOf(sum: MoneySum): number {
  return sum.ordersWithCost === 0 ? NaN : sum.revenueWithCost - sum.cost;
}

/** 差价率 of a sum: margin ÷ revenue of the orders with a cost; `NaN` without such revenue. */
export function marginRateOf(sum: MoneySum): number {
  return sum.revenueWithCost === 0 ? NaN : marginOf(sum) / sum.revenueWithCost;
}

/** Money per visit, summed over the orders that make it; as {@link MoneySum}, by visit. */
export interface VisitMoney {
  /** Sum of the known revenues; `NaN` if no order of the visit has one. */
  readonly revenue: Float64Array;
  /** Cost of the orders that have one; `NaN` if none has. */
  readonly cost: Float64Array;
  /** Margin of the orders with a cost; `NaN` if none has one. */
  readonly margin: Float64Array;
  readonly received: Float64Array;
}

function addKnown(sums: Float64Array, at: number, value: number): void {
  if (!Number.isNaN(value)) {
    sums[at] = Number.isNaN(sums[at]) ? value : sums[at] + value;
  }
}

/**
 * The money of every visit: of the orders that count as this visit, whenever they were settled. A
 * reversal is no part of a visit; its money stands on its own order.
 */
export function moneyOfVisits(dealership: Dealership, money: OrderMoney): VisitMoney {
  const { visitOfOrder, visitDay } = dealership;
  const blank = (): Float64Array => new Float64Array(visitDay.length).fill(NaN);
  const visits = { revenue: blank(), cost: blank(), margin: blank(), received: blank() };
  for (let order = 0; order < visitOfOrder.length; order++) {
    const visit = visitOfOrder[order];
    if (visit >= 0) {
      addKnown(visits.revenue, visit, money.revenue[order]);
      addKnown(visits.cost, visit, money.cost[order]);
      addKnown(visits.margin, visit, money.margin[order]);
      addKnown(visits.received, visit, money.received[order]);
    }
  }
  return visits;
}
