import {
  dailySeries,
  flowsOfEvents,
  groupSeries,
  statusEvents,
  type DailySeries,
  type FlowName,
  type StatusEvents,
} from "../../../../retention/status";
import { edate, monthStartOf, type SerialDay } from "../../../../retention/time";
import type { StoreFigures } from "../../../figures";

/** Months before the running one, day by day. */
export const monthsShown = 12;

/** The order in which flows matter to a manager. */
export const flowsByWeight: readonly FlowName[] = [
  "newLost",
  "lostReturned",
  "nearLostReturned",
  "warningReturned",
  "enteredSold",
  "enteredService",
  "firstVisit",
  "verified",
  "revived",
  "invalidated",
  "aged",
];

/** All that this sheet computes: a year and the running month, day by day. */
export interface Conversion {
  readonly figures: StoreFigures;
  readonly asOf: SerialDay;
  readonly monthStart: SerialDay;
  readonly events: StatusEvents;
  /** Per event its flow, as index into `flowNames`. */
  readonly flows: Uint8Array;
  readonly series: DailySeries;
  readonly base: Int32Array;
}

/** The changes of status of a year and the running month. */
export function computeConversion(figures: StoreFigures): Conversion {
  const { dealership, asOf, settings } = figures;
  const first = edate(monthStartOf(asOf), -monthsShown);
  const events = statusEvents(dealership, first, asOf, { rules: settings.rules });
  const flows = flowsOfEvents(dealership, events);
  const series = dailySeries(dealership, events, flows);
  const base = groupSeries(series, "base");
  return { figures, asOf, monthStart: monthStartOf(asOf), events, flows, series, base };
}

/** Nobody in the archive, and nobody was. */
export function isEmpty({ series, events }: Conversion): boolean {
  return events.count === 0 && series.opening.every((count) => count === 0);
}

/** Base customers at the end of a day of the series, or of the day before it. */
export function baseOn({ series, base }: Conversion, day: SerialDay): number {
  if (day >= series.first) return base[day - series.first] ?? 0;
  const isBase = new Set(
    series.rules.classes.filter(({ group }) => group === "base").map(({ status }) => status)
  );
  return series.statuses.reduce(
    (sum, status, place) => sum + (isBase.has(status) ? (series.opening[place] ?? 0) : 0),
    0
  );
}

/** Whether any column tells the customers of a flow; of 销售新增 none may. */
export function knowsFlow({ figures }: Conversion, flow: FlowName): boolean {
  return flow !== "enteredSold" || figures.knowsOwnSales;
}
