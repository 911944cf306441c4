/**
 * The custom functions of the namespace RETAIN. The metadata generator reads this file: only
 * top-level declarations with double-quoted texts, parameters of its own few types.
 *
 * Ids, names and the order of parameters are permanent: Excel keeps the metadata for a day, so that
 * new metadata meets old code and the other way round. Parameters are only ever appended.
 */
import { lostBandOf, monthsAwayOf, statusOf } from "../retention";
import { ruleSetOf } from "./arguments";
import { functionTexts } from "./language";
import { overDays } from "./overDays";

/**
 * Gives the retention status of a customer on a day. One cell gives one status, a range gives a range.
 * @customfunction STATUS
 * @helpurl https://localhost:3000/help/en-US/STATUS.html
 * @param lastVisit Day of the last visit; for a customer without any visit, the delivery day.
 * @param asOf The day for which the status is computed.
 * @param [ruleSet] Rule set: retention (if omitted), loyalty or sixMonth.
 * @returns The status, for example Stable; empty if there is no date.
 */
export function status(lastVisit: unknown[][], asOf: unknown, ruleSet?: unknown): unknown[][] {
  return statuses(lastVisit, asOf, ruleSet);
}

/**
 * Gives the retention status of a whole column of customers at once, from last visits and deliveries.
 * @customfunction STATUSES
 * @helpurl https://localhost:3000/help/en-US/STATUSES.html
 * @param lastVisit Days of the last visits, one cell per customer.
 * @param asOf The day for which the statuses are computed.
 * @param [ruleSet] Rule set: retention (if omitted), loyalty or sixMonth.
 * @param [deliveries] Delivery days, used where a customer has no last visit; same size as lastVisit.
 * @returns The statuses, in the shape of lastVisit; empty where there is no date.
 */
export function statuses(
  lastVisit: unknown[][],
  asOf: unknown,
  ruleSet?: unknown,
  deliveries?: unknown[][]
): unknown[][] {
  const rules = ruleSetOf(ruleSet);
  const labels = functionTexts().data.statuses;
  return overDays(
    { lastVisits: lastVisit, asOf, deliveries },
    (anchor, day) => labels[statusOf(anchor, day, rules)]
  );
}

/**
 * Gives the band in which a lost customer is, counted from the line of 12 months without a visit.
 * @customfunction LOSTBAND
 * @helpurl https://localhost:3000/help/en-US/LOSTBAND.html
 * @param lastVisit Day of the last visit; for a customer without any visit, the delivery day.
 * @param asOf The day for which the band is computed.
 * @returns The lost band, for example Lost 3 to 6 months; empty if the customer is not lost or there is no date.
 */
export function lostBand(lastVisit: unknown[][], asOf: unknown): unknown[][] {
  const labels = functionTexts().data.statuses;
  return overDays({ lastVisits: lastVisit, asOf }, (anchor, day) => {
    const band = lostBandOf(anchor, day);
    return band === undefined ? "" : labels[band];
  });
}

/**
 * Gives the completed months since the last visit.
 * @customfunction MONTHSAWAY
 * @helpurl https://localhost:3000/help/en-US/MONTHSAWAY.html
 * @param lastVisit Day of the last visit; for a customer without any visit, the delivery day.
 * @param asOf The day up to which months are counted.
 * @returns The number of completed months; empty if there is no date.
 */
export function monthsAway(lastVisit: unknown[][], asOf: unknown): unknown[][] {
  return overDays(
    { lastVisits: lastVisit, asOf },
    (anchor, day) => monthsAwayOf(anchor, day) ?? ""
  );
}
