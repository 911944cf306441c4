import { lossValueOf, loyalValueOf } from "../retention/value";
import { isEmpty, numberOf, optional, type ArgumentName, type NumberLimits } from "./arguments";
import { eachCell, type CellsOf } from "./cells";

/** `RETAIN.LOYALVALUE` for each cell. */
export function loyalValueOver(
  args: CellsOf<"spendingPerVisit" | "visitsPerYear" | "years" | "cars" | "referrals">
): unknown[][] {
  return overFactors(args, {}, loyalValueOf);
}

/** `RETAIN.LOSSVALUE` for each cell. */
export function lossValueOver(
  args: CellsOf<"baseCustomers" | "lossRate" | "revenuePerCar">
): unknown[][] {
  return overFactors(args, { lossRate: { most: 1 } }, lossValueOf);
}

/** A product of factors: one that was left out has its default, a blank cell gives a blank. */
function overFactors<Name extends ArgumentName>(
  args: CellsOf<Name>,
  limits: Partial<Record<Name, NumberLimits>>,
  product: (factors: Partial<Record<Name, number>>) => number
): unknown[][] {
  const names = Object.keys(args) as Name[];
  const given = names.filter((name) => !isEmpty(optional(args[name])));
  if (given.length === 0) return [[product({})]];
  return eachCell(args, (cells) => {
    const factors: Partial<Record<Name, number>> = {};
    for (const name of given) {
      const factor = numberOf(cells[name], name, limits[name]);
      if (factor === undefined) return "";
      factors[name] = factor;
    }
    return product(factors);
  });
}
