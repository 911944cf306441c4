/**
 * `npm run demo`: writes an invented dealership's two exports into an empty workbook, lives through its
 * last months with a deal, morning plans and records, lets the add-in write its columns and sheets, and
 * saves the workbook. Everything goes through the add-in's own Office.js code.
 */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { writeSampleStore } from "../../excel";
import type { Locale } from "../../locale";
import { serialOfIso } from "../../retention/time";
import { generateSampleStore } from "../../sample";
import { Workbook } from "../host";
import { runCommand } from "./command";
import { liveThrough } from "./demoLife";
import { expectedCells } from "./recalculation";
import { runAddIn } from "./runAddIn";
import { describeSummary, summarise } from "./summary";
import { saveWorkbook, writeResult } from "./workbookFiles";

/** The demo speaks for one day for ever, so that two runs can be compared. */
const asOf = serialOfIso("2026-06-30");
const folder = "out";

/** Sheets are Chinese; with `en-US` on the command line English, in a workbook of its own. */
const locale: Locale = process.argv.includes("en-US") ? "en-US" : "zh-CN";
const name = locale === "zh-CN" ? "retain-demo" : "retain-demo-en";
const workbookPath = join(folder, `${name}.xlsx`);
const expectedPath = join(folder, `${name}.expected.json`);

async function demo(): Promise<void> {
  const store = generateSampleStore({ seed: 4, customers: 3000, asOf, years: 5 });
  const workbook = Workbook.blank();
  const { outcome, result, traffic, milliseconds } = await runAddIn({
    workbook,
    locale,
    messages: "en-US",
    asOf,
    prepare: async () => {
      const written = await writeSampleStore(store);
      // A workbook needs a sheet from the start; the exports take its place.
      workbook.sheets[0]?.Delete();
      return written;
    },
    live: (completed) => liveThrough(asOf, locale, completed),
  });
  await mkdir(folder, { recursive: true });
  const saving = performance.now();
  await saveWorkbook(workbook, workbookPath);
  const save = performance.now() - saving;
  await writeResult(expectedPath, `${JSON.stringify(expectedCells(result.plans), null, 1)}\n`);
  const summary = summarise(result, { run: milliseconds, save, ...result.timings });
  console.log(describeSummary(summary, outcome, traffic, workbookPath, "en-US"));
}

void runCommand("en-US", demo);
