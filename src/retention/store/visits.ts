import { isoOf, NO_DAY, type SerialDay } from "../time";
import type { Finding, FindingCode } from "./findings";
import { ORDER_KIND } from "./orderKinds";
import type { CustomerTable } from "./tables";

/** Groups positions by customer and sorts each group by day; equal days keep the order of the rows. */
export function groupByCustomer(
  customerCount: number,
  customerOfOrder: Int32Array,
  orderDay: Int32Array
): { orderOffsets: Int32Array; customerOrders: Int32Array; days: Int32Array } {
  const orderOffsets = new Int32Array(customerCount + 1);
  for (let order = 0; order < customerOfOrder.length; order++) {
    const customer = customerOfOrder[order];
    if (customer >= 0) {
      orderOffsets[customer + 1]++;
    }
  }
  for (let customer = 0; customer < customerCount; customer++) {
    orderOffsets[customer + 1] += orderOffsets[customer];
  }
  const customerOrders = new Int32Array(orderOffsets[customerCount]);
  const days = new Int32Array(orderOffsets[customerCount]);
  const next = orderOffsets.slice(0, customerCount);
  for (let order = 0; order < customerOfOrder.length; order++) {
    const customer = customerOfOrder[order];
    if (customer >= 0) {
      const at = next[customer]++;
      customerOrders[at] = order;
      days[at] = orderDay[order];
    }
  }
  for (let customer = 0; customer < customerCount; customer++) {
    sortByDay(customerOrders, days, orderOffsets[customer], orderOffsets[customer + 1]);
  }
  return { orderOffsets, customerOrders, days };
}

/** Beyond this many orders of one customer (a fleet row) insertion would grow with the square. */
const INSERTION_LIMIT = 64;

function sortByDay(orders: Int32Array, days: Int32Array, start: number, end: number): void {
  if (end - start > INSERTION_LIMIT) {
    // Orders stand by row in the group, so day · 2^26 + position sorts by day and keeps the rows' order.
    const keys = Float64Array.from(
      days.subarray(start, end),
      (day, position) => day * 67_108_864 + position
    ).sort();
    const before = orders.slice(start, end);
    keys.forEach((key, i) => {
      orders[start + i] = before[key % 67_108_864];
      days[start + i] = Math.floor(key / 67_108_864);
    });
    return;
  }
  for (let i = start + 1; i < end; i++) {
    const day = days[i];
    if (days[i - 1] <= day) {
      continue;
    }
    const order = orders[i];
    let j = i;
    for (; j > start && days[j - 1] > day; j--) {
      days[j] = days[j - 1];
      orders[j] = orders[j - 1];
    }
    days[j] = day;
    orders[j] = order;
  }
}

/** Collects visits in the order of customers and days. */
class VisitBuilder {
  readonly visitDay: Int32Array;
  readonly visitOrderCount: Int32Array;
  readonly visitOrdersStart: Int32Array;
  readonly visitOrdersEnd: Int32Array;
  count = 0;

  constructor(capacity: number) {
    this.visitDay = new Int32Array(capacity);
    this.visitOrderCount = new Int32Array(capacity);
    this.visitOrdersStart = new Int32Array(capacity);
    this.visitOrdersEnd = new Int32Array(capacity);
  }

  add(day: SerialDay, orderCount: number, start: number, end: number): void {
    const visit = this.count++;
    this.visitDay[visit] = day;
    this.visitOrderCount[visit] = orderCount;
    this.visitOrdersStart[visit] = start;
    this.visitOrdersEnd[visit] = end;
  }

  columns(): Omit<VisitColumns, "visitOffsets"> {
    return {
      visitDay: this.visitDay.subarray(0, this.count),
      visitOrderCount: this.visitOrderCount.subarray(0, this.count),
      visitOrdersStart: this.visitOrdersStart.subarray(0, this.count),
      visitOrdersEnd: this.visitOrdersEnd.subarray(0, this.count),
    };
  }
}

/** The visits of all customers; `customerOrders` are the orders by customer and day. */
export interface VisitColumns {
  /** Visits of customer c, by day: indices `visitOffsets[c] … visitOffsets[c + 1])`. */
  readonly visitOffsets: Int32Array;
  readonly visitDay: Int32Array;
  /** 单数 of a visit; 0 = only the customer sheet's own last-visit column knows it. */
  readonly visitOrderCount: Int32Array;
  /** The orders of the visit's day, all kinds: `customerOrders[visitOrdersStart[v] … visitOrdersEnd[v])`. */
  readonly visitOrdersStart: Int32Array;
  readonly visitOrdersEnd: Int32Array;
}

/**
 * One visit per customer and day with an order that counts, and one for a last visit that only the
 * customer sheet knows.
 */
export function findVisits(
  customers: CustomerTable,
  duplicate: Uint8Array,
  { orderKind, orderHead }: { readonly orderKind: Uint8Array; readonly orderHead: Uint8Array },
  groups: { orderOffsets: Int32Array; customerOrders: Int32Array; days: Int32Array },
  findings: Finding[]
): VisitColumns {
  const { orderOffsets, customerOrders, days } = groups;
  const visits = new VisitBuilder(customerOrders.length + customers.count);
  const visitOffsets = new Int32Array(customers.count + 1);
  const note = (code: FindingCode, customer: number): void => {
    // Where there are no orders at all, every last visit is known to the customer sheet alone.
    if (code === "lastVisitNotInOrders" && orderKind.length === 0) return;
    findings.push({
      code,
      table: "customers",
      sheetRow: customers.sheetRow[customer],
      field: "lastVisit",
      read: isoOf(customers.lastVisit[customer]),
    });
  };
  for (let customer = 0; customer < customers.count; customer++) {
    const end = orderOffsets[customer + 1];
    let sheetDay = duplicate[customer] ? NO_DAY : customers.lastVisit[customer];
    if (sheetDay !== NO_DAY && sheetDay < customers.deliveryDate[customer]) {
      note("lastVisitBeforeDelivery", customer);
      sheetDay = NO_DAY;
    }
    let at = orderOffsets[customer];
    while (at < end) {
      const day = days[at];
      const start = at;
      let counted = 0;
      for (; at < end && days[at] === day; at++) {
        if (orderKind[customerOrders[at]] === ORDER_KIND.visit) {
          counted += orderHead[customerOrders[at]];
        }
      }
      if (sheetDay !== NO_DAY && sheetDay < day) {
        note("lastVisitNotInOrders", customer);
        visits.add(sheetDay, 0, start, start);
        sheetDay = NO_DAY;
      }
      if (counted > 0) {
        visits.add(day, counted, start, at);
      } else if (day !== NO_DAY && sheetDay === day) {
        note("lastVisitNotInOrders", customer);
        visits.add(day, 0, start, at);
      }
      if (sheetDay === day) {
        sheetDay = NO_DAY;
      }
    }
    if (sheetDay !== NO_DAY) {
      note("lastVisitNotInOrders", customer);
      visits.add(sheetDay, 0, end, end);
    }
    visitOffsets[customer + 1] = visits.count;
  }
  return { visitOffsets, ...visits.columns() };
}

/** Per order its visit; −1: none. */
export function visitsOfOrders(
  orderCount: number,
  orderKind: Uint8Array,
  customerOrders: Int32Array,
  visits: VisitColumns
): Int32Array {
  const visitOfOrder = new Int32Array(orderCount).fill(-1);
  for (let visit = 0; visit < visits.visitDay.length; visit++) {
    if (visits.visitOrderCount[visit] === 0) {
      continue;
    }
    const end = visits.visitOrdersEnd[visit];
    for (let at = visits.visitOrdersStart[visit]; at < end; at++) {
      const order = customerOrders[at];
      if (orderKind[order] === ORDER_KIND.visit) {
        visitOfOrder[order] = visit;
      }
    }
  }
  return visitOfOrder;
}
