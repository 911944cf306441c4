import { assertReportable, isWithin, type DayRange, type SerialDay } from "../time";
import { type Dealership, NameIndex } from "../store";
import { evaluationParameters } from "./evaluationParameters";
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
 * 顾问评估, 表22 (rules §14; S0 绩效评估): how advisors carried out their solicitation in a week or a
 * month. Weeks do not sum to months: a week may lie in two of them.
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
