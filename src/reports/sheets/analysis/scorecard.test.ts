import fc from "fast-check";
import { inputRowsOf } from "../../../../test/support/inputRows";
import { calculate, cellsOfPlan, formulaDifferences } from "../../../../test/support/planFormulas";
import { contextOf, figuresOf } from "../../../../test/support/reportStores";
import { anyStaffedStore, assembleStaffed, roster } from "../../../../test/support/staffedStores";
import { storeDay } from "../../../../test/support/stores";
import { makeCustomerTable, makeOrderTable } from "../../../../test/support/tables";
import { defaultSettings, kpiNumbers, type InputRow, type TypedKpi } from "../../../intake";
import { readScorecardInputs } from "../../../intake/inputs/scorecardInputs";
import { textsOf } from "../../../locale";
import { assembleDealership } from "../../../retention/store";
import { kpiViews, type KpiId } from "../../../retention/performance";
import { serialOfIso } from "../../../retention/time";
import { scorecardSheet } from "./scorecard";
import type { SheetPlan } from "../../plan";

const asOf = serialOfIso("2026-06-30");
const { dealership } = assembleDealership(
  makeCustomerTable([
    { vin: "LSVAA000000000001", name: "王强", deliveryDate: "2026-01-10", soldHere: "是" },
    { vin: "LSVAA000000000002", name: "李芳", deliveryDate: "2024-05-01", soldHere: "是" },
  ]),
  makeOrderTable([{ vin: "LSVAA000000000002", arrival: "2024-06-01" }])
);

function valueOf(plan: SheetPlan, kpi: string, column = "B"): unknown {
  const cells = cellsOfPlan(plan);
  const address = [...cells].find(([at, cell]) => cell === kpi && at.startsWith("A"))?.[0] ?? "";
  return calculate(cells, address.replace("A", column));
}

const anyTyped: fc.Arbitrary<TypedKpi[]> = fc.uniqueArray(
  fc.record({
    kpi: fc.constantFrom(...(Object.keys(kpiViews) as KpiId[])),
    numerator: fc.constantFrom(NaN, 0, 3, 12.5),
    denominator: fc.constantFrom(NaN, 0, 20),
  }),
  { selector: ({ kpi }) => kpi }
);

/** The cells in which values were typed. */
function rowsOf(typed: readonly TypedKpi[]): InputRow<"scorecardInputs">[] {
  const cell = (value: number): number | string => (Number.isNaN(value) ? "" : value);
  return typed.map(({ kpi, numerator, denominator }, i) => ({
    kpi: kpiNumbers[kpi],
    name: "",
    numerator: cell(numerator),
    denominator: cell(denominator),
    sheetRow: i,
  }));
}

test.each(["zh-CN", "en-US"] as const)(
  "every value is what its cells say, computed or typed, for any store and anything typed, in %s",
  (locale) => {
    fc.assert(
      fc.property(anyStaffedStore, storeDay, anyTyped, (staffed, day, typed) => {
        const { dealership: store } = assembleStaffed(staffed);
        const rows = { scorecardInputs: rowsOf(typed) };
        const { kpis } = readScorecardInputs(rows.scorecardInputs);
        const figures = figuresOf(store, day, {
          settings: { ...defaultSettings, roster },
          records: staffed.records,
          kpis,
          rows,
        });
        const plan = scorecardSheet(figures, contextOf(figures, locale));
        expect(formulaDifferences(plan)).toEqual([]);
        const again = readScorecardInputs(inputRowsOf(plan, "scorecardInputs")).kpis;
        expect([...again].sort(byKpi)).toEqual([...kpis].sort(byKpi));
      }),
      { numRuns: 40 }
    );
  }
);

const byKpi = (a: TypedKpi, b: TypedKpi): number => (a.kpi < b.kpi ? -1 : 1);

test("what no column tells is asked for, and the card shows the quotient once it is typed", () => {
  const before = figuresOf(dealership, asOf);
  const plan = scorecardSheet(before, contextOf(before));
  expect(valueOf(plan, "续保率")).toBe("—");
  expect(valueOf(plan, "续保率", "E")).toBe("待填写");
  const kpis: TypedKpi[] = [
    { kpi: "insuranceRenewal", numerator: 3, denominator: 12 },
    { kpi: "training", numerator: 2, denominator: NaN },
  ];
  const inputs = { kpis, rows: { scorecardInputs: rowsOf(kpis) } };
  const figures = figuresOf(dealership, asOf, inputs);
  const after = scorecardSheet(figures, contextOf(figures));
  expect(valueOf(after, "续保率")).toBe(0.25);
  expect(valueOf(after, "续保率", "E")).toBe("填写");
  expect(valueOf(after, "培训次数")).toBe(2);
  expect(valueOf(after, "流失率")).toBe(0.5);
});

test("the headline names loss rates, how many KPIs the data tell and how many are to be filled in", () => {
  const figures = figuresOf(dealership, asOf);
  expect(cellsOfPlan(scorecardSheet(figures, contextOf(figures))).get("A2")).toMatch(
    /^流失率 50%，本月新增流失率 0%；15 项指标中 \d 项由数据计算，\d+ 项待填写。$/
  );
});

test("a number that names no KPI is told", () => {
  const [row] = rowsOf([{ kpi: "training", numerator: 1, denominator: NaN }]);
  const { kpis, findings } = readScorecardInputs([{ ...row, kpi: "KPI-99" }]);
  expect(kpis).toEqual([]);
  expect(findings.map(({ column, problem }) => [column, problem])).toEqual([
    ["kpi", "unknownWord"],
  ]);
});

test.each(["zh-CN", "en-US"] as const)("an empty store says so, in %s", (locale) => {
  const { dealership: empty } = assembleDealership(makeCustomerTable([]), makeOrderTable([]));
  const figures = figuresOf(empty, asOf);
  const plan = scorecardSheet(figures, contextOf(figures, locale));
  expect(cellsOfPlan(plan).get("A2")).toBe(textsOf(locale).reports.scorecard.empty);
  expect(formulaDifferences(plan)).toEqual([]);
});
