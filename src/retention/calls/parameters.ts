import { parameter, valuesOf, type ParameterGroup, type ParameterValues } from "../parameters";

/** Settings of solicitation (rules §12). */
export const solicitationParameters = {
  rules: {
    /** A visit so many days before or after the appointment is that appointment's. */
    appointmentWindow: parameter(7, "days", "ours"),
    /** Without an appointment a contact is credited with visits of so many days. */
    contactWindow: parameter(30, "days", "ours"),
    /** Days from a touch without appointment to the next one. */
    followUp1: parameter(1, "days", "ours"),
    followUp2: parameter(3, "days", "ours"),
    followUp3: parameter(7, "days", "ours"),
    followUp4: parameter(14, "days", "ours"),
    /** After so many touches a sequence without appointment has failed. */
    touches: parameter(5, "count", "S3 关爱与营销并行"),
    /** After a sequence that failed the customer is left alone so long. */
    rest: parameter(30, "days", "ours"),
    /** A due day so many days ahead or behind is due; further behind is overdue. */
    dueWindow: parameter(7, "days", "ours"),
    /** So many wrong numbers on so many different days propose 失联. */
    unreachableCalls: parameter(3, "count", "ours"),
    unreachableDays: parameter(2, "days", "ours"),
  },
  /** Rows of the morning plan per advisor and type; 0: only call-backs and rows carried over. */
  quotas: {
    maintenance: parameter(10, "count", "ours"),
    repairReminder: parameter(3, "count", "ours"),
    warrantyCheck: parameter(2, "count", "ours"),
    manufacturerCampaign: parameter(0, "count", "ours"),
    storePromotion: parameter(0, "count", "ours"),
    weeklyGift: parameter(0, "count", "ours"),
    lost: parameter(5, "count", "ours"),
    warning: parameter(3, "count", "ours"),
    recall: parameter(2, "count", "ours"),
    insurance: parameter(0, "count", "ours"),
    tradeIn: parameter(0, "count", "ours"),
    inspection: parameter(0, "count", "ours"),
    conquest: parameter(3, "count", "ours"),
    invalidFollowUp: parameter(5, "count", "ours"),
    care: parameter(0, "count", "ours"),
  },
} as const satisfies ParameterGroup;

/** What the rules of solicitation compute with; days and counts. */
export type SolicitationRules = ParameterValues<(typeof solicitationParameters)["rules"]>;
export type SolicitationQuotas = ParameterValues<(typeof solicitationParameters)["quotas"]>;

/** The defaults of {@link solicitationParameters}. */
export const defaultSolicitationRules: SolicitationRules = valuesOf(solicitationParameters.rules);
export const defaultQuotas: SolicitationQuotas = valuesOf(solicitationParameters.quotas);
