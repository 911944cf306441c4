import type { SerialDay } from "../../retention/time";
import type { Change, Outcome, RunOptions } from "../api";
import { asRefusal, Refusal, refusedOutcome } from "./refusal";
import type { SessionOptions } from "./session";
import { Steps } from "./steps";
import { serialToday } from "./clock";

/** How often a run starts again when rows moved between reading and writing. */
const mostAttempts = 3;

/** What all parts of one run share. */
export interface RunContext {
  readonly options: RunOptions;
  readonly steps: Steps;
  readonly now: Date;
  readonly today: SerialDay;
  /** For everything but the first look: waits for the user to leave a cell. */
  readonly patient: SessionOptions;
  /** Grows while the run writes; the outcome needs it when the run fails. */
  readonly changes: Change[];
  /** Set before the first request that may change a cell. */
  hasBegun: boolean;
}

/** The run that is under way in this pane, to its end. */
let underWay: Promise<unknown> = Promise.resolve();

/**
 * Does the work of a run, after the one that is under way, and from the beginning again when somebody
 * moved or filled cells while it computed or wrote.
 *
 * @returns how it ended; never rejects. After a failure half-way the outcome is `partial` and lists
 *   what is written, by whichever attempt.
 */
export async function performRun<Ending extends Outcome>(
  options: RunOptions,
  work: (run: RunContext) => Promise<Ending>
): Promise<Ending | Outcome> {
  const before = underWay;
  const own = inTurn(before, options, work);
  underWay = Promise.all([before, own]);
  return own;
}

/** Waits for the run before, but no longer than the user wants. */
async function inTurn<Ending extends Outcome>(
  before: Promise<unknown>,
  options: RunOptions,
  work: (run: RunContext) => Promise<Ending>
): Promise<Ending | Outcome> {
  const { signal } = options;
  const stopped = new Promise((stop) => signal?.addEventListener("abort", stop, { once: true }));
  await Promise.race([before, stopped]);
  if (signal?.aborted) return refusedOutcome(new Refusal("stopped"), []);
  return inAttempts(options, work);
}

async function inAttempts<Ending extends Outcome>(
  options: RunOptions,
  work: (run: RunContext) => Promise<Ending>
): Promise<Ending | Outcome> {
  let earlier: Pick<RunContext, "changes" | "hasBegun"> = { changes: [], hasBegun: false };
  for (let attempt = 1; ; attempt += 1) {
    const run = newRun(options);
    try {
      const ending = await work(run);
      if (attempt === 1) return ending;
      return { ...ending, notes: [...(ending.notes ?? []), { code: "begunAnew", about: [] }] };
    } catch (error) {
      const changes = [...run.changes];
      const has = (of: Change): boolean =>
        changes.some((it) => it.sheetName === of.sheetName && it.kind === of.kind);
      changes.unshift(...earlier.changes.filter((it) => !has(it)));
      earlier = { changes, hasBegun: earlier.hasBegun || run.hasBegun };
      const retry = asRefusal(error).code === "rowsChanged" && attempt < mostAttempts;
      if (!retry) return refusedOutcome(error, changes, earlier.hasBegun);
    }
  }
}

function newRun(options: RunOptions): RunContext {
  const now = options.now?.() ?? new Date();
  const { signal, answerWithin } = options;
  return {
    options,
    steps: new Steps(options.onProgress),
    now,
    today: serialToday(now),
    patient: {
      delayForCellEdit: true,
      ...(signal === undefined ? {} : { signal }),
      ...(answerWithin === undefined ? {} : { answerWithin }),
    },
    changes: [],
    hasBegun: false,
  };
}
