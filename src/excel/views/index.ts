export { customerView } from "./customerView";
export { type OutcomeWords, describeOutcome } from "./describeOutcome";
export { reportsOverview } from "./reportsOverview";
export { onSelectionChanged, readSelection } from "./selection";
