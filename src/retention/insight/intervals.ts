/**
 * How far a share that was counted may lie from the true one. All intervals are 95% intervals: the
 * truth lies inside nineteen times of twenty.
 */

/** The 97.5% quantile of the normal distribution. */
const Z = 1.959963984540054;

/** A share with the ends of its interval, fractions of 1; `NaN` without a trial. */
export interface ShareInterval {
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

/**
 * The score interval of a share (Wilson 1927, JASA 22, "Probable inference, the law of succession, and
 * statistical inference"): never outside 0–1, and of use at 0 and at all.
 *
 * @example
 * wilson(3, 12); //=> { share: 0.25, low: 0.0889, high: 0.5323 }
 * @throws RangeError unless 0 ≤ successes ≤ trials.
 */
export function wilson(successes: number, trials: number): ShareInterval {
  if (!(successes >= 0 && successes <= trials)) {
    throw new RangeError(`${successes} of ${trials} is no share`);
  }
  if (trials === 0) {
    return { share: NaN, low: NaN, high: NaN };
  }
  const share = successes / trials;
  const by = 1 + (Z * Z) / trials;
  const middle = (share + (Z * Z) / (2 * trials)) / by;
  const half =
    (Z / by) * Math.sqrt((share * (1 - share)) / trials + (Z * Z) / (4 * trials * trials));
  return {
    share,
    low: successes === 0 ? 0 : middle - half,
    high: successes === trials ? 1 : middle + half,
  };
}

/** Two shares' difference with its interval, fractions of 1. */
export interface DifferenceInterval {
  readonly difference: number;
  readonly low: number;
  readonly high: number;
}

/**
 * The interval of the difference of two independent shares, first − second (Newcombe 1998, Statistics in
 * Medicine 17, 873–890, method 10: from the two score intervals).
 *
 * @example
 * newcombe([56, 70], [48, 80]); //=> { difference: 0.2, low: 0.0524, high: 0.3339 }
 */
export function newcombe(
  [successes1, trials1]: readonly [number, number],
  [successes2, trials2]: readonly [number, number]
): DifferenceInterval {
  const one = wilson(successes1, trials1);
  const two = wilson(successes2, trials2);
  const difference = one.share - two.share;
  return {
    difference,
    low: difference - Math.hypot(one.share - one.low, two.high - two.share),
    high: difference + Math.hypot(one.high - one.share, two.share - two.low),
  };
}
