import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { timeZones } from "./zones";

/** `npm run test:zones`: the tests of the domain and of the intake in each zone; all must end alike. */

interface JestReport {
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

const folder = mkdtempSync(path.join(tmpdir(), "zones-"));
const root = path.join(__dirname, "../..");

/** Every test with its end, in one order; `null` where jest wrote no report. */
function resultsIn(zone: string): readonly string[] | null {
  const file = path.join(folder, `${zone.replace("/", "-")}.json`);
  const jest = path.join(root, "node_modules/jest/bin/jest.js");
  const patterns = ["src/retention", "src/intake", "test/cases"].flatMap((pattern) => [
    "--testPathPatterns",
    pattern,
  ]);
  const options = ["--selectProjects", "node", "--json", "--outputFile", file, ...patterns];
  const { status } = spawnSync(process.execPath, [jest, ...options], {
    cwd: root,
    env: { ...process.env, TZ: zone },
    stdio: ["ignore", "ignore", "inherit"],
  });
  if (status === null) return null;
  const { testResults } = JSON.parse(readFileSync(file, "utf8")) as JestReport;
  return testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .map(({ fullName, status: end }) => `${fullName}: ${end}`)
    .sort();
}

const results = timeZones.map((zone) => ({ zone, tests: resultsIn(zone) }));
rmSync(folder, { recursive: true });
const [{ tests: expected }] = results;
for (const { zone, tests } of results) {
  const passed = tests?.filter((line) => line.endsWith(": passed")).length ?? 0;
  const alike = tests !== null && JSON.stringify(tests) === JSON.stringify(expected);
  const allPassed = tests !== null && tests.length > 0 && passed === tests.length;
  process.stdout.write(
    `${zone}: ${passed} of ${tests?.length ?? 0} passed${alike ? "" : ", not the same tests as in UTC"}\n`
  );
  if (!alike || !allPassed) process.exitCode = 1;
}
