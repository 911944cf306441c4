import { type SerialDay, NO_DAY, dayAfter, dayBefore, edate, LAST_DAY } from "../time";
import { type Dealership, invalidWordOn, perDealership } from "../store";
import { codeOfStatus, NOT_COUNTED, ruleSets, type RuleSet } from "./ruleSets";
import {
  deliveryAnchor,
  earliestDeliveryAnchors,
  historyDayOf,
  isInvalidOn,
  lastVisitIndex,
} from "./status";
import { isFirstVisitLate } from "./visitStatus";

/**
 * Why a status changed (rules §5, S0 转换KPI). One change of a customer's status from one day to the
 * next is one event with one cause, told from what it was and what it became, in this order:
 *
 * 1. `entered` – in no count the day before, or 待核实 as a car bought elsewhere that comes for the first
 *    time (S0 售后新增).
 * 2. `invalidated` – became 无效, even on a day with a visit.
 * 3. `revived` – was 无效.
 * 4. `verified` – was 待核实: a first visit is known now, or the orders now reach back far enough
 *    (历史不足 ended) for the delivery to stand as anchor.
 * 5. `firstVisit` – 首次来店: no column tells who sold the car and it had never been here, so its visit
 *    is no return.
 * 6. `returned` – any other visit.
 * 7. `aged` – time alone.
 */
export const eventCauses = [
  "aged",
  "returned",
  "invalidated",
  "revived",
  "entered",
  "verified",
  "firstVisit",
] as const;
export type EventCause = (typeof eventCauses)[number];

/** Codes of {@link eventCauses}, as stored in columns. */
export const CAUSE = {
  aged: 0,
  returned: 1,
  invalidated: 2,
  revived: 3,
  entered: 4,
  verified: 5,
  firstVisit: 6,
} as const satisfies Record<EventCause, number>;

/** Every change of status from the day before to `day`: by day, then by customer. */
export interface StatusEvents {
  readonly rules: RuleSet;
  readonly first: SerialDay;
  readonly last: SerialDay;
  readonly count: number;
  readonly day: Int32Array;
  /** Row of the customer table. */
  readonly customer: Int32Array;
  /** Status code of the day before; {@link NOT_COUNTED} or 待核实 for `entered`. */
  readonly from: Uint8Array;
  readonly to: Uint8Array;
  /** Index into {@link eventCauses}. */
  readonly cause: Uint8Array;
  /** The visit of that day that made the change, or −1. */
  readonly visit: Int32Array;
}

const INVALID_STATUS = codeOfStatus("invalid");
const UNKNOWN_STATUS = codeOfStatus("unknown");

/** Columns that grow, for events in the order of customers. */
class EventList {
  count = 0;
  day: Int32Array;
  customer: Int32Array;
  from: Uint8Array;
  to: Uint8Array;
  cause: Uint8Array;
  visit: Int32Array;

  constructor(capacity: number) {
    this.day = new Int32Array(capacity);
    this.customer = new Int32Array(capacity);
    this.from = new Uint8Array(capacity);
    this.to = new Uint8Array(capacity);
    this.cause = new Uint8Array(capacity);
    this.visit = new Int32Array(capacity);
  }

  add(day: number, customer: number, from: number, to: number, cause: number, visit: number): void {
    if (this.count === this.day.length) {
      this.grow();
    }
    const at = this.count++;
    this.day[at] = day;
    this.customer[at] = customer;
    this.from[at] = from;
    this.to[at] = to;
    this.cause[at] = cause;
    this.visit[at] = visit;
  }

  private grow(): void {
    const next = new EventList(this.day.length * 2);
    next.day.set(this.day);
    next.customer.set(this.customer);
    next.from.set(this.from);
    next.to.set(this.to);
    next.cause.set(this.cause);
    next.visit.set(this.visit);
    Object.assign(this, { ...next, count: this.count });
  }

  /** Sorted by day; customers keep their order within a day (counting sort). */
  sorted(first: SerialDay, last: SerialDay): Omit<StatusEvents, "rules" | "first" | "last"> {
    const next = new Int32Array(last - first + 2);
    for (let at = 0; at < this.count; at++) {
      next[this.day[at] - first + 1]++;
    }
    for (let i = 1; i < next.length; i++) {
      next[i] += next[i - 1];
    }
    const to = new EventList(this.count);
    for (let at = 0; at < this.count; at++) {
      const place = next[this.day[at] - first]++;
      to.day[place] = this.day[at];
      to.customer[place] = this.customer[at];
      to.from[place] = this.from[at];
      to.to[place] = this.to[at];
      to.cause[place] = this.cause[at];
      to.visit[place] = this.visit[at];
    }
    const { day, customer, from, cause, visit } = to;
    return { count: this.count, day, customer, from, to: to.to, cause, visit };
  }
}

/**
 * The day on which an anchor passes each line of a rule set: `EDATE(anchor, months) + 1`. Anchors
 * repeat, EDATE is dear, so each is computed once.
 */
function lineCrossings(
  rules: RuleSet,
  last: SerialDay
): (line: number, anchor: SerialDay) => number {
  const lines = rules.classes.slice(0, -1).map(({ upToMonths }) => ({
    upToMonths,
    known: new Int32Array(last + 1),
    // Beyond this anchor Excel's calendar ends before the line is reached.
    latest: edate(LAST_DAY, -upToMonths) - 1,
  }));
  return (line, anchor) => {
    const { upToMonths, known, latest } = lines[line];
    if (known[anchor] === 0) {
      known[anchor] = anchor > latest ? LAST_DAY + 1 : dayAfter(edate(anchor, upToMonths));
    }
    return known[anchor];
  };
}

/** One customer's walk from day to day, reused for all customers: no object per customer. */
class StatusWalk {
  private readonly codes: readonly number[];
  private readonly crossing: (line: number, anchor: SerialDay) => number;
  private readonly earliestDelivery: (asOf: SerialDay) => SerialDay;
  /** The first day on which a delivery before the first order can be an anchor. */
  private readonly historyDay: SerialDay;

  constructor(
    private readonly dealership: Dealership,
    private readonly events: EventList,
    private readonly first: SerialDay,
    private readonly last: SerialDay,
    rules: RuleSet
  ) {
    this.codes = rules.classes.map(({ status }) => codeOfStatus(status));
    this.crossing = lineCrossings(rules, last);
    this.earliestDelivery = earliestDeliveryAnchors(dealership);
    this.historyDay = historyDayOf(dealership);
  }

  /** Adds the events of a customer that is in the archive by the last day. */
  walk(customer: number): void {
    const { dealership, first, last, events } = this;
    const { visitDay, visitOffsets, invalid } = dealership;
    const end = visitOffsets[customer + 1];
    const entry = dealership.countedFrom[customer];
    const opening = dayBefore(first);

    let day = entry > opening ? entry : opening;
    let visit = lastVisitIndex(dealership, customer, day);
    let next = visit < 0 ? visitOffsets[customer] : visit + 1;
    let anchor = this.anchorOn(customer, day, visit);
    let status = this.statusOn(customer, day, visit, anchor);
    if (entry > opening) {
      const arrived = visit >= 0 && visitDay[visit] === day;
      events.add(day, customer, NOT_COUNTED, status, CAUSE.entered, arrived ? visit : -1);
    }
    for (;;) {
      let until = last + 1;
      if (next < end && visitDay[next] < until) {
        until = visitDay[next];
      }
      const word = invalidWordOn(invalid, customer, day) + 1 || invalid.offsets[customer];
      if (word < invalid.offsets[customer + 1] && invalid.saidFrom[word] < until) {
        until = invalid.saidFrom[word];
      }
      if (visit < 0 && this.historyDay > day && this.historyDay < until) {
        until = this.historyDay;
      }
      if (status !== INVALID_STATUS && status !== UNKNOWN_STATUS) {
        status = this.age(customer, anchor, status, until);
      }
      if (until > last) {
        return;
      }
      day = until;
      const arrived = next < end && visitDay[next] === day;
      const wasFirst = arrived && visit < 0 && isFirstVisitLate(dealership, anchor, day);
      const enters = arrived && visit < 0 && dealership.soldHere[customer] === 0;
      if (arrived) {
        visit = next++;
      }
      anchor = this.anchorOn(customer, day, visit);
      const now = this.statusOn(customer, day, visit, anchor);
      if (now !== status) {
        const cause = causeOf(status, now, { arrived, wasFirst, enters });
        const made = arrived && cause !== CAUSE.invalidated;
        events.add(day, customer, status, now, cause, made ? visit : -1);
        status = now;
      }
    }
  }

  /** Adds what time alone does to a customer before a day; gives the status of the day before it. */
  private age(customer: number, anchor: SerialDay, status: number, until: SerialDay): number {
    let current = status;
    for (let index = this.codes.indexOf(status); index < this.codes.length - 1; index++) {
      const day = this.crossing(index, anchor);
      if (day >= until) {
        break;
      }
      const older = this.codes[index + 1];
      this.events.add(day, customer, current, older, CAUSE.aged, -1);
      current = older;
    }
    return current;
  }

  private anchorOn(customer: number, day: SerialDay, visit: number): SerialDay {
    return visit >= 0
      ? this.dealership.visitDay[visit]
      : deliveryAnchor(this.dealership, customer, this.earliestDelivery(day));
  }

  private statusOn(customer: number, day: SerialDay, visit: number, anchor: SerialDay): number {
    const lastVisit = visit < 0 ? NO_DAY : this.dealership.visitDay[visit];
    if (isInvalidOn(this.dealership, customer, day, lastVisit)) {
      return INVALID_STATUS;
    }
    if (anchor === NO_DAY) {
      return UNKNOWN_STATUS;
    }
    let index = 0;
    while (index < this.codes.length - 1 && this.crossing(index, anchor) <= day) {
      index++;
    }
    return this.codes[index];
  }
}

/**
 * The cause of a change between two status codes of a customer who was in the archive before.
 *
 * @param day what that day brought
 */
export function causeOf(
  from: number,
  to: number,
  day: {
    readonly arrived: boolean;
    /** The visit is 首次来店 of a car whose seller nobody knows. */
    readonly wasFirst?: boolean;
    /** The visit is the first of a car bought elsewhere. */
    readonly enters?: boolean;
  }
): number {
  if (to === INVALID_STATUS) {
    return CAUSE.invalidated;
  }
  if (from === INVALID_STATUS) {
    return CAUSE.revived;
  }
  if (from === UNKNOWN_STATUS) {
    return day.enters ? CAUSE.entered : CAUSE.verified;
  }
  if (day.wasFirst) {
    return CAUSE.firstVisit;
  }
  return day.arrived ? CAUSE.returned : CAUSE.aged;
}

export interface StatusEventOptions {
  /** `retention` by default. */
  readonly rules?: RuleSet;
}

/**
 * Every change of status on the days `first` … `last`, both included: from the day before `first` up
 * to `last` (rules §5). Records after `last` are invisible, so the events up to a day are what they
 * would have been then. One pass over customers and their visits in the range.
 *
 * @throws RangeError if a day is no day of Excel's calendar, or `last` lies before `first`.
 */
export function statusEvents(
  dealership: Dealership,
  first: SerialDay,
  last: SerialDay,
  { rules = ruleSets.retention }: StatusEventOptions = {}
): StatusEvents {
  if (last < first) {
    throw new RangeError("The last day lies before the first");
  }
  return eventsOf(dealership, first, last, rules);
}

const eventsOf = perDealership(
  (dealership, first: SerialDay, last: SerialDay, rules: RuleSet): StatusEvents => {
    const { customers, duplicate, countedFrom } = dealership;
    const events = new EventList(Math.max(1024, customers.count));
    const walk = new StatusWalk(dealership, events, first, last, rules);
    for (let customer = 0; customer < customers.count; customer++) {
      if (!duplicate[customer] && countedFrom[customer] <= last) {
        walk.walk(customer);
      }
    }
    return { rules, first, last, ...events.sorted(first, last) };
  }
);
