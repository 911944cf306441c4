import { isoOf, NO_DAY, type SerialDay } from "../time";
import type { Finding, FindingCode } from "./findings";
import { type CustomerTable, type OrderField, type OrderTable } from "./tables";

/** Settled so long before arrival, one of the two days is a slip and not a prepayment. */
const longestPrepaid = 31;
/** Settled so long after arrival (a dispute over an accident takes years), one of the two is a slip. */
const longestStay = 3 * 366;

/**
 * Takes the plausible one of arrival and settlement where they cannot both be right (intake §4). Of two
 * that lie years apart the one farther from the days of the other orders is the slip, and the other day
 * stands for both. What was settled more than a month before arrival was there on the day of settlement,
 * which the system stamps; within a month both stay as they are.
 */
export function withPlausibleDays(orders: OrderTable, findings: Finding[]): OrderTable {
  const { arrival, settlement } = orders;
  const doubtful: number[] = [];
  for (let order = 0; order < orders.count; order++) {
    const arrived = arrival[order];
    const settled = settlement[order];
    if (arrived !== NO_DAY && settled !== NO_DAY) {
      const stay = settled - arrived;
      if (stay < 0 || stay > longestStay) {
        doubtful.push(order);
      }
    }
  }
  if (doubtful.length === 0) {
    return orders;
  }
  const note = (code: FindingCode, order: number, field: OrderField, day: SerialDay): void => {
    const sheetRow = orders.sheetRow[order];
    findings.push({ code, table: "orders", sheetRow, field, read: isoOf(day) });
  };
  // Few files have days that are years apart, and only those need the days of all orders.
  let distance: ((day: SerialDay) => number) | undefined;
  const corrected = { arrival: arrival.slice(), settlement: settlement.slice() };
  for (const order of doubtful) {
    const arrived = arrival[order];
    const settled = settlement[order];
    const stay = settled - arrived;
    const yearsApart = Math.abs(stay) > longestStay;
    if (yearsApart) {
      distance ??= distanceFromOthers(orders, doubtful);
    }
    const arrivalOff = distance?.(arrived) ?? 0;
    const settlementOff = distance?.(settled) ?? 0;
    if (yearsApart && arrivalOff > settlementOff) {
      corrected.arrival[order] = settled;
      note("arrivalImplausible", order, "arrival", arrived);
    } else if (yearsApart && settlementOff > arrivalOff) {
      corrected.settlement[order] = arrived;
      note("settlementImplausible", order, "settlement", settled);
    } else if (stay < 0) {
      if (stay < -longestPrepaid) {
        corrected.arrival[order] = settled;
      }
      note("settledBeforeArrival", order, "settlement", settled);
    }
  }
  return { ...orders, ...corrected };
}

/** How many days a day lies outside of those on which all but a hundredth of the other orders stand. */
function distanceFromOthers(
  { count, arrival, settlement }: OrderTable,
  doubtful: readonly number[]
): (day: SerialDay) => number {
  const dayOf = (order: number): SerialDay => arrival[order] || settlement[order];
  let [first, last] = [Infinity, NO_DAY];
  for (let order = 0; order < count; order++) {
    const day = dayOf(order);
    if (day !== NO_DAY) {
      first = Math.min(first, day);
      last = Math.max(last, day);
    }
  }
  const perDay = new Int32Array(Math.max(0, last - first + 1));
  let known = 0;
  for (let order = 0; order < count; order++) {
    const day = dayOf(order);
    if (day !== NO_DAY) {
      perDay[day - first]++;
      known++;
    }
  }
  for (const order of doubtful) {
    perDay[dayOf(order) - first]--;
    known--;
  }
  if (known === 0) {
    return () => 0;
  }
  // Half a hundredth at either end may be slips too.
  const beyond = Math.floor(known * 0.005);
  const edge = (from: number, step: number): SerialDay => {
    let left = beyond;
    let at = from;
    for (; at >= 0 && at < perDay.length; at += step) {
      left -= perDay[at];
      if (left < 0) break;
    }
    return first + at;
  };
  const [low, high] = [edge(0, 1), edge(perDay.length - 1, -1)];
  return (day) => Math.max(low - day, day - high, 0);
}

/** More than this share of deliveries on one day is no day's business. */
const massShare = 0.25;
/** So many on one day are a mass by themselves; of fewer, orders before the day must prove it. */
const massCount = 10;

/**
 * Deliveries that are the day of a migration: a new system wrote one day into everybody's delivery
 * (intake §4). Such a day is no delivery: it would hide every earlier visit and make all customers new.
 *
 * @returns the customers without such deliveries, the same table where there are none
 */
export function withoutMassDeliveries(
  customers: CustomerTable,
  orders: OrderTable,
  findings: Finding[]
): CustomerTable {
  const counts = new Map<SerialDay, number>();
  let known = 0;
  for (const day of customers.deliveryDate) {
    if (day !== NO_DAY) {
      known++;
      counts.set(day, (counts.get(day) ?? 0) + 1);
    }
  }
  const masses = [...counts].filter(
    ([day, count]) =>
      count > known * massShare &&
      count > 1 &&
      (count >= massCount || cameBefore(customers, orders, day))
  );
  if (masses.length === 0) {
    return customers;
  }
  const deliveryDate = customers.deliveryDate.slice();
  for (const [day, count] of masses) {
    const first = customers.deliveryDate.indexOf(day);
    findings.push({
      code: "deliveriesOnOneDay",
      table: "customers",
      sheetRow: customers.sheetRow[first],
      field: "deliveryDate",
      read: `${isoOf(day)} × ${String(count)}`,
    });
    for (let row = 0; row < deliveryDate.length; row++) {
      if (deliveryDate[row] === day) {
        deliveryDate[row] = NO_DAY;
      }
    }
  }
  return { ...customers, deliveryDate };
}

/**
 * Whether orders prove that a day was no delivery: several of the cars delivered on it, and half of those
 * that came at all, had come before.
 */
function cameBefore(customers: CustomerTable, orders: OrderTable, delivered: SerialDay): boolean {
  const keys = new Set<string>();
  for (let row = 0; row < customers.count; row++) {
    if (customers.deliveryDate[row] === delivered) {
      keys.add(customers.vin[row] || customers.plate[row]);
    }
  }
  keys.delete("");
  const came = new Set<string>();
  const before = new Set<string>();
  for (let order = 0; order < orders.count; order++) {
    const key = [orders.vin[order], orders.plate[order]].find((one) => keys.has(one));
    const day = orders.arrival[order] || orders.settlement[order];
    if (key !== undefined && day !== NO_DAY) {
      came.add(key);
      if (day < delivered) {
        before.add(key);
      }
    }
  }
  return before.size > 1 && before.size * 2 >= came.size;
}
