import fc from "fast-check";
import { cellsOfPlan, formulaDifferences } from "../../../../../test/support/planFormulas";
import {
  contextOf,
  figuresOf,
  longAgo,
  soldCar,
  staffedFiguresOf,
} from "../../../../../test/support/reportStores";
import { anyStaffedStore } from "../../../../../test/support/staffedStores";
import { assembleStore, storeDay, type Store } from "../../../../../test/support/stores";
import { locales, textsOf } from "../../../../locale";
import { reservoir } from "../../../../retention/status";
import { edate, monthStartOf, serialOfIso } from "../../../../retention/time";
import { reportIds, type PlanCell, type SheetPlan } from "../../../plan";
import { overviewSheet } from "./overview";

const texts = textsOf("zh-CN").reports.overview;
const day = serialOfIso;

const planOf = (store: Store, asOf: number): SheetPlan => {
  const figures = figuresOf(assembleStore(store), asOf);
  return overviewSheet(figures, contextOf(figures));
};

/** The cells at the right of a label in the first column. */
function beside(plan: SheetPlan, label: string): PlanCell[] {
  const cells = cellsOfPlan(plan);
  const at = [...cells].find(([address, cell]) => cell === label && address.startsWith("A"))?.[0];
  return [..."CDEFG"].map((letter) => cells.get((at ?? "").replace("A", letter)) ?? null);
}

const shown = (cell: PlanCell): unknown =>
  typeof cell === "object" && cell !== null ? cell.expected : cell;

test("every formula of the first page gives what the rules gave, for any store with people and any day", () => {
  fc.assert(
    fc.property(anyStaffedStore, storeDay, fc.constantFrom(...locales), (store, asOf, locale) => {
      const figures = staffedFiguresOf(store, asOf);
      expect(formulaDifferences(overviewSheet(figures, contextOf(figures, locale)))).toEqual([]);
    }),
    { numRuns: 25 }
  );
});

test("基盘 and 新增流失 of every month are those of the reservoir", () => {
  fc.assert(
    fc.property(anyStaffedStore, storeDay, (store, asOf) => {
      const figures = staffedFiguresOf(store, asOf);
      const { trends } = figures.yearTrend;
      const months = reservoir(figures.dealership, edate(monthStartOf(asOf), -12), asOf, {
        rules: figures.settings.rules,
      });
      const [base, , newlyLost] = trends;
      expect(base?.months).toEqual(months.slice(0, 12).map(({ closing }) => closing));
      expect(base?.value).toBe(months[12]?.closing);
      expect(newlyLost?.months).toEqual(months.slice(0, 12).map(({ flows }) => flows.newLost));
      expect(newlyLost?.value).toBe(months[12]?.flows.newLost);
    }),
    { numRuns: 25 }
  );
});

const visit = (number: number, arrival: string, labour: string) => ({
  vin: soldCar(number, "").vin,
  arrival,
  labour,
});
const twoMonths: Store = {
  customers: [1, 2, 3].map((number) => soldCar(number, "2025-08-10")),
  orders: [
    longAgo,
    visit(1, "2026-05-03", "100"),
    visit(2, "2026-05-20", "1000"),
    visit(1, "2026-06-02", "300"),
    visit(3, "2026-06-09", "50"),
  ],
};

test("what adds up is compared with as many days of last month, and what stands with its end", () => {
  const plan = planOf(twoMonths, day("2026-06-10"));
  expect(beside(plan, texts.figures.names.visits).slice(0, 3).map(shown)).toEqual([2, 1, 1]);
  expect(beside(plan, texts.figures.names.revenue).slice(0, 3).map(shown)).toEqual([350, 100, 250]);
  expect(beside(plan, texts.figures.names.base).slice(0, 3).map(shown)).toEqual([3, 3, 0]);
});

test("without orders nobody knows who came or what he paid", () => {
  const plan = planOf({ ...twoMonths, orders: [] }, day("2026-06-10"));
  for (const name of ["wonBack", "visits", "revenue"] as const) {
    expect(beside(plan, texts.figures.names[name]).slice(0, 3).map(shown)).toEqual(["—", "—", "—"]);
  }
  expect(plan.charts.map(({ name }) => name)).not.toContain("RETAIN overview visits");
});

test("whom to keep first is the most valuable of those who will soon be lost, with the key for the jump", () => {
  // Bought a year less ten days and more ago, and never came.
  const soon = Array.from({ length: 15 }, (_, i) => soldCar(i + 1, `2025-07-${10 + i}`));
  const figures = figuresOf(
    assembleStore({ customers: soon, orders: [longAgo] }),
    day("2026-06-30")
  );
  const plan = overviewSheet(figures, contextOf(figures));
  const [table] = plan.tables;
  expect(table?.rows).toHaveLength(12);
  const worthAt = table?.columns.findIndex(({ header }) => header === texts.soon.value) ?? -1;
  const worth = table?.rows.map((row) => Number(row[worthAt])) ?? [];
  expect(worth).toEqual([...worth].sort((a, b) => b - a));
  expect(table?.rows.every((row) => String(row[row.length - 1]).startsWith("LSVAA"))).toBe(true);
  expect([...cellsOfPlan(plan).values()]).toContain(texts.soon.section(30, 12, 15));
});

test("every sheet is listed with its question, and those that are there are links", () => {
  const figures = figuresOf(assembleStore(twoMonths), day("2026-06-10"));
  const plan = overviewSheet(figures, {
    ...contextOf(figures),
    sheetNames: { status: "客户状态 (2)" },
  });
  const cells = [...cellsOfPlan(plan).values()];
  const { names } = textsOf("zh-CN").reports;
  for (const id of reportIds.filter((report) => report !== "overview")) {
    expect(cells.map(shown)).toContain(names[id]);
    expect(cells).toContain(texts.sheets.questions[id]);
  }
  expect(cells).toContainEqual({
    formula: `=HYPERLINK("#'客户状态 (2)'!A1","${names.status}")`,
    expected: names.status,
  });
  expect(cells).toContain(names.conversion);
});

test("an archive without customers says so, and still names the sheets", () => {
  const plan = planOf({ customers: [], orders: [] }, day("2026-06-10"));
  const cells = cellsOfPlan(plan);
  expect(cells.get("A2")).toBe(textsOf("zh-CN").sheets.status.empty);
  expect([...cells.values()]).toContain(texts.sheets.questions.status);
  expect([plan.charts, plan.tables]).toEqual([[], []]);
});

test("the page is printed upright on one sheet of paper, without what its charts are drawn from", () => {
  const plan = planOf(twoMonths, day("2026-06-10"));
  const columns = plan.print.onePage?.columns ?? 0;
  expect(columns).toBe(10);
  for (const { source, position } of plan.charts) {
    expect(source.column).toBeGreaterThanOrEqual(columns);
    expect(position.column + position.columns).toBeLessThanOrEqual(columns);
  }
  expect(plan.charts.length).toBeGreaterThan(0);
});
