import type { CDPSession, Page } from "playwright-core";

/** One task of the page's main thread in which code of the pane ran. */
export interface PaneTask {
  /** Milliseconds for which the thread computed; what other programs took from it is not counted. */
  readonly computed: number;
  /** The same in yardsticks that were worked off about then: what a busy machine slows, it slows too. */
  readonly yardsticks: number;
  /** The functions that it called first, as the trace names their scripts. */
  readonly from: readonly string[];
}

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly tid: number;
  readonly pid: number;
  /** Microseconds. */
  readonly ts: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: { readonly data?: Readonly<Record<string, unknown>> };
}

/** Every so many milliseconds a yardstick is worked off beside the pane. */
const yardstickEvery = 150;

/** So many yardsticks around a task say how fast the thread was then. */
const around = 5;

const categories = ["toplevel", "devtools.timeline", "disabled-by-default-devtools.timeline"];

/**
 * What the pane did to the thread that it shares with the page around it, while `body` ran: only tasks
 * in which its own frame was called, so that the stand-in's messages beside it do not count.
 */
export async function paneTasks(page: Page, body: () => Promise<void>): Promise<PaneTask[]> {
  const cdp = await page.context().newCDPSession(page);
  const { frameTree } = await cdp.send("Page.getFrameTree");
  const frame = frameTree.childFrames?.[0]?.frame.id;
  if (frame === undefined) throw new Error("the page has no pane");
  const events = await trace(cdp, () => besideYardsticks(page, body));
  await cdp.detach();
  const yardsticks = events
    .filter(({ args }) => args?.data?.["functionName"] === yardstick.name)
    .filter(({ tdur }) => tdur !== undefined);
  if (yardsticks.length < around) throw new Error("the thread's pace was not measured");
  const own = events.filter(({ args }) => args?.data?.["frame"] === frame);
  const tasks = events.filter(({ name, ph }) => name === "RunTask" && ph === "X");
  return tasks.flatMap(({ pid, tid, ts, dur = 0, tdur = 0 }) => {
    const within = own.filter(
      (it) => it.pid === pid && it.tid === tid && it.ts >= ts && it.ts <= ts + dur
    );
    if (within.length === 0) return [];
    const from = within.map(({ name, args }) => `${name} ${String(args?.data?.["url"] ?? "")}`);
    return [
      {
        computed: tdur / 1_000,
        yardsticks: tdur / paceAt(yardsticks, ts + dur / 2),
        from: [...new Set(from)],
      },
    ];
  });
}

/** What a yardstick took about that moment: the median of the nearest, in microseconds. */
function paceAt(yardsticks: readonly TraceEvent[], moment: number): number {
  const nearest = [...yardsticks]
    .sort((a, b) => Math.abs(a.ts - moment) - Math.abs(b.ts - moment))
    .slice(0, around)
    .map(({ tdur = 0 }) => tdur)
    .sort((a, b) => a - b);
  return nearest[Math.floor(around / 2)] as number;
}

/** Does something while the page around the pane works off a yardstick now and then. */
async function besideYardsticks(page: Page, body: () => Promise<void>): Promise<void> {
  await page.evaluate(
    `window.yardsticks = setInterval(${yardstick.toString()}, ${yardstickEvery})`
  );
  try {
    await body();
  } finally {
    await page.evaluate("clearInterval(window.yardsticks)");
  }
}

/** Work of a fixed size and of the kind that the pane does; it runs in the page. */
function yardstick(): number {
  const found = new Map<string, number>();
  for (let i = 0; i < 5_000; i += 1) found.set(`key ${(i * 7_919) % 5_003}`, i);
  const sorted = [...found.keys()].sort();
  return JSON.stringify(sorted.map((key) => ({ key, at: found.get(key) }))).length;
}

async function trace(cdp: CDPSession, body: () => Promise<void>): Promise<TraceEvent[]> {
  const events: TraceEvent[] = [];
  cdp.on("Tracing.dataCollected", ({ value }) =>
    events.push(...(value as unknown as TraceEvent[]))
  );
  await cdp.send("Tracing.start", {
    transferMode: "ReportEvents",
    traceConfig: { includedCategories: categories },
  });
  await body();
  const complete = new Promise<void>((go) => cdp.once("Tracing.tracingComplete", () => go()));
  await cdp.send("Tracing.end");
  await complete;
  return events;
}
