/** How well probabilities foresaw what happened. */

/** The figures of one measure of foresight. */
export interface ForecastQuality {
  readonly count: number;
  readonly happened: number;
  /** Mean squared error (Brier 1950, Monthly Weather Review 78): 0 is best. */
  readonly brier: number;
  /** Mean −log of the probability given to what happened (Good 1952): 0 is best. */
  readonly logLoss: number;
  /** Chance that of one who came and one who did not the former was put first; 0.5 = a coin. */
  readonly auc: number;
  /** Mean distance between foretold and seen in ten bins of 0.1, by the customers in them. */
  readonly calibrationError: number;
  /** How many of the first hundred came. */
  readonly firstHundred: number;
}

/** No probability is taken for surer than this: one surprise would outweigh everything else. */
const SUREST = 1e-4;

/**
 * Scores a forecast.
 *
 * @param chance probabilities; any order of worth where only `auc` and `firstHundred` are wanted
 * @param came 1 where it happened
 */
export function forecastQuality(
  chance: ArrayLike<number>,
  came: ArrayLike<number>
): ForecastQuality {
  const count = chance.length;
  let happened = 0;
  let brier = 0;
  let logLoss = 0;
  for (let i = 0; i < count; i++) {
    const kept = Math.min(Math.max(chance[i], SUREST), 1 - SUREST);
    happened += came[i];
    brier += (chance[i] - came[i]) ** 2;
    logLoss -= Math.log(came[i] ? kept : 1 - kept);
  }
  const error = calibrationBins(chance, came).reduce(
    (sum, bin) => sum + (bin.count === 0 ? 0 : Math.abs(bin.foretold - bin.came)),
    0
  );
  return {
    count,
    happened,
    brier: brier / count,
    logLoss: logLoss / count,
    auc: areaUnderCurve(chance, came),
    calibrationError: error / count,
    firstHundred: amongFirst(chance, came, 100),
  };
}

/** One bin of the calibration chart: sums over its customers. */
export interface CalibrationBin {
  readonly count: number;
  /** Probabilities added: how many were foretold to come. */
  readonly foretold: number;
  readonly came: number;
}

/** Ten bins of probability, [0, 0.1) … [0.9, 1]. */
export function calibrationBins(
  chance: ArrayLike<number>,
  came: ArrayLike<number>
): CalibrationBin[] {
  const bins = Array.from({ length: 10 }, () => ({ count: 0, foretold: 0, came: 0 }));
  for (let i = 0; i < chance.length; i++) {
    const bin = bins[Math.min(9, Math.max(0, Math.floor(chance[i] * 10)))];
    bin.count++;
    bin.foretold += chance[i];
    bin.came += came[i];
  }
  return bins;
}

/** Positions by value, the greatest first. */
function ordered(values: ArrayLike<number>): Int32Array {
  return Int32Array.from({ length: values.length }, (_, i) => i).sort(
    (a, b) => values[b] - values[a] || a - b
  );
}

/** Mann–Whitney: ties count half. `NaN` where all came or none. */
export function areaUnderCurve(values: ArrayLike<number>, came: ArrayLike<number>): number {
  const order = ordered(values);
  let pairs = 0;
  let cameAbove = 0;
  let stayedAway = 0;
  for (let i = 0; i < order.length;) {
    let cameHere = 0;
    let awayHere = 0;
    const value = values[order[i]];
    for (; i < order.length && values[order[i]] === value; i++) {
      if (came[order[i]]) cameHere++;
      else awayHere++;
    }
    pairs += awayHere * (cameAbove + cameHere / 2);
    cameAbove += cameHere;
    stayedAway += awayHere;
  }
  return pairs / (cameAbove * stayedAway);
}

/**
 * How many of the first so many came, where equals are taken in equal parts: an order must not win by
 * how rows happen to stand.
 */
export function amongFirst(
  values: ArrayLike<number>,
  came: ArrayLike<number>,
  first: number
): number {
  const order = ordered(values);
  let left = Math.min(first, order.length);
  let sum = 0;
  for (let i = 0; i < order.length && left > 0;) {
    const value = values[order[i]];
    let here = 0;
    let cameHere = 0;
    for (; i < order.length && values[order[i]] === value; i++) {
      here++;
      cameHere += came[order[i]];
    }
    const taken = Math.min(left, here);
    sum += (cameHere * taken) / here;
    left -= taken;
  }
  return sum;
}
