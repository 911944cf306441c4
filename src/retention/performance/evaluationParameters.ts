import { parameter, type ParameterGroup } from "../parameters";

/** Settings of the evaluation (rules §14, S0 绩效评估). */
export const evaluationParameters = {
  /** Who had fewer tasks than this is not ranked: a rate of two calls says nothing. */
  rankedTasks: parameter(5, "count", "ours"),
  /** Activity is told by the visits of so many months (一年内进店 1次, 2次, 3次). */
  activityMonths: parameter(12, "months", "S0 绩效评估"),
  /** Complete months over which a trend is told. */
  trendMonths: parameter(3, "months", "ours"),
} as const satisfies ParameterGroup;
