import { whenReady, associateCommand, showPane } from "../excel/session";
import type { PaneStore } from "../taskpane/store";
import { sharedStore } from "../taskpane/shared";

/**
 * Ribbon buttons without a pane of their own, by the function names of the manifest. In the shared
 * runtime they work while the pane is closed; it opens to show progress and outcome.
 */
const commands: Readonly<Record<string, (store: PaneStore) => Promise<void>>> = {
  /** 早计划. */
  morningPlan: (store) => store.makeMorningPlan(),
  /** 晚统计. */
  nightlyTally: (store) => store.nightlyTally(),
  /** 全部更新: the same run as the pane's button. */
  updateAll: (store) => store.run(),
  /** 转到报表. */
  goToReports: (store) => {
    store.goToPlace("reports");
    return Promise.resolve();
  },
  /** 导入: opens the pane there. */
  importFiles: (store) => {
    store.imports.open();
    return Promise.resolve();
  },
  /** 固定为数值. */
  freezeToValues: (store) => store.freezeToValues(),
  /** 修复公式. */
  repairFormulas: (store) => store.repairFormulas(),
};

void whenReady().then(() => {
  for (const [id, command] of Object.entries(commands)) {
    associateCommand(id, async () => {
      const run = command(sharedStore());
      await showPane();
      await run;
    });
  }
});
