import { assign } from "./assignment";
import {
  amountFields,
  customerFields,
  orderFields,
  partFields,
  type CustomerField,
  type OrderField,
} from "../retention/store";
import {
  headersOf,
  headerSearchRows,
  Layout,
  silentHeader,
  type AreaSample,
  type HeaderReading,
} from "./areaLayout";
import {
  columnMeaning,
  isSilent,
  scoresOf,
  type FieldScore,
  type OtherSheet,
} from "./columnScores";
import { headerParts } from "./headerGrammar";
import {
  headerMeaning,
  normaliseHeader,
  type FieldOf,
  type HeaderConfidence,
  type SheetKind,
} from "./headers";
import { readDate } from "./dates";
import type { Evidence, SavedMapping } from "./recognition";
import { lineColumns } from "./sheetShapes";

/** One of these must be there, of each group. */
export const requirements: { readonly [Kind in SheetKind]: readonly (readonly FieldOf[Kind][])[] } =
  {
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
/** Of work sheets and settlements of the same orders, the sheet that knows when the car came leads. */
const arrivalScore = 8;
/** Between equal readings: a table rather than the range around it, one header row rather than two. */
const tableScore = 0.5;
const twoRowPenalty = 0.25;

/** A column that is taken for a field. */
export interface ColumnMatch<Field extends string> {
  readonly field: Field;
  /** Zero-based column of the sheet. */
  readonly column: number;
  readonly confidence: HeaderConfidence;
  readonly evidence: readonly Evidence[];
  /** Further columns whose texts follow: the last name behind the first. */
  readonly and?: readonly { readonly column: number; readonly header: string }[];
}

/** An area read as a sheet of one kind. */
export interface Candidate<Field extends string> {
  readonly area: AreaSample;
  readonly layout: Layout;
  readonly headerIndex: number;
  readonly headers: readonly string[];
  readonly matches: readonly ColumnMatch<Field>[];
  readonly scores: readonly FieldScore<Field>[];
  /** The user's mapping, if it speaks of this area. */
  readonly saved?: SavedMapping<Field> | undefined;
  readonly complete: boolean;
  readonly score: number;
}

/** Layouts are looked at for both kinds, and again once the other sheet is known. */
export class Layouts {
  private readonly known = new Map<AreaSample, Map<string, Layout>>();

  of(area: AreaSample, { headerIndex, headers, rows }: HeaderReading): Layout {
    const ofArea = this.known.get(area) ?? new Map<string, Layout>();
    this.known.set(area, ofArea);
    const key = `${headerIndex} ${rows}`;
    const layout = ofArea.get(key) ?? new Layout(area, headerIndex, headers);
    ofArea.set(key, layout);
    return layout;
  }
}

/** Every area that may be a sheet of the kind, the best first. */
export function candidatesFor<Kind extends SheetKind>(
  kind: Kind,
  areas: readonly AreaSample[],
  saved: SavedMapping<FieldOf[Kind]> | undefined,
  layouts: Layouts
): Candidate<FieldOf[Kind]>[] {
  const found = areas.flatMap((area) => {
    const candidate = bestHeader(kind, area, savedFor(area, areas, saved), layouts);
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

/** The header row that reads best, and what its columns are. */
export function bestHeader<Kind extends SheetKind>(
  kind: Kind,
  area: AreaSample,
  saved: SavedMapping<FieldOf[Kind]> | undefined,
  layouts: Layouts
): Candidate<FieldOf[Kind]> | undefined {
  const lastIndex = Math.min(area.values.length, area.tableName ? 1 : headerSearchRows) - 1;
  let best: { reading: HeaderReading; score: number } | undefined;
  for (const reading of headersOf(area)) {
    const score = scoreByWords(kind, area, reading, saved);
    if (score !== undefined && (!best || score > best.score)) best = { reading, score };
  }
  const reading = best?.reading ?? silentReading(area, lastIndex);
  return reading && assess(kind, layouts.of(area, reading), reading.rows, saved);
}

function silentReading(area: AreaSample, lastIndex: number): HeaderReading | undefined {
  const reading = silentHeader(area);
  return reading && reading.headerIndex <= lastIndex ? reading : undefined;
}

/** How well a row reads as a header by its words alone; `undefined` if not at all. */
function scoreByWords<Kind extends SheetKind>(
  kind: Kind,
  area: AreaSample,
  { headerIndex, headers, rows }: HeaderReading,
  saved: SavedMapping<FieldOf[Kind]> | undefined
): number | undefined {
  const fields = new Map<string, HeaderConfidence>();
  headers.forEach((header, at) => {
    if (header === "" || area.ourColumns?.has(area.firstColumn + at)) return;
    const meaning = columnMeaning(kind, header);
    if (meaning && fields.get(meaning.field) !== "exact")
      fields.set(meaning.field, meaning.confidence);
  });
  const matches = [...fields].map(([field, confidence]) => ({ field, confidence }));
  return sheetScore(kind, area, headerIndex, headers, rows, matches, saved)?.score;
}

function sheetScore<Kind extends SheetKind>(
  kind: Kind,
  area: AreaSample,
  headerIndex: number,
  headers: readonly string[],
  rows: 1 | 2,
  matches: readonly { readonly field: string; readonly confidence: HeaderConfidence }[],
  saved: SavedMapping<FieldOf[Kind]> | undefined
): { score: number; complete: boolean } | undefined {
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
    (kind === "orders" && fields.has("arrival") ? arrivalScore : 0) +
    (area.tableName === undefined ? 0 : tableScore) -
    (rows === 2 ? twoRowPenalty : 0);
  return { score, complete };
}

/** Whether the user chose the sheet and left all its columns to recognition. */
function isChoiceOf(saved: SavedMapping<string>, headerRow: number): boolean {
  return saved.headerRow === headerRow && Object.values(saved.headers).every((it) => it === "");
}

function weight(
  kind: SheetKind,
  match: { readonly field: string; readonly confidence: HeaderConfidence }
): number {
  const sure = match.confidence === "exact" ? 1 : 0.5;
  return sure * (decisive[kind].has(match.field) ? 3 : 1);
}

/** A column that decides for the other kind of sheet and means nothing on this one. */
function isForeign(kind: SheetKind, header: string): boolean {
  if (header === "") return false;
  const otherKind = kind === "customers" ? "orders" : "customers";
  const there = headerMeaning(otherKind, header);
  return (
    there?.confidence === "exact" &&
    decisive[otherKind].has(there.field) &&
    headerMeaning(kind, header)?.confidence !== "exact"
  );
}

/** Words and contents of all columns of a header row, as one assignment. */
function assess<Kind extends SheetKind>(
  kind: Kind,
  layout: Layout,
  rows: 1 | 2,
  saved: SavedMapping<FieldOf[Kind]> | undefined,
  other?: OtherSheet
): Candidate<FieldOf[Kind]> | undefined {
  const { area, headerIndex, headers } = layout;
  const scores = headers.flatMap((header, at) =>
    layout.isOurs(at) ? [] : scoresOf(kind, header, at, layout.profile(at), other)
  );
  const matches = matchesOf(kind, layout, scores);
  const judged = sheetScore(kind, area, headerIndex, headers, rows, matches, saved);
  if (!judged) return undefined;
  return { area, layout, headerIndex, headers, matches, scores, saved, ...judged };
}

/** The candidate again, now that the other sheet is known. */
export function reconsidered<Kind extends SheetKind>(
  kind: Kind,
  candidate: Candidate<FieldOf[Kind]>,
  other: OtherSheet
): Candidate<FieldOf[Kind]> {
  return assess(kind, candidate.layout, 1, candidate.saved, other) ?? candidate;
}

function matchesOf<Kind extends SheetKind>(
  kind: Kind,
  layout: Layout,
  scores: readonly FieldScore<FieldOf[Kind]>[]
): ColumnMatch<FieldOf[Kind]>[] {
  const { area, headers } = layout;
  const assigned = assign(scores).map(({ field, at, confidence, evidence }) => ({
    field,
    column: area.firstColumn + at,
    confidence,
    evidence,
  }));
  const names = kind === "customers" ? fullName(layout) : undefined;
  const found: ColumnMatch<FieldOf[Kind]>[] = [...assigned];
  if (
    names &&
    !assigned.some(({ field, confidence }) => field === "name" && confidence === "exact")
  ) {
    const [first, last] = names.map((at) => ({
      column: area.firstColumn + at,
      header: headers[at],
    }));
    const at = found.findIndex(({ field }) => field === "name");
    if (at >= 0) found.splice(at, 1);
    found.push({
      field: "name" as FieldOf[Kind],
      column: first.column,
      confidence: "exact",
      evidence: [{ code: "header", sure: true }],
      and: [last],
    });
  }
  const dates = kind === "orders" ? silentDays(layout, found) : silentDelivery(layout, found);
  const all = [...found, ...(dates as ColumnMatch<FieldOf[Kind]>[])];
  return kind === "orders" ? withLines(layout, all) : all;
}

/** What stands for the parts of an order, besides its payer, where rows would else be taken for one. */
function withLines<Field extends string>(
  layout: Layout,
  found: readonly ColumnMatch<Field>[]
): ColumnMatch<Field>[] {
  const { firstColumn } = layout.area;
  const at = (...fields: readonly string[]): number[] =>
    found.flatMap(({ field, column }) => (fields.includes(field) ? [column - firstColumn] : []));
  const [orderNumber] = at("orderNumber");
  if (orderNumber === undefined) return [...found];
  const used = new Set(found.map(({ column }) => column - firstColumn));
  const open = layout.headers.flatMap((header, index) =>
    header === "" || used.has(index) || layout.isOurs(index) ? [] : [index]
  );
  const lines = lineColumns(layout, orderNumber, at(...partFields, ...amountFields), open);
  const [first, ...more] = lines.map((index) => ({
    column: firstColumn + index,
    header: layout.headers[index],
  }));
  if (first === undefined) return [...found];
  const isPayer = ({ field }: ColumnMatch<Field>): boolean => field === "payer";
  if (found.some(isPayer))
    return found.map((it) => (isPayer(it) ? { ...it, and: [first, ...more] } : it));
  return [
    ...found,
    {
      field: "payer" as Field,
      column: first.column,
      confidence: "exact",
      evidence: [{ code: "partsRows" }],
      ...(more.length > 0 && { and: more }),
    },
  ];
}

/** Columns of the first and of the last name of the same person. */
function fullName({ headers }: Layout): [number, number] | undefined {
  const partsAt = headers.map((header) => headerParts(header) ?? []);
  const has = (at: number, ...wanted: string[]): boolean =>
    partsAt[at].some((part) => part.some((it) => wanted.includes(it)));
  const isName = (at: number): boolean => has(at, "name", "first", "surname");
  const first = headers.findIndex((_, at) => isName(at) && has(at, "first"));
  const last = headers.findIndex((_, at) => isName(at) && has(at, "last", "surname"));
  return first >= 0 && last >= 0 ? [first, last] : undefined;
}

const dayMatch = <Field extends string>(
  layout: Layout,
  at: number,
  field: Field
): ColumnMatch<Field> => ({
  field,
  column: layout.area.firstColumn + at,
  confidence: "likely",
  evidence: [{ code: "look", look: layout.profile(at).look, share: 1 }],
});

function silentDateColumns(layout: Layout, found: readonly ColumnMatch<string>[]): number[] {
  const taken = new Set(found.map(({ column }) => column - layout.area.firstColumn));
  return layout.headers.flatMap((header, at) => {
    if (taken.has(at) || layout.isOurs(at) || !isSilent(header)) return [];
    const { look, filledCount } = layout.profile(at);
    return (look === "date" || look === "dateTime") && filledCount >= 3 ? [at] : [];
  });
}

/** The days of a column, row by row; times fall away, since a settlement has often none. */
function comparable(layout: Layout, at: number): number[] {
  return layout.cells(at).map((cell) => readDate(cell).value);
}

/** How often the first of two date columns is not after the second, and within so many days. */
function precedes(a: readonly number[], b: readonly number[], within: number): number {
  let both = 0;
  let right = 0;
  a.forEach((day, row) => {
    if (!(day > 0) || !(b[row] > 0)) return;
    both++;
    if (b[row] >= day && b[row] - day <= within) right++;
  });
  return both === 0 ? 0 : right / both;
}

/** Without any word: two days of which one follows the other within weeks are arrival and settlement. */
function silentDays(
  layout: Layout,
  found: readonly ColumnMatch<string>[]
): ColumnMatch<OrderField>[] {
  if (found.some(({ field }) => field === "arrival" || field === "settlement")) return [];
  const columns = silentDateColumns(layout, found);
  const days = columns.map((at) => comparable(layout, at));
  for (let a = 0; a < columns.length; a++) {
    for (let b = 0; b < columns.length; b++) {
      if (a === b || precedes(days[a], days[b], 60) < 0.9) continue;
      if (precedes(days[b], days[a], 60) >= 0.9 && b < a) continue;
      return [dayMatch(layout, columns[a], "arrival"), dayMatch(layout, columns[b], "settlement")];
    }
  }
  return columns.length === 1 &&
    found.some(({ field }) => field === "orderNumber" || field === "odometer")
    ? [dayMatch(layout, columns[0], "arrival")]
    : [];
}

/** Without any word: the day of delivery is the earliest of a car's days. Birthdays are before all. */
function silentDelivery(
  layout: Layout,
  found: readonly ColumnMatch<string>[]
): ColumnMatch<CustomerField>[] {
  if (found.some(({ field }) => field === "deliveryDate")) return [];
  const columns = silentDateColumns(layout, found);
  const days = columns.map((at) => comparable(layout, at));
  const ofCars = columns.flatMap((_, index) => {
    const sorted = days[index].filter((day) => day > 0).sort((x, y) => x - y);
    // Half of the owners are born before 1999, hardly a car on file was sold before 2005.
    return sorted.length > 0 && sorted[sorted.length >> 1] >= 38_353 ? [index] : [];
  });
  if (ofCars.length < 2) return [];
  const first = ofCars.find((a) =>
    ofCars.every((b) => a === b || precedes(days[a], days[b], Infinity) >= 0.95)
  );
  return first === undefined ? [] : [dayMatch(layout, columns[first], "deliveryDate")];
}

/** Where the fields of a saved mapping stand now; one whose header is gone is left out. */
export function placedColumns<Field extends string>(
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
