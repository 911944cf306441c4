import type { Dealership } from "./dealership";

/** So many results are kept per dealership, the latest ones: a run asks for a few days and rules. */
const KEPT = 8;

/**
 * Remembers what a chapter computed of a dealership, which never changes once it is assembled: several
 * chapters ask for the same. Results are shared, so nobody may change them.
 *
 * @param compute what it computes depends on its arguments alone; these compare by identity
 */
export function perDealership<Terms extends readonly unknown[], Result>(
  compute: (dealership: Dealership, ...terms: Terms) => Result
): (dealership: Dealership, ...terms: Terms) => Result {
  const known = new WeakMap<Dealership, readonly { terms: Terms; result: Result }[]>();
  return (dealership, ...terms) => {
    const kept = known.get(dealership) ?? [];
    const found = kept.find((one) => one.terms.every((term, i) => Object.is(term, terms[i])));
    if (found !== undefined) {
      return found.result;
    }
    const result = compute(dealership, ...terms);
    known.set(dealership, [{ terms, result }, ...kept.slice(0, KEPT - 1)]);
    return result;
  };
}
