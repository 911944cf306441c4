import { openStandIn, Workbook, type StandIn } from "../../test/host";
import { reportIds } from "../reports/sheetPlan";
import { serialOfIso } from "../retention";
import { generateSampleStore, type SampleStore } from "../sample";
import type { Outcome } from "./api";
import { writeSampleStore } from "./sampleStore";
import { updateAll } from "./updateAll";

const asOf = serialOfIso("2026-06-30");
const webLimit = 5 * 1024 * 1024;
/** Round trips that a run takes whatever the size of the data: to read, for the columns, per sheet. */
const fixedSyncs = 40 + 4 * reportIds.length;
/** One more for so many bytes, sent or answered. */
const bytesPerSync = 4_000_000;

async function runOn(
  store: SampleStore
): Promise<{ outcome: Outcome; standIn: StandIn; syncs: number }> {
  const standIn = await openStandIn({ workbook: Workbook.blank("空"), webLimits: true });
  const written = await writeSampleStore(store);
  expect(written.kind).toBe("done");
  standIn.counters.reset();
  const outcome = await updateAll({ locale: "zh-CN", asOf });
  return { outcome, standIn, syncs: standIn.counters.syncs };
}

test("the number of round trips does not grow with the rows of a small workbook", async () => {
  const counts: number[] = [];
  for (const customers of [50, 200, 800]) {
    const { outcome, standIn, syncs } = await runOn(
      generateSampleStore({ seed: 5, customers, asOf, years: 3 })
    );
    await standIn.close();
    expect(outcome.kind).toBe("done");
    counts.push(syncs);
  }
  // Above a thousand rows the first chunk, whose size is a guess, is followed by one of measured size.
  const [small = 0, middle = 0, large = 0] = counts;
  expect(middle - small).toBeLessThanOrEqual(4);
  expect(large - small).toBeLessThanOrEqual(4);
  expect(small).toBeLessThanOrEqual(fixedSyncs);
}, 60_000);

test("20,000 customers with 200,000 orders stay within the limits of Excel on the web", async () => {
  const store = generateSampleStore({ seed: 3, customers: 20_000, asOf, years: 9 });
  expect(store.orders.rows.length).toBeGreaterThan(190_000);
  const { outcome, standIn, syncs } = await runOn(store);
  const { counters } = standIn;
  expect(outcome).toMatchObject({ kind: "done", code: "done" });
  expect(counters.largestRequest).toBeLessThan(webLimit);
  expect(counters.largestResponse).toBeLessThan(webLimit);
  const bytes = counters.totalRequestBytes + counters.totalResponseBytes;
  expect(syncs).toBeLessThanOrEqual(fixedSyncs + Math.ceil(bytes / bytesPerSync));
  await standIn.close();
}, 240_000);
