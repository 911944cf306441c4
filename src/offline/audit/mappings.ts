import { recognise, saveMapping, type Recognition } from "../../excel";
import { isHeaderRow, normaliseHeader, profileFor, type Profile } from "../../intake";
import { customerFields, orderFields } from "../../retention/store";
import { CommandError } from "./commandError";
import type { MapEntry } from "./mapEntries";

type Kind = "customers" | "orders";

/**
 * Keeps a mapping in the open workbook, for the sheets whose headers it names.
 *
 * @throws CommandError `unknownHeader` for a header that stands on no sheet
 */
export async function applyMappings(
  entries: readonly MapEntry[],
  profiles: readonly Profile[] = []
): Promise<void> {
  const recognition = await recognise();
  const sheets = sheetsOf(recognition);
  for (const { header } of entries) {
    if (!sheets.some((sheet) => hasHeader(sheet, header))) {
      const shown = sheets.filter(({ headers }) => isHeaderRow(headers));
      const headers = [...new Set(shown.flatMap((sheet) => sheet.headers))];
      throw new CommandError("unknownHeader", header, headers.slice(0, 20).join(", "));
    }
  }
  for (const sheet of sheets) {
    for (const kind of kindsOf(sheet, entries, recognition)) {
      const headers = {
        ...ofProfile(profiles, kind, sheet),
        ...ofEntries(entries, kind, sheet, recognition),
      };
      if (Object.keys(headers).length === 0) continue;
      const { sheetId, sheetName } = sheet;
      const headerRow = sheet.headerRow[kind];
      await saveMapping(kind, { sheetId, sheetName, headerRow, headers });
    }
  }
}

interface Sheet {
  readonly sheetId: string;
  readonly sheetName: string;
  readonly headers: readonly string[];
  readonly headerRow: Readonly<Record<Kind, number>>;
  /** What it was taken for, if for anything. */
  readonly kind?: Kind;
}

function sheetsOf({ customers, orders, leftOut, choices }: Recognition): Sheet[] {
  const rowOf = (sheetId: string): Sheet["headerRow"] =>
    choices.find((choice) => choice.sheetId === sheetId)?.headerRow ?? { customers: 0, orders: 0 };
  const read = (["customers", "orders"] as const).flatMap((kind): Sheet[] => {
    const sheet = kind === "customers" ? customers : orders;
    if (!sheet) return [];
    const { sheetId, sheetName, headerRow } = sheet;
    const headers = sheet.headers.map(({ header }) => header);
    return [
      { sheetId, sheetName, headers, kind, headerRow: { ...rowOf(sheetId), [kind]: headerRow } },
    ];
  });
  const others = leftOut.map(({ sheetId, sheetName, headers }): Sheet => ({
    sheetId,
    sheetName,
    headers,
    headerRow: rowOf(sheetId),
  }));
  return [...read, ...others];
}

const hasHeader = ({ headers }: Sheet, header: string): boolean =>
  headers.some((other) => normaliseHeader(other) === normaliseHeader(header));

const fieldsOf: Readonly<Record<Kind, readonly string[]>> = {
  customers: customerFields,
  orders: orderFields,
};

/** What a sheet is mapped as: what it was taken for, else what its fields say, else what is missing. */
function kindsOf(sheet: Sheet, entries: readonly MapEntry[], recognition: Recognition): Kind[] {
  if (sheet.kind) return [sheet.kind];
  const here = entries.filter(({ header, field }) => field && hasHeader(sheet, header));
  if (here.length === 0) return [];
  const open = (["customers", "orders"] as const).filter((kind) => !recognition[kind]);
  const count = (kind: Kind): number =>
    here.filter(({ field = "" }) => fieldsOf[kind].includes(field)).length;
  const [best] = [...open].sort((a, b) => count(b) - count(a));
  return best && count(best) > 0 ? [best] : [];
}

function ofEntries(
  entries: readonly MapEntry[],
  kind: Kind,
  sheet: Sheet,
  recognition: Recognition
): Partial<Record<string, string>> {
  const headers: Partial<Record<string, string>> = {};
  const columns = recognition[kind]?.columns ?? [];
  for (const { header, field } of entries) {
    if (!hasHeader(sheet, header)) continue;
    if (field === undefined) {
      const taken = columns.find(
        (column) => normaliseHeader(column.header) === normaliseHeader(header)
      );
      if (taken) headers[taken.field] = "";
    } else if (fieldsOf[kind].includes(field)) {
      headers[field] = header;
    }
  }
  return headers;
}

function ofProfile(
  profiles: readonly Profile[],
  kind: Kind,
  sheet: Sheet
): Partial<Record<string, string>> {
  const fields = profileFor(profiles, kind, sheet.headers)?.fields ?? {};
  const headers = Object.entries(fields).filter(([field]) => fieldsOf[kind].includes(field));
  return Object.fromEntries(
    headers.filter(([, header]) => header === "" || hasHeader(sheet, header))
  );
}
