import { type SerialDay, NO_DAY, completedMonths, cutoff, dayAfter, edate } from "../time";
import { type Dealership, INVALID, invalidWordOn, perDealership } from "../store";
import { statusHorizons } from "../parameters";
import {
  codeOfStatus,
  NOT_COUNTED,
  ruleSets,
  statusCodes,
  type RuleSet,
  type StatusCode,
} from "./ruleSets";

/**
 * Customer status (rules §3, S0 状态KPI) for any as-of day. Records after the day are invisible, so a
 * past day gives what it would have given then.
 */

const INVALID_STATUS = codeOfStatus("invalid");
const UNKNOWN_STATUS = codeOfStatus("unknown");

/** Months since `anchor` on `asOf` as an index into the classes of a rule set. */
export function classIndexOf(anchor: SerialDay, asOf: SerialDay, rules: RuleSet): number {
  const months = completedMonths(anchor, asOf);
  // The boundary day belongs to the younger class: n completed months are "≤ n" only on the day itself.
  const beyond = edate(anchor, months) < asOf;
  const last = rules.classes.length - 1;
  let index = 0;
  while (index < last) {
    const line = rules.classes[index].upToMonths;
    if (months < line || (months === line && !beyond)) {
      break;
    }
    index++;
  }
  return index;
}

/**
 * The status by time alone: `unknown` without an anchor day, or with one that lies after `asOf`.
 *
 * @example
 * statusOf(serialOf(2024, 1, 31), serialOf(2024, 7, 31)); //=> "stable"
 * statusOf(serialOf(2024, 1, 31), serialOf(2024, 8, 1)); //=> "warning"
 */
export function statusOf(
  anchor: SerialDay,
  asOf: SerialDay,
  rules: RuleSet = ruleSets.retention
): StatusCode {
  if (anchor === NO_DAY || anchor > asOf) {
    return "unknown";
  }
  return rules.classes[classIndexOf(anchor, asOf, rules)].status;
}

/** The lost band of an anchor day by `retention`; `undefined` for 基盘 and without an anchor. */
export function lostBandOf(
  anchor: SerialDay,
  asOf: SerialDay,
  rules: RuleSet = ruleSets.retention
): StatusCode | undefined {
  if (anchor === NO_DAY || anchor > asOf) {
    return undefined;
  }
  const found = rules.classes[classIndexOf(anchor, asOf, rules)];
  return found.group === "lost" ? found.status : undefined;
}

/** 未进厂月数: completed months since the anchor day; `undefined` without one on or before `asOf`. */
export function monthsAwayOf(anchor: SerialDay, asOf: SerialDay): number | undefined {
  return anchor === NO_DAY || anchor > asOf ? undefined : completedMonths(anchor, asOf);
}

/** 转流失日: the first day on which a customer with this anchor is lost, `EDATE(anchor, 12) + 1`. */
export function lostDayOf(anchor: SerialDay, rules: RuleSet = ruleSets.retention): SerialDay {
  return dayAfter(edate(anchor, rules.lostAfterMonths));
}

/** The latest visit of a customer on or before a day, as an index into `visitDay`; −1 if none. */
export function lastVisitIndex(dealership: Dealership, customer: number, asOf: SerialDay): number {
  const { visitOffsets, visitDay } = dealership;
  const start = visitOffsets[customer];
  const end = visitOffsets[customer + 1];
  // Most questions are about the latest day of the data.
  if (end > start && visitDay[end - 1] <= asOf) {
    return end - 1;
  }
  const after = firstVisitFrom(dealership, customer, asOf + 1);
  return after > start ? after - 1 : -1;
}

/** The first visit of a customer on or after a day, by binary search; the end of its visits if none. */
function firstVisitFrom(dealership: Dealership, customer: number, day: SerialDay): number {
  const { visitOffsets, visitDay } = dealership;
  let low = visitOffsets[customer];
  let high = visitOffsets[customer + 1];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (visitDay[middle] < day) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

/** 台次: visits of a customer within the last n months of a day, boundary day included. */
export function visitsWithin(
  dealership: Dealership,
  customer: number,
  months: number,
  asOf: SerialDay
): number {
  return (
    firstVisitFrom(dealership, customer, asOf + 1) -
    firstVisitFrom(dealership, customer, cutoff(asOf, months))
  );
}

/** {@link visitsWithin} for every customer, by row. */
export function visitsWithinAll(
  dealership: Dealership,
  months: number,
  asOf: SerialDay
): Int32Array {
  const { visitOffsets, visitDay } = dealership;
  const from = cutoff(asOf, months);
  const counts = new Int32Array(dealership.customers.count);
  for (let customer = 0; customer < counts.length; customer++) {
    // The window is near the end of a customer's visits: walking back beats searching.
    let count = 0;
    for (let visit = visitOffsets[customer + 1] - 1; visit >= visitOffsets[customer]; visit--) {
      if (visitDay[visit] < from) {
        break;
      }
      if (visitDay[visit] <= asOf) {
        count++;
      }
    }
    counts[customer] = count;
  }
  return counts;
}

/**
 * Whether a customer is 无效 on a day, given its last visit by then ({@link NO_DAY}: none). A later
 * visit revives 失联 and 非本地使用 where the reason has a day; after 已转手, 已报废 or an unknown
 * reason it does not.
 */
export function isInvalidOn(
  dealership: Dealership,
  customer: number,
  asOf: SerialDay,
  lastVisit: SerialDay
): boolean {
  const { invalid } = dealership;
  const word = invalidWordOn(invalid, customer, asOf);
  if (word < 0 || invalid.said[word] === INVALID.none) {
    return false;
  }
  const reason = invalid.said[word];
  const from = invalid.saidFrom[word];
  const revivable = reason === INVALID.unreachable || reason === INVALID.nonLocal;
  return !(revivable && from !== NO_DAY && lastVisit > from);
}

/**
 * The first day on which what the store knows reaches back 12 months, `EDATE(H, 12)`; {@link NO_DAY}
 * where it knows of no visit. Figures of days before it are marked 历史不足 (rules §2).
 */
export function historyDayOf(dealership: Dealership): SerialDay {
  const first = knownFrom(dealership);
  return first === NO_DAY ? NO_DAY : edate(first, statusHorizons.history.value);
}

/** 历史不足: whether figures of a day rest on visits that do not yet reach back 12 months from it. */
export function isHistoryShort(dealership: Dealership, day: SerialDay): boolean {
  const from = historyDayOf(dealership);
  return from === NO_DAY || day < from;
}

/**
 * Says from which delivery day on a delivery can stand as anchor on a day (历史不足, rules §2): until
 * the orders reach back 12 months, a car delivered before the first order may have visits that no
 * file shows.
 */
export function earliestDeliveryAnchors(dealership: Dealership): (asOf: SerialDay) => SerialDay {
  const first = knownFrom(dealership);
  if (first === NO_DAY) {
    return () => Infinity;
  }
  const reachesBackFrom = historyDayOf(dealership);
  return (asOf) => (asOf < reachesBackFrom ? first : NO_DAY);
}

/** The first day of which the store knows: of its orders, else of the customers' own last visits. */
function knownFrom(dealership: Dealership): SerialDay {
  return hasOrderSheet(dealership) ? dealership.firstOrderDay : earliestVisit(dealership);
}

function hasOrderSheet({ orders: { mapped } }: Dealership): boolean {
  return mapped.has("arrival") || mapped.has("settlement");
}

/**
 * Whether orders tell when customers came. Without any that has a day only the last visit of a customer can
 * be known: his status today rests on it, but neither his earlier visits nor where he stood before them.
 */
export function knowsVisits(dealership: Dealership): boolean {
  const { orders, firstOrderDay } = dealership;
  return hasOrderSheet(dealership) && (orders.count === 0 || firstOrderDay !== NO_DAY);
}

const earliestVisit = perDealership(({ visitDay }): SerialDay => {
  let earliest = NO_DAY;
  for (const day of visitDay) {
    if (earliest === NO_DAY || day < earliest) earliest = day;
  }
  return earliest;
});

/**
 * The delivery day where it is an anchor: car sold here, history long enough; else {@link NO_DAY}. Of a
 * car handed on it is the day on which its new owner took it over: he was not there at its delivery.
 */
export function deliveryAnchor(
  dealership: Dealership,
  customer: number,
  earliestDelivery: SerialDay
): SerialDay {
  const delivery = Math.max(
    dealership.customers.deliveryDate[customer],
    dealership.takenOver[customer]
  );
  return dealership.soldHere[customer] && delivery >= earliestDelivery ? delivery : NO_DAY;
}

/** The earliest anchor day of each class of a rule set but the last, on one day: falling cut-offs. */
export function statusLines(rules: RuleSet, asOf: SerialDay): Int32Array {
  return Int32Array.from(rules.classes.slice(0, -1), ({ upToMonths }) => cutoff(asOf, upToMonths));
}

/** The class of an anchor day by {@link statusLines}: as {@link classIndexOf}, by integer comparison. */
export function classByLines(anchor: SerialDay, lines: Int32Array): number {
  let index = 0;
  while (index < lines.length && anchor < lines[index]) {
    index++;
  }
  return index;
}

/** Statuses of all customers on one day, by row of the customer table. */
export interface StatusColumns {
  readonly asOf: SerialDay;
  readonly rules: RuleSet;
  /** Index into {@link statusCodes}, or {@link NOT_COUNTED}. */
  readonly status: Uint8Array;
  /** Last visit, else delivery of a car sold here; {@link NO_DAY} if neither, or not counted. */
  readonly anchorDay: Int32Array;
  /** 末次进厂 on or before the day; {@link NO_DAY} if none. */
  readonly lastVisit: Int32Array;
}

/**
 * The status of every customer on a day.
 *
 * @param rules which rule set; `retention` by default.
 * @throws RangeError if `asOf` is no day of Excel's calendar.
 */
export function statusesAsOf(
  dealership: Dealership,
  asOf: SerialDay,
  rules: RuleSet = ruleSets.retention
): StatusColumns {
  const { customers, duplicate, countedFrom, visitDay } = dealership;
  const status = new Uint8Array(customers.count);
  const anchorDay = new Int32Array(customers.count);
  const lastVisit = new Int32Array(customers.count);
  const lines = statusLines(rules, asOf);
  const codes = rules.classes.map((entry) => codeOfStatus(entry.status));
  const earliestDelivery = earliestDeliveryAnchors(dealership)(asOf);

  for (let customer = 0; customer < customers.count; customer++) {
    if (duplicate[customer] || countedFrom[customer] > asOf) {
      status[customer] = NOT_COUNTED;
      continue;
    }
    const visit = lastVisitIndex(dealership, customer, asOf);
    const last = visit < 0 ? NO_DAY : visitDay[visit];
    const anchor = last || deliveryAnchor(dealership, customer, earliestDelivery);
    lastVisit[customer] = last;
    anchorDay[customer] = anchor;
    if (isInvalidOn(dealership, customer, asOf, last)) {
      status[customer] = INVALID_STATUS;
    } else if (anchor === NO_DAY) {
      status[customer] = UNKNOWN_STATUS;
    } else {
      status[customer] = codes[classByLines(anchor, lines)];
    }
  }
  return { asOf, rules, status, anchorDay, lastVisit };
}

/** 未进厂月数 of every customer; −1 without an anchor day. */
export function monthsAway({ asOf, anchorDay }: StatusColumns): Int32Array {
  return anchorDay.map((anchor) => (anchor === NO_DAY ? -1 : completedMonths(anchor, asOf)));
}

/** Customers per status and in the sums of S0's tree (图62b). */
export interface StatusCounts {
  /** Every class of the rule set, `invalid` and `unknown`, zero included. */
  readonly byStatus: Partial<Record<StatusCode, number>>;
  readonly base: number;
  readonly lost: number;
  /** base + lost */
  readonly valid: number;
  readonly invalid: number;
  readonly unknown: number;
  /** valid + invalid + unknown */
  readonly archive: number;
}

/** Counts the statuses of a day. */
export function statusCounts({ rules, status }: StatusColumns): StatusCounts {
  const tally = new Int32Array(NOT_COUNTED + 1);
  for (let customer = 0; customer < status.length; customer++) {
    tally[status[customer]]++;
  }
  const of = (code: StatusCode): number => tally[codeOfStatus(code)];
  const sum = (group: "base" | "lost"): number =>
    rules.classes
      .filter((entry) => entry.group === group)
      .reduce((total, entry) => total + of(entry.status), 0);
  const shown = [...rules.classes.map((entry) => entry.status), "invalid", "unknown"] as const;
  const base = sum("base");
  const lost = sum("lost");
  const valid = base + lost;
  return {
    byStatus: Object.fromEntries(shown.map((code) => [code, of(code)])),
    base,
    lost,
    valid,
    invalid: of("invalid"),
    unknown: of("unknown"),
    archive: valid + of("invalid") + of("unknown"),
  };
}

/** By status code 1 where the status is of a group of the rule set. */
export function groupMask(rules: RuleSet, group: "base" | "lost" | "valid"): Uint8Array {
  const mask = new Uint8Array(NOT_COUNTED + 1);
  for (const entry of rules.classes) {
    if (group === "valid" || entry.group === group) {
      mask[codeOfStatus(entry.status)] = 1;
    }
  }
  return mask;
}

/** 从未进厂: 1 per valid customer without a visit on or before the day. */
export function neverServiced({ rules, status, lastVisit }: StatusColumns): Uint8Array {
  const valid = groupMask(rules, "valid");
  return status.map((code, customer) => (valid[code] && lastVisit[customer] === NO_DAY ? 1 : 0));
}

/** A base customer who will be lost soon unless he visits. */
export interface SoonLost {
  readonly customer: number;
  readonly lostDay: SerialDay;
  /** Days from the as-of day to the lost day, at least 1. */
  readonly daysLeft: number;
}

/** 30天内将转流失: base customers whose lost day is at most so many days away, the nearest first. */
export function soonLost(
  { asOf, rules, status, anchorDay }: StatusColumns,
  withinDays: number = statusHorizons.soonLost.value
): SoonLost[] {
  const isBase = groupMask(rules, "base");
  const found: SoonLost[] = [];
  for (let customer = 0; customer < status.length; customer++) {
    if (isBase[status[customer]]) {
      const lostDay = lostDayOf(anchorDay[customer], rules);
      if (lostDay - asOf <= withinDays) {
        found.push({ customer, lostDay, daysLeft: lostDay - asOf });
      }
    }
  }
  return found.sort((a, b) => a.lostDay - b.lostDay || a.customer - b.customer);
}

/** The status of a status column's entry; `undefined` where the customer is in no count. */
export function statusAt(columns: StatusColumns, customer: number): StatusCode | undefined {
  return statusCodes[columns.status[customer]];
}
