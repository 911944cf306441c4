import { ORDER_KIND, type Dealership, normaliseKey, defaultWords, type WordLists } from "../store";
import type { SerialDay } from "../time";

/**
 * Recommended work that was not done yet 维修提醒 (rules §8): from the order that recommends it until a
 * later order carries a matching item.
 */

/** Recommended work of one order that is still open. */
export interface OpenRecommendation {
  readonly customer: number;
  /** The order that recommends it. */
  readonly order: number;
  readonly day: SerialDay;
  /** The open items as written. */
  readonly items: readonly string[];
}

/** Words around the thing itself: 建议下次更换前刹车片 and 前刹车片更换 are about the same 前刹车片. */
const AROUND =
  /建议|下次|尽快|及时|需要?|应|更换|换|维修|修理|检查|清洗|RECOMMENDED?|REPLACE(?:MENT)?|CHECK/gu;

/** What a text of work is about, for comparison; the whole text where nothing else is in it. */
function subjectOf(text: string): string {
  const key = normaliseKey(text);
  const subject = key.replace(AROUND, "").replace(/[^\p{L}\p{N}]+/gu, "");
  return subject === "" ? key : subject;
}

interface Item {
  readonly text: string;
  readonly subject: string;
}

/** A test whether a text recommends nothing: 无, 暂无, a dash. Marks around the words do not matter. */
function nothingMatcher(words: readonly string[]): (text: string) => boolean {
  const bare = (text: string): string => normaliseKey(text).replace(/[^\p{L}\p{N}]+/gu, "");
  const nothing = new Set(["", ...words.map(bare)]);
  return (text) => nothing.has(bare(text));
}

/** The single items of a text: separated by commas, semicolons, 、, slashes, plus signs or line breaks. */
function itemsOfText(text: string, saysNothing: (text: string) => boolean): Item[] {
  if (saysNothing(text)) {
    return [];
  }
  return text
    .split(/[,，、;；/+|\n]+/u)
    .map((part) => part.trim())
    .filter((part) => !saysNothing(part))
    .map((part) => ({ text: part, subject: subjectOf(part) }));
}

/**
 * Open recommendations of the days from `first` to `last`, by customer, then day. An item is closed by
 * another order of the same day or later, up to `last`, whose items or type name it; recommended again
 * later, it stands with the later order.
 *
 * @param refusedUntil per customer the latest day of a refusal; it closes what was recommended by then
 * @param words by which a text says that nothing is recommended
 */
export function openRecommendations(
  dealership: Dealership,
  first: SerialDay,
  last: SerialDay,
  refusedUntil: ReadonlyMap<number, SerialDay>,
  words: Pick<WordLists, "nothingRecommended"> = defaultWords
): OpenRecommendation[] {
  const { customers, orders, orderOffsets, customerOrders, orderDay, orderKind } = dealership;
  const { recommendedItems, items, orderType } = orders;
  const found: OpenRecommendation[] = [];
  if (recommendedItems.texts.length < 2) {
    return found;
  }
  const saysNothing = nothingMatcher(words.nothingRecommended);
  const recommended = recommendedItems.texts.map((text) => itemsOfText(text, saysNothing));
  const subjects = new Map<string, string>();
  const doneOn = (order: number): string => {
    const text = `${items.texts[items.codes[order]]} ${orderType.texts[orderType.codes[order]]}`;
    let subject = subjects.get(text);
    if (subject === undefined) {
      subject = subjectOf(text);
      subjects.set(text, subject);
    }
    return subject;
  };
  for (let customer = 0; customer < customers.count; customer++) {
    const start = orderOffsets[customer];
    const refused = refusedUntil.get(customer) ?? -Infinity;
    const done: string[] = [];
    const askedAgain = new Set<string>();
    const open: OpenRecommendation[] = [];
    for (let at = orderOffsets[customer + 1] - 1; at >= start;) {
      const day = orderDay[customerOrders[at]];
      if (day < first) {
        break;
      }
      const endOfDay = at;
      while (at >= start && orderDay[customerOrders[at]] === day) {
        at--;
      }
      if (day > last) {
        continue;
      }
      const ofDay = Array.from(customerOrders.subarray(at + 1, endOfDay + 1)).filter(
        (order) => orderKind[order] === ORDER_KIND.visit
      );
      for (const order of ofDay) {
        const asked = recommended[recommendedItems.codes[order]];
        if (asked.length === 0 || day <= refused) {
          continue;
        }
        const others = ofDay.filter((other) => other !== order).map(doneOn);
        const still = asked.filter(
          ({ subject }) =>
            !askedAgain.has(subject) &&
            !done.some((text) => text.includes(subject)) &&
            !others.some((text) => text.includes(subject))
        );
        still.forEach(({ subject }) => askedAgain.add(subject));
        if (still.length > 0) {
          open.push({ customer, order, day, items: still.map(({ text }) => text) });
        }
      }
      done.push(...ofDay.map(doneOn));
    }
    found.push(...open.reverse());
  }
  return found;
}
