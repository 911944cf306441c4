import fc from "fast-check";
import {
  calculate,
  cellsOfPlan,
  formulaDifferences,
} from "../../../../../test/support/planFormulas";
import { contextOf, figuresOf } from "../../../../../test/support/reportStores";
import {
  anyStaffedStore,
  assembleStaffed,
  roster,
  type StaffedStore,
} from "../../../../../test/support/staffedStores";
import { assembleStore, storeDay, type Store } from "../../../../../test/support/stores";
import { emptyInputs } from "../../../../intake";
import { textsOf } from "../../../../locale";
import { monthStartOf, serialOfIso } from "../../../../retention/time";
import { revenueOf } from "../../../../retention/store";
import { contributionSheet } from "./contribution";
import type { StoreFigures } from "../../../figures";
import type { SheetPlan } from "../../../plan";

const texts = textsOf("zh-CN").reports.contribution;
const settings = { ...emptyInputs.settings, roster };

function staffedFigures(staffed: StaffedStore, asOf: number): StoreFigures {
  const { ledger, records } = staffed;
  return figuresOf(assembleStaffed(staffed).dealership, asOf, { settings, ledger, records });
}

const planOf = (figures: StoreFigures): SheetPlan => contributionSheet(figures, contextOf(figures));

test("every formula of the contribution sheet gives what the engine gave, for any store, ledger, records and day", () => {
  fc.assert(
    fc.property(anyStaffedStore, storeDay, (staffed, asOf) => {
      expect(formulaDifferences(planOf(staffedFigures(staffed, asOf)))).toEqual([]);
    }),
    { numRuns: 50 }
  );
});

/** Values beside a label of the first column, of its nth row. */
function besideLabel(plan: SheetPlan, label: string, nth = 0): unknown[] {
  const cells = cellsOfPlan(plan);
  const at = [...cells].filter(([address, cell]) => cell === label && /^A\d/.test(address));
  const row = at[nth]?.[0].slice(1) ?? "";
  return [..."BCD"].map((letter) => calculate(cells, `${letter}${row}`));
}

test("the tables and what they leave out are the order columns to the cent, on any store and day", () => {
  fc.assert(
    fc.property(anyStaffedStore, storeDay, (staffed, asOf) => {
      const figures = staffedFigures(staffed, asOf);
      const { orders, orderDay } = figures.dealership;
      const plan = planOf(figures);
      let revenue = 0;
      let count = 0;
      for (let order = 0; order < orders.count; order += 1) {
        if (orderDay[order] > asOf) continue;
        count += 1;
        revenue += Math.round((revenueOf(orders, order) || 0) * 100);
      }
      const [orderSum, revenueSum] = besideLabel(plan, texts.tie.sum);
      expect(orderSum).toBe(count);
      expect(revenueSum).toBeCloseTo(revenue / 100, 6);
      expect(besideLabel(plan, texts.tie.difference, 0)).toEqual([0, 0, 0]);
      expect(besideLabel(plan, texts.tie.difference, 1)).toEqual([0, 0, 0]);
    }),
    { numRuns: 50 }
  );
});

test("visits after a contact and natural ones are all visits of the month", () => {
  let seen = 0;
  fc.assert(
    fc.property(anyStaffedStore, storeDay, (staffed, asOf) => {
      const figures = staffedFigures(staffed, asOf);
      const { visitDay, visitOffsets, entryDay } = figures.dealership;
      const table = planOf(figures).tables.find(({ name }) => name.endsWith("ByOwner"));
      const walkIn = textsOf("zh-CN").data.visitStatuses.walkIn;
      const listed = (table?.rows ?? [])
        .filter(([, status]) => status !== walkIn)
        .reduce((sum, row) => sum + Number(row[4]), 0);
      let visits = 0;
      for (let customer = 0; customer + 1 < visitOffsets.length; customer += 1) {
        for (let at = visitOffsets[customer]; at < visitOffsets[customer + 1]; at += 1) {
          const inMonth = visitDay[at] >= monthStartOf(asOf) && visitDay[at] <= asOf;
          visits += inMonth && entryDay[customer] <= asOf ? 1 : 0;
        }
      }
      expect(listed).toBe(visits);
      seen += visits;
    }),
    { numRuns: 50 }
  );
  expect(seen).toBeGreaterThan(0);
});

const asOf = serialOfIso("2025-06-30");
const vin = "LSVAA000000000001";
const returned: Store = {
  customers: [{ vin, deliveryDate: "2020-01-10", advisor: "张一", name: "一" }],
  orders: [
    { vin, arrival: "2023-05-01", advisor: "李二", receivable: 300 },
    { vin, arrival: "2025-06-10", advisor: "李二", receivable: 800, cost: 300 },
    { vin, arrival: "2025-06-10", advisor: "李二", receivable: 200 },
  ],
};

test("a lost customer's return is the owner's contribution and the receiver's work, with margin only where there is a cost", () => {
  const figures = figuresOf(assembleStore(returned), asOf, { settings });
  const plan = planOf(figures);
  const table = (name: string) => plan.tables.find((found) => found.name === name)?.rows;
  const { lost24 } = textsOf("zh-CN").data.statuses;
  const row = [lost24, "自然回厂", "是", 1, 2, 1000, 300, 800, 300];
  expect(table("RETAIN_contributionByOwner")).toEqual([
    [
      "张一",
      ...row,
      ...[500, 0.625, 1000].map((expected) => expect.objectContaining({ expected })),
    ],
  ]);
  expect(table("RETAIN_contributionByReception")?.[0]?.slice(0, 10)).toEqual(["李二", ...row]);
  expect(plan.charts).toHaveLength(1);
});

test("a month without visits says so, shows no picture, and still ties to the order sheet", () => {
  for (const store of [{ customers: [], orders: [] }, returned]) {
    const day = serialOfIso("2025-03-31");
    const plan = planOf(figuresOf(assembleStore(store), day, {}));
    const words = [...cellsOfPlan(plan).values()];
    expect(words).toContain(texts.empty);
    expect(words).toContain(textsOf("zh-CN").reports.people.noAdvisors);
    expect(plan.charts).toHaveLength(0);
    expect(formulaDifferences(plan)).toEqual([]);
    expect(besideLabel(plan, texts.tie.difference)).toEqual([0, 0, 0]);
  }
});

test("without an amount column no figure of money is a number, and every formula agrees", () => {
  const arrival = serialOfIso("2026-06-05");
  const figures = figuresOf(
    assembleStore({
      customers: [{ vin: "V1", name: "甲", deliveryDate: serialOfIso("2022-03-01") }],
      orders: [{ orderNumber: "R1", vin: "V1", arrival, advisor: "顾问一" }],
    }),
    serialOfIso("2026-06-30"),
    { settings }
  );
  const plan = planOf(figures);
  expect(formulaDifferences(plan)).toEqual([]);
  const cells = cellsOfPlan(plan);
  const headerRow = [...cells].find(([, cell]) => cell === texts.sums.revenue)?.[0].slice(1);
  const totals = [..."BCDMO"].map((letter) => {
    const last = [...cells.keys()]
      .filter((address) => address.startsWith(letter) && /^\w\d+$/.test(address))
      .map((address) => Number(address.slice(1)))
      .find((row) => row > Number(headerRow));
    return cells.get(`${letter}${last}`);
  });
  expect(totals).toEqual(["—", "—", "—", "—", "—"]);
});
