import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { bareLoop, keyDateStatus, wholeIntake, type JobResult } from "./jobs";
import { measure, type Timing } from "./measure";
import { standInRun, type StandInRun } from "./standInRun";
import { makeWorkload } from "./workload";

/**
 * `npm run bench [-- --quick] [-- --json FILE]`: intake and status against the bare grouping loop, in
 * the same process on the same cells, as ratios of medians.
 */

type JobName = "bare" | "keyDateStatus" | "wholeIntake";

interface Comparison {
  readonly customers: number;
  readonly orders: number;
  readonly timings: Record<JobName, Timing<JobResult>>;
  readonly ratios: { readonly keyDateStatus: number; readonly wholeIntake: number };
}

const targets = { keyDateStatus: 3, wholeIntake: 10 } as const;
const { values: options } = parseArgs({
  options: { quick: { type: "boolean", default: false }, json: { type: "string" } },
});

function compare(customerCount: number, rounds: number): Comparison {
  const workload = makeWorkload(customerCount);
  const timings = measure<JobResult, JobName>(
    {
      bare: () => bareLoop(workload),
      keyDateStatus: () => keyDateStatus(workload),
      wholeIntake: () => wholeIntake(workload),
    },
    rounds
  );
  return {
    customers: workload.customers.rowCount,
    orders: workload.orders.rowCount,
    timings,
    ratios: {
      keyDateStatus: timings.keyDateStatus.median / timings.bare.median,
      wholeIntake: timings.wholeIntake.median / timings.bare.median,
    },
  };
}

const labels: Record<JobName, string> = {
  bare: "bare Map loop",
  keyDateStatus: "key + date + status",
  wholeIntake: "whole intake, findings, assembly, status",
};

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function report(comparison: Comparison): void {
  const { customers, orders, timings, ratios } = comparison;
  print(
    `\n${customers.toLocaleString("en")} customer rows, ${orders.toLocaleString("en")} order rows`
  );
  print(`${"".padEnd(42)}${cells("first", "median", "fastest", "slowest")}     ratio  target`);
  for (const name of Object.keys(labels) as JobName[]) {
    const { first, median, fastest, slowest } = timings[name];
    const times = [first, median, fastest, slowest].map((time) => `${time.toFixed(0)} ms`);
    const ratio =
      name === "bare" ? "" : `${ratios[name].toFixed(2).padStart(9)}×  ≤ ${targets[name]}×`;
    print(`${labels[name].padEnd(42)}${cells(...times)} ${ratio}`);
  }
  for (const name of ["keyDateStatus", "wholeIntake"] as const) {
    const { parts, findings } = timings[name].result;
    const shares = Object.entries(parts).map(([part, time]) => `${part} ${time.toFixed(0)} ms`);
    print(`  of ${labels[name]}: ${shares.join(", ")}; ${findings.toLocaleString("en")} findings`);
  }
}

function reportStandIn(run: StandInRun): void {
  const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;
  const steps = Object.entries(run.steps).map(([step, time]) => `${step} ${time.toFixed(0)} ms`);
  print(
    `\nWhole run in the stand-in, ${run.customers.toLocaleString("en")} / ${run.orders.toLocaleString("en")} rows`
  );
  print(`  ${run.syncs} syncs, ${run.milliseconds.toFixed(0)} ms: ${steps.join(", ")}`);
  print(
    `  sent ${megabytes(run.requestBytes)} (largest ${megabytes(run.largestRequestBytes)}), ` +
      `received ${megabytes(run.responseBytes)} (largest ${megabytes(run.largestResponseBytes)})`
  );
  print(
    `  ${run.cellsRead.toLocaleString("en")} cells read, ${run.cellsWritten.toLocaleString("en")} written`
  );
}

/** The part that takes longest, in words; the figures above say by how much. */
function limit({ timings }: Comparison): string {
  const { parts } = timings.wholeIntake.result;
  const [part, time] = Object.entries(parts).sort(([, a], [, b]) => b - a)[0];
  const share = Math.round((100 * time) / timings.wholeIntake.median);
  const cause: Record<string, string> = {
    intake:
      "every mapped cell is touched once, and fetching it from memory costs more than reading it",
    assembly:
      "every order looks its vehicle up in a hash table, as the bare loop does, and is sorted by day",
    status: "every customer is classified",
  };
  return `${part}, ${share}% of the whole: ${cause[part]}.`;
}

function cells(...texts: string[]): string {
  return texts.map((text) => text.padStart(11)).join("");
}

async function main(): Promise<void> {
  if (options.quick) print("Quick: shows that everything runs; ratios at this size mean nothing.");
  const sizes = options.quick ? [2_000] : [20_000, 100_000];
  const comparisons = sizes.map((size) => {
    const comparison = compare(size, options.quick ? 3 : 9);
    report(comparison);
    print(`  limited by ${limit(comparison)}`);
    return comparison;
  });
  const standIn = await standInRun(sizes[0]);
  reportStandIn(standIn);
  if (options.json) {
    writeFileSync(options.json, JSON.stringify({ targets, comparisons, standIn }, null, 2));
  }
}

void main();
