import type { Progress, RunStep } from "../api";

/** Tells where a run is and measures how long each step takes. */
export class Steps {
  private current: { step: RunStep; since: number } | undefined;
  private readonly spent: Partial<Record<RunStep, number>> = {};

  constructor(private readonly onProgress: ((progress: Progress) => void) | undefined) {}

  /** Begins a step, or reports how far it is. */
  at(step: RunStep, done: number, total: number, sheetName?: string): void {
    if (this.current?.step !== step) {
      this.close();
      this.current = { step, since: performance.now() };
    }
    this.onProgress?.({ step, done, total, ...(sheetName === undefined ? {} : { sheetName }) });
  }

  /** Milliseconds per step so far. */
  get timings(): Partial<Record<RunStep, number>> {
    this.close();
    return { ...this.spent };
  }

  private close(): void {
    if (!this.current) return;
    const { step, since } = this.current;
    this.spent[step] = (this.spent[step] ?? 0) + performance.now() - since;
    this.current = undefined;
  }
}

/** Lets the pane draw and take a click between two steps of computing. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
