import { createRandom } from "../../sample";
import { kaplanMeier, logRank, medianOf, shareAfter, type Watched } from "./survival";

const lostAt = (exit: number): Watched => ({ entry: 0, exit, lost: true });
const watchedUpTo = (exit: number): Watched => ({ entry: 0, exit, lost: false });

// Freireich et al. 1963, as every textbook has it: weeks of remission with 6-MP and with placebo.
const treated = [
  ...[6, 6, 6, 7, 10, 13, 16, 22, 23].map(lostAt),
  ...[6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35].map(watchedUpTo),
];
const placebo = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23].map(lostAt);

test("the curve of Freireich's patients is the published one", () => {
  const steps = kaplanMeier(treated);
  expect(steps.map(({ days }) => days)).toEqual([6, 7, 10, 13, 16, 22, 23]);
  const published = [0.857, 0.807, 0.753, 0.69, 0.627, 0.538, 0.448];
  steps.forEach(({ share }, i) => expect(share).toBeCloseTo(published[i], 3));
  expect(medianOf(steps)).toBe(23);
  expect(medianOf(kaplanMeier(placebo))).toBe(8);
  expect(shareAfter(steps, 5, 35)?.share).toBe(1);
  expect(shareAfter(steps, 15, 35)?.share).toBeCloseTo(0.69, 3);
  expect(shareAfter(steps, 40, 35)).toBeUndefined();
});

test("the log-rank test of Freireich's patients is the published one: 16.79", () => {
  const { statistic, degreesOfFreedom, p } = logRank([treated, placebo]);
  expect(statistic).toBeCloseTo(16.79, 2);
  expect(degreesOfFreedom).toBe(1);
  expect(p).toBeLessThan(0.0001);
});

test("the order of groups does not matter, and one group alone cannot differ", () => {
  const third = [3, 9, 20, 31].map(lostAt);
  const one = logRank([treated, placebo, third]);
  const other = logRank([third, treated, placebo]);
  expect(one.statistic).toBeCloseTo(other.statistic, 9);
  expect(logRank([treated]).p).toBeNaN();
  expect(logRank([[], treated]).p).toBeNaN();
});

test("who comes under watch late is not counted among those at risk before", () => {
  const steps = kaplanMeier([
    { entry: 0, exit: 5, lost: true },
    { entry: 0, exit: 9, lost: true },
    { entry: 6, exit: 12, lost: false },
  ]);
  expect(steps.map(({ atRisk }) => atRisk)).toEqual([2, 2]);
  expect(steps.map(({ share }) => share)).toEqual([0.5, 0.25]);
});

/** 120 customers leave at a steady rate, the watch ends at a random day. */
function invent(seed: number, rate: number): Watched[] {
  const random = createRandom(seed);
  return Array.from({ length: 120 }, () => {
    const leaves = Math.ceil(-Math.log(1 - random.next()) / rate);
    const end = random.int(200, 1_500);
    return leaves <= end ? lostAt(leaves) : watchedUpTo(end);
  });
}

test("the interval of the curve holds the truth in 93–97% of 1,500 invented stores", () => {
  const rate = 1 / 700;
  let inside = 0;
  for (let seed = 0; seed < 1_500; seed++) {
    const step = shareAfter(kaplanMeier(invent(seed, rate)), 500, 1_500)!;
    const truth = Math.exp(-500 * rate);
    if (step.low <= truth && truth <= step.high) inside++;
  }
  expect(inside / 1_500).toBeGreaterThan(0.93);
  expect(inside / 1_500).toBeLessThan(0.97);
});

test("equal groups look different in about one store of twenty, unequal ones nearly always", () => {
  let equal = 0;
  let unequal = 0;
  for (let seed = 0; seed < 600; seed++) {
    const one = invent(seed, 1 / 700);
    if (logRank([one, invent(10_000 + seed, 1 / 700), invent(20_000 + seed, 1 / 700)]).p < 0.05) {
      equal++;
    }
    if (logRank([one, invent(30_000 + seed, 1 / 300)]).p < 0.05) unequal++;
  }
  expect(equal / 600).toBeGreaterThan(0.03);
  expect(equal / 600).toBeLessThan(0.07);
  expect(unequal / 600).toBeGreaterThan(0.95);
});
