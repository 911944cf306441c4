import { dayBefore, edate, NO_DAY, type SerialDay } from "../time";
import { ORDER_KIND, type Dealership, perDealership } from "../store";
import { statusHorizons } from "../parameters";
import { codeOfStatus, ruleSets, statusCodes, type RuleSet } from "./ruleSets";
import {
  classByLines,
  deliveryAnchor,
  earliestDeliveryAnchors,
  isInvalidOn,
  statusLines,
} from "./status";

/**
 * 来店时状态 (rules §14; S0 绩效评估 has it picked by hand when an order is settled): the customer's
 * status on the day before the visit, or that there was none yet.
 */
export const visitStatusCodes = [...statusCodes, "firstVisit", "walkIn"] as const;
export type VisitStatusCode = (typeof visitStatusCodes)[number];

/** In a column of orders: the order is no visit, so it has no 来店时状态. */
export const NO_VISIT = 255;

export const FIRST_VISIT = visitStatusCodes.indexOf("firstVisit");
const FIRST_VISIT_MONTHS = statusHorizons.firstVisit.value;
export const WALK_IN_VISIT = visitStatusCodes.indexOf("walkIn");

/**
 * Per visit its 来店时状态 as index into {@link visitStatusCodes}. 首次来店: the customer was in no
 * archive the day before; or it is the first visit of a car bought elsewhere; or no column tells who sold
 * the car, and its first visit comes more than 12 months after delivery.
 */
export function visitStatuses(
  dealership: Dealership,
  rules: RuleSet = ruleSets.retention
): Uint8Array {
  return statusesOfVisits(dealership, rules);
}

const statusesOfVisits = perDealership((dealership, rules: RuleSet): Uint8Array => {
  const { customers, visitOffsets, visitDay } = dealership;
  const statusBefore = statusBeforeVisit(dealership, rules);
  const result = new Uint8Array(visitDay.length);
  for (let customer = 0; customer < customers.count; customer++) {
    let previous: SerialDay = NO_DAY;
    const end = visitOffsets[customer + 1];
    for (let visit = visitOffsets[customer]; visit < end; visit++) {
      result[visit] = statusBefore(customer, visitDay[visit], previous);
      previous = visitDay[visit];
    }
  }
  return result;
});

/** The 来店时状态 of a visit by its customer, its day and the day of the visit before it. */
function statusBeforeVisit(
  dealership: Dealership,
  rules: RuleSet
): (customer: number, day: SerialDay, previous: SerialDay) => number {
  const codes = rules.classes.map((entry) => codeOfStatus(entry.status));
  const earliestDelivery = earliestDeliveryAnchors(dealership);
  const linesOn = memoised((asOf) => statusLines(rules, asOf));
  return (customer, day, previous) => {
    const before = dayBefore(day);
    if (dealership.countedFrom[customer] > before) {
      return FIRST_VISIT;
    }
    if (isInvalidOn(dealership, customer, before, previous)) {
      return codeOfStatus("invalid");
    }
    if (previous === NO_DAY && dealership.soldHere[customer] === 0) {
      return FIRST_VISIT;
    }
    const anchor = previous || deliveryAnchor(dealership, customer, earliestDelivery(before));
    if (anchor === NO_DAY) {
      return codeOfStatus("unknown");
    }
    if (previous === NO_DAY && isFirstVisitLate(dealership, anchor, day)) {
      return FIRST_VISIT;
    }
    return codes[classByLines(anchor, linesOn(before))];
  };
}

/**
 * Whether the first visit of a car, with its delivery as anchor, is 首次来店 rather than a return: no
 * column tells who sold it, and it comes more than 12 months after delivery (rules §2).
 */
export function isFirstVisitLate(
  dealership: Dealership,
  anchor: SerialDay,
  day: SerialDay
): boolean {
  return !dealership.soldHereKnown && anchor !== NO_DAY && day > edate(anchor, FIRST_VISIT_MONTHS);
}

/** Visits of all customers share the few thousand days of the file. */
function memoised(linesOf: (asOf: SerialDay) => Int32Array): (asOf: SerialDay) => Int32Array {
  const known = new Map<SerialDay, Int32Array>();
  return (asOf) => {
    let lines = known.get(asOf);
    if (lines === undefined) {
      lines = linesOf(asOf);
      known.set(asOf, lines);
    }
    return lines;
  };
}

/**
 * Per order the 来店时状态 of its visit, `walkIn` for a 散客's order that would have been a visit, and
 * {@link NO_VISIT} for every other order.
 */
export function visitStatusOfOrders(
  dealership: Dealership,
  ofVisits: Uint8Array = visitStatuses(dealership)
): Uint8Array {
  const { orders, visitOfOrder, customerOfOrder, orderKind } = dealership;
  const result = new Uint8Array(orders.count).fill(NO_VISIT);
  for (let order = 0; order < orders.count; order++) {
    const visit = visitOfOrder[order];
    if (visit >= 0) {
      result[order] = ofVisits[visit];
    } else if (customerOfOrder[order] < 0 && orderKind[order] === ORDER_KIND.visit) {
      result[order] = WALK_IN_VISIT;
    }
  }
  return result;
}
