import fc from "fast-check";
import {
  calculate,
  cellsOfPlan,
  formulaDifferences,
} from "../../../../../test/support/planFormulas";
import { contextOf, figuresOf, staffedFiguresOf } from "../../../../../test/support/reportStores";
import { anyStaffedStore, roster } from "../../../../../test/support/staffedStores";
import { storeDay } from "../../../../../test/support/stores";
import { makeCustomerTable, makeOrderTable } from "../../../../../test/support/tables";
import { defaultSettings } from "../../../../intake";
import { textsOf } from "../../../../locale";
import { assembleDealership } from "../../../../retention/store";
import { serialOfIso } from "../../../../retention/time";
import { sumPsv } from "../../../../retention/value/psvColumns";
import type { SheetPlan } from "../../../plan";
import { valueSheet } from "./value";

const asOf = serialOfIso("2026-06-30");

/** The cell of a column in the first row below a section's title that has a label. */
function valueIn(plan: SheetPlan, section: string, label: string, column: string): unknown {
  const cells = cellsOfPlan(plan);
  const rowsOf = (text: string): number[] =>
    [...cells].flatMap(([address, cell]) =>
      cell === text && /^A\d+$/.test(address) ? [Number(address.slice(1))] : []
    );
  const from = rowsOf(section)[0] ?? 0;
  return calculate(cells, `${column}${rowsOf(label).find((at) => at > from) ?? 0}`);
}

test.each(["zh-CN", "en-US"] as const)(
  "ΣPSV by status is ΣPSV of the benchmark table by owner, and every formula holds, for any store, in %s",
  (locale) => {
    fc.assert(
      fc.property(
        anyStaffedStore,
        storeDay,
        fc.constantFrom(0, 12.5, 500),
        (staffed, day, budget) => {
          const figures = staffedFiguresOf(staffed, day, {
            settings: { ...defaultSettings, roster, budget },
          });
          const plan = valueSheet(figures, contextOf(figures, locale));
          expect(formulaDifferences(plan)).toEqual([]);
          if (!figures.hasCustomers) return;
          const { owner } = figures.benchmark;
          const byOwner = sumPsv(figures.psv, owner ?? [], figures.ownership.owners.length);
          const all = byOwner.cents.reduce((sum, cents) => sum + cents, 0) / 100;
          const texts = textsOf(locale).reports.value.byStatus;
          expect(valueIn(plan, texts.section, texts.total, "E")).toBeCloseTo(all, 6);
        }
      ),
      { numRuns: 40 }
    );
  }
);

const vin = (number: number): string => `LSVAA00000000000${number}`;
// 1 came often and spent much but is an old car; 5 is new and came once.
const { dealership } = assembleDealership(
  makeCustomerTable(
    [1, 2, 3, 4, 5].map((number) => ({
      vin: vin(number),
      name: `客户${number}`,
      soldHere: "是",
      deliveryDate: number === 5 ? "2026-01-10" : `201${9 - number}-06-01`,
    }))
  ),
  makeOrderTable([
    ...[1, 2, 3, 4].flatMap((number) =>
      ["2025-11-01", "2026-02-01", "2026-06-15"].map((arrival) => ({
        vin: vin(number),
        arrival,
        orderType: "保养",
        receivable: 3000,
        received: 3000,
      }))
    ),
    { vin: vin(5), arrival: "2026-02-01", orderType: "保养", receivable: 300, received: 300 },
  ])
);
const figures = (budget = 0) =>
  figuresOf(dealership, asOf, {
    settings: { ...defaultSettings, psvConstants: "published", budget },
  });

test("the headline names how many are worth much and graded low", () => {
  const store = figures();
  const headline = cellsOfPlan(valueSheet(store, contextOf(store))).get("A2");
  expect(headline).toContain("5 位客户的剩余价值可得（PSV）合计");
  expect(headline).toContain("其中 1 位被消费记录评为 C、D 级，PSV 却排在前四分之一");
});

test("where RFM and PSV disagree most stands who is overlooked: new, promising and rarely here", () => {
  const store = figures();
  const table = valueSheet(store, contextOf(store)).tables.find(
    ({ name }) => name === "RETAIN_disagreement"
  );
  expect(table?.rows[0]?.[0]).toBe("客户5");
  expect(table?.rows[0]?.at(-1)).toBe("被低估");
});

test("a budget has its cut-off, and spent by PSV it never retains less than by RFM", () => {
  const store = figures(10);
  const plan = valueSheet(store, contextOf(store));
  const texts = textsOf("zh-CN").reports.value.budget;
  const at = (label: string): unknown => valueIn(plan, texts.section, label, "B");
  expect(at(texts.chosen)).toBe(2);
  expect([at(texts.spent), at(texts.left)]).toEqual([10, 0]);
  expect(at(texts.gain)).toBeGreaterThan(0);
  expect([...cellsOfPlan(valueSheet(figures(), contextOf(store))).values()]).toContain(texts.none);
});

test("the two sums are those of the sources: 54,000 and 250,000 yuan", () => {
  const store = figures();
  const plan = valueSheet(store, contextOf(store));
  const cells = cellsOfPlan(plan);
  const results = [...cells.keys()]
    .map((address) => calculate(cells, address))
    .filter((value) => value === 54_000 || value === 250_000);
  expect(results).toEqual([54_000, 250_000]);
});

test.each(["zh-CN", "en-US"] as const)("an empty store says so, in %s", (locale) => {
  const { dealership: empty } = assembleDealership(makeCustomerTable([]), makeOrderTable([]));
  const store = figuresOf(empty, asOf);
  const plan = valueSheet(store, contextOf(store, locale));
  expect(cellsOfPlan(plan).get("A2")).toBe(textsOf(locale).reports.value.empty);
  expect(plan.charts).toEqual([]);
  const { dealership: undated } = assembleDealership(
    makeCustomerTable([{ vin: vin(1), name: "一" }]),
    makeOrderTable([])
  );
  const one = figuresOf(undated, asOf);
  expect(cellsOfPlan(valueSheet(one, contextOf(one, locale))).get("A2")).toBe(
    textsOf(locale).reports.value.noPsv
  );
});
