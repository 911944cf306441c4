import { NO_DAY, type SerialDay } from "../retention";
import { cellBeside, dayOf, eachCell, isBlank, oneValue, optional } from "./arguments";
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
 * The declared type is what the metadata says, a range; a single value gives a single value.
 *
 * @throws CustomFunctions.Error `#VALUE!` for what is no date, `#N/A` for an anchor after the as-of day.
 */
export function overDays(
  { lastVisits, asOf, deliveries }: Days,
  compute: (anchor: SerialDay, asOf: SerialDay) => string | number
): unknown[][] {
  const asOfDay = dayOf(oneValue(asOf, "asOf"), "asOf");
  const column = optional(deliveries);
  const deliveryBeside = isBlank(column)
    ? () => undefined
    : cellBeside(column, lastVisits, { range: "deliveries", of: "lastVisit" });
  const results = eachCell(lastVisits, (cell, i, j) => {
    const anchor = dayOf(cell, "lastVisit") || dayOf(deliveryBeside(i, j), "deliveries");
    if (anchor === NO_DAY || asOfDay === NO_DAY) return "";
    if (anchor > asOfDay) throw notYet();
    return compute(anchor, asOfDay);
  });
  return results as unknown[][];
}

function notYet(): CustomFunctions.Error {
  const { functions } = functionTexts();
  const { lastVisit, asOf } = functions.arguments;
  return new CustomFunctions.Error(
    CustomFunctions.ErrorCode.notAvailable,
    functions.afterAsOf(lastVisit, asOf)
  );
}
