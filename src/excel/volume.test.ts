import { openStandIn, Workbook, type StandIn } from "../offline/host";
import { reportIds } from "../reports/plan";
import { serialOfIso } from "../retention/time";
import { generateSampleStore, type SampleStore } from "../sample";
import type { Outcome, Progress } from "./api";
import { writeSampleStore, updateAll } from "./actions";

const asOf = serialOfIso("2026-06-30");
/** Bytes of a request that office.js packs in well under a tenth of a second. */
const largestDrawn = 800_000;
/** Round trips that a run takes whatever the size of the data: to read, for the columns, per sheet. */
const fixedSyncs = 40 + 4 * reportIds.length;
/** One more for so many bytes sent: the pane cannot draw while office.js packs a request. */
const bytesPerSync = 600_000;
/** One more for so many bytes read: the pane cannot draw while office.js takes an answer apart. */
const bytesPerAnswer = 1_000_000;

/** Round trips of one sheet besides: where it is and what stands on it, a new one, its living table. */
const fixedSyncsOfSheet = 3;
/** After the last sheet: the workbook's memory, how it calculates, the copy of what users wrote. */
const closingSyncs = 8;

/** What writing one sheet took; of the last one, with the end of the run. */
interface SheetTraffic {
  readonly sheet: string;
  readonly syncs: number;
  readonly bytes: number;
}

/** Takes down by a run's progress what each sheet takes. */
class SheetMeter {
  private readonly starts: { readonly sheet: string; readonly syncs: number }[] = [];

  constructor(private readonly counters: StandIn["counters"]) {}

  readonly note = ({ step, sheetName }: Progress): void => {
    if (step === "writeSheets" && sheetName !== undefined) {
      this.starts.push({ sheet: sheetName, syncs: this.counters.syncs });
    }
  };

  get sheets(): SheetTraffic[] {
    const { requestBytes, responseBytes } = this.counters;
    return this.starts.map(({ sheet, syncs: from }, index) => {
      const to = this.starts[index + 1]?.syncs ?? this.counters.syncs;
      const bytes = [...requestBytes.slice(from, to), ...responseBytes.slice(from, to)];
      return { sheet, syncs: to - from, bytes: bytes.reduce((sum, own) => sum + own, 0) };
    });
  }
}

/** The sheets that took more round trips than a fixed number and one for every so many bytes. */
const tooChatty = (sheets: readonly SheetTraffic[]): SheetTraffic[] =>
  sheets.filter(({ syncs, bytes }, index) => {
    const closing = index === sheets.length - 1 ? closingSyncs : 0;
    return syncs > fixedSyncsOfSheet + closing + Math.ceil(bytes / bytesPerSync);
  });

interface MeasuredRun {
  readonly outcome: Outcome;
  readonly standIn: StandIn;
  readonly syncs: number;
  readonly sheets: readonly SheetTraffic[];
}

async function runOn(store: SampleStore): Promise<MeasuredRun> {
  const standIn = await openStandIn({ workbook: Workbook.blank("空"), webLimits: true });
  const written = await writeSampleStore(store);
  expect(written.kind).toBe("done");
  return measuredRun(standIn);
}

async function measuredRun(standIn: StandIn): Promise<MeasuredRun> {
  standIn.counters.reset();
  const meter = new SheetMeter(standIn.counters);
  const outcome = await updateAll({ locale: "zh-CN", asOf, onProgress: meter.note });
  const { sheets } = meter;
  return { outcome, standIn, syncs: standIn.counters.syncs, sheets };
}

test("the number of round trips does not grow with the rows of a small workbook, on any sheet", async () => {
  const counts: number[] = [];
  for (const customers of [50, 200, 800]) {
    const first = await runOn(generateSampleStore({ seed: 5, customers, asOf, years: 3 }));
    const again = customers === 200 ? [await measuredRun(first.standIn)] : [];
    await first.standIn.close();
    for (const { outcome, sheets } of [first, ...again]) {
      expect(outcome.kind).toBe("done");
      expect(sheets).toHaveLength(reportIds.length);
      expect(tooChatty(sheets)).toEqual([]);
    }
    counts.push(first.syncs);
  }
  // Above a thousand rows the first chunk, whose size is a guess, is followed by one of measured size.
  const [small = 0, middle = 0, large = 0] = counts;
  expect(middle - small).toBeLessThanOrEqual(4);
  expect(large - small).toBeLessThanOrEqual(4);
  expect(small).toBeLessThanOrEqual(fixedSyncs);
}, 240_000);

test("20,000 customers with 200,000 orders stay within the limits of Excel on the web", async () => {
  const store = generateSampleStore({ seed: 3, customers: 20_000, asOf, years: 9 });
  expect(store.orders.rows.length).toBeGreaterThan(190_000);
  const { outcome, standIn, syncs, sheets } = await runOn(store);
  const { counters } = standIn;
  expect(outcome).toMatchObject({ kind: "done", code: "done" });
  expect(counters.largestRequest).toBeLessThan(largestDrawn);
  expect(counters.largestResponse).toBeLessThan(1.5 * bytesPerAnswer);
  expect(sheets).toHaveLength(reportIds.length);
  expect(tooChatty(sheets)).toEqual([]);
  const { totalRequestBytes, totalResponseBytes } = counters;
  const growing = totalRequestBytes / bytesPerSync + totalResponseBytes / bytesPerAnswer;
  expect(syncs).toBeLessThanOrEqual(fixedSyncs + Math.ceil(growing));
  await standIn.close();
}, 240_000);
