/**
 * `tsx src/offline/audit/recalculated.ts EXPECTED.json RECALCULATED.xlsx`: a second opinion on a produced
 * workbook. Compares what another spreadsheet program calculated for our native formulas with what
 * our own code computed, and looks for formula errors in every cell.
 */
import { readFile } from "node:fs/promises";
import { runCommand } from "./command";
import { CommandError } from "./commandError";
import { differences, type ExpectedCell } from "./recalculation";
import { loadWorkbook } from "./workbookFiles";

async function compare(expectedPath: string | undefined, path: string | undefined): Promise<void> {
  if (expectedPath === undefined || path === undefined) throw new CommandError("noFile");
  const expected = JSON.parse(await readFile(expectedPath, "utf8")) as ExpectedCell[];
  const workbook = await loadWorkbook(path, path);
  const found = differences(expected, workbook);
  for (const line of found) console.log(line);
  console.log(`${expected.length} formula cells compared, ${found.length} differ`);
  if (found.length > 0 || expected.length === 0) process.exitCode = 1;
}

void runCommand("en-US", () => compare(process.argv[2], process.argv[3]));
