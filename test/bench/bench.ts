import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { loadavg } from "node:os";
import { parseArgs } from "node:util";
import { runAudits, type AuditsRun, type AuditsSize } from "./audits";
import { measureForesight, type Foresight } from "./foresight";
import { competitorsOn, installHint } from "./competitors";
import { bareLoop, keyDateStatus, wholeIntake, type BareAnswer, type JobResult } from "./jobs";
import { measure, type Timing } from "./measure";
import { runReports, type ReportsRun } from "./reports";
import { measureSavedValues, type SavedFile, type SavedValues } from "./savedValues";
import { standInRun, type StandInRun } from "./standInRun";
import { makeWorkload } from "./workload";

/**
 * `npm run bench [-- --quick] [-- --json FILE]`: the bare question (last visit, visits of 12 months,
 * status) asked of the add-in, of a plain loop and of libraries, in one process on the same cells, as
 * ratios of medians; every chapter of the method on a store's whole data; a whole run in the stand-in; the
 * audit of several stores; and what values beside formulas add to a saved file.
 */
const { values: options } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    json: { type: "string" },
    /** Only the chapters, on so many customers, as JSON: how this program calls itself. */
    reports: { type: "string" },
    rounds: { type: "string", default: "9" },
  },
});

const BARE = "plain Map loop";
const KEY_DATE_STATUS = "RETAIN: key + date + status";
const WHOLE_INTAKE = "RETAIN: whole intake, findings, assembly, status";
/** Customer rows of a large store: what does not grow with the orders weighs little there. */
const largeStore = 50_000;
/** At most so many times the plain loop. */
const ratioTargets: Readonly<Record<string, { readonly small: number; readonly large: number }>> = {
  [KEY_DATE_STATUS]: { small: 3, large: 3 },
  [WHOLE_INTAKE]: { small: 8, large: 5 },
};
/** All chapters, in milliseconds, by customers asked for. */
const timeTargets: Readonly<Record<number, number>> = { 20_000: 1_000, 100_000: 8_000 };

/** A file with values, as a multiple of one without, in bytes and in time. */
const savedValuesTarget = 1.3;

/** How large a store is measured and how often: as often as a few minutes allow. */
interface Size {
  readonly customers: number;
  readonly rounds: number;
}
const fullSizes: readonly Size[] = [
  { customers: 20_000, rounds: 9 },
  { customers: 100_000, rounds: 5 },
];
const quickSizes: readonly Size[] = [
  { customers: 1_000, rounds: 3 },
  { customers: 2_000, rounds: 3 },
];

const fullAudits: AuditsSize = { stores: 10, customers: 5_000 };
const quickAudits: AuditsSize = { stores: 2, customers: 300 };

interface Comparison {
  readonly customers: number;
  readonly orders: number;
  readonly timings: Readonly<Record<string, Timing<JobResult | BareAnswer>>>;
  /** Median ÷ median of the plain loop, by job. */
  readonly ratios: Readonly<Record<string, number>>;
}

/** Libraries agree to the customer, or what was timed was not the same question. */
function requireSame(name: string, answer: BareAnswer, expected: BareAnswer): void {
  if (JSON.stringify(answer) !== JSON.stringify(expected)) {
    throw new Error(`${name} gives ${JSON.stringify(answer)}, not ${JSON.stringify(expected)}`);
  }
}

async function compare({ customers: customerCount, rounds }: Size): Promise<Comparison> {
  progress(`inventing ${count(customerCount)} customers and their orders`);
  const workload = makeWorkload(customerCount);
  progress(`the bare question, ${rounds} rounds of every job`);
  const competitors = await competitorsOn(workload);
  const expected = bareLoop(workload);
  const jobs: Record<string, () => JobResult | BareAnswer | Promise<BareAnswer>> = {
    [BARE]: () => bareLoop(workload),
    [KEY_DATE_STATUS]: () => keyDateStatus(workload),
    [WHOLE_INTAKE]: () => wholeIntake(workload),
  };
  for (const { name, run } of competitors) {
    jobs[name] = async () => {
      const answer = await run();
      requireSame(name, answer, expected);
      return answer;
    };
  }
  const timings = await measure<JobResult | BareAnswer, string>(jobs, rounds);
  return {
    customers: workload.customers.rowCount,
    orders: workload.orders.rowCount,
    timings,
    ratios: Object.fromEntries(
      Object.keys(jobs).map((name) => [name, timings[name].median / timings[BARE].median])
    ),
  };
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Says on the error output what is being done, so that the figures can be piped alone. */
function progress(what: string): void {
  process.stderr.write(`… ${(performance.now() / 1000).toFixed(0)} s: ${what}\n`);
}

const count = (value: number): string => value.toLocaleString("en");
const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
const verdict = (met: boolean): string => (met ? "met" : "not met");
const cells = (...texts: string[]): string => texts.map((text) => text.padStart(11)).join("");

function printComparison({ customers, orders, timings, ratios }: Comparison): void {
  print(`\n${count(customers)} customer rows, ${count(orders)} order rows`);
  print(`${"".padEnd(50)}${cells("first", "median", "fastest", "slowest")}     ratio  at most`);
  for (const [name, { first, median, fastest, slowest }] of Object.entries(timings)) {
    const times = [first, median, fastest, slowest].map((time) => `${time.toFixed(0)} ms`);
    const ratio = `${ratios[name].toFixed(2).padStart(9)}×`;
    const target = ratioTargets[name]?.[customers < largeStore ? "small" : "large"];
    const judged = target === undefined ? "" : `  ${target}× ${verdict(ratios[name] <= target)}`;
    print(`${name.padEnd(50)}${cells(...times)} ${ratio}${judged}`);
  }
  for (const [name, { result }] of Object.entries(timings)) {
    if ("parts" in result) {
      const shares = Object.entries(result.parts).map(
        ([part, time]) => `${part} ${time.toFixed(0)} ms`
      );
      print(`  of ${name}: ${shares.join(", ")}; ${count(result.findings)} findings`);
    }
  }
}

/** The chapters on a store, in a process of their own so that the memory told is theirs. */
function reportsInOwnProcess({ customers, rounds }: Size): ReportsRun {
  progress(`every chapter on ${count(customers)} customers, ${rounds} rounds`);
  const size = ["--reports", String(customers), "--rounds", String(rounds)];
  const child = spawnSync(process.execPath, [...process.execArgv, process.argv[1], ...size], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
    maxBuffer: 64 * 1024 * 1024,
  });
  if (child.status !== 0) throw new Error(`The chapters ended with ${child.status}`);
  return JSON.parse(child.stdout) as ReportsRun;
}

function printReports(run: ReportsRun): void {
  const target = timeTargets[run.size];
  const judged =
    target === undefined ? "" : `; under ${target} ms: ${verdict(run.median < target)}`;
  print(
    `\nEvery chapter of the method, ${count(run.customers)} customers, ${count(run.orders)} orders`
  );
  for (const [name, time] of Object.entries(run.chapters)) {
    print(`  ${time.toFixed(1).padStart(9)} ms  ${name}`);
  }
  print(
    `  ${run.median.toFixed(0).padStart(7)} ms    all (median of rounds; first ${run.first.toFixed(0)} ms)${judged}`
  );
  print(
    `  peak memory ${megabytes(run.peakBytes)} in use, of which ${megabytes(run.bytesBefore)} before the first chapter;` +
      ` the process took ${megabytes(run.processPeakBytes)} at most, making of the sheets included`
  );
}

/** The power of the number of orders with which the time grows: 1 = linear. */
const exponentOf = (small: ReportsRun, large: ReportsRun): number =>
  Math.log(large.median / small.median) / Math.log(large.orders / small.orders);

function printStandIn(run: StandInRun): void {
  const steps = Object.entries(run.steps).map(([step, time]) => `${step} ${time.toFixed(0)} ms`);
  print(
    `\nWhole run in the stand-in, ${count(run.customers)} / ${count(run.orders)} rows: ` +
      `${run.sheets} sheets in one go, requests and answers of at most ${megabytes(run.limitBytes)}`
  );
  print(`  ${run.syncs} syncs, ${run.milliseconds.toFixed(0)} ms: ${steps.join(", ")}`);
  print(
    `  sent ${megabytes(run.requestBytes)} (largest ${megabytes(run.largestRequestBytes)}), ` +
      `received ${megabytes(run.responseBytes)} (largest ${megabytes(run.largestResponseBytes)})`
  );
  const plans = Object.entries(run.plans).sort(([, a], [, b]) => b - a);
  const planned = plans.reduce((sum, [, time]) => sum + time, 0);
  const slowest = plans.slice(0, 5).map(([sheet, time]) => `${sheet} ${time.toFixed(0)} ms`);
  print(
    `  ${plans.length} sheets planned in ${planned.toFixed(0)} ms; the slowest: ${slowest.join(", ")}`
  );
  print(`  ${count(run.cellsRead)} cells read, ${count(run.cellsWritten)} written`);
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

function printAudits({ stores, milliseconds, peakBytes }: AuditsRun): void {
  print(
    `\nAudit of ${stores.length} stores one after the other, all sheets, in a process of its own`
  );
  print(`  ${cells("customers", "orders", "read", "run", "save", "in all", "file", "result")}`);
  for (const { customers, orders, load, run, save, inputBytes, outputBytes } of stores) {
    const times = [load, run, save, load + run + save].map(seconds);
    const bytes = [inputBytes, outputBytes].map(megabytes);
    print(`  ${cells(count(customers), count(orders), ...times, ...bytes)}`);
  }
  print(`  in all ${seconds(milliseconds)}, peak memory of the process ${megabytes(peakBytes)}`);
}

function printSavedValues({ customers, orders, formulas, filled, bare }: SavedValues): void {
  const judged = (part: keyof SavedFile): string => {
    const ratio = filled[part] / bare[part];
    return `${ratio.toFixed(3)}×, at most ${savedValuesTarget}×: ${verdict(ratio <= savedValuesTarget)}`;
  };
  const told = ({ bytes, milliseconds }: SavedFile): string =>
    `${megabytes(bytes)} in ${milliseconds.toFixed(0)} ms of processor time`;
  print(
    `\nA file with the values of ${count(formulas)} formulas, ${count(customers)} customers, ${count(orders)} orders`
  );
  print(`  ${told(filled)}; without values ${told(bare)}`);
  print(`  size ${judged("bytes")}; time ${judged("milliseconds")}`);
}

function printForesight(all: readonly Foresight[]): void {
  const { customers, stores } = all[0];
  print(
    `\nWho comes back, foreseen on invented stores of ${count(customers)} customers whose truth is known (means of ${stores})`
  );
  print(
    `${"".padEnd(24)}${cells("log loss", "Brier", "AUC", "calibration", "first 100", "closed")}`
  );
  for (const { kind, days, methods } of all) {
    print(`  ${kind}, ${days} days`);
    for (const [method, it] of Object.entries(methods)) {
      const figures = [it.logLoss, it.brier, it.auc, it.calibrationError].map((value) =>
        value.toFixed(4)
      );
      const closed = kind === "nobody" ? "" : `${Math.round(it.closed * 100)}%`;
      print(`    ${method.padEnd(20)}${cells(...figures, it.firstHundred.toFixed(0), closed)}`);
    }
  }
}

async function main(): Promise<void> {
  if (options.reports) {
    const run = runReports(Number(options.reports), Number(options.rounds));
    process.stdout.write(JSON.stringify(run));
    return;
  }
  if (options.quick) print("Quick: shows that everything runs; ratios at this size mean nothing.");
  const load = loadavg()[0];
  print(`Node ${process.version}, load of the machine ${load.toFixed(1)}`);
  const sizes = options.quick ? quickSizes : fullSizes;
  const comparisons: Comparison[] = [];
  for (const size of sizes) {
    const comparison = await compare(size);
    comparisons.push(comparison);
    printComparison(comparison);
  }
  if (Object.keys(comparisons[0].timings).length === Object.keys(ratioTargets).length + 1) {
    print(`\nDuckDB, polars and arquero are not installed: ${installHint}`);
  }
  const reports = sizes.map((size) => {
    const run = reportsInOwnProcess(size);
    printReports(run);
    return run;
  });
  const exponent = exponentOf(reports[0], reports[1]);
  print(`\nTime of all chapters grows with orders to the power of ${exponent.toFixed(2)}`);
  progress(`a whole run in the stand-in on ${count(sizes[0].customers)} customers`);
  const standIn = await standInRun(sizes[0].customers);
  printStandIn(standIn);
  const audits = await runAudits(options.quick ? quickAudits : fullAudits, progress);
  printAudits(audits);
  progress("a workbook is saved with and without values");
  const savedValues = options.quick
    ? await measureSavedValues(300, 3)
    : await measureSavedValues(5_000, 7);
  printSavedValues(savedValues);
  progress("who comes back, on invented stores whose truth is known");
  const foresight = options.quick ? measureForesight(600, 1) : measureForesight(2_500, 6);
  printForesight(foresight);
  if (options.json) {
    const figures = {
      node: process.version,
      load,
      comparisons,
      reports,
      exponent,
      standIn,
      audits,
      savedValues,
      foresight,
    };
    writeFileSync(
      options.json,
      JSON.stringify(
        { targets: { ratioTargets, timeTargets, savedValuesTarget }, ...figures },
        null,
        2
      )
    );
  }
}

void main();
