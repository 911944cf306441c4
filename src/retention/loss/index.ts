export { type StatusFlags, statusFlags } from "./flags";
export {
  type ItemLoss,
  LOSS,
  type LossAnalysis,
  type LossDimension,
  type LossGroup,
  type LossInputs,
  type LossRate,
  type LossType,
  NO_LOSS_TYPE,
  lossAnalysis,
  lossDimensions,
  lossTypeOf,
  lossTypes,
} from "./loss";
export { flagParameters, lossParameters } from "./lossParameters";
export {
  type LostSurvey,
  type SurveyAnswers,
  type SurveyEffects,
  type SurveyQuestion,
  askedQuestions,
  nextQuestion,
  surveyEffects,
  surveyOptions,
  surveyQuestions,
} from "./survey";
