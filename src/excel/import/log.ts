import type { Cell } from "../../intake";

/**
 * What the last import wrote, kept in the workbook so that it can be taken back: where its rows stand,
 * prints of them, and each corrected cell before and after. Only the last import can be taken back.
 */
export const importsNamespace = "urn:retain:imports";

/** A corrected cell. */
export interface WrittenCell {
  readonly row: number;
  readonly column: number;
  readonly before: Cell;
  /** As it stood once it was written: Excel may have made a number of a text. */
  readonly after: Cell;
}

/** What an import did to one sheet. */
export interface WrittenTable {
  readonly sheetId: string;
  readonly sheetName: string;
  /** Whether the import made the sheet. */
  readonly isNew: boolean;
  readonly tableName?: string;
  readonly firstRow: number;
  readonly firstColumn: number;
  readonly columns: number;
  /** The user's columns among them, counted from the first: the add-in goes on writing ours. */
  readonly usersColumns: readonly number[];
  /** Of each added row, in their order. */
  readonly prints: readonly string[];
  readonly cells: readonly WrittenCell[];
}

/** The last import. */
export interface ImportLog {
  readonly at: string;
  readonly files: readonly string[];
  readonly tables: readonly WrittenTable[];
}

/** Places of written cells that a message names. */
export const namedPlaces = 12;

/** Characters of one part, as long as one request may hold. */
const longestPart = 700_000;

/** A print of a row's cells, formulas by their text: 32 bits of FNV-1a; it guards against accidents. */
export function printOfRow(cells: readonly unknown[], columns: readonly number[]): string {
  let print = 0x811c9dc5;
  for (const column of columns) {
    const cell = cells[column];
    const text = `${typeof cell} ${String(cell ?? "")}`;
    for (let at = 0; at < text.length; at += 1) {
      print = Math.imul(print ^ text.charCodeAt(at), 0x01000193);
    }
    print = Math.imul(print ^ 0x1f, 0x01000193);
  }
  return (print >>> 0).toString(36);
}

/** A part of the workbook that holds a piece of a log. */
interface Piece {
  readonly id: string;
  /** Of the log: a later one has a higher number. */
  readonly log: number;
  readonly part: number;
  readonly of: number;
  readonly text: string;
}

async function loadPieces(context: Excel.RequestContext): Promise<Piece[]> {
  const parts = context.workbook.customXmlParts.getByNamespace(importsNamespace);
  parts.load("items/id");
  await context.sync();
  const xmls = parts.items.map((part) => ({ id: part.id, xml: part.getXml() }));
  if (xmls.length === 0) return [];
  await context.sync();
  return xmls.map(({ id, xml }) => {
    const [, attributes = "", text = ""] =
      /<(?:\w+:)?imports\b([^>]*)>([^<]*)</.exec(xml.value) ?? [];
    const number = (name: string): number =>
      Number(new RegExp(`\\b${name}="(\\d+)"`).exec(attributes)?.[1] ?? 0);
    const [log, part, of] = [number("log"), number("part"), number("of")];
    return { id, log, part, of, text: text.trim() };
  });
}

/**
 * Reads what the last import wrote; `undefined` where there is none that can be taken back. Of several
 * logs, which a failed request may leave, it is the last that is whole.
 */
export async function loadImportLog(context: Excel.RequestContext): Promise<ImportLog | undefined> {
  const pieces = await loadPieces(context);
  const logs = [...new Set(pieces.map(({ log }) => log))].sort((a, b) => b - a);
  for (const log of logs) {
    const own = pieces.filter((piece) => piece.log === log).sort((a, b) => a.part - b.part);
    const isWhole = own.length === own[0].of && own.every(({ part }, at) => part === at);
    const read = isWhole ? readLog(own.map(({ text }) => text).join("")) : undefined;
    if (read) return read;
  }
  return undefined;
}

function readLog(text: string): ImportLog | undefined {
  try {
    const log = JSON.parse(decodeURIComponent(text)) as ImportLog;
    return log.tables.every(({ usersColumns }) => Array.isArray(usersColumns)) ? log : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Keeps what an import wrote in place of what an earlier one did; nothing for `undefined`. The earlier
 * log goes when the new one is whole: whichever request fails, one of them can be taken back.
 *
 * @param work queued into the request by which the new log holds: both are done, or neither is
 */
export async function saveImportLog(
  context: Excel.RequestContext,
  log: ImportLog | undefined,
  work: () => void = () => undefined
): Promise<void> {
  const standing = await loadPieces(context);
  const parts = log ? partsOf(log, 1 + Math.max(0, ...standing.map((piece) => piece.log))) : [];
  for (const [at, xml] of parts.entries()) {
    if (at === parts.length - 1) work();
    await addPart(context, xml);
  }
  if (parts.length === 0) work();
  for (const { id } of standing) context.workbook.customXmlParts.getItem(id).delete();
  if (parts.length === 0 || standing.length > 0) await context.sync();
}

/** One request holds no more than one large part. */
async function addPart(context: Excel.RequestContext, xml: string): Promise<void> {
  context.workbook.customXmlParts.add(xml);
  await context.sync();
}

function partsOf(log: ImportLog, number: number): string[] {
  // Encoded, so that it may be cut anywhere.
  const text = encodeURIComponent(JSON.stringify(log));
  const count = Math.max(1, Math.ceil(text.length / longestPart));
  return Array.from({ length: count }, (_, part) => {
    const piece = text.slice(part * longestPart, (part + 1) * longestPart);
    const place = `log="${number}" part="${part}" of="${count}"`;
    return `<imports xmlns="${importsNamespace}" ${place}>${piece}</imports>`;
  });
}
