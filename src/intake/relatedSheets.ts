import type { Layouts, Candidate } from "./sheetCandidates";
import { bestHeader, requirements } from "./sheetCandidates";
import {
  headersOf,
  headerText,
  Layout,
  wordiestRow,
  hasVehicle,
  type AreaSample,
} from "./areaLayout";
import { columnMeaning, kindOf } from "./columnScores";
import { normaliseHeader, type FieldOf, type SheetKind } from "./headers";
import { readingOf, unusedColumns, columnsOf } from "./recognisedColumns";
import type {
  JoinedSheet,
  JoinRole,
  LeftOutReason,
  LeftOutSheet,
  RecognisedColumn,
  RecognisedPart,
  SheetPlace,
} from "./recognition";
import { headersInFirstColumn, vehiclesBesideEachOther } from "./sheetShapes";

/** Two areas of one sheet are the same data unless both are tables of their own. */
export function overlap(a: AreaSample, b: AreaSample): boolean {
  if (a.sheetId !== b.sheetId) return false;
  return !(a.tableName !== undefined && b.tableName !== undefined && a.tableName !== b.tableName);
}

/** Where the rows of a layout stand. */
export function placeOf({
  area,
  headerIndex,
}: {
  area: AreaSample;
  headerIndex: number;
}): SheetPlace {
  return {
    sheetId: area.sheetId,
    sheetName: area.sheetName,
    ...(area.tableName !== undefined && { tableName: area.tableName }),
    headerRow: area.firstRow + headerIndex,
    rowCount: Math.max(0, area.rowCount - headerIndex - 1),
  };
}

/**
 * The sheets that have the columns of the main one under the same headers, in any order, and no field
 * besides: one table cut into years, months or stores.
 */
export function partsOf<Kind extends SheetKind>(
  kind: Kind,
  main: Candidate<FieldOf[Kind]>,
  columns: readonly RecognisedColumn<FieldOf[Kind]>[],
  areas: readonly AreaSample[],
  taken: readonly AreaSample[],
  layouts: Layouts
): { area: AreaSample; part: RecognisedPart<FieldOf[Kind]> }[] {
  const used = [main.area, ...taken];
  const found = areas.flatMap((area) => {
    if (area === main.area) return [{ area, part: { ...placeOf(main), columns } }];
    if (used.some((other) => overlap(other, area))) return [];
    const part = partLike(kind, main, columns, area, layouts);
    if (part) used.push(area);
    return part ? [{ area, part }] : [];
  });
  return found;
}

function partLike<Kind extends SheetKind>(
  kind: Kind,
  main: Candidate<FieldOf[Kind]>,
  columns: readonly RecognisedColumn<FieldOf[Kind]>[],
  area: AreaSample,
  layouts: Layouts
): RecognisedPart<FieldOf[Kind]> | undefined {
  const wanted = columns.map(({ header }) => normaliseHeader(header));
  for (const reading of headersOf(area)) {
    const texts = reading.headers.map(normaliseHeader);
    if (!wanted.every((text) => text !== "" && texts.includes(text))) continue;
    const layout = layouts.of(area, reading);
    const fields = new Set(columns.map(({ field }) => field));
    const extra = reading.headers.some((header, at) => {
      const meaning = columnMeaning(kind, header);
      return (
        meaning?.confidence === "exact" &&
        !fields.has(meaning.field) &&
        !main.headers.some((other) => normaliseHeader(other) === texts[at]) &&
        layout.profile(at).filledCount > 0
      );
    });
    if (extra || vehiclesBesideEachOther(layout).length > 0) return undefined;
    return {
      ...placeOf(layout),
      columns: columns.map((column, order) => {
        const at = texts.indexOf(wanted[order]);
        return {
          ...(column.dateOrder && { dateOrder: column.dateOrder }),
          ...readingOf(kindOf(kind, column.field), reading.headers[at], layout, at),
          ...(column.repeated && { repeated: true }),
          ...(column.and && { and: movedTo(column.and, texts, area) }),
          field: column.field,
          column: area.firstColumn + at,
          header: reading.headers[at],
        };
      }),
    };
  }
  return undefined;
}

function movedTo(
  and: NonNullable<RecognisedColumn<string>["and"]>,
  texts: readonly string[],
  area: AreaSample
): { column: number; header: string }[] {
  return and.flatMap(({ header }) => {
    const at = texts.indexOf(normaliseHeader(header));
    return at < 0 ? [] : [{ column: area.firstColumn + at, header }];
  });
}

/** Share of one column's values that another has. */
export function overlapOf(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size === 0) return 0;
  let found = 0;
  for (const value of a) if (b.has(value)) found++;
  return found / a.size;
}

const joinFields: { readonly [Kind in SheetKind]: readonly string[] } = {
  customers: ["customerNumber"],
  orders: ["orderNumber"],
};

/** So many of the main sheet's numbers must be found on the other for the two to belong together. */
export const joinShare = 0.5;

/** Sheets that say more about the same rows: owners of the vehicles, settlements and items of the orders. */
export function joinedTo<Kind extends SheetKind>(
  kind: Kind,
  main: Candidate<FieldOf[Kind]>,
  columns: readonly RecognisedColumn<FieldOf[Kind]>[],
  areas: readonly AreaSample[],
  taken: readonly AreaSample[],
  layouts: Layouts
): { area: AreaSample; joined: JoinedSheet<FieldOf[Kind]> }[] {
  const used = [main.area, ...taken];
  const found: { area: AreaSample; joined: JoinedSheet<FieldOf[Kind]> }[] = [];
  const known = new Set<string>(columns.map(({ field }) => field));
  for (const area of areas) {
    if (used.some((other) => overlap(other, area))) continue;
    const joined = joinable(kind, main, columns, known, area, layouts);
    if (!joined) continue;
    used.push(area);
    for (const { field } of joined.columns) known.add(field);
    found.push({ area, joined });
  }
  return found;
}

function joinable<Kind extends SheetKind>(
  kind: Kind,
  main: Candidate<FieldOf[Kind]>,
  columns: readonly RecognisedColumn<FieldOf[Kind]>[],
  known: ReadonlySet<string>,
  area: AreaSample,
  layouts: Layouts
): JoinedSheet<FieldOf[Kind]> | undefined {
  const other = bestHeader(kind, area, undefined, layouts);
  if (!other || vehiclesBesideEachOther(other.layout).length > 0) return undefined;
  const key = columns.find(({ field }) => joinFields[kind].includes(field));
  if (!key) return undefined;
  const { values } = main.layout.profile(key.column - main.area.firstColumn);
  const places = other.headers.flatMap((header, at) => {
    const profile = other.layout.profile(at);
    const share = overlapOf(values, profile.values);
    const meant = columnMeaning(kind, header)?.field === key.field;
    return share >= joinShare ? [{ at, share, rank: share + (meant ? 0.01 : 0), profile }] : [];
  });
  const best = places.sort((a, b) => b.rank - a.rank)[0];
  if (!best) return undefined;
  const own = columnsOf(kind, other, new Set()).filter(
    ({ field, column }) => !known.has(field) && column !== area.firstColumn + best.at
  );
  const role = roleOf(kind, other, best.profile);
  if (own.length === 0 || role === undefined) return undefined;
  const used = new Set([...own.map(({ column }) => column), area.firstColumn + best.at]);
  return {
    ...placeOf(other),
    role,
    key: { field: key.field, column: key.column, joinedColumn: area.firstColumn + best.at },
    share: best.share,
    columns: own,
    unused: unusedColumns(other.layout, used),
  };
}

function roleOf(
  kind: SheetKind,
  other: Candidate<string>,
  key: { readonly distinct: number; readonly filledCount: number }
): JoinRole | undefined {
  const isUnique = key.distinct >= key.filledCount * 0.95;
  if (kind === "customers") {
    const hasVehicles = other.matches.some(({ field, column }) => {
      const profile = other.layout.profile(column - other.area.firstColumn);
      return (field === "vin" || field === "plate") && profile.filledCount > 0;
    });
    return isUnique && !hasVehicles ? "owners" : undefined;
  }
  return isUnique && hasDayOrKey(other) ? "heads" : "items";
}

/** A settlement has its day or its vehicle again; a list of items has neither. */
function hasDayOrKey({ matches }: Candidate<string>): boolean {
  return matches.some(({ field }) => ["vin", "plate", "arrival", "settlement"].includes(field));
}

/** Why each of the areas that are not read is not. */
export function leftOutOf(
  areas: readonly AreaSample[],
  read: readonly AreaSample[],
  layouts: Layouts
): LeftOutSheet[] {
  const sheets = new Set(read.map(({ sheetId }) => sheetId));
  const told = new Set<string>();
  return areas.flatMap((area) => {
    if (sheets.has(area.sheetId) || told.has(area.sheetId) || isEmpty(area)) return [];
    told.add(area.sheetId);
    return [leftOut(area, read, layouts)];
  });
}

function isEmpty({ values }: AreaSample): boolean {
  return !values.some((row) => row.some((cell) => cell !== ""));
}

function leftOut(area: AreaSample, read: readonly AreaSample[], layouts: Layouts): LeftOutSheet {
  const candidates = (["customers", "orders"] as const).flatMap((kind) => {
    const candidate = bestHeader(kind, area, undefined, layouts);
    return candidate ? [{ kind, candidate: candidate as Candidate<string> }] : [];
  });
  const best = candidates.sort((a, b) => b.candidate.score - a.candidate.score)[0];
  const told = (
    reason: LeftOutReason,
    headers: readonly string[],
    kind?: SheetKind,
    headerIndex = -1
  ): LeftOutSheet => ({
    sheetId: area.sheetId,
    sheetName: area.sheetName,
    ...(area.tableName !== undefined && { tableName: area.tableName }),
    ...(kind && { kind }),
    reason,
    rowCount: Math.max(0, area.rowCount - headerIndex - 1),
    headers,
  });
  const wordiest = Math.max(0, wordiestRow(area));
  const shownRow = best?.candidate.headerIndex ?? wordiest;
  const headers = (best?.candidate.headers ?? (area.values[wordiest] ?? []).map(headerText)).filter(
    Boolean
  );
  const anyLayout =
    best?.candidate.layout ??
    new Layout(area, wordiest, (area.values[wordiest] ?? []).map(headerText));
  const vehicles = vehiclesBesideEachOther(anyLayout);
  if (vehicles.length > 0)
    return told("severalVehiclesPerRow", vehicles, best?.kind ?? "customers", shownRow);
  const sideways = headersInFirstColumn(anyLayout);
  if (sideways.length > 0 && !best?.candidate.complete) return told("transposed", sideways);
  if (!best && hasVehicle(area.values[0] ?? [])) return told("noHeader", []);
  if (!best) return told("notOurs", headers);
  const { kind, candidate } = best;
  if (candidate.area.rowCount <= candidate.headerIndex + 1)
    return told("noRows", headers, kind, shownRow);
  const isDecided = candidate.complete || missingOnly(kind, candidate);
  if (!isDecided) return told("notOurs", headers, undefined, shownRow);
  const reason = candidate.complete && read.length > 0 ? "otherShape" : "incomplete";
  return told(reason, headers, kind, shownRow);
}

/** Whether most of what makes a sheet one of its kind is there. */
function missingOnly(kind: SheetKind, { matches }: Candidate<string>): boolean {
  const fields = new Set(matches.map(({ field }) => field));
  const met = requirements[kind].filter((group) =>
    (group as readonly string[]).some((field) => fields.has(field))
  );
  return met.length > 0 && matches.length >= 4;
}
