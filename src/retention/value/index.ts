export {
  type BudgetCandidate,
  type ContactChannel,
  budgetParameters,
  contactChannels,
  planBudget,
} from "./budget";
export {
  type MeasuredNorms,
  type NormObservation,
  type OwnPsvValues,
  choosePsvConstants,
  measureNorms,
  normParameters,
} from "./norms";
export {
  type ConstantsChoice,
  type MeasuredObtainability,
  chooseObtainability,
  constantsChoices,
  measureObtainability,
  obtainabilityParameters,
} from "./obtainability";
export { type ClassHabit, DAYS_PER_YEAR, type PsvParts, psvOf, roundedPsv, toCents } from "./psv";
export {
  INSURED,
  type PsvColumns,
  type PsvOptions,
  insuranceChances,
  insurancePlaces,
  psvOfAll,
} from "./psvColumns";
export {
  type Obtainability,
  type PsvConstants,
  obtainabilityOf,
  psvConstants,
  psvParameters,
} from "./psvParameters";
export {
  type RfmColumns,
  type ValueDisagreement,
  type ValueGrade,
  quintiles,
  rfmOfAll,
  rfmParameters,
  valueDisagreements,
  valueGradeOf,
  valueGrades,
} from "./rfm";
export { lossValueOf, loyalValueOf, worthParameters } from "./worth";
