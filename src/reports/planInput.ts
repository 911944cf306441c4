import {
  allParameters,
  type PlanInput,
  type SolicitationNeed,
  type SolicitationQuotas,
  type SolicitationRules,
} from "../retention";
import { openCareTasks } from "./careTasks";
import { chapterValues, type StoreFigures } from "./figures";

/** The rules of solicitation with the user's changes. */
export function solicitationRulesOf({ settings }: StoreFigures): SolicitationRules {
  return chapterValues(settings, "solicitation.rules", allParameters.solicitation.rules);
}

/** Rows of the morning plan per advisor and type, with the user's changes. */
export function quotasOf({ settings }: StoreFigures): SolicitationQuotas {
  return chapterValues(settings, "solicitation.quotas", allParameters.solicitation.quotas);
}

/**
 * What the morning plan of the figures' day is made from (`morningPlan`): the demand list and the care
 * tasks of the day, owners, roster, calendar, PSV and the user's quotas.
 */
export function planInputOf(figures: StoreFigures): PlanInput {
  const { dealership, inputs, ownership, settings, demand, psv } = figures;
  return {
    dealership,
    records: inputs.records,
    needs: [
      ...demand.items.map(({ customer, type, dueDay }): SolicitationNeed => ({
        customer,
        type,
        dueDay,
      })),
      ...openCareTasks(figures).tasks.map(({ customer, plannedDay }): SolicitationNeed => ({
        customer,
        type: "care",
        dueDay: plannedDay,
      })),
    ],
    ownership,
    roster: settings.roster,
    calendar: settings.calendar,
    psv: psv.total,
    doNotDisturb: settings.doNotDisturb,
    rules: solicitationRulesOf(figures),
    quotas: quotasOf(figures),
  };
}
