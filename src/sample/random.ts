/**
 * Chance from a seed: the same seed gives the same numbers in every JavaScript engine, because only
 * 32-bit integer arithmetic and one division by a power of two are used (no `Math.log`, no `Math.sin`:
 * their last digits differ between engines).
 */
export interface Random {
  /** A number in [0, 1). */
  next(): number;
  /** A whole number in [low, high], both ends included. */
  int(low: number, high: number): number;
  /** True with the given probability. */
  chance(probability: number): boolean;
  /** One of the items, all equally likely. */
  pick<T>(items: readonly T[]): T;
  /** The index of a weight, drawn in proportion to it. */
  weighted(weights: readonly number[]): number;
  /** About normal around 0 with a standard deviation of 1; never beyond ±3.5. */
  bell(): number;
}

/** Mixes two 32-bit numbers into a seed, so that every customer has a stream of their own. */
export function mixSeeds(seed: number, index: number): number {
  let h = (seed ^ Math.imul(index + 1, 0x9e3779b1)) >>> 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** A stream of numbers (mulberry32) for a 32-bit seed. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return {
    next,
    int: (low, high) => low + Math.floor(next() * (high - low + 1)),
    chance: (probability) => next() < probability,
    pick: (items) => items[Math.floor(next() * items.length)],
    weighted: (weights) => {
      let total = 0;
      for (const weight of weights) total += weight;
      let left = next() * total;
      for (let i = 0; i < weights.length; i++) {
        left -= weights[i];
        if (left < 0) return i;
      }
      return weights.length - 1;
    },
    // The sum of four uniform numbers has the variance 1/3; √3 is written out, it is a constant.
    bell: () => (next() + next() + next() + next() - 2) * 1.7320508075688772,
  };
}
