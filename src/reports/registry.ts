import type { ReportContext } from "./context";
import { benchmarkSheet } from "./benchmark";
import { demandSheet } from "./demand";
import { lossSheet } from "./loss";
import { careSheet } from "./care";
import { surveySheet } from "./survey";
import { conversionSheet } from "./conversion";
import { dataQualitySheet } from "./dataQuality";
import type { StoreFigures } from "./figures";
import { reservoirSheet } from "./reservoir";
import { recordsSheet } from "./records";
import { scriptsSheet } from "./scripts";
import { failuresSheet } from "./failures";
import { campaignsSheet } from "./campaignCheck";
import { messagesSheet } from "./messages";
import { valueSheet } from "./value";
import { scorecardSheet } from "./scorecard";
import type { ReportId, SheetPlan } from "./sheetPlan";
import { incentivesSheet } from "./incentives";
import { settingsSheet } from "./settings";
import { contributionSheet } from "./contribution";
import { ledgerSheet } from "./ledger";
import { allocationOverview } from "./allocation";
import { evaluationSheet } from "./evaluation";
import { statusSheet } from "./status";
import { tallySheet } from "./tally";
import { targetsSheet } from "./targets";

/** Makes the plan of one sheet from the figures of a run. */
export type Report = (figures: StoreFigures, context: ReportContext) => SheetPlan;

/** The report behind every generated sheet, in the order of the sheets. */
export const reports: Partial<Record<ReportId, Report>> = {
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
