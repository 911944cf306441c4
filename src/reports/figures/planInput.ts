import { allParameters } from "../../retention/allParameters";
import { CUSTOMER_CARE } from "../../retention/ownership";
import { NO_DAY } from "../../retention/time";
import type { PlanInput, SolicitationNeed } from "../../retention/solicitation";
import type { SolicitationQuotas } from "../../retention/calls";
import { openCareTasks } from "./careTasks";
import { chapterValues } from "./chapterValues";
import type { StoreFigures } from "./figures";

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
      ...listedProspects(figures).flatMap(({ customer }): SolicitationNeed[] =>
        customer < 0 ? [] : [{ customer, type: "conquest", dueDay: NO_DAY }]
      ),
      ...openCareTasks(figures).tasks.map(({ customer, plannedDay }): SolicitationNeed => ({
        customer,
        type: "care",
        dueDay: plannedDay,
      })),
    ],
    prospects: listedProspects(figures).flatMap(({ customer, key, advisor }) =>
      customer < 0 ? [{ key, owner: callerOf(figures, advisor) }] : []
    ),
    ownership,
    roster: settings.roster,
    calendar: settings.calendar,
    psv: psv.total,
    doNotDisturb: settings.doNotDisturb,
    rules: figures.solicitationRules,
    quotas: quotasOf(figures),
  };
}

/** Whoever of the list 拉新 has not come yet, in the order of the list. */
export function listedProspects({ prospects, demand }: StoreFigures): StoreFigures["prospects"] {
  return demand.prospects.flatMap((position) => prospects[position] ?? []);
}

/** Who calls somebody of the list 拉新: who is named beside him, else 客服专员 (S3: the care team calls). */
export function callerOf({ ownership }: StoreFigures, advisor: string): number {
  const owner = advisor === "" ? -1 : ownership.owners.indexOf(advisor);
  return owner < 0 ? CUSTOMER_CARE : owner;
}
