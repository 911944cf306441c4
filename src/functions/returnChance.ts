import { NO_DAY } from "../retention/time";
import {
  returnChanceOfSummaries,
  returnParameters,
  wilson,
  type VisitSummary,
} from "../retention/insight";
import { dayOf, notFound, numberOf, oneDayOf, oneValue, optional, unusable } from "./arguments";
import { eachRow, gridOf, overGrid, type CellsOf } from "./cells";
import { functionTexts } from "./language";
import { requireVisited } from "./overDays";

/** A chance or a share is not known more exactly. */
const fourDigits = (value: number): number => Math.round(value * 10_000) / 10_000;

/**
 * The chance of each customer of the ranges to come within so many days, 0–1, each foretold by the
 * rhythms of all. A row without any of its three cells gives `""`.
 */
export function returnChanceOver(
  args: CellsOf<"firstVisit" | "lastVisit" | "visits">,
  asOf: unknown,
  horizon: unknown
): unknown[][] {
  const day = oneDayOf(asOf, "asOf");
  const days =
    numberOf(oneValue(optional(horizon), "horizon"), "horizon", { most: 3_650, whole: true }) ??
    returnParameters.near.value;
  const grid = gridOf(args);
  const read = overGrid(grid, (row, column): VisitSummary | "" => {
    const cells = grid.at(row, column);
    const firstVisit = dayOf(cells.firstVisit, "firstVisit");
    const lastVisit = dayOf(cells.lastVisit, "lastVisit");
    const visits = numberOf(cells.visits, "visits", { whole: true });
    if (firstVisit === NO_DAY || lastVisit === NO_DAY || !visits || day === NO_DAY) return "";
    requireVisited(lastVisit, day);
    const { functions } = functionTexts();
    const names = functions.arguments;
    if (firstVisit > lastVisit)
      throw unusable(functions.afterOther(names.firstVisit, names.lastVisit));
    return { firstVisit, lastVisit, visits };
  });
  const flat = read.flat();
  const isRead = (it: (typeof flat)[number]): it is VisitSummary =>
    it !== "" && !(it instanceof CustomFunctions.Error);
  const chances = returnChanceOfSummaries(flat.filter(isRead), day, days);
  let at = 0;
  const shown = flat.map((it) => (isRead(it) ? fourDigits(chances[at++]) : it));
  if (!grid.isRange) return shown[0] as unknown as unknown[][];
  return read.map((row, i) => shown.slice(i * grid.columns, i * grid.columns + row.length));
}

/** Share, lower and upper end of its 95% interval, in three cells of each row. */
export function intervalOver(args: CellsOf<"successes" | "trials">): unknown[][] {
  return eachRow(args, "successes", 3, (cells) => {
    const successes = numberOf(cells.successes, "successes", { whole: true });
    const trials = numberOf(cells.trials, "trials", { whole: true });
    if (successes === undefined || trials === undefined) return ["", "", ""];
    const { functions } = functionTexts();
    const names = functions.arguments;
    if (trials === 0) throw notFound(functions.noTrials(names.trials));
    if (successes > trials) throw unusable(functions.moreThanOther(names.successes, names.trials));
    const { share, low, high } = wilson(successes, trials);
    return [share, low, high].map(fourDigits);
  });
}
