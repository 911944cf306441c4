import type { CDPSession, Page } from "playwright-core";

/** One task of the page's main thread in which code of the pane ran. */
export interface PaneTask {
  /** Milliseconds for which the thread computed; what other programs took from it is not counted. */
  readonly computed: number;
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
  const events = await trace(cdp, body);
  await cdp.detach();
  const own = events.filter(({ args }) => args?.data?.["frame"] === frame);
  const tasks = events.filter(({ name, ph }) => name === "RunTask" && ph === "X");
  return tasks.flatMap(({ pid, tid, ts, dur = 0, tdur = 0 }) => {
    const within = own.filter(
      (it) => it.pid === pid && it.tid === tid && it.ts >= ts && it.ts <= ts + dur
    );
    if (within.length === 0) return [];
    const from = within.map(({ name, args }) => `${name} ${String(args?.data?.["url"] ?? "")}`);
    return [{ computed: tdur / 1_000, from: [...new Set(from)] }];
  });
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
