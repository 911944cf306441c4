import type { ReportContext, ReportId, SheetPlan } from "./plan";
import {
  benchmarkSheet,
  demandSheet,
  lossSheet,
  careSheet,
  surveySheet,
  conversionSheet,
  dataQualitySheet,
  reservoirSheet,
  recordsSheet,
  scriptsSheet,
  failuresSheet,
  campaignsSheet,
  messagesSheet,
  valueSheet,
  scorecardSheet,
  backTestSheet,
  retentionCurvesSheet,
  incentivesSheet,
  settingsSheet,
  contributionSheet,
  ledgerSheet,
  allocationOverview,
  evaluationSheet,
  statusSheet,
  overviewSheet,
  tallySheet,
  targetsSheet,
} from "./sheets";

import type { StoreFigures } from "./figures";

/** Makes the plan of one sheet from the figures of a run. */
export type Report = (figures: StoreFigures, context: ReportContext) => SheetPlan;

/** The report behind every generated sheet, in the order of the sheets. */
export const reports: Partial<Record<ReportId, Report>> = {
  overview: overviewSheet,
  settings: settingsSheet,
  dataQuality: ({ quality, inputs }, context) =>
    dataQualitySheet(quality, context, inputs.findings),
  conversion: conversionSheet,
  reservoir: reservoirSheet,
  survey: surveySheet,
  care: careSheet,
  loss: lossSheet,
  demand: demandSheet,
  benchmark: benchmarkSheet,
  records: recordsSheet,
  tally: tallySheet,
  scorecard: scorecardSheet,
  backTest: backTestSheet,
  retentionCurves: retentionCurvesSheet,
  value: valueSheet,
  messages: messagesSheet,
  campaigns: campaignsSheet,
  failures: failuresSheet,
  scripts: scriptsSheet,
  status: statusSheet,
  targets: targetsSheet,
  evaluation: evaluationSheet,
  allocation: allocationOverview,
  ledger: ledgerSheet,
  contribution: contributionSheet,
  incentives: incentivesSheet,
};
