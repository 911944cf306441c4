import { formulaDifferences, cellsOfPlan } from "../../../test/support/planFormulas";
import { comparisonPlan, ranksOf, type StoreFiguresOfAudit } from "./comparison";
import { figuresOfPlan } from "./reportFigures";

const storeOf = (store: string, base: number, valid: number, newLost = 0): StoreFiguresOfAudit => ({
  store,
  asOf: "2026-06-30",
  valid,
  base,
  stable: base,
  lost: valid - base,
  openingBase: base,
  newLost,
  returned: 1,
  visits: valid * 2,
  psv: valid * 1000,
  findings: 3,
});
const stores = [storeOf("一店", 60, 100, 3), storeOf("二店", 90, 100, 9), storeOf("新店", 0, 0)];

test("stores stand in the order of their share of base, each with its places, a store without customers last", () => {
  const [grid] = figuresOfPlan(comparisonPlan(stores, "zh-CN", "now")).grids;
  expect(grid.slice(1, 4).map((row) => [row[0], row[3], row[4], row[9]])).toEqual([
    ["二店", 0.9, 1, 2],
    ["一店", 0.6, 2, 1],
    ["新店", null, null, null],
  ]);
  expect(grid[4].slice(0, 4)).toEqual(["合计", 200, 150, 0.75]);
});

test("sums, shares and places are formulas that give what was computed", () => {
  expect(formulaDifferences(comparisonPlan(stores, "en-US", "now"))).toEqual([]);
});

test("the chart shows one column of base and one of newly lost per store", () => {
  const [chart] = comparisonPlan(stores, "zh-CN", "now").charts;
  expect(chart.source).toMatchObject({ rows: stores.length + 1, columns: 3 });
  expect(chart.colors).toHaveLength(2);
});

test("equal figures share the better place, absent ones have none", () => {
  expect(ranksOf([0.5, 0.7, 0.5, "—", 0.1], "high")).toEqual([2, 1, 2, "—", 4]);
  expect(ranksOf([3, 1, 2], "low")).toEqual([3, 1, 2]);
});

test("the headline names the best store, in both languages", () => {
  expect(cellsOfPlan(comparisonPlan(stores, "zh-CN", "now")).get("A2")).toMatch(
    /3 家门店.*二店.*90\.0%/
  );
  expect(cellsOfPlan(comparisonPlan(stores, "en-US", "now")).get("A2")).toMatch(
    /^3 stores.*二店: 90\.0%/
  );
});
