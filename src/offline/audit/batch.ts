import { cpus, totalmem } from "node:os";
import { dirname } from "node:path";
import type { Locale } from "../../locale";
import type { AuditFile, AuditRequest } from "./auditArguments";
import type { StoreFiguresOfAudit } from "./comparison";
import { isSameStore } from "./sameStore";
import type { StoreEnd } from "./storeProcess";
import type { Summary } from "./summary";
import { commandTexts, describeProblem, fill } from "./texts";

/** What several stores gave: in the order in which they were named, however they ended. */
export interface BatchEnd {
  readonly figures: readonly StoreFiguresOfAudit[];
  /** By what the user typed; empty unless they were asked for. */
  readonly summaries: Readonly<Record<string, Summary>>;
  /** One line for each store that is not in the figures. */
  readonly failures: readonly string[];
  /** Of stores in the figures, what the user should know. */
  readonly notes: readonly string[];
}

/** Gigabytes that a store of a busy dealership takes, its process included. */
const storeMemory = 1.5;

/** How many stores are audited at once: one a core, as far as the memory goes. */
export const usualJobs = (): number =>
  Math.max(1, Math.min(cpus().length, Math.floor((totalmem() / 2 ** 30) * (0.75 / storeMemory))));

/** What the user typed for a store: its file or its folder. */
export const labelOf = (file: AuditFile): string =>
  file.store === undefined ? file.inputAsTyped : dirname(file.inputAsTyped);

/**
 * Audits stores side by side. A store that fails is one line with its name; the others go on.
 *
 * @param audit audits one store and never rejects
 * @param onEnd is told of each end as it comes
 */
export async function auditBatch(
  request: AuditRequest,
  messages: Locale,
  audit: (file: AuditFile) => Promise<StoreEnd>,
  onEnd: (end: StoreEnd, done: number) => void
): Promise<BatchEnd> {
  const { files, refused = [] } = request;
  const ends: StoreEnd[] = [];
  let next = 0;
  let done = 0;
  const work = async (): Promise<void> => {
    while (next < files.length) {
      const at = next++;
      ends[at] = await audit(files[at]);
      onEnd(ends[at], ++done);
    }
  };
  const jobs = Math.min(request.jobs ?? usualJobs(), files.length);
  await Promise.all(Array.from({ length: jobs }, work));

  const failures = refused.map(({ problem, about }) =>
    labelled(about, describeProblem(problem, about, messages))
  );
  const kept: { file: AuditFile; figures: StoreFiguresOfAudit; sketch: readonly number[] }[] = [];
  const summaries: Record<string, Summary> = {};
  for (const [at, file] of files.entries()) {
    const end = ends[at];
    const label = labelOf(file);
    if (end.kind === "failed") {
      failures.push(labelled(label, end.line));
      continue;
    }
    const { figures, sketch, summary } = end.audited;
    if (summary) summaries[file.inputAsTyped] = summary;
    const same = kept.find((other) => isSameStore(other.sketch, sketch));
    if (same) {
      failures.push(
        labelled(label, describeProblem("sameStore", label, messages, labelOf(same.file)))
      );
    } else kept.push({ file, figures, sketch });
  }
  return { ...withNames(kept, messages), summaries, failures };
}

/** The line of a store, with its name. */
const labelled = (label: string, line: string): string =>
  line.includes(label) ? line : `${label}: ${line}`;

/** Stores of one name are named by what the user typed: in a table of stores a name is all there is. */
function withNames(
  kept: readonly { readonly file: AuditFile; readonly figures: StoreFiguresOfAudit }[],
  messages: Locale
): Pick<BatchEnd, "figures" | "notes"> {
  const isShared = (store: string): boolean =>
    kept.filter(({ figures }) => figures.store === store).length > 1;
  const notes: string[] = [];
  const figures = kept.map(({ file, figures: ofStore }) => {
    if (!isShared(ofStore.store)) return ofStore;
    const store = labelOf(file);
    notes.push(fill(commandTexts(messages).sameName, { about: store, store: ofStore.store }));
    return { ...ofStore, store };
  });
  return { figures, notes };
}
