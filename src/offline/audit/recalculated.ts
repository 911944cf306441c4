/**
 * `tsx src/offline/audit/recalculated.ts EXPECTED.json RECALCULATED.xlsx SAVED.xlsx`: a second opinion on a
 * produced workbook. Compares what another spreadsheet program calculated for our native formulas with
 * what our own code computed and with what stands beside every formula of the file as we saved it, and
 * looks for formulas without a value and for errors in every cell.
 */
import { readFile } from "node:fs/promises";
import { runCommand } from "./command";
import { CommandError } from "./commandError";
import { blanksOf } from "./cachedValues";
import { cachedCells, differences, type ExpectedCell } from "./recalculation";
import { loadWorkbook } from "./workbookFiles";

async function compare([expectedPath, path, savedPath]: readonly string[]): Promise<void> {
  if (savedPath === undefined) throw new CommandError("noFile");
  const expected = JSON.parse(await readFile(expectedPath, "utf8")) as ExpectedCell[];
  const workbook = await loadWorkbook(path, path);
  const saved = await loadWorkbook(savedPath, savedPath);
  const cached = cachedCells(saved);
  const found = [
    ...differences(expected, workbook),
    ...differences(cached, workbook),
    ...blanksOf(saved).map((place) => `${place}: nothing stands beside the formula`),
  ];
  for (const line of new Set(found)) console.log(line);
  console.log(
    `${expected.length} planned and ${cached.length} saved formula cells compared, ${found.length} differ`
  );
  if (found.length > 0 || expected.length === 0) process.exitCode = 1;
}

void runCommand("en-US", () => compare(process.argv.slice(2)));
