import { isoOf } from "../../retention/time";
import {
  kindsOf,
  meaningOf,
  type AnyField,
  type ChangedRecord,
  type DaySpan,
  type FileSource,
  type Meaning,
  type RecordRow,
} from "../../intake/import";
import { textsOf, type Locale } from "../../locale";
import type { ReadFile } from "../../intake/files";
import type { RunOptions } from "../api";
import { performRun, runExcel } from "../session";
import {
  compareFiles,
  targetOf,
  type Compared,
  type ComparedTable,
  type KnownMappings,
} from "./store";
import type {
  ChangeView,
  ChosenFile,
  FileView,
  ImportOutcome,
  ImportPreview,
  SourceView,
  TableView,
} from "./view";

/** Records that a preview shows one by one; the counts are of all. */
const shown = 200;

/** The files that could be read. */
export function readable(files: readonly ChosenFile[]): ReadFile[] {
  return files.filter((file): file is ReadFile => "sheets" in file);
}

/**
 * Compares files with the store as it stands; nothing is written.
 *
 * @returns how it ended; never rejects
 */
export async function previewImport(
  files: readonly ChosenFile[],
  options: RunOptions,
  known: KnownMappings = () => ({})
): Promise<ImportOutcome> {
  return performRun<ImportOutcome>(options, async (run) => {
    const compared = await runExcel(
      (context) => compareFiles(run, context, readable(files), known),
      run.patient
    );
    const locale = compared.inspection.state.locale ?? options.locale;
    return {
      kind: "done",
      code: "done",
      about: [],
      changes: [],
      importPreview: previewOf(files, compared, locale),
    };
  });
}

/** What the comparison means, as the pane shows it. */
export function previewOf(
  files: readonly ChosenFile[],
  compared: Compared,
  locale: Locale
): ImportPreview {
  return {
    files: files.map((file) => fileView(file, compared)),
    tables: compared.tables.map((table) => tableView(table, locale)),
    print: compared.print,
  };
}

function fileView(file: ChosenFile, { files, tables }: Compared): FileView {
  const none = { sources: [], leftOut: [], incomplete: [], veryHiddenSheets: [] };
  if (!("sheets" in file)) return { ...none, fileName: file.fileName, problem: file.problem };
  const contents = files.find((it) => it.file === file);
  const sources = tables.flatMap(({ sources: all, comparison }) =>
    all.flatMap((source, at) =>
      contents?.sources.includes(source) ? [sourceView(source, comparison.sources[at])] : []
    )
  );
  return {
    fileName: file.fileName,
    ...(file.encoding !== undefined && { encoding: file.encoding }),
    sources,
    leftOut: contents?.leftOut ?? [],
    incomplete: contents?.incomplete ?? [],
    veryHiddenSheets: file.veryHiddenSheets,
  };
}

function sourceView(
  source: FileSource,
  counts: { rows: number; added: number; changed: number; same: number }
): SourceView {
  const used = new Set(source.part.columns.map(({ column }) => column));
  const days = daysOf(source);
  return {
    kind: source.kind,
    sheetName: source.sheetName,
    ...counts,
    passedOver: source.passedOver,
    used: source.part.columns.map(({ field, header }) => ({ field, header })),
    unused: source.headers
      .filter(({ column, header }) => header !== "" && !used.has(column))
      .map(({ header }) => header),
    ...(days && { days }),
  };
}

/** First and last day of a file's orders. */
export function daysOf(source: FileSource): DaySpan | undefined {
  if (source.kind !== "orders") return undefined;
  let from = Infinity;
  let to = -Infinity;
  for (let row = 0; row < source.table.count; row += 1) {
    const record = { of: source, row };
    const day = meaningOf(record, "arrival") ?? meaningOf(record, "settlement");
    if (typeof day !== "number") continue;
    from = Math.min(from, day);
    to = Math.max(to, day);
  }
  return from <= to ? { from, to } : undefined;
}

function tableView(table: ComparedTable, locale: Locale): TableView {
  const { kind, comparison, store, sources } = table;
  const target = targetOf(table);
  const cells = new Map<AnyField, number>();
  for (const { fields } of comparison.changed) {
    for (const { field } of fields) cells.set(field, (cells.get(field) ?? 0) + 1);
  }
  const mapped = new Set(store.flatMap(({ part }) => part.columns.map(({ field }) => field)));
  const brought = new Set(sources.flatMap(({ part }) => part.columns.map(({ field }) => field)));
  return {
    kind,
    ...(target && { sheetName: target.part.sheetName }),
    added: comparison.added.length,
    changed: comparison.changed.length,
    same: comparison.same,
    inSeveralFiles: comparison.inSeveralFiles,
    newOwners: comparison.newOwners,
    changedFields: [...cells].map(([field, count]) => ({ field, cells: count })),
    changes: comparison.changed.slice(0, shown).map((record) => changeView(record, locale)),
    gone: {
      count: comparison.gone.length,
      names: comparison.gone.slice(0, shown).map(nameOf),
    },
    ...comparison.days,
    gaps: comparison.gaps,
    ...(comparison.overlap && { overlap: comparison.overlap }),
    withoutColumn: target ? [...brought].filter((field) => !mapped.has(field)) : [],
  };
}

/** What names a record to its reader. */
function nameOf(record: RecordRow): string {
  const fields =
    record.of.kind === "orders"
      ? (["orderNumber", "plate", "vin", "customerNumber"] as const)
      : (["plate", "vin", "customerNumber", "name"] as const);
  const named = fields.map((field) => meaningOf(record, field)).find((it) => it !== undefined);
  return String(named ?? "");
}

function changeView({ record, fields }: ChangedRecord, locale: Locale): ChangeView {
  return {
    name: nameOf(record),
    fields: fields.map(({ field, before, after }) => ({
      field,
      before: shownMeaning(record, field, before, locale),
      after: shownMeaning(record, field, after, locale),
    })),
  };
}

function shownMeaning(
  record: RecordRow,
  field: AnyField,
  meaning: Meaning,
  locale: Locale
): string {
  if (meaning === undefined) return textsOf(locale).pane.importing.blank;
  const kind = kindsOf(record.of.kind)[field];
  const isDay = kind === "date" || kind === "birthday";
  return isDay && typeof meaning === "number" ? isoOf(meaning) : String(meaning);
}
