import fc from "fast-check";
import { calculate, cellsOfPlan, formulaDifferences } from "../../test/support/planFormulas";
import { contextOf, figuresOf, longAgo } from "../../test/support/reportStores";
import { anyStaffedStore } from "../../test/support/staffedStores";
import { assembleStore, storeDay, type Store } from "../../test/support/stores";
import type { CustomerRow } from "../../test/support/tables";
import { emptyInputs } from "../intake";
import { textsOf, type Locale } from "../locale";
import { serialOfIso } from "../retention";
import { demandSheet } from "./demand";
import { isFormula, type PlanCell, type SheetPlan } from "./sheetPlan";

const texts = textsOf("zh-CN").reports.demand;

const planOf = (store: Store, asOf: number, locale: Locale = "zh-CN"): SheetPlan => {
  const figures = figuresOf(assembleStore(store), asOf);
  return demandSheet(figures, contextOf(figures, locale));
};

/** The list's cells of some columns, row by row. */
function listOf(plan: SheetPlan, ...headers: string[]): PlanCell[][] {
  const [table] = plan.tables;
  const at = headers.map((wanted) => table?.columns.findIndex(({ header }) => header === wanted));
  return (table?.rows ?? []).map((row) =>
    at.map((column) => {
      const cell = row[column ?? 0] ?? null;
      return isFormula(cell) ? cell.expected : cell;
    })
  );
}

test("every count above the list is what the list holds, for any store, day and roster", () => {
  fc.assert(
    fc.property(anyStaffedStore, storeDay, ({ store, ledger, roster, records }, asOf) => {
      const settings = { ...emptyInputs.settings, roster };
      const figures = figuresOf(assembleStore(store), asOf, { settings, ledger, records });
      const plan = demandSheet(figures, contextOf(figures));
      expect(formulaDifferences(plan)).toEqual([]);
      expect(plan.tables[0]?.rows.length ?? 0).toBe(figures.demand.items.length);
    }),
    { numRuns: 60 }
  );
});

const asOf = serialOfIso("2026-06-30");
const customer = (number: number, row: CustomerRow): CustomerRow => ({
  vin: `LSVAA00000000${String(number).padStart(4, "0")}`,
  name: `客户${number}`,
  soldHere: "是",
  advisor: "甲",
  ...row,
});
const visit = (number: number, arrival: string) => ({
  vin: `LSVAA00000000${String(number).padStart(4, "0")}`,
  arrival,
  orderType: "保养",
});
const store: Store = {
  customers: [
    customer(1, { deliveryDate: "2025-01-10" }),
    customer(2, { deliveryDate: "2025-01-10" }),
    customer(3, { deliveryDate: "2025-01-10" }),
    customer(4, { deliveryDate: "2025-01-10", invalidReason: "失联" }),
    customer(5, { deliveryDate: "2025-01-10", insuranceEnd: "2026-07-03" }),
  ],
  orders: [
    longAgo,
    visit(1, "2026-01-02"),
    visit(2, "2025-08-10"),
    visit(3, "2025-05-10"),
    visit(5, "2026-05-20"),
  ],
};

test("what is due about now stands first, then near-lost, lost and who is to be verified", () => {
  const rows = listOf(planOf(store, asOf), "客户姓名", texts.list.urgency, texts.list.type);
  expect(rows).toEqual([
    ["客户1", "近期到期", "例行保养"],
    ["客户5", "近期到期", "保险"],
    ["客户2", "准流失", "例行保养"],
    ["客户2", "准流失", "流失预警"],
    ["客户3", "流失", "流失招揽"],
    ["客户4", "待核实", "无效回访"],
  ]);
});

test("an item names the script for its type and status, and whoever is invalid belongs to 客服专员", () => {
  const rows = listOf(planOf(store, asOf), texts.list.script, texts.list.advisor);
  expect(rows[3]).toEqual(["准流失挽留", "甲"]);
  expect(rows[5]).toEqual(["无效客户回访", "客服专员"]);
});

test("days overdue are below zero while there is time, and the headline says what is urgent", () => {
  const plan = planOf(store, asOf);
  expect(listOf(plan, texts.list.overdueDays)[1]).toEqual([-3]);
  const told = { items: 6, customers: 5, until: "2026-07-30", due: 2, nearLost: 2, overdue: 0 };
  expect(cellsOfPlan(plan).get("A2")).toBe(texts.headline(told));
});

test("the types add up to the list", () => {
  const plan = planOf(store, asOf);
  const cells = cellsOfPlan(plan);
  const [address = ""] = [...cells].find(([, cell]) => cell === texts.types.total) ?? [];
  const totals = [...cells].filter(([at, cell]) => at.startsWith("A") && cell === "合计");
  expect(address).not.toBe("");
  for (const [at] of totals) expect(calculate(cells, at.replace("A", "I"))).toBe(6);
});

test.each(["zh-CN", "en-US"] as const)("a store where nobody is due says so in %s", (locale) => {
  const plan = planOf({ customers: [], orders: [] }, asOf, locale);
  expect(cellsOfPlan(plan).get("A2")).toBe(textsOf(locale).reports.demand.empty);
  expect(plan.tables).toHaveLength(0);
  expect(plan.charts).toHaveLength(0);
});

test("a list of forty thousand items is planned in well under a second, with plain names", () => {
  const customers = Array.from({ length: 20_000 }, (_, index) =>
    customer(index, { deliveryDate: "2020-01-10", inspectionEnd: "2026-07-10" })
  );
  const figures = figuresOf(assembleStore({ customers, orders: [longAgo] }), asOf);
  const context = contextOf(figures);
  const { length } = figures.demand.items;
  expect(length).toBeGreaterThanOrEqual(40_000);
  const start = performance.now();
  const plan = demandSheet(figures, context);
  const milliseconds = performance.now() - start;
  expect(plan.tables[0]?.rows).toHaveLength(length);
  expect(plan.tables[0]?.rows.some(([name]) => name !== null && isFormula(name))).toBe(false);
  expect(milliseconds).toBeLessThan(3000);
});
