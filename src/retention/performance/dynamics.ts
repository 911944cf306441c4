import { dayBefore, withinMonths, assertReportable, type DayRange, type SerialDay } from "../time";
import {
  codeOfFlow,
  flowsOfEvents,
  statusesOf,
  codeOfStatus,
  NOT_COUNTED,
  ruleSets,
  type StatusCode,
  groupMask,
  isHistoryShort,
  statusesAsOf,
  visitsWithinAll,
} from "../status";
import type { Dealership } from "../store";
import { evaluationParameters } from "./evaluationParameters";
import { initialDealOf, noOwnedFlows, ownedFlowsOf, type OwnedFlowCounts } from "./ownedFlows";
import { CUSTOMER_CARE, type Ownership } from "../ownership";

/**
 * 顾问评估, 表22 (rules §14; S0 绩效评估): what became of advisors' customers in a week or a month.
 */

/** 活跃性 of base customers: visits in 12 months 0, 1, 2, 3 and more. */
export const ACTIVITY_LEVELS = 4;
/** In a table of moves: not in this owner's base on that day. */
export const OUT_OF_BASE = ACTIVITY_LEVELS;

/** The activity level of so many visits in 12 months. */
export function activityLevelOf(visits: number): number {
  return Math.min(visits, ACTIVITY_LEVELS - 1);
}

/**
 * The activity level of one car on a day (`RETAIN.ACTIVITY`), from the days of its visits: several orders
 * of a day are one visit, and a visit after the day is invisible.
 */
export function activityOfDays(
  visitDays: readonly SerialDay[],
  asOf: SerialDay,
  months: number = evaluationParameters.activityMonths.value
): number {
  return activityLevelOf(new Set(visitDays.filter((day) => withinMonths(day, months, asOf))).size);
}

/** What became of an owner's customers in a period. */
export interface OwnerDynamics {
  /** Customers per status on the evening before the period, and on its last. */
  readonly opening: Readonly<Partial<Record<StatusCode, number>>>;
  readonly closing: Readonly<Partial<Record<StatusCode, number>>>;
  readonly openingBase: number;
  readonly closingBase: number;
  /** Ways in and out: closing = opening + their effects (ownedFlows.ts). ⑥ is counted with ⑦ here. */
  readonly flows: OwnedFlowCounts;
  /** 准流失回厂 and 预警回厂: they stay in base. */
  readonly nearLostReturned: number;
  readonly warningReturned: number;
  /** 稳定占比 of base; `NaN` without a base customer. */
  readonly openingStableShare: number;
  readonly closingStableShare: number;
  /** Base customers by visits in 12 months: they add up to the base. */
  readonly openingActivity: readonly number[];
  readonly closingActivity: readonly number[];
  /**
   * Moves between levels: `moves[from · 5 + to]`, the fifth level {@link OUT_OF_BASE}. Rows add up to
   * the opening activity, columns to the closing one.
   */
  readonly moves: readonly number[];
  /** 升级 and 降级: base customers on both days whose level rose or fell. */
  readonly upgraded: number;
  readonly downgraded: number;
}

export interface Dynamics {
  readonly period: DayRange;
  /** By owner index. 无效 and 待核实 are counted with the 客服专员. */
  readonly rows: readonly OwnerDynamics[];
  /** 历史不足: the opening lies before the orders reach back 12 months. */
  readonly shortHistory: boolean;
}

/** Where an owner's customers stand on a day. */
class OwnerSnapshot {
  /** Per customer its base owner, −1 if it is not in base. */
  readonly baseOwner: Int32Array;
  /** Per customer its activity level. */
  readonly level: Uint8Array;
  private readonly byStatus: Int32Array;

  constructor(dealership: Dealership, ownership: Ownership, day: SerialDay, months: number) {
    const { status } = statusesAsOf(dealership, day);
    const isBase = groupMask(ruleSets.retention, "base");
    const isValid = groupMask(ruleSets.retention, "valid");
    this.byStatus = new Int32Array(ownership.owners.length * (NOT_COUNTED + 1));
    this.baseOwner = new Int32Array(status.length).fill(-1);
    this.level = Uint8Array.from(visitsWithinAll(dealership, months, day), activityLevelOf);
    for (let customer = 0; customer < status.length; customer++) {
      const code = status[customer];
      if (code === NOT_COUNTED) {
        continue;
      }
      const owner = isValid[code] ? ownership.ownerOn(customer, day) : CUSTOMER_CARE;
      this.byStatus[owner * (NOT_COUNTED + 1) + code]++;
      if (isBase[code]) {
        this.baseOwner[customer] = owner;
      }
    }
  }

  count(owner: number, status: StatusCode): number {
    return this.byStatus[owner * (NOT_COUNTED + 1) + codeOfStatus(status)];
  }

  counts(owner: number): Partial<Record<StatusCode, number>> {
    return Object.fromEntries(
      statusesOf(ruleSets.retention).map((status) => [status, this.count(owner, status)])
    );
  }

  base(owner: number): number {
    return (["stable", "warning", "nearLost"] as const).reduce(
      (sum, status) => sum + this.count(owner, status),
      0
    );
  }

  stableShare(owner: number): number {
    const base = this.base(owner);
    return base === 0 ? NaN : this.count(owner, "stable") / base;
  }
}

/** Moves between activity levels per owner, as {@link OwnerDynamics.moves}. */
function activityMoves(before: OwnerSnapshot, after: OwnerSnapshot, owners: number): number[][] {
  const width = ACTIVITY_LEVELS + 1;
  const moves = Array.from({ length: owners }, () => new Array<number>(width * width).fill(0));
  for (let customer = 0; customer < before.baseOwner.length; customer++) {
    const from = before.baseOwner[customer];
    const to = after.baseOwner[customer];
    const fromLevel = before.level[customer];
    const toLevel = after.level[customer];
    if (from === to) {
      if (from >= 0) {
        moves[from][fromLevel * width + toLevel]++;
      }
      continue;
    }
    if (from >= 0) {
      moves[from][fromLevel * width + OUT_OF_BASE]++;
    }
    if (to >= 0) {
      moves[to][OUT_OF_BASE * width + toLevel]++;
    }
  }
  return moves;
}

/** Sums a table of moves over the pairs of levels that a test names. */
function movesWhere(
  moves: readonly number[],
  counts: (from: number, to: number) => boolean
): number {
  const width = ACTIVITY_LEVELS + 1;
  return moves.reduce(
    (sum, count, at) => (counts(Math.floor(at / width), at % width) ? sum + count : sum),
    0
  );
}

const activityLevels = Array.from({ length: ACTIVITY_LEVELS }, (_, level) => level);
const nearLostReturned = codeOfFlow("nearLostReturned");
const warningReturned = codeOfFlow("warningReturned");

/** Flows of the period per owner, and the returns within base. */
function flowsPerOwner(dealership: Dealership, ownership: Ownership, period: DayRange) {
  const perOwner = ownership.owners.map(() => ({
    flows: noOwnedFlows(),
    nearLostReturned: 0,
    warningReturned: 0,
  }));
  const noDeal = initialDealOf(dealership, ownership, null);
  const opening = dayBefore(period.first);
  const { events, moves } = ownedFlowsOf(dealership, ownership, noDeal, opening, period.last);
  for (const { owner, flow } of moves) {
    perOwner[owner].flows[flow]++;
  }
  if (events !== null) {
    const flows = flowsOfEvents(dealership, events);
    for (let event = 0; event < events.count; event++) {
      const flow = flows[event];
      if (flow === nearLostReturned || flow === warningReturned) {
        const owner = ownership.ownerOn(events.customer[event], dayBefore(events.day[event]));
        perOwner[owner][flow === nearLostReturned ? "nearLostReturned" : "warningReturned"]++;
      }
    }
  }
  return perOwner;
}

/** 客户维系动态 (S0 绩效评估, second task): statuses, flows and activity of every owner's customers. */
export function customerDynamics(
  dealership: Dealership,
  ownership: Ownership,
  period: DayRange,
  activityMonths: number = evaluationParameters.activityMonths.value
): Dynamics {
  assertReportable(period, period.last);
  const opening = dayBefore(period.first);
  const before = new OwnerSnapshot(dealership, ownership, opening, activityMonths);
  const after = new OwnerSnapshot(dealership, ownership, period.last, activityMonths);
  const flows = flowsPerOwner(dealership, ownership, period);
  const allMoves = activityMoves(before, after, ownership.owners.length);
  const rows = ownership.owners.map((_, owner): OwnerDynamics => {
    const moves = allMoves[owner];
    const bothInBase = (from: number, to: number): boolean =>
      from !== OUT_OF_BASE && to !== OUT_OF_BASE;
    return {
      opening: before.counts(owner),
      closing: after.counts(owner),
      openingBase: before.base(owner),
      closingBase: after.base(owner),
      ...flows[owner],
      openingStableShare: before.stableShare(owner),
      closingStableShare: after.stableShare(owner),
      openingActivity: activityLevels.map((level) => movesWhere(moves, (from) => from === level)),
      closingActivity: activityLevels.map((level) =>
        movesWhere(moves, (_from, to) => to === level)
      ),
      moves,
      upgraded: movesWhere(moves, (from, to) => bothInBase(from, to) && to > from),
      downgraded: movesWhere(moves, (from, to) => bothInBase(from, to) && to < from),
    };
  });
  return { period, rows, shortHistory: isHistoryShort(dealership, opening) };
}
