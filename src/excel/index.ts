export { actions } from "./allActions";
export * from "./api";
export {
  collectBook,
  compareBook,
  handOutBook,
  type BookComparison,
  type ComparisonOutcome,
  type Decisions,
} from "./actions";
export { describeOutcome, type OutcomeWords } from "./views";
export { recognise, saveMapping, type MappingOf } from "./read";
export { displayLocale, goTo, outcomeOf, whenReady } from "./session";
export { associateCommand, officeIsDark, showPane } from "./session";
export { addSampleStore, writeSampleStore, type SampleStoreOptions } from "./actions";
export { updateAll } from "./actions";
