export {
  type Contribution,
  type OrderSum,
  type ContributionExclusion,
  contributionExclusions,
  contributionOf,
} from "./contribution";
export {
  type ContributionColumn,
  type ContributionFigures,
  type ContributionSelection,
  type ContributionTable,
  type VisitOrigin,
  contributionColumns,
  contributionFigures,
  retainedColumns,
  visitOrigins,
} from "./contributionTable";
export {
  ACTIVITY_LEVELS,
  type Dynamics,
  OUT_OF_BASE,
  type OwnerDynamics,
  activityOfDays,
  customerDynamics,
} from "./dynamics";
export {
  type PersonEvaluation,
  type Ranks,
  type SolicitationEvaluation,
  type SolicitationFigures,
  achievementOf,
  evaluateSolicitation,
  evaluatedTypes,
  successOf,
} from "./evaluation";
export { type Trend, trendOf } from "./trend";
export { evaluationParameters } from "./evaluationParameters";
export {
  type IncentiveRow,
  type IncentiveValues,
  type Incentives,
  type LossTier,
  deductionFor,
  incentiveParameters,
  incentiveProblems,
  incentivesOf,
  rewardFor,
} from "./incentives";
export { type OwnedFlow, netOfFlows, ownedFlowEffects, ownedFlowNames } from "./ownedFlows";
export {
  type Kpi,
  type KpiId,
  kpiViews,
  scorecardOf,
  scorecardParameters,
  scorecardViews,
} from "./scorecard";
export {
  type DailyTally,
  type TallyCounts,
  type TallyFlows,
  type TallyInput,
  type TallyRow,
  type UnmetTargets,
  completionRate,
  dailyTally,
  sumOfTally,
  tallyCounts,
  unmetTargets,
} from "./tally";
export {
  type Lamp,
  type Target,
  type TargetBlock,
  type TargetRow,
  type Targets,
  newLostAllowance,
  targetParameters,
  targetsOf,
} from "./targets";
