import fc from "fast-check";
import { calculate, cellsOfPlan, formulaDifferences } from "../../../../test/support/planFormulas";
import { contextOf, figuresOf } from "../../../../test/support/reportStores";
import { anyStore, assembleStore, storeDay, type Store } from "../../../../test/support/stores";
import type { CustomerRow } from "../../../../test/support/tables";
import type { StoreInputs } from "../../../intake";
import { textsOf, type Locale } from "../../../locale";
import { serialOfIso } from "../../../retention/time";
import type { SurveyAnswers } from "../../../retention/loss";
import { lossSheet } from "./loss";
import type { SheetPlan } from "../../plan";

const texts = textsOf("zh-CN").reports.loss;

const planOf = (
  store: Store,
  asOf: number,
  inputs: Partial<StoreInputs> = {},
  locale: Locale = "zh-CN"
): SheetPlan => {
  const figures = figuresOf(assembleStore(store), asOf, inputs);
  return lossSheet(figures, contextOf(figures, locale));
};

/** What stands beside a label in the first column. */
function beside(plan: SheetPlan, label: string, column: string): unknown {
  const cells = cellsOfPlan(plan);
  const [address = ""] = [...cells].find(([at, cell]) => cell === label && /^A\d/.test(at)) ?? [];
  return calculate(cells, address.replace("A", column));
}

test("every formula of the loss analysis gives what the engine gave, for any store and day", () => {
  fc.assert(
    fc.property(anyStore, storeDay, (store, asOf) => {
      expect(formulaDifferences(planOf(store, asOf))).toEqual([]);
    }),
    { numRuns: 60 }
  );
});

test("lost in full and lost without any visit are together the customers whose status is lost", () => {
  fc.assert(
    fc.property(anyStore, storeDay, (store, asOf) => {
      const plan = planOf(store, asOf);
      if (plan.blocks.length > 10) {
        expect(beside(plan, texts.identity.difference, "B")).toBe(0);
      }
    }),
    { numRuns: 60 }
  );
});

const asOf = serialOfIso("2026-06-30");
const customer = (number: number, row: CustomerRow = {}): CustomerRow => ({
  vin: `LSVAA00000000${String(number).padStart(4, "0")}`,
  name: `客户${number}`,
  soldHere: "是",
  deliveryDate: "2021-01-10",
  ...row,
});
const visit = (number: number, arrival: string, orderType = "保养", odometer = 20_000) => ({
  vin: `LSVAA00000000${String(number).padStart(4, "0")}`,
  arrival,
  orderType,
  odometer,
});
const store: Store = {
  customers: [
    customer(1, { warrantyEnd: "2027-01-01" }),
    customer(2),
    customer(3, { deliveryDate: "2025-01-10" }),
    customer(4),
  ],
  orders: [
    visit(1, "2021-05-01"),
    visit(2, "2024-05-01", "保养", 80_000),
    visit(2, "2026-05-01", "小修", 110_000),
    visit(3, "2026-02-01"),
    visit(4, "2024-02-01", "保养", 60_000),
  ],
};

test("who comes but is no longer maintained is lost in part, and listed by name", () => {
  const plan = planOf(store, asOf);
  expect(beside(plan, texts.groups.all, "B")).toBe(0.25);
  expect(beside(plan, texts.groups.all, "C")).toBe(0.5);
  expect(beside(plan, texts.groups.all, "D")).toBe(0.75);
  const list = plan.tables.find(({ name }) => name === "RETAIN_lossInPart");
  expect(list?.rows.map((row) => row.slice(2, 5))).toEqual([
    ["稳定", serialOfIso("2026-05-01"), serialOfIso("2024-05-01")],
  ]);
});

test("the groups are S2's: 50,000 and 100,000 km, two years, in and out of warranty", () => {
  const plan = planOf(store, asOf);
  expect(beside(plan, texts.groups.high("100,000"), "E")).toBe(1);
  expect(beside(plan, texts.groups.middle("50,000", "100,000"), "C")).toBe(1);
  expect(beside(plan, texts.groups.young("2"), "D")).toBe(0);
  expect(beside(plan, texts.groups.inWarranty, "C")).toBe(1);
  expect(plan.charts.map(({ name }) => name)).toEqual([
    "RETAIN loss mileage",
    "RETAIN loss age",
    "RETAIN loss warranty",
  ]);
});

test("the charts show the groups that are known, not those of whom the workbook does not tell", () => {
  const { vin, arrival } = visit(5, "2024-03-01");
  const plan = planOf(
    { customers: [...store.customers, customer(5)], orders: [...store.orders, { vin, arrival }] },
    asOf
  );
  expect(beside(plan, texts.groups.unknown, "C")).toBe(1);
  expect(plan.charts[0].source.rows).toBe(1 + ["low", "middle", "high"].length);
});

test("minor repair and body work are lost only by the customer's own word", () => {
  const { items } = texts;
  expect(beside(planOf(store, asOf), items.minorRepair, "C")).toBe("—");
  const answers: SurveyAnswers = { q1: "yes", q3: ["minorRepair"] };
  const survey = { key: "LSVAA000000000004", day: asOf, answers };
  const asked = planOf(store, asOf, { surveys: [survey] });
  expect(beside(asked, items.minorRepair, "C")).toBe(1);
  expect(beside(asked, items.bodyPaint, "C")).toBe(0);
  const later = planOf(store, asOf - 1, { surveys: [survey] });
  expect(beside(later, items.minorRepair, "C")).toBe(0);
});

test("a changed line between the groups changes the groups and their names", () => {
  const settings = { ...figuresOf(assembleStore(store), asOf).settings };
  const changed = new Map([["loss.lowMileage", 70_000]]);
  const plan = planOf(store, asOf, { settings: { ...settings, changed } });
  expect(beside(plan, texts.groups.low("70,000"), "E")).toBe(3);
});

test.each(["zh-CN", "en-US"] as const)(
  "a store without visits has no loss rates, and says so in %s",
  (locale) => {
    for (const customers of [[], [customer(1)]]) {
      const plan = planOf({ customers, orders: [] }, asOf, {}, locale);
      expect(cellsOfPlan(plan).get("A2")).toBe(textsOf(locale).reports.loss.empty);
      expect(plan.charts).toHaveLength(0);
    }
  }
);

test("where orders do not tell what was done, loss in part is — and not zero", () => {
  const bare = store.orders.map(({ orderType: _, ...order }) => order);
  const plan = planOf({ ...store, orders: bare }, asOf);
  expect(beside(plan, texts.groups.all, "B")).toBe("—");
  expect(String(cellsOfPlan(plan).get("A2"))).toContain(texts.partialUnknown);
});
