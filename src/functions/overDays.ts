import { NO_DAY, type SerialDay } from "../retention/time";
import { dayOf, notFound, oneDayOf, type FunctionResult } from "./arguments";
import { eachCell } from "./cells";
import { functionTexts } from "./language";

/** What a function needs besides the column of last visits. */
interface Days {
  readonly lastVisits: unknown;
  readonly asOf: unknown;
  /** Stands in where there is no last visit; same size as `lastVisits`. */
  readonly deliveries?: unknown;
}

/**
 * Computes something from the anchor day and the as-of day for each cell of `lastVisits`; a cell
 * without any date, or no as-of day, gives `""`.
 *
 * @throws CustomFunctions.Error `#VALUE!` for what is no date, `#N/A` for an anchor after the as-of day.
 */
export function overDays(
  { lastVisits, asOf, deliveries }: Days,
  compute: (anchor: SerialDay, asOf: SerialDay) => FunctionResult
): unknown[][] {
  const day = oneDayOf(asOf, "asOf");
  return eachCell({ lastVisit: lastVisits, deliveries }, (cells) => {
    const anchor = dayOf(cells.lastVisit, "lastVisit") || dayOf(cells.deliveries, "deliveries");
    if (anchor === NO_DAY || day === NO_DAY) return "";
    requireVisited(anchor, day);
    return compute(anchor, day);
  });
}

/** @throws CustomFunctions.Error `#N/A` for a last visit after the as-of day. */
export function requireVisited(lastVisit: SerialDay, asOf: SerialDay): void {
  if (lastVisit <= asOf) return;
  const { functions } = functionTexts();
  throw notFound(functions.afterAsOf(functions.arguments.lastVisit, functions.arguments.asOf));
}

/** @throws CustomFunctions.Error `#N/A` for a delivery after the as-of day. */
export function requireDelivered(delivery: SerialDay, asOf: SerialDay): void {
  if (delivery <= asOf) return;
  const { functions } = functionTexts();
  throw notFound(functions.deliveredLater(functions.arguments.delivery, functions.arguments.asOf));
}
