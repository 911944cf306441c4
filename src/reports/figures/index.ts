export { type StoreBasis, storeBasis } from "./basis";
export { basisSentences, doubtSentences } from "./basisSentences";
export { campaignsOf } from "./campaigns";
export { openCareTasks } from "./careTasks";
export { chapterValues } from "./chapterValues";
export { StoreFigures } from "./figures";
export { type Foundation, allFoundations, foundationsOfSheets } from "./foundations";
export { lossOfMonth, lossOfMonthSentence } from "./lossOfMonth";
export { otherRules, ownerNames, ownerNaming, sinceDealOf } from "./ownerFigures";
export { callerOf, listedProspects, planInputOf } from "./planInput";
export type { Quality, TableQuality } from "./quality";
export { ScriptFiller, scriptFor, scriptsInUse } from "./scriptTexts";
export { solicitationIn } from "./solicitationIn";
export { type AnsweredSurvey, answeredSurveys } from "./surveyFindings";
export {
  type Attention,
  type OverviewFigure,
  type OverviewFigureId,
  type StoreOverview,
  attentionOf,
  storeOverview,
  todayOf,
} from "./storeOverview";
export { type Trend, type TrendName, type YearTrend, yearTrend } from "./yearTrend";
