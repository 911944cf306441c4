import { foldCharacters, type CustomerField, type OrderField } from "../retention/store";
import { grammarMeaning, type GrammarMeaning } from "./headerGrammar";
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
 * A header as it is compared: NFKC, simplified characters, lower-case Latin, without white space, punctuation and bracketed
 * units.
 *
 * @example
 * normaliseHeader("* 进厂里程 （KM）："); //=> "进厂里程"
 */
export function normaliseHeader(header: string): string {
  const known = normalisedSeen.get(header);
  if (known !== undefined) return known;
  const normalised = normalise(header);
  if (normalisedSeen.size > 20_000) normalisedSeen.clear();
  normalisedSeen.set(header, normalised);
  return normalised;
}

/** The same headers are compared with each other over and over; the memory is bounded. */
const normalisedSeen = new Map<string, string>();

function normalise(header: string): string {
  const plain = foldCharacters(header.normalize("NFKC")).toLowerCase();
  const outsideBrackets = squeeze(plain.replace(/[([{【〔《<][^)\]}】〕》>]*[)\]}】〕》>]/gu, ""));
  return outsideBrackets || squeeze(plain);
}

function squeeze(text: string): string {
  return text.replace(/[\s:*.,;、，。_#'"“”‘’/\\|()[\]{}【】〔〕《》<>-]+/gu, "");
}

/** Ranks above every exact header, and above every listed ambiguous one. */
const likelyRank = 1000;
const extendedRank = 2000;
/** Headers that the grammar is sure of stand between the listed exact and the listed ambiguous ones. */
const grammarRank = 500;
const spokenRank = 1500;
/** So much may stand around a known header for it still to be taken for the field. */
const longestAddition = 6;
/** Additions that make another field of a header. */
const changesMeaning =
  /上次|下次|末次|最后|最近|首次|预[计约交定]|计划|承诺|应到|备注|说明|次数|拼音|代码|编码|编号|类型|来源|状态|原|旧|新|率|税|[未免]|索赔|换表|油量|检|回访|打印|审核|修改|更新|导入|人$|员$|last|next|first|no$|id$|type|status|code|remark|note|rate|tax|name|person|count|previous|promis|plan|appoint|origin|old|make|year|email/;

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
  const seen = meaningsSeen[kind];
  const known = seen.get(header);
  if (known !== undefined) return (known ?? undefined) as HeaderMeaning<FieldOf[Kind]> | undefined;
  const meaning = header.length > longestHeader ? undefined : meaningOf(kind, header);
  // Any cell of the first rows is looked at as a header; the memory is bounded all the same.
  if (seen.size > 20_000) seen.clear();
  seen.set(header, meaning ?? null);
  return meaning;
}

/** Longer texts are titles, notes and addresses. */
const longestHeader = 60;

const meaningsSeen: {
  readonly [Kind in SheetKind]: Map<string, HeaderMeaning<CustomerField | OrderField> | null>;
} = { customers: new Map(), orders: new Map() };

function meaningOf<Kind extends SheetKind>(
  kind: Kind,
  header: string
): HeaderMeaning<FieldOf[Kind]> | undefined {
  const text = normaliseHeader(header);
  if (!text) return undefined;
  const dictionary: Dictionary<FieldOf[Kind]> = dictionaries[kind];
  const known = dictionary.known.get(text);
  if (known || knownAnywhere.has(text)) return known;
  const spoken = grammarMeaning(kind, header) as GrammarMeaning<FieldOf[Kind]> | undefined;
  if (spoken) {
    const { field, sure, rank } = spoken;
    return {
      field,
      confidence: sure ? "exact" : "likely",
      rank: (sure ? grammarRank : spokenRank) + rank,
    };
  }
  const stem = dictionary.stems.find((candidate) => extendsStem(text, candidate));
  const meaning = stem === undefined ? undefined : dictionary.known.get(stem);
  return meaning && { ...meaning, confidence: "likely", rank: extendedRank + meaning.rank };
}

/** Whether a rank is that of a listed or fully understood header, not of one with unknown additions. */
export function listedUpTo(rank: number): boolean {
  return rank < spokenRank;
}

/** Whether a header that is not known names something else by its additions: 原车牌, 发动机号. */
export function namesAnotherThing(header: string): boolean {
  const text = normaliseHeader(header);
  return changesMeaning.test(text) || anotherThing.test(text);
}

/** Numbers and persons that are not the vehicle's own. */
const anotherThing =
  /发动机|变速|电机|电池|引擎|紧急|配偶|司机|驾驶|家庭|办公|单位电话|推荐|介绍|销售|顾问|经理|技师|店|公司|engine|motor|emergency|dealer|sales|advisor/;

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
