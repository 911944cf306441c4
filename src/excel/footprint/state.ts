import type { CustomerField, FirstSeenReason, OrderField } from "../../retention/store";
import type { SerialDay } from "../../retention/time";
import type { Locale } from "../../locale";
import type { UsedColumns } from "../../intake/goneColumns";
import type { SavedMapping } from "../../intake/recognition";
import { Refusal } from "../session";

/**
 * What the add-in keeps in the workbook, in one custom XML part of its own namespace. It travels
 * with the file, unlike add-in settings, which belong to the add-in's id and end at 2 MB.
 */
export const stateNamespace = "urn:retain:workbook-state";

/** The version this code writes. Each step of {@link migrations} lifts a state by one. */
export const schemaVersion = 3;

/** A column that the add-in wrote into one of the user's tables. */
export interface OurColumn {
  readonly sheetId: string;
  /** As it was written, in the language of the workbook. */
  readonly header: string;
}

/** A generated sheet and what was written into it last. */
export interface WrittenReport {
  readonly sheetId: string;
  /** As `2026-03-05 08:20`; absent for sheets of the first version. */
  readonly writtenAt?: string;
  readonly asOf?: SerialDay;
}

/** Whose turn it is to take on a new customer (rules §10.4), names with the next in turn first. */
export interface Rotas {
  readonly handOver: readonly string[];
  readonly reception: readonly string[];
  /** New customers up to this day have had their turn. */
  readonly through: SerialDay;
}

/** The add-in's memory of a workbook. */
export interface WorkbookState {
  readonly schemaVersion: number;
  /** The language of sheets and columns, chosen by the first run that writes. */
  readonly locale?: Locale;
  readonly mapping: {
    readonly customers?: SavedMapping<CustomerField>;
    readonly orders?: SavedMapping<OrderField>;
  };
  /** The generated sheets by their key. */
  readonly sheets: Readonly<Record<string, WrittenReport>>;
  /** The columns in the user's own tables by their key. */
  readonly columns: Readonly<Record<string, OurColumn>>;
  /** What the last run that wrote read, to tell when a column is gone. */
  readonly used?: UsedColumns;
  /** Of a group's export with a column of stores: the one that the user chose. */
  readonly store?: string;
  /** Whether classification columns are written as formulas of the add-in's functions. */
  readonly liveColumns: boolean;
  /** The day of the first run that wrote: undated reasons first seen later count from their day. */
  readonly firstRun?: SerialDay;
  /** When an undated invalid reason was first seen, by the customer's key. */
  readonly invalidFirstSeen: Readonly<Record<string, FirstSeenReason>>;
  /** Tells advisors' books of this workbook from those of another; from its first book on. */
  readonly workbookId?: string;
  /** The number of the last deal of 资源分配; 0 before the first. */
  readonly lastAllocation: number;
  /** 顺位 of new customers since the last deal of all customers. */
  readonly rotas?: Rotas;
}

/** The memory of a workbook that the add-in has never written to. */
export const emptyState: WorkbookState = {
  schemaVersion,
  mapping: {},
  sheets: {},
  columns: {},
  invalidFirstSeen: {},
  lastAllocation: 0,
  liveColumns: false,
};

/** Lifts a state from the version of its key to the next one. */
export type Migrations = Readonly<
  Record<number, (old: Record<string, unknown>) => Record<string, unknown>>
>;

const migrations: Migrations = {
  // Version 1 had one sheet per report and no deals.
  1: (old) => ({ ...old, lastAllocation: 0 }),
  // Version 2 wrote values only.
  2: (old) => ({ ...old, liveColumns: false }),
};

/** The state part's XML. The content is JSON as text, so that no field needs a schema of its own. */
export function stateToXml(state: WorkbookState): string {
  const json = JSON.stringify(state);
  return `<retain xmlns="${stateNamespace}" schemaVersion="${state.schemaVersion}">${escapeXml(json)}</retain>`;
}

/**
 * Reads the state part.
 *
 * @throws Refusal `stateTooNew` (about: the version needed) for a part written by a later version,
 *   `stateUnreadable` for a part that is not ours to understand.
 */
export function stateFromXml(
  xml: string,
  steps: Migrations = migrations,
  target: number = schemaVersion
): WorkbookState {
  const root = /<(?:\w+:)?retain\b([^>]*)>([\s\S]*)<\/(?:\w+:)?retain>/.exec(xml);
  const version = Number(/\bschemaVersion\s*=\s*["'](\d+)["']/.exec(root?.[1] ?? "")?.[1]);
  if (!root || !Number.isInteger(version)) throw new Refusal("stateUnreadable");
  if (version > target) throw new Refusal("stateTooNew", [String(version)]);
  let content = parseObject(textOf(root[2] ?? ""));
  for (let from = version; from < target; from += 1) {
    const step = steps[from];
    if (!step) throw new Refusal("stateUnreadable");
    content = step(content);
  }
  const state = { ...emptyState, ...content, schemaVersion: target };
  if (!isState(state)) throw new Refusal("stateUnreadable");
  return state;
}

/** Reads the workbook's state; {@link emptyState} where there is none. */
export async function loadState(context: Excel.RequestContext): Promise<WorkbookState> {
  const { customXmlParts } = context.workbook;
  const parts = customXmlParts.getByNamespace(stateNamespace);
  parts.load("items/id");
  await context.sync();
  const ids = parts.items.map(({ id }) => id);
  if (ids.length === 0) return emptyState;
  const texts = ids.map((id) => customXmlParts.getItem(id).getXml());
  await context.sync();
  return mergedStates(texts.map(({ value }) => stateFromXml(value)));
}

/**
 * Keeps the workbook's state, over an earlier one or as a new part; of several parts one stays. Where it
 * stands already nothing is written: Excel forgets what can be undone when parts change (office-js issue
 * 4484).
 */
export async function saveState(
  context: Excel.RequestContext,
  state: WorkbookState
): Promise<void> {
  const { customXmlParts } = context.workbook;
  const parts = customXmlParts.getByNamespace(stateNamespace);
  parts.load("items/id");
  await context.sync();
  const [first, ...others] = parts.items.map(({ id }) => id);
  const standing = first === undefined ? undefined : customXmlParts.getItem(first).getXml();
  if (standing) await context.sync();
  const xml = stateToXml(state);
  if (others.length === 0 && standing && saysTheSame(standing.value, xml)) return;
  if (first === undefined) customXmlParts.add(xml);
  else customXmlParts.getItem(first).setXml(xml);
  for (const id of others) customXmlParts.getItem(id).delete();
  await context.sync();
}

/** Whether two parts hold one state, however Excel has written the first. */
function saysTheSame(standing: string, xml: string): boolean {
  try {
    return stateToXml(stateFromXml(standing)) === stateToXml(stateFromXml(xml));
  } catch {
    return false;
  }
}

/**
 * One state of several: two people who use a workbook for the first time at once leave two parts. What
 * only one of them knows is kept; where both know something, the later part wins, and the number of a
 * deal is never given again.
 *
 * @param states at least one
 */
export function mergedStates(states: readonly WorkbookState[]): WorkbookState {
  return states.reduce((earlier, later) => ({
    ...earlier,
    ...withoutUndefined(later),
    mapping: { ...earlier.mapping, ...later.mapping },
    sheets: { ...earlier.sheets, ...later.sheets },
    columns: { ...earlier.columns, ...later.columns },
    invalidFirstSeen: { ...later.invalidFirstSeen, ...earlier.invalidFirstSeen },
    liveColumns: earlier.liveColumns || later.liveColumns,
    lastAllocation: Math.max(earlier.lastAllocation, later.lastAllocation),
    ...(earlier.firstRun !== undefined && {
      firstRun: Math.min(earlier.firstRun, later.firstRun ?? Infinity),
    }),
    ...(earlier.workbookId !== undefined && { workbookId: earlier.workbookId }),
  }));
}

const withoutUndefined = (state: WorkbookState): WorkbookState =>
  Object.fromEntries(
    Object.entries(state).filter(([, value]) => value !== undefined)
  ) as unknown as WorkbookState;

// ---- what a state must look like, whoever wrote it

type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === "string";
const isWhole: Check = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const absentOr =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);
const listOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);
const mapOf =
  (check: Check): Check =>
  (value) =>
    isObject(value) && Object.values(value).every(check);
/** An object with these members; others may stand beside them. */
const withMembers =
  (members: Readonly<Record<string, Check>>): Check =>
  (value) =>
    isObject(value) && Object.entries(members).every(([name, check]) => check(value[name]));

const isMapping = withMembers({
  sheetId: isText,
  sheetName: isText,
  headerRow: isWhole,
  headers: mapOf(isText),
  dateOrders: absentOr(mapOf((value) => value === "dmy" || value === "mdy")),
});

const isState = withMembers({
  locale: absentOr((value) => value === "zh-CN" || value === "en-US"),
  mapping: withMembers({ customers: absentOr(isMapping), orders: absentOr(isMapping) }),
  sheets: mapOf(
    withMembers({ sheetId: isText, writtenAt: absentOr(isText), asOf: absentOr(isWhole) })
  ),
  columns: mapOf(withMembers({ sheetId: isText, header: isText })),
  used: absentOr(
    withMembers({ customers: absentOr(mapOf(isText)), orders: absentOr(mapOf(isText)) })
  ),
  store: absentOr(isText),
  liveColumns: (value) => typeof value === "boolean",
  firstRun: absentOr(isWhole),
  invalidFirstSeen: mapOf(withMembers({ reason: isText, day: Number.isSafeInteger })),
  workbookId: absentOr(isText),
  lastAllocation: isWhole,
  rotas: absentOr(
    withMembers({ handOver: listOf(isText), reception: listOf(isText), through: isWhole })
  ),
});

function parseObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) {
      return value as Record<string, unknown>;
    }
  } catch {
    // Falls through: whatever it is, it is not a state.
  }
  throw new Refusal("stateUnreadable");
}

function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** The text of an element without children; Excel may write it back escaped or as CDATA. */
function textOf(xml: string): string {
  return xml
    .split(/(<!\[CDATA\[[\s\S]*?\]\]>)/)
    .map((part) =>
      part.startsWith("<![CDATA[") ? part.slice(9, -3) : part.replace(/&(#?\w+);/g, entity)
    )
    .join("");
}

const entities: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
};

function entity(whole: string, name: string): string {
  const code = /^#(x?)([0-9a-f]+)$/i.exec(name);
  if (code) return String.fromCodePoint(parseInt(code[2] ?? "", code[1] ? 16 : 10));
  return entities[name] ?? whole;
}
