import { updateAll, writeSampleStore } from "../../src/excel";
import { generateSampleStore } from "../../src/sample";
import type { Progress } from "../../src/excel/api";
import { reportIds } from "../../src/reports/plan";
import { openStandIn, Workbook } from "../../src/offline/host";
import { webPayloadLimit } from "../../src/offline/host/bridge/faults";
import { storeOptions } from "./workload";

/** What a whole run in the stand-in costs between the add-in and Excel. */
export interface StandInRun {
  readonly customers: number;
  readonly orders: number;
  /** All of it: office.js, the stand-in's own work, intake, domain, writing. */
  readonly milliseconds: number;
  readonly steps: Readonly<Record<string, number>>;
  /** Milliseconds to make each sheet's plan, with the figures that it is the first to ask for. */
  readonly plans: Readonly<Record<string, number>>;
  /** Generated sheets that were asked for and written: all there are. */
  readonly sheets: number;
  /** What Excel on the web lets one request or answer hold; the stand-in refuses more. */
  readonly limitBytes: number;
  readonly syncs: number;
  readonly requestBytes: number;
  readonly responseBytes: number;
  readonly largestRequestBytes: number;
  readonly largestResponseBytes: number;
  readonly cellsRead: number;
  readonly cellsWritten: number;
}

/**
 * Lets the add-in's own Office.js code update the workload's workbook in the stand-in: all sheets in one
 * go, within the limits of Excel on the web.
 *
 * @throws Error if the run did not end well, or left a sheet out
 */
export async function standInRun(customerCount: number): Promise<StandInRun> {
  const store = generateSampleStore(storeOptions(customerCount));
  const standIn = await openStandIn({
    workbook: Workbook.blank(),
    displayLanguage: "zh-CN",
    webLimits: true,
  });
  try {
    requireDone(await writeSampleStore(store));
    standIn.counters.reset();
    const plans = new PlanTimes();
    const start = performance.now();
    const outcome = requireDone(
      await updateAll({
        locale: "zh-CN",
        asOf: storeOptions(customerCount).asOf,
        reports: "all",
        onProgress: plans.note,
      })
    );
    const milliseconds = performance.now() - start;
    const { counters } = standIn;
    const sheets = outcome.changes.filter(({ kind }) => kind === "sheet").length;
    if (sheets !== reportIds.length) {
      throw new Error(`${sheets} of ${reportIds.length} sheets were written`);
    }
    return {
      customers: store.customers.rows.length,
      orders: store.orders.rows.length,
      milliseconds,
      steps: { ...outcome.result?.timings },
      plans: plans.milliseconds,
      sheets,
      limitBytes: webPayloadLimit,
      syncs: counters.syncs,
      requestBytes: counters.totalRequestBytes,
      responseBytes: counters.totalResponseBytes,
      largestRequestBytes: counters.largestRequest,
      largestResponseBytes: counters.largestResponse,
      cellsRead: counters.cellsRead,
      cellsWritten: counters.cellsWritten,
    };
  } finally {
    await standIn.close();
  }
}

/** Tells by a run's progress how long each plan took: from its own report to the next one. */
class PlanTimes {
  readonly milliseconds: Record<string, number> = {};
  private current: { sheet: string; since: number } | undefined;

  readonly note = ({ step, sheetName }: Progress): void => {
    const now = performance.now();
    if (this.current) this.milliseconds[this.current.sheet] = now - this.current.since;
    const isPlan = step === "compute" && sheetName !== undefined;
    this.current = isPlan ? { sheet: sheetName, since: now } : undefined;
  };
}

function requireDone<Outcome extends { readonly kind: string; readonly code: string }>(
  outcome: Outcome
): Outcome {
  if (outcome.kind !== "done") throw new Error(`The run ended with ${outcome.code}`);
  return outcome;
}
