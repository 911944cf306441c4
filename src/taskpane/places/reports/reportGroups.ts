import type { ReportId } from "../../../reports/plan";

/** The sheets as they are looked for: what is used daily first. */
export const reportGroups = {
  everyday: ["overview", "status", "demand", "records", "tally", "failures", "messages", "scripts"],
  customers: ["benchmark", "value", "care", "survey", "loss"],
  team: ["allocation", "ledger", "targets", "evaluation", "contribution", "incentives"],
  analysis: ["conversion", "reservoir", "campaigns", "scorecard", "backTest", "retentionCurves"],
  setup: ["settings", "dataQuality"],
} as const satisfies Readonly<Record<string, readonly ReportId[]>>;
export type ReportGroup = keyof typeof reportGroups;
