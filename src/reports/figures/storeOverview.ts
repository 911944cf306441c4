import {
  isAppointment,
  nextContactDay,
  NO_STATE,
  recordStates,
  standings,
  type RecordState,
  type SolicitationRecord,
} from "../../retention/calls";
import {
  dailySeries,
  flowsOfEvents,
  groupSeries,
  NOT_COUNTED,
  statusEvents,
  groupMask,
  type DailySeries,
} from "../../retention/status";
import {
  dayBefore,
  edate,
  inOffice,
  isWorkingDay,
  monthStartOf,
  NO_DAY,
  type SerialDay,
} from "../../retention/time";
import { proposeInvalid } from "../../retention/solicitation";
import { UNASSIGNED } from "../../retention/ownership";
import { unmetTargets } from "../../retention/performance";
import type { StoreFigures } from "./figures";
import { visitsPerDay } from "./yearTrend";

/** The figures that stand first in the pane. */
export const overviewFigures = [
  "base",
  "nearLost",
  "lost",
  "newlyLost",
  "wonBack",
  "visits",
] as const;

export type OverviewFigureId = (typeof overviewFigures)[number];

/** One of them: `newlyLost`, `wonBack` and `visits` count from the first of the month on. */
export interface OverviewFigure {
  readonly id: OverviewFigureId;
  readonly value: number;
  /** The figure of the day before. */
  readonly yesterday: number;
  /** The figure at the end of last month. */
  readonly monthStart: number;
  /** The last 30 days, oldest first; of the counting ones what each day added. */
  readonly series: readonly number[];
}

/** Something that somebody should look at. */
export interface Attention {
  readonly code:
    | "advisorsMissing"
    | "planMissing"
    | "recordsMissing"
    | "followUpsDue"
    | "noShows"
    | "reasonsMissing"
    | "invalidProposals"
    | "unassigned"
    | "unreadableInputs";
  readonly count: number;
  /** Names of advisors that it is about. */
  readonly advisors: readonly string[];
}

/** The store in short. */
export interface StoreOverview {
  readonly asOf: SerialDay;
  readonly figures: readonly OverviewFigure[];
  readonly attention: readonly Attention[];
  /** Of the day: rows of the plan, of these done, appointments, arrivals. */
  readonly today: {
    readonly planned: number;
    readonly contacted: number;
    readonly appointed: number;
    readonly arrived: number;
  };
}

/** Days that a spark line shows. */
const sparkDays = 30;

/** The store in short, with what the figures were yesterday and at the end of last month. */
export function storeOverview(figures: StoreFigures): StoreOverview {
  return {
    asOf: figures.asOf,
    figures: overviewFiguresOf(figures),
    attention: attentionOf(figures),
    today: todayOf(figures),
  };
}

function overviewFiguresOf(figures: StoreFigures): OverviewFigure[] {
  const { dealership, asOf, settings } = figures;
  const month = monthStartOf(asOf);
  const first = Math.min(edate(month, -1), asOf - sparkDays + 1);
  const { rules } = settings;
  const events = statusEvents(dealership, first, asOf, { rules });
  const series = dailySeries(dealership, events, flowsOfEvents(dealership, events));
  const { nearLost } = rules;
  const place = nearLost === undefined ? -1 : series.statuses.indexOf(nearLost);
  const standing = (id: OverviewFigureId, values: Int32Array): OverviewFigure => {
    const on = (day: SerialDay): number => values[day - first] ?? 0;
    const spark = Array.from({ length: sparkDays }, (_, i) => on(asOf - sparkDays + 1 + i));
    const [value, yesterday] = [on(asOf), on(dayBefore(asOf))];
    return { id, value, yesterday, monthStart: on(dayBefore(month)), series: spark };
  };
  const counting = (id: OverviewFigureId, perDay: (day: SerialDay) => number): OverviewFigure => {
    const sum = (from: SerialDay, to: SerialDay): number => {
      let total = 0;
      for (let day = from; day <= to; day += 1) total += perDay(day);
      return total;
    };
    const yesterday = dayBefore(asOf);
    return {
      id,
      value: sum(month, asOf),
      yesterday: sum(monthStartOf(yesterday), yesterday),
      monthStart: sum(edate(month, -1), dayBefore(month)),
      series: Array.from({ length: sparkDays }, (_, i) => perDay(asOf - sparkDays + 1 + i)),
    };
  };
  const flow = (name: keyof DailySeries["flows"]) => (day: SerialDay) =>
    series.flows[name][day - first] ?? 0;
  const visits = visitsPerDay(figures, first);
  return [
    standing("base", groupSeries(series, "base")),
    standing("nearLost", series.closing[place] ?? new Int32Array()),
    standing("lost", groupSeries(series, "lost")),
    counting("newlyLost", flow("newLost")),
    counting("wonBack", flow("lostReturned")),
    counting("visits", (day) => visits[day - first] ?? 0),
  ];
}

/** The calls of the day: rows of the plan, of these done, appointments, arrivals. */
export function todayOf({ inputs, credits, asOf }: StoreFigures): StoreOverview["today"] {
  const today = inputs.records.filter(({ day }) => day === asOf);
  const done = today.filter(({ result }) => result !== null);
  return {
    planned: today.filter(({ planned }) => planned).length,
    contacted: done.filter(({ planned }) => planned).length,
    appointed: done.filter(isAppointment).length,
    arrived: credits.arrivalDay.filter((day) => day === asOf).length,
  };
}

/** What somebody should look at. */
export function attentionOf(figures: StoreFigures): Attention[] {
  const { settings, asOf, inputs, dealership } = figures;
  const { advisors } = settings.roster;
  const found: Attention[] = [];
  const tell = (code: Attention["code"], count: number, names: readonly string[] = []): void => {
    if (count > 0) found.push({ code, count, advisors: [...new Set(names)] });
  };
  if (advisors.length === 0) tell("advisorsMissing", 1);
  const present = advisors.filter(
    (advisor) => inOffice(advisor, asOf) && isWorkingDay(asOf, settings.calendar, advisor)
  );
  const today = inputs.records.filter(({ day, planned }) => planned && day === asOf);
  if (present.length > 0 && today.length === 0) tell("planMissing", 1);
  const idle = present.filter(({ name }) => hasOnlyOpen(today, name)).map(({ name }) => name);
  tell("recordsMissing", idle.length, idle);
  const states = statesOf(figures);
  tell("followUpsDue", dueFollowUps(figures));
  const noShows = inputs.records.filter((_, i) => states[i] === "noShow");
  tell(
    "noShows",
    noShows.length,
    noShows.map(({ advisor }) => advisor)
  );
  const unmet = unmetTargets(inputs.records, inputs.tallyReasons, dayBefore(asOf)).rows.filter(
    ({ input }) => input.reason.trim() === ""
  );
  tell(
    "reasonsMissing",
    unmet.length,
    unmet.map(({ input }) => input.advisor)
  );
  const rules = figures.solicitationRules;
  const proposals = proposeInvalid(dealership, inputs.records, inputs.surveys, asOf, rules);
  tell("invalidProposals", proposals.length);
  if (advisors.length > 0) tell("unassigned", unassignedCount(figures));
  tell("unreadableInputs", inputs.findings.length);
  return found;
}

function hasOnlyOpen(planned: readonly SolicitationRecord[], advisor: string): boolean {
  const own = planned.filter((record) => record.advisor === advisor);
  return own.length > 0 && own.every(({ result }) => result === null);
}

function statesOf({ credits }: StoreFigures): (RecordState | undefined)[] {
  return Array.from(credits.state, (code) => (code === NO_STATE ? undefined : recordStates[code]));
}

/** Customers whose sequence is to go on by the as-of day. */
function dueFollowUps(figures: StoreFigures): number {
  const { dealership, credits, asOf, settings } = figures;
  const rules = figures.solicitationRules;
  let due = 0;
  for (const standing of standings(dealership, credits, rules).values()) {
    if (standing.kind !== "followUp") continue;
    const next = nextContactDay(standing.record, rules, settings.calendar, undefined);
    due += next !== NO_DAY && next <= asOf ? 1 : 0;
  }
  return due;
}

/** Valid customers who belong to nobody. */
function unassignedCount({ ownership, statuses, asOf }: StoreFigures): number {
  const valid = groupMask(statuses.rules, "valid");
  let count = 0;
  statuses.status.forEach((status, customer) => {
    const counts = status !== NOT_COUNTED && valid[status] === 1;
    if (counts && ownership.ownerOn(customer, asOf) === UNASSIGNED) count += 1;
  });
  return count;
}
