import fc from "fast-check";
import { cellsOfPlan, formulaDifferences } from "../../../../test/support/planFormulas";
import { contextOf, figuresOf } from "../../../../test/support/reportStores";
import { anyStaffedStore } from "../../../../test/support/staffedStores";
import { assembleStore, storeDay, type Store } from "../../../../test/support/stores";
import type { CustomerRow } from "../../../../test/support/tables";
import { emptyInputs } from "../../../intake";
import { textsOf, type Locale } from "../../../locale";
import { serialOfIso } from "../../../retention/time";
import { statusCounts, statusesAsOf } from "../../../retention/status";
import { benchmarkSheet } from "./benchmark";
import { isFormula, type SheetPlan } from "../../plan";

const texts = textsOf("zh-CN").reports.benchmark;

const planOf = (store: Store, asOf: number, locale: Locale = "zh-CN"): SheetPlan => {
  const figures = figuresOf(assembleStore(store), asOf);
  return benchmarkSheet(figures, contextOf(figures, locale));
};

/** The list as texts and numbers, by header. */
function listOf(plan: SheetPlan): Record<string, unknown>[] {
  const [table] = plan.tables;
  return (table?.rows ?? []).map((row) =>
    Object.fromEntries(
      row.map((cell, column) => [
        table?.columns[column]?.header ?? "",
        cell !== null && isFormula(cell) ? cell.expected : cell,
      ])
    )
  );
}

test("every count above the list is what the list holds, for any store and day", () => {
  fc.assert(
    fc.property(anyStaffedStore, storeDay, ({ store, ledger, roster, records }, asOf) => {
      const settings = { ...emptyInputs.settings, roster };
      const inputs = { settings, ledger, records };
      const figures = figuresOf(assembleStore(store), asOf, inputs);
      expect(formulaDifferences(benchmarkSheet(figures, contextOf(figures)))).toEqual([]);
    }),
    { numRuns: 60 }
  );
});

test("the list has one row per customer of the archive, duplicates and later ones left out", () => {
  fc.assert(
    fc.property(anyStaffedStore, storeDay, ({ store }, asOf) => {
      const { archive } = statusCounts(statusesAsOf(assembleStore(store), asOf));
      expect(listOf(planOf(store, asOf))).toHaveLength(archive);
    }),
    { numRuns: 60 }
  );
});

const asOf = serialOfIso("2026-06-30");
const customer: CustomerRow = {
  vin: "LSVAA000000000001",
  name: "=王强",
  plate: "苏A12345",
  model: "A6",
  phone: "15400000001",
  soldHere: "是",
  advisor: "甲",
  deliveryDate: "2024-01-10",
  warrantyEnd: "2027-01-09",
  insuranceEnd: "2026-07-10",
};
const orders = [
  { vin: "LSVAA000000000001", arrival: "2020-01-01", orderType: "保养" },
  { vin: "LSVAA000000000001", arrival: "2025-12-30", orderType: "保养", odometer: 20_000 },
];

test("a customer's row says when he came, when he is due and when he will be lost", () => {
  const [row] = listOf(planOf({ customers: [customer], orders }, asOf));
  expect(row).toMatchObject({
    客户姓名: "=王强",
    [texts.list.status]: "稳定",
    [texts.list.lastVisit]: serialOfIso("2025-12-30"),
    [texts.list.daysAway]: 182,
    [texts.list.daysToLost]: serialOfIso("2026-12-31") - asOf,
    [texts.list.nextDay]: serialOfIso("2026-06-28"),
    [texts.list.warrantyEnd]: serialOfIso("2027-01-09"),
    [texts.list.insuranceEnd]: serialOfIso("2026-07-10"),
    [texts.list.inspectionEnd]: "—",
    [texts.list.owner]: "甲",
  });
});

test("the headline tells how much falls due within a month", () => {
  const plan = planOf({ customers: [customer], orders }, asOf);
  const told = { customers: 1, maintenance: 0, warranty: 0, insurance: 1, inspection: NaN };
  expect(cellsOfPlan(plan).get("A2")).toBe(texts.headline(told));
});

test.each(["zh-CN", "en-US"] as const)("an empty archive is told in %s", (locale) => {
  const plan = planOf({ customers: [], orders: [] }, asOf, locale);
  expect(cellsOfPlan(plan).get("A2")).toBe(textsOf(locale).reports.benchmark.empty);
  expect(plan.tables).toHaveLength(0);
});

test("customers of whom nothing is known but a name stand in the list with —, and no picture is drawn", () => {
  const plan = planOf({ customers: [{ customerNumber: "C1", name: "张" }], orders: [] }, asOf);
  expect(listOf(plan)).toEqual([
    expect.objectContaining({ [texts.list.status]: "待核实", [texts.list.nextDay]: "—" }),
  ]);
  expect(plan.charts).toHaveLength(0);
});
