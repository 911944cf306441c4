/** The part of jStat that RETAIN uses: https://jstat.github.io/distributions.html */
declare module "jstat" {
  export const jStat: {
    readonly binomial: {
      /** P(at most k of n). */
      cdf(k: number, n: number, p: number): number;
    };
    /** log Γ(x). */
    gammaln(x: number): number;
    readonly chisquare: {
      /** P(at most x) with so many degrees of freedom. */
      cdf(x: number, degreesOfFreedom: number): number;
    };
  };
}
