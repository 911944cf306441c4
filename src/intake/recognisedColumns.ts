import type { CustomerField, OrderField } from "../retention/store";
import { isoOf, isSerialDay } from "../retention/time";
import type { Layout } from "./areaLayout";
import type { Cell } from "./cell";
import { kindOf, isSilent, type FieldScore } from "./columnScores";
import type { FieldKind } from "./fields";
import { headerQualifiers } from "./headerGrammar";
import {
  headerMeaning,
  isKnownHeader,
  namesAnotherThing,
  type FieldOf,
  type SheetKind,
} from "./headers";
import type {
  CandidateColumn,
  ColumnReading,
  Evidence,
  RecognisedColumn,
  RecognitionQuestion,
  UnusedColumn,
} from "./recognition";
import { placedColumns, type Candidate, type ColumnMatch } from "./sheetCandidates";
import { isRepeated } from "./sheetShapes";

const sampleCount = 3;

/** The columns that are read, in their order in the sheet, and the matches that are asked about. */
export function columnsOf<Kind extends SheetKind>(
  kind: Kind,
  candidate: Candidate<FieldOf[Kind]>,
  asked: ReadonlySet<string>
): RecognisedColumn<FieldOf[Kind]>[] {
  const { area, headers, matches, saved } = candidate;
  const placed = saved ? placedColumns(saved, headers, area) : [];
  const settled = new Set<string>(placed.map((choice) => choice.field));
  for (const field of Object.keys(saved?.headers ?? {}) as FieldOf[Kind][]) {
    if (saved?.headers[field] === "") settled.add(field);
  }
  const taken = new Set(placed.map((choice) => choice.column));
  const open = matches.filter(
    (match) => !settled.has(match.field) && !taken.has(match.column) && !asked.has(match.field)
  );
  const number = [...placed, ...open].find(({ field }) => field === "orderNumber");
  const orderNumberAt = number && number.column - area.firstColumn;
  return [
    ...placed.map((choice) => ({
      ...choice,
      confidence: "saved" as const,
      evidence: [{ code: "saved" as const }],
    })),
    ...open,
  ]
    .map((match) => recognisedColumn(kind, candidate, match, orderNumberAt))
    .sort((a, b) => a.column - b.column);
}

function recognisedColumn<Kind extends SheetKind>(
  kind: Kind,
  { layout, area, headers, saved }: Candidate<FieldOf[Kind]>,
  match: Omit<ColumnMatch<FieldOf[Kind]>, "confidence"> & {
    confidence: RecognisedColumn<string>["confidence"];
  },
  orderNumberAt: number | undefined
): RecognisedColumn<FieldOf[Kind]> {
  const { field, column, confidence, evidence, and } = match;
  const at = column - area.firstColumn;
  const fieldKind = kindOf(kind, field);
  const profile = layout.profile(at);
  const said = saved?.dateOrders?.[field];
  const reading = {
    ...readingOf(fieldKind, headers[at], layout, at),
    ...(said !== undefined && profile.dateOrder === "unproven" && { dateOrder: said }),
  };
  const repeated =
    (field === "receivable" || field === "received") &&
    orderNumberAt !== undefined &&
    isRepeated(layout, orderNumberAt, at);
  return {
    field,
    column,
    header: headers[at],
    confidence,
    samples: samplesOf(layout, at, fieldKind),
    evidence: [...evidence, ...readingEvidence(reading)],
    filled: profile.filled,
    ...reading,
    ...(and && { and }),
    ...(repeated && { repeated }),
  };
}

/** How the cells of a column are read, as its header and all of its cells say. */
export function readingOf(
  kind: FieldKind,
  header: string,
  layout: Layout,
  at: number
): ColumnReading {
  const { money, distance } = headerQualifiers(header, layout.units);
  if (kind === "amount") return money === 1 ? {} : { factor: money };
  if (kind === "odometer" || kind === "distance") return distance === 1 ? {} : { factor: distance };
  if (kind !== "date" && kind !== "birthday") return {};
  const { dateOrder, epochSeconds, epochMilliseconds } = layout.profile(at);
  return {
    ...((dateOrder === "dmy" || dateOrder === "mdy") && { dateOrder }),
    ...(epochMilliseconds >= 0.9 && { epoch: "ms" as const }),
    ...(epochSeconds >= 0.9 && { epoch: "s" as const }),
  };
}

function readingEvidence({ factor, dateOrder }: ColumnReading): Evidence[] {
  return [
    ...(factor === undefined ? [] : [{ code: "unit" as const, factor }]),
    ...(dateOrder === undefined ? [] : [{ code: "dateOrder" as const, order: dateOrder }]),
  ];
}

/** The columns that serve no field. */
export function unusedColumns(layout: Layout, used: ReadonlySet<number>): UnusedColumn[] {
  return layout.headers.flatMap((header, at) => {
    const column = layout.area.firstColumn + at;
    if (used.has(column) || layout.isOurs(at)) return [];
    const { look, filled, filledCount } = layout.profile(at);
    if (header === "" && filledCount === 0) return [];
    const isDay = look === "date" || look === "dateTime";
    return [
      { column, header, samples: samplesOf(layout, at, isDay ? "date" : "text"), look, filled },
    ];
  });
}

function samplesOf(layout: Layout, at: number, kind: FieldKind): string[] {
  const samples: string[] = [];
  for (const block of layout.blocks) {
    for (const row of block) {
      const cell = row[at];
      if (cell === undefined || cell === "") continue;
      samples.push(sampleText(cell, kind));
      if (samples.length === sampleCount) return samples;
    }
  }
  return samples;
}

/** Dates come as serials, which say nothing to a reader. */
function sampleText(cell: Cell, kind: FieldKind): string {
  const isDate = kind === "date" || kind === "birthday";
  return isDate && typeof cell === "number" && isSerialDay(Math.floor(cell))
    ? isoOf(Math.floor(cell))
    : String(cell);
}

/** What only the user can know about the columns of a sheet. */
export function questionsOf<Kind extends SheetKind>(
  kind: Kind,
  candidate: Candidate<FieldOf[Kind]>
): RecognitionQuestion[] {
  const { area, layout, saved, headers } = candidate;
  const settled = new Set(Object.keys(saved?.headers ?? {}));
  const ask = (
    code: RecognitionQuestion["code"],
    fields: readonly string[],
    columns: readonly number[]
  ): RecognitionQuestion => ({
    code,
    table: kind,
    sheetId: area.sheetId,
    sheetName: area.sheetName,
    fields: fields as (CustomerField | OrderField)[],
    columns: columns.map((at) => candidateColumn(kind, layout, at)),
  });
  const equal = candidate.matches.flatMap((match) => {
    if (settled.has(match.field)) return [];
    const rivals = rivalsOf(candidate, match);
    return rivals.length > 0
      ? [ask("whichColumn", [match.field], [match.column - area.firstColumn, ...rivals])]
      : [];
  });
  const asked = new Set(equal.flatMap(({ columns }) => columns.map(({ column }) => column)));
  const orders = candidate.matches.flatMap(({ field, column }) => {
    const at = column - area.firstColumn;
    const fieldKind = kindOf(kind, field);
    const isDate = fieldKind === "date" || fieldKind === "birthday";
    const { dateOrder } = layout.profile(at);
    const isOpen =
      (dateOrder === "unproven" && saved?.dateOrders?.[field] === undefined) ||
      dateOrder === "contradictory";
    return isDate && isOpen && !asked.has(column) ? [ask("dateOrder", [field], [at])] : [];
  });
  const amounts = kind === "orders" ? silentAmounts(candidate, asked) : [];
  const dates = kind === "customers" ? silentDates(candidate, asked) : [];
  return [
    ...equal,
    ...orders,
    ...(amounts.length > 0
      ? [ask("whichField", ["receivable", "received", "labour", "parts", "cost"], amounts)]
      : []),
    ...(dates.length > 0
      ? [
          ask(
            "whichField",
            [
              "deliveryDate",
              "registrationDate",
              "warrantyEnd",
              "insuranceEnd",
              "lastVisit",
              "birthday",
            ],
            dates
          ),
        ]
      : []),
  ].filter(({ columns }) => columns.length > 0 && headers.length > 0);
}

/** Columns that say the same as a match and hold something else. */
function rivalsOf<Field extends string>(
  { area, layout, headers, scores, matches }: Candidate<Field>,
  match: ColumnMatch<Field>
): number[] {
  const own = scores.find(
    (it) => it.field === match.field && it.at === match.column - area.firstColumn
  );
  if (!own?.spoken || match.and) return [];
  const taken = new Set(matches.map(({ column }) => column - area.firstColumn));
  return scores
    .filter(({ field, at, score, spoken }) => {
      if (field !== match.field || at === own.at || !spoken || taken.has(at)) return false;
      return (
        Math.abs(score - own.score) < 0.9 &&
        isEqualHeader(headers[at], headers[own.at]) &&
        differs(layout, own, at)
      );
    })
    .map(({ at }) => at);
}

function isEqualHeader(a: string, b: string): boolean {
  return (
    headerMeaning("orders", a)?.rank === headerMeaning("orders", b)?.rank &&
    headerMeaning("customers", a)?.rank === headerMeaning("customers", b)?.rank
  );
}

function differs(layout: Layout, { at: a }: FieldScore<string>, b: number): boolean {
  if (layout.profile(b).filledCount === 0) return false;
  const [one, two] = [layout.cells(a), layout.cells(b)];
  return one.some((cell, row) => cell !== two[row]);
}

/** Numbers that may be amounts, where no header says which column the money is. */
function silentAmounts(candidate: Candidate<string>, asked: ReadonlySet<number>): number[] {
  const { area, layout, headers, matches } = candidate;
  const fields = new Set(matches.map(({ field }) => field));
  if (
    fields.has("receivable") ||
    fields.has("received") ||
    (fields.has("labour") && fields.has("parts"))
  )
    return [];
  const taken = new Set(matches.map(({ column }) => column - area.firstColumn));
  return headers.flatMap((header, at) => {
    if (taken.has(at) || layout.isOurs(at) || asked.has(area.firstColumn + at)) return [];
    if (!isSilent(header) && (isKnownHeader(header) || namesAnotherThing(header))) return [];
    const p = layout.profile(at);
    const isMoney =
      p.number >= 0.9 &&
      p.filledCount >= 3 &&
      p.max >= 50 &&
      p.distinct >= Math.min(4, p.filledCount * 0.3);
    return isMoney &&
      (p.look === "amount" || p.look === "integer" || p.look === "odometer") &&
      p.max < 1e7 &&
      p.phone < 0.5
      ? [at]
      : [];
  });
}

function silentDates(candidate: Candidate<string>, asked: ReadonlySet<number>): number[] {
  const { area, layout, headers, matches } = candidate;
  const taken = new Set(matches.map(({ column }) => column - area.firstColumn));
  return headers.flatMap((header, at) => {
    if (taken.has(at) || layout.isOurs(at) || asked.has(area.firstColumn + at) || !isSilent(header))
      return [];
    const { look, filledCount } = layout.profile(at);
    return (look === "date" || look === "dateTime") && filledCount >= 3 ? [at] : [];
  });
}

function candidateColumn(kind: SheetKind, layout: Layout, at: number): CandidateColumn {
  const { look } = layout.profile(at);
  const isDay = look === "date" || look === "dateTime";
  return {
    column: layout.area.firstColumn + at,
    header: layout.headers[at],
    samples: samplesOf(layout, at, isDay ? "date" : "text"),
    evidence: [
      ...(headerMeaning(kind, layout.headers[at])
        ? [{ code: "header" as const, sure: false }]
        : []),
      { code: "look", look, share: 1 },
    ],
  };
}
