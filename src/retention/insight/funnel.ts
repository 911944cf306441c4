import { jStat } from "jstat";

/** Which rates differ from the store's by more than chance. */

/** P(at most k of n), each by itself with the probability p. */
export function binomialAtMost(k: number, n: number, p: number): number {
  if (k < 0) return 0;
  if (k >= n || p === 0) return 1;
  if (p === 1) return 0;
  return jStat.binomial.cdf(k, n, p);
}

/**
 * The two lines of a funnel (Spiegelhalter 2005, Statistics in Medicine 24, "Funnel plots for comparing
 * institutional performance"): the least and the greatest number of successes in so many tasks that
 * chance alone explains where everybody's rate is that of the store. Exact binomial: beyond either line
 * lies at most half of `beyond`.
 *
 * @param beyond the share of equals who fall outside by chance; 5%
 */
export function funnelLimits(
  tasks: number,
  rate: number,
  beyond = 0.05
): { readonly least: number; readonly greatest: number } {
  const least = smallest(tasks, (k) => binomialAtMost(k, tasks, rate) > beyond / 2);
  const greatest = smallest(tasks, (k) => binomialAtMost(k, tasks, rate) >= 1 - beyond / 2);
  return { least, greatest };
}

/** The smallest whole number up to n of which something holds that holds of all greater ones. */
function smallest(n: number, holds: (k: number) => boolean): number {
  let low = 0;
  let high = n;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** What can be said of a person's rate against the store's. */
export type AgainstStore = "above" | "below" | "alike";

/** Whether a person's difference from the store is more than chance: see {@link funnelLimits}. */
export function againstStore(successes: number, tasks: number, rate: number): AgainstStore {
  if (tasks === 0 || Number.isNaN(rate)) return "alike";
  const { least, greatest } = funnelLimits(tasks, rate);
  return successes < least ? "below" : successes > greatest ? "above" : "alike";
}
