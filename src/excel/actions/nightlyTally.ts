import type { ReportId } from "../../reports/plan";
import type { Outcome, RunOptions } from "../api";
import { claimChanges, runStore } from "../run";
import { onlyWritable } from "../read";
import { performRun } from "../session";

/** What the day's contacts and visits change. */
const nightlyReports: readonly ReportId[] = [
  "overview",
  "dataQuality",
  "status",
  "ledger",
  "targets",
  "records",
  "tally",
  "failures",
  "incentives",
];

/**
 * The evening's run: classification columns, what became of every record, the day's tally with what
 * was missed, failures, targets, incentives and statuses; new customers get their advisor.
 *
 * @returns how it ended; never rejects
 */
export async function nightlyTally(options: RunOptions): Promise<Outcome> {
  return performRun(options, (run) =>
    runStore(run, {
      reports: onlyWritable(nightlyReports),
      columns: true,
      change: claimChanges,
    })
  );
}
