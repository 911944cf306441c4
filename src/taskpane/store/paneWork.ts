import type { Progress, RunOptions } from "../../excel/api";
import type { Retain } from "../retain";
import type { Activity, PaneState, Task } from "./paneState";

/** The state of the pane, who listens to it, and what is at work on it: one thing at a time. */
export class PaneWork {
  private state: PaneState;
  private readonly listeners = new Set<() => void>();
  /** What was asked for last and has not ended: known at once, while the state follows when it begins. */
  private latest?: {
    readonly activity: Activity;
    readonly task?: Task | undefined;
    readonly controller: AbortController;
  };
  /** The activity at work; one at a time talks to Excel. */
  private working: Promise<boolean> = Promise.resolve(true);

  constructor(
    private readonly retain: Pick<Retain, "outcomeOf">,
    start: PaneState
  ) {
    this.state = start;
  }

  readonly get = (): PaneState => this.state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  set(change: Partial<PaneState>): void {
    this.state = { ...this.state, ...change };
    for (const listener of [...this.listeners]) listener();
  }

  /** Whether anything was asked for that has not ended. */
  get isBusy(): boolean {
    return this.latest !== undefined;
  }

  /** The end of `task` where it was asked for last and is at work or waits; else nothing. */
  endOf(task: Task): Promise<unknown> | undefined {
    const { activity, task: asked } = this.latest ?? {};
    return activity === "run" && asked === task ? this.working : undefined;
  }

  /** Asks the run to end after the chunk at hand. */
  stop(): void {
    this.latest?.controller.abort();
    this.set({ stopping: true });
  }

  /** What a run is told of language, stop and progress. */
  runOptions(signal: AbortSignal): RunOptions {
    return {
      locale: this.state.locale,
      signal,
      onProgress: (progress: Progress) => {
        if (!signal.aborted) this.set({ progress });
      },
    };
  }

  /**
   * Does `work` after what is at work, and gives what it gave: whether to go on. A preview at work is
   * ended, a run never. An error becomes the outcome, never a lost promise.
   */
  async during(
    activity: Activity,
    work: (signal: AbortSignal) => Promise<boolean>,
    task?: Task
  ): Promise<boolean> {
    if (this.latest?.activity === "preview") this.latest.controller.abort();
    const mine = { activity, task, controller: new AbortController() };
    this.latest = mine;
    const before = this.working;
    this.working = (async () => {
      await before;
      // A preview that was overtaken while it waited has nothing to say any more.
      if (mine.controller.signal.aborted && activity === "preview") return false;
      this.set({ activity, progress: undefined, stopping: false });
      if (activity === "run" || activity === "sample") this.set({ outcome: undefined, task });
      try {
        return await work(mine.controller.signal);
      } catch (error) {
        this.set({ outcome: this.retain.outcomeOf(error) });
        return false;
      } finally {
        if (this.latest === mine) this.latest = undefined;
        this.set({ activity: undefined, progress: undefined, stopping: false });
      }
    })();
    return this.working;
  }
}
