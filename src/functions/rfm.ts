import { NO_DAY } from "../retention/time";
import { quintiles, valueGradeOf } from "../retention/value";
import { dayOf, numberOf, oneDayOf } from "./arguments";
import { gridOf, overGrid, type CellsOf } from "./cells";
import { functionTexts } from "./language";
import { requireVisited } from "./overDays";

/** One customer as RFM ranks it; `NaN` = not ranked. */
interface Ranked {
  readonly days: number;
  readonly visits: number;
  readonly money: number;
}

const notRanked: Ranked = { days: NaN, visits: NaN, money: NaN };

/**
 * Ranks the customers of the ranges among each other: grade and the three scores of each, such as
 * `A 5-5-4`. A row without any of its three cells gives `""` and is not ranked, nor is one whose cells
 * cannot be read; a customer without a visit in the window is `none`.
 */
export function rfmOver(
  args: CellsOf<"lastVisit" | "visits" | "money">,
  asOf: unknown
): unknown[][] {
  const day = oneDayOf(asOf, "asOf");
  const grid = gridOf(args);
  const read = overGrid(grid, (row, column): Ranked | "" => {
    const cells = grid.at(row, column);
    const lastVisit = dayOf(cells.lastVisit, "lastVisit");
    const visits = numberOf(cells.visits, "visits", { whole: true });
    const money = numberOf(cells.money, "money");
    if (lastVisit === NO_DAY || visits === undefined || money === undefined || day === NO_DAY) {
      return "";
    }
    requireVisited(lastVisit, day);
    return visits === 0 ? notRanked : { days: day - lastVisit, visits, money };
  });
  const flat = read.flat();
  const isRead = (it: (typeof flat)[number]): it is Ranked =>
    it !== "" && !(it instanceof CustomFunctions.Error);
  const ranked = flat.map((it) => (isRead(it) ? it : notRanked));
  const recency = quintiles(
    ranked.map((it) => it.days),
    "low"
  );
  const frequency = quintiles(
    ranked.map((it) => it.visits),
    "high"
  );
  const money = quintiles(
    ranked.map((it) => it.money),
    "high"
  );
  const grades = functionTexts().method.valueGrades;
  const shown = flat.map((it, i) => {
    if (!isRead(it)) return it;
    const grade = grades[valueGradeOf(recency[i] + frequency[i] + money[i])];
    return recency[i] === 0 ? grade : `${grade} ${recency[i]}-${frequency[i]}-${money[i]}`;
  });
  if (!grid.isRange) return shown[0] as unknown as unknown[][];
  return read.map((row, i) => shown.slice(i * grid.columns, i * grid.columns + row.length));
}
