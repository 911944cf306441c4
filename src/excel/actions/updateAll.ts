import type { Outcome, RunOptions, UpdateOptions } from "../api";
import { claimChanges, runStore } from "../run";
import { onlyWritable, writableReports } from "../read";
import { noChanges } from "../footprint";
import { performRun } from "../session";

/**
 * The whole run: reads the two sheets and what users wrote, computes, writes the classification columns
 * and the sheets. New customers since the last deal get their advisor in 归属台账.
 *
 * @returns how it ended; never rejects. After a failure half-way the outcome is `partial` and lists
 *   what is written.
 */
export async function updateAll(options: UpdateOptions): Promise<Outcome> {
  const { reports = "all" } = options;
  const wanted = reports === "all" ? writableReports : onlyWritable(reports);
  return performRun(options, (run) =>
    runStore(run, {
      reports: wanted,
      columns: true,
      // Turns are given only when the ledger that tells them is written.
      ...(wanted.includes("ledger") && { change: claimChanges }),
    })
  );
}

/**
 * Keeps in the workbook whether the classification columns are written as formulas of the add-in's
 * functions, and writes them that way at once.
 *
 * @returns how it ended; never rejects
 */
export async function setLiveColumns(live: boolean, options: RunOptions): Promise<Outcome> {
  return performRun(options, (run) =>
    runStore(run, {
      reports: [],
      columns: true,
      change: () => ({ changes: noChanges, remember: { liveColumns: live } }),
    })
  );
}
