/**
 * Chance for the draw 抽签, the same on every machine: 32-bit integer arithmetic only, no engine's own
 * `Math.random`, no floating point.
 */
export interface Random {
  /** A whole number from 0 to n − 1, each equally likely. */
  below(n: number): number;
  /** The items in a random order, each order equally likely; the argument stays as it is. */
  shuffled<Item>(items: readonly Item[]): Item[];
}

/** FNV-1a over the UTF-16 code units, started differently for each word of the state. */
export function hashOf(text: string, start: number): number {
  let hash = 0x811c9dc5 ^ start;
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

const rotated = (word: number, by: number): number => (word << by) | (word >>> (32 - by));

/**
 * Chance from a seed as it stands on the sheet; blanks around it do not matter. The generator is
 * xoshiro128** (Blackman and Vigna).
 *
 * @example
 * randomOf("2024-09").shuffled(["王磊", "李娜", "赵强"]); // the same order everywhere, always
 */
export function randomOf(seed: string): Random {
  const text = seed.trim();
  // The odd constant keeps the state from being all zeros, which the generator could never leave.
  const state = Int32Array.of(
    hashOf(text, 0),
    hashOf(text, 0x9e3779b9),
    hashOf(text, 0x243f6a88),
    hashOf(text, 0xb7e15162) | 1
  );
  const next = (): number => {
    const result = Math.imul(rotated(Math.imul(state[1], 5), 7), 9) >>> 0;
    const shifted = state[1] << 9;
    state[2] ^= state[0];
    state[3] ^= state[1];
    state[1] ^= state[2];
    state[0] ^= state[3];
    state[2] ^= shifted;
    state[3] = rotated(state[3], 11);
    return result;
  };
  const below = (n: number): number => {
    // Numbers beyond the last whole multiple of n would favour the small remainders.
    const limit = 0x1_0000_0000 - (0x1_0000_0000 % n);
    let drawn = next();
    while (drawn >= limit) {
      drawn = next();
    }
    return drawn % n;
  };
  const shuffled = <Item>(items: readonly Item[]): Item[] => {
    const order = [...items];
    for (let last = order.length - 1; last > 0; last--) {
      const chosen = below(last + 1);
      [order[last], order[chosen]] = [order[chosen], order[last]];
    }
    return order;
  };
  return { below, shuffled };
}
