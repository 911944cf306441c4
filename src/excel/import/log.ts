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
  /** The user's own columns among them, counted from the first: the add-in goes on writing its own. */
  readonly own: readonly number[];
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

/** Reads what the last import wrote; `undefined` where there is none that can be taken back. */
export async function loadImportLog(context: Excel.RequestContext): Promise<ImportLog | undefined> {
  const parts = context.workbook.customXmlParts.getByNamespace(importsNamespace);
  parts.load("items/id");
  await context.sync();
  const xmls = parts.items.map((part) => part.getXml());
  if (xmls.length === 0) return undefined;
  await context.sync();
  const pieces = xmls.flatMap((xml) => {
    const found = /\bpart="(\d+)" of="(\d+)"[^>]*>([^<]*)</.exec(xml.value);
    return found ? [{ part: Number(found[1]), of: Number(found[2]), text: found[3].trim() }] : [];
  });
  if (pieces.length === 0 || pieces.length !== pieces[0].of) return undefined;
  const text = pieces
    .sort((a, b) => a.part - b.part)
    .map((piece) => piece.text)
    .join("");
  try {
    return JSON.parse(decodeURIComponent(text)) as ImportLog;
  } catch {
    return undefined;
  }
}

/** Keeps what an import wrote in place of what an earlier one did; nothing for `undefined`. */
export async function saveImportLog(
  context: Excel.RequestContext,
  log: ImportLog | undefined
): Promise<void> {
  const parts = context.workbook.customXmlParts.getByNamespace(importsNamespace);
  parts.load("items/id");
  await context.sync();
  const ids = parts.items.map(({ id }) => id);
  for (const id of ids) context.workbook.customXmlParts.getItem(id).delete();
  await context.sync();
  if (!log) return;
  // Encoded, so that it may be cut anywhere.
  const text = encodeURIComponent(JSON.stringify(log));
  const count = Math.max(1, Math.ceil(text.length / longestPart));
  for (let part = 0; part < count; part += 1) {
    const piece = text.slice(part * longestPart, (part + 1) * longestPart);
    const xml = `<imports xmlns="${importsNamespace}" part="${part}" of="${count}">${piece}</imports>`;
    await addPart(context, xml);
  }
}

/** One request holds no more than one large part. */
async function addPart(context: Excel.RequestContext, xml: string): Promise<void> {
  context.workbook.customXmlParts.add(xml);
  await context.sync();
}
