/**
 * Evens out ΣPSV between advisors by exchanging cards, counts per stratum kept (rules §10.3). Amounts
 * are whole cents, so that every machine sums alike.
 */
export interface Holdings {
  /** Per card its amount; 0 for cards without PSV. */
  readonly amount: Float64Array;
  /** Per card its stratum, or a finer class: cards are exchanged within one. */
  readonly stratum: Uint8Array | Uint16Array;
  /** Per card the advisor who holds it; changed in place. */
  readonly holder: Int32Array;
  readonly strataCount: number;
  /** Per advisor. */
  readonly weights: readonly number[];
  /** Per advisor what it holds besides these cards, in cents. */
  readonly besides: Float64Array;
  /**
   * Whether an advisor may hold one card more (+1) or fewer (−1) of a stratum, and one more or fewer in
   * total (`stratum` −1), than `count`: the guarantees of the deal.
   */
  readonly allows: (advisor: number, stratum: number, count: number) => boolean;
}

/** Two cards that change hands; −1: one goes over without a card in return. */
interface Exchange {
  readonly given: number;
  readonly taken: number;
  /** How far the amount moved lies from the amount that would level the two. */
  readonly miss: number;
}

/** Up to this many cards, exchanges across strata are tried too: with more, those within one suffice. */
const CROSS_STRATA_LIMIT = 3000;
/** Exchanges per advisor before a deal counts as even enough; far more than any store needed. */
const EXCHANGES_PER_ADVISOR = 400;
/** Below this spread of ΣPSV, as a share of the mean, nobody can see a difference. */
export const EVEN_ENOUGH = 1e-5;

/** (max − min) ÷ mean of loads per weight; 0 where nothing is to share. */
export function spreadOf(loads: ArrayLike<number>, weights: readonly number[]): number {
  const shares = weights.map((weight, advisor) => loads[advisor] / weight);
  const total = shares.reduce((sum, share) => sum + share, 0);
  return total <= 0 ? 0 : ((Math.max(...shares) - Math.min(...shares)) * shares.length) / total;
}

/**
 * The table of who holds which cards, sorted by amount within advisor and stratum, with the exchanges
 * that level two advisors.
 */
export class Table {
  readonly loads: Float64Array;
  private readonly held: number[][][];
  private readonly totals: Int32Array;
  private readonly crossStrata: boolean;

  constructor(private readonly holdings: Holdings) {
    const { amount, stratum, holder, weights, besides, strataCount } = holdings;
    this.loads = Float64Array.from(besides);
    this.totals = new Int32Array(weights.length);
    this.held = weights.map(() => Array.from({ length: strataCount }, () => [] as number[]));
    for (let card = 0; card < amount.length; card++) {
      this.loads[holder[card]] += amount[card];
      this.totals[holder[card]]++;
      this.held[holder[card]][stratum[card]].push(card);
    }
    this.held.forEach((strata) => strata.forEach((cards) => cards.sort(this.byAmount)));
    this.crossStrata = amount.length <= CROSS_STRATA_LIMIT;
  }

  private readonly byAmount = (a: number, b: number): number =>
    this.holdings.amount[a] - this.holdings.amount[b] || a - b;

  share(advisor: number): number {
    return this.loads[advisor] / this.holdings.weights[advisor];
  }

  spread(): number {
    return spreadOf(this.loads, this.holdings.weights);
  }

  /** Exchanges cards, the farthest pair of advisors first, until no single exchange helps. */
  level(): void {
    const advisors = this.holdings.weights.map((_, advisor) => advisor);
    const limit = EXCHANGES_PER_ADVISOR * advisors.length;
    for (let i = 0; i < limit && this.spread() > EVEN_ENOUGH; i++) {
      advisors.sort((a, b) => this.share(b) - this.share(a) || a - b);
      if (!this.exchangeAny(advisors)) {
        return;
      }
    }
  }

  /** Makes one exchange, between the fullest and the emptiest advisors that can make one. */
  private exchangeAny(byShare: readonly number[]): boolean {
    for (let top = 0; top < byShare.length; top++) {
      for (let bottom = byShare.length - 1; bottom > top; bottom--) {
        if (this.exchangeBest(byShare[top], byShare[bottom])) {
          return true;
        }
      }
    }
    return false;
  }

  private exchangeBest(high: number, low: number): boolean {
    const { weights } = this.holdings;
    // Moving this much makes the two shares equal.
    const wanted = (this.share(high) - this.share(low)) / (1 / weights[high] + 1 / weights[low]);
    if (wanted <= 0) {
      return false;
    }
    let best: Exchange | undefined;
    for (const [given, taken] of this.kinds(high, low)) {
      best = closest(this.holdings.amount, given, taken, wanted, best);
    }
    // Nothing is gained by moving nothing or twice too much.
    if (best === undefined || best.miss >= wanted * (1 - 1e-9)) {
      return false;
    }
    this.exchange(high, low, best.given, best.taken);
    return true;
  }

  /** Which lists of cards the two may exchange, one card each; an empty list = no card in return. */
  private *kinds(high: number, low: number): Generator<[readonly number[], readonly number[]]> {
    const { strataCount } = this.holdings;
    for (let s = 0; s < strataCount; s++) {
      if (this.held[high][s].length > 0 && this.held[low][s].length > 0) {
        yield [this.held[high][s], this.held[low][s]];
      }
    }
    if (!this.crossStrata) {
      return;
    }
    const gives = this.movable(high, low);
    const takes = this.movable(low, high);
    for (const s of gives) {
      for (const t of takes) {
        if (s !== t) {
          yield [this.held[high][s], this.held[low][t]];
        }
      }
      if (this.mayShift(high, low)) {
        yield [this.held[high][s], []];
      }
    }
  }

  /** Strata of which one advisor may hold one card fewer and the other one more. */
  private movable(from: number, to: number): number[] {
    const { strataCount, allows } = this.holdings;
    const found: number[] = [];
    for (let s = 0; s < strataCount; s++) {
      const [giver, taker] = [this.held[from][s].length, this.held[to][s].length];
      if (giver > 0 && allows(from, s, giver - 1) && allows(to, s, taker + 1)) {
        found.push(s);
      }
    }
    return found;
  }

  private mayShift(from: number, to: number): boolean {
    const { allows } = this.holdings;
    return allows(from, -1, this.totals[from] - 1) && allows(to, -1, this.totals[to] + 1);
  }

  private exchange(high: number, low: number, given: number, taken: number): void {
    this.move(given, high, low);
    if (taken >= 0) {
      this.move(taken, low, high);
    }
  }

  private move(card: number, from: number, to: number): void {
    const { amount, stratum, holder } = this.holdings;
    const out = this.held[from][stratum[card]];
    out.splice(this.placeIn(out, card), 1);
    const into = this.held[to][stratum[card]];
    into.splice(this.placeIn(into, card), 0, card);
    holder[card] = to;
    this.loads[from] -= amount[card];
    this.loads[to] += amount[card];
    this.totals[from]--;
    this.totals[to]++;
  }

  private placeIn(cards: readonly number[], card: number): number {
    let low = 0;
    let high = cards.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.byAmount(cards[middle], card) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}

/** The pair of two sorted lists whose difference lies closest to what is wanted, if closer than `best`. */
function closest(
  amount: Float64Array,
  given: readonly number[],
  taken: readonly number[],
  wanted: number,
  best: Exchange | undefined
): Exchange | undefined {
  let found = best;
  const offer = (g: number, t: number): number => {
    const moved = amount[g] - (t < 0 ? 0 : amount[t]);
    const miss = Math.abs(moved - wanted);
    if (found === undefined || miss < found.miss) {
      found = { given: g, taken: t, miss };
    }
    return moved;
  };
  if (taken.length === 0) {
    given.forEach((card) => offer(card, -1));
    return found;
  }
  let t = 0;
  for (const g of given) {
    // Too much is moved until the card in return is dear enough; the next given card is dearer still.
    while (t < taken.length && offer(g, taken[t]) > wanted) {
      t++;
    }
    if (t === taken.length) {
      t--;
    }
  }
  return found;
}
