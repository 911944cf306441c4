import { foldCharacters, type CustomerField, type OrderField } from "../retention/store";
import { distanceUnits, headerWords, moneyUnits, otherUnits, type HeaderPart } from "./headerWords";

/** What a header says by its parts: the field, and whether beyond doubt. */
export interface GrammarMeaning<Field extends string> {
  readonly field: Field;
  readonly sure: boolean;
  /** The lower, the better the header among others that mean the field. */
  readonly rank: number;
}

interface Rule<Field extends string> {
  readonly field: Field;
  /** One part of each group must be there. */
  readonly needs: readonly (readonly HeaderPart[])[];
  /** Parts that may be there besides. A part that is neither makes another column of it. */
  readonly allows: readonly HeaderPart[];
  readonly sure: boolean;
}

function rule<Field extends string>(
  field: Field,
  needs: string,
  allows = "",
  sure = true
): Rule<Field> {
  const groups = needs.split(" ").map((group) => group.split("|") as HeaderPart[]);
  return { field, needs: groups, allows: allows.split(" ") as HeaderPart[], sure };
}

const keyRules: readonly Rule<"vin" | "plate" | "customerNumber">[] = [
  rule("vin", "vin", "number vehicle neutral"),
  rule("plate", "plate", "number vehicle neutral"),
  rule("plate", "registration number", "vehicle"),
  rule("customerNumber", "customer number", ""),
];

const orderRules: readonly Rule<OrderField>[] = [
  ...keyRules,
  rule("orderNumber", "order number", "repair"),
  rule("orderNumber", "order", "repair", false),
  rule("orderNumber", "repair number", "", false),
  rule("orderNumber", "document number", "order settle", false),
  rule("arrival", "arrival date", "vehicle order repair maintenance"),
  rule("arrival", "open date", "vehicle order repair number"),
  rule("arrival", "order date", "repair", false),
  rule("arrival", "repair|maintenance date", "vehicle", false),
  rule("arrival", "arrival date neutral", "vehicle order repair", false),
  rule("settlement", "settle date", "order repair document number neutral"),
  rule("settlement", "paidUp date", "order settle", false),
  rule("settlement", "out date", "order vehicle repair", false),
  rule("settlement", "document date", "order", false),
  rule("odometer", "km arrival|drive", "vehicle repair neutral"),
  rule("odometer", "km repair", "vehicle order"),
  rule("odometer", "km vehicle", "neutral"),
  rule("odometer", "km", "neutral order number", false),
  rule(
    "orderType",
    "type repair|maintenance|order|business",
    "repair maintenance order business name number"
  ),
  rule("orderStatus", "status repair|order|business|document|settle", "repair order business"),
  rule("recommendedItems", "advised items", "repair maintenance next"),
  rule(
    "nextServiceDate",
    "next maintenance|arrival|repair date",
    "maintenance advised arrival neutral end"
  ),
  rule(
    "nextServiceKm",
    "next maintenance|arrival|repair km",
    "maintenance advised arrival neutral end"
  ),
  rule("items", "items repair|maintenance|order", "repair maintenance order name"),
  rule("items", "items", "name", false),
  rule("labour", "labour amount|total", "repair total discounted withTax order receivable settle"),
  rule("parts", "parts amount|total", "repair total discounted withTax order receivable settle"),
  rule(
    "receivable",
    "discounted amount|total",
    "total amount order repair withTax receivable settle"
  ),
  rule("receivable", "receivable amount|total", "total amount order repair withTax settle"),
  rule(
    "receivable",
    "settle amount|total",
    "total amount order repair withTax receivable discounted"
  ),
  rule("receivable", "receivable", "order", false),
  rule("receivable", "withTax|withoutTax total", "order amount", false),
  rule(
    "receivable",
    "total order|repair|withTax|settle|document",
    "amount repair withTax order settle",
    false
  ),
  rule("receivable", "total amount", "withTax order", false),
  rule("receivable", "total", "", false),
  rule("receivable", "order|repair amount", "withTax", false),
  rule("receivable", "withTax amount", "order repair settle", false),
  rule("receivable", "listed amount|total", "total amount order withTax receivable", false),
  rule("received", "received amount|total", "total amount order withTax neutral settle"),
  rule("received", "paidUp amount|total", "total amount order", false),
  rule("received", "received", "total order", false),
  rule("cost", "cost amount|total", "total order amount withTax", true),
  rule("cost", "cost", "order repair", false),
  rule("advisor", "advisor", "name order repair arrival number neutral"),
  rule("voidFlag", "void flag", "order"),
];

const customerRules: readonly Rule<CustomerField>[] = [
  ...keyRules,
  rule("name", "customer name", ""),
  rule("name", "contact name", "customer", false),
  rule("phone", "phone", "number customer name vehicle"),
  rule("phone", "contact phone|number", "customer phone number", false),
  rule("phone", "phone|landline", "landline number customer contact phone", false),
  rule("model", "model", "vehicle name number"),
  rule("model", "series", "vehicle name", false),
  rule("deliveryDate", "sale|out date", "vehicle customer neutral sale out"),
  rule("registrationDate", "registration date", "vehicle initial registration number"),
  rule("registrationDate", "registration", "vehicle initial", false),
  rule("warrantyEnd", "warranty end", "date vehicle customer neutral"),
  rule("warrantyKm", "warranty km", "end vehicle"),
  rule("insuranceEnd", "insurance end", "date vehicle"),
  rule("inspectionEnd", "inspection end|next", "date vehicle end next"),
  rule("lastVisit", "last arrival date", "vehicle repair order"),
  rule("lastVisit", "last arrival", "vehicle", false),
  rule("lastVisit", "last repair|order date", "vehicle repair", false),
  rule("lastMaintenance", "last maintenance date", "vehicle repair"),
  rule("odometer", "last km arrival", "vehicle drive"),
  rule("odometer", "last km repair", "vehicle drive", false),
  rule("odometer", "last km", "vehicle drive", false),
  rule("odometer", "km drive|vehicle", "neutral vehicle", false),
  rule("odometer", "km", "neutral number", false),
  rule("odometer", "last km maintenance", "", false),
  rule("soldHere", "here sale", "flag vehicle"),
  rule("soldHere", "here vehicle", "flag"),
  rule("salesConsultant", "sale advisor", "name"),
  rule("address", "address", "customer number"),
  rule("address", "address contact", "customer", false),
  rule("advisor", "advisor", "exclusive name"),
  rule("advisor", "advisor last|arrival", "name arrival", false),
  rule("birthday", "birth", "date customer"),
  rule("sex", "sex", "customer"),
  rule("sex", "sex contact", "", false),
  rule("invalidReason", "invalid reason", "customer vehicle"),
  rule("invalidDate", "invalid date", "customer vehicle"),
];

const rules: {
  readonly customers: readonly Rule<CustomerField>[];
  readonly orders: readonly Rule<OrderField>[];
} = { customers: customerRules, orders: orderRules };

const partOfWord: ReadonlyMap<string, readonly HeaderPart[]> = (() => {
  const parts = new Map<string, HeaderPart[]>();
  for (const part of Object.keys(headerWords) as HeaderPart[]) {
    for (const word of headerWords[part].split(" ")) {
      parts.set(word, [...(parts.get(word) ?? []), part]);
    }
  }
  return parts;
})();
const longestWord = Math.max(...[...partOfWord.keys()].map(({ length }) => length));

/**
 * The words of a header: what stands in brackets apart, `camelCase`, `snake_case` and digits at the
 * end divided.
 */
function wordsOf(header: string): { outside: string[]; brackets: string[] } {
  const plain = foldCharacters(header.normalize("NFKC"));
  const brackets: string[] = [];
  const outside = plain.replace(
    /[([{【〔《<]([^)\]}】〕》>]*)[)\]}】〕》>]/gu,
    (_, inner: string) => {
      brackets.push(inner.trim().toLowerCase());
      return " ";
    }
  );
  return { outside: tokens(outside.trim() === "" ? plain : outside), brackets };
}

function tokens(text: string): string[] {
  return (
    text
      .replace(/#/gu, " no ")
      .replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
      .toLowerCase()
      .match(/\p{Script=Han}+|[\p{Script=Latin}]+|\d+/gu) ?? []
  );
}

/** Divides a run of letters into known words; `undefined` if anything is left over. */
function divide(run: string): string[] | undefined {
  if (partOfWord.has(run)) return [run];
  const shortest = /\p{Script=Han}/u.test(run) ? 1 : 2;
  const from: (string[] | undefined)[] = Array<string[] | undefined>(run.length + 1);
  from[run.length] = [];
  // From the end, so that of all divisions the one with the fewest words is kept.
  for (let at = run.length - 1; at >= 0; at--) {
    for (let end = Math.min(run.length, at + longestWord); end >= at + shortest; end--) {
      const rest = from[end];
      const best = from[at];
      if (!rest || (best && best.length <= rest.length + 1)) continue;
      const word = run.slice(at, end);
      if (partOfWord.has(word)) from[at] = [word, ...rest];
    }
  }
  return from[0];
}

/** The parts of a header; `undefined` if it holds a word that is none. Each word may be several parts. */
export function headerParts(header: string): readonly (readonly HeaderPart[])[] | undefined {
  const known = partsSeen.get(header);
  if (known !== undefined) return known ?? undefined;
  const { outside, brackets } = wordsOf(header);
  const parts: (readonly HeaderPart[])[] = [];
  for (const word of outside) {
    const divided = /^\d/.test(word) ? undefined : divide(word);
    if (!divided) {
      remember(header, null);
      return undefined;
    }
    for (const piece of divided) parts.push(partOfWord.get(piece) ?? []);
  }
  for (const inner of brackets) {
    const qualifier = partOfWord.get(inner.replace(/\s+/gu, ""));
    if (qualifier) parts.push(qualifier);
  }
  remember(header, parts);
  return parts;
}

const partsSeen = new Map<string, readonly (readonly HeaderPart[])[] | null>();

/** Headers come again on every sheet and in every run; the memory is bounded all the same. */
function remember(header: string, parts: readonly (readonly HeaderPart[])[] | null): void {
  if (partsSeen.size > 5000) partsSeen.clear();
  partsSeen.set(header, parts);
}

/** Whether a text has a word of the trade's headers in it at all. */
export function hasHeaderWord(header: string): boolean {
  return wordsOf(header).outside.some((run) => {
    if (partOfWord.has(run)) return true;
    if (!/\p{Script=Han}/u.test(run)) return false;
    for (let at = 0; at < run.length - 1; at++) {
      if (partOfWord.has(run.slice(at, at + 2))) return true;
    }
    return false;
  });
}

/**
 * What a header means by the words that it is made of, on a sheet of customers or of orders.
 *
 * @example
 * grammarMeaning("orders", "RO Open Date"); //=> { field: "arrival", sure: true, rank: … }
 */
export function grammarMeaning(
  kind: "customers" | "orders",
  header: string
): GrammarMeaning<CustomerField | OrderField> | undefined {
  const parts = headerParts(header);
  if (!parts || parts.length === 0) return undefined;
  const all: readonly Rule<CustomerField | OrderField>[] = rules[kind];
  const rank = all.findIndex((it) => matches(it, parts));
  if (rank < 0) return undefined;
  const { field, sure } = all[rank];
  return { field, sure, rank };
}

function matches(
  { needs, allows }: Rule<string>,
  parts: readonly (readonly HeaderPart[])[]
): boolean {
  if (parts.length < needs.length) return false;
  const used = new Array<boolean>(parts.length).fill(false);
  // A word of several meanings serves one need only; needs with the fewest words to serve them first.
  const ordered = [...needs].sort((a, b) => serving(parts, a) - serving(parts, b));
  for (const group of ordered) {
    const at = parts.findIndex(
      (part, index) => !used[index] && part.some((it) => group.includes(it))
    );
    if (at < 0) return false;
    used[at] = true;
  }
  const needed = needs.flat();
  return parts.every(
    (part, index) => used[index] || part.some((it) => allows.includes(it) || needed.includes(it))
  );
}

function serving(parts: readonly (readonly HeaderPart[])[], group: readonly HeaderPart[]): number {
  return parts.filter((part) => part.some((it) => group.includes(it))).length;
}

/** What brackets and last words of a header say of the amounts below it. */
export interface HeaderQualifiers {
  /** By which amounts are multiplied to be yuan, distances to be kilometres. */
  readonly money: number;
  readonly distance: number;
  /** After or before the discount, where the header says so. */
  readonly discount?: "after" | "before";
}

/**
 * The unit and the discount that a header names; where it names no unit, that of the whole list.
 *
 * @example
 * headerQualifiers("应收金额（分）"); //=> { money: 0.01, distance: 1 }
 */
export function headerQualifiers(header: string, whole: TitleUnits = {}): HeaderQualifiers {
  const { outside, brackets } = wordsOf(header);
  const text = outside.join("");
  const marks = [
    ...brackets.map((it) => it.replace(/\s+/gu, "").replace(/^单位[:：]?/u, "")),
    ...tailOf(text),
  ];
  const pick = (units: Readonly<Record<string, number>>, otherwise = 1): number =>
    marks.map((mark) => units[mark]).find((factor) => factor !== undefined) ?? otherwise;
  const all = `${text} ${brackets.join(" ")}`;
  const after = headerWords.discounted.split(" ").some((word) => all.includes(word));
  const before = headerWords.listed.split(" ").some((word) => all.includes(word));
  return {
    money: pick(moneyUnits, whole.money),
    distance: pick(distanceUnits, whole.distance),
    ...(after !== before && { discount: after ? ("after" as const) : ("before" as const) }),
  };
}

/** `金额万元` and `里程万公里` carry the unit behind the noun. */
function tailOf(text: string): string[] {
  const tail = /(?:万元|万公里|千公里|千元|fen|cents)$/u.exec(text);
  return tail ? [tail[0]] : [];
}

/** Factors that hold for every column of a list whose header names no unit. */
export interface TitleUnits {
  readonly money?: number;
  readonly distance?: number;
}

const titleUnit = /单位\s*[:：]?\s*(?:为)?\s*[(（]?\s*([\p{Script=Han}a-z]+)/giu;

/**
 * The units that the rows above a header name for the whole list: 单位：万元, （金额单位:分）. A list that
 * names its organisation (单位：城南店) names no unit.
 */
export function titleUnits(titles: readonly string[]): TitleUnits {
  const units: { money?: number; distance?: number } = {};
  for (const title of titles) {
    for (const [, word] of foldCharacters(title.normalize("NFKC"))
      .toLowerCase()
      .matchAll(titleUnit)) {
      const money = moneyUnits[word];
      const distance = distanceUnits[word];
      if (money !== undefined) units.money ??= money;
      else if (distance !== undefined) units.distance ??= distance;
    }
  }
  return units;
}

const unitWords: ReadonlySet<string> = new Set([
  ...Object.keys(moneyUnits),
  ...Object.keys(distanceUnits),
  ...otherUnits,
]);

/** Whether a text below a header is nothing but the unit of its column: 元, （万元）, km. */
export function isUnit(text: string): boolean {
  return unitWords.has(
    foldCharacters(text.normalize("NFKC"))
      .toLowerCase()
      .replace(/^单位[:：]?/u, "")
      .replace(/[\s()[\]【】]/gu, "")
  );
}
