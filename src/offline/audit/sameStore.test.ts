import fc from "fast-check";
import { isSameStore, sharedPart, sketchOf } from "./sameStore";

const keysOf = (first: number, count: number): string[] =>
  Array.from({ length: count }, (_, at) => `LSV${String(first + at).padStart(14, "0")}`);

test("a later export of a store, with customers added, is that store", () => {
  expect(isSameStore(sketchOf(keysOf(0, 3000)), sketchOf(keysOf(0, 3300)))).toBe(true);
});

test("two stores that share some customers are two", () => {
  expect(isSameStore(sketchOf(keysOf(0, 3000)), sketchOf(keysOf(2700, 3000)))).toBe(false);
});

test("very few customers tell nothing", () => {
  expect(isSameStore(sketchOf(keysOf(0, 10)), sketchOf(keysOf(0, 10)))).toBe(false);
});

test("the shared part is near the true one, whichever store comes first", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2000 }), (moved) => {
      const [a, b] = [sketchOf(keysOf(0, 2000)), sketchOf(keysOf(moved, 2000))];
      const truth = (2000 - moved) / (2000 + moved);
      expect(sharedPart(a, b)).toBe(sharedPart(b, a));
      // Of 256 hashes: four standard deviations at most.
      expect(Math.abs(sharedPart(a, b) - truth)).toBeLessThan(0.125);
    }),
    { numRuns: 20 }
  );
});
