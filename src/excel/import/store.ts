import type { RecognisedPart, RecognisedSheet, SheetKind, SavedMappings } from "../../intake";
import {
  compareRecords,
  createReader,
  meaningOf,
  readSources,
  type AnyField,
  type Comparison,
  type FileContents,
  type FileSource,
  type RecordTable,
} from "../../intake/import";
import type { ReadFile } from "../../intake/files";
import { inspect, type Inspection } from "../read";
import { checkDateSystem, KeyPrint, addKeys, readRows } from "../cells";
import { Refusal, type RunContext, stopIfAsked, breathe } from "../session";

/** One of the sheets that together are the store's customers or orders. */
export interface StorePart extends RecordTable {
  readonly sheet: RecognisedSheet<AnyField>;
  readonly part: RecognisedPart<AnyField>;
}

/** Everything that an import compares. */
export interface Compared {
  readonly inspection: Inspection;
  readonly files: readonly FileContents[];
  readonly tables: readonly ComparedTable[];
  readonly print: string;
}

export interface ComparedTable {
  readonly kind: SheetKind;
  readonly store: readonly StorePart[];
  readonly sources: readonly FileSource[];
  readonly comparison: Comparison;
}

/** Gives mappings that were confirmed earlier for the sheets of a file. */
export type KnownMappings = (sheets: readonly RecognisedSheet<AnyField>[]) => SavedMappings;

/**
 * Reads the store's own sheets as they stand now and compares the files with them.
 *
 * @throws Refusal `columnsMissing` for a sheet of the store that cannot be compared, `date1904` where
 *   days would be written four years off; Excel's errors.
 */
export async function compareFiles(
  run: RunContext,
  context: Excel.RequestContext,
  files: readonly ReadFile[],
  known: KnownMappings
): Promise<Compared> {
  const inspection = await inspect(context);
  const { customers, orders } = inspection.recognised;
  await checkDateSystem(
    context,
    [customers, orders].flatMap((sheet) => sheet ?? [])
  );
  const contents: FileContents[] = [];
  for (const [at, file] of files.entries()) {
    run.steps.at("readFiles", at, files.length, file.fileName);
    contents.push(await readSources(file, at, known, () => pauseOf(run)));
  }
  const print = new KeyPrint();
  const tables: ComparedTable[] = [];
  for (const kind of ["customers", "orders"] as const) {
    const sources = contents.flatMap(({ sources: all }) => all.filter((it) => it.kind === kind));
    if (sources.length === 0) continue;
    const store = await readParts(run, context, kind, inspection, print);
    run.steps.at("compare", 0, 1);
    const comparison = await compareRecords(kind, store, sources, async (done, total) => {
      run.steps.at("compare", done, total);
      await pauseOf(run);
    });
    tables.push({ kind, store, sources, comparison });
  }
  return { inspection, files: contents, tables, print: print.value };
}

async function pauseOf(run: RunContext): Promise<void> {
  stopIfAsked(run.options.signal);
  await breathe();
}

async function readParts(
  run: RunContext,
  context: Excel.RequestContext,
  kind: SheetKind,
  { recognised }: Inspection,
  print: KeyPrint
): Promise<StorePart[]> {
  const sheet = recognised[kind] as RecognisedSheet<AnyField> | undefined;
  if (!sheet) return [];
  if (sheet.missing.length > 0) {
    throw new Refusal("columnsMissing", [sheet.sheetName, ...sheet.missing]);
  }
  const step = kind === "customers" ? "readCustomers" : "readOrders";
  const parts: StorePart[] = [];
  for (const part of sheet.parts) {
    const reader = createReader(kind, part.columns, part.rowCount);
    let done = 0;
    await readRows(context, part, (chunk) => {
      reader.add(chunk);
      addKeys(print, chunk);
      done += chunk.rowCount;
      run.steps.at(step, done, part.rowCount, part.sheetName);
    });
    parts.push({ kind, table: reader.finish().table, sheet, part });
  }
  return parts;
}

/** The sheet of the store that new records go to: of orders the one with the latest day. */
export function targetOf({ store }: ComparedTable): StorePart | undefined {
  let best: StorePart | undefined;
  let latest = -Infinity;
  for (const part of store) {
    let day = 0;
    for (let row = 0; row < part.table.count; row += 1) {
      const own = meaningOf({ of: part, row }, part.kind === "orders" ? "arrival" : "lastVisit");
      if (typeof own === "number" && own > day) day = own;
    }
    if (day > latest) {
      best = part;
      latest = day;
    }
  }
  return best;
}
