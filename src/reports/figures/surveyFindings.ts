import { customerFinder } from "../../retention/calls";
import { NO_DAY, type SerialDay } from "../../retention/time";
import {
  surveyEffects,
  type LossInputs,
  type LostSurvey,
  type SurveyEffects,
} from "../../retention/loss";
import type { Dealership } from "../../retention/store";
import type { StoreInputs } from "../../intake";

/** What the questionnaires are read from, and on which day. */
export interface SurveySources {
  readonly inputs: Pick<StoreInputs, "surveys">;
  readonly dealership: Dealership;
  readonly asOf: SerialDay;
}

/** A questionnaire of a customer of the archive, answered up to the day of the figures. */
export interface AnsweredSurvey {
  readonly survey: LostSurvey;
  /** Row of the customer table; −1 for a key that no customer has. */
  readonly customer: number;
  readonly effects: SurveyEffects;
}

/** The questionnaires of 流失调查 that are known on the day: those of a later day are not yet. */
export function answeredSurveys({ inputs, dealership, asOf }: SurveySources): AnsweredSurvey[] {
  const find = customerFinder(dealership);
  return inputs.surveys
    .filter(({ day, answers }) => day !== NO_DAY && day <= asOf && answers.q1 !== undefined)
    .map((survey) => ({
      survey,
      customer: survey.key === "" ? -1 : find(survey.key, survey.day),
      effects: surveyEffects(survey.answers),
    }));
}

/** Customers who said what they have done elsewhere; a loss of these items is known from nothing else. */
export function toldElsewhere(figures: SurveySources): NonNullable<LossInputs["told"]> {
  const minorRepair = new Set<number>();
  const bodyPaint = new Set<number>();
  for (const { customer, effects } of answeredSurveys(figures)) {
    if (customer < 0) continue;
    if (effects.itemsElsewhere.includes("minorRepair")) minorRepair.add(customer);
    if (effects.itemsElsewhere.includes("bodyAndPaint")) bodyPaint.add(customer);
  }
  return { minorRepair, bodyPaint };
}
