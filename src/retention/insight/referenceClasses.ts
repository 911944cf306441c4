/**
 * Reference classes: what became of customers who stood as this one stands. The rhythm foretells, the
 * store's own past corrects it, first as a whole, then by ever narrower cells; a cell with few examples
 * borrows from the cell around it, by a weight that the cells' own differences give (empirical Bayes by
 * moments: DerSimonian and Laird 1986, Controlled Clinical Trials 7).
 */

/** Examples, or customers to foretell: what the rhythm says, and the cells they stand in. */
export interface Examples {
  readonly count: number;
  /** What the rhythm foretells, 0–1. */
  readonly foretold: Float64Array;
  /** Per level of the tree the cell of each example: the first level is the widest. */
  readonly cells: readonly Int32Array[];
}

/** What was seen of a cell. */
export interface CellOfClass {
  readonly examples: number;
  readonly returned: number;
  /** Added to the log odds of everybody in the cell. */
  readonly shift: number;
}

/** What the past taught: from a forecast of the rhythm to a probability. */
export interface ReferenceClasses {
  /** Log odds = intercept + slope · log odds of the rhythm. */
  readonly intercept: number;
  readonly slope: number;
  readonly levels: readonly ReadonlyMap<number, CellOfClass>[];
}

const CLOSEST = 1e-6;
const logOdds = (p: number): number => {
  const kept = Math.min(Math.max(p, CLOSEST), 1 - CLOSEST);
  return Math.log(kept / (1 - kept));
};
const chanceOf = (odds: number): number => 1 / (1 + Math.exp(-odds));

/**
 * Slope and intercept by the greatest likelihood (logistic calibration, Platt 1999), by Newton's steps
 * on a weak prior at "as foretold", so that a store in which nobody or everybody comes has an answer.
 */
function calibration(odds: Float64Array, came: Uint8Array, weight: number): [number, number] {
  let intercept = 0;
  let slope = 1;
  for (let step = 0; step < 30; step++) {
    let g0 = -intercept * 0.01;
    let g1 = (1 - slope) * 2;
    let h00 = 0.01;
    let h01 = 0;
    let h11 = 2;
    for (let i = 0; i < odds.length; i++) {
      const p = chanceOf(intercept + slope * odds[i]);
      const error = weight * (came[i] - p);
      const spread = weight * p * (1 - p);
      g0 += error;
      g1 += error * odds[i];
      h00 += spread;
      h01 += spread * odds[i];
      h11 += spread * odds[i] * odds[i];
    }
    const by = h00 * h11 - h01 * h01;
    const d0 = (h11 * g0 - h01 * g1) / by;
    const d1 = (h00 * g1 - h01 * g0) / by;
    intercept += Math.max(-3, Math.min(3, d0));
    slope += Math.max(-0.5, Math.min(0.5, d1));
    if (Math.abs(d0) + Math.abs(d1) < 1e-4) break;
  }
  return [intercept, slope];
}

/**
 * Learns from examples whose future is over, in steps of some hundredths of a second.
 *
 * @param came per example 1 if a visit followed within the horizon
 * @param weight how much one example counts: month-ends whose futures overlap see the same visits
 */
export function* learnClasses(
  examples: Examples,
  came: Uint8Array,
  weight: number
): Generator<undefined, ReferenceClasses, undefined> {
  const odds = Float64Array.from(examples.foretold, logOdds);
  const [intercept, slope] = calibration(odds, came, weight);
  yield;
  const current = odds.map((it) => intercept + slope * it);
  const levels: ReadonlyMap<number, CellOfClass>[] = [];
  for (const cells of examples.cells) {
    const level = shiftsOf(cells, current, came, weight);
    for (let i = 0; i < current.length; i++) {
      current[i] += level.get(cells[i])!.shift;
    }
    levels.push(level);
    yield;
  }
  return { intercept, slope, levels };
}

function shiftsOf(
  cells: Int32Array,
  odds: Float64Array,
  came: Uint8Array,
  weight: number
): Map<number, CellOfClass> {
  interface Sum {
    n: number;
    came: number;
    expected: number;
    spread: number;
  }
  const sums = new Map<number, Sum>();
  for (let i = 0; i < cells.length; i++) {
    let sum = sums.get(cells[i]);
    if (sum === undefined) {
      sum = { n: 0, came: 0, expected: 0, spread: 0 };
      sums.set(cells[i], sum);
    }
    const p = chanceOf(odds[i]);
    sum.n++;
    sum.came += came[i];
    sum.expected += p;
    sum.spread += p * (1 - p);
  }
  // On the log odds: a cell's residual (came − expected) / spread has the variance 1 / spread.
  let q = 0;
  let w1 = 0;
  let w2 = 0;
  let used = 0;
  for (const { came: k, expected, spread } of sums.values()) {
    const information = weight * spread;
    if (information < 0.5) continue;
    const residual = (k - expected) / spread;
    q += information * residual * residual;
    w1 += information;
    w2 += information * information;
    used++;
  }
  const between = used < 2 ? 0 : Math.max(0, (q - used) / (w1 - w2 / w1));
  const result = new Map<number, CellOfClass>();
  for (const [cell, { n, came: k, expected, spread }] of sums) {
    const information = weight * spread;
    const shift = between === 0 ? 0 : (weight * (k - expected)) / (information + 1 / between);
    result.set(cell, {
      examples: n,
      returned: k,
      shift: Math.max(-3, Math.min(3, shift)),
    });
  }
  return result;
}

/** The probability of each customer by what the past taught. */
export function classify(classes: ReferenceClasses, asked: Examples): Float64Array {
  return Float64Array.from(asked.foretold, (foretold, i) => {
    let odds = classes.intercept + classes.slope * logOdds(foretold);
    classes.levels.forEach((level, depth) => {
      odds += level.get(asked.cells[depth][i])?.shift ?? 0;
    });
    return chanceOf(odds);
  });
}
