import { jStat } from "jstat";

/**
 * How long customers stay: the share not yet lost by time since they came, where many have only been
 * watched for a while (Kaplan and Meier 1958, JASA 53, "Nonparametric estimation from incomplete
 * observations").
 */

/** Of one customer: under watch from `entry` to `exit`, days since his first day; lost at `exit` or not. */
export interface Watched {
  readonly entry: number;
  readonly exit: number;
  readonly lost: boolean;
}

/** A step of the curve: from this day on the share stands at so much. */
export interface SurvivalStep {
  readonly days: number;
  readonly atRisk: number;
  readonly lost: number;
  /** Share not lost, with its 95% interval. */
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

const Z = 1.959963984540054;

/**
 * The curve of some customers. The interval is Greenwood's on the scale log(−log S) (Kalbfleisch and
 * Prentice 1980), which stays within 0–1.
 */
export function kaplanMeier(watched: readonly Watched[]): SurvivalStep[] {
  const days = [...new Set(watched.filter(({ lost }) => lost).map(({ exit }) => exit))].sort(
    (a, b) => a - b
  );
  const risk = riskSets(watched, days);
  const steps: SurvivalStep[] = [];
  let share = 1;
  let greenwood = 0;
  days.forEach((day, i) => {
    const { atRisk, lost } = risk[i];
    share *= 1 - lost / atRisk;
    greenwood += atRisk === lost ? 0 : lost / (atRisk * (atRisk - lost));
    const log = Math.log(share);
    const half = share > 0 ? (Z * Math.sqrt(greenwood)) / Math.abs(log) : 0;
    steps.push({
      days: day,
      atRisk,
      lost,
      share,
      low: share > 0 ? Math.exp(log * Math.exp(half)) : 0,
      high: share > 0 ? Math.exp(log * Math.exp(-half)) : 0,
    });
  });
  return steps;
}

/** At each day who was still there before it, and how many were lost on it. */
function riskSets(
  watched: readonly Watched[],
  days: readonly number[]
): { readonly atRisk: number; readonly lost: number }[] {
  const entries = Float64Array.from(watched, ({ entry }) => entry).sort();
  const exits = Float64Array.from(watched, ({ exit }) => exit).sort();
  const lostOn = new Map<number, number>();
  for (const { exit, lost } of watched) {
    if (lost) lostOn.set(exit, (lostOn.get(exit) ?? 0) + 1);
  }
  let entered = 0;
  let left = 0;
  return days.map((day) => {
    while (entered < entries.length && entries[entered] < day) entered++;
    while (left < exits.length && exits[left] < day) left++;
    return { atRisk: entered - left, lost: lostOn.get(day) ?? 0 };
  });
}

/** The share not lost after so many days: 1 before the first step. `undefined` once nobody is watched. */
export function shareAfter(
  steps: readonly SurvivalStep[],
  days: number,
  watchedUpTo: number
): SurvivalStep | undefined {
  if (days > watchedUpTo) return undefined;
  const found = steps.filter((step) => step.days <= days).pop();
  return found ?? { days, atRisk: NaN, lost: 0, share: 1, low: 1, high: 1 };
}

/** The day by which half are lost; `NaN` while more than half are there. */
export function medianOf(steps: readonly SurvivalStep[]): number {
  return steps.find(({ share }) => share <= 0.5)?.days ?? NaN;
}

/** What the comparison of curves comes to. */
export interface LogRank {
  readonly statistic: number;
  readonly degreesOfFreedom: number;
  /** How often chance alone makes curves differ as much; `NaN` with fewer than two comparable groups. */
  readonly p: number;
}

/**
 * Whether the groups' curves differ by more than chance (Mantel 1966, Cancer Chemotherapy Reports 50;
 * Peto and Peto 1972, JRSS A 135): observed losses of each group against those expected if all were alike.
 */
export function logRank(groups: readonly (readonly Watched[])[]): LogRank {
  const shown = groups.filter((group) => group.length > 0);
  const k = shown.length;
  const none: LogRank = { statistic: NaN, degreesOfFreedom: Math.max(0, k - 1), p: NaN };
  if (k < 2) return none;
  const days = [
    ...new Set(shown.flatMap((group) => group.filter(({ lost }) => lost).map(({ exit }) => exit))),
  ].sort((a, b) => a - b);
  const risks = shown.map((group) => riskSets(group, days));
  const excess = new Float64Array(k);
  const variance = Array.from({ length: k }, () => new Float64Array(k));
  days.forEach((_, d) => {
    const n = risks.reduce((sum, risk) => sum + risk[d].atRisk, 0);
    const lost = risks.reduce((sum, risk) => sum + risk[d].lost, 0);
    if (n < 2) return;
    const factor = (lost * (n - lost)) / (n - 1);
    for (let a = 0; a < k; a++) {
      const pa = risks[a][d].atRisk / n;
      excess[a] += risks[a][d].lost - lost * pa;
      for (let b = 0; b < k; b++) {
        variance[a][b] += factor * pa * ((a === b ? 1 : 0) - risks[b][d].atRisk / n);
      }
    }
  });
  const statistic = quadraticForm(excess, variance, k - 1);
  if (!(statistic >= 0)) return none;
  return { statistic, degreesOfFreedom: k - 1, p: 1 - jStat.chisquare.cdf(statistic, k - 1) };
}

/** x′ V⁻¹ x over the first m groups: the last is told by the others. `NaN` if they cannot be compared. */
function quadraticForm(x: Float64Array, v: readonly Float64Array[], m: number): number {
  const rows = Array.from({ length: m }, (_, i) => [...v[i].subarray(0, m), x[i]]);
  for (let i = 0; i < m; i++) {
    const pivot = rows.slice(i).reduce((best, row, at) => {
      return Math.abs(row[i]) > Math.abs(rows[best][i]) ? i + at : best;
    }, i);
    [rows[i], rows[pivot]] = [rows[pivot], rows[i]];
    if (Math.abs(rows[i][i]) < 1e-9) return NaN;
    for (let j = i + 1; j < m; j++) {
      const by = rows[j][i] / rows[i][i];
      for (let c = i; c <= m; c++) rows[j][c] -= by * rows[i][c];
    }
  }
  const solved = new Float64Array(m);
  for (let i = m - 1; i >= 0; i--) {
    let sum = rows[i][m];
    for (let j = i + 1; j < m; j++) sum -= rows[i][j] * solved[j];
    solved[i] = sum / rows[i][i];
  }
  return solved.reduce((sum, value, i) => sum + value * x[i], 0);
}
