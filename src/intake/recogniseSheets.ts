import {
  customerFields,
  orderFields,
  type CustomerField,
  type OrderField,
} from "../retention/store";
import { isoOf, isSerialDay } from "../retention/time";
import type { Cell, CellRows } from "./cell";
import { customerKinds, orderKinds, type FieldKind } from "./fields";
import {
  headerMeaning,
  normaliseHeader,
  type FieldOf,
  type HeaderConfidence,
  type HeaderMeaning,
  type SheetKind,
} from "./headers";
import type {
  LeftOutSheet,
  RecognisedColumn,
  RecognisedPart,
  RecognisedSheet,
  RecognitionQuestion,
  SavedMapping,
} from "./recognition";
import { storeNameIn } from "./storeName";

/** A header stands in one of the first rows; exports carry title rows above it. */
export const headerSearchRows = 20;
/** Rows of each area to hand over: the ones a header may stand in, and some records below it. */
export const sampleRows = headerSearchRows + 10;

/** The top of a used range or of an Excel table. */
export interface AreaSample {
  readonly sheetId: string;
  readonly sheetName: string;
  /** The Excel table it is; its header is its first row. Without a name: a sheet's used range. */
  readonly tableName?: string;
  /** Zero-based row and column of the sheet where {@link values} begin. */
  readonly firstRow: number;
  readonly firstColumn: number;
  /** All rows of the area, header included, a table's total row not. */
  readonly rowCount: number;
  /** The first {@link sampleRows} rows (fewer if the area ends before). */
  readonly values: CellRows;
  /** Zero-based columns of the sheet that the add-in itself writes: never taken for data. */
  readonly ourColumns?: ReadonlySet<number>;
}

/** The mappings that the user set earlier. */
export interface SavedMappings {
  readonly customers?: SavedMapping<CustomerField>;
  readonly orders?: SavedMapping<OrderField>;
}

/** The two sheets, as far as they were found. */
export interface RecognisedSheets {
  readonly customers?: RecognisedSheet<CustomerField>;
  readonly orders?: RecognisedSheet<OrderField>;
  /** Without a customer sheet: what the orders themselves say of the vehicles and their owners. */
  readonly archiveOfOrders?: RecognisedSheet<CustomerField>;
  /** The store's name, if a title row above one of the headers says it. */
  readonly storeName?: string;
  /** Every other area with something in it. */
  readonly leftOut: readonly LeftOutSheet[];
  readonly questions: readonly RecognitionQuestion[];
}

/**
 * Finds the customer sheet and the repair-order sheet among the areas of a workbook, and in each the
 * header row and the column of every field. The caller leaves out the add-in's own sheets.
 *
 * A mapping that the user saved wins over recognition, for the sheet and for each field. An Excel
 * table wins over the used range around it when both read as well.
 */
export function recogniseSheets(
  areas: readonly AreaSample[],
  saved: SavedMappings = {}
): RecognisedSheets {
  const customers = candidatesFor("customers", areas, saved.customers);
  const orders = candidatesFor("orders", areas, saved.orders);
  let best: { customers?: Candidate<CustomerField>; orders?: Candidate<OrderField> } = {};
  let bestScore = -1;
  for (const customer of [undefined, ...customers]) {
    for (const order of [undefined, ...orders]) {
      if (customer && order && overlap(customer.area, order.area)) continue;
      const score = (customer?.score ?? 0) + (order?.score ?? 0);
      if (score > bestScore) {
        bestScore = score;
        best = { customers: customer, orders: order };
      }
    }
  }
  const storeName = [best.customers, best.orders]
    .map((candidate) => candidate && storeNameIn(titleRows(candidate)))
    .find((name) => name !== undefined);
  return {
    ...(best.customers && { customers: recognised("customers", best.customers) }),
    ...(best.orders && { orders: recognised("orders", best.orders) }),
    ...(storeName !== undefined && { storeName }),
    leftOut: leftOut(areas, [best.customers, best.orders]),
    questions: [],
  };
}

/** The areas that are not read; a table and the range around it are one. */
function leftOut(
  areas: readonly AreaSample[],
  read: readonly (Candidate<string> | undefined)[]
): LeftOutSheet[] {
  const sheets = new Set(read.flatMap((candidate) => candidate?.area.sheetId ?? []));
  return areas
    .filter(({ sheetId, values }) => values.length > 0 && !sheets.has(sheetId))
    .map(({ sheetId, sheetName, tableName, rowCount, values }) => ({
      sheetId,
      sheetName,
      ...(tableName !== undefined && { tableName }),
      reason: "notOurs",
      rowCount,
      headers: (values[0] ?? []).map(headerText).filter(Boolean),
    }));
}

/** A sheet that may be taken for the customers or the orders, whatever recognition makes of it. */
export interface SheetChoice {
  readonly sheetId: string;
  readonly sheetName: string;
  /** Zero-based row in which the header of either kind most likely stands. */
  readonly headerRow: { readonly [Kind in SheetKind]: number };
}

/** Every sheet with something in it, for the user to choose from where recognition went wrong. */
export function sheetChoices(areas: readonly AreaSample[]): SheetChoice[] {
  const ranges = areas.filter(
    ({ tableName, values }) => tableName === undefined && values.length > 0
  );
  return ranges.map((area) => {
    const rowFor = (kind: SheetKind): number =>
      area.firstRow + (bestHeader(kind, area, undefined)?.headerIndex ?? wordiestRow(area));
    return {
      sheetId: area.sheetId,
      sheetName: area.sheetName,
      headerRow: { customers: rowFor("customers"), orders: rowFor("orders") },
    };
  });
}

/** The first of the rows with the most words: a title row has one, a record has numbers too. */
function wordiestRow({ values }: AreaSample): number {
  const words = values
    .slice(0, headerSearchRows)
    .map((row) => row.filter((cell) => typeof cell === "string" && cell.trim() !== "").length);
  return words.indexOf(Math.max(...words));
}

function titleRows({ area, headerIndex }: Candidate<string>): CellRows {
  return area.values.slice(0, headerIndex);
}

/** One of these must be there, of each group. */
const requirements: { readonly [Kind in SheetKind]: readonly (readonly FieldOf[Kind][])[] } = {
  customers: [["vin", "plate", "customerNumber"], ["name"]],
  orders: [
    ["vin", "plate", "customerNumber"],
    ["arrival", "settlement"],
  ],
};

/** The owner's name, phone and address, the model and its origin stand on many order sheets too. */
const onBothSheets: readonly string[] = ["name", "phone", "model", "address", "source"];

/** Fields by which a sheet of this kind differs from one of the other. */
const decisive: { readonly [Kind in SheetKind]: ReadonlySet<string> } = {
  customers: new Set(without(customerFields, [...orderFields, ...onBothSheets])),
  orders: new Set(without(orderFields, customerFields)),
};

function without(fields: readonly string[], excluded: readonly string[]): string[] {
  return fields.filter((field) => !excluded.includes(field));
}

const savedScore = 10_000;
const completeScore = 1_000;
/** Between equal readings: a table rather than the range around it, one header row rather than two. */
const tableScore = 0.5;
const twoRowPenalty = 0.25;

interface ColumnMatch<Field extends string> {
  readonly field: Field;
  readonly column: number;
  readonly confidence: HeaderConfidence;
}

interface Candidate<Field extends string> {
  readonly area: AreaSample;
  /** Index in the area's values of the (lower) header row. */
  readonly headerIndex: number;
  readonly headers: readonly string[];
  readonly matches: readonly ColumnMatch<Field>[];
  /** The user's mapping, if it speaks of this area. */
  readonly saved?: SavedMapping<Field>;
  readonly score: number;
}

function candidatesFor<Kind extends SheetKind>(
  kind: Kind,
  areas: readonly AreaSample[],
  saved: SavedMapping<FieldOf[Kind]> | undefined
): Candidate<FieldOf[Kind]>[] {
  const found = areas.flatMap((area) => {
    const candidate = bestHeader(kind, area, savedFor(area, areas, saved));
    return candidate ? [candidate] : [];
  });
  return found.sort((a, b) => b.score - a.score);
}

/** The saved mapping, if it speaks of this area: by the sheet's id, else (a copied sheet) its name. */
function savedFor<Field extends string>(
  area: AreaSample,
  areas: readonly AreaSample[],
  saved: SavedMapping<Field> | undefined
): SavedMapping<Field> | undefined {
  if (!saved) return undefined;
  const idKnown = areas.some((other) => other.sheetId === saved.sheetId);
  const same = idKnown ? area.sheetId === saved.sheetId : area.sheetName === saved.sheetName;
  return same ? saved : undefined;
}

function bestHeader<Kind extends SheetKind>(
  kind: Kind,
  area: AreaSample,
  saved: SavedMapping<FieldOf[Kind]> | undefined
): Candidate<FieldOf[Kind]> | undefined {
  const lastIndex = Math.min(area.values.length, area.tableName ? 1 : headerSearchRows) - 1;
  let best: Candidate<FieldOf[Kind]> | undefined;
  for (let index = 0; index <= lastIndex; index++) {
    for (const headers of headerReadings(area.values, index, lastIndex)) {
      const candidate = assess(kind, area, headers, saved);
      if (candidate && (!best || candidate.score > best.score)) best = candidate;
    }
  }
  return best;
}

interface HeaderReading {
  readonly headerIndex: number;
  readonly headers: readonly string[];
  readonly rows: 1 | 2;
}

/** A row as a header by itself and, where the next row may belong to it, both together. */
function headerReadings(values: CellRows, index: number, lastIndex: number): HeaderReading[] {
  const single = { headerIndex: index, headers: values[index].map(headerText), rows: 1 as const };
  if (index >= lastIndex || !looksLikeHeader(values[index + 1])) return [single];
  return [single, { headerIndex: index + 1, headers: joinedHeaders(values, index), rows: 2 }];
}

function headerText(cell: Cell | undefined): string {
  return typeof cell === "string" ? cell.replace(/\s+/gu, " ").trim() : String(cell ?? "");
}

/** A second header row has words only; a record has numbers, dates or codes. */
function looksLikeHeader(row: readonly Cell[]): boolean {
  return row.every((cell) => typeof cell === "string" && !/\d{3}/u.test(cell));
}

/**
 * Group and column headers as one text. A merged group cell keeps its text in its first cell only, so
 * it is carried to the right as long as there are column headers below and no group of their own.
 */
function joinedHeaders(values: CellRows, index: number): string[] {
  const upper = values[index].map(headerText);
  const lower = values[index + 1].map(headerText);
  let group = "";
  return upper.map((own, column) => {
    const below = lower[column] ?? "";
    if (own) group = below ? own : "";
    else if (!below) group = "";
    return [own || group, below].filter(Boolean).join(" ");
  });
}

function assess<Kind extends SheetKind>(
  kind: Kind,
  area: AreaSample,
  { headerIndex, headers, rows }: HeaderReading,
  saved: SavedMapping<FieldOf[Kind]> | undefined
): Candidate<FieldOf[Kind]> | undefined {
  const matches = matchColumns(kind, headers, area);
  const savedHits = saved ? placedColumns(saved, headers, area).length : 0;
  const own = matches.reduce((sum, match) => sum + weight(kind, match), 0);
  const foreign = headers.filter((header) => isForeign(kind, header)).length * 2;
  const chosen = saved !== undefined && isChoiceOf(saved, area.firstRow + headerIndex);
  // A sheet full of the other kind's columns is of the other kind, whatever else it carries.
  if (savedHits === 0 && !chosen && (matches.length < 2 || own <= foreign)) return undefined;
  const fields = new Set<string>(matches.map((match) => match.field));
  const complete = requirements[kind].every((group) => group.some((field) => fields.has(field)));
  const score =
    Math.max(savedHits, chosen ? 1 : 0) * savedScore +
    (complete ? completeScore : 0) +
    own -
    foreign +
    (area.tableName === undefined ? 0 : tableScore) -
    (rows === 2 ? twoRowPenalty : 0);
  return { area, headerIndex, headers, matches, saved, score };
}

/** Whether the user chose the sheet and left all its columns to recognition. */
function isChoiceOf(saved: SavedMapping<string>, headerRow: number): boolean {
  return saved.headerRow === headerRow && Object.values(saved.headers).every((it) => it === "");
}

function weight(kind: SheetKind, match: ColumnMatch<string>): number {
  const sure = match.confidence === "exact" ? 1 : 0.5;
  return sure * (decisive[kind].has(match.field) ? 3 : 1);
}

/** A column that decides for the other kind of sheet and means nothing on this one. */
function isForeign(kind: SheetKind, header: string): boolean {
  const otherKind = kind === "customers" ? "orders" : "customers";
  const there = headerMeaning(otherKind, header);
  return (
    there?.confidence === "exact" &&
    decisive[otherKind].has(there.field) &&
    headerMeaning(kind, header)?.confidence !== "exact"
  );
}

/** For every field the best of the columns whose header means it; a column serves one field. */
function matchColumns<Kind extends SheetKind>(
  kind: Kind,
  headers: readonly string[],
  area: AreaSample
): ColumnMatch<FieldOf[Kind]>[] {
  const best = new Map<FieldOf[Kind], ColumnMatch<FieldOf[Kind]> & { rank: number }>();
  headers.forEach((header, index) => {
    const column = area.firstColumn + index;
    if (area.ourColumns?.has(column)) return;
    const meaning = columnMeaning(kind, header);
    if (!meaning) return;
    const known = best.get(meaning.field);
    if (!known || meaning.rank < known.rank) best.set(meaning.field, { ...meaning, column });
  });
  return [...best.values()];
}

/** Under a group header the column's own text may say it better: `车辆信息 车牌号`. */
function columnMeaning<Kind extends SheetKind>(
  kind: Kind,
  header: string
): HeaderMeaning<FieldOf[Kind]> | undefined {
  const whole = headerMeaning(kind, header);
  if (whole?.confidence === "exact") return whole;
  const lower = header.includes(" ")
    ? headerMeaning(kind, header.slice(header.lastIndexOf(" ") + 1))
    : undefined;
  return lower && (!whole || lower.rank < whole.rank) ? lower : whole;
}

/** Where the fields of a saved mapping stand now; one whose header is gone is left out. */
function placedColumns<Field extends string>(
  saved: SavedMapping<Field>,
  headers: readonly string[],
  area: AreaSample
): { field: Field; column: number }[] {
  const texts = headers.map(normaliseHeader);
  return (Object.keys(saved.headers) as Field[]).flatMap((field) => {
    const wanted = normaliseHeader(saved.headers[field] ?? "");
    const index = texts.findIndex(
      (text, at) => text === wanted && !area.ourColumns?.has(area.firstColumn + at)
    );
    return wanted === "" || index < 0 ? [] : [{ field, column: area.firstColumn + index }];
  });
}

function recognised<Kind extends SheetKind>(
  kind: Kind,
  candidate: Candidate<FieldOf[Kind]>
): RecognisedSheet<FieldOf[Kind]> {
  const { area, headerIndex, headers } = candidate;
  const columns = columnsOf(kind, candidate);
  const fields = new Set<string>(columns.map((column) => column.field));
  const place = {
    sheetId: area.sheetId,
    sheetName: area.sheetName,
    ...(area.tableName !== undefined && { tableName: area.tableName }),
    headerRow: area.firstRow + headerIndex,
    rowCount: Math.max(0, area.rowCount - headerIndex - 1),
  };
  const part: RecognisedPart<FieldOf[Kind]> = { ...place, columns };
  const used = new Set(columns.map(({ column }) => column));
  return {
    ...place,
    columns,
    parts: [part],
    joined: [],
    unused: headers.flatMap((header, index) => {
      const column = area.firstColumn + index;
      if (!header || used.has(column) || area.ourColumns?.has(column)) return [];
      const samples = samplesOf(candidate, column, "text");
      return [
        { column, header, samples, look: "text" as const, filled: filledOf(candidate, column) },
      ];
    }),
    shape: "records",
    filledDown: false,
    headers: headers.flatMap((header, index) =>
      header ? [{ column: area.firstColumn + index, header }] : []
    ),
    missing: requirements[kind]
      .filter((group) => !group.some((field) => fields.has(field)))
      .flatMap((group) => [...group]),
  };
}

/** The user's own choices first; what they leave open is filled by recognition. */
function columnsOf<Kind extends SheetKind>(
  kind: Kind,
  candidate: Candidate<FieldOf[Kind]>
): RecognisedColumn<FieldOf[Kind]>[] {
  const { area, headers, matches, saved } = candidate;
  const placed = saved ? placedColumns(saved, headers, area) : [];
  const settled = new Set<string>(placed.map((choice) => choice.field));
  for (const field of Object.keys(saved?.headers ?? {}) as FieldOf[Kind][]) {
    if (saved?.headers[field] === "") settled.add(field);
  }
  const taken = new Set(placed.map((choice) => choice.column));
  const open = matches.filter((match) => !settled.has(match.field) && !taken.has(match.column));
  return [...placed.map((choice) => ({ ...choice, confidence: "saved" as const })), ...open]
    .map(({ field, column, confidence }) => ({
      field,
      column,
      header: headers[column - area.firstColumn],
      confidence,
      samples: samplesOf(candidate, column, kindOf(kind, field)),
      evidence: [
        confidence === "saved"
          ? { code: "saved" as const }
          : { code: "header" as const, sure: confidence === "exact" },
      ],
      filled: filledOf(candidate, column),
    }))
    .sort((a, b) => a.column - b.column);
}

function kindOf<Kind extends SheetKind>(kind: Kind, field: FieldOf[Kind]): FieldKind {
  const kinds: Readonly<Record<string, FieldKind>> =
    kind === "customers" ? customerKinds : orderKinds;
  return kinds[field];
}

function filledOf({ area, headerIndex }: Candidate<string>, column: number): number {
  const rows = area.values.slice(headerIndex + 1);
  const filled = rows.filter((row) => (row[column - area.firstColumn] ?? "") !== "").length;
  return rows.length === 0 ? 0 : filled / rows.length;
}

const sampleCount = 3;

function samplesOf(candidate: Candidate<string>, column: number, kind: FieldKind): string[] {
  const { area, headerIndex } = candidate;
  return area.values
    .slice(headerIndex + 1)
    .map((row) => row[column - area.firstColumn])
    .filter((cell) => cell !== undefined && cell !== "")
    .slice(0, sampleCount)
    .map((cell) => sampleText(cell, kind));
}

/** Dates come as serials, which say nothing to a reader. */
function sampleText(cell: Cell, kind: FieldKind): string {
  const isDate = kind === "date" || kind === "birthday";
  return isDate && typeof cell === "number" && isSerialDay(Math.floor(cell))
    ? isoOf(Math.floor(cell))
    : String(cell);
}

/** Two areas of one sheet are the same data unless both are tables of their own. */
function overlap(a: AreaSample, b: AreaSample): boolean {
  if (a.sheetId !== b.sheetId) return false;
  return !(a.tableName !== undefined && b.tableName !== undefined && a.tableName !== b.tableName);
}
