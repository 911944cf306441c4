import fc from "fast-check";
import { inputRowsOf } from "../../../../test/support/inputRows";
import { cellsOfPlan, formulaDifferences } from "../../../../test/support/planFormulas";
import { makeRecords } from "../../../../test/support/records";
import { contextOf, figuresOf } from "../../../../test/support/reportStores";
import { anyStaffedStore, assembleStaffed, roster } from "../../../../test/support/staffedStores";
import { storeDay } from "../../../../test/support/stores";
import { makeCustomerTable, makeOrderTable } from "../../../../test/support/tables";
import { defaultSettings, type InputRow } from "../../../intake";
import { readFailureActions } from "../../../intake/inputs/failureActions";
import { textsOf } from "../../../locale";
import { assembleDealership } from "../../../retention/store";
import { failureReasons } from "../../../retention/calls";
import { failureSummary } from "../../../retention/solicitation";
import { monthStartOf, serialOfIso } from "../../../retention/time";
import { failuresSheet } from "./failures";

const asOf = serialOfIso("2026-06-30");
const { dealership } = assembleDealership(
  makeCustomerTable([
    { vin: "LSVAA000000000001", name: "王强", deliveryDate: "2026-01-10" },
    { vin: "LSVAA000000000002", name: "李芳", deliveryDate: "2024-05-01" },
  ]),
  makeOrderTable([{ vin: "LSVAA000000000002", arrival: "2024-06-01" }])
);
const records = makeRecords([
  { day: asOf, key: "LSVAA000000000001", result: "refused", failureReason: "partsPrice" },
  {
    day: asOf,
    key: "LSVAA000000000002",
    type: "lost",
    result: "servicedElsewhere",
    failureReason: "distance",
    competitor: "quickServiceChain",
  },
  {
    day: asOf - 3,
    key: "LSVAA000000000002",
    type: "lost",
    result: "refused",
    failureReason: "partsPrice",
  },
  { day: asOf, key: "不在档案", result: "refused" },
]);

test.each(["zh-CN", "en-US"] as const)(
  "every formula gives what the summary counts, and every failure of the month is listed, for any store, in %s",
  (locale) => {
    fc.assert(
      fc.property(
        anyStaffedStore,
        storeDay,
        fc.array(fc.option(fc.constantFrom(...failureReasons)), { minLength: 30 }),
        (staffed, day, reasons) => {
          const { dealership: store } = assembleStaffed(staffed);
          const figures = figuresOf(store, day, {
            settings: { ...defaultSettings, roster },
            records: staffed.records.map((row, i) => ({ ...row, failureReason: reasons[i] })),
          });
          const plan = failuresSheet(figures, contextOf(figures, locale));
          expect(formulaDifferences(plan)).toEqual([]);
          const month = failureSummary(store, figures.credits, monthStartOf(day));
          const list = plan.tables.find(({ name }) => name === "RETAIN_failures");
          expect(list?.rows.length ?? 0).toBe(month.rows.length);
        }
      ),
      { numRuns: 40 }
    );
  }
);

test("the headline tells base and lost apart and says how many have no reason", () => {
  const figures = figuresOf(dealership, asOf, { records });
  const cells = cellsOfPlan(failuresSheet(figures, contextOf(figures)));
  expect(cells.get("A2")).toBe(
    "今日招揽失败 3 条：基盘 1 条，流失 1 条；本月累计 4 条。今日有 1 条没有写明原因。"
  );
});

test("the reasons of the month stand by weight with a line that adds them up to all", () => {
  const figures = figuresOf(dealership, asOf, { records });
  const plan = failuresSheet(figures, contextOf(figures));
  const [chart] = plan.charts;
  const cells = cellsOfPlan(plan);
  const row = (chart?.source.row ?? 0) + 2;
  expect([cells.get(`A${row}`), cells.get(`B${row}`)]).toEqual(["配件价格", 2]);
  expect(cells.get(`C${row + 1}`)).toMatchObject({ expected: 1 });
  expect(chart?.lines?.series).toEqual([1]);
  expect(chart?.colors).toHaveLength(2);
});

test("what the team agreed on is read back, and stays when its day is over", () => {
  const today = figuresOf(dealership, asOf, { records });
  const written = inputRowsOf(failuresSheet(today, contextOf(today)), "failureActions").map(
    (row, i) =>
      ({
        ...row,
        ...(i === 0 && {
          cause: "报价没有讲清楚",
          measure: "先讲检测结果再报价",
          responsible: "王磊",
          deadline: "2026-07-05",
          intoScripts: "是",
        }),
      }) as InputRow<"failureActions">
  );
  const { failureActions, findings } = readFailureActions(written);
  expect(findings).toEqual([]);
  expect(failureActions).toEqual([
    {
      day: asOf,
      group: "base",
      row: "maintenance",
      reason: "partsPrice",
      cause: "报价没有讲清楚",
      measure: "先讲检测结果再报价",
      responsible: "王磊",
      deadline: serialOfIso("2026-07-05"),
      intoScripts: true,
    },
  ]);
  const inputs = { records, failureActions, rows: { failureActions: written } };
  const later = figuresOf(dealership, asOf + 1, inputs);
  const rows = inputRowsOf(failuresSheet(later, contextOf(later)), "failureActions");
  expect(rows.map(({ day, cause }) => [day, cause])).toEqual([[asOf, "报价没有讲清楚"]]);
});

test("a reason that nobody stated reads back as none, and a row that names nothing known is told", () => {
  const today = figuresOf(dealership, asOf, { records });
  const [first] = inputRowsOf(failuresSheet(today, contextOf(today)), "failureActions");
  const { failureActions, findings } = readFailureActions([
    { ...first, reason: "未说明", cause: "忘记问了" },
    { ...first, row: "某类型", cause: "?" },
  ] as InputRow<"failureActions">[]);
  expect(failureActions.map(({ reason }) => reason)).toEqual([null]);
  expect(findings.map(({ column, problem }) => [column, problem])).toEqual([
    ["row", "unknownWord"],
  ]);
});

test.each(["zh-CN", "en-US"] as const)("without records the sheet says so, in %s", (locale) => {
  const figures = figuresOf(dealership, asOf);
  const plan = failuresSheet(figures, contextOf(figures, locale));
  const cells = [...cellsOfPlan(plan).values()];
  const texts = textsOf(locale).reports.failures;
  for (const text of [texts.unused, texts.base.none, texts.lost.none, texts.pareto.none]) {
    expect(cells).toContain(text);
  }
  expect(plan.tables).toEqual([]);
  expect(plan.charts).toEqual([]);
});
