/**
 * `npm run audit -- FILE.xlsx …`: the add-in's own code on workbooks from disk, in the stand-in for
 * Excel. The inputs are only read; each result is a new file. Of several stores there is one result per
 * store and a workbook that compares them; each is audited in a process of its own.
 */
import {
  asksForHelp,
  messageLocale,
  readAuditArguments,
  type AuditFile,
  type AuditRequest,
  type RefusedStore,
} from "./auditArguments";
import { auditBatch } from "./batch";
import { runCommand } from "./command";
import { CommandError } from "./commandError";
import { auditApart, isStoreProcess, serveStore, type StoreLimits } from "./storeProcess";
import { commandTexts, fill } from "./texts";
import { isSameFile, workbookBytes, writeResults, type ResultFile } from "./workbookFiles";

const argv = process.argv.slice(2);
const messages = messageLocale(argv);

async function audit(request: AuditRequest): Promise<void> {
  refuseOverwriting(request);
  if (request.comparison !== undefined) {
    await auditSeveral({ ...request, ...onceEach(request), comparison: request.comparison });
    return;
  }
  const twice = twiceGiven(request.files[0]);
  if (twice !== undefined) throw new CommandError("fileTwice", twice);
  const { auditStore } = await import("./storeAudit");
  const { workbook, summary, told } = await auditStore(request.files[0], request, messages);
  await writeResults([workbook, ...jsonOf(request, summary)]);
  console.log(told);
}

/** What each of several stores may take unless the user says otherwise. */
const usualLimits = { minutes: 15, memory: 4 };

async function auditSeveral(
  request: AuditRequest & { readonly comparison: string }
): Promise<void> {
  const [, script = ""] = process.argv;
  const limits: StoreLimits = {
    time: (request.minutes ?? usualLimits.minutes) * 60_000,
    memory: Math.round((request.memory ?? usualLimits.memory) * 1024),
  };
  const start = performance.now();
  const stores = request.files.length;
  let failed = 0;
  const { figures, summaries, failures, notes } = await auditBatch(
    request,
    messages,
    (file) => auditApart(script, { file, request, messages }, limits),
    (end, done) => {
      if (end.kind === "done") console.log(`${end.audited.told}\n`);
      else failed += 1;
      const minutes = ((performance.now() - start) / done) * ((stores - done) / 60_000);
      tellProgress({ done, stores, failed, left: stores - done, minutes: Math.ceil(minutes) });
    }
  );
  for (const note of notes) console.log(note);
  const written: ResultFile[] = jsonOf(request, {
    stores: summaries,
    comparison: figures,
    failures,
  });
  if (figures.length > 0) {
    const { comparisonWorkbook } = await import("./comparison");
    const { workbook } = await comparisonWorkbook(figures, request.locale, nowText());
    const content = await workbookBytes(workbook, request.comparison);
    written.unshift({ path: request.comparison, content });
  }
  for (const line of failures) process.stderr.write(`${line.replace(/[\r\n]+/g, " ")}\n`);
  if (failures.length > 0) process.exitCode = 1;
  await writeResults(written);
  if (figures.length > 0) {
    const { compared } = commandTexts(messages);
    console.log(fill(compared, { stores: String(figures.length), path: request.comparison }));
  }
}

/** On a terminal one line tells how far it is, and the next takes its place. */
function tellProgress(values: Readonly<Record<string, number>>): void {
  if (!process.stderr.isTTY) return;
  const words: Record<string, string> = {};
  for (const [name, value] of Object.entries(values)) words[name] = String(value);
  const line = fill(commandTexts(messages).progress, words);
  process.stderr.write(values.left === 0 ? "\r\x1b[K" : `\r\x1b[K${line}`);
}

/** @throws CommandError if a result would take the place of an input or of another result */
function refuseOverwriting({ files, comparison, json }: AuditRequest): void {
  const outputs = [...files.map(({ output }) => output), ...(comparison ? [comparison] : [])];
  const inputs = files.flatMap(filesOf).map(({ input }) => input);
  const isInput = (path: string): boolean => inputs.some((input) => isSameFile(input, path));
  const overwriting = outputs.find(isInput);
  if (overwriting !== undefined) throw new CommandError("outIsInput", overwriting);
  if (json !== undefined && [...inputs, ...outputs].some((file) => isSameFile(file, json))) {
    throw new CommandError("jsonIsWorkbook", json);
  }
}

/**
 * The first file of a store that stands for an earlier one, of the store itself or of those before it,
 * through links and other spellings too, as typed.
 */
function twiceGiven(file: AuditFile, before: readonly string[] = []): string | undefined {
  const seen = [...before];
  for (const { input, inputAsTyped } of filesOf(file)) {
    if (seen.some((other) => isSameFile(other, input))) return inputAsTyped;
    seen.push(input);
  }
  return undefined;
}

const filesOf = (file: AuditFile): readonly Pick<AuditFile, "input" | "inputAsTyped">[] => [
  file,
  ...(file.more ?? []),
];

/** The stores without those that hold a file of an earlier one. */
function onceEach({ files, refused = [] }: AuditRequest): Pick<AuditRequest, "files" | "refused"> {
  const kept: AuditFile[] = [];
  const seen: string[] = [];
  const again: RefusedStore[] = [];
  for (const file of files) {
    const twice = twiceGiven(file, seen);
    if (twice !== undefined) again.push({ problem: "fileTwice", about: twice });
    else {
      kept.push(file);
      seen.push(...filesOf(file).map(({ input }) => input));
    }
  }
  return { files: kept, refused: [...refused, ...again] };
}

const jsonOf = ({ json }: AuditRequest, content: unknown): ResultFile[] =>
  json === undefined ? [] : [{ path: json, content: `${JSON.stringify(content, null, 2)}\n` }];

const nowText = (): string => new Date().toISOString().slice(0, 16).replace("T", " ");

if (isStoreProcess) serveStore();
else if (asksForHelp(argv)) console.log(commandTexts(messages).usage);
else void runCommand(messages, () => audit(readAuditArguments(argv)));
