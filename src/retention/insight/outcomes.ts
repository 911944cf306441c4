import { type DayRange, NO_DAY, type SerialDay } from "../time";
import { type Dealership, moneyDaysAsOf, type OrderMoney } from "../store";

/** Whether a customer came on one of the days `first` … `last`, both included. */
export function hasVisitWithin(
  { visitDay, visitOffsets }: Dealership,
  customer: number,
  first: SerialDay,
  last: SerialDay
): boolean {
  let visit = visitOffsets[customer + 1] - 1;
  while (visit >= visitOffsets[customer] && visitDay[visit] > last) visit--;
  return visit >= visitOffsets[customer] && visitDay[visit] >= first;
}

/** 产值 of each customer on some days, by the day of the money, 红冲 included; cents, so that order does not matter. */
export function revenueWithin(
  dealership: Dealership,
  money: OrderMoney,
  { first, last }: DayRange,
  asOf: SerialDay
): Float64Array {
  const { customers, customerOfOrder } = dealership;
  const days = moneyDaysAsOf(dealership, asOf);
  const cents = new Float64Array(customers.count);
  for (let order = 0; order < customerOfOrder.length; order++) {
    const customer = customerOfOrder[order];
    const amount = money.revenue[order];
    if (customer < 0 || Number.isNaN(amount)) continue;
    const day = days[order];
    if (day !== NO_DAY && day >= first && day <= last) cents[customer] += Math.round(amount * 100);
  }
  return cents.map((sum) => sum / 100);
}
