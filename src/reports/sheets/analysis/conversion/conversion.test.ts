import fc from "fast-check";
import { contextOf, figuresOf, longAgo, soldCar } from "../../../../../test/support/reportStores";
import {
  calculate,
  cellsOfPlan,
  formulaDifferences,
} from "../../../../../test/support/planFormulas";
import { anyStore, assembleStore, storeDay, type Store } from "../../../../../test/support/stores";
import type { CustomerRow } from "../../../../../test/support/tables";
import { emptyInputs } from "../../../../intake";
import { textsOf, type Locale } from "../../../../locale";
import { flowNames, reservoir, ruleSetNames, ruleSets } from "../../../../retention/status";
import { monthStartOf, serialOfIso } from "../../../../retention/time";
import { conversionSheet } from "./conversion";
import type { SheetPlan } from "../../../plan";

const planOf = (
  store: Store,
  asOf: number,
  name: (typeof ruleSetNames)[number] = "retention",
  locale: Locale = "zh-CN"
): SheetPlan => {
  const settings = { ...emptyInputs.settings, rules: ruleSets[name] };
  const figures = figuresOf(assembleStore(store), asOf, { settings });
  return conversionSheet(figures, contextOf(figures, locale));
};

const textsIn = (plan: SheetPlan): unknown[] => [...cellsOfPlan(plan).values()];
const texts = textsOf("zh-CN").reports.conversion;

test("every formula of the conversion sheet gives what the engine gave, for any store, day and rule set", () => {
  fc.assert(
    fc.property(anyStore, storeDay, fc.constantFrom(...ruleSetNames), (store, asOf, name) => {
      expect(formulaDifferences(planOf(store, asOf, name))).toEqual([]);
    }),
    { numRuns: 12 }
  );
});

/** The number that stands beside a label in a column of a section. */
function valueBeside(plan: SheetPlan, label: string, column: string): unknown {
  const cells = cellsOfPlan(plan);
  const address = [...cells].find(([at, cell]) => cell === label && /^A\d/.test(at))?.[0] ?? "";
  return calculate(cells, address.replace("A", column));
}

test("新增流失 of the running month is the reservoir's outflow of the same days", () => {
  fc.assert(
    fc.property(anyStore, storeDay, (store, asOf) => {
      const plan = planOf(store, asOf);
      if (plan.tables.length === 0) return;
      const [month] = reservoir(assembleStore(store), monthStartOf(asOf), asOf);
      const { newLost } = textsOf("zh-CN").method.flows;
      expect(valueBeside(plan, newLost, "E")).toBe(month?.flows.newLost);
    }),
    { numRuns: 25 }
  );
});

test("every mover of the list is an event of the running month, and none is missing", () => {
  fc.assert(
    fc.property(anyStore, storeDay, (store, asOf) => {
      const plan = planOf(store, asOf);
      const movers = plan.tables.find(({ name }) => name === "RETAIN_movers")?.rows.length ?? 0;
      if (plan.tables.length === 0) return;
      const { flows } = textsOf("zh-CN").method;
      const counted = flowNames.map((flow) => Number(valueBeside(plan, flows[flow], "E")));
      expect(movers).toBe(counted.reduce((a, b) => a + b, 0));
    }),
    { numRuns: 25 }
  );
});

const asOf = serialOfIso("2026-06-30");

test("one car of two lost in a month is told with the share of the opening base", () => {
  const plan = planOf(
    { customers: [soldCar(1, "2025-06-09"), soldCar(2, "2026-01-05")], orders: [longAgo] },
    asOf
  );
  const allowed = texts.within({ newLost: 1, rate: 0.5, allowance: 1, returned: 0 });
  expect(textsIn(plan)).toContain(allowed);
});

test("above the limit the headline says by how many percentage points", () => {
  const customers = [1, 2, 3, 4].map((number) => soldCar(number, `2025-06-0${number}`));
  const headline = String(textsIn(planOf({ customers, orders: [longAgo] }, asOf))[1]);
  expect(headline).toContain("占月初基盘 100%");
  expect(headline).toContain("超出警示线 75.0 个百分点");
});

test("who was lost and returned within the month is in both flows, but not in the net change", () => {
  const store: Store = {
    customers: [soldCar(1, "2025-06-09")],
    orders: [longAgo, { vin: "LSVAA000000000001", arrival: "2026-06-20", orderType: "保养" }],
  };
  const plan = planOf(store, asOf);
  const { flows } = textsOf("zh-CN").method;
  expect(valueBeside(plan, flows.newLost, "E")).toBe(1);
  expect(valueBeside(plan, flows.lostReturned, "E")).toBe(1);
  const movers = plan.tables.find(({ name }) => name === "RETAIN_movers");
  expect(movers?.rows.map((row) => row.slice(-3, -1))).toEqual([
    [textsOf("zh-CN").data.statuses.lost3, texts.causes.aged],
    [textsOf("zh-CN").data.statuses.stable, texts.causes.returned],
  ]);
});

test("days whose history is short are said to be", () => {
  const store: Store = {
    customers: [soldCar(1, "2025-06-09")],
    orders: [{ vin: "LSVAA000000000001", arrival: "2026-01-20", orderType: "保养" }],
  };
  expect(textsIn(planOf(store, asOf))).toContain(texts.shortHistory("2027-01-20"));
});

test.each(["zh-CN", "en-US"] as const)(
  "an empty archive is told in %s, without a chart",
  (locale) => {
    const plan = planOf({ customers: [], orders: [] }, asOf, "retention", locale);
    expect(textsIn(plan)).toContain(textsOf(locale).reports.conversion.empty);
    expect(plan.charts).toHaveLength(0);
  }
);

test("customers who will all come in the future make an empty sheet, not a full one", () => {
  const plan = planOf({ customers: [soldCar(1, "2027-01-01")], orders: [] }, asOf);
  expect(textsIn(plan)).toContain(texts.empty);
});

test("an archive of invalid customers only has no base to lose", () => {
  const invalid: CustomerRow = { ...soldCar(1, "2024-01-01"), invalidReason: "已报废" };
  const headline = String(textsIn(planOf({ customers: [invalid], orders: [] }, asOf))[1]);
  expect(headline).toBe(texts.noBase({ newLost: 0, returned: 0 }));
});
