import { spawnSync } from "node:child_process";
import path from "node:path";
import { timeZones } from "./zones";

/** `npm run test:zones`: the tests of the domain and of the intake in each zone; all must end alike. */

const root = path.join(__dirname, "../..");

/** Every test with its end; `null` where the tests could not be run. */
function resultsIn(zone: string): readonly string[] | null {
  const script = path.join(__dirname, "runZone.ts");
  const { status, stdout } = spawnSync(process.execPath, ["--import", "tsx", script], {
    cwd: root,
    env: { ...process.env, TZ: zone },
    stdio: ["ignore", "pipe", "inherit"],
    encoding: "utf8",
    maxBuffer: 100_000_000,
  });
  return status === 0 ? (JSON.parse(stdout) as string[]) : null;
}

const results = timeZones.map((zone) => ({ zone, tests: resultsIn(zone) }));
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
