import {
  dayBefore,
  edate,
  monthEndOf,
  monthStartOf,
  withinMonths,
  assertReportable,
  isWithin,
  type DayRange,
  type SerialDay,
} from "../time";
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
import { type Dealership, NameIndex } from "../store";
import { evaluationParameters } from "./evaluationParameters";
import { initialDealOf, noOwnedFlows, ownedFlowsOf, type OwnedFlowCounts } from "./ownedFlows";
import { CUSTOMER_CARE, UNASSIGNED, type Ownership } from "../ownership";
import {
  creditArrivals,
  defaultSolicitationRules,
  isAppointment,
  isVisible,
  reached,
  solicitationTypes,
  type ArrivalCredits,
  type SolicitationRecord,
  type SolicitationRules,
  type SolicitationType,
} from "../calls";

/**
 * 顾问评估, 表22 (rules §14; S0 绩效评估): how advisors carried out their solicitation in a week or a month,
 * and what became of their customers. Weeks do not sum to months: a week may lie in two of them.
 */

/** The four that S0 evaluates: 例行保养, 维修提醒, 出保质检, 流失招揽. */
export const evaluatedTypes = [
  "maintenance",
  "repairReminder",
  "warrantyCheck",
  "lost",
] as const satisfies readonly SolicitationType[];
export type EvaluatedType = (typeof evaluatedTypes)[number];

/** Contacts of one person and type in a period. */
export interface SolicitationFigures {
  /** 任务: planned rows. */
  readonly tasks: number;
  /** 完成: planned rows with a result. */
  readonly done: number;
  /** 计划外: contacts beside the plan. */
  readonly unplanned: number;
  /** 预约: contacts of the period that ended in an appointment. */
  readonly appointed: number;
  /** 到店: contacts of the period that a visit is credited to, whenever it came. */
  readonly arrived: number;
  /** 未满期: contacts without arrival whose window is still open on the as-of day. */
  readonly open: number;
}

/** 达成比: done ÷ tasks; `NaN` without a task. */
export function achievementOf({ tasks, done }: SolicitationFigures): number {
  return tasks === 0 ? NaN : done / tasks;
}

/** 成功率 by contact cohort: arrived ÷ contacts made; `NaN` without a contact. */
export function successOf({ done, unplanned, arrived }: SolicitationFigures): number {
  return done + unplanned === 0 ? NaN : arrived / (done + unplanned);
}

/** A place among advisors, from 1, ties shared (1, 1, 3); `null` = not ranked. */
export interface Ranks {
  readonly achievement: number | null;
  readonly success: number | null;
}

export interface PersonEvaluation {
  /** Index into {@link SolicitationEvaluation.people}. */
  readonly person: number;
  readonly byType: Readonly<Record<SolicitationType, SolicitationFigures>>;
  /** The four {@link evaluatedTypes} together. */
  readonly evaluated: SolicitationFigures;
  readonly ranks: Readonly<Record<EvaluatedType | "evaluated", Ranks>>;
}

export interface SolicitationEvaluation {
  readonly period: DayRange;
  readonly asOf: SerialDay;
  /** 未分配 (`""`), 客服专员, advisors as in the ownership; then whoever else stands on a record. */
  readonly people: readonly string[];
  /** By person. The 客服专员 (`CUSTOMER_CARE`) stands in a block of its own and is not ranked. */
  readonly rows: readonly PersonEvaluation[];
  /** Sums of the rows. */
  readonly store: Readonly<Record<SolicitationType | "evaluated", SolicitationFigures>>;
}

const figureNames = ["tasks", "done", "unplanned", "appointed", "arrived", "open"] as const;
type MutableFigures = Record<(typeof figureNames)[number], number>;

const noFigures = (): MutableFigures => ({
  tasks: 0,
  done: 0,
  unplanned: 0,
  appointed: 0,
  arrived: 0,
  open: 0,
});

const noFiguresByType = (): Record<SolicitationType, MutableFigures> =>
  Object.fromEntries(solicitationTypes.map((type) => [type, noFigures()])) as Record<
    SolicitationType,
    MutableFigures
  >;

function sumOf(all: readonly SolicitationFigures[]): SolicitationFigures {
  const sum = noFigures();
  for (const figures of all) {
    for (const name of figureNames) {
      sum[name] += figures[name];
    }
  }
  return sum;
}

/** The last day on which a visit would still be credited to a contact. */
function windowEndOf(record: SolicitationRecord, rules: SolicitationRules): SerialDay {
  return isAppointment(record)
    ? record.appointment + rules.appointmentWindow
    : record.day + rules.contactWindow;
}

function addRecord(
  figures: MutableFigures,
  record: SolicitationRecord,
  hasArrived: boolean,
  asOf: SerialDay,
  rules: SolicitationRules
): void {
  figures.tasks += record.planned ? 1 : 0;
  if (record.result === null) {
    return;
  }
  figures[record.planned ? "done" : "unplanned"]++;
  figures.appointed += isAppointment(record) ? 1 : 0;
  if (hasArrived) {
    figures.arrived++;
  } else if (reached(record) && windowEndOf(record, rules) > asOf) {
    figures.open++;
  }
}

/**
 * Places by value, the greatest first; equal values share a place and the next one is skipped. Who has
 * no value or is not eligible has no place.
 */
export function sharedRanks(
  values: readonly number[],
  eligible: (index: number) => boolean
): (number | null)[] {
  const ranked = values.map((value, index) => !Number.isNaN(value) && eligible(index));
  const sorted = values.filter((_, index) => ranked[index]).sort((a, b) => b - a);
  const place = new Map<number, number>();
  sorted.forEach((value, index) => {
    if (!place.has(value)) {
      place.set(value, index + 1);
    }
  });
  return values.map((value, index) => (ranked[index] ? (place.get(value) ?? null) : null));
}

function ranksOf(figures: readonly SolicitationFigures[], rankedTasks: number): Ranks[] {
  const eligible = (person: number): boolean =>
    person !== UNASSIGNED && person !== CUSTOMER_CARE && figures[person].tasks >= rankedTasks;
  const achievement = sharedRanks(figures.map(achievementOf), eligible);
  const success = sharedRanks(figures.map(successOf), eligible);
  return figures.map((_, person) => ({
    achievement: achievement[person],
    success: success[person],
  }));
}

export interface SolicitationEvaluationOptions {
  /** The day that the report speaks for; the period's last by default. */
  readonly asOf?: SerialDay;
  readonly rules?: SolicitationRules;
  /** Computed already for the same day; else computed here. */
  readonly credits?: ArrivalCredits;
  /** {@link evaluationParameters}.rankedTasks by default. */
  readonly rankedTasks?: number;
}

/**
 * Tasks, contacts, appointments and arrivals of a period, per person and type.
 *
 * @throws RangeError if the period ends before it begins, or after the as-of day.
 */
export function evaluateSolicitation(
  dealership: Dealership,
  ownership: Ownership,
  records: readonly SolicitationRecord[],
  period: DayRange,
  {
    asOf = period.last,
    rules = defaultSolicitationRules,
    credits = creditArrivals(dealership, records, asOf, rules),
    rankedTasks = evaluationParameters.rankedTasks.value,
  }: SolicitationEvaluationOptions = {}
): SolicitationEvaluation {
  assertReportable(period, asOf);
  const visible = records.filter((record) => isVisible(record, asOf));
  const names = new NameIndex(
    ownership.owners,
    visible.map(({ advisor }) => advisor)
  );
  const byPerson = names.names.map(noFiguresByType);
  records.forEach((record, at) => {
    if (isWithin(record.day, period)) {
      const figures = byPerson[names.of(record.advisor)][record.type];
      addRecord(figures, record, credits.visitOfRecord[at] >= 0, asOf, rules);
    }
  });
  const evaluated = byPerson.map((byType) => sumOf(evaluatedTypes.map((type) => byType[type])));
  const ranks = new Map<EvaluatedType | "evaluated", Ranks[]>(
    evaluatedTypes.map((type) => [
      type,
      ranksOf(
        byPerson.map((byType) => byType[type]),
        rankedTasks
      ),
    ])
  ).set("evaluated", ranksOf(evaluated, rankedTasks));
  const ranksOfPerson = (person: number): PersonEvaluation["ranks"] =>
    Object.fromEntries(
      [...ranks].map(([of, all]) => [of, all[person]])
    ) as unknown as PersonEvaluation["ranks"];
  const ofStore = solicitationTypes.map((type) => [
    type,
    sumOf(byPerson.map((byType) => byType[type])),
  ]);
  return {
    period,
    asOf,
    people: names.names,
    rows: byPerson.map((byType, person) => ({
      person,
      byType,
      evaluated: evaluated[person],
      ranks: ranksOfPerson(person),
    })),
    store: Object.fromEntries([...ofStore, ["evaluated", sumOf(evaluated)]]) as Record<
      SolicitationType | "evaluated",
      SolicitationFigures
    >,
  };
}

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

/**
 * S0: "如果每月服务顾问的新增客户流失保持了递减趋势,基盘客户稳定增长,则说明服务顾问的客户维系能力是不错的".
 *
 * - `improving`: newLost never rose, base never fell, and one of them got better.
 * - `worsening`: newLost never fell, base never rose, and one of them got worse.
 * - `steady`: neither changed. `mixed`: anything else.
 */
export const trendDirections = ["improving", "steady", "mixed", "worsening"] as const;
export type TrendDirection = (typeof trendDirections)[number];

const never = (values: readonly number[], against: (step: number) => boolean): boolean =>
  values.every((value, i) => i === 0 || !against(value - values[i - 1]));

/** Where newLost and base of consecutive months are going. */
export function trendDirection(
  newLost: readonly number[],
  base: readonly number[]
): TrendDirection {
  const rises = (step: number): boolean => step > 0;
  const falls = (step: number): boolean => step < 0;
  const better = never(newLost, rises) && never(base, falls);
  const worse = never(newLost, falls) && never(base, rises);
  if (better && worse) {
    return "steady";
  }
  return better ? "improving" : worse ? "worsening" : "mixed";
}

export interface OwnerTrend {
  /** 新增流失 per month. */
  readonly newLost: readonly number[];
  /** 基盘 at the end of each month. */
  readonly base: readonly number[];
  readonly direction: TrendDirection;
}

export interface Trend {
  /** Complete calendar months, the last of them over by the as-of day. */
  readonly months: readonly DayRange[];
  /** By owner index. */
  readonly rows: readonly OwnerTrend[];
  readonly shortHistory: boolean;
}

/** The last complete calendar months that are over on a day, the oldest first. */
export function completeMonths(asOf: SerialDay, count: number): DayRange[] {
  const running = monthStartOf(asOf);
  const isOver = monthEndOf(asOf) === asOf;
  return Array.from({ length: count }, (_, i) => {
    const first = edate(running, i - count + (isOver ? 1 : 0));
    return { first, last: monthEndOf(first) };
  });
}

/**
 * newLost and base of every owner over the last complete months.
 *
 * @param monthCount at least 2; 3 by default
 */
export function trendOf(
  dealership: Dealership,
  ownership: Ownership,
  asOf: SerialDay,
  monthCount: number = evaluationParameters.trendMonths.value
): Trend {
  const months = completeMonths(asOf, monthCount);
  const opening = dayBefore(months[0].first);
  const noDeal = initialDealOf(dealership, ownership, null);
  const last = months[months.length - 1].last;
  const newLost = ownership.owners.map(() => months.map(() => 0));
  for (const { owner, flow, day } of ownedFlowsOf(dealership, ownership, noDeal, opening, last)
    .moves) {
    if (flow === "newLost") {
      newLost[owner][months.findIndex((month) => isWithin(day, month))]++;
    }
  }
  const ends = months.map((month) => baseByOwner(dealership, ownership, month.last));
  return {
    months,
    rows: ownership.owners.map((_, owner) => {
      const base = ends.map((counts) => counts[owner]);
      return { newLost: newLost[owner], base, direction: trendDirection(newLost[owner], base) };
    }),
    shortHistory: isHistoryShort(dealership, opening),
  };
}

function baseByOwner(dealership: Dealership, ownership: Ownership, day: SerialDay): Int32Array {
  const isBase = groupMask(ruleSets.retention, "base");
  const counts = new Int32Array(ownership.owners.length);
  statusesAsOf(dealership, day).status.forEach((code, customer) => {
    if (isBase[code]) {
      counts[ownership.ownerOn(customer, day)]++;
    }
  });
  return counts;
}
