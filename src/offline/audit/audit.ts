/**
 * `npm run audit -- FILE.xlsx …`: the add-in's own code on workbooks from disk, in the stand-in for
 * Excel. The inputs are only read; each result is a new file. Of several stores there is one result per
 * store and a workbook that compares them.
 */
import { parse } from "node:path";
import { isSigned, limitsOf } from "../host/xlsx";
import {
  asksForHelp,
  messageLocale,
  readAuditArguments,
  type AuditFile,
  type AuditRequest,
} from "./auditArguments";
import { runCommand } from "./command";
import { loadProfile } from "./mapEntries";
import { loadStore } from "./storeFiles";
import { CommandError } from "./commandError";
import type { StoreFiguresOfAudit } from "./comparison";
import { describeSummary, summarise, type Summary } from "./summary";
import { commandTexts, fill } from "./texts";
import { isSameFile, workbookBytes, writeResults, type ResultFile } from "./workbookFiles";

const argv = process.argv.slice(2);
const messages = messageLocale(argv);

/** What one store gave. */
interface Audited {
  readonly workbook: ResultFile;
  readonly summary: Summary;
  readonly figures: StoreFiguresOfAudit;
  /** For people, in lines of text. */
  readonly told: string;
}

async function audit(request: AuditRequest): Promise<void> {
  refuseOverwriting(request);
  if (request.comparison === undefined) {
    const [{ workbook, summary, told }] = [await auditFile(request.files[0], request)];
    await writeResults([workbook, ...jsonOf(request, summary)]);
    console.log(told);
    return;
  }
  const figures: StoreFiguresOfAudit[] = [];
  const summaries: Record<string, Summary> = {};
  for (const file of request.files) {
    const audited = await auditFile(file, request);
    // One store at a time: ten stores' workbooks together would fill the memory.
    await writeResults([audited.workbook]);
    console.log(`${audited.told}\n`);
    figures.push(audited.figures);
    if (request.json !== undefined) summaries[file.inputAsTyped] = audited.summary;
  }
  const { comparisonWorkbook } = await import("./comparison");
  const { workbook } = await comparisonWorkbook(figures, request.locale, nowText());
  await writeResults([
    { path: request.comparison, content: await workbookBytes(workbook, request.comparison) },
    ...jsonOf(request, { stores: summaries, comparison: figures }),
  ]);
  const { compared } = commandTexts(messages);
  console.log(fill(compared, { stores: String(figures.length), path: request.comparison }));
}

/** @throws CommandError if a result would take the place of an input or of another result */
function refuseOverwriting({ files, comparison, json }: AuditRequest): void {
  const outputs = [...files.map(({ output }) => output), ...(comparison ? [comparison] : [])];
  const inputs = files.flatMap(({ input, more = [] }) => [
    input,
    ...more.map((file) => file.input),
  ]);
  const isInput = (path: string): boolean => inputs.some((input) => isSameFile(input, path));
  const overwriting = outputs.find(isInput);
  if (overwriting !== undefined) throw new CommandError("outIsInput", overwriting);
  if (json !== undefined && [...inputs, ...outputs].some((file) => isSameFile(file, json))) {
    throw new CommandError("jsonIsWorkbook", json);
  }
  const typed = files.flatMap((file) => [file, ...(file.more ?? [])]);
  const twice = typed.find(({ input }, at) =>
    inputs.slice(0, at).some((other) => isSameFile(other, input))
  );
  if (twice) throw new CommandError("fileTwice", twice.inputAsTyped);
}

const jsonOf = ({ json }: AuditRequest, content: unknown): ResultFile[] =>
  json === undefined ? [] : [{ path: json, content: `${JSON.stringify(content, null, 2)}\n` }];

async function auditFile(file: AuditFile, request: AuditRequest): Promise<Audited> {
  const loading = performance.now();
  const limits = request.unpacked === undefined ? undefined : limitsOf(request.unpacked);
  const workbook = await loadStore(file, limits);
  const profile =
    request.profile && (await loadProfile(request.profile.path, request.profile.about));
  const load = performance.now() - loading;

  // Loaded here: a mistyped option is told at once, without the add-in and Excel's client.
  const { runAddIn } = await import("./runAddIn");
  const { keyFigures } = await import("./comparison");
  const { applyMappings } = await import("./mappings");
  const { outcome, result, traffic, milliseconds } = await runAddIn({
    workbook,
    locale: request.locale,
    messages,
    reports: request.reports,
    ...(request.storeValue !== undefined && { store: request.storeValue }),
    ...((profile ?? request.map) && {
      before: () => applyMappings(request.map ?? [], profile),
    }),
    ...(request.asOf !== undefined && { asOf: request.asOf }),
  });

  const saving = performance.now();
  const content = await workbookBytes(workbook, file.inputAsTyped);
  const save = performance.now() - saving;
  const summary = summarise(result, { load, run: milliseconds, save, ...result.timings });
  return {
    workbook: { path: file.output, content },
    summary,
    figures: keyFigures(file.store ?? parse(file.input).name, result),
    told:
      describeSummary(summary, outcome, traffic, file.output, messages) +
      (isSigned(workbook) ? `\n${commandTexts(messages).signed}` : ""),
  };
}

const nowText = (): string => new Date().toISOString().slice(0, 16).replace("T", " ");

if (asksForHelp(argv)) console.log(commandTexts(messages).usage);
else void runCommand(messages, () => audit(readAuditArguments(argv)));
