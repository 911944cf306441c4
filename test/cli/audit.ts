/**
 * `npm run audit -- FILE.xlsx …`: the add-in's own code on a workbook from disk, in the stand-in for
 * Excel. The input is only read; the result is a new file.
 */
import { saveXlsx } from "../host/xlsx";
import {
  asksForHelp,
  messageLocale,
  readAuditArguments,
  type AuditRequest,
} from "./auditArguments";
import { runCommand } from "./command";
import { CommandError } from "./commandError";
import { describeSummary, summarise } from "./summary";
import { commandTexts } from "./texts";
import { isSameFile, loadWorkbook, writeResults } from "./workbookFiles";

const argv = process.argv.slice(2);
const messages = messageLocale(argv);

async function audit(request: AuditRequest): Promise<void> {
  if (isSameFile(request.input, request.output)) {
    throw new CommandError("outIsInput", request.output);
  }
  const { json } = request;
  if (
    json !== undefined &&
    [request.input, request.output].some((file) => isSameFile(file, json))
  ) {
    throw new CommandError("jsonIsWorkbook", json);
  }
  const loading = performance.now();
  const workbook = await loadWorkbook(request.input, request.inputAsTyped);
  const load = performance.now() - loading;

  // Loaded here: a mistyped option is told at once, without the add-in and Excel's client.
  const { runAddIn } = await import("./runAddIn");
  const { outcome, result, traffic, milliseconds } = await runAddIn({
    workbook,
    locale: request.locale,
    messages,
    ...(request.asOf !== undefined && { asOf: request.asOf }),
  });

  const saving = performance.now();
  const bytes = await saveXlsx(workbook);
  const save = performance.now() - saving;
  const summary = summarise(result, { load, run: milliseconds, save, ...result.timings });
  await writeResults([
    { path: request.output, content: bytes },
    ...(json === undefined
      ? []
      : [{ path: json, content: `${JSON.stringify(summary, null, 2)}\n` }]),
  ]);
  console.log(describeSummary(summary, outcome, traffic, request.output, messages));
}

if (asksForHelp(argv)) console.log(commandTexts(messages).usage);
else void runCommand(messages, () => audit(readAuditArguments(argv)));
