import fc from "fast-check";
import {
  calculate,
  cellsOfPlan,
  formulaDifferences,
} from "../../../../../test/support/planFormulas";
import { contextOf, figuresOf, staffedFiguresOf } from "../../../../../test/support/reportStores";
import { anyStaffedStore, roster } from "../../../../../test/support/staffedStores";
import { assembleStore, storeDay } from "../../../../../test/support/stores";
import { emptyInputs } from "../../../../intake";
import { textsOf, type Locale } from "../../../../locale";
import { evaluatedTypes } from "../../../../retention/performance";
import {
  isoOf,
  isWithin,
  monthStartOf,
  serialOfIso,
  weekStartOf,
} from "../../../../retention/time";
import { statusCounts, statusesAsOf } from "../../../../retention/status";
import type { SolicitationRecord } from "../../../../retention/calls";
import { cellRef, type SheetPlan } from "../../../plan";
import { evaluationSheet } from "./evaluation";
import type { StoreFigures } from "../../../figures";

const texts = textsOf("zh-CN").reports.evaluation;
const settings = { ...emptyInputs.settings, roster };

const planOf = (figures: StoreFigures, locale: Locale = "zh-CN"): SheetPlan =>
  evaluationSheet(figures, contextOf(figures, locale));
const words = (plan: SheetPlan): unknown[] => [...cellsOfPlan(plan).values()];

test("every formula of the evaluation sheet gives what the engine gave, for any store, ledger, records and day", () => {
  fc.assert(
    fc.property(anyStaffedStore, storeDay, (staffed, asOf) => {
      expect(formulaDifferences(planOf(staffedFiguresOf(staffed, asOf)))).toEqual([]);
    }),
    { numRuns: 40 }
  );
});

/** Rows from the one after a text of the first column down to the next empty row. */
function blockBelow(plan: SheetPlan, title: string): unknown[][] {
  const cells = cellsOfPlan(plan);
  const at = [...cells].find(([address, cell]) => cell === title && /^A\d/.test(address));
  const rows: unknown[][] = [];
  for (let row = Number(at?.[0].slice(1)) + 1; at && cells.has(`A${row}`); row += 1) {
    rows.push([..."ABCDEFGHIJKLMNOP"].map((letter) => calculate(cells, `${letter}${row}`)));
  }
  return rows;
}

test("tasks and contacts of the month are the planned and answered records of the four types", () => {
  let seen = 0;
  fc.assert(
    fc.property(anyStaffedStore, storeDay, (staffed, asOf) => {
      const figures = staffedFiguresOf(staffed, asOf);
      const period = { first: monthStartOf(asOf), last: asOf };
      const own = staffed.records.filter(
        ({ day, type, advisor }) =>
          isWithin(day, period) &&
          advisor !== roster.customerCare &&
          (evaluatedTypes as readonly string[]).includes(type)
      );
      const block = blockBelow(planOf(figures), texts.solicitation.evaluated);
      const sums = block[block.length - 1] ?? [];
      expect(sums[3]).toBe(own.filter(({ planned }) => planned).length);
      expect(sums[4]).toBe(own.filter(({ planned, result }) => planned && result).length);
      seen += own.length;
    }),
    { numRuns: 40 }
  );
  expect(seen).toBeGreaterThan(0);
});

test("everybody's base adds up to the store's, the flows explain its change, and activity levels are the base", () => {
  fc.assert(
    fc.property(anyStaffedStore, storeDay, (staffed, asOf) => {
      const figures = staffedFiguresOf(staffed, asOf);
      const { base, archive } = statusCounts(statusesAsOf(figures.dealership, asOf));
      if (archive === 0) return;
      const month = texts.periods.month(isoOf(monthStartOf(asOf)), isoOf(asOf));
      const flows = blockBelow(planOf(figures), texts.flows.section(month));
      const sums = flows[flows.length - 1] ?? [];
      const closing = (flows[0] ?? []).indexOf(texts.flows.closing);
      expect(sums[closing]).toBe(base);
      expect(flows.slice(1).every((row) => row[closing + 1] === 0)).toBe(true);
      const activity = blockBelow(planOf(figures), texts.activity.section(month));
      const closingBase = (activity[0] ?? []).indexOf(texts.activity.closingBase);
      const levels = activity.slice(1).reduce((sum, row) => sum + Number(row[closingBase]), 0);
      expect(levels).toBe(base);
    }),
    { numRuns: 30 }
  );
});

const asOf = serialOfIso("2025-06-18");
const vin = "LSVAA000000000001";
const store = {
  customers: [{ vin, deliveryDate: "2020-01-10", advisor: "张一", name: "一" }],
  orders: [
    { vin, arrival: "2024-03-01", advisor: "张一" },
    { vin, arrival: "2025-06-17", advisor: "张一" },
  ],
};
const [sampled] = fc.sample(anyStaffedStore, { numRuns: 1, seed: 1 });
const blank: Partial<SolicitationRecord> = sampled?.records[0] ?? {};
const record = (number: number, cells: Partial<SolicitationRecord>): SolicitationRecord => ({
  ...(blank as SolicitationRecord),
  number: String(number),
  day: asOf - 8,
  advisor: "张一",
  attempt: 1,
  key: vin,
  type: "lost",
  planned: true,
  result: "considering",
  appointment: 0,
  nextContact: 0,
  ...cells,
});

test("five tasks of a month are ranked, the same advisor's one task of the week is not, and both stand apart", () => {
  const records = [
    record(1, {}),
    record(2, { result: null }),
    record(3, { result: "notReached" }),
    record(4, { result: null }),
    record(5, { day: asOf, result: null }),
  ];
  const figures = figuresOf(assembleStore(store), asOf, { settings, records });
  const plan = planOf(figures);
  const cells = cellsOfPlan(plan);
  const rows = [...cells].filter(([at, cell]) => cell === "张一" && /^A\d/.test(at));
  const rowAt = (nth: number): unknown[] => {
    const row = rows[nth]?.[0].slice(1) ?? "";
    return [..."BCDEFGHIJK"].map((letter) => calculate(cells, `${letter}${row}`));
  };
  // 达成比, 成功率, 任务, 完成, 计划外, 预约, 到店, 未满期, 名次, 名次
  expect(rowAt(0)).toEqual([0.4, 0.5, 5, 2, 0, 0, 1, 0, 1, 1]);
  const week = texts.periods.week(isoOf(weekStartOf(asOf)), isoOf(asOf));
  const from = [...cells].find(([, cell]) => cell === texts.solicitation.section(week))?.[0] ?? "";
  const nth = rows.findIndex(([at]) => Number(at.slice(1)) > Number(from.slice(1)));
  expect(rowAt(nth)).toEqual([0, "—", 1, 0, 0, 0, 0, 0, "—", "—"]);
  expect(words(plan)).toContain(texts.weeksNotMonths);
});

test("the first by success is marked where somebody came, and not where nobody did", () => {
  const isMarked = (orders: typeof store.orders): [rank: unknown, rate: unknown, mark: unknown] => {
    const records = [1, 2, 3, 4, 5].map((number) => record(number, {}));
    const figures = figuresOf(assembleStore({ ...store, orders }), asOf, { settings, records });
    const plan = planOf(figures);
    const cells = cellsOfPlan(plan);
    const [format] = plan.conditionalFormats;
    if (format?.kind !== "expression") throw new Error("the ranks have no look of their own");
    const { row, column } = format.area;
    // The condition of the cell at the right of the first, as Excel moves its references.
    const moved = format.formula
      .replaceAll(cellRef(row, column), cellRef(row, column + 1))
      .replaceAll(cellRef(row, 1), cellRef(row, 2));
    cells.set("ZZ1", { formula: `=IF(${moved},1,0)`, expected: 0 });
    const addresses = [cellRef(row, column + 1), cellRef(row, 2), "ZZ1"];
    return addresses.map((address) => calculate(cells, address)) as [unknown, unknown, unknown];
  };
  const [before, came] = store.orders;
  expect(isMarked([before, came])).toEqual([1, 0.2, 1]);
  expect(isMarked([before])).toEqual([1, 0, 0]);
});

test("the customer-care officer's contacts stand in a block of their own, unranked, not among the advisors", () => {
  const records = [
    record(1, { advisor: roster.customerCare, type: "invalidFollowUp", result: "appointed" }),
  ];
  const figures = figuresOf(assembleStore(store), asOf, { settings, records });
  const plan = planOf(figures);
  const { office } = textsOf("zh-CN").reports.people;
  const { customerCare, solicitationTypes } = textsOf("zh-CN").vocabulary;
  const title = office(customerCare, roster.customerCare);
  const block = blockBelow(plan, title);
  expect(block[1]?.slice(0, 5)).toEqual([solicitationTypes.invalidFollowUp, 1, 1, 1, 1]);
  expect(blockBelow(plan, texts.solicitation.evaluated).map(([name]) => name)).not.toContain(title);
});

test.each<Locale>(["zh-CN", "en-US"])(
  "a store without customers or advisors gives a sheet in %s that says so",
  (locale) => {
    const figures = figuresOf(assembleStore({ customers: [], orders: [] }), asOf, {});
    const plan = planOf(figures, locale);
    const { evaluation, people } = textsOf(locale).reports;
    expect(words(plan)).toEqual(expect.arrayContaining([evaluation.empty, people.noAdvisors]));
    expect(plan.charts).toHaveLength(0);
    expect(formulaDifferences(plan)).toEqual([]);
  }
);
