import fc from "fast-check";
import { createRandom, mixSeeds } from "./random";

const seeds = fc.integer({ min: 0, max: 0xffffffff });

describe("chance from a seed", () => {
  test("gives the numbers that mulberry32 is known for", () => {
    const random = createRandom(0);
    expect([random.next(), random.next(), random.next()]).toEqual([
      0.26642920868471265, 0.0003297457005828619, 0.2232720274478197,
    ]);
  });

  test("keeps whole numbers between their ends, both included", () => {
    fc.assert(
      fc.property(seeds, fc.integer(), fc.integer({ min: 0, max: 1000 }), (seed, low, width) => {
        const random = createRandom(seed);
        for (let i = 0; i < 20; i++) {
          const drawn = random.int(low, low + width);
          expect(drawn).toBeGreaterThanOrEqual(low);
          expect(drawn).toBeLessThanOrEqual(low + width);
        }
      })
    );
    const random = createRandom(7);
    const dice = new Set(Array.from({ length: 200 }, () => random.int(1, 6)));
    expect([...dice].sort()).toEqual([1, 2, 3, 4, 5, 6]);
  });

  test("draws in proportion to weights, and never what weighs nothing", () => {
    const random = createRandom(3);
    const counts = [0, 0, 0];
    for (let i = 0; i < 20_000; i++) counts[random.weighted([3, 0, 1])]++;
    expect(counts[1]).toBe(0);
    expect(counts[0] / 20_000).toBeCloseTo(0.75, 1);
  });

  test("has a bell with mean 0 and deviation 1", () => {
    const random = createRandom(5);
    const drawn = Array.from({ length: 20_000 }, () => random.bell());
    const mean = drawn.reduce((sum, x) => sum + x, 0) / drawn.length;
    const variance = drawn.reduce((sum, x) => sum + (x - mean) ** 2, 0) / drawn.length;
    expect(mean).toBeCloseTo(0, 1);
    expect(variance).toBeCloseTo(1, 1);
  });

  test("gives neighbouring customers streams that have nothing to do with each other", () => {
    const firsts = Array.from({ length: 1000 }, (_, i) => createRandom(mixSeeds(1, i)).next());
    expect(new Set(firsts).size).toBe(1000);
    const below = firsts.filter((x) => x < 0.5).length;
    expect(below).toBeGreaterThan(440);
    expect(below).toBeLessThan(560);
  });
});
