import { isAmount, revenueOf } from "./amounts";
import { ORDER_KIND, type Dealership } from "./dealership";
import { perDealership } from "./perDealership";
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
}

/** The money of every order (rules §2). */
export function moneyOfOrders(dealership: Dealership): OrderMoney {
  const { orders, orderKind } = dealership;
  const revenue = new Float64Array(orders.count).fill(NaN);
  const cost = new Float64Array(orders.count).fill(NaN);
  const received = new Float64Array(orders.count).fill(NaN);
  for (let order = 0; order < orders.count; order++) {
    if (orderKind[order] !== ORDER_KIND.void && orderKind[order] !== ORDER_KIND.repeated) {
      revenue[order] = revenueOf(orders, order);
      cost[order] = amountOrNaN(orders.cost[order]);
      received[order] = amountOrNaN(orders.received[order]);
    }
  }
  const margin = revenue.map((value, order) => value - cost[order]);
  return { revenue, cost, margin, received };
}

/**
 * Per order the day on which its money falls, as a day knows it (rules §2): the settlement day, so that
 * months add up; where no settlement is known of any order up to the day, the order's own day.
 * {@link NO_DAY} = no money yet: the order has no day, is later than `asOf`, or is 未结算.
 */
export const moneyDaysAsOf: (dealership: Dealership, asOf: SerialDay) => Int32Array = perDealership(
  ({ orders, orderDay }, asOf: SerialDay) => {
    const settled = (order: number): boolean =>
      orders.settlement[order] !== NO_DAY && orders.settlement[order] <= asOf;
    const isKnown = (order: number): boolean =>
      orderDay[order] !== NO_DAY && orderDay[order] <= asOf;
    const tells = orderDay.some((_, order) => isKnown(order) && settled(order));
    return orderDay.map((day, order) =>
      !isKnown(order) ? NO_DAY : settled(order) ? orders.settlement[order] : tells ? NO_DAY : day
    );
  }
);

/**
 * Per order the visit whose money it is, −1 if none's: of an order that counts as a visit that one, of a
 * reversal 红冲 the visit that it takes back, so far as the orders tell: its customer's latest by its day.
 */
export const visitOfMoney: (dealership: Dealership) => Int32Array = perDealership(
  ({ visitOfOrder, orderKind, customerOfOrder, orderDay, visitOffsets, visitDay }) =>
    visitOfOrder.map((own, order) => {
      const customer = customerOfOrder[order];
      if (orderKind[order] !== ORDER_KIND.reversal || customer < 0) {
        return own;
      }
      let visit = visitOffsets[customer + 1] - 1;
      while (visit >= visitOffsets[customer] && visitDay[visit] > orderDay[order]) {
        visit--;
      }
      return visit < visitOffsets[customer] ? -1 : visit;
    })
);

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
 * The money of every visit as a day knows it: of the orders that count as this visit and the reversals
 * that take it back, where they are settled by then.
 */
export function moneyOfVisits(
  dealership: Dealership,
  money: OrderMoney,
  asOf: SerialDay
): VisitMoney {
  const { visitDay } = dealership;
  const visitOf = visitOfMoney(dealership);
  const days = moneyDaysAsOf(dealership, asOf);
  const blank = (): Float64Array => new Float64Array(visitDay.length).fill(NaN);
  const visits = { revenue: blank(), cost: blank(), margin: blank(), received: blank() };
  for (let order = 0; order < visitOf.length; order++) {
    const visit = visitOf[order];
    if (visit >= 0 && days[order] !== NO_DAY) {
      addKnown(visits.revenue, visit, money.revenue[order]);
      addKnown(visits.cost, visit, money.cost[order]);
      addKnown(visits.margin, visit, money.margin[order]);
      addKnown(visits.received, visit, money.received[order]);
    }
  }
  return visits;
}
