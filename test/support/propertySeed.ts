import type * as FastCheck from "fast-check";

/**
 * Property tests try the same stores in every run, so that a change is judged by what it changed.
 * `PROPERTY_SEED=random npm test` (or a number) goes looking for others.
 */
const SEED = 20_260_630;

jest.mock("fast-check", () => {
  const actual = jest.requireActual<typeof FastCheck>("fast-check");
  const wanted = process.env.PROPERTY_SEED;
  if (wanted !== "random") actual.configureGlobal({ seed: wanted ? Number(wanted) : SEED });
  return actual;
});
