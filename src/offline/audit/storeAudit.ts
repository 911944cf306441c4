import { parse } from "node:path";
import { vehicleKeyOf } from "../../retention/store";
import { isSigned, limitsOf } from "../host/xlsx";
import type { AuditFile, AuditRequest } from "./auditArguments";
import type { StoreFiguresOfAudit } from "./comparison";
import { loadProfile } from "./mapEntries";
import { sketchOf } from "./sameStore";
import { loadStore } from "./storeFiles";
import { describeSummary, summarise, type Summary } from "./summary";
import { commandTexts } from "./texts";
import { workbookBytes, type ResultFile } from "./workbookFiles";
import type { Locale } from "../../locale";

/** What one store gave. */
export interface Audited {
  readonly workbook: ResultFile;
  readonly summary: Summary;
  readonly figures: StoreFiguresOfAudit;
  /** By which customers the store is known again under another name. */
  readonly sketch: readonly number[];
  /** For people, in lines of text. */
  readonly told: string;
}

/**
 * Audits one store in this process; nothing is written yet.
 *
 * @throws CommandError for files that cannot be read or saved, RefusedRun where the add-in refused
 */
export async function auditStore(
  file: AuditFile,
  request: AuditRequest,
  messages: Locale
): Promise<Audited> {
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
  const { customers } = result.dealership;
  return {
    workbook: { path: file.output, content },
    summary,
    figures: keyFigures(file.store ?? parse(file.input).name, result),
    sketch: sketchOf(
      Array.from({ length: customers.count }, (_, row) => vehicleKeyOf(customers, row))
    ),
    told:
      describeSummary(summary, outcome, traffic, file.output, messages) +
      (isSigned(workbook) ? `\n${commandTexts(messages).signed}` : ""),
  };
}
