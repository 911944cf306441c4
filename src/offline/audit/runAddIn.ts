import { describeOutcome, updateAll, type Outcome, type RunResult } from "../../excel";
import type { Locale } from "../../locale";
import type { ReportId } from "../../reports/plan";
import type { SerialDay } from "../../retention/time";
import { openStandIn, type Workbook } from "../host";
import { RefusedRun } from "./commandError";
import type { Traffic } from "./summary";
import { commandTexts, fill } from "./texts";

/** What a run of the add-in needs to know from the command line. */
export interface AddInRun {
  readonly workbook: Workbook;
  /** Language of the sheets. */
  readonly locale: Locale;
  /** Language of the line that says why a run was refused. */
  readonly messages: Locale;
  /** Absent: today. */
  readonly asOf?: SerialDay;
  /** The sheets to write; all if absent. */
  readonly reports?: "all" | readonly ReportId[];
  /** Done in the open workbook before the add-in runs. */
  readonly prepare?: () => Promise<Outcome>;
  /** What people would have done with the add-in before the run; refused outcomes end everything. */
  readonly live?: (completed: (outcome: Outcome) => Outcome) => Promise<unknown>;
}

/** A run that did all its work. */
export interface AddInResult {
  readonly outcome: Outcome;
  readonly result: RunResult;
  readonly traffic: Traffic;
  readonly milliseconds: number;
}

/**
 * Opens a workbook in the stand-in, with the limits of Excel on the web, and lets the add-in's own
 * code update it.
 *
 * @throws RefusedRun when the add-in refused or failed, with the add-in's own words for it.
 */
export async function runAddIn(run: AddInRun): Promise<AddInResult> {
  const standIn = await openStandIn({ workbook: run.workbook, displayLanguage: run.locale });
  let finished: AddInResult;
  try {
    if (run.prepare) completed(await run.prepare(), run.messages);
    if (run.live) await run.live((outcome) => completed(outcome, run.messages));
    standIn.counters.reset();
    const start = performance.now();
    const asOf = run.asOf === undefined ? {} : { asOf: run.asOf };
    const outcome = completed(
      await updateAll({
        locale: run.locale,
        ...asOf,
        ...(run.reports !== undefined && { reports: run.reports }),
      }),
      run.messages
    );
    const milliseconds = performance.now() - start;
    const { syncs, largestRequest } = standIn.counters;
    const traffic = { syncs, largestRequestBytes: largestRequest };
    if (!outcome.result) throw refused(outcome, run.messages);
    finished = { outcome, result: outcome.result, traffic, milliseconds };
  } finally {
    await standIn.close();
  }
  return finished;
}

/** An outcome that says that all was done. @throws RefusedRun */
function completed(outcome: Outcome, messages: Locale): Outcome {
  if (outcome.kind !== "done") throw refused(outcome, messages);
  return outcome;
}

function refused(outcome: Outcome, messages: Locale): RefusedRun {
  const { title, body } = describeOutcome(outcome, messages);
  return new RefusedRun(fill(commandTexts(messages).refused, { title, body }));
}
