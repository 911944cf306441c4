import { ruleSetNames, ruleSets, statusesOf, transitionOf } from "../retention/status";
import { notFound, unusable } from "./arguments";
import type { CellsOf } from "./cells";
import { anyStatusOf } from "./choices";
import { functionTexts } from "./language";

const sets = ruleSetNames.map((name) => ({
  rules: ruleSets[name],
  statuses: new Set(statusesOf(ruleSets[name])),
}));

/**
 * The name of the transition between two statuses, by the first rule set that has both; `""` if one is
 * blank.
 *
 * @throws CustomFunctions.Error `#VALUE!` for statuses of different rule sets, `#N/A` where there is no
 *   such transition.
 */
export function transitionBetween(cells: CellsOf<"before" | "after">): string {
  const before = anyStatusOf(cells.before, "before");
  const after = anyStatusOf(cells.after, "after");
  if (before === undefined || after === undefined) return "";
  const { functions, method } = functionTexts();
  const { before: from, after: to } = functions.arguments;
  const common = sets.find(({ statuses }) => statuses.has(before) && statuses.has(after));
  if (common === undefined) throw unusable(functions.mixedRuleSets(from, to));
  if (before === after) return method.unchanged;
  const flow = transitionOf(before, after, common.rules);
  if (flow === undefined) throw notFound(functions.noTransition(from, to));
  return method.flows[flow];
}
