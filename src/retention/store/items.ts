import { ORDER_KIND } from "./orderKinds";
import type { Dealership } from "./dealership";
import { NO_DAY, type SerialDay } from "../time";
import type { TextColumn } from "./tables";
import { defaultWords, wordMatcher, type WordLists } from "./words";

/**
 * What was done on an order (rules §2): 保养, 小修, 钣喷, 其他, by words in its type and items; an order
 * may carry several. 首保 and 二保 by word, else by count.
 */
export const itemClasses = ["maintenance", "minorRepair", "bodyPaint", "other"] as const;
export type ItemClass = (typeof itemClasses)[number];

/** Bits of the classes, as stored in {@link OrderItems.classes}. */
export const ITEM = {
  maintenance: 1,
  minorRepair: 2,
  bodyPaint: 4,
  other: 8,
} as const satisfies Record<ItemClass, number>;

/** Per order what was done; by row of the order table. */
export interface OrderItems {
  /** Bits of {@link ITEM}; an order on which no word is known is `other`. */
  readonly classes: Uint8Array;
  /** 1 = 首保, 2 = 二保, 3 = later or not known which maintenance, 0 = no maintenance visit. */
  readonly maintenanceNumber: Uint8Array;
  /** Whether any column tells what was done. */
  readonly known: boolean;
}

const WORDED_FIRST = 16;
const WORDED_SECOND = 32;
const ANY_REPAIR = 64;
const CLASS_BITS = 15;

/** Per distinct text its class bits, with marks for 首保, 二保 and a bare "repair". */
function textBits(column: TextColumn, words: WordLists): Uint8Array {
  const tests = [
    { bit: ITEM.maintenance, is: wordMatcher(words.maintenance) },
    { bit: ITEM.maintenance | WORDED_FIRST, is: wordMatcher(words.firstMaintenance) },
    { bit: ITEM.maintenance | WORDED_SECOND, is: wordMatcher(words.secondMaintenance) },
    { bit: ITEM.minorRepair, is: wordMatcher(words.minorRepair) },
    { bit: ITEM.bodyPaint, is: wordMatcher(words.bodyPaint) },
    { bit: ANY_REPAIR, is: wordMatcher(words.anyRepair) },
  ];
  return Uint8Array.from(column.texts, (text) =>
    tests.reduce((bits, { bit, is }) => (is(text) ? bits | bit : bits), 0)
  );
}

function readBits(dealership: Dealership, words: WordLists): Uint8Array {
  const { orders } = dealership;
  const typeBits = textBits(orders.orderType, words);
  const itemBits = textBits(orders.items, words);
  const bits = new Uint8Array(orders.count);
  for (let order = 0; order < orders.count; order++) {
    let found = typeBits[orders.orderType.codes[order]] | itemBits[orders.items.codes[order]];
    if ((found & CLASS_BITS) === 0) {
      found |= found & ANY_REPAIR ? ITEM.minorRepair : ITEM.other;
    }
    bits[order] = found;
  }
  return bits;
}

/**
 * Numbers the maintenance visits of each customer, oldest first. A worded 首保 or 二保 is what it says.
 * Others are counted only for cars delivered since the orders begin: of an older car nobody knows how
 * many came before. Later orders never change the number of an earlier one.
 */
function numberMaintenance(dealership: Dealership, bits: Uint8Array): Uint8Array {
  const { customers, firstOrderDay, visitOffsets, visitOrdersStart, visitOrdersEnd } = dealership;
  const { customerOrders, orderKind } = dealership;
  const numbers = new Uint8Array(bits.length);
  for (let customer = 0; customer < customers.count; customer++) {
    const delivery = customers.deliveryDate[customer];
    const counted = delivery !== NO_DAY && delivery >= firstOrderDay;
    let done = 0;
    for (let visit = visitOffsets[customer]; visit < visitOffsets[customer + 1]; visit++) {
      let found = 0;
      for (let at = visitOrdersStart[visit]; at < visitOrdersEnd[visit]; at++) {
        const order = customerOrders[at];
        found |= orderKind[order] === ORDER_KIND.visit ? bits[order] : 0;
      }
      if ((found & ITEM.maintenance) === 0) {
        continue;
      }
      const number = numberOf(found, counted, done);
      done = Math.max(done + 1, number);
      for (let at = visitOrdersStart[visit]; at < visitOrdersEnd[visit]; at++) {
        const order = customerOrders[at];
        if (orderKind[order] === ORDER_KIND.visit && bits[order] & ITEM.maintenance) {
          numbers[order] = number;
        }
      }
    }
  }
  return numbers;
}

function numberOf(found: number, counted: boolean, done: number): number {
  if (found & WORDED_FIRST) {
    return 1;
  }
  if (found & WORDED_SECOND) {
    return 2;
  }
  return counted ? Math.min(done + 1, 3) : 3;
}

/** Reads what was done on every order, from its type and items. */
export function itemsOf(dealership: Dealership, words: WordLists = defaultWords): OrderItems {
  const { orderType, items, mapped } = dealership.orders;
  const bits = readBits(dealership, words);
  return {
    classes: bits.map((found) => found & CLASS_BITS),
    maintenanceNumber: numberMaintenance(dealership, bits),
    known:
      (mapped.has("orderType") && orderType.texts.length > 1) ||
      (mapped.has("items") && items.texts.length > 1),
  };
}

/** A text of the order type that no word explains, on orders whose items tell no more. */
export interface UnexplainedType {
  readonly type: string;
  /** Visits' orders and reversals of the type that count as 其他 for it. */
  readonly orders: number;
}

/**
 * Order types that no word list explains, the most frequent first: their orders count as 其他 until the
 * user puts a word of theirs into a list of the settings.
 */
export function unexplainedTypes(dealership: Dealership, items: OrderItems): UnexplainedType[] {
  const { orders, orderKind } = dealership;
  const { codes, texts } = orders.orderType;
  const counts = new Int32Array(texts.length);
  for (let order = 0; order < orders.count; order++) {
    const kind = orderKind[order];
    const counted = kind === ORDER_KIND.visit || kind === ORDER_KIND.reversal;
    counts[codes[order]] += counted && items.classes[order] === ITEM.other ? 1 : 0;
  }
  return texts
    .map((type, code) => ({ type, orders: counts[code] }))
    .filter(({ type, orders: count }) => type !== "" && count > 0)
    .sort((a, b) => b.orders - a.orders || (a.type < b.type ? -1 : 1));
}

/** The classes of a visit: those of its orders together. */
export function classesOfVisit(dealership: Dealership, items: OrderItems, visit: number): number {
  const { visitOrdersStart, visitOrdersEnd, customerOrders, orderKind } = dealership;
  let classes = 0;
  for (let at = visitOrdersStart[visit]; at < visitOrdersEnd[visit]; at++) {
    const order = customerOrders[at];
    classes |= orderKind[order] === ORDER_KIND.visit ? items.classes[order] : 0;
  }
  return classes;
}

/**
 * Per customer the day of the last visit on or before a day that carried one of the classes;
 * {@link NO_DAY} if none. For maintenance also the customer sheet's own column, where it is later.
 */
export function lastDayOfItems(
  dealership: Dealership,
  items: OrderItems,
  classes: number,
  asOf: SerialDay
): Int32Array {
  const { customers, duplicate, countedFrom, visitOffsets, visitDay } = dealership;
  const days = new Int32Array(customers.count);
  for (let customer = 0; customer < customers.count; customer++) {
    if (duplicate[customer] || countedFrom[customer] > asOf) {
      continue;
    }
    for (let visit = visitOffsets[customer + 1] - 1; visit >= visitOffsets[customer]; visit--) {
      const seen = visitDay[visit] <= asOf;
      if (seen && classesOfVisit(dealership, items, visit) & classes) {
        days[customer] = visitDay[visit];
        break;
      }
    }
    const sheetDay = customers.lastMaintenance[customer];
    if (classes & ITEM.maintenance && sheetDay <= asOf && sheetDay > days[customer]) {
      days[customer] = sheetDay;
    }
  }
  return days;
}

/** Per customer the day of the last maintenance on or before a day; {@link NO_DAY} if none. */
export function lastMaintenanceDays(
  dealership: Dealership,
  items: OrderItems,
  asOf: SerialDay
): Int32Array {
  return lastDayOfItems(dealership, items, ITEM.maintenance, asOf);
}

/**
 * Whether any order up to a day tells what was done. Asked of the day, not of the file: a past day is to
 * give what its own data would have given.
 */
export function tellsWork({ orders, orderDay }: Dealership, asOf: SerialDay): boolean {
  const types = orders.orderType.codes;
  const items = orders.items.codes;
  return orderDay.some(
    (day, order) => day !== NO_DAY && day <= asOf && (types[order] > 0 || items[order] > 0)
  );
}
