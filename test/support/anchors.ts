import { jStat } from "jstat";
import { edate } from "../../src/retention/time";
import { rfmOfAll } from "../../src/retention/value";
import { ruleSets, groupMask, statusesAsOf } from "../../src/retention/status";
import { forecastQuality } from "../../src/retention/insight";
import { returnChances } from "../../src/retention/insight/returnChance";
import { type ForecastQuality } from "../../src/retention/insight/forecastQuality";
import type { World } from "./worlds";

/**
 * What RETAIN's 回厂概率 is measured against: S0's classes, days away alone, RFM, the BG/NBD of Fader,
 * Hardie and Lee (2005), and the truth of an invented world. Each learns from the same past.
 */
export const anchorNames = ["RETAIN", "S0", "recency", "RFM", "BG/NBD"] as const;
export type AnchorName = (typeof anchorNames)[number];

export interface Measured {
  readonly quality: Readonly<Record<AnchorName | "truth", ForecastQuality>> & {
    readonly limit?: ForecastQuality;
  };
  /** Share of the distance in log loss between S0's classes and the truth that a method closes. */
  readonly closed: Readonly<Record<AnchorName, number>> & { readonly limit?: number };
}

const recencyLines = Array.from({ length: 36 }, (_, month) => (month + 1) * 30);
const bandOf = (value: number, lines: readonly number[]): number => {
  let band = 0;
  while (band < lines.length && value > lines[band]) band++;
  return band;
};

/** Share that came, by class, over days whose future is over. */
class SharesByClass {
  private readonly seen = new Map<number, [number, number]>();

  add(of: number, came: boolean): void {
    const known = this.seen.get(of) ?? [0, 0];
    known[0] += came ? 1 : 0;
    known[1]++;
    this.seen.set(of, known);
  }

  chance(of: number): number {
    const [came, all] = this.seen.get(of) ?? [0, 0];
    return (came + 0.5) / (all + 1);
  }
}

const horizons = [90, 365] as const;
export type Horizon = (typeof horizons)[number];

/** Measures every anchor on a world, for both horizons. */
export function measureAnchors(world: World): Readonly<Record<Horizon, Measured>> {
  const { dealership, asOf, visits } = world;
  const valid = groupMask(ruleSets.retention, "valid");
  const cameAfter = (customer: number, day: number, days: number): boolean =>
    visits[customer].some((on) => on > day && on <= day + days);
  const classesOn = (day: number) => {
    const statuses = statusesAsOf(dealership, day);
    const { sum } = rfmOfAll(dealership, day, { statuses });
    return { ...statuses, sum };
  };
  const learnt = horizons.map((days) => ({
    days,
    byStatus: new SharesByClass(),
    byRecency: new SharesByClass(),
    byRfm: new SharesByClass(),
  }));
  for (let day = asOf - 90; day >= edate(dealership.firstOrderDay, 12); day -= 61) {
    const { status, lastVisit, sum } = classesOn(day);
    for (const { days, byStatus, byRecency, byRfm } of learnt) {
      if (day + days > asOf) continue;
      status.forEach((code, customer) => {
        if (!valid[code]) return;
        const came = cameAfter(customer, day, days);
        byStatus.add(code, came);
        byRecency.add(bandOf(day - lastVisit[customer], recencyLines), came);
        byRfm.add(sum[customer], came);
      });
    }
  }

  const now = classesOn(asOf);
  const rows: number[] = [];
  now.status.forEach((code, customer) => {
    if (valid[code]) rows.push(customer);
  });
  const chances = returnChances(dealership, asOf);
  const bgnbd = bgnbdOf(world);
  const measured = ({ days, byStatus, byRecency, byRfm }: (typeof learnt)[number]): Measured => {
    const came = rows.map((row) => (cameAfter(row, asOf, days) ? 1 : 0));
    const { chance } = days === 90 ? chances.near : chances.far;
    const qualityOf = (chanceOf: (row: number) => number): ForecastQuality =>
      forecastQuality(rows.map(chanceOf), came);
    const { limit } = world;
    const quality = {
      RETAIN: qualityOf((row) => chance[row]),
      S0: qualityOf((row) => byStatus.chance(now.status[row])),
      recency: qualityOf((row) =>
        byRecency.chance(bandOf(asOf - now.lastVisit[row], recencyLines))
      ),
      RFM: qualityOf((row) => byRfm.chance(now.sum[row])),
      "BG/NBD": qualityOf((row) => bgnbd(row, days)),
      truth: qualityOf((row) => world.truth(row, days)),
      limit: limit && qualityOf((row) => limit(row, days)),
    };
    const distance = quality.S0.logLoss - quality.truth.logLoss;
    const closedBy = ({ logLoss }: ForecastQuality): number =>
      (quality.S0.logLoss - logLoss) / distance;
    return {
      quality,
      closed: {
        RETAIN: closedBy(quality.RETAIN),
        S0: 0,
        recency: closedBy(quality.recency),
        RFM: closedBy(quality.RFM),
        "BG/NBD": closedBy(quality["BG/NBD"]),
        limit: quality.limit && closedBy(quality.limit),
      },
    };
  };
  const [near, far] = learnt.map(measured);
  return { 90: near, 365: far };
}

/**
 * BG/NBD by maximum likelihood: P(a visit within so many days) = P(alive) · (1 − ((α + T) / (α + T +
 * days))^(r + x)).
 */
function bgnbdOf({ visits, asOf }: World): (customer: number, days: number) => number {
  const data = visits.flatMap((all) => {
    const past = all.filter((day) => day <= asOf);
    if (past.length === 0) return [];
    const x = past.length - 1;
    return [{ x, tx: past[x] - past[0], T: asOf - past[0] }];
  });
  const { gammaln } = jStat;
  const logAlive = (x: number, tx: number, T: number, [r, alpha, a, b]: number[]): number =>
    x === 0
      ? -Infinity
      : Math.log(a) - Math.log(b + x - 1) + (r + x) * (Math.log(alpha + T) - Math.log(alpha + tx));
  const cost = (logs: readonly number[]): number => {
    if (logs.some((it) => Math.abs(it) > 12)) return Infinity;
    const p = logs.map(Math.exp);
    const [r, alpha, a, b] = p;
    const fixed = r * Math.log(alpha) - gammaln(r) + gammaln(a + b) - gammaln(b);
    let sum = 0;
    for (const { x, tx, T } of data) {
      sum -=
        fixed +
        gammaln(r + x) +
        gammaln(b + x) -
        gammaln(a + b + x) -
        (r + x) * Math.log(alpha + T) +
        Math.log1p(Math.exp(logAlive(x, tx, T, p)));
    }
    return Number.isNaN(sum) ? Infinity : sum;
  };
  const best = minimum(cost, [0, 5, -1, 1]).map(Math.exp);
  return (customer, days) => {
    const past = visits[customer].filter((day) => day <= asOf);
    const x = past.length - 1;
    const T = asOf - past[0];
    const alive = 1 / (1 + Math.exp(logAlive(x, past[x] - past[0], T, best)));
    const [r, alpha] = best;
    return alive * (1 - ((alpha + T) / (alpha + T + days)) ** (r + x));
  };
}

/** The place of the least value (Nelder and Mead 1965). */
function minimum(cost: (at: readonly number[]) => number, start: readonly number[]): number[] {
  const simplex = [
    start,
    ...start.map((_, i) => start.map((it, j) => (i === j ? it + 1 : it))),
  ].map((at) => ({ at: [...at], cost: cost(at) }));
  const worst = start.length;
  for (let step = 0; step < 120; step++) {
    simplex.sort((one, two) => one.cost - two.cost);
    const centre = start.map(
      (_, i) => simplex.slice(0, worst).reduce((sum, { at }) => sum + at[i], 0) / worst
    );
    const towards = (by: number) => {
      const at = centre.map((it, i) => it + by * (simplex[worst].at[i] - it));
      return { at, cost: cost(at) };
    };
    const reflected = towards(-1);
    if (reflected.cost < simplex[0].cost) {
      const further = towards(-2);
      simplex[worst] = further.cost < reflected.cost ? further : reflected;
    } else if (reflected.cost < simplex[worst - 1].cost) {
      simplex[worst] = reflected;
    } else {
      const nearer = towards(0.5);
      if (nearer.cost < simplex[worst].cost) {
        simplex[worst] = nearer;
      } else {
        for (let i = 1; i <= worst; i++) {
          const at = simplex[i].at.map((it, j) => (it + simplex[0].at[j]) / 2);
          simplex[i] = { at, cost: cost(at) };
        }
      }
    }
  }
  return simplex.sort((one, two) => one.cost - two.cost)[0].at;
}
