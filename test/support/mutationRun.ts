import type * as FastCheck from "fast-check";

/**
 * How property tests run when each of thousands of mutants is tried: always on the same stores, so that
 * a score can be compared with the last one; on fewer of them; and without looking for the smallest
 * store that fails.
 */
const SEED = 20_260_630;
const RUNS = 60;

jest.mock("fast-check", () => {
  const { default: fc } = jest.requireActual<typeof FastCheck>("fast-check");
  fc.configureGlobal({ seed: SEED, endOnFailure: true });
  const assert: typeof fc.assert = (property, parameters) =>
    fc.assert(property, {
      ...parameters,
      numRuns: Math.min(parameters?.numRuns ?? RUNS, RUNS),
    }) as never;
  return { __esModule: true, default: { ...fc, assert } };
});
