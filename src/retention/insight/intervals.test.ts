import { createRandom } from "../../sample";
import { againstStore, binomialAtMost, funnelLimits } from "./funnel";
import { newcombe, wilson } from "./intervals";

test("Wilson's interval is that of Newcombe's table (Statistics in Medicine 17, 857–872)", () => {
  expect(wilson(81, 263).low).toBeCloseTo(0.2553, 4);
  expect(wilson(81, 263).high).toBeCloseTo(0.3662, 4);
  expect(wilson(15, 148).low).toBeCloseTo(0.0624, 4);
  expect(wilson(0, 20)).toEqual({ share: 0, low: 0, high: expect.closeTo(0.1611, 4) });
  expect(wilson(1, 29).high).toBeCloseTo(0.1718, 4);
});

test("without a trial nothing is known, and more successes than trials are no share", () => {
  expect(wilson(0, 0)).toEqual({ share: NaN, low: NaN, high: NaN });
  expect(() => wilson(3, 2)).toThrow(RangeError);
});

test("Newcombe's interval is that of his paper, method 10", () => {
  const { difference, low, high } = newcombe([56, 70], [48, 80]);
  expect(difference).toBeCloseTo(0.2, 10);
  expect(low).toBeCloseTo(0.0524, 4);
  expect(high).toBeCloseTo(0.3339, 4);
  expect(newcombe([10, 10], [0, 20]).low).toBeCloseTo(0.6791, 4);
});

test("binomial probabilities are the sums that anybody can add up", () => {
  const n = 40;
  const p = 0.17;
  let term = (1 - p) ** n;
  let sum = term;
  for (let k = 0; k < n; k++) {
    expect(binomialAtMost(k, n, p)).toBeCloseTo(sum, 9);
    term *= ((n - k) / (k + 1)) * (p / (1 - p));
    sum += term;
  }
});

test("beyond either line of the funnel lies at most 2.5%, and the line could stand no nearer", () => {
  for (const tasks of [1, 5, 12, 40, 230, 1200]) {
    for (const rate of [0, 0.02, 0.3, 0.5, 0.97, 1]) {
      const { least, greatest } = funnelLimits(tasks, rate);
      expect(binomialAtMost(least - 1, tasks, rate)).toBeLessThanOrEqual(0.025);
      expect(binomialAtMost(least, tasks, rate)).toBeGreaterThan(0.025);
      expect(1 - binomialAtMost(greatest, tasks, rate)).toBeLessThanOrEqual(0.025 + 1e-12);
      if (greatest > 0) {
        expect(1 - binomialAtMost(greatest - 1, tasks, rate)).toBeGreaterThan(0.025);
      }
    }
  }
});

test("nobody stands out where all are at the store's rate, where there are no tasks, or few", () => {
  expect(againstStore(0, 100, 0)).toBe("alike");
  expect(againstStore(100, 100, 1)).toBe("alike");
  expect(againstStore(0, 0, 0.4)).toBe("alike");
  expect(againstStore(2, 2, 0.4)).toBe("alike");
  expect(againstStore(60, 100, 0.4)).toBe("above");
  expect(againstStore(25, 100, 0.4)).toBe("below");
});

/** A count out of n, each by itself with the probability p. */
function draw(random: ReturnType<typeof createRandom>, n: number, p: number): number {
  let count = 0;
  for (let i = 0; i < n; i++) if (random.chance(p)) count++;
  return count;
}

test("the interval of a share holds the truth in 93–97% of 4,000 invented counts", () => {
  const random = createRandom(1);
  let inside = 0;
  for (let round = 0; round < 4_000; round++) {
    const n = random.int(15, 300);
    const p = 0.03 + 0.94 * random.next();
    const { low, high } = wilson(draw(random, n, p), n);
    if (low <= p && p <= high) inside++;
  }
  expect(inside / 4_000).toBeGreaterThan(0.93);
  expect(inside / 4_000).toBeLessThan(0.97);
});

test("the interval of a difference holds the truth in 93–97% of 4,000 invented pairs", () => {
  const random = createRandom(2);
  let inside = 0;
  for (let round = 0; round < 4_000; round++) {
    const [n1, n2] = [random.int(20, 300), random.int(20, 300)];
    const [p1, p2] = [0.05 + 0.9 * random.next(), 0.05 + 0.9 * random.next()];
    const { low, high } = newcombe([draw(random, n1, p1), n1], [draw(random, n2, p2), n2]);
    if (low <= p1 - p2 && p1 - p2 <= high) inside++;
  }
  expect(inside / 4_000).toBeGreaterThan(0.93);
  expect(inside / 4_000).toBeLessThan(0.97);
});
