import { execFile } from "node:child_process";
import { mkdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";

/** How a command ended. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const root = join(__dirname, "../..");
const scripts = join(root, "src/offline/audit");
const tsx = join(root, "node_modules/tsx/dist/cli.mjs");

/** The bundles that a file of tests has made, by their scripts. */
const bundles = new Map<string, Promise<string>>();

/**
 * Runs a script of `src/offline/audit` as a process of its own, as npm does: through tsx, which reads the whole
 * tree each time.
 *
 * @param env environment variables besides those of this process
 */
export function runScript(
  script: string,
  argv: readonly string[],
  cwd: string = root,
  env: Readonly<Record<string, string>> = {}
): Promise<Ended> {
  return run([tsx, join(scripts, script), ...argv], cwd, env);
}

/** The same of a script that is started many times: its modules are put together once. */
export async function runBundled(
  script: string,
  argv: readonly string[],
  cwd: string = root,
  env: Readonly<Record<string, string>> = {}
): Promise<Ended> {
  const bundle = bundles.get(script) ?? bundled(script);
  bundles.set(script, bundle);
  return run([await bundle, ...argv], cwd, env);
}

function run(
  argv: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>>
): Promise<Ended> {
  return new Promise((resolve) => {
    const options = { cwd, env: { ...process.env, ...env }, maxBuffer: 64 * 1024 * 1024 };
    execFile(process.execPath, [...argv], options, (error, stdout, stderr) => {
      const code = error ? Number(error.code) || 1 : 0;
      resolve({ code, stdout, stderr });
    });
  });
}

async function bundled(script: string): Promise<string> {
  // Within the project, where the packages that stay outside of a bundle are found.
  const folder = join(root, ".cache", "scripts");
  mkdirSync(folder, { recursive: true });
  const outfile = join(folder, script.replace(/\.ts$/, ".cjs"));
  // Another process may be running the file that stands there.
  const partial = `${outfile}.${process.pid}`;
  await build({
    entryPoints: [join(scripts, script)],
    outfile: partial,
    bundle: true,
    packages: "external",
    platform: "node",
    format: "cjs",
    logLevel: "error",
  });
  renameSync(partial, outfile);
  return outfile;
}
