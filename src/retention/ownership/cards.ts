import { type Dealership, normaliseKey, perDealership } from "../store";

/** 客户卡: all vehicles of one owner. What is dealt to advisors (rules §2, §10). */
export interface Cards {
  readonly count: number;
  /** Per customer its card; −1 for 重复 rows, which are in no count. */
  readonly cardOfCustomer: Int32Array;
  /** Members of card k, by row: `members[offsets[k] … offsets[k + 1])`. */
  readonly offsets: Int32Array;
  readonly members: Int32Array;
}

/** What names the owner of a row: customer number, else phone and name; `""` if neither is complete. */
function ownerKeyOf(dealership: Dealership, customer: number): string {
  const { customerNumber, phone, name } = dealership.customers;
  if (customerNumber[customer] !== "") {
    return `#${customerNumber[customer]}`;
  }
  const calls = normaliseKey(phone[customer]).replace(/[^\p{L}\p{N}]+/gu, "");
  const called = normaliseKey(name[customer]);
  return calls !== "" && called !== "" ? `${calls} ${called}` : "";
}

/**
 * Groups vehicles into cards by customer number, else by phone and name. A row that carries neither
 * is a card of its own: two cars whose owners nobody named are not taken as one owner's.
 */
export const cardsOf: (dealership: Dealership) => Cards = perDealership(groupCards);

function groupCards(dealership: Dealership): Cards {
  const { customers, duplicate } = dealership;
  const cardOfCustomer = new Int32Array(customers.count).fill(-1);
  const cardOfKey = new Map<string, number>();
  let count = 0;
  for (let customer = 0; customer < customers.count; customer++) {
    if (duplicate[customer]) {
      continue;
    }
    const key = ownerKeyOf(dealership, customer);
    let card = key === "" ? undefined : cardOfKey.get(key);
    if (card === undefined) {
      card = count++;
      if (key !== "") {
        cardOfKey.set(key, card);
      }
    }
    cardOfCustomer[customer] = card;
  }
  return { count, cardOfCustomer, ...membersOf(cardOfCustomer, count) };
}

function membersOf(
  cardOfCustomer: Int32Array,
  count: number
): { offsets: Int32Array; members: Int32Array } {
  const offsets = new Int32Array(count + 1);
  for (const card of cardOfCustomer) {
    if (card >= 0) {
      offsets[card + 1]++;
    }
  }
  for (let card = 0; card < count; card++) {
    offsets[card + 1] += offsets[card];
  }
  const next = offsets.slice(0, count);
  const members = new Int32Array(offsets[count]);
  for (let customer = 0; customer < cardOfCustomer.length; customer++) {
    if (cardOfCustomer[customer] >= 0) {
      members[next[cardOfCustomer[customer]]++] = customer;
    }
  }
  return { offsets, members };
}
