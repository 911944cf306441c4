import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { writeSampleStore } from "../../src/excel";
import { generateSampleStore } from "../../src/sample";
import type { Summary } from "../../src/offline/audit/summary";
import { openStandIn, Workbook } from "../../src/offline/host";
import { saveXlsx } from "../../src/offline/host/xlsx";
import { storeOptions } from "./workload";

/** What `npm run audit` costs on several stores one after the other, all sheets, in a process of its own. */
export interface AuditsRun {
  readonly stores: readonly AuditedStore[];
  /** From the start of the process to its end, the workbook that compares the stores included. */
  readonly milliseconds: number;
  /** Bytes that the process of the largest store took from the system. */
  readonly peakBytes: number;
}

export interface AuditedStore {
  readonly customers: number;
  readonly orders: number;
  /** Of the workbook before and after. */
  readonly inputBytes: number;
  readonly outputBytes: number;
  /** Milliseconds to read the file, for the add-in's run, to write the file. */
  readonly load: number;
  readonly run: number;
  readonly save: number;
}

/** How many stores of which size. */
export interface AuditsSize {
  readonly stores: number;
  readonly customers: number;
}

/** Invents the stores in a folder that goes afterwards, and audits them. */
export async function runAudits(
  { stores, customers }: AuditsSize,
  progress: (what: string) => void
): Promise<AuditsRun> {
  const folder = mkdtempSync(path.join(tmpdir(), "retain-bench-"));
  try {
    const inputs: string[] = [];
    for (let store = 1; store <= stores; store++) {
      progress(`store ${store} of ${stores} is invented and saved`);
      const input = path.join(folder, `store${store}.xlsx`);
      writeFileSync(input, await inventedStore(customers, store));
      inputs.push(input);
    }
    const start = performance.now();
    const { summaries, peakBytes } = await audit(folder, inputs, (done) =>
      progress(`store ${done} of ${stores} is audited`)
    );
    const milliseconds = performance.now() - start;
    return {
      stores: inputs.map((input) => audited(input, summaries[input])),
      milliseconds,
      peakBytes,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function inventedStore(customers: number, store: number): Promise<Uint8Array> {
  const options = storeOptions(customers);
  const workbook = Workbook.blank();
  const standIn = await openStandIn({ workbook });
  try {
    const sample = generateSampleStore({ ...options, seed: options.seed + store });
    const { kind, code } = await writeSampleStore(sample);
    if (kind !== "done") throw new Error(`The store could not be written: ${code}`);
  } finally {
    await standIn.close();
  }
  return saveXlsx(workbook);
}

type Summaries = Readonly<Record<string, Summary>>;

/** Runs the command as npm does, with a hook that tells at its end how much memory it took. */
async function audit(
  folder: string,
  inputs: readonly string[],
  onStore: (done: number) => void
): Promise<{ readonly summaries: Summaries; readonly peakBytes: number }> {
  const json = path.join(folder, "figures.json");
  const peak = path.join(folder, "peak");
  const hook = path.resolve("test/bench/tellPeakMemory.cjs");
  const command = path.resolve("src/offline/audit/audit.ts");
  const asOf = ["--as-of", "2026-06-30"];
  const argv = [
    "--import",
    "tsx",
    "--require",
    hook,
    command,
    ...inputs,
    ...asOf,
    "--jobs",
    "1",
    "--json",
    json,
  ];
  const child = spawn(process.execPath, argv, {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, PEAK_MEMORY_FILE: peak },
  });
  let done = 0;
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    const results = text.match(/store\d+\.retain\.xlsx/g)?.length ?? 0;
    if (results > 0) onStore((done += results));
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on("error", reject).on("close", resolve);
  });
  if (code !== 0) throw new Error(`The audit ended with ${code}`);
  const { stores } = JSON.parse(readFileSync(json, "utf8")) as { readonly stores: Summaries };
  return { summaries: stores, peakBytes: Number(readFileSync(peak, "utf8")) };
}

function audited(input: string, { counts, timings }: Summary): AuditedStore {
  const { load = 0, run, save } = timings;
  return {
    customers: counts.customerRows,
    orders: counts.orderRows,
    inputBytes: statSync(input).size,
    outputBytes: statSync(input.replace(/\.xlsx$/, ".retain.xlsx")).size,
    load,
    run,
    save,
  };
}
