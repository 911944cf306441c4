import { execFile } from "node:child_process";
import { join } from "node:path";

/** How a command ended. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const root = join(__dirname, "../../..");
const tsx = join(root, "node_modules/tsx/dist/cli.mjs");

/**
 * Runs a script of this folder as a process of its own, as npm does.
 *
 * @param env environment variables besides those of this process
 */
export function runScript(
  script: string,
  argv: readonly string[],
  cwd: string = root,
  env: Readonly<Record<string, string>> = {}
): Promise<Ended> {
  return new Promise((resolve) => {
    const file = join(__dirname, script);
    const options = { cwd, env: { ...process.env, ...env }, maxBuffer: 64 * 1024 * 1024 };
    execFile(process.execPath, [tsx, file, ...argv], options, (error, stdout, stderr) => {
      const code = error ? Number(error.code) || 1 : 0;
      resolve({ code, stdout, stderr });
    });
  });
}
