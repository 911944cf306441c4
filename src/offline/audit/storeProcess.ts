import { fork } from "node:child_process";
import { readdirSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Locale } from "../../locale";
import type { AuditFile, AuditRequest } from "./auditArguments";
import { lineFor } from "./command";
import { CommandError } from "./commandError";
import type { Audited } from "./storeAudit";
import { isPartOf, writeResults } from "./workbookFiles";

/** One store of several, as a process of its own is told of it. */
export interface StoreTask {
  readonly file: AuditFile;
  readonly request: AuditRequest;
  readonly messages: Locale;
}

/** What is left of a store once its workbook is written. */
export type StoreEnd =
  | {
      readonly kind: "done";
      readonly audited: Pick<Audited, "figures" | "sketch" | "told"> &
        Partial<Pick<Audited, "summary">>;
    }
  /** A line for the user. */
  | { readonly kind: "failed"; readonly line: string };

/** What one store may take. */
export interface StoreLimits {
  /** Milliseconds. */
  readonly time: number;
  /** Megabytes of the process's heap. */
  readonly memory: number;
}

/** Tells a process that it is to audit the store that it is sent. */
const role = "RETAIN_AUDIT_ROLE";
export const isStoreProcess = process.env[role] === "store" && process.send !== undefined;

/**
 * Audits a store in a process of its own, which ends with it: what a store takes of memory is given back,
 * and a store that takes too long or too much ends alone.
 *
 * @param script what the process runs; it calls {@link serveStore}
 */
export async function auditApart(
  script: string,
  task: StoreTask,
  { time, memory }: StoreLimits
): Promise<StoreEnd> {
  const child = fork(script, [], {
    execArgv: [...process.execArgv, `--max-old-space-size=${memory}`],
    env: { ...process.env, [role]: "store" },
    serialization: "advanced",
    // A heap that is full is told by its end, and not by pages of V8's own words.
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  let told = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    told = (told + text).slice(-10_000);
  });
  let end: StoreEnd | undefined;
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    child.kill("SIGKILL");
  }, time);
  child.on("message", (message) => {
    end = message as StoreEnd;
  });
  await new Promise<void>((resolve) => {
    child.on("error", () => resolve()).on("close", () => resolve());
    // One that has died already cannot be told, and ends below.
    child.send(task, () => undefined);
  });
  clearTimeout(timer);
  if (end) return end;
  removeParts(task.file.output);
  const { inputAsTyped } = task.file;
  const isFull = /heap out of memory|heap limit|ERR_WORKER_OUT_OF_MEMORY/i.test(told);
  const problem = isLate ? "tooLong" : isFull ? "outOfMemory" : "unexpected";
  const limit = isLate ? String(time / 60_000) : String(memory / 1024);
  const error = new CommandError(problem, inputAsTyped, limit);
  return { kind: "failed", line: lineFor(error, task.messages) };
}

/** What a process leaves that is ended while it writes. */
function removeParts(output: string): void {
  const folder = dirname(output);
  try {
    for (const name of readdirSync(folder)) {
      if (isPartOf(name, basename(output))) rmSync(join(folder, name), { force: true });
    }
  } catch {
    return; // A folder that cannot be listed holds nothing that was written.
  }
}

/** The other side of {@link auditApart}: audits the store that this process is sent, and ends. */
export function serveStore(): void {
  // Nobody waits for a store any more once the command itself has ended.
  process.once("disconnect", () => process.exit(1));
  process.once("message", (message) => {
    const task = message as StoreTask;
    void endOf(task).then((end) => process.send?.(end, () => process.exit()));
  });
}

async function endOf({ file, request, messages }: StoreTask): Promise<StoreEnd> {
  try {
    const { auditStore } = await import("./storeAudit");
    const { workbook, summary, ...audited } = await auditStore(file, request, messages);
    await writeResults([workbook]);
    const asked = request.json === undefined ? {} : { summary };
    return { kind: "done", audited: { ...audited, ...asked } };
  } catch (error) {
    return { kind: "failed", line: lineFor(error, messages) };
  }
}
