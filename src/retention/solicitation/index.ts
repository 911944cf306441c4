export { type BenchmarkColumns, benchmarkOf } from "./benchmark";
export { type CampaignRow, campaignCheck, defaultCallOrder } from "./campaign";
export {
  type Campaign,
  type CampaignType,
  type DemandItem,
  type DemandList,
  type DemandUrgency,
  type RankedDemand,
  demandOf,
  demandParameters,
  demandUrgencies,
  rankDemand,
  statementsOf,
} from "./demand";
export {
  type FailedContact,
  type FailureAction,
  type FailureSummary,
  type ReasonCount,
  failureSummary,
} from "./failures";
export { type MessageLength, composeMessage, messageLength } from "./messages";
export { type MorningPlan, type PlanInput, type SolicitationNeed, morningPlan } from "./plan";
export { type InvalidProposal, proposeInvalid } from "./proposals";
export {
  type FilledScript,
  type ScriptField,
  type ScriptStatistics,
  type ScriptValues,
  fillScript,
  scriptFields,
  scriptStatistics,
} from "./scripts";
