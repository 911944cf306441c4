/**
 * `tsx test/support/checkFiles.ts FILE…`: what is wrong with workbooks that were saved without Excel, a line
 * per fault: of their packages, and formulas without a value. Ends with 1 where there is any.
 */
import { readFileSync } from "node:fs";
import { blanksOf } from "../../src/offline/audit/cachedValues";
import { loadXlsx } from "../../src/offline/host/xlsx";
import { packageFaults } from "./packageFaults";

async function check(path: string): Promise<string[]> {
  const bytes = readFileSync(path);
  const blanks = blanksOf(await loadXlsx(bytes));
  return [...packageFaults(bytes), ...blanks.map((place) => `without a value: ${place}`)];
}

async function checkAll(paths: readonly string[]): Promise<void> {
  if (paths.length === 0) throw new Error("no file was named");
  for (const path of paths) {
    const faults = await check(path);
    const lines = [`${path}: ${faults.length} faults`, ...faults.map((fault) => `  ${fault}`)];
    process.stdout.write(`${lines.join("\n")}\n`);
    if (faults.length > 0) process.exitCode = 1;
  }
}

void checkAll(process.argv.slice(2));
