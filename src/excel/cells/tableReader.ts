import type { Cell, Chunk, ColumnSlice, RecognisedSheet } from "../../intake";
import type { KeyPrint } from "./keyPrint";
import { answerBudget, matrixBytes } from "./payload";
import { isTooLarge, breathe } from "../session";
import { rangeAt } from "./survey";

/** Rows of the first chunk, before the content's own size is known. */
const firstChunkRows = 1_000;

/** Columns that stand side by side, read as one range. */
interface ColumnGroup<Field extends string> {
  readonly column: number;
  readonly fields: readonly Field[];
}

/** Which part of a recognised sheet is read. */
export type ReadSource<Field extends string> = Pick<
  RecognisedSheet<Field>,
  "sheetId" | "headerRow" | "rowCount"
> & { readonly columns: readonly { readonly field: Field; readonly column: number }[] };

/** Puts mapped columns that stand side by side together. */
export function groupColumns<Field extends string>(
  columns: readonly { readonly field: Field; readonly column: number }[]
): ColumnGroup<Field>[] {
  const groups: { column: number; fields: Field[] }[] = [];
  for (const { field, column } of [...columns].sort((a, b) => a.column - b.column)) {
    const last = groups[groups.length - 1];
    if (last && last.column + last.fields.length === column) last.fields.push(field);
    else groups.push({ column, fields: [field] });
  }
  return groups;
}

/**
 * Reads the mapped columns of a sheet from top to bottom and hands them over chunk by chunk. The size
 * of a chunk follows the bytes that the content takes, so the number of round trips grows with bytes
 * and not with rows; an answer that Excel refuses as too large is asked for again in half the rows.
 */
export async function readRows<Field extends string>(
  context: Excel.RequestContext,
  source: ReadSource<Field>,
  take: (chunk: Chunk<Field>) => void
): Promise<void> {
  const groups = groupColumns(source.columns);
  let done = 0;
  let rows = firstChunkRows;
  while (done < source.rowCount) {
    const wanted = Math.min(rows, source.rowCount - done);
    const read = await readChunk(context, source, groups, done, wanted);
    // office.js has just taken megabytes apart; reading them are tasks of their own.
    for (const piece of piecesOf(read.chunk)) {
      await breathe();
      take(piece);
    }
    done += read.chunk.rowCount;
    rows = Math.max(1, Math.floor((answerBudget / Math.max(1, read.bytes)) * read.chunk.rowCount));
    // After a refusal the estimate was wrong for this content: do not jump back above it.
    if (read.chunk.rowCount < wanted) rows = Math.min(rows, read.chunk.rowCount);
  }
}

/** Rows that are read in one go, so that the pane can draw between two. */
const rowsAtOnce = 1_500;

function* piecesOf<Field extends string>(chunk: Chunk<Field>): Generator<Chunk<Field>> {
  const { firstSheetRow, rowCount } = chunk;
  const columns = Object.entries(chunk.columns) as [Field, ColumnSlice][];
  for (let start = 0; start < rowCount; start += rowsAtOnce) {
    const end = Math.min(rowCount, start + rowsAtOnce);
    const pieces = new Map<ColumnSlice["rows"], ColumnSlice["rows"]>();
    const pieceOf = ({ rows, at }: ColumnSlice): ColumnSlice => {
      const piece = pieces.get(rows) ?? rows.slice(start, end);
      pieces.set(rows, piece);
      return { rows: piece, at };
    };
    yield {
      firstSheetRow: firstSheetRow + start,
      rowCount: end - start,
      columns: Object.fromEntries(
        columns.map(([field, slice]) => [field, pieceOf(slice)])
      ) as Chunk<Field>["columns"],
    };
  }
}

/** The columns that name a vehicle, in a fixed order. */
export const keyFields = ["vin", "plate", "customerNumber"] as const;

/**
 * Reads the key columns again and adds them to a print, to compare with the one taken while reading:
 * whether the rows still stand where they stood.
 */
export async function readKeyPrint<Field extends string>(
  context: Excel.RequestContext,
  source: ReadSource<Field>,
  print: KeyPrint
): Promise<void> {
  const columns = source.columns.filter(({ field }) => isKeyField(field));
  await readRows(context, { ...source, columns }, (chunk) => addKeys(print, chunk));
}

/** Adds a chunk's key cells to a print. */
export function addKeys<Field extends string>(print: KeyPrint, chunk: Chunk<Field>): void {
  const columns: Partial<Record<string, ColumnSlice>> = chunk.columns;
  const slices = keyFields.flatMap((field) => columns[field] ?? []);
  for (let row = 0; row < chunk.rowCount; row += 1) {
    for (const slice of slices) print.add(slice.rows[row]?.[slice.at] ?? "");
  }
}

/** Adds the key cells of a chunk as they are spelled, as Excel compares them: capitals aside. */
export function addSpellings<Field extends string>(
  spellings: Set<string | number>,
  chunk: Chunk<Field>
): void {
  const columns: Partial<Record<string, ColumnSlice>> = chunk.columns;
  for (const slice of keyFields.flatMap((field) => columns[field] ?? [])) {
    for (let row = 0; row < chunk.rowCount; row += 1) {
      const cell = slice.rows[row]?.[slice.at] ?? "";
      if (cell !== "" && typeof cell !== "boolean") spellings.add(spellingOf(cell));
    }
  }
}

/** A key as Excel compares it. */
export const spellingOf = (key: string | number): string | number =>
  typeof key === "string" ? key.toUpperCase() : key;

function isKeyField(field: string): boolean {
  return (keyFields as readonly string[]).includes(field);
}

async function readChunk<Field extends string>(
  context: Excel.RequestContext,
  source: ReadSource<Field>,
  groups: readonly ColumnGroup<Field>[],
  start: number,
  rows: number
): Promise<{ chunk: Chunk<Field>; bytes: number }> {
  const firstRow = source.headerRow + 1 + start;
  const sheet = context.workbook.worksheets.getItem(source.sheetId);
  const ranges = groups.map((group) =>
    rangeAt(sheet, { row: firstRow, column: group.column, rows, columns: group.fields.length })
  );
  try {
    for (const range of ranges) range.load("values");
    await context.sync();
  } catch (error) {
    if (!isTooLarge(error) || rows === 1) throw error;
    return readChunk(context, source, groups, start, Math.floor(rows / 2));
  }
  const columns: Partial<Record<Field, ColumnSlice>> = {};
  let bytes = 0;
  groups.forEach((group, index) => {
    const values = ranges[index]?.values as Cell[][];
    bytes += matrixBytes(values);
    group.fields.forEach((field, at) => {
      columns[field] = { rows: values, at };
    });
  });
  // Read values must not be held by Excel's side for the whole run.
  for (const range of ranges) range.untrack();
  return { chunk: { firstSheetRow: firstRow, rowCount: rows, columns }, bytes };
}
