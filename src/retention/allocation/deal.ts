import { centsOf, certify, type Certificate, type DealKind, type DealTerms } from "./certificate";
import { controlledRounding } from "./controlledRounding";
import { EVEN_ENOUGH, Table, type Holdings } from "./evenOut";
import { randomOf, type Random } from "./random";
import { strata, type CareCustomer, type Stock, type StockCard } from "./stock";

/**
 * 资源分配 (rules §10, S0 资源分配: "按抽签的顺序多次分解到服务顾问"). Pure and repeatable: the same seed,
 * customers and advisors give the same deal on every machine, whatever order they stand in.
 */

/** Who takes part, and with what share relative to the others; 1 = a full one. */
export interface Participant {
  readonly name: string;
  readonly weight: number;
}

export interface DealRequest {
  /** From which the draw order is drawn; shown on the sheet. */
  readonly seed: string;
  /** 抽签顺序 typed in: every participant once. Drawn from the seed otherwise. */
  readonly drawOrder?: readonly string[] | undefined;
  readonly advisors: readonly Participant[];
  /** 大客户 assigned by hand: card key → advisor. */
  readonly byHand?: ReadonlyMap<string, string> | undefined;
}

/** A card and whom it goes to; `""` = nobody yet. */
export interface DealtCard {
  readonly card: StockCard;
  readonly owner: string;
}

export interface Deal {
  readonly kind: DealKind;
  /** Cards that get an owner by this deal, by key: all valid ones, or those of a 补充分配. */
  readonly cards: readonly DealtCard[];
  /** 大客户 that are up for a decision by hand, and what it was; by key. */
  readonly largeAccounts: readonly DealtCard[];
  /** Customers that go to the 客服专员. */
  readonly customerCare: readonly CareCustomer[];
  readonly certificate: Certificate;
}

/** Weights count in thousandths. */
const WEIGHT_SCALE = 1000;

const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));

/** Weights as the smallest whole numbers in the same proportion. */
function sharesOf(advisors: readonly Participant[]): number[] {
  const scaled = advisors.map(({ weight }) => Math.round(weight * WEIGHT_SCALE));
  const common = scaled.reduce(divisor, 0);
  return scaled.map((share) => share / common);
}

const compareName = (a: Participant, b: Participant): number => (a.name < b.name ? -1 : 1);

function inDrawOrder(request: DealRequest, random: Random): Participant[] {
  // Who has no weight takes no part.
  const advisors = request.advisors.filter(({ weight }) => weight !== 0);
  const byName = new Map(advisors.map((advisor) => [advisor.name, advisor]));
  const drawOrder = request.drawOrder?.filter(
    (name) => byName.has(name) || !request.advisors.some((advisor) => advisor.name === name)
  );
  const usable = advisors.every(
    ({ weight }) => Number.isFinite(weight) && Math.round(weight * WEIGHT_SCALE) >= 1
  );
  if (advisors.length === 0 || byName.size < advisors.length || !usable) {
    throw new RangeError("A deal needs advisors with different names and weights above zero");
  }
  if (drawOrder === undefined) {
    return random.shuffled([...advisors].sort(compareName));
  }
  const ordered = [...new Set(drawOrder)].flatMap((name) => byName.get(name) ?? []);
  if (ordered.length !== drawOrder.length || ordered.length !== advisors.length) {
    throw new RangeError("A draw order names every participant once");
  }
  return ordered;
}

interface Draw {
  readonly terms: DealTerms;
  readonly random: Random;
}

function draw(stock: Stock, kind: DealKind, request: DealRequest): Draw {
  const random = randomOf(request.seed);
  const advisors = inDrawOrder(request, random);
  const terms: DealTerms = {
    kind,
    asOf: stock.asOf,
    seed: request.seed.trim(),
    orderTyped: request.drawOrder !== undefined,
    advisors,
    shares: sharesOf(advisors),
  };
  return { terms, random };
}

/** Positions of the cards per stratum, by PSV from high to low, those without PSV last (rules §10.1). */
function byStratum(cards: readonly StockCard[], only: (card: number) => boolean): number[][] {
  const groups: number[][] = strata.map(() => []);
  cards.forEach(({ stratum }, card) => {
    if (only(card)) {
      groups[stratum].push(card);
    }
  });
  const worth = cards.map(({ psv }) => (Number.isNaN(psv) ? -1 : centsOf(psv)));
  groups.forEach((group) => group.sort((a, b) => worth[b] - worth[a] || a - b));
  return groups;
}

/** Cards per stratum and advisor by controlled rounding: rows strata, columns advisors. */
function slotsOf(counts: readonly number[], shares: readonly number[]): number[][] {
  const allShares = shares.reduce((sum, share) => sum + share, 0);
  return controlledRounding(
    counts.map((count) => shares.map((share) => count * share)),
    allShares
  );
}

/**
 * Deals the cards of each stratum round after round in draw order: the advisor with the smallest part of
 * his slots filled is next.
 */
function dealRounds(
  groups: readonly (readonly number[])[],
  slots: readonly (readonly number[])[],
  holder: Int32Array
): void {
  groups.forEach((group, s) => {
    const given = slots[s].map(() => 0);
    for (const card of group) {
      let next = -1;
      slots[s].forEach((own, a) => {
        const open = given[a] < own;
        const lessFilled = next < 0 || (given[a] + 1) * slots[s][next] < (given[next] + 1) * own;
        if (open && lessFilled) {
          next = a;
        }
      });
      given[next]++;
      holder[card] = next;
    }
  });
}

/** Up to this many cards, the evening out is repeated from altered deals to get past dead ends. */
const RETRY_LIMIT = 300;
const RETRIES = 60;

/** Exchanges some cards of the same stratum at random. */
function altered(holdings: Holdings, random: Random): Int32Array {
  const { stratum, holder } = holdings;
  const next = holder.slice();
  const times = 2 + random.below(4);
  for (let i = 0; i < times; i++) {
    const card = random.below(next.length);
    const other = random.below(next.length);
    if (stratum[card] === stratum[other]) {
      [next[card], next[other]] = [next[other], next[card]];
    }
  }
  return next;
}

/**
 * Evens out ΣPSV; `holdings.holder` holds the result.
 *
 * @param fresh another deal to start from, where cards may be dealt otherwise at all
 */
function evenOut(holdings: Holdings, random: Random, fresh?: () => Int32Array): void {
  const table = new Table(holdings);
  table.level();
  let spread = table.spread();
  const retries = holdings.amount.length > RETRY_LIMIT ? 0 : RETRIES;
  for (let i = 0; i < retries && spread > EVEN_ENOUGH; i++) {
    const holder = fresh !== undefined && i % 2 === 1 ? fresh() : altered(holdings, random);
    const attempt = { ...holdings, holder };
    const other = new Table(attempt);
    other.level();
    if (other.spread() < spread) {
      spread = other.spread();
      holdings.holder.set(attempt.holder);
    }
  }
}

/** Whether a count is its quota rounded up or down, in whole numbers. */
function quotaGuard(
  counts: readonly number[],
  shares: readonly number[]
): (advisor: number, stratum: number, count: number) => boolean {
  const allShares = shares.reduce((sum, share) => sum + share, 0);
  const total = counts.reduce((sum, count) => sum + count, 0);
  return (advisor, stratum, count) => {
    const of = stratum < 0 ? total : counts[stratum];
    return Math.abs(count * allShares - of * shares[advisor]) < allShares;
  };
}

/** Deals cards with the full guarantee and evens out their ΣPSV. Gives the holder per card. */
function dealFairly(cards: readonly StockCard[], { terms, random }: Draw): Int32Array {
  const groups = byStratum(cards, () => true);
  const counts = groups.map((group) => group.length);
  const dealt = (order: readonly number[]): Int32Array => {
    const inOrder = new Int32Array(cards.length);
    const slots = slotsOf(
      counts,
      order.map((advisor) => terms.shares[advisor])
    );
    dealRounds(groups, slots, inOrder);
    return inOrder.map((place) => order[place]);
  };
  const drawOrder = terms.shares.map((_, advisor) => advisor);
  const holder = dealt(drawOrder);
  const holdings: Holdings = {
    amount: Float64Array.from(cards, ({ psv }) => centsOf(psv)),
    stratum: Uint8Array.from(cards, ({ stratum }) => stratum),
    holder,
    strataCount: strata.length,
    weights: terms.shares,
    besides: new Float64Array(terms.shares.length),
    allows: quotaGuard(counts, terms.shares),
  };
  evenOut(holdings, random, () => dealt(random.shuffled(drawOrder)));
  return holder;
}

const isOwnedBy =
  (name: string) =>
  ({ owner }: { readonly owner: string }): boolean =>
    owner === name;

function byHand(accounts: readonly StockCard[], request: DealRequest): DealtCard[] {
  return accounts.map((card) => ({ card, owner: request.byHand?.get(card.key) ?? "" }));
}

function dealtCards(cards: readonly StockCard[], holder: Int32Array, { terms }: Draw): DealtCard[] {
  return cards.map((card, i) => ({ card, owner: terms.advisors[holder[i]].name }));
}

function fairDeal(
  stock: Stock,
  kind: DealKind,
  request: DealRequest,
  belongs: (entry: { readonly owner: string }) => boolean
): Deal {
  const drawn = draw(stock, kind, request);
  const cards = stock.cards.filter(belongs);
  const holder = dealFairly(cards, drawn);
  return {
    kind,
    cards: dealtCards(cards, holder, drawn),
    largeAccounts: byHand(stock.largeAccounts.filter(belongs), request),
    customerCare: stock.customerCare.filter(belongs),
    certificate: certify(drawn.terms, cards, holder),
  };
}

/**
 * 整体分配: every valid card is dealt anew. Each advisor gets his quota rounded up or down in every
 * stratum *and* in total, so at equal weights nobody has more than one card more than another in either;
 * among such deals ΣPSV is evened out.
 *
 * @throws RangeError without advisors, with two of one name, with a weight not above zero, or with a
 * typed draw order that does not name every participant once.
 */
export function dealFull(stock: Stock, request: DealRequest): Deal {
  return fairDeal(stock, "full", request, () => true);
}

/**
 * 离职分配: the leaver's cards are dealt among the others with the guarantees of {@link dealFull}; all
 * other cards stay.
 *
 * @param leaver his name as the ownership has it; he must not be among the participants
 * @throws RangeError as {@link dealFull}, or if the leaver takes part.
 */
export function dealLeaver(stock: Stock, request: DealRequest, leaver: string): Deal {
  if (request.advisors.some(({ name }) => name === leaver)) {
    throw new RangeError("An advisor who leaves takes no part in the deal of his cards");
  }
  return fairDeal(stock, "leaver", request, isOwnedBy(leaver));
}

/** 补充分配: the valid cards that have no owner are dealt with the guarantees of {@link dealFull}. */
export function dealUnassigned(stock: Stock, request: DealRequest): Deal {
  return fairDeal(stock, "unassigned", request, isOwnedBy(""));
}

/**
 * 保留现有归属: cards of participants stay where they are, all others go where a stratum's quota is
 * missed by most. A new 期 all the same; the imbalance that remains is measured, not promised.
 *
 * @throws RangeError as {@link dealFull}.
 */
export function dealKeepingPresent(stock: Stock, request: DealRequest): Deal {
  const drawn = draw(stock, "keepPresent", request);
  const { terms } = drawn;
  const { cards } = stock;
  const indexOf = new Map(terms.advisors.map(({ name }, a) => [name, a]));
  const holder = Int32Array.from(cards, ({ owner }) => indexOf.get(owner) ?? -1);
  const free = cards.map((_, card) => card).filter((card) => holder[card] < 0);
  fillUp(cards, holder, terms.shares);
  evenOutSome(cards, free, holder, drawn);
  return {
    kind: "keepPresent",
    cards: dealtCards(cards, holder, drawn),
    largeAccounts: byHand(stock.largeAccounts, request),
    customerCare: stock.customerCare,
    certificate: certify(terms, cards, holder),
  };
}

/** Gives each card without a holder to the advisor whose stratum lies farthest below its quota, then his total. */
function fillUp(cards: readonly StockCard[], holder: Int32Array, shares: readonly number[]): void {
  const allShares = shares.reduce((sum, share) => sum + share, 0);
  const held = shares.map(() => strata.map(() => 0));
  const totals = shares.map(() => 0);
  const strataTotals = strata.map(() => 0);
  cards.forEach(({ stratum }, card) => {
    strataTotals[stratum]++;
    if (holder[card] >= 0) {
      held[holder[card]][stratum]++;
      totals[holder[card]]++;
    }
  });
  const lack = (of: number, advisor: number, has: number): number =>
    of * shares[advisor] - has * allShares;
  byStratum(cards, (card) => holder[card] < 0).forEach((group, s) => {
    for (const card of group) {
      let next = 0;
      for (let a = 1; a < shares.length; a++) {
        const more =
          lack(strataTotals[s], a, held[a][s]) - lack(strataTotals[s], next, held[next][s]) ||
          lack(cards.length, a, totals[a]) - lack(cards.length, next, totals[next]);
        next = more > 0 ? a : next;
      }
      held[next][s]++;
      totals[next]++;
      holder[card] = next;
    }
  });
}

/** Evens out ΣPSV by exchanges among some of the cards; counts stay, the other cards weigh in. */
function evenOutSome(
  cards: readonly StockCard[],
  movable: readonly number[],
  holder: Int32Array,
  { terms, random }: Draw
): void {
  const besides = new Float64Array(terms.shares.length);
  const moves = new Set(movable);
  cards.forEach(({ psv }, card) => {
    besides[holder[card]] += moves.has(card) ? 0 : centsOf(psv);
  });
  const holdings: Holdings = {
    amount: Float64Array.from(movable, (card) => centsOf(cards[card].psv)),
    stratum: Uint8Array.from(movable, (card) => cards[card].stratum),
    holder: Int32Array.from(movable, (card) => holder[card]),
    strataCount: strata.length,
    weights: terms.shares,
    besides,
    allows: () => false,
  };
  evenOut(holdings, random);
  movable.forEach((card, i) => {
    holder[card] = holdings.holder[i];
  });
}

/**
 * 新人分配: the newcomer gets his share of every stratum, and everybody gives up the same part of what he
 * has of it (both rounded up or down). Which cards those are is chosen so that ΣPSV is evened out; nobody
 * else's cards move. The certificate shows what all participants hold afterwards.
 *
 * @param newcomer his name; he is one of the participants
 * @throws RangeError as {@link dealFull}, or if the newcomer is no participant.
 */
export function dealNewcomer(stock: Stock, request: DealRequest, newcomer: string): Deal {
  const drawn = draw(stock, "newcomer", request);
  const { terms } = drawn;
  const to = terms.advisors.findIndex(({ name }) => name === newcomer);
  if (to < 0) {
    throw new RangeError("The newcomer must take part in the deal");
  }
  const indexOf = new Map(terms.advisors.map(({ name }, a) => [name, a]));
  const cards = stock.cards.filter(({ owner }) => indexOf.has(owner));
  const before = Int32Array.from(cards, ({ owner }) => indexOf.get(owner) ?? 0);
  const holder = before.slice();
  const givers = terms.advisors.map((_, a) => a).filter((a) => a !== to);
  const held = givers.map((a) => byStratum(cards, (card) => before[card] === a));
  const allShares = terms.shares.reduce((sum, share) => sum + share, 0);
  const given = controlledRounding(
    strata.map((_, s) => held.map((groups) => groups[s].length * terms.shares[to])),
    allShares
  );
  held.forEach((groups, g) =>
    groups.forEach((group, s) =>
      everySo(group, given[s][g]).forEach((card) => {
        holder[card] = to;
      })
    )
  );
  evenOutGiven(cards, before, holder, drawn);
  const moved = cards.flatMap((card, i) => (holder[i] === before[i] ? [] : [card]));
  return {
    kind: "newcomer",
    cards: moved.map((card) => ({ card, owner: newcomer })),
    largeAccounts: [],
    customerCare: [],
    certificate: certify(terms, cards, holder),
  };
}

/**
 * Evens out ΣPSV by exchanging what was given for what was kept. A class of cards here is a stratum of one
 * advisor: its cards are his or the newcomer's, so no exchange moves a card between two others.
 */
function evenOutGiven(
  cards: readonly StockCard[],
  before: Int32Array,
  holder: Int32Array,
  { terms, random }: Draw
): void {
  const advisors = terms.shares.length;
  evenOut(
    {
      amount: Float64Array.from(cards, ({ psv }) => centsOf(psv)),
      stratum: Uint16Array.from(cards, ({ stratum }, card) => stratum * advisors + before[card]),
      holder,
      strataCount: strata.length * advisors,
      weights: terms.shares,
      besides: new Float64Array(advisors),
      allows: () => false,
    },
    random
  );
}

/** So many items, spread evenly over a list. */
function everySo<Item>(items: readonly Item[], count: number): Item[] {
  return Array.from(
    { length: count },
    (_, i) => items[Math.floor(((2 * i + 1) * items.length) / (2 * count))]
  );
}
