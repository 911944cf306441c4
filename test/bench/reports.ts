import { readTables } from "./jobs";
import { makeWorkload } from "./workload";
import { chapters, openStore } from "./chapters";

/** What all chapters of the method cost on one store, in a process of their own. */
export interface ReportsRun {
  /** The number of customers asked for; the sheet has some more rows, with its duplicates. */
  readonly size: number;
  readonly customers: number;
  readonly orders: number;
  /** Of a typical round, in milliseconds, after one that only warmed up. */
  readonly median: number;
  /** The round nobody has warmed up for: what the first click costs. */
  readonly first: number;
  /** Median by chapter. */
  readonly chapters: Readonly<Record<string, number>>;
  /** Bytes in use at most, garbage of the chapters included. */
  readonly peakBytes: number;
  /** Bytes in use before the first chapter: the tables of both sheets. */
  readonly bytesBefore: number;
  /** Bytes that the process took from the system at most, to invent and to read the sheets included. */
  readonly processPeakBytes: number;
}

/** Bytes in use by objects and by typed arrays, without the room that the engine keeps in reserve. */
function bytesInUse(): number {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

const median = (times: readonly number[]): number =>
  [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)];

/** Runs every chapter, round after round, each round on a store that no chapter has seen. */
export function runReports(customerCount: number, rounds: number): ReportsRun {
  const { asOf, customers, orders } = makeWorkload(customerCount);
  const { customerIntake, orderIntake } = readTables({ customers, orders });
  // The cells are Excel's and intake's; the chapters have only the tables.
  (customers.blocks as unknown[]).length = 0;
  (orders.blocks as unknown[]).length = 0;
  globalThis.gc?.();
  const bytesBefore = bytesInUse();
  let peakBytes = bytesBefore;
  const times = chapters.map((): number[] => []);
  for (let round = 0; round <= rounds; round++) {
    const store = openStore(asOf, customerIntake.table, orderIntake.table);
    globalThis.gc?.();
    chapters.forEach(({ before, run }, chapter) => {
      before?.(store);
      const start = performance.now();
      run(store);
      times[chapter].push(performance.now() - start);
      peakBytes = Math.max(peakBytes, bytesInUse());
    });
  }
  const totals = times[0].map((_, round) =>
    times.reduce((sum, ofChapter) => sum + ofChapter[round], 0)
  );
  return {
    size: customerCount,
    customers: customerIntake.table.count,
    orders: orderIntake.table.count,
    first: totals[0],
    median: median(totals.slice(1)),
    chapters: Object.fromEntries(
      chapters.map(({ name }, chapter) => [name, median(times[chapter].slice(1))])
    ),
    peakBytes,
    bytesBefore,
    processPeakBytes: process.resourceUsage().maxRSS * 1024,
  };
}
