export { type Actions, mostLiveRows } from "./actions";
export type { ContactView, CustomerView, PsvView, SelectedCustomer, VisitView } from "./customer";
export type { DealOptions, DealOutcome, DealView } from "./deals";
export type {
  CallEntry,
  InputEdit,
  InvalidConfirmationEntry,
  SettingsEdit,
  SurveyEntry,
} from "./edits";
export type { Change, Outcome, OutcomeCode, OutcomeNote } from "./outcomes";
export type {
  Attention,
  OverviewFigure,
  OverviewFigureId,
  ReportState,
  StoreOverview,
} from "./overview";
export type { Recognition } from "./recognition";
export type { Progress, RunOptions, RunResult, RunStep, UpdateOptions } from "./runs";
