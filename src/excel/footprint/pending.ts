import { inputTableIds, type Cell, type InputTableId } from "../../intake";
import type { UserCells } from "./keptCells";
import { Refusal } from "../session";

/**
 * A copy of what users wrote, kept in the workbook while a run takes it off the sheets and puts it back.
 * It is written before the first sheet is cleared and removed after the last one is complete; a run that
 * ended in between leaves it to the next one.
 */
export const pendingNamespace = "urn:retain:pending-inputs";

/** The cells of one row by column. */
export type RawRow = Readonly<Record<string, Cell>>;

/** A deal that was begun: its number is given, and its rows go into 归属台账 whoever finishes them. */
export interface BegunDeal {
  readonly number: number;
  /** All that decides the deal beside the store's data, as one text. */
  readonly asked: string;
}

/** What would be lost if the run ended half-way. */
export interface PendingInputs {
  /** Rows of tables that are written anew. */
  readonly tables: { readonly [Id in InputTableId]?: readonly RawRow[] };
  /** Rows that are to be added to living tables. */
  readonly appends: { readonly [Id in InputTableId]?: readonly RawRow[] };
  /** Single input cells by their defined name, as their formula. */
  readonly cells: Readonly<Record<string, Cell>>;
  /** What users added to sheets that are made anew, by the sheet's key. */
  readonly userCells?: Readonly<Record<string, UserCells>>;
  /** Until it is complete: asked for again it keeps its number, even if other runs came in between. */
  readonly deal?: BegunDeal;
}

export const nothingPending: PendingInputs = { tables: {}, appends: {}, cells: {} };

/** Characters of one part: escaped twice they stay below what one request may hold. */
const longestPart = 700_000;

/** Whether there is anything to put back. */
export function isPending({ tables, appends, cells, userCells = {} }: PendingInputs): boolean {
  const hasRows = [tables, appends].some((of) =>
    inputTableIds.some((id) => (of[id]?.length ?? 0) > 0)
  );
  return hasRows || Object.keys(cells).length + Object.keys(userCells).length > 0;
}

/** The parts' XML: the JSON cut into pieces, each with its place. A later copy has a higher number. */
export function pendingToXml(
  pending: PendingInputs,
  copy: number,
  longest = longestPart
): string[] {
  // Encoded, so that pieces may be cut anywhere and no character needs escaping.
  const text = encodeURIComponent(JSON.stringify(pending));
  const count = Math.max(1, Math.ceil(text.length / longest));
  return Array.from({ length: count }, (_, part) => {
    const piece = text.slice(part * longest, (part + 1) * longest);
    const place = `copy="${copy}" part="${part}" of="${count}"`;
    return `<pending xmlns="${pendingNamespace}" ${place}>${piece}</pending>`;
  });
}

interface Piece {
  readonly copy: number;
  readonly part: number;
  readonly of: number;
  readonly text: string;
}

function pieceOf(xml: string): Piece | undefined {
  const found = /<(?:\w+:)?pending\b([^>]*)>([^<]*)</.exec(xml);
  const attribute = (name: string): number =>
    Number(new RegExp(`\\b${name}\\s*=\\s*["'](\\d+)["']`).exec(found?.[1] ?? "")?.[1]);
  const piece = {
    copy: attribute("copy"),
    part: attribute("part"),
    of: attribute("of"),
    text: found?.[2]?.trim() ?? "",
  };
  return Number.isInteger(piece.copy + piece.part + piece.of) ? piece : undefined;
}

/** Whether a part holds a piece of a copy. */
export const holdsPiece = (xml: string): boolean => pieceOf(xml) !== undefined;

/** What is kept, and the number of its copy; 0 where nothing is. */
export interface KeptInputs {
  readonly inputs: PendingInputs;
  readonly copy: number;
}

/** So many pieces are gigabytes: no copy has them. */
const mostPieces = 1_000;

/**
 * Puts the pieces of the latest whole copy together. One with pieces missing was never finished, and
 * nothing was cleared after it: it says nothing.
 *
 * @throws Refusal `stateUnreadable` where whole copies are there and none of them can be understood:
 *   what users wrote may stand in them
 */
export function pendingFromXml(parts: readonly string[]): KeptInputs {
  const copies = new Map<number, Piece[]>();
  for (const xml of parts) {
    const piece = pieceOf(xml);
    if (piece) copies.set(piece.copy, [...(copies.get(piece.copy) ?? []), piece]);
  }
  let foreign = false;
  for (const [copy, pieces] of [...copies].sort(([a], [b]) => b - a)) {
    const count = pieces[0]?.of ?? 0;
    if (count > mostPieces) throw new Refusal("stateUnreadable");
    const text = Array.from(
      { length: count },
      (_, part) => pieces.find((piece) => piece.part === part)?.text
    );
    if (text.includes(undefined)) continue;
    const inputs = inputsOf(text.join(""));
    if (inputs) return { inputs, copy };
    // Not ours to understand: an earlier copy may be.
    foreign = true;
  }
  if (foreign) throw new Refusal("stateUnreadable");
  return { inputs: nothingPending, copy: Math.max(0, ...copies.keys()) };
}

function inputsOf(text: string): PendingInputs | undefined {
  try {
    const kept: unknown = JSON.parse(decodeURIComponent(text));
    if (!isObject(kept)) return undefined;
    // The name under which workbooks of version 1.0 keep the users' cells.
    const { own, ...rest } = kept;
    const inputs = { ...nothingPending, ...(own !== undefined && { userCells: own }), ...rest };
    return isInputs(inputs as PendingInputs) ? (inputs as PendingInputs) : undefined;
  } catch {
    return undefined;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isCell = (value: unknown): boolean => ["string", "number", "boolean"].includes(typeof value);
const isRow = (value: unknown): boolean => isObject(value) && Object.values(value).every(isCell);
const isTables = (value: unknown): boolean =>
  isObject(value) && Object.values(value).every((rows) => Array.isArray(rows) && rows.every(isRow));

function isInputs({ tables, appends, cells, userCells, deal }: PendingInputs): boolean {
  const isDeal =
    deal === undefined ||
    (isObject(deal) && Number.isSafeInteger(deal.number) && typeof deal.asked === "string");
  const isKept = (value: unknown): boolean =>
    isObject(value) && [value["rows"], value["free"], value["ends"]].every(Array.isArray);
  return (
    isTables(tables) &&
    isTables(appends) &&
    isRow(cells) &&
    (userCells === undefined || (isObject(userCells) && Object.values(userCells).every(isKept))) &&
    isDeal
  );
}

/** Reads what an earlier run left behind. */
export async function loadPending(context: Excel.RequestContext): Promise<KeptInputs> {
  const parts = context.workbook.customXmlParts.getByNamespace(pendingNamespace);
  parts.load("items/id");
  await context.sync();
  const ids = parts.items.map(({ id }) => id);
  const texts: string[] = [];
  // One answer may hold no more than one large part.
  for (const id of ids) texts.push(await xmlOf(context, id));
  return pendingFromXml(texts);
}

async function xmlOf(context: Excel.RequestContext, id: string): Promise<string> {
  const xml = context.workbook.customXmlParts.getItem(id).getXml();
  await context.sync();
  // A ClientResult is filled by the sync itself; it has nothing to load.
  // eslint-disable-next-line office-addins/load-object-before-read
  return xml.value;
}

/** A part that holds nothing at the moment. */
const emptyPart = `<pending xmlns="${pendingNamespace}"/>`;

/** Puts a piece into a part that holds nothing, else into a new one. */
async function putPart(
  context: Excel.RequestContext,
  xml: string,
  free: string | undefined
): Promise<void> {
  const { customXmlParts } = context.workbook;
  if (free === undefined) customXmlParts.add(xml);
  else customXmlParts.getItem(free).setXml(xml);
  await context.sync();
}

/**
 * Keeps a copy in place of an earlier one; nothing to keep only empties that. What is emptied last is
 * the copy: whoever finds none has nothing to complete. Parts stay and are used again: Excel forgets what
 * can be undone when one is added (office-js issue 4484).
 *
 * @param copy a number above that of the earlier one
 */
export async function savePending(
  context: Excel.RequestContext,
  pending: PendingInputs,
  copy: number
): Promise<void> {
  const { customXmlParts } = context.workbook;
  const earlier = customXmlParts.getByNamespace(pendingNamespace);
  earlier.load("items/id");
  await context.sync();
  const ids = earlier.items.map(({ id }) => id);
  const held: string[] = [];
  const free: string[] = [];
  for (const id of ids) (holdsPiece(await xmlOf(context, id)) ? held : free).push(id);
  if (isPending(pending) || pending.deal !== undefined) {
    for (const xml of pendingToXml(pending, copy)) await putPart(context, xml, free.shift());
  }
  // Until the new copy is whole, the earlier one must not go.
  for (const id of held) customXmlParts.getItem(id).setXml(emptyPart);
  if (held.length > 0) await context.sync();
}
