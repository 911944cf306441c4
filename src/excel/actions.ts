import type { Actions } from "./api";
import { customerView } from "./customerView";
import { dealAllocation } from "./deal";
import { confirmInvalid, recordCall, saveInputs, saveSettings, saveSurvey } from "./edits";
import { makeMorningPlan } from "./morningPlan";
import { nightlyTally } from "./nightlyTally";
import { freezeToValues, repairFormulas } from "./ownFormulas";
import { reportsOverview } from "./reportsOverview";
import { onSelectionChanged, readSelection } from "./selection";
import { storeOverview } from "./storeOverview";
import { setLiveColumns, updateAll } from "./updateAll";

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
