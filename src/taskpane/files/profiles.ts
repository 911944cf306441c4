import type { ImportPreview } from "../../excel/import";
import { normaliseHeader } from "../../intake/headers";
import type { RecognisedSheet, SavedMapping } from "../../intake/recognition";
import type { SavedMappings } from "../../intake/recogniseSheets";

/** Which columns of an export format are what: headers and fields only, never data. */
export interface Profile {
  readonly kind: "customers" | "orders";
  /** All headers of the format. */
  readonly headers: readonly string[];
  /** Field → header. */
  readonly fields: Readonly<Record<string, string>>;
}

const storageKey = "retain.profiles";
const fileMark = "retain-profiles";
/** A group's systems and their exports; older ones are forgotten first. */
const mostProfiles = 60;

/** Tells export formats apart: the set of their headers. */
function formatOf(headers: readonly string[]): string {
  return [...new Set(headers.map(normaliseHeader).filter((header) => header !== ""))]
    .sort()
    .join("\u0001");
}

/** The profiles that this browser keeps. */
export function loadProfiles(): readonly Profile[] {
  try {
    return profilesIn(window.localStorage.getItem(storageKey) ?? "[]");
  } catch {
    return []; // Browsers may forbid storage in an embedded page.
  }
}

function keep(profiles: readonly Profile[]): void {
  try {
    window.localStorage.setItem(storageKey, JSON.stringify(profiles.slice(-mostProfiles)));
  } catch {
    return; // Without storage each file is recognised anew.
  }
}

/** Adds profiles; one of the same headers and kind is replaced. */
export function addProfiles(added: readonly Profile[]): readonly Profile[] {
  const isNew = ({ kind, headers }: Profile): boolean =>
    !added.some((it) => it.kind === kind && formatOf(it.headers) === formatOf(headers));
  const all = [...loadProfiles().filter(isNew), ...added];
  keep(all);
  return all;
}

/** The mappings that a preview showed, confirmed by taking it over. */
export function profilesOf({ files }: ImportPreview): Profile[] {
  return files.flatMap(({ sources }) =>
    sources.map(({ kind, used, unused }) => ({
      kind,
      headers: [...used.map(({ header }) => header), ...unused],
      fields: Object.fromEntries(used.map(({ field, header }) => [field, header])),
    }))
  );
}

/** What was confirmed earlier for sheets with the same headers. */
export function knownMappings(sheets: readonly RecognisedSheet<string>[]): SavedMappings {
  const profiles = loadProfiles();
  const mappings: Record<string, SavedMapping<string>> = {};
  for (const sheet of sheets) {
    const format = formatOf(sheet.headers.map(({ header }) => header));
    for (const { kind, headers, fields } of profiles) {
      if (formatOf(headers) !== format || mappings[kind]) continue;
      const { sheetId, sheetName, headerRow } = sheet;
      mappings[kind] = { sheetId, sheetName, headerRow, headers: fields };
    }
  }
  return mappings;
}

/** Profiles as a file, to be handed to other stores. */
export function profilesFile(profiles: readonly Profile[]): string {
  return JSON.stringify({ [fileMark]: 1, profiles }, null, 2);
}

/** Reads such a file; `undefined` for any other. */
export function readProfilesFile(text: string): readonly Profile[] | undefined {
  try {
    const content = JSON.parse(text) as Record<string, unknown>;
    return content[fileMark] === 1 ? profilesIn(JSON.stringify(content.profiles)) : undefined;
  } catch {
    return undefined;
  }
}

function profilesIn(text: string): Profile[] {
  const content: unknown = JSON.parse(text);
  return Array.isArray(content) ? content.filter(isProfile) : [];
}

function isProfile(it: unknown): it is Profile {
  const { kind, headers, fields } = (it ?? {}) as Partial<Profile>;
  return (
    (kind === "customers" || kind === "orders") &&
    Array.isArray(headers) &&
    headers.every((header) => typeof header === "string") &&
    typeof fields === "object" &&
    fields !== null &&
    Object.values(fields).every((header) => typeof header === "string")
  );
}
