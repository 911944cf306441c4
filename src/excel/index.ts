export { actions } from "./actions";
export * from "./api";
export {
  collectBook,
  compareBook,
  handOutBook,
  type BookComparison,
  type ComparisonOutcome,
  type Decisions,
} from "./books";
export { describeOutcome, type OutcomeWords } from "./describeOutcome";
export { recognise, saveMapping, type MappingOf } from "./inspect";
export { displayLocale, goTo, outcomeOf, whenReady } from "./navigation";
export { associateCommand, officeIsDark, showPane } from "./office";
export { addSampleStore, writeSampleStore, type SampleStoreOptions } from "./sampleStore";
export { updateAll } from "./updateAll";
