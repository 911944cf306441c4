import { spawnSync } from "node:child_process";
import path from "node:path";
import { buildSync } from "esbuild";

/**
 * Bundles the bench as webpack bundles the add-in, into one scope, and runs it: as separate CommonJS
 * modules every call into another file would go through a getter, which no user ever pays for.
 */
const root = path.join(__dirname, "../..");
const bundle = path.join(root, "out/bench/bench.cjs");

buildSync({
  entryPoints: [path.join(__dirname, "bench.ts")],
  outfile: bundle,
  bundle: true,
  packages: "external",
  platform: "node",
  format: "cjs",
  target: "es2021",
});
const { status } = spawnSync(
  process.execPath,
  ["--expose-gc", "--max-old-space-size=6144", bundle, ...process.argv.slice(2)],
  { cwd: root, stdio: "inherit" }
);
process.exitCode = status ?? 1;
