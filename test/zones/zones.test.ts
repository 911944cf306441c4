import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { timeZones } from "./zones";

interface ZoneResult {
  readonly offset: number;
  readonly digest: string;
  readonly characters: number;
}

async function resultIn(zone: string): Promise<ZoneResult> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--import", "tsx", path.join(__dirname, "digest.ts")],
    { env: { ...process.env, TZ: zone } }
  );
  return JSON.parse(stdout) as ZoneResult;
}

describe("the zone of the machine", () => {
  let results: ZoneResult[];

  beforeAll(async () => {
    results = await Promise.all(timeZones.map(resultIn));
  }, 60_000);

  it("is really another one in each run", () => {
    expect(results.map(({ offset }) => offset)).toEqual([0, -480, 420, -780]);
  });

  it("changes nothing in what the golden cases and an invented store give", () => {
    expect(results[0].characters).toBeGreaterThan(50_000);
    expect(new Set(results.map(({ digest }) => digest)).size).toBe(1);
  });
});
