import type { SerialDay } from "../time";
import { foretell, learnFromFew, type RhythmStates } from "./rhythm";

/** What a row of a sheet tells of a customer's coming. */
export interface VisitSummary {
  readonly firstVisit: SerialDay;
  readonly lastVisit: SerialDay;
  /** Visits from the first to the last, both counted; at least 1. */
  readonly visits: number;
}

/**
 * The chance of a visit within so many days of customers of whom only first and last visit and their
 * number are known (`RETAIN.RETURNCHANCE`): the rhythms of all of them together tell what rhythm each may
 * have. Nothing corrects it by what became of earlier forecasts, as the sheets can.
 */
export function returnChanceOfSummaries(
  summaries: readonly VisitSummary[],
  asOf: SerialDay,
  days: number
): Float64Array {
  const column = (of: (summary: VisitSummary) => number): Int32Array =>
    Int32Array.from(summaries, of);
  const states: RhythmStates = {
    count: summaries.length,
    customer: column(() => 0).map((_, i) => i),
    away: column(({ lastVisit }) => asOf - lastVisit),
    visits: column(({ visits }) => visits),
    intervals: column(({ visits, firstVisit, lastVisit }) =>
      lastVisit > firstVisit ? visits - 1 : 0
    ),
    days: Float64Array.from(summaries, ({ firstVisit, lastVisit }) => lastVisit - firstVisit),
    logDays: new Float64Array(summaries.length).fill(NaN),
    group: column(() => 0),
  };
  return foretell(states, learnFromFew(states), [days]).within[0];
}
