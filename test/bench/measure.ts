/** Milliseconds of one job. */
export interface Timing<Result> {
  /** The first run: nothing compiled, nothing cached. The first click feels like this. */
  readonly first: number;
  readonly median: number;
  readonly fastest: number;
  readonly slowest: number;
  readonly runs: number;
  /** Of the run with the median time. */
  readonly result: Result;
}

/** Runs after the first that only warm up. */
const warmUps = 2;

/**
 * Times several jobs side by side: in every round each of them once, so that a busy machine is busy
 * for all. Memory is tidied before each run, outside of its time.
 */
export async function measure<Result, Name extends string>(
  jobs: Readonly<Record<Name, () => Result | Promise<Result>>>,
  rounds: number
): Promise<Record<Name, Timing<Result>>> {
  const names = Object.keys(jobs) as Name[];
  const firsts = {} as Record<Name, number>;
  const runs = {} as Record<Name, { time: number; result: Result }[]>;
  for (const name of names) {
    firsts[name] = (await timed(jobs[name])).time;
    runs[name] = [];
  }
  for (let round = 0; round < warmUps + rounds; round++) {
    for (const name of names) {
      const run = await timed(jobs[name]);
      if (round >= warmUps) runs[name].push(run);
    }
  }
  const timings = names.map((name) => {
    const sorted = runs[name].sort((a, b) => a.time - b.time);
    const middle = sorted[Math.floor(sorted.length / 2)];
    const timing: Timing<Result> = {
      first: firsts[name],
      median: middle.time,
      fastest: sorted[0].time,
      slowest: sorted[sorted.length - 1].time,
      runs: sorted.length,
      result: middle.result,
    };
    return [name, timing];
  });
  return Object.fromEntries(timings) as Record<Name, Timing<Result>>;
}

async function timed<Result>(
  job: () => Result | Promise<Result>
): Promise<{ time: number; result: Result }> {
  globalThis.gc?.();
  const start = performance.now();
  const result = await job();
  return { time: performance.now() - start, result };
}
