export { type ArrivalCredits, arrivalRevenue, creditArrivals, membersOf } from "./credit";
export { nextContactDay } from "./followUp";
export {
  type CustomerFinder,
  type RecordHistory,
  customerFinder,
  isVisible,
  recordHistory,
} from "./history";
export { recordNumbers } from "./numbers";
export {
  type SolicitationQuotas,
  type SolicitationRules,
  defaultQuotas,
  defaultSolicitationRules,
  solicitationParameters,
} from "./parameters";
export { type SolicitationRecord, isAppointment, notDoneYet, reached } from "./records";
export { type Standing, standingOfKey, standings } from "./standing";
export { NO_STATE, WrongNumbers, codeOfState, noShowDayOf } from "./states";
export {
  type Competitor,
  type FailureReason,
  type RecordState,
  type SolicitationResult,
  type SolicitationType,
  competitors,
  failureGroupOf,
  failureGroups,
  failureReasons,
  recordStates,
  solicitationResults,
  solicitationTypes,
} from "./vocabulary";
