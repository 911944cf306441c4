import fc from "fast-check";
import { calculate, cellsOfPlan, formulaDifferences } from "../../../../test/support/planFormulas";
import { contextOf, figuresOf, longAgo, soldCar } from "../../../../test/support/reportStores";
import { anyStore, assembleStore, storeDay, type Store } from "../../../../test/support/stores";
import { emptyInputs } from "../../../intake";
import { textsOf, type Locale } from "../../../locale";
import {
  dailySeries,
  flowsBetween,
  ruleSetNames,
  ruleSets,
  statusCounts,
  statusesAsOf,
  statusEvents,
} from "../../../retention/status";
import { monthStartOf, serialOfIso } from "../../../retention/time";
import { reservoirSheet } from "./reservoir";
import type { SheetPlan } from "../../plan";

const planOf = (
  store: Store,
  asOf: number,
  name: (typeof ruleSetNames)[number] = "retention",
  locale: Locale = "zh-CN"
): SheetPlan => {
  const settings = { ...emptyInputs.settings, rules: ruleSets[name] };
  const figures = figuresOf(assembleStore(store), asOf, { settings });
  return reservoirSheet(figures, contextOf(figures, locale));
};

const texts = textsOf("zh-CN").reports.reservoir;
const headlineOf = (plan: SheetPlan): unknown => cellsOfPlan(plan).get("A2");

/** The values of the table of months under a header, the row of totals last. */
function monthsOf(plan: SheetPlan, header: string): unknown[] {
  const cells = cellsOfPlan(plan);
  const block = plan.blocks.find(({ cells: rows }) => rows[0]?.[1] === texts.months.opening);
  const column = block?.cells[0]?.indexOf(header) ?? 0;
  const letter = String.fromCharCode(65 + column);
  return (block?.cells ?? [])
    .slice(1)
    .map((_, index) => calculate(cells, `${letter}${(block?.row ?? 0) + index + 2}`));
}

test("every formula of the reservoir gives what the engine gave, for any store, day and rule set", () => {
  fc.assert(
    fc.property(anyStore, storeDay, fc.constantFrom(...ruleSetNames), (store, asOf, name) => {
      expect(formulaDifferences(planOf(store, asOf, name))).toEqual([]);
    }),
    { numRuns: 60 }
  );
});

test("the last closing base is the base of the status sheet, and the first opening that of its day", () => {
  fc.assert(
    fc.property(anyStore, storeDay, (store, asOf) => {
      const plan = planOf(store, asOf);
      const closing = monthsOf(plan, texts.months.closing);
      if (closing.length === 0) return;
      const { base } = statusCounts(statusesAsOf(assembleStore(store), asOf));
      expect(closing[closing.length - 2]).toBe(base);
    }),
    { numRuns: 60 }
  );
});

test("新增流失 of the running month is that of the conversion's daily series", () => {
  fc.assert(
    fc.property(anyStore, storeDay, (store, asOf) => {
      const lost = monthsOf(planOf(store, asOf), texts.months.outlets.newLost);
      if (lost.length === 0) return;
      const dealership = assembleStore(store);
      const first = monthStartOf(asOf);
      const series = dailySeries(dealership, statusEvents(dealership, first, asOf));
      expect(lost[lost.length - 2]).toBe(flowsBetween(series, first, asOf).newLost);
    }),
    { numRuns: 60 }
  );
});

const asOf = serialOfIso("2026-06-30");

test("two sold and one lost in twelve months: health 2, and the level if it goes on", () => {
  const store: Store = {
    customers: [soldCar(1, "2025-06-09"), soldCar(2, "2026-01-05"), soldCar(3, "2026-05-05")],
    orders: [longAgo],
  };
  const plan = planOf(store, asOf);
  const cells = cellsOfPlan(plan);
  const block = plan.blocks.find(({ cells: rows }) => rows[0]?.[1] === texts.year.health);
  const row = (block?.row ?? 0) + (block?.cells.length ?? 0);
  expect(calculate(cells, `B${row}`)).toBe(2);
  expect(calculate(cells, `D${row}`)).toBeCloseTo(2 * 5.1, 9);
  expect(String(headlineOf(plan))).toContain("近 12 个月健康度 2.00，新客户补得上流出的客户");
});

test("without outflow the health is —, never a division by zero", () => {
  const plan = planOf({ customers: [soldCar(1, "2026-01-05")], orders: [longAgo] }, asOf);
  expect(String(headlineOf(plan))).toContain("健康度无从计算");
  expect(plan.charts.map(({ name }) => name)).toEqual(["RETAIN reservoir"]);
});

test("months before the orders reach back far enough are marked", () => {
  const store: Store = {
    customers: [soldCar(1, "2025-06-09")],
    orders: [{ vin: "LSVAA000000000001", arrival: "2026-01-20", orderType: "保养" }],
  };
  const remarks = monthsOf(planOf(store, asOf), texts.months.remark);
  expect(remarks[0]).toBe(texts.months.short);
});

test.each(["zh-CN", "en-US"] as const)("without any customer the sheet says so in %s", (locale) => {
  const plan = planOf({ customers: [], orders: [] }, asOf, "retention", locale);
  expect(headlineOf(plan)).toBe(textsOf(locale).reports.reservoir.empty);
  expect(plan.charts).toHaveLength(0);
});
