import {
  deductionFor,
  incentiveProblems,
  newLostAllowance,
  targetParameters,
  type IncentiveValues,
} from "../retention/performance";
import { valuesOf } from "../retention/parameters";
import {
  amountsOf,
  numberOf,
  oneValue,
  unusable,
  type ArgumentName,
  type NumberLimits,
} from "./arguments";
import { eachCell, type CellsOf } from "./cells";
import { functionTexts } from "./language";

const rewardNames = [
  "rewardLost3",
  "rewardLost6",
  "rewardLost12",
  "rewardLost24",
  "rewardLostOver24",
] as const satisfies readonly (keyof IncentiveValues)[];

const deductionNames = [
  "deductionWithin",
  "deductionAbove",
  "deductionBeyond",
] as const satisfies readonly (keyof IncentiveValues)[];

/** Amounts of an argument by the parameter that each cell stands for; blank ones keep their default. */
function namedAmounts(
  argument: unknown,
  name: ArgumentName,
  keys: readonly (keyof IncentiveValues)[]
): Partial<IncentiveValues> {
  const amounts = amountsOf(argument, name, keys.length);
  const given = keys.flatMap((key, i) => (amounts[i] === undefined ? [] : [[key, amounts[i]]]));
  const values = Object.fromEntries(given) as Partial<IncentiveValues>;
  if (incentiveProblems(values).length > 0) {
    const { functions } = functionTexts();
    throw unusable(functions.amountsFall(functions.arguments[name]));
  }
  return values;
}

/**
 * The five amounts of `RETAIN.REWARD`.
 *
 * @throws CustomFunctions.Error `#VALUE!` for another number of amounts, for falling or negative ones.
 */
export function rewardsOf(rewards: unknown): Partial<IncentiveValues> {
  return namedAmounts(rewards, "rewards", rewardNames);
}

/**
 * `RETAIN.PENALTY` for each cell.
 *
 * @throws CustomFunctions.Error `#VALUE!` for another number of amounts, for falling or negative ones, for
 * a share above 1.
 */
export function deductionsOver(
  args: CellsOf<"newLost" | "openingBase">,
  terms: CellsOf<"deductions" | "firstTierCars" | "allowanceShare">
): unknown[][] {
  const oneNumber = (name: "firstTierCars" | "allowanceShare", limits: NumberLimits) =>
    numberOf(oneValue(terms[name], name), name, limits);
  const amounts = namedAmounts(terms.deductions, "deductions", deductionNames);
  const tier = oneNumber("firstTierCars", { whole: true });
  const share = oneNumber("allowanceShare", { most: 1 });
  const values = tier === undefined ? amounts : { ...amounts, firstTierCars: tier };
  const target = valuesOf(targetParameters, share === undefined ? {} : { newLostShare: share });
  return eachCell(args, (cells) => {
    const cars = numberOf(cells.newLost, "newLost", { whole: true });
    const base = numberOf(cells.openingBase, "openingBase", { whole: true });
    if (cars === undefined || base === undefined) return "";
    return deductionFor(cars, newLostAllowance(base, target), values);
  });
}
