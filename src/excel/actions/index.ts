export {
  type BookComparison,
  type ComparisonOutcome,
  type Decisions,
  collectBook,
  compareBook,
  handOutBook,
} from "./books";
export { dealAllocation } from "./deal";
export { confirmInvalid, recordCall, saveInputs, saveSettings, saveSurvey } from "./edits";
export { makeMorningPlan } from "./morningPlan";
export { nightlyTally } from "./nightlyTally";
export { freezeToValues, repairFormulas } from "./ourFormulas";
export { type SampleStoreOptions, addSampleStore, writeSampleStore } from "./sampleStore";
export { setLiveColumns, updateAll } from "./updateAll";
