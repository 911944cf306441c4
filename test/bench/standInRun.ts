import { updateAll, writeSampleStore } from "../../src/excel";
import { generateSampleStore } from "../../src/sample";
import { openStandIn, Workbook } from "../host";
import { storeOptions } from "./workload";

/** What a whole run in the stand-in costs between the add-in and Excel. */
export interface StandInRun {
  readonly customers: number;
  readonly orders: number;
  /** All of it: office.js, the stand-in's own work, intake, domain, writing. */
  readonly milliseconds: number;
  readonly steps: Readonly<Record<string, number>>;
  readonly syncs: number;
  readonly requestBytes: number;
  readonly responseBytes: number;
  readonly largestRequestBytes: number;
  readonly largestResponseBytes: number;
  readonly cellsRead: number;
  readonly cellsWritten: number;
}

/** Lets the add-in's own Office.js code update the workload's workbook in the stand-in. */
export async function standInRun(customerCount: number): Promise<StandInRun> {
  const store = generateSampleStore(storeOptions(customerCount));
  const standIn = await openStandIn({ workbook: Workbook.blank(), displayLanguage: "zh-CN" });
  try {
    requireDone(await writeSampleStore(store));
    standIn.counters.reset();
    const start = performance.now();
    const outcome = requireDone(
      await updateAll({ locale: "zh-CN", asOf: storeOptions(customerCount).asOf })
    );
    const { counters } = standIn;
    return {
      customers: store.customers.rows.length,
      orders: store.orders.rows.length,
      milliseconds: performance.now() - start,
      steps: { ...outcome.result?.timings },
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

function requireDone<Outcome extends { readonly kind: string; readonly code: string }>(
  outcome: Outcome
): Outcome {
  if (outcome.kind !== "done") throw new Error(`The run ended with ${outcome.code}`);
  return outcome;
}
