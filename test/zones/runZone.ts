import { readdirSync } from "node:fs";
import path from "node:path";
import { loadTests, runTest } from "../mutation/testFiles";

/** Prints, as JSON, every test of the domain, the intake and the golden cases with its end, in one order. */
const folders = ["src/retention", "src/intake", "test/cases"];

async function results(): Promise<string[]> {
  const files = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".test.ts"))
      .map((file) => path.join(folder, file))
  );
  const ends: string[] = [];
  for (const test of loadTests(files.sort(), false)) {
    const { failure } = await runTest(test);
    ends.push(`${test.file} ${test.id}: ${failure === undefined ? "passed" : "failed"}`);
  }
  return ends.sort();
}

void results().then((ends) => process.stdout.write(JSON.stringify(ends)));
