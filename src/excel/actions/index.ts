export {
  type BookComparison,
  type ComparisonOutcome,
  type Decisions,
  collectBook,
  compareBook,
  handOutBook,
} from "./books";
export { confirmInvalid } from "./confirmInvalid";
export { dealAllocation } from "./deal";
export { makeMorningPlan } from "./morningPlan";
export { nightlyTally } from "./nightlyTally";
export { freezeToValues, repairFormulas } from "./ourFormulas";
export { recordCall } from "./recordCall";
export { type SampleStoreOptions, addSampleStore, writeSampleStore } from "./sampleStore";
export { saveInputs, saveSettings } from "./saveInputs";
export { saveSurvey } from "./saveSurvey";
export { setLiveColumns, updateAll } from "./updateAll";
