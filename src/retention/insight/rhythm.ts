import { inOneGo } from "../steps";

/**
 * How customers come: the rhythm of each, read from his own intervals and from those of all others.
 *
 * A customer keeps a mean interval, keeps it more or less strictly, and after each visit may stay away
 * for good: a renewal process with gamma intervals and a geometric end (Platzer and Reutterer 2016,
 * "Ticking away the moments: timing regularity helps to better predict customer activity", Marketing
 * Science 35(5); with exponential intervals it is the BG/NBD of Fader, Hardie and Lee 2005, Marketing
 * Science 24(2)). Nobody knows a customer's mean, strictness and leaving rate: each combination of a
 * grid gets the weight that the store's customers give it (the non-parametric maximum likelihood of Laird
 * 1978, JASA 73, by EM), and a customer's own visits weigh the combinations for him. With one visit he
 * is as the store's customers are, with ten he is himself: that is the shrinkage.
 *
 * Intervals are of whole shapes (Erlang), whose survival is a finite sum: no special function is needed.
 */

/** What is known of some customers' coming on a day, one entry per customer. */
export interface RhythmStates {
  readonly count: number;
  /** Row of the customer table. */
  readonly customer: Int32Array;
  /** Days since the last visit; of who never came since the delivery. */
  readonly away: Int32Array;
  /** Visits by the day; 0 = the delivery is all that is known. */
  readonly visits: Int32Array;
  /** Intervals between visits that count, their days added, the logarithms of their days added. */
  readonly intervals: Int32Array;
  readonly days: Float64Array;
  /** `NaN` where single intervals are not known, only their sum. */
  readonly logDays: Float64Array;
  /** Whose rhythm stands nearest, by code: the model of the car. */
  readonly group: Int32Array;
}

/** Mean intervals in days: a step of a quarter is finer than a few intervals can tell apart. */
const MEANS = Array.from({ length: 15 }, (_, step) => 36 * 1.25 ** step);
/** Shape of the intervals: 1 = no rhythm at all, 8 = within about a third of the mean. */
const SHAPES = [1, 2, 4, 8];
/** Chance that a visit was the last one. */
const LEAVING = [0.02, 0.08, 0.2, 0.5];

const KINDS = MEANS.length * SHAPES.length;
const CELLS = KINDS * LEAVING.length;

/** Log Γ of the shapes: whole numbers, so factorials. */
function logFactorial(n: number): number {
  let sum = 0;
  for (let i = 2; i <= n; i++) sum += Math.log(i);
  return sum;
}

const kinds = MEANS.flatMap((mean) => SHAPES.map((shape) => ({ mean, shape })));
const RATE = Float64Array.from(kinds, ({ mean, shape }) => shape / mean);
const SHAPE = Float64Array.from(kinds, ({ shape }) => shape);
const MEAN = Float64Array.from(kinds, ({ mean }) => mean);
const LOG_SCALE = Float64Array.from(
  kinds,
  ({ mean, shape }) => shape * Math.log(shape / mean) - logFactorial(shape - 1)
);

/** The days up to which survival is tabled; who is longer away is as one who is away so long. */
const HORIZON = 5_500;

/**
 * P(an interval is longer than so many days), a row of {@link KINDS} per day, since a customer asks for all
 * kinds of a day: Erlang, a finite sum.
 */
let survivalTable: Float64Array | undefined;

/** Days that are tabled between two pauses. */
const SURVIVAL_IN_ONE_GO = 1_000;

function* survivalInSteps(): Generator<undefined, Float64Array, undefined> {
  if (survivalTable !== undefined) return survivalTable;
  const table = new Float64Array(KINDS * (HORIZON + 1));
  let at = 0;
  for (let day = 0; day <= HORIZON; day++) {
    for (let kind = 0; kind < KINDS; kind++) {
      const x = RATE[kind] * day;
      let term = Math.exp(-x);
      let sum = term;
      for (let j = 1; j < SHAPE[kind]; j++) {
        term *= x / j;
        sum += term;
      }
      table[at++] = sum;
    }
    if (day % SURVIVAL_IN_ONE_GO === SURVIVAL_IN_ONE_GO - 1) yield;
  }
  return (survivalTable = table);
}

const survival = (): Float64Array => survivalTable ?? inOneGo(survivalInSteps());

/** How likely a customer's intervals are under each kind, up to one factor for all kinds. */
function likelihoodOfIntervals(states: RhythmStates, at: number, out: Float64Array): void {
  const n = states.intervals[at];
  if (n === 0) {
    out.fill(1);
    return;
  }
  const days = states.days[at];
  const logDays = states.logDays[at];
  // The sum of n Erlang intervals is Erlang too, of n times the shape.
  const onlySum = Number.isNaN(logDays);
  const logSum = onlySum ? Math.log(days) : 0;
  let best = -Infinity;
  for (let kind = 0; kind < KINDS; kind++) {
    const log = onlySum
      ? (n * SHAPE[kind] - 1) * logSum -
        RATE[kind] * days +
        n * SHAPE[kind] * Math.log(RATE[kind]) -
        logFactorial(n * SHAPE[kind] - 1)
      : (SHAPE[kind] - 1) * logDays - RATE[kind] * days + n * LOG_SCALE[kind];
    out[kind] = log;
    if (log > best) best = log;
  }
  for (let kind = 0; kind < KINDS; kind++) {
    out[kind] = Math.exp(out[kind] - best);
  }
}

/** The weight of each combination among the store's customers, and among those of each group. */
export interface RhythmWeights {
  readonly store: Float64Array;
  readonly ofGroup: ReadonlyMap<number, Float64Array>;
  /**
   * How many customers of its own a group needs to count as much as the store; `Infinity`: groups do not
   * differ.
   */
  readonly groupCounts: number;
}

/** Customers whose likelihoods are computed between two pauses. */
const CUSTOMERS_IN_ONE_GO = 500;

/** Likelihood of each customer's history, one row of {@link CELLS} per customer. */
function* likelihoods(states: RhythmStates): Generator<undefined, Float64Array, undefined> {
  const table = survival();
  const result = new Float64Array(states.count * CELLS);
  const ofKind = new Float64Array(KINDS);
  for (let at = 0; at < states.count; at++) {
    likelihoodOfIntervals(states, at, ofKind);
    const day = Math.min(states.away[at], HORIZON);
    const n = states.intervals[at];
    let cell = at * CELLS;
    for (const leaving of LEAVING) {
      const stayed = (1 - leaving) ** n;
      for (let kind = 0; kind < KINDS; kind++) {
        const alive = (1 - leaving) * table[day * KINDS + kind];
        result[cell++] = ofKind[kind] * stayed * (leaving + alive);
      }
    }
    if (at % CUSTOMERS_IN_ONE_GO === CUSTOMERS_IN_ONE_GO - 1) yield;
  }
  return result;
}

const ROUNDS = 20;
const GROUP_ROUNDS = 4;
/** Tried for `groupCounts`; the data choose. */
const GROUP_COUNTS = [Infinity, 300, 60, 12];

/** Rounds between two pauses: 2,000 customers take a few hundredths of a second. */
const ROUNDS_IN_ONE_GO = 5;

/**
 * Learns the weights from customers as they stand on a day, in steps of some hundredths of a second. How
 * much a group (model) differs from the store is chosen by what foretells each customer from all others
 * (leave one out).
 */
export function* learnRhythms(
  states: RhythmStates
): Generator<undefined, RhythmWeights, undefined> {
  yield* survivalInSteps();
  yield;
  const table = yield* likelihoods(states);
  yield;
  let store: Float64Array = new Float64Array(CELLS).fill(1 / CELLS);
  const all = Int32Array.from({ length: states.count }, (_, at) => at);
  for (let round = 0; round < ROUNDS && states.count > 0; round++) {
    store = shares(table, all, store, store, 0);
    if (round % ROUNDS_IN_ONE_GO === 0) yield;
  }
  const members = new Map<number, number[]>();
  for (let at = 0; at < states.count; at++) {
    const group = states.group[at];
    const known = members.get(group);
    if (known) known.push(at);
    else members.set(group, [at]);
  }
  let chosen: RhythmWeights = { store, ofGroup: new Map(), groupCounts: Infinity };
  if (members.size < 2) {
    return chosen;
  }
  let best = -Infinity;
  for (const groupCounts of GROUP_COUNTS) {
    const ofGroup = new Map<number, Float64Array>();
    let foretold = 0;
    for (const [group, rows] of members) {
      let weights = store;
      if (groupCounts !== Infinity) {
        for (let round = 0; round < GROUP_ROUNDS; round++) {
          weights = shares(table, rows, weights, store, groupCounts);
        }
        ofGroup.set(group, weights);
        yield;
      }
      foretold += leftOut(table, rows, weights, groupCounts);
    }
    if (foretold > best) {
      best = foretold;
      chosen = { store, ofGroup, groupCounts };
    }
    yield;
  }
  return chosen;
}

/** So many customers the even weights count as, where a few rows are all there is to learn from. */
const EVEN_COUNTS = 20;

/**
 * Weights from a few customers, on even weights of all combinations: a single customer is foretold as one
 * who may be of any kind.
 */
export function learnFromFew(states: RhythmStates): RhythmWeights {
  const table = inOneGo(likelihoods(states));
  const even = new Float64Array(CELLS).fill(1 / CELLS);
  const all = Int32Array.from({ length: states.count }, (_, at) => at);
  let store: Float64Array = even;
  for (let round = 0; round < ROUNDS && states.count > 0; round++) {
    store = shares(table, all, store, even, EVEN_COUNTS);
  }
  return { store, ofGroup: new Map(), groupCounts: Infinity };
}

/** One round of EM: the shares of the combinations among some customers, with a prior of some more. */
function shares(
  table: Float64Array,
  rows: ArrayLike<number>,
  weights: Float64Array,
  prior: Float64Array,
  priorCounts: number
): Float64Array {
  const sums = new Float64Array(CELLS);
  for (let i = 0; i < rows.length; i++) {
    const start = rows[i] * CELLS;
    let total = 0;
    for (let cell = 0; cell < CELLS; cell++) total += table[start + cell] * weights[cell];
    const by = 1 / total;
    for (let cell = 0; cell < CELLS; cell++) sums[cell] += table[start + cell] * by;
  }
  for (let cell = 0; cell < CELLS; cell++) {
    sums[cell] =
      (sums[cell] * weights[cell] + priorCounts * prior[cell]) / (rows.length + priorCounts);
  }
  return sums;
}

/** Log likelihood of each customer of a group by the weights that the others give. */
function leftOut(
  table: Float64Array,
  rows: readonly number[],
  weights: Float64Array,
  groupCounts: number
): number {
  let sum = 0;
  const n = rows.length;
  for (const row of rows) {
    const start = row * CELLS;
    let total = 0;
    for (let cell = 0; cell < CELLS; cell++) total += table[start + cell] * weights[cell];
    if (groupCounts === Infinity) {
      sum += Math.log(total);
      continue;
    }
    const by = 1 / total;
    let others = 0;
    for (let cell = 0; cell < CELLS; cell++) {
      const own = table[start + cell] * weights[cell] * by;
      const rest = ((n + groupCounts) * weights[cell] - own) / (n + groupCounts - 1);
      others += table[start + cell] * Math.max(rest, 0);
    }
    sum += Math.log(Math.max(others, Number.MIN_VALUE));
  }
  return sum;
}

/**
 * The day by which half of those in a customer's place who come again will have come, as days from now;
 * `NaN` if that lies beyond ten years.
 */
export function medianWait(states: RhythmStates, weights: RhythmWeights, at: number): number {
  const table = survival();
  const ofKind = new Float64Array(KINDS);
  likelihoodOfIntervals(states, at, ofKind);
  const own = weights.ofGroup.get(states.group[at]) ?? weights.store;
  const day = Math.min(states.away[at], HORIZON);
  const n = states.intervals[at];
  const cell = Float64Array.from(
    own,
    (weight, i) => weight * ofKind[i % KINDS] * (1 - LEAVING[Math.floor(i / KINDS)]) ** (n + 1)
  );
  const stillOut = (wait: number): number =>
    cell.reduce((sum, it, i) => {
      return sum + it * table[Math.min(day + wait, HORIZON) * KINDS + (i % KINDS)];
    }, 0);
  const half = stillOut(0) / 2;
  let low = 0;
  let high = 3_650;
  if (!(half > 0) || stillOut(high) > half) return NaN;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (stillOut(middle) > half) low = middle;
    else high = middle;
  }
  return high;
}

/** Per kind the weight of having left after the n-th interval, and of going on. */
interface Fates {
  readonly left: Float64Array;
  readonly stays: Float64Array;
}

/** The fates after each number of intervals, by the weights of a store or a group; computed once. */
function fatesOf(own: Float64Array): (intervals: number) => Fates {
  const known: Fates[] = [];
  return (n) => {
    let fates = known[n];
    if (fates === undefined) {
      fates = { left: new Float64Array(KINDS), stays: new Float64Array(KINDS) };
      LEAVING.forEach((leaving, l) => {
        const stayed = (1 - leaving) ** n;
        for (let kind = 0; kind < KINDS; kind++) {
          const weight = own[l * KINDS + kind] * stayed;
          fates.left[kind] += weight * leaving;
          fates.stays[kind] += weight * (1 - leaving);
        }
      });
      known[n] = fates;
    }
    return fates;
  };
}

/** What the rhythms alone foretell. */
export interface RhythmForecast {
  /** Per horizon the chance of a visit within so many days, by customer. */
  readonly within: readonly Float64Array[];
  /** The customer's own mean interval, days: his intervals shrunk towards those of his model and the store. */
  readonly meanInterval: Float64Array;
}

/** Foretells from learnt weights what customers will do within some horizons, in days. */
export function foretell(
  states: RhythmStates,
  weights: RhythmWeights,
  horizons: readonly number[]
): RhythmForecast {
  const table = survival();
  const within = horizons.map(() => new Float64Array(states.count));
  const meanInterval = new Float64Array(states.count);
  const ofKind = new Float64Array(KINDS);
  const fates = new Map<Float64Array, (intervals: number) => Fates>();
  const fatesBy = (own: Float64Array): ((intervals: number) => Fates) => {
    let found = fates.get(own);
    if (found === undefined) {
      found = fatesOf(own);
      fates.set(own, found);
    }
    return found;
  };
  const returns = new Float64Array(horizons.length);
  for (let at = 0; at < states.count; at++) {
    likelihoodOfIntervals(states, at, ofKind);
    const own = weights.ofGroup.get(states.group[at]) ?? weights.store;
    const { left, stays } = fatesBy(own)(states.intervals[at]);
    const day = Math.min(states.away[at], HORIZON);
    const now = day * KINDS;
    let total = 0;
    let mean = 0;
    for (let kind = 0; kind < KINDS; kind++) {
      const likely = ofKind[kind] * (left[kind] + stays[kind] * table[now + kind]);
      total += likely;
      mean += likely * MEAN[kind];
    }
    for (let h = 0; h < horizons.length; h++) {
      const then = Math.min(day + horizons[h], HORIZON) * KINDS;
      let sum = 0;
      for (let kind = 0; kind < KINDS; kind++) {
        sum += ofKind[kind] * stays[kind] * (table[now + kind] - table[then + kind]);
      }
      returns[h] = sum;
    }
    for (let h = 0; h < returns.length; h++) {
      within[h][at] = total > 0 ? returns[h] / total : 0;
    }
    meanInterval[at] = total > 0 ? mean / total : NaN;
  }
  return { within, meanInterval };
}
