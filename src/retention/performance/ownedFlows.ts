import type { AccountPeriod } from "../allocation";
import { dayAfter, dayBefore, type SerialDay } from "../time";
import {
  codeOfFlow,
  flowsOfEvents,
  ruleSets,
  groupMask,
  statusesAsOf,
  statusEvents,
  type StatusEvents,
} from "../status";
import type { Dealership } from "../store";
import type { Ownership } from "../ownership";

/**
 * What comes into and goes out of each owner's 基盘 and 流失 (rules §11): the events of status joined with
 * ownership. An event belongs to the owner of the day before; a customer who enters the archive belongs
 * to the owner of that day. When a customer changes owner, he goes over at the end of the day with the
 * status he then has.
 */

interface Effect {
  readonly base: -1 | 0 | 1;
  readonly lost: -1 | 0 | 1;
}

/** Every way in or out, with what it does to an owner's 基盘 and 流失. */
export const ownedFlowEffects = {
  /** ③ 销售新增 */
  soldNew: { base: 1, lost: 0 },
  /** ④ 售后新增 */
  servicedNew: { base: 1, lost: 0 },
  /** ⑤ 新增流失 */
  newLost: { base: -1, lost: 1 },
  /** ⑥ 初始流失回厂: first return of a lost customer that was dealt to this owner at the start of the 期. */
  initialReturned: { base: 1, lost: -1 },
  /** ⑦ 其他流失回厂 */
  otherReturned: { base: 1, lost: -1 },
  /** ⑧ 无效流出 out of 基盘 */
  baseInvalidated: { base: -1, lost: 0 },
  /** ⑧ 无效流出 out of 流失 */
  lostInvalidated: { base: 0, lost: -1 },
  baseTransferredIn: { base: 1, lost: 0 },
  baseTransferredOut: { base: -1, lost: 0 },
  lostTransferredIn: { base: 0, lost: 1 },
  lostTransferredOut: { base: 0, lost: -1 },
  /** 恢复有效 */
  baseRevived: { base: 1, lost: 0 },
  lostRevived: { base: 0, lost: 1 },
  /** 核实转入: 待核实 that became known. */
  baseVerified: { base: 1, lost: 0 },
  lostVerified: { base: 0, lost: 1 },
  /** 首次来店 of a car whose seller nobody knows, until then 流失 by its delivery: in, but no return. */
  firstVisit: { base: 1, lost: -1 },
  /** New in the archive and lost already: a car handed on whose last visit anybody knows is long ago. */
  enteredLost: { base: 0, lost: 1 },
} as const satisfies Record<string, Effect>;
export type OwnedFlow = keyof typeof ownedFlowEffects;
export const ownedFlowNames = Object.keys(ownedFlowEffects) as OwnedFlow[];

/** Numbers per way in or out. */
export type OwnedFlowCounts = Record<OwnedFlow, number>;

export const noOwnedFlows = (): OwnedFlowCounts =>
  Object.fromEntries(ownedFlowNames.map((name) => [name, 0])) as OwnedFlowCounts;

/** What flows make of an opening: Σ of their effects. */
export function netOfFlows(counts: OwnedFlowCounts, group: "base" | "lost"): number {
  return ownedFlowNames.reduce(
    (net, name) => net + ownedFlowEffects[name][group] * counts[name],
    0
  );
}

/** The deal that a 期 starts with: whom each customer was dealt to, and where he then stood. */
export interface InitialDeal {
  /** Per customer an index into the owners; −1 = not dealt then. */
  readonly owner: Int32Array;
  /** Per customer 1 = 基盘 on that day. */
  readonly base: Uint8Array;
  /** Per customer 1 = 流失 on that day. */
  readonly lost: Uint8Array;
}

/** Reads the initial deal of a 期 off the ledger, 大客户 by hand included; `null` = no 期, nobody dealt. */
export function initialDealOf(
  dealership: Dealership,
  ownership: Ownership,
  period: AccountPeriod | null
): InitialDeal {
  const { count } = dealership.customers;
  const owner = new Int32Array(count).fill(-1);
  const base = new Uint8Array(count);
  const lost = new Uint8Array(count);
  if (period === null) {
    return { owner, base, lost };
  }
  const { status } = statusesAsOf(dealership, period.fromDay);
  const isBase = groupMask(ruleSets.retention, "base");
  const isLost = groupMask(ruleSets.retention, "lost");
  const { rowOffsets, rowDay, rowAllocation, rowOwner } = ownership;
  for (let customer = 0; customer < count; customer++) {
    for (let row = rowOffsets[customer]; row < rowOffsets[customer + 1]; row++) {
      if (rowDay[row] === period.fromDay && rowAllocation[row] === period.allocation) {
        owner[customer] = rowOwner[row];
        base[customer] = isBase[status[customer]];
        lost[customer] = isLost[status[customer]];
      }
    }
  }
  return { owner, base, lost };
}

/** One customer's way into or out of an owner's customers. */
export interface OwnedMove {
  readonly day: SerialDay;
  readonly customer: number;
  /** Index into the owners. */
  readonly owner: number;
  readonly flow: OwnedFlow;
  /** Index into {@link OwnedFlows.events}; −1 for a change of owner. */
  readonly event: number;
}

export interface OwnedFlows {
  /** `null` where the time is empty. */
  readonly events: StatusEvents | null;
  /** By day. */
  readonly moves: readonly OwnedMove[];
}

/** Changes of owner by day, then customer: the last row of each customer and day. */
function ownerChanges(
  ownership: Ownership,
  customerCount: number,
  first: SerialDay,
  last: SerialDay
): { day: SerialDay; customer: number; owner: number }[] {
  const { rowOffsets, rowDay, rowOwner } = ownership;
  const found: { day: SerialDay; customer: number; owner: number }[] = [];
  for (let customer = 0; customer < customerCount; customer++) {
    const end = rowOffsets[customer + 1];
    for (let row = rowOffsets[customer]; row < end; row++) {
      const day = rowDay[row];
      const holds = row + 1 === end || rowDay[row + 1] > day;
      if (day >= first && day <= last && holds) {
        found.push({ day, customer, owner: rowOwner[row] });
      }
    }
  }
  return found.sort((a, b) => a.day - b.day || a.customer - b.customer);
}

class Sweep {
  readonly moves: OwnedMove[] = [];
  private readonly status: Uint8Array;
  private readonly owner: Int32Array;
  private readonly returned: Uint8Array;
  private readonly isBase = groupMask(ruleSets.retention, "base");
  private readonly isLost = groupMask(ruleSets.retention, "lost");

  constructor(
    dealership: Dealership,
    private readonly ownership: Ownership,
    private readonly initial: InitialDeal,
    private readonly events: StatusEvents,
    private readonly flows: Uint8Array
  ) {
    const { count } = dealership.customers;
    const opening = dayBefore(events.first);
    this.status = statusesAsOf(dealership, opening).status;
    this.owner = Int32Array.from({ length: count }, (_, customer) =>
      ownership.ownerOn(customer, opening)
    );
    this.returned = new Uint8Array(count);
  }

  private add(day: SerialDay, customer: number, flow: OwnedFlow | null, event: number): void {
    if (flow !== null) {
      this.moves.push({ day, customer, owner: this.owner[customer], flow, event });
    }
  }

  event(event: number): void {
    const { day, customer, to } = this.events;
    const who = customer[event];
    const flow = this.flows[event];
    if (flow === enteredSold || flow === enteredService) {
      this.owner[who] = this.ownership.ownerOn(who, day[event]);
    }
    this.add(day[event], who, this.flowOf(event), event);
    this.status[who] = to[event];
  }

  transfer(day: SerialDay, customer: number, owner: number): void {
    const from = this.owner[customer];
    if (from === owner) {
      return;
    }
    const status = this.status[customer];
    if (this.isBase[status]) {
      this.add(day, customer, "baseTransferredOut", -1);
    } else if (this.isLost[status]) {
      this.add(day, customer, "lostTransferredOut", -1);
    }
    this.owner[customer] = owner;
    if (this.isBase[status]) {
      this.add(day, customer, "baseTransferredIn", -1);
    } else if (this.isLost[status]) {
      this.add(day, customer, "lostTransferredIn", -1);
    }
  }

  private flowOf(event: number): OwnedFlow | null {
    const { from, to } = this.events;
    const base = this.isBase[to[event]] === 1;
    const lost = this.isLost[to[event]] === 1;
    switch (this.flows[event]) {
      case newLost:
        return "newLost";
      case lostReturned:
        return this.returnOf(event);
      case firstVisit:
        return this.isLost[from[event]] ? "firstVisit" : null;
      case invalidated:
        return this.isBase[from[event]]
          ? "baseInvalidated"
          : this.isLost[from[event]]
            ? "lostInvalidated"
            : null;
      case enteredSold:
        return base ? "soldNew" : lost ? "enteredLost" : null;
      case enteredService:
        return base ? "servicedNew" : lost ? "enteredLost" : null;
      case revived:
        return base ? "baseRevived" : lost ? "lostRevived" : null;
      case verified:
        return base ? "baseVerified" : lost ? "lostVerified" : null;
      default:
        return null;
    }
  }

  private returnOf(event: number): OwnedFlow {
    const customer = this.events.customer[event];
    const isFirst = this.returned[customer] === 0;
    this.returned[customer] = 1;
    const dealt = this.initial.lost[customer] === 1;
    return isFirst && dealt && this.initial.owner[customer] === this.owner[customer]
      ? "initialReturned"
      : "otherReturned";
  }
}

const newLost = codeOfFlow("newLost");
const lostReturned = codeOfFlow("lostReturned");
const firstVisit = codeOfFlow("firstVisit");
const invalidated = codeOfFlow("invalidated");
const enteredSold = codeOfFlow("enteredSold");
const enteredService = codeOfFlow("enteredService");
const revived = codeOfFlow("revived");
const verified = codeOfFlow("verified");

/**
 * Every way in and out of every owner's customers after `opening` up to `last`, by one sweep over the
 * events of status and the rows of the ledger. Statuses go by `retention`.
 *
 * @param opening the day whose evening the figures start from; for ⑥ it must not lie after the 期's
 * first day
 * @param initial whose first return counts as ⑥
 */
export function ownedFlowsOf(
  dealership: Dealership,
  ownership: Ownership,
  initial: InitialDeal,
  opening: SerialDay,
  last: SerialDay
): OwnedFlows {
  if (opening >= last) {
    return { events: null, moves: [] };
  }
  const first = dayAfter(opening);
  const events = statusEvents(dealership, first, last);
  const flows = flowsOfEvents(dealership, events);
  const sweep = new Sweep(dealership, ownership, initial, events, flows);
  let event = 0;
  for (const { day, customer, owner } of ownerChanges(
    ownership,
    dealership.customers.count,
    first,
    last
  )) {
    while (event < events.count && events.day[event] <= day) {
      sweep.event(event++);
    }
    sweep.transfer(day, customer, owner);
  }
  while (event < events.count) {
    sweep.event(event++);
  }
  return { events, moves: sweep.moves };
}
