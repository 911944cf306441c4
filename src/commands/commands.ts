import { associateCommand, showPane, whenReady } from "../excel";
import { sharedStore } from "../taskpane/shared";

/**
 * Ribbon buttons without a pane of their own. In the shared runtime they work while the pane is
 * closed; it opens to show progress and outcome.
 */

/** 全部更新: the same run as the pane's button, shown in the pane. */
async function updateAllFromRibbon(): Promise<void> {
  const store = sharedStore();
  const run = store.run();
  await showPane();
  await run;
}

void whenReady().then(() => associateCommand("updateAll", updateAllFromRibbon));
