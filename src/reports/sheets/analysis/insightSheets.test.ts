import { calculate, cellsOfPlan, formulaDifferences } from "../../../../test/support/planFormulas";
import { contextOf, figuresOf } from "../../../../test/support/reportStores";
import { makeCustomerTable, makeOrderTable } from "../../../../test/support/tables";
import { inventWorld } from "../../../../test/support/worlds";
import { textsOf, type Locale } from "../../../locale";
import { backTest } from "../../../retention/insight";
import { assembleDealership } from "../../../retention/store";
import type { SheetPlan } from "../../plan";
import { backTestSheet } from "./backTest";
import { retentionCurvesSheet } from "./retentionCurves";

const world = inventWorld("wear", 400, 2);
const figures = figuresOf(world.dealership, world.asOf);
const nobody = figuresOf(
  assembleDealership(makeCustomerTable([]), makeOrderTable([])).dealership,
  world.asOf
);
const locales: Locale[] = ["zh-CN", "en-US"];
const textsIn = (plan: SheetPlan): string =>
  plan.blocks
    .flatMap(({ cells }) => cells.flat())
    .filter((cell) => typeof cell === "string")
    .join("\n");

describe.each(locales)("in %s", (locale) => {
  const sheets = {
    backTest: backTestSheet(figures, contextOf(figures, locale)),
    retentionCurves: retentionCurvesSheet(figures, contextOf(figures, locale)),
  };

  test.each(Object.entries(sheets))("%s: every formula gives what the engine gave", (_, plan) => {
    expect(formulaDifferences(plan)).toEqual([]);
  });

  test.each(Object.entries(sheets))("%s: no text lacks a figure", (_, plan) => {
    expect(textsIn(plan)).not.toMatch(/NaN|undefined|null|Infinity/);
    expect(plan.charts.length).toBeGreaterThan(2);
  });

  test("without customers each says so and shows nothing else", () => {
    const context = contextOf(nobody, locale);
    for (const plan of [backTestSheet(nobody, context), retentionCurvesSheet(nobody, context)]) {
      expect(plan.charts).toEqual([]);
      expect(textsIn(plan)).not.toMatch(/NaN|undefined/);
    }
  });
});

test("预测回测 counts whom the engine counts, total below", () => {
  const plan = backTestSheet(figures, contextOf(figures));
  const cells = cellsOfPlan(plan);
  const texts = textsOf("zh-CN").reports.backTest.byStatus;
  const block = plan.blocks.find(({ cells: rows }) => rows[0][0] === texts.status)!;
  const totalRow = block.row + block.cells.length;
  const year = backTest(world.dealership, world.asOf, "far", { fixedInterval: 180 });
  expect(calculate(cells, `B${totalRow}`)).toBe(year.customers);
  expect(calculate(cells, `C${totalRow}`)).toBe(year.came);
  expect(year.came).toBeGreaterThan(100);
});

test("the calibration chart shows foretold, come and the interval, one row per bin in use", () => {
  const plan = backTestSheet(figures, contextOf(figures));
  const [calibration] = plan.charts.filter(({ name }) => name.startsWith("RETAIN calibration"));
  expect(calibration.source.columns).toBe(5);
  expect(calibration.source.rows).toBeGreaterThan(4);
});
