export {
  asOfDay,
  figuresOf,
  isComplete,
  isSetUp,
  places,
  type PaneState,
  type Place,
  type Task,
} from "./paneState";
export { PaneStore } from "./paneStore";
