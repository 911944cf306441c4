import type { Actions } from "./api";
import { customerView, reportsOverview, onSelectionChanged, readSelection } from "./views";
import { storeOverview } from "../reports/figures";
import {
  dealAllocation,
  confirmInvalid,
  recordCall,
  saveInputs,
  saveSettings,
  saveSurvey,
  makeMorningPlan,
  nightlyTally,
  freezeToValues,
  repairFormulas,
  setLiveColumns,
  updateAll,
} from "./actions";

/** All that the pane and the ribbon may ask of a workbook. */
export const actions: Actions = {
  updateAll,
  makeMorningPlan,
  nightlyTally,
  dealAllocation,
  saveSettings,
  setLiveColumns,
  saveInputs,
  recordCall,
  saveSurvey,
  confirmInvalid,
  freezeToValues,
  repairFormulas,
  onSelectionChanged,
  readSelection,
  reportsOverview: () => reportsOverview(),
  customerView,
  storeOverview,
};
