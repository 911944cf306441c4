import { isoOf, NO_DAY, type SerialDay } from "../time";
import type { Finding, FindingCode } from "./findings";
import {
  INVALID,
  readInvalidReasons,
  type ConfirmedReason,
  type FirstSeenReason,
  type InvalidColumns,
} from "./invalid";
import { readSoldHere } from "./soldHere";
import { readKinds, type LeftOutText } from "./leftOut";
import { ORDER_KIND } from "./orderKinds";
import { settleOrderRows, type OrderOverlap } from "./orderRows";
import { noteUnnamedVehicles } from "./unnamedVehicles";
import { withoutMassDeliveries, withPlausibleDays } from "./plausibleDays";
import type { CustomerTable, OrderField, OrderTable } from "./tables";
import { NUMBER_AMBIGUOUS, openArchive, PLATE_AMBIGUOUS, WALK_IN, type Archive } from "./vehicles";
import { defaultWords, type WordLists } from "./words";

export { ORDER_KIND, orderKinds, type OrderKind } from "./orderKinds";

/**
 * The store as every rule sees it: immutable columns, customers by row of the customer table, orders
 * by row of the order table, visits grouped by customer and sorted by day. It speaks for no day in
 * particular; every figure takes an as-of day and looks no further.
 */
export interface Dealership {
  readonly customers: CustomerTable;
  /** Amounts that speak for a whole order stand on one of its rows only, and are 0 on the others. */
  readonly orders: OrderTable;

  /** Per order its customer, or −1 for 散客 and orders whose customer cannot be told. */
  readonly customerOfOrder: Int32Array;
  /** Per order its visit, or −1 when it is none (see {@link orderKind}) or has no customer. */
  readonly visitOfOrder: Int32Array;
  /** Per order the day it stands for: arrival, else settlement, else {@link NO_DAY}. */
  readonly orderDay: Int32Array;
  /** Per order an index into {@link orderKinds}. */
  readonly orderKind: Uint8Array;
  /** Per row 1 = it stands for its order in 单数; further rows of the same order have 0. */
  readonly orderHead: Uint8Array;

  /** Orders of customer c, all kinds, by day: `customerOrders[orderOffsets[c] … orderOffsets[c + 1])`. */
  readonly orderOffsets: Int32Array;
  readonly customerOrders: Int32Array;

  /** Visits of customer c, by day: indices `visitOffsets[c] … visitOffsets[c + 1])`. */
  readonly visitOffsets: Int32Array;
  readonly visitDay: Int32Array;
  /** 单数 of a visit; 0 = only the customer sheet's own last-visit column knows it. */
  readonly visitOrderCount: Int32Array;
  /** The orders of the visit's day, all kinds: `customerOrders[visitOrdersStart[v] … visitOrdersEnd[v])`. */
  readonly visitOrdersStart: Int32Array;
  readonly visitOrdersEnd: Int32Array;

  /**
   * Per customer the first day in any count; {@link NO_DAY}: on every day. A car bought elsewhere is
   * 待核实 from there to its first visit.
   */
  readonly countedFrom: Int32Array;
  /** Per customer the day on which it enters the archive (新增); {@link NO_DAY}: none is known. */
  readonly entryDay: Int32Array;
  /** Per customer the day on which the car came from its previous owner's; {@link NO_DAY} mostly. */
  readonly takenOver: Int32Array;
  /** Per customer 1 = 重复, in no count. */
  readonly duplicate: Uint8Array;
  /** 重复 rows that are probably former owners whom nobody marked as 已转手, and since when the next has the car. */
  readonly resold: ReadonlyMap<number, SerialDay>;
  /** Per customer 1 = car sold here (all, if {@link soldHereKnown} is false). */
  readonly soldHere: Uint8Array;
  /** Whether a column of the workbook tells which cars were sold here. */
  readonly soldHereKnown: boolean;
  /** Invalid reasons and the days from which they hold. */
  readonly invalid: InvalidColumns;
  /** H, the first day of any order in the file; {@link NO_DAY} without orders. */
  readonly firstOrderDay: SerialDay;
}

export interface AssemblyOptions {
  /** Word lists of the settings; {@link defaultWords} otherwise. */
  readonly words?: WordLists;
  /** Undated invalid reasons that an earlier run saw, by customer key. */
  readonly invalidFirstSeen?: ReadonlyMap<string, FirstSeenReason>;
  /** Invalid reasons that the manager confirmed, by customer key; they win over the sheet. */
  readonly confirmedInvalid?: ReadonlyMap<string, readonly ConfirmedReason[]>;
  /** Amounts of the order table that are those of the whole order, on each of its rows. */
  readonly orderTotals?: ReadonlySet<OrderField>;
}

export interface Assembly {
  readonly dealership: Dealership;
  readonly findings: Finding[];
  /** Texts by which orders were left out of the visits, with how many. */
  readonly leftOut: readonly LeftOutText[];
  /** Orders that stand in the workbook more than once. */
  readonly overlaps: readonly OrderOverlap[];
}

/** Groups positions by customer and sorts each group by day; equal days keep the order of the rows. */
function groupByCustomer(
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

  columns(): Pick<
    Dealership,
    "visitDay" | "visitOrderCount" | "visitOrdersStart" | "visitOrdersEnd"
  > {
    return {
      visitDay: this.visitDay.subarray(0, this.count),
      visitOrderCount: this.visitOrderCount.subarray(0, this.count),
      visitOrdersStart: this.visitOrdersStart.subarray(0, this.count),
      visitOrdersEnd: this.visitOrdersEnd.subarray(0, this.count),
    };
  }
}

/** Of a store with 200,000 orders a step takes a few tens of milliseconds. */
const ORDERS_PER_STEP = 50_000;

/**
 * Brings customers and orders together (rules §2): whose each order is, which days are visits, since
 * when each customer is in the archive. Nothing is dropped: what does not count is kept with its kind,
 * and every anomaly is a finding with the row it stands in.
 *
 * The result depends on no day; records after an as-of day stay in it and are invisible to the figures
 * of that day. Keys must come normalised (keys.ts).
 */
export function assembleDealership(
  customers: CustomerTable,
  orders: OrderTable,
  options: AssemblyOptions = {}
): Assembly {
  const steps = assembleInSteps(customers, orders, options);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** Like {@link assembleDealership}, in steps of some milliseconds each, for those who must not block. */
export function* assembleInSteps(
  customersOfSheet: CustomerTable,
  ordersOfSheet: OrderTable,
  options: AssemblyOptions = {}
): Generator<undefined, Assembly, undefined> {
  const words = options.words ?? defaultWords;
  const findings: Finding[] = [];
  const orders = withPlausibleDays(ordersOfSheet, findings);
  const customers = withoutMassDeliveries(customersOfSheet, orders, findings);
  const invalid = readInvalidReasons(
    customers,
    words,
    options.invalidFirstSeen,
    findings,
    options.confirmedInvalid
  );
  const soldHere = readSoldHere(customers, words);
  const archive = openArchive(customers, orders, invalid, findings);
  yield;

  const orderDay = new Int32Array(orders.count);
  let firstOrderDay = NO_DAY;
  for (let order = 0; order < orders.count; order++) {
    const day = orders.arrival[order] || orders.settlement[order];
    orderDay[order] = day;
    if (day !== NO_DAY && (firstOrderDay === NO_DAY || day < firstOrderDay)) {
      firstOrderDay = day;
    }
  }
  const { kinds: orderKind, leftOut } = readKinds(orders, orderDay, words);
  yield;
  const customerOfOrder = new Int32Array(orders.count);
  const assigned = { customerOfOrder, orderDay, orderKind, findings };
  const strangers: number[] = [];
  for (let from = 0; from < orders.count; from += ORDERS_PER_STEP) {
    const to = Math.min(from + ORDERS_PER_STEP, orders.count);
    assignOrders(customers, orders, archive, assigned, strangers, from, to);
    yield;
  }
  assignStrangers(customers, orders, archive, assigned, strangers);
  noteUnnamedVehicles(customers, customerOfOrder, archive.duplicate, findings);
  yield;
  const rows = settleOrderRows({
    orders,
    customerOfOrder,
    orderDay,
    orderKind,
    findings,
    ...(options.orderTotals && { totals: options.orderTotals }),
  });
  const { orderHead } = rows;
  yield;
  const groups = groupByCustomer(customers.count, customerOfOrder, orderDay);
  const counting = { orderKind, orderHead };
  const visits = findVisits(customers, archive.duplicate, counting, groups, findings);
  yield;
  const dealership: Dealership = {
    customers,
    orders: rows.orders,
    customerOfOrder,
    visitOfOrder: visitsOfOrders(orders.count, orderKind, groups.customerOrders, visits),
    orderDay,
    orderKind,
    orderHead,
    orderOffsets: groups.orderOffsets,
    customerOrders: groups.customerOrders,
    ...visits,
    ...findEntryDays(customers, soldHere.flags, archive.takenOver, visits),
    takenOver: archive.takenOver,
    duplicate: archive.duplicate,
    resold: archive.resold,
    soldHere: soldHere.flags,
    soldHereKnown: soldHere.known,
    invalid,
    firstOrderDay,
  };
  noteCustomers(dealership, findings);
  return { dealership, findings, overlaps: rows.overlaps, leftOut };
}

interface Assigned {
  readonly customerOfOrder: Int32Array;
  readonly orderDay: Int32Array;
  readonly orderKind: Uint8Array;
  readonly findings: Finding[];
}

/**
 * Says whose the orders of the rows `from` up to `to` are, and which of them do not count. Orders of
 * plates that the archive does not know are `strangers`, to be asked for when all were seen.
 */
function assignOrders(
  customers: CustomerTable,
  orders: OrderTable,
  archive: Archive,
  assigned: Assigned,
  strangers: number[],
  from: number,
  to: number
): void {
  const { customerOfOrder, orderDay, orderKind, findings } = assigned;
  for (let order = from; order < to; order++) {
    const owner = archive.ownerOf(order, orderDay[order]);
    customerOfOrder[order] = owner < 0 ? WALK_IN : owner;
    if (owner === WALK_IN && orders.plate[order] !== "") {
      strangers.push(order);
    } else if (orderKind[order] !== ORDER_KIND.void) {
      const foundBy = archive.foundBy();
      if (foundBy !== undefined && owner >= 0) {
        noteFoundBy(orders, order, foundBy, findings);
      }
      noteAssigned(customers, orders, assigned, order, owner);
    }
  }
}

/** Orders that only a plate of another order can tell, and those of 散客. */
function assignStrangers(
  customers: CustomerTable,
  orders: OrderTable,
  archive: Archive,
  assigned: Assigned,
  strangers: readonly number[]
): void {
  const { customerOfOrder, orderDay, orderKind, findings } = assigned;
  for (const order of strangers) {
    const owner = archive.ownerByOldPlate(order, orderDay[order]);
    customerOfOrder[order] = owner;
    if (orderKind[order] !== ORDER_KIND.void) {
      if (owner >= 0) {
        noteFoundBy(orders, order, "plateFromOtherOrder", findings);
      }
      noteAssigned(customers, orders, assigned, order, owner);
    }
  }
}

const fieldOfMatch: Partial<Record<FindingCode, "vin" | "plate" | "customerNumber">> = {
  vinTail: "vin",
  vinUnknownPlateKnown: "vin",
  plateFromOtherOrder: "plate",
  numberWithoutZeros: "customerNumber",
};

function noteFoundBy(
  orders: OrderTable,
  order: number,
  code: FindingCode,
  findings: Finding[]
): void {
  const field = fieldOfMatch[code] ?? "vin";
  const sheetRow = orders.sheetRow[order];
  findings.push({ code, table: "orders", sheetRow, field, read: orders[field][order] });
}

/** What is to be said about an order that is not void once its customer is known. */
function noteAssigned(
  customers: CustomerTable,
  orders: OrderTable,
  { orderDay, orderKind, findings }: Assigned,
  order: number,
  owner: number
): void {
  const note = (code: FindingCode, field: OrderField, read: string): void => {
    findings.push({ code, table: "orders", sheetRow: orders.sheetRow[order], field, read });
  };
  const day = orderDay[order];
  if (owner < 0) {
    noteOwnerless(orders, order, owner, note);
  } else if (orderKind[order] === ORDER_KIND.visit && day < customers.deliveryDate[owner]) {
    orderKind[order] = ORDER_KIND.beforeDelivery;
    note("orderBeforeDelivery", orders.arrival[order] ? "arrival" : "settlement", isoOf(day));
  }
  if (day === NO_DAY) {
    note("orderWithoutDate", "arrival", "");
  }
}

/** An order whose vehicle is in no archive; one without any key is intake's finding. */
function noteOwnerless(
  orders: OrderTable,
  order: number,
  owner: number,
  note: (code: FindingCode, field: OrderField, read: string) => void
): void {
  if (owner === PLATE_AMBIGUOUS) {
    note("plateAmbiguous", "plate", orders.plate[order]);
  } else if (owner === NUMBER_AMBIGUOUS) {
    note("customerNumberAmbiguous", "customerNumber", orders.customerNumber[order]);
  } else if (orders.vin[order] !== "") {
    note("walkIn", "vin", orders.vin[order]);
  } else if (orders.plate[order] !== "") {
    note("walkIn", "plate", orders.plate[order]);
  } else if (orders.customerNumber[order] !== "") {
    note("walkIn", "customerNumber", orders.customerNumber[order]);
  }
}

type VisitColumns = Pick<
  Dealership,
  "visitOffsets" | "visitDay" | "visitOrderCount" | "visitOrdersStart" | "visitOrdersEnd"
>;

/**
 * One visit per customer and day with an order that counts, and one for a last visit that only the
 * customer sheet knows.
 */
function findVisits(
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

function visitsOfOrders(
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

/**
 * Since when customers are counted and when they enter the archive, neither before a takeover. A car
 * sold here: the earlier of delivery and first visit (no visit lies before delivery). One bought
 * elsewhere enters with its first visit here (S0 售后新增) and is counted, as 待核实, on every day before.
 */
function findEntryDays(
  customers: CustomerTable,
  soldHere: Uint8Array,
  takenOver: Int32Array,
  visits: VisitColumns
): Pick<Dealership, "countedFrom" | "entryDay"> {
  const countedFrom = new Int32Array(customers.count);
  const entryDay = new Int32Array(customers.count);
  for (let customer = 0; customer < customers.count; customer++) {
    const first = visits.visitOffsets[customer];
    const firstVisit = first < visits.visitOffsets[customer + 1] ? visits.visitDay[first] : NO_DAY;
    const sold = soldHere[customer] === 1;
    const own = (sold && customers.deliveryDate[customer]) || firstVisit;
    entryDay[customer] = own === NO_DAY && !sold ? NO_DAY : Math.max(own, takenOver[customer]);
    countedFrom[customer] = sold ? entryDay[customer] : takenOver[customer];
  }
  return { countedFrom, entryDay };
}

/** Findings about customers that need their visits: none at all, or visits after 已转手 / 已报废. */
function noteCustomers(dealership: Dealership, findings: Finding[]): void {
  const { customers, visitOffsets, visitDay, invalid, duplicate } = dealership;
  for (let customer = 0; customer < customers.count; customer++) {
    if (duplicate[customer]) {
      continue;
    }
    const end = visitOffsets[customer + 1];
    const hasVisits = end > visitOffsets[customer];
    const sheetRow = customers.sheetRow[customer];
    if (!hasVisits && customers.deliveryDate[customer] === NO_DAY) {
      findings.push({ code: "customerWithoutDates", table: "customers", sheetRow, read: "" });
    }
    const reason = invalid.reason[customer];
    const leftForGood = reason === INVALID.transferred || reason === INVALID.scrapped;
    const from = invalid.from[customer];
    if (leftForGood && from !== NO_DAY && hasVisits && visitDay[end - 1] > from) {
      findings.push({
        code: "visitAfterInvalid",
        table: "customers",
        sheetRow,
        field: "invalidReason",
        read: customers.invalidReason.texts[customers.invalidReason.codes[customer]],
      });
    }
  }
}

/** Findings that depend on the as-of day: orders dated after it, which its figures do not see. */
export function findingsAsOf(dealership: Dealership, asOf: SerialDay): Finding[] {
  const { orders, orderDay } = dealership;
  const findings: Finding[] = [];
  for (let order = 0; order < orders.count; order++) {
    if (orderDay[order] > asOf) {
      findings.push({
        code: "arrivalAfterAsOf",
        table: "orders",
        sheetRow: orders.sheetRow[order],
        field: orders.arrival[order] ? "arrival" : "settlement",
        read: isoOf(orderDay[order]),
      });
    }
  }
  return findings;
}
