import type { CustomerField, OrderField } from "../retention/store";
import { customerSynonyms, orderSynonyms, otherHeaders, type Synonyms } from "./headerSynonyms";

/** Which of the two sheets a header stands on: the same word may mean another field there. */
export type SheetKind = "customers" | "orders";

/** The fields of each kind of sheet. */
export interface FieldOf {
  customers: CustomerField;
  orders: OrderField;
}

/** How sure a header is the field's: `exact`, a known header; `likely`, ambiguous or with additions. */
export type HeaderConfidence = "exact" | "likely";

/** What a header means on one kind of sheet. The lower the rank, the better the header. */
export interface HeaderMeaning<Field extends string> {
  readonly field: Field;
  readonly confidence: HeaderConfidence;
  readonly rank: number;
}

/**
 * A header as it is compared: NFKC, lower-case Latin, without white space, punctuation and bracketed
 * units.
 *
 * @example
 * normaliseHeader("* 进厂里程 （KM）："); //=> "进厂里程"
 */
export function normaliseHeader(header: string): string {
  const plain = header.normalize("NFKC").toLowerCase();
  const outsideBrackets = squeeze(plain.replace(/[([{【〔《<][^)\]}】〕》>]*[)\]}】〕》>]/gu, ""));
  return outsideBrackets || squeeze(plain);
}

function squeeze(text: string): string {
  return text.replace(/[\s:*.,;、，。_#'"“”‘’/\\|()[\]{}【】〔〕《》<>-]+/gu, "");
}

/** Ranks above every exact header, and above every listed ambiguous one. */
const likelyRank = 1000;
const extendedRank = 2000;
/** So much may stand around a known header for it still to be taken for the field. */
const longestAddition = 6;
/** Additions that make another field of a header. */
const changesMeaning =
  /上次|下次|末次|最后|最近|首次|预计|备注|说明|次数|拼音|代码|编码|编号|类型|来源|状态|原|旧|新|率|税|人$|last|next|first|no$|id$|type|status|code|remark|note|rate|tax|name|person|count|previous/;

interface Dictionary<Field extends string> {
  readonly known: ReadonlyMap<string, HeaderMeaning<Field>>;
  /** Known headers long enough to be recognised with additions, longest first. */
  readonly stems: readonly string[];
}

function dictionaryOf<Field extends string>(
  synonyms: Readonly<Record<Field, Synonyms>>
): Dictionary<Field> {
  const known = new Map<string, HeaderMeaning<Field>>();
  const stems = new Set<string>();
  for (const field of Object.keys(synonyms) as Field[]) {
    synonyms[field].exact.forEach((header, rank) => {
      const text = normaliseHeader(header);
      known.set(text, { field, confidence: "exact", rank });
      if (text.length >= (isLatin(text) ? 5 : 3)) stems.add(text);
    });
  }
  for (const field of Object.keys(synonyms) as Field[]) {
    synonyms[field].likely?.forEach((header, index) => {
      const text = normaliseHeader(header);
      if (!known.has(text)) {
        known.set(text, { field, confidence: "likely", rank: likelyRank + index });
      }
    });
  }
  return { known, stems: [...stems].sort((a, b) => b.length - a.length) };
}

const dictionaries: { readonly [Kind in SheetKind]: Dictionary<FieldOf[Kind]> } = {
  customers: dictionaryOf(customerSynonyms),
  orders: dictionaryOf(orderSynonyms),
};

const knownAnywhere: ReadonlySet<string> = new Set([
  ...dictionaries.customers.known.keys(),
  ...dictionaries.orders.known.keys(),
  ...otherHeaders.map(normaliseHeader),
]);

/** Whether a text is a header of the trade at all, a field of the add-in or not. */
export function isKnownHeader(header: string): boolean {
  return knownAnywhere.has(normaliseHeader(header));
}

/**
 * What a header means on a sheet of customers or of orders; `undefined` if it is no field there.
 *
 * @example
 * headerMeaning("orders", "进厂里程(km)"); //=> { field: "odometer", confidence: "exact", rank: 0 }
 */
export function headerMeaning<Kind extends SheetKind>(
  kind: Kind,
  header: string
): HeaderMeaning<FieldOf[Kind]> | undefined {
  const text = normaliseHeader(header);
  if (!text) return undefined;
  const dictionary: Dictionary<FieldOf[Kind]> = dictionaries[kind];
  const known = dictionary.known.get(text);
  if (known || knownAnywhere.has(text)) return known;
  const stem = dictionary.stems.find((candidate) => extendsStem(text, candidate));
  const meaning = stem === undefined ? undefined : dictionary.known.get(stem);
  return meaning && { ...meaning, confidence: "likely", rank: extendedRank + meaning.rank };
}

function extendsStem(text: string, stem: string): boolean {
  const addition = text.startsWith(stem)
    ? text.slice(stem.length)
    : text.endsWith(stem)
      ? text.slice(0, -stem.length)
      : undefined;
  return (
    addition !== undefined && addition.length <= longestAddition && !changesMeaning.test(addition)
  );
}

function isLatin(text: string): boolean {
  return /^[\p{Script=Latin}\d]+$/u.test(text);
}
