import type { CustomerField, OrderField } from "../../retention/store";
import { areasOf, type ReadFile } from "../files";
import type { Cell } from "../cell";
import type { SheetKind } from "../headers";
import type { MappedColumn, Reader } from "../reader";
import { createCustomerReader, createOrderReader } from "../readers";
import { recogniseSheets, type SavedMappings } from "../recogniseSheets";
import type { LeftOutSheet, RecognisedPart, RecognisedSheet } from "../recognition";
import type { AnyField, RecordTable } from "./records";

/** A sheet of a file that was taken for customers or orders, with its rows as records. */
export interface FileSource extends RecordTable {
  readonly fileName: string;
  readonly sheetName: string;
  /** What the file's sheets of this kind are taken for. */
  readonly sheet: RecognisedSheet<AnyField>;
  /** The columns of this sheet. */
  readonly part: RecognisedPart<AnyField>;
  /** The sheet's cells from its first row on; `sheetRow` of a record is an index into them. */
  readonly rows: readonly (readonly Cell[])[];
  /** Headers by column of the sheet. */
  readonly headers: readonly { readonly column: number; readonly header: string }[];
  /** Sums, repeated headers and the like. */
  readonly passedOver: number;
}

/** What a file holds. */
export interface FileContents {
  readonly file: ReadFile;
  readonly sources: readonly FileSource[];
  readonly leftOut: readonly LeftOutSheet[];
  /** Kinds of sheets that were found without what they must have, and what that is. */
  readonly incomplete: readonly {
    readonly sheetName: string;
    readonly missing: readonly AnyField[];
  }[];
}

const rowsAtOnce = 2_000;

/** A reader of records of either kind. */
export function createReader(
  kind: SheetKind,
  columns: readonly MappedColumn<AnyField>[],
  rows: number
): Reader<RecordTable["table"], AnyField> {
  const reader =
    kind === "customers"
      ? createCustomerReader(columns as readonly MappedColumn<CustomerField>[], rows)
      : createOrderReader(columns as readonly MappedColumn<OrderField>[], rows);
  return reader as Reader<RecordTable["table"], AnyField>;
}

/**
 * Recognises the sheets of a file and reads their rows as records.
 *
 * @param at place of the file among those that are read together
 * @param savedFor mappings confirmed earlier, for the sheets as recognition alone takes them
 * @param pause called every few thousand rows
 */
export async function readSources(
  file: ReadFile,
  at: number,
  savedFor: (recognised: readonly RecognisedSheet<AnyField>[]) => SavedMappings = () => ({}),
  pause: (done: number, total: number) => Promise<void> = () => Promise.resolve()
): Promise<FileContents> {
  const areas = areasOf(file, at);
  const plain = recogniseSheets(areas);
  const saved = savedFor(sheetsOf(plain));
  const recognised = Object.keys(saved).length > 0 ? recogniseSheets(areas, saved) : plain;
  const sources: FileSource[] = [];
  const incomplete: FileContents["incomplete"][number][] = [];
  for (const kind of ["customers", "orders"] as const) {
    const sheet = recognised[kind] as RecognisedSheet<AnyField> | undefined;
    if (!sheet) continue;
    if (sheet.missing.length > 0) {
      incomplete.push({ sheetName: sheet.sheetName, missing: sheet.missing });
      continue;
    }
    for (const part of sheet.parts) sources.push(await readPart(file, kind, sheet, part, pause));
  }
  return { file, sources, leftOut: recognised.leftOut, incomplete };
}

function sheetsOf(recognised: ReturnType<typeof recogniseSheets>): RecognisedSheet<AnyField>[] {
  return [recognised.customers, recognised.orders].flatMap((sheet) =>
    sheet ? [sheet as RecognisedSheet<AnyField>] : []
  );
}

async function readPart(
  file: ReadFile,
  kind: SheetKind,
  sheet: RecognisedSheet<AnyField>,
  part: RecognisedPart<AnyField>,
  pause: (done: number, total: number) => Promise<void>
): Promise<FileSource> {
  const rows = file.sheets[Number(part.sheetId.split(":")[1])].rows;
  const reader = createReader(kind, part.columns, part.rowCount);
  const first = part.headerRow + 1;
  for (let done = 0; done < part.rowCount; done += rowsAtOnce) {
    const piece = rows.slice(first + done, first + Math.min(done + rowsAtOnce, part.rowCount));
    const columns = Object.fromEntries(
      part.columns.map(({ field, column }) => [field, { rows: piece, at: column }])
    );
    reader.add({ firstSheetRow: first + done, rowCount: piece.length, columns });
    await pause(done, part.rowCount);
  }
  const { table } = reader.finish();
  const header = rows[part.headerRow] ?? [];
  return {
    kind,
    table,
    fileName: file.fileName,
    sheetName: part.sheetName,
    sheet,
    part,
    rows,
    headers:
      part.sheetId === sheet.sheetId
        ? sheet.headers
        : header.map((cell, column) => ({ column, header: String(cell).trim() })),
    passedOver: filledRows(rows, first) - table.count,
  };
}

function filledRows(rows: readonly (readonly Cell[])[], first: number): number {
  let filled = 0;
  for (let row = first; row < rows.length; row += 1) {
    if (rows[row].some((cell) => cell !== "")) filled += 1;
  }
  return filled;
}
