import type { SheetKind } from "./headers";
import { normaliseHeader } from "./headers";

/** Which columns of an export format are what: headers and fields only, never data. */
export interface Profile {
  readonly kind: SheetKind;
  /** All headers of the format; empty where they are not known, so that it serves any sheet of the kind. */
  readonly headers: readonly string[];
  /** Field → header; an empty header says that no column is this field. */
  readonly fields: Readonly<Record<string, string>>;
}

/** What a file of profiles says of itself. */
const fileMark = "retain-profiles";

/** The text of a file of profiles, to be handed to other stores and to the command line. */
export function profilesText(profiles: readonly Profile[]): string {
  return `${JSON.stringify({ [fileMark]: 1, profiles }, null, 2)}\n`;
}

/**
 * Reads a file of profiles; `undefined` for a text that is none. A file that holds one mapping of each
 * table (`"kind": "retain-mapping"`) is read as well.
 */
export function readProfiles(text: string): readonly Profile[] | undefined {
  let content: unknown;
  try {
    content = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    return undefined;
  }
  if (!isObject(content)) return undefined;
  if (content.kind === "retain-mapping") return ofOneMapping(content);
  return content[fileMark] === 1 ? profilesIn(content.profiles) : undefined;
}

/** The profiles among values of any origin. */
export function profilesIn(content: unknown): readonly Profile[] {
  return Array.isArray(content) ? content.filter(isProfile) : [];
}

/** Tells export formats apart: the set of their headers. */
export function formatOf(headers: readonly string[]): string {
  return [...new Set(headers.map(normaliseHeader).filter((header) => header !== ""))]
    .sort()
    .join("\u0001");
}

/**
 * The profile by which a sheet is read: the one of its format, else the one of which most headers stand on
 * the sheet. `undefined` if none fits.
 */
export function profileFor(
  profiles: readonly Profile[],
  kind: SheetKind,
  headers: readonly string[]
): Profile | undefined {
  const own = profiles.filter((profile) => profile.kind === kind);
  const exact = own.find((profile) => formatOf(profile.headers) === formatOf(headers));
  if (exact) return exact;
  const there = new Set(headers.map(normaliseHeader));
  const hits = ({ fields }: Profile): number =>
    Object.values(fields).filter((header) => there.has(normaliseHeader(header))).length;
  const [best] = [...own].sort((a, b) => hits(b) - hits(a));
  return best && hits(best) > 0 ? best : undefined;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function isProfile(value: unknown): value is Profile {
  if (!isObject(value)) return false;
  const { kind, headers, fields } = value;
  return (
    (kind === "customers" || kind === "orders") &&
    Array.isArray(headers) &&
    headers.every((header) => typeof header === "string") &&
    isObject(fields) &&
    Object.values(fields).every((header) => typeof header === "string")
  );
}

function ofOneMapping(content: Readonly<Record<string, unknown>>): Profile[] {
  return (["customers", "orders"] as const).flatMap((kind) => {
    const of = content[kind];
    if (!isObject(of)) return [];
    const fields = Object.entries(of).filter(
      (entry): entry is [string, string] => typeof entry[1] === "string"
    );
    return fields.length === 0 ? [] : [{ kind, headers: [], fields: Object.fromEntries(fields) }];
  });
}
