import type { CustomerField, OrderField } from "../retention/store";
import type { ColumnProfile } from "./columnProfile";
import { customerKinds, orderKinds, type FieldKind } from "./fields";
import { hasHeaderWord, headerQualifiers } from "./headerGrammar";
import {
  headerMeaning,
  isKnownHeader,
  listedUpTo,
  namesAnotherThing,
  type FieldOf,
  type HeaderConfidence,
  type HeaderMeaning,
  type SheetKind,
} from "./headers";
import type { Evidence } from "./recognition";
import { isVoidTrace } from "./voidFlag";

type AnyField = CustomerField | OrderField;

/** How well a column serves a field, and why. */
export interface FieldScore<Field extends string> {
  readonly field: Field;
  /** Index of the column within the area. */
  readonly at: number;
  readonly score: number;
  readonly confidence: HeaderConfidence;
  readonly evidence: readonly Evidence[];
  /** Whether the header speaks for it; else the contents alone do. */
  readonly spoken: boolean;
}

/** Values of the other sheet, to compare with. */
export interface OtherSheet {
  readonly values: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Below it a column is left unused: a wrong column is worse than a missing one. */
const threshold = 30;
/** So many cells must stand in a column before its contents speak against its header. */
const enoughCells = 3;

/** The kind of cells of a field. */
export function kindOf<Kind extends SheetKind>(kind: Kind, field: FieldOf[Kind]): FieldKind {
  const kinds: Readonly<Record<string, FieldKind>> =
    kind === "customers" ? customerKinds : orderKinds;
  return kinds[field];
}

/** What a header means, and under a group header its own text, whichever says it better. */
export function columnMeaning<Kind extends SheetKind>(
  kind: Kind,
  header: string
): HeaderMeaning<FieldOf[Kind]> | undefined {
  const whole = headerMeaning(kind, header);
  if (whole?.confidence === "exact") return whole;
  const space = header.lastIndexOf(" ");
  const lower =
    space > 0 && /\p{Script=Han}/u.test(header)
      ? headerMeaning(kind, header.slice(space + 1))
      : undefined;
  return lower && (!whole || lower.rank < whole.rank) ? lower : whole;
}

/** Scores of every field that a column might be. */
export function scoresOf<Kind extends SheetKind>(
  kind: Kind,
  header: string,
  at: number,
  profile: ColumnProfile,
  other?: OtherSheet
): FieldScore<FieldOf[Kind]>[] {
  const meaning = columnMeaning(kind, header);
  if (meaning) {
    const spoken = spokenScore(kind, header, at, profile, meaning, other);
    return spoken ? [spoken] : [];
  }
  return silentScores(kind, header, at, profile, other);
}

function spokenScore<Kind extends SheetKind>(
  kind: Kind,
  header: string,
  at: number,
  profile: ColumnProfile,
  { field, confidence, rank }: HeaderMeaning<FieldOf[Kind]>,
  other: OtherSheet | undefined
): FieldScore<FieldOf[Kind]> | undefined {
  const fit =
    field === "voidFlag" && isVoidTrace(header)
      ? profile.filled > 0.5
        ? -1
        : 0.5
      : fitOf(field, kindOf(kind, field), profile);
  const doubtful = confidence === "likely" && !listedUpTo(rank);
  const against =
    profile.filledCount >= enoughCells &&
    (doubtful ? fit < 0 : confidence === "likely" ? fit <= -0.5 : fit <= -1);
  if (against) return undefined;
  // A column of one store says nothing, and a code beside it would only be taken for a name.
  const isOneStore =
    profile.distinct < 2 &&
    (profile.filledCount >= enoughCells || doubtful || confidence === "likely");
  if (field === "store" && isOneStore) return undefined;
  if (doubtful && profile.filledCount === 0 && profile.rows > 0) return undefined;
  const { discount } = headerQualifiers(header);
  const cross = crossEvidence(field, profile, other);
  const score =
    wordScore(rank) +
    20 * fit +
    (profile.filledCount === 0 ? -25 : 6 * profile.filled) +
    (discount === "after" ? 12 : discount === "before" ? -30 : 0) +
    cross.score -
    at * 0.001;
  return {
    field,
    at,
    score: Math.max(score, threshold),
    confidence,
    evidence: [
      ...cross.evidence,
      { code: "header", sure: confidence === "exact" },
      ...lookEvidence(profile),
    ],
    spoken: true,
  };
}

/** The better the header, the more it says: listed, put together from words, ambiguous, extended. */
function wordScore(rank: number): number {
  if (rank < 500) return 100 - Math.min(rank, 40) * 0.5;
  if (rank < 1000) return 78 - (rank - 500) * 0.1;
  if (rank < 1500) return 62 - Math.min(rank - 1000, 10);
  if (rank < 2000) return 50 - (rank - 1500) * 0.1;
  return 42 - Math.min(rank - 2000, 40) * 0.1;
}

/** Headers that say nothing at all: `A`, `列3`, `Column 7`, `F12`. */
export function isSilent(header: string): boolean {
  return /^(?:[a-z]{1,2}|(?:列|字段|col|column|field|f|c|unnamed)?[\s_:]*\d*)$/iu.test(
    header.trim()
  );
}

/** Columns whose header is not known: what their contents say beyond doubt. */
function silentScores<Kind extends SheetKind>(
  kind: Kind,
  header: string,
  at: number,
  profile: ColumnProfile,
  other: OtherSheet | undefined
): FieldScore<FieldOf[Kind]>[] {
  const silent = isSilent(header);
  if (
    profile.filledCount === 0 ||
    (!silent && (isKnownHeader(header) || namesAnotherThing(header)))
  )
    return [];
  const scores: FieldScore<FieldOf[Kind]>[] = [];
  const add = (field: AnyField, score: number): void => {
    const cross = crossEvidence(field, profile, other);
    const total = score + cross.score + 4 * profile.filled - at * 0.001;
    if (total < threshold) return;
    scores.push({
      field: field as FieldOf[Kind],
      at,
      score: total,
      confidence: "likely",
      evidence: [...cross.evidence, ...lookEvidence(profile)],
      spoken: false,
    });
  };
  if (profile.vin >= 0.8) add("vin", 48);
  if (profile.plate >= 0.8) add("plate", 48);
  if (kind === "customers" && profile.phone >= 0.8 && (silent || !hasHeaderWord(header)))
    add("phone", 44);
  if (kind === "orders" && profile.code >= 0.5 && profile.vin < 0.5 && profile.phone < 0.5) {
    if (crossShare("customerNumber", profile, other) >= 0.3) add("customerNumber", 20);
  }
  if (!silent || profile.filledCount < enoughCells) return scores;
  if (kind === "customers") {
    if (profile.look === "person" && profile.distinct > profile.filledCount * 0.5) add("name", 38);
    if (profile.look === "code" && profile.distinct >= profile.filledCount * 0.95)
      add("customerNumber", 28);
  } else {
    if (profile.look === "odometer") add("odometer", 38);
    if (profile.look === "code" && profile.distinct >= profile.filledCount * 0.6) {
      if (crossShare("customerNumber", profile, other) < 0.3) add("orderNumber", 36);
    }
    if (crossShare("advisor", profile, other) >= 0.5) add("advisor", 20);
  }
  return scores;
}

function lookEvidence({
  look,
  vin,
  plate,
  phone,
  dateText,
  serial,
  number,
  person,
  code,
  epochSeconds,
  epochMilliseconds,
  filledCount,
  distinct,
}: ColumnProfile): Evidence[] {
  const shares: Partial<Record<ColumnProfile["look"], number>> = {
    vin,
    plate,
    phone,
    person,
    code,
    date: dateText + serial,
    dateTime: dateText + serial,
    epoch: epochSeconds + epochMilliseconds,
    odometer: number,
    amount: number,
    integer: number,
  };
  if (look === "blank") return [{ code: "look", look, share: 1 }];
  const evidence: Evidence[] = [{ code: "look", look, share: Math.min(1, shares[look] ?? 1) }];
  if (look === "category" || look === "code") {
    evidence.push({ code: "distinct", values: distinct, of: filledCount });
  }
  return evidence;
}

const keys: ReadonlySet<string> = new Set(["vin", "plate", "customerNumber"]);

function crossShare(field: string, profile: ColumnProfile, other: OtherSheet | undefined): number {
  const values = other?.values.get(field);
  if (!values || values.size === 0 || profile.values.size === 0) return 0;
  let found = 0;
  for (const value of profile.values) if (values.has(value)) found++;
  return found / profile.values.size;
}

function crossEvidence(
  field: string,
  profile: ColumnProfile,
  other: OtherSheet | undefined
): { score: number; evidence: Evidence[] } {
  const share = crossShare(field, profile, other);
  if (share === 0) return { score: 0, evidence: [] };
  if (keys.has(field)) return { score: 25 * share, evidence: [{ code: "inArchive", share }] };
  if (field === "advisor") return { score: 15 * share, evidence: [{ code: "sharedNames", share }] };
  return { score: 0, evidence: [] };
}

/** How well the cells suit a field: 1 as they must be, 0 nothing against it, −1 of another kind. */
export function fitOf(field: AnyField, kind: FieldKind, p: ColumnProfile): number {
  if (p.filledCount === 0) return 0;
  const days = p.dateText + p.serial + p.epochSeconds + p.epochMilliseconds;
  const isDay = p.dateText + p.epochMilliseconds >= 0.8 || (p.serial >= 0.9 && p.timed >= 0.5);
  const isKey = p.vin >= 0.6 || p.plate >= 0.6;
  switch (kind) {
    case "vin":
      if (p.vin >= 0.5) return 1;
      if (
        p.plate >= 0.6 ||
        p.phone >= 0.6 ||
        p.person >= 0.6 ||
        p.dateText >= 0.6 ||
        p.words >= 0.9
      )
        return -1;
      return p.vin > 0 || p.code >= 0.5 ? 0.2 : 0;
    case "plate":
      if (p.plate >= 0.5) return 1;
      if (p.vin >= 0.6 || p.phone >= 0.6 || isDay || p.yesNo >= 0.9) return -1;
      return p.number >= 0.9 ? -0.5 : 0;
    case "key":
      if (isDay || p.plate >= 0.6 || (p.yesNo >= 0.95 && p.filledCount >= 5)) return -1;
      if (p.person >= 0.6 && p.code < 0.2) return -1;
      return p.distinct >= p.filledCount * 0.2 ? 0.4 : -0.4;
    case "phone":
      if (p.phone >= 0.5) return 1;
      if (isKey || isDay || p.person >= 0.5 || p.yesNo >= 0.9 || (p.words >= 0.9 && p.phone === 0))
        return -1;
      return p.phone > 0 ? 0.5 : 0;
    case "date":
    case "birthday":
      if (days >= 0.5) return 1;
      if (days > 0) return 0.3;
      if (isKey || p.phone >= 0.6 || p.yesNo >= 0.9 || p.person >= 0.6 || p.number >= 0.9)
        return -1;
      return p.words >= 0.9 ? -0.5 : 0;
    case "odometer":
    case "distance":
      if (isKey || p.phone >= 0.6 || isDay || p.person >= 0.6) return -1;
      if (p.number >= 0.7)
        return p.look === "odometer"
          ? 1
          : p.distinct < 3 && p.filledCount > 8 && p.max <= 1
            ? -1
            : 0.5;
      return p.words >= 0.9 ? -0.5 : 0;
    case "amount":
      if (isKey || p.phone >= 0.6 || isDay || p.person >= 0.6) return -1;
      return p.number >= 0.7 ? 0.7 : p.words >= 0.9 ? -0.6 : 0;
    default:
      return fitOfWords(field, p, isKey || isDay || p.phone >= 0.8);
  }
}

function fitOfWords(field: AnyField, p: ColumnProfile, isOther: boolean): number {
  if (isOther) return -1;
  const few = p.distinct <= Math.max(3, p.filledCount * 0.5);
  switch (field) {
    case "name":
      if (p.number >= 0.8) return -1;
      return p.person >= 0.5 || p.company >= 0.5 ? 1 : p.yesNo >= 0.9 ? -1 : 0.3;
    case "advisor":
    case "salesConsultant":
      if (p.yesNo >= 0.9 && p.filledCount >= enoughCells) return -1;
      if (p.number >= 0.9 && !Number.isInteger(p.median)) return -1;
      return p.person >= 0.5 ? 1 : few ? 0.4 : 0;
    case "orderNumber":
      if (p.person >= 0.6 || (p.distinct <= 2 && p.filledCount >= 8)) return -1;
      return p.code >= 0.7 ? 0.8 : 0;
    case "items":
      return p.words >= 0.5 ? 0.5 : p.code >= 0.8 || p.number >= 0.8 ? -0.6 : 0;
    case "sex":
      return [...p.values].every((value) =>
        /^(?:男|女|M|F|MALE|FEMALE|先生|女士|小姐|未知|保密|[012]|HERR|FRAU|MR\.?|MRS\.?|MS\.?|男性|女性)$/.test(
          value
        )
      )
        ? 1
        : -1;
    case "voidFlag":
      return p.yesNo >= 0.9 || p.distinct <= 3 ? 1 : -1;
    case "orderType":
    case "orderStatus":
    case "payer":
    case "soldHere":
      return few ? 0.5 : p.number >= 0.9 ? -0.6 : -0.1;
    case "address":
    case "model":
    case "insurer":
      return p.number >= 0.9 && field !== "model" ? -1 : 0.2;
    default:
      return 0;
  }
}
