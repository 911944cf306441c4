import { allParameters } from "../../retention/allParameters";
import { evaluateSolicitation, type SolicitationEvaluation } from "../../retention/performance";
import type { DayRange } from "../../retention/time";
import { chapterValues } from "./chapterValues";
import type { StoreFigures } from "./figures";

/** How everybody carried out the solicitation of a period (rules §14), by the user's settings. */
export function solicitationIn(figures: StoreFigures, period: DayRange): SolicitationEvaluation {
  const { dealership, ownership, inputs, asOf, credits, settings } = figures;
  const { rankedTasks } = chapterValues(settings, "evaluation", allParameters.evaluation);
  return evaluateSolicitation(dealership, ownership, inputs.records, period, {
    asOf,
    rules: figures.solicitationRules,
    credits,
    rankedTasks,
  });
}
