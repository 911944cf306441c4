import { dayAfter, dayBefore, monthStartOf, type SerialDay } from "../time";
import { codeOfFlow, flowsOfEvents, statusEvents } from "../status";
import { type Dealership, normaliseKey, NameIndex } from "../store";
import type { Ownership } from "../ownership";
import {
  type ArrivalCredits,
  isVisible,
  defaultSolicitationRules,
  type SolicitationRules,
  isAppointment,
  reached,
  type SolicitationRecord,
  codeOfState,
  noShowDayOf,
  solicitationTypes,
  type SolicitationType,
} from "../calls";

/**
 * 维系日报 (表21, rules §13; S0 招揽管理: the evening's 当日客户维系状态量化的统计表): what each advisor did per
 * type on a day, with the month to date beside it.
 */
export const tallyCounts = [
  "planned",
  "contacted",
  "unplanned",
  "connected",
  "appointed",
  "arrived",
  "carriedOver",
  "noShow",
] as const;

/**
 * - `planned` 应招揽: rows of the morning plan.
 * - `contacted` 实招揽: of those, rows with a result.
 * - `unplanned` 计划外: calls beyond the plan.
 * - `connected` 接通: calls, planned or not, in which the customer was spoken to.
 * - `appointed` 预约: calls that ended in 预约成功.
 * - `arrived` 到店: visits by the day of arrival, by whoever made the call that they are credited to.
 * - `carriedOver` 顺延: planned rows without a result.
 * - `noShow` 爽约: appointments whose window ended the day before without arrival.
 */
export type TallyCounts = Readonly<Record<(typeof tallyCounts)[number], number>>;

/** One advisor and type; of a month the sums of its days. */
export interface TallyRow {
  /** Index into {@link DailyTally.advisors}. */
  readonly advisor: number;
  readonly type: SolicitationType;
  readonly day: TallyCounts;
  readonly month: TallyCounts;
  /** 明日预约: appointments for the day after that stand. */
  readonly tomorrow: number;
}

/** 新增流失 and 流失回厂 of an advisor's customers, by owner on the day before. */
export interface TallyFlows {
  readonly newLostDay: number;
  readonly newLostMonth: number;
  readonly returnedDay: number;
  readonly returnedMonth: number;
}

export interface DailyTally {
  readonly asOf: SerialDay;
  readonly monthStart: SerialDay;
  /** 未分配, 客服专员, the roster's advisors, then whoever else has records or customers. */
  readonly advisors: readonly string[];
  /** By advisor, then type; only where anything was counted this month or stands for tomorrow. */
  readonly rows: readonly TallyRow[];
  /** By advisor. */
  readonly flows: readonly TallyFlows[];
}

/** 达成率: 实招揽 ÷ 应招揽, a share of 1; `NaN` where nothing was planned. */
export function completionRate({ planned, contacted }: TallyCounts): number {
  return contacted / planned;
}

/** The sum of counts: of an advisor, of a type, of the store. */
export function sumOfTally(counts: Iterable<TallyCounts>): TallyCounts {
  const sum = noCounts();
  for (const row of counts) {
    for (const name of tallyCounts) {
      sum[name] += row[name];
    }
  }
  return sum;
}

type MutableCounts = { -readonly [Name in keyof TallyCounts]: TallyCounts[Name] };

const noCounts = (): MutableCounts =>
  Object.fromEntries(tallyCounts.map((name) => [name, 0])) as MutableCounts;

interface Cell {
  readonly day: MutableCounts;
  readonly month: MutableCounts;
  tomorrow: number;
}

/**
 * The tally of the credits' day.
 *
 * @param credits as `creditArrivals` gives them for that day: it is the day of the tally.
 */
export function dailyTally(
  dealership: Dealership,
  credits: ArrivalCredits,
  ownership: Ownership,
  rules: SolicitationRules = defaultSolicitationRules
): DailyTally {
  const { asOf } = credits;
  const { records } = credits.history;
  const monthStart = monthStartOf(asOf);
  const visible = records.filter((record) => isVisible(record, asOf));
  const names = new NameIndex(
    ownership.owners,
    visible.map(({ advisor }) => advisor)
  );
  const cells = countRecords(dealership, credits, names, monthStart, rules);
  const rows = names.names.flatMap((_, advisor) =>
    solicitationTypes.flatMap((type, typeCode) => {
      const cell = cells.get(advisor * solicitationTypes.length + typeCode);
      return cell === undefined ? [] : [{ advisor, type, ...cell }];
    })
  );
  const flows = flowsByOwner(dealership, ownership, names.names.length, monthStart, asOf);
  return { asOf, monthStart, advisors: names.names, rows, flows };
}

/** Counts per advisor and type, under `advisor · types + type`. */
function countRecords(
  dealership: Dealership,
  credits: ArrivalCredits,
  names: NameIndex,
  monthStart: SerialDay,
  rules: SolicitationRules
): Map<number, Cell> {
  const { asOf, state, recordOfVisit, history } = credits;
  const { records } = history;
  const cells = new Map<number, Cell>();
  const cellOf = ({ advisor, type }: SolicitationRecord): Cell => {
    const at = names.of(advisor) * solicitationTypes.length + solicitationTypes.indexOf(type);
    let cell = cells.get(at);
    if (cell === undefined) {
      cell = { day: noCounts(), month: noCounts(), tomorrow: 0 };
      cells.set(at, cell);
    }
    return cell;
  };
  const count = (record: SolicitationRecord, name: keyof TallyCounts, day: SerialDay): void => {
    if (day >= monthStart && day <= asOf) {
      const cell = cellOf(record);
      cell.month[name]++;
      cell.day[name] += day === asOf ? 1 : 0;
    }
  };
  const tomorrow = dayAfter(asOf);
  records.forEach((record, i) => {
    if (!isVisible(record, asOf)) {
      return;
    }
    for (const name of countsOf(record)) {
      count(record, name, record.day);
    }
    if (state[i] === codeOfState("noShow")) {
      count(record, "noShow", noShowDayOf(record.appointment, rules));
    }
    if (state[i] === codeOfState("appointed") && record.appointment === tomorrow) {
      cellOf(record).tomorrow++;
    }
  });
  recordOfVisit.forEach((record, visit) => {
    if (record >= 0) {
      count(records[record], "arrived", dealership.visitDay[visit]);
    }
  });
  return cells;
}

/** What a row of 招揽记录 counts as on its own day. */
function countsOf(record: SolicitationRecord): (keyof TallyCounts)[] {
  if (record.result === null) {
    return record.planned ? ["planned", "carriedOver"] : [];
  }
  const counts: (keyof TallyCounts)[] = record.planned ? ["planned", "contacted"] : ["unplanned"];
  if (reached(record)) {
    counts.push("connected");
  }
  if (isAppointment(record)) {
    counts.push("appointed");
  }
  return counts;
}

function flowsByOwner(
  dealership: Dealership,
  ownership: Ownership,
  advisorCount: number,
  monthStart: SerialDay,
  asOf: SerialDay
): TallyFlows[] {
  const events = statusEvents(dealership, monthStart, asOf);
  const flows = flowsOfEvents(dealership, events);
  const newLost = codeOfFlow("newLost");
  const returned = codeOfFlow("lostReturned");
  const totals = Array.from({ length: advisorCount }, () => ({
    newLostDay: 0,
    newLostMonth: 0,
    returnedDay: 0,
    returnedMonth: 0,
  }));
  for (let event = 0; event < events.count; event++) {
    const day = events.day[event];
    const today = day === asOf ? 1 : 0;
    const total = totals[ownership.ownerOn(events.customer[event], dayBefore(day))];
    if (flows[event] === newLost) {
      total.newLostMonth++;
      total.newLostDay += today;
    } else if (flows[event] === returned) {
      total.returnedMonth++;
      total.returnedDay += today;
    }
  }
  return totals;
}

/** What a manager wrote about a target that was not met: 原因, 是否合理, 处理措施. */
export interface TallyInput {
  readonly day: SerialDay;
  readonly advisor: string;
  readonly type: SolicitationType;
  readonly reason: string;
  /** `null`: not judged yet. */
  readonly reasonable: boolean | null;
  readonly measure: string;
}

/** A target that was not met, with what was written about it. */
export interface UnmetTarget {
  readonly input: TallyInput;
  readonly planned: number;
  readonly contacted: number;
}

export interface UnmetTargets {
  /** Not explained yet, oldest first, then the explained ones of the day itself. */
  readonly rows: readonly UnmetTarget[];
  /** Inputs that no row shows (explained earlier, met since, entered twice): kept, never lost. */
  readonly others: readonly TallyInput[];
}

const inputKeyOf = ({ day, advisor, type }: Pick<TallyInput, "day" | "advisor" | "type">): string =>
  `${day} ${type} ${normaliseKey(advisor)}`;

/** An explanation is complete with a reason, and a measure unless the reason is a good one. */
function isExplained({ reason, reasonable, measure }: TallyInput): boolean {
  return reason.trim() !== "" && (reasonable === true || measure.trim() !== "");
}

/**
 * Targets 任务分解 not met up to a day (S0: "对于完不成任务分解目标的,需要说明原因"), joined with the inputs
 * by day, advisor and type; an input survives whatever is computed anew.
 *
 * @param since the first day to ask about, e.g. the first use of the record sheet.
 */
export function unmetTargets(
  records: readonly SolicitationRecord[],
  inputs: readonly TallyInput[],
  asOf: SerialDay,
  since: SerialDay = 0
): UnmetTargets {
  const inputByKey = new Map(inputs.map((input) => [inputKeyOf(input), input]));
  const repeated = inputs.filter((input) => inputByKey.get(inputKeyOf(input)) !== input);
  const targets = new Map<
    string,
    { record: SolicitationRecord; planned: number; contacted: number }
  >();
  for (const record of records) {
    if (!record.planned || !isVisible(record, asOf) || record.day < since) {
      continue;
    }
    const key = inputKeyOf(record);
    const target = targets.get(key) ?? { record, planned: 0, contacted: 0 };
    target.planned++;
    target.contacted += record.result === null ? 0 : 1;
    targets.set(key, target);
  }
  const rows: UnmetTarget[] = [];
  for (const [key, { record, planned, contacted }] of targets) {
    const { day, advisor, type } = record;
    const blank = { day, advisor, type, reason: "", reasonable: null, measure: "" };
    const input = inputByKey.get(key) ?? blank;
    if (contacted < planned && (day === asOf || !isExplained(input))) {
      rows.push({ input, planned, contacted });
      inputByKey.delete(key);
    }
  }
  rows.sort(
    (a, b) =>
      Number(isExplained(a.input)) - Number(isExplained(b.input)) ||
      a.input.day - b.input.day ||
      (inputKeyOf(a.input) < inputKeyOf(b.input) ? -1 : 1)
  );
  return { rows, others: [...repeated, ...inputByKey.values()] };
}
