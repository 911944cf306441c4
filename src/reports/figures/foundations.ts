import type { StoreFigures } from "./figures";
import type { ReportId } from "../plan";

/** Figures below others, each of which can be computed by itself. */
export type Foundation = {
  [Name in keyof StoreFigures]: StoreFigures[Name] extends (...args: never) => unknown
    ? never
    : Name;
}[keyof StoreFigures];

/**
 * What most sheets and a customer's view rest on, in the order in which one needs the other. Made one
 * by one with a pause after each, they never hold up the pane for long; a sheet that asks for all of
 * them at once would.
 */
export const allFoundations: readonly Foundation[] = [
  "statuses",
  "items",
  "money",
  "visitMoney",
  "ownership",
  "credits",
  "norms",
  "measuredObtainability",
  "odometers",
  "psv",
  "benchmark",
  "flags",
  "rfm",
  "lifecycle",
  "loss",
  "demand",
];

/** What a single sheet rests on beside those, where it takes as long as the sheet itself. */
export const foundationsOfSheets: Readonly<Partial<Record<ReportId, readonly Foundation[]>>> = {
  overview: ["targets", "tally", "yearTrend"],
  demand: ["rankedDemand"],
  value: ["valueDisagreements"],
  contribution: ["contribution"],
  backTest: ["backTests"],
  retentionCurves: ["retentionCurves"],
  allocation: ["stock", "trialDeal"],
};
