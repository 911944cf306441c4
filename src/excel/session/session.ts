import { Refusal } from "./refusal";

/** How long one answer of Excel may take before the run gives up waiting. */
export const answerWithinMs = 120_000;

/** What a conversation with Excel keeps to. */
export interface SessionOptions {
  /** Takes effect at the next round trip. */
  readonly signal?: AbortSignal;
  /** Milliseconds; {@link answerWithinMs} if absent. */
  readonly answerWithin?: number;
  /**
   * Wait for the user to leave the cell being edited. Without it Excel refuses at once, which is
   * what a check before the first write wants; in the middle of a run waiting is better.
   */
  readonly delayForCellEdit?: boolean;
}

/** Ends the run if the user asked for it. */
export function stopIfAsked(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new Refusal("stopped");
}

/**
 * Runs `work` against the workbook. Each `context.sync()` inside it first looks whether the user
 * pressed Stop and then waits no longer than `answerWithin`: Excel is known to leave a sync
 * unanswered for ever (office-js issues 6150, 6678).
 *
 * @throws Refusal `stopped` or `notAnswering`; Excel's own errors pass unchanged.
 */
export async function runExcel<T>(
  work: (context: Excel.RequestContext) => Promise<T>,
  options: SessionOptions = {}
): Promise<T> {
  stopIfAsked(options.signal);
  let unanswered: (refusal: Refusal) => void = () => undefined;
  const silence = new Promise<never>((_, reject) => {
    unanswered = reject;
  });
  const run = Excel.run(
    { delayForCellEdit: options.delayForCellEdit === true },
    async (context: Excel.RequestContext) => {
      watchSyncs(context, options, unanswered);
      return work(context);
    }
  );
  // Excel.run waits for its syncs itself, so a silent Excel must be raced from outside as well.
  return Promise.race([run, silence]);
}

function watchSyncs(
  context: Excel.RequestContext,
  { signal, answerWithin = answerWithinMs }: SessionOptions,
  unanswered: (refusal: Refusal) => void
): void {
  const sync = context.sync.bind(context) as Excel.RequestContext["sync"];
  context.sync = async <T>(passThrough?: T): Promise<T> => {
    stopIfAsked(signal);
    try {
      return await withinTime(sync(passThrough), answerWithin);
    } catch (error) {
      if (error instanceof Refusal && error.code === "notAnswering") unanswered(error);
      throw error;
    }
  };
}

/**
 * Waits for what Excel was asked for, but no longer than so many milliseconds.
 *
 * @throws Refusal `notAnswering`
 */
export async function withinTime<T>(asked: Promise<T>, milliseconds: number): Promise<T> {
  let watch: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<never>((_, reject) => {
    watch = setTimeout(() => reject(new Refusal("notAnswering")), milliseconds);
  });
  try {
    return await Promise.race([asked, silence]);
  } finally {
    clearTimeout(watch);
  }
}
