/** `npx tsx test/support/inventStore.ts FILE.xlsx`: another invented store than the demo's, its two sheets alone. */
import { writeFileSync } from "node:fs";
import { writeSampleStore } from "../../src/excel";
import { openStandIn, Workbook } from "../../src/offline/host";
import { saveXlsx } from "../../src/offline/host/xlsx";
import { serialOfIso } from "../../src/retention/time";
import { generateSampleStore } from "../../src/sample";

async function invent(file: string): Promise<void> {
  const workbook = Workbook.blank();
  const standIn = await openStandIn({ workbook });
  const asOf = serialOfIso("2026-06-30");
  const { code } = await writeSampleStore(
    generateSampleStore({ seed: 17, customers: 300, asOf, years: 4 })
  );
  await standIn.close();
  if (code !== "done") throw new Error(`The store could not be written: ${code}`);
  writeFileSync(file, await saveXlsx(workbook));
}

const [file] = process.argv.slice(2);
if (file === undefined) throw new Error("Name the file to write");
void invent(file);
