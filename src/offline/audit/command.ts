import type { Locale } from "../../locale";
import { CommandError, RefusedRun } from "./commandError";
import { describeProblem } from "./texts";

/** A line that a user can read whatever broke: never a stack trace, never a cell's content. */
export function lineFor(error: unknown, locale: Locale, usage?: string): string {
  if (error instanceof RefusedRun) return error.message;
  if (error instanceof CommandError) {
    return describeProblem(error.problem, error.about, locale, error.instead, usage);
  }
  // Messages of other errors may quote what stands in cells, and their kind tells users nothing.
  return describeProblem("unexpected", "", locale);
}

/**
 * Runs a command: 0 if it did its work, else one line on stderr and 1.
 *
 * @param usage how the command is used, if it is not the audit
 */
export async function runCommand(
  locale: Locale,
  work: () => Promise<void>,
  usage?: string
): Promise<void> {
  try {
    await work();
  } catch (error) {
    const line = lineFor(error, locale, usage).replace(/[\r\n]+/g, " ");
    process.stderr.write(`${line}\n`);
    process.exitCode = 1;
  }
}
