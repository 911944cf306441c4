import { isoOf, NO_DAY, type SerialDay } from "../time";
import { inOneGo } from "../steps";
import type { Finding } from "./findings";
import {
  INVALID,
  readInvalidReasons,
  type ConfirmedReason,
  type FirstSeenReason,
  type InvalidColumns,
} from "./invalid";
import { readSoldHere } from "./soldHere";
import { readKinds, type LeftOutText } from "./leftOut";
import { settleOrderRows, type OrderOverlap } from "./orderRows";
import { noteUnnamedVehicles } from "./unnamedVehicles";
import { withoutMassDeliveries, withPlausibleDays } from "./plausibleDays";
import type { CustomerTable, OrderField, OrderTable } from "./tables";
import { openArchive } from "./vehicles";
import { defaultWords, type WordLists } from "./words";
import { assignOrders, assignStrangers } from "./orderOwners";
import { type VisitColumns, findVisits, groupByCustomer, visitsOfOrders } from "./visits";

export { ORDER_KIND, orderKinds, type OrderKind } from "./orderKinds";

/**
 * The store as every rule sees it: immutable columns, customers by row of the customer table, orders
 * by row of the order table, visits grouped by customer and sorted by day. It speaks for no day in
 * particular; every figure takes an as-of day and looks no further.
 */
export interface Dealership extends VisitColumns {
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
  return inOneGo(assembleInSteps(customers, orders, options));
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
