import type { ImportPreview } from "../../excel/import";
import { formatOf, profilesIn, type Profile } from "../../intake/profile";
import type { RecognisedSheet, SavedMapping } from "../../intake/recognition";
import type { SavedMappings } from "../../intake/recogniseSheets";

const storageKey = "retain.profiles";
/** A group's systems and their exports; older ones are forgotten first. */
const mostProfiles = 60;

/** The profiles that this browser keeps. */
export function loadProfiles(): readonly Profile[] {
  try {
    return profilesIn(JSON.parse(window.localStorage.getItem(storageKey) ?? "[]"));
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

/** The mapping of the open workbook, as it is read: a file of profiles carries it to other stores. */
export function profilesOfWorkbook(
  recognition: Readonly<Partial<Record<Profile["kind"], RecognisedSheet<string>>>> | undefined
): Profile[] {
  return (["customers", "orders"] as const).flatMap((kind) => {
    const sheet = recognition?.[kind];
    if (!sheet || sheet.columns.length === 0) return [];
    return [
      {
        kind,
        headers: sheet.headers.map(({ header }) => header),
        fields: Object.fromEntries(sheet.columns.map(({ field, header }) => [field, header])),
      },
    ];
  });
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
