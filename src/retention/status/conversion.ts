import { dayBefore, type SerialDay } from "../time";
import type { Dealership } from "../store";
import { codeOfStatus, NOT_COUNTED, ruleSets, type RuleSet, type StatusCode } from "./ruleSets";
import { groupMask, statusesAsOf } from "./status";
import { CAUSE, causeOf, type StatusEvents } from "./statusEvents";

/**
 * 转换 KPI (rules §5, S0 转换KPI: "根据以天为单位的环比分析法"). Every event is in exactly one named flow;
 * flows of a period are sums of its days, so days add up to weeks and months.
 *
 * - `newLost` 新增流失: base → lost, by time.
 * - `lostReturned` 流失回厂, `nearLostReturned` 准流失回厂, `warningReturned` 预警回厂 (with other rule sets:
 *   from the classes before the near-lost one).
 * - `firstVisit` 首次来店 of a car whose seller nobody knows: no return.
 * - `invalidated` 无效流出, `revived` 恢复有效, `verified` 待核实 that became known.
 * - `enteredSold`, `enteredService` 新增: by a sale of this store, or by a visit.
 * - `aged`: older within base or within lost.
 */
export const flowNames = [
  "newLost",
  "lostReturned",
  "nearLostReturned",
  "warningReturned",
  "firstVisit",
  "invalidated",
  "revived",
  "verified",
  "enteredSold",
  "enteredService",
  "aged",
] as const;
export type FlowName = (typeof flowNames)[number];

const FLOW = Object.fromEntries(flowNames.map((name, code) => [name, code])) as Record<
  FlowName,
  number
>;

/** The number under which a flow column stores a flow. */
export function codeOfFlow(name: FlowName): number {
  return FLOW[name];
}

/**
 * Whether a new customer came by a sale of this store (销售新增) rather than through the workshop
 * (售后新增). Where no column tells who sold the car, whoever entered with a delivery was sold here.
 */
export function isOwnSale(dealership: Dealership, customer: number): boolean {
  return dealership.soldHereKnown
    ? dealership.soldHere[customer] === 1
    : dealership.customers.deliveryDate[customer] !== 0;
}

/** Whether anything tells a sale of this store (销售新增): who sold a car, or when one was delivered. */
export function knowsOwnSales({ soldHereKnown, customers }: Dealership): boolean {
  return soldHereKnown || customers.mapped.has("deliveryDate");
}

/** By status code, what tells the flow of a change under a rule set. */
interface FlowGroups {
  readonly isBase: Uint8Array;
  readonly isLost: Uint8Array;
  readonly nearLost: number;
}

function flowGroupsOf(rules: RuleSet): FlowGroups {
  return {
    isBase: groupMask(rules, "base"),
    isLost: groupMask(rules, "lost"),
    nearLost: rules.nearLost === undefined ? NOT_COUNTED : codeOfStatus(rules.nearLost),
  };
}

/** The flow of a change of a customer who was in the archive before. */
function flowOfChange(
  { isBase, isLost, nearLost }: FlowGroups,
  from: number,
  to: number,
  cause: number
): number {
  switch (cause) {
    case CAUSE.invalidated:
      return FLOW.invalidated;
    case CAUSE.revived:
      return FLOW.revived;
    case CAUSE.verified:
      return FLOW.verified;
    case CAUSE.firstVisit:
      return FLOW.firstVisit;
    case CAUSE.returned:
      return isLost[from]
        ? FLOW.lostReturned
        : from === nearLost
          ? FLOW.nearLostReturned
          : FLOW.warningReturned;
    default:
      return isBase[from] && isLost[to] ? FLOW.newLost : FLOW.aged;
  }
}

/** Per event its flow, as index into {@link flowNames}. */
export function flowsOfEvents(dealership: Dealership, events: StatusEvents): Uint8Array {
  const { from, to, cause, customer } = events;
  const groups = flowGroupsOf(events.rules);
  const flows = new Uint8Array(events.count);
  for (let event = 0; event < events.count; event++) {
    if (cause[event] !== CAUSE.entered) {
      flows[event] = flowOfChange(groups, from[event], to[event], cause[event]);
    } else {
      flows[event] = isOwnSale(dealership, customer[event])
        ? FLOW.enteredSold
        : FLOW.enteredService;
    }
  }
  return flows;
}

/**
 * The flow between two statuses of one customer (`RETAIN.TRANSITION`): time alone only ever makes older,
 * so a younger status tells of a visit. `undefined` for two equal statuses, and for a known customer who
 * would be 待核实 afterwards: no event does that.
 *
 * @throws RangeError if a status is none of the rule set's.
 */
export function transitionOf(
  from: StatusCode,
  to: StatusCode,
  rules: RuleSet = ruleSets.retention
): FlowName | undefined {
  const places = placesOf(rules);
  const [before, after] = [codeOfStatus(from), codeOfStatus(to)];
  if (places[before] < 0 || places[after] < 0) {
    throw new RangeError(`${from} and ${to} are not both statuses of the rule set ${rules.name}`);
  }
  if (from === to || (to === "unknown" && from !== "invalid")) {
    return undefined;
  }
  const cause = causeOf(before, after, { arrived: places[after] < places[before] });
  return flowNames[flowOfChange(flowGroupsOf(rules), before, after, cause)];
}

/** Counts per status and flows, day by day (日环比). Arrays by day: index 0 = {@link first}. */
export interface DailySeries {
  readonly rules: RuleSet;
  readonly first: SerialDay;
  readonly last: SerialDay;
  /** Classes of the rule set, then `invalid` and `unknown`: the arrays below go by these. */
  readonly statuses: readonly StatusCode[];
  /** Customers per status on the day before {@link first}. */
  readonly opening: Int32Array;
  /** Per status and day: customers at the end of the day, and how many came in and went out. */
  readonly closing: readonly Int32Array[];
  readonly inflow: readonly Int32Array[];
  readonly outflow: readonly Int32Array[];
  /** Per flow and day: events. */
  readonly flows: Readonly<Record<FlowName, Int32Array>>;
}

/** The statuses that a rule set shows: its classes, `invalid`, `unknown`. */
export function statusesOf(rules: RuleSet): StatusCode[] {
  return [...rules.classes.map(({ status }) => status), "invalid", "unknown"];
}

/** By status code the place of a status in {@link statusesOf}; −1 for any other. */
function placesOf(rules: RuleSet): Int16Array {
  const places = new Int16Array(NOT_COUNTED + 1).fill(-1);
  statusesOf(rules).forEach((status, place) => {
    places[codeOfStatus(status)] = place;
  });
  return places;
}

/**
 * The daily series of the events' range: one count of the day before, then one sweep over the events.
 * For each status and day closing = opening + inflow − outflow.
 *
 * @param flows as {@link flowsOfEvents} gives them.
 */
export function dailySeries(
  dealership: Dealership,
  events: StatusEvents,
  flows: Uint8Array = flowsOfEvents(dealership, events)
): DailySeries {
  const { rules, first, last } = events;
  const statuses = statusesOf(rules);
  const places = placesOf(rules);
  const days = last - first + 1;
  const byDay = (): Int32Array => new Int32Array(days);
  const inflow = statuses.map(byDay);
  const outflow = statuses.map(byDay);
  const perFlow = flowNames.map(byDay);
  for (let event = 0; event < events.count; event++) {
    const day = events.day[event] - first;
    inflow[places[events.to[event]]][day]++;
    if (events.from[event] !== NOT_COUNTED) {
      outflow[places[events.from[event]]][day]++;
    }
    perFlow[flows[event]][day]++;
  }
  const opening = new Int32Array(statuses.length);
  for (const code of statusesAsOf(dealership, dayBefore(first), rules).status) {
    if (code !== NOT_COUNTED) {
      opening[places[code]]++;
    }
  }
  const closing = statuses.map((_, place) => {
    let count = opening[place];
    return inflow[place].map((added, day) => (count += added - outflow[place][day]));
  });
  const named = flowNames.map((name, code) => [name, perFlow[code]]);
  return {
    rules,
    first,
    last,
    statuses,
    opening,
    closing,
    inflow,
    outflow,
    flows: Object.fromEntries(named) as Record<FlowName, Int32Array>,
  };
}

/** Customers of a group of the rule set at the end of each day. */
export function groupSeries(series: DailySeries, group: "base" | "lost" | "valid"): Int32Array {
  const mask = groupMask(series.rules, group);
  const sum = new Int32Array(series.last - series.first + 1);
  series.statuses.forEach((status, place) => {
    if (mask[codeOfStatus(status)]) {
      series.closing[place].forEach((count, day) => (sum[day] += count));
    }
  });
  return sum;
}

/**
 * The flows of the days `from` … `to`, both included: sums of their days.
 *
 * @throws RangeError if the series does not cover them.
 */
export function flowsBetween(
  series: DailySeries,
  from: SerialDay,
  to: SerialDay
): Record<FlowName, number> {
  if (from < series.first || to > series.last) {
    throw new RangeError("The period lies outside of the series");
  }
  const sums = flowNames.map((name) => {
    const days = series.flows[name].subarray(from - series.first, to - series.first + 1);
    return [name, days.reduce((sum, count) => sum + count, 0)];
  });
  return Object.fromEntries(sums) as Record<FlowName, number>;
}

/**
 * Flows per group, e.g. per owner on the day before each event: `counts[group · flowNames.length +
 * flow]`. Every event is in one group, so the groups add up to the store.
 *
 * @param groupOf the group of an event, 0 … groupCount − 1.
 */
export function flowsByGroup(
  events: StatusEvents,
  flows: Uint8Array,
  groupOf: (event: number) => number,
  groupCount: number
): Int32Array {
  const counts = new Int32Array(groupCount * flowNames.length);
  for (let event = 0; event < events.count; event++) {
    counts[groupOf(event) * flowNames.length + flows[event]]++;
  }
  return counts;
}

/** 流失回厂 by the band they came back from. */
export function returnsByBand(
  events: StatusEvents,
  flows: Uint8Array
): Partial<Record<StatusCode, number>> {
  const counts = new Int32Array(NOT_COUNTED + 1);
  for (let event = 0; event < events.count; event++) {
    if (flows[event] === FLOW.lostReturned) {
      counts[events.from[event]]++;
    }
  }
  const bands = events.rules.classes.filter(({ group }) => group === "lost");
  return Object.fromEntries(bands.map(({ status }) => [status, counts[codeOfStatus(status)]]));
}

/** The events of one flow in a range of days, as indices into the events: who moved, when and why. */
export function moversOf(
  events: StatusEvents,
  flows: Uint8Array,
  flow: FlowName,
  from: SerialDay = events.first,
  to: SerialDay = events.last
): Int32Array {
  const wanted = FLOW[flow];
  const found: number[] = [];
  for (let event = 0; event < events.count; event++) {
    if (flows[event] === wanted && events.day[event] >= from && events.day[event] <= to) {
      found.push(event);
    }
  }
  return Int32Array.from(found);
}

/** 净变化: where the customers of one day stand on a later one. What happened between is not in it. */
export interface NetChange {
  readonly rules: RuleSet;
  readonly from: SerialDay;
  readonly to: SerialDay;
  /** Rows and columns: {@link statusesOf}, then 未建档 (in no count on that day). */
  readonly statuses: readonly StatusCode[];
  /** `counts[row · (statuses.length + 1) + column]`; the last row and column are 未建档. */
  readonly counts: Int32Array;
  /** Customers whose status differs between the two days, by row of the customer table. */
  readonly movers: Int32Array;
}

/** The d1 × d2 matrix of statuses (rules §5); it stands apart from the flows, which count each change. */
export function netChange(
  dealership: Dealership,
  from: SerialDay,
  to: SerialDay,
  rules: RuleSet = ruleSets.retention
): NetChange {
  const before = statusesAsOf(dealership, from, rules).status;
  const after = statusesAsOf(dealership, to, rules).status;
  const statuses = statusesOf(rules);
  const places = placesOf(rules);
  places[NOT_COUNTED] = statuses.length;
  const width = statuses.length + 1;
  const counts = new Int32Array(width * width);
  const movers: number[] = [];
  for (let customer = 0; customer < before.length; customer++) {
    if (dealership.duplicate[customer]) {
      continue;
    }
    counts[places[before[customer]] * width + places[after[customer]]]++;
    if (before[customer] !== after[customer]) {
      movers.push(customer);
    }
  }
  return { rules, from, to, statuses, counts, movers: Int32Array.from(movers) };
}
