import type { Outcome, UpdateOptions } from "./api";
import { writableReports } from "./planSheets";
import { performRun } from "./runContext";
import { runStore } from "./storeRun";

/**
 * The whole run: reads the two sheets and what users wrote, computes, writes the classification columns
 * and the sheets.
 *
 * @returns how it ended; never rejects. After a failure half-way the outcome is `partial` and lists
 *   what is written.
 */
export async function updateAll(options: UpdateOptions): Promise<Outcome> {
  const { reports = "all" } = options;
  const wanted = writableReports.filter((id) => reports === "all" || reports.includes(id));
  return performRun(options, (run) => runStore(run, { reports: wanted, columns: true }));
}
