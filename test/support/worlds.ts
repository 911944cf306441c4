import { assembleDealership, type Dealership } from "../../src/retention/store";
import { createRandom, mixSeeds, type Random } from "../../src/sample";
import { makeCustomerTable, makeOrderTable, type CustomerRow, type OrderRow } from "./tables";

/**
 * Invented stores whose truth is known: every customer's chance to come within so many days, from the
 * law by which he comes, which no method can see. What a method foretells is measured against it.
 */
export interface World {
  readonly dealership: Dealership;
  /** What the dealership was made of. */
  readonly rows: readonly CustomerRow[];
  readonly orders: readonly OrderRow[];
  readonly asOf: number;
  /** Visit days of each customer, also after the as-of day. */
  readonly visits: readonly (readonly number[])[];
  /** The law's chance of a visit within `days` after the as-of day; `NaN` before the first visit. */
  readonly truth: (customer: number, days: number) => number;
  /**
   * What one could say who knows the law by which customers are made, but of each customer only his visits:
   * no method can be better on average. `undefined` where it was not worked out.
   */
  readonly limit?: (customer: number, days: number) => number;
}

export const worldKinds = ["regular", "loose", "bgnbd", "seasons", "wear", "nobody"] as const;
export type WorldKind = (typeof worldKinds)[number];

const FIRST_DAY = 42_000;
const YEARS_SEEN = 6;
const AS_OF = FIRST_DAY + YEARS_SEEN * 365;
const END = AS_OF + 365;

/** Of one customer: when he came, and the chance that he comes within so many days after the as-of day. */
interface Life {
  readonly visits: number[];
  readonly comesWithin: (away: number, days: number) => number;
  readonly row?: CustomerRow;
}

const exponential = (random: Random): number => -Math.log(1 - random.next());
/** A gamma variate of whole shape and mean 1. */
function erlang(random: Random, shape: number): number {
  let sum = 0;
  for (let i = 0; i < shape; i++) sum += exponential(random);
  return sum / shape;
}
/** Gamma of any shape, scale 1 (Marsaglia and Tsang 2000). */
function gamma(random: Random, shape: number): number {
  if (shape < 1) return gamma(random, shape + 1) * Math.pow(random.next(), 1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const normal = Math.sqrt(2 * exponential(random)) * Math.cos(2 * Math.PI * random.next());
    const v = (1 + c * normal) ** 3;
    if (v > 0 && Math.log(1 - random.next()) < 0.5 * normal * normal + d - d * v + d * Math.log(v))
      return d * v;
  }
}
const beta = (random: Random, a: number, b: number): number => {
  const x = gamma(random, a);
  return x / (x + gamma(random, b));
};
/** P(a gamma variate of whole shape and mean 1 > x). */
export function erlangSurvival(x: number, shape: number): number {
  let term = Math.exp(-shape * x);
  let sum = term;
  for (let j = 1; j < shape; j++) {
    term *= (shape * x) / j;
    sum += term;
  }
  return sum;
}

/** Intervals of one mean, a chance to leave after each visit. */
function renewalLife(
  random: Random,
  shape: number,
  mean: number,
  leaving: number,
  /** The clock that the rhythm follows: days, unless seasons or wear bend it. */
  clock: { readonly of: (day: number) => number; readonly back: (time: number) => number } = {
    of: (day) => day,
    back: (time) => time,
  }
): Life {
  let day = FIRST_DAY + (random.next() * 7 - 2) * 365;
  const visits: number[] = [];
  while (day < END) {
    visits.push(day);
    if (random.chance(leaving)) break;
    const next = clock.back(clock.of(day) + mean * erlang(random, shape));
    day = Math.max(day + 1, next);
  }
  return {
    visits,
    comesWithin: (away, days) => {
      const gone = clock.of(AS_OF) - clock.of(AS_OF - away);
      const now = erlangSurvival(gone / mean, shape);
      const later = erlangSurvival((clock.of(AS_OF + days) - clock.of(AS_OF - away)) / mean, shape);
      return ((1 - leaving) * (now - later)) / (leaving + (1 - leaving) * now);
    },
  };
}

/** The inverse of a rising clock. */
const inverse =
  (of: (day: number) => number) =>
  (time: number): number => {
    let low = FIRST_DAY - 3_000;
    let high = END + 40_000;
    for (let i = 0; i < 50; i++) {
      const middle = (low + high) / 2;
      if (of(middle) < time) low = middle;
      else high = middle;
    }
    return low;
  };

const meansOfRhythm = [95, 120, 150, 180, 240, 300];
const leavingRates = [0.04, 0.08, 0.2];

const yearly = (2 * Math.PI) / 365.25;
const seasonClock = (day: number): number => day - (0.55 / yearly) * Math.cos(yearly * day);

function lifeOf(kind: WorldKind, random: Random): Life {
  switch (kind) {
    case "regular":
    case "loose":
      return renewalLife(
        random,
        kind === "regular" ? 6 : 2,
        random.pick(meansOfRhythm),
        random.pick(leavingRates)
      );
    case "bgnbd": {
      // Fader, Hardie and Lee 2005: exponential intervals, a chance to leave after each repeat visit.
      const rate = gamma(random, 1.4) / 200;
      const leaving = beta(random, 0.8, 4);
      let day = FIRST_DAY + random.next() * 6 * 365;
      const visits: number[] = [day];
      for (;;) {
        day += Math.max(1, exponential(random) / rate);
        if (day >= END) break;
        visits.push(day);
        if (random.chance(leaving)) break;
      }
      return {
        visits,
        comesWithin: (away, days) => {
          const repeats = visits.filter((it) => it <= AS_OF).length - 1;
          const still = (1 - leaving) * Math.exp(-rate * away);
          const alive = repeats === 0 ? 1 : still / (still + leaving);
          return alive * (1 - Math.exp(-rate * days));
        },
      };
    }
    case "seasons":
      return renewalLife(random, 3, random.pick([120, 180, 240]), random.pick(leavingRates), {
        of: seasonClock,
        back: inverse(seasonClock),
      });
    case "wear": {
      // Models that need more or less care, all of them more of it the older they are; who bought
      // elsewhere leaves sooner.
      const model = random.int(0, 3);
      const soldHere = random.chance(0.7);
      const ageing = [0.1, 0.2, 0.05, 0.3][model];
      const clock = (day: number): number => {
        const years = (day - FIRST_DAY + 730) / 365;
        return (day - FIRST_DAY) * 1 + 365 * ageing * 0.05 * years * years;
      };
      const life = renewalLife(random, 4, [110, 160, 230, 320][model], soldHere ? 0.06 : 0.3, {
        of: clock,
        back: inverse(clock),
      });
      return {
        ...life,
        row: { model: `车型${model}`, soldHere: soldHere ? "是" : "否" },
      };
    }
    case "nobody":
      return { visits: [FIRST_DAY + random.next() * 6 * 365], comesWithin: () => 0 };
  }
}

const logFactorial = (n: number): number => (n <= 1 ? 0 : Math.log(n) + logFactorial(n - 1));

/** Bayes' answer for the worlds of plain rhythm, by all pairs of mean and leaving rate there are. */
function limitOfRhythm(shape: number, past: readonly number[], days: number): number {
  let total = 0;
  let returns = 0;
  const away = AS_OF - past[past.length - 1];
  const n = past.length - 1;
  for (const mean of meansOfRhythm) {
    let log = n * (shape * Math.log(shape / mean) - logFactorial(shape - 1) + 5);
    for (let i = 0; i < n; i++) {
      const interval = past[i + 1] - past[i];
      log += (shape - 1) * Math.log(interval) - (interval * shape) / mean;
    }
    const now = erlangSurvival(away / mean, shape);
    const later = erlangSurvival((away + days) / mean, shape);
    for (const leaving of leavingRates) {
      const weight = Math.exp(log) * (1 - leaving) ** n;
      total += weight * (leaving + (1 - leaving) * now);
      returns += weight * (1 - leaving) * (now - later);
    }
  }
  return returns / total;
}

/** A world of so many customers; the same seed gives the same world. */
export function inventWorld(kind: WorldKind, customers: number, seed: number): World {
  const rows: CustomerRow[] = [];
  const orders: OrderRow[] = [];
  const lives: Life[] = [];
  for (let customer = 0; customer < customers; customer++) {
    const life = lifeOf(kind, createRandom(mixSeeds(seed, customer)));
    const seen = life.visits.filter((day) => day >= FIRST_DAY).map((day) => Math.floor(day));
    lives.push({ ...life, visits: seen });
    const vin = `LSVPT${String(customer).padStart(12, "0")}`;
    rows.push({ vin, soldHere: "否", ...life.row });
    for (const day of seen) {
      orders.push({ vin, arrival: day, orderType: "保养", receivable: 500 });
    }
  }
  const shape = kind === "regular" ? 6 : kind === "loose" ? 2 : undefined;
  const pastOf = (customer: number): number[] =>
    lives[customer].visits.filter((day) => day <= AS_OF);
  return {
    dealership: assembleDealership(makeCustomerTable(rows), makeOrderTable(orders)).dealership,
    rows,
    orders,
    asOf: AS_OF,
    limit: shape && ((customer, days) => limitOfRhythm(shape, pastOf(customer), days)),
    visits: lives.map(({ visits }) => visits),
    truth: (customer, days) => {
      const past = pastOf(customer);
      if (past.length === 0) return NaN;
      return lives[customer].comesWithin(AS_OF - past[past.length - 1], days);
    },
  };
}
