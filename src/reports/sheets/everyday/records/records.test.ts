import fc from "fast-check";
import { inputRowsOf } from "../../../../../test/support/inputRows";
import { formulaDifferences, cellsOfPlan } from "../../../../../test/support/planFormulas";
import { makeRecords } from "../../../../../test/support/records";
import { contextOf, figuresOf, staffedFiguresOf } from "../../../../../test/support/reportStores";
import { anyStaffedStore } from "../../../../../test/support/staffedStores";
import { storeDay } from "../../../../../test/support/stores";
import { makeCustomerTable, makeOrderTable } from "../../../../../test/support/tables";
import {
  customerNaming,
  defaultSettings,
  numbersForTypedRows,
  type InputRow,
} from "../../../../intake";
import { readRecords } from "../../../../intake/inputs/records";
import { textsOf, type Locale } from "../../../../locale";
import { assembleDealership } from "../../../../retention/store";
import { morningPlan } from "../../../../retention/solicitation";
import { serialOfIso } from "../../../../retention/time";
import { type Advisor } from "../../../../retention/ownership";
import { type SolicitationRecord } from "../../../../retention/calls";
import { planInputOf } from "../../../figures";
import { recordsOfPlan, recordsSheet } from "./records";

const asOf = serialOfIso("2026-06-30");
const advisor: Advisor = {
  name: "王磊",
  weight: 1,
  from: 0,
  to: 0,
  restDays: [],
  restWeekdays: [],
};
const settings = { ...defaultSettings, roster: { advisors: [advisor], customerCare: "周敏" } };
const { dealership } = assembleDealership(
  makeCustomerTable([
    {
      vin: "LSVAA000000000001",
      plate: "苏A12345",
      name: "王强",
      sex: "男",
      model: "A6",
      phone: "13800000001",
      soldHere: "是",
      deliveryDate: "2024-01-10",
      advisor: "王磊",
    },
    {
      vin: "LSVAA000000000002",
      name: "李芳",
      sex: "",
      model: "Q5",
      soldHere: "是",
      deliveryDate: "2023-01-10",
      advisor: "王磊",
    },
  ]),
  makeOrderTable([
    { vin: "LSVAA000000000001", arrival: "2025-12-20", orderType: "保养", receivable: 800 },
    { vin: "LSVAA000000000002", arrival: "2026-06-29", orderType: "保养", receivable: 500 },
  ])
);
const called: SolicitationRecord[] = makeRecords([
  {
    number: "20260625-001",
    day: "2026-06-25",
    key: "LSVAA000000000002",
    result: "appointed",
    appointment: "2026-06-29",
    contactMethod: "电话",
    note: "=周末来",
    checked: true,
  },
  { number: "20260630-001", day: "2026-06-30", key: "LSVAA000000000001", script: "保养邀约" },
]);

function cellOf(
  records: readonly SolicitationRecord[],
  number: string,
  key: string,
  locale: Locale = "zh-CN"
): unknown {
  const figures = figuresOf(dealership, asOf, { settings, records });
  const plan = recordsSheet(figures, contextOf(figures, locale));
  return inputRowsOf(plan, "records").find((row) => row.number === number)?.[key as "number"];
}

test.each(["zh-CN", "en-US"] as const)(
  "what the record sheet shows in %s is read back as the records it was made from, for any store",
  (locale) => {
    fc.assert(
      fc.property(anyStaffedStore, storeDay, (staffed, day) => {
        const figures = staffedFiguresOf(staffed, day);
        const plan = recordsSheet(figures, contextOf(figures, locale));
        expect(formulaDifferences(plan)).toEqual([]);
        if (staffed.records.length === 0) return;
        const naming = customerNaming(figures.dealership.customers);
        const { records } = readRecords(inputRowsOf(plan, "records"), naming);
        expect(records).toEqual(
          staffed.records.map((record) => ({ ...record, key: naming(record.key).key }))
        );
      }),
      { numRuns: 40 }
    );
  }
);

test("a record whose customer came on the appointed day shows 已到店, the day and what the visit brought", () => {
  expect(cellOf(called, "20260625-001", "state")).toBe("已到店");
  expect(cellOf(called, "20260625-001", "arrivalDay")).toBe(serialOfIso("2026-06-29"));
  expect(cellOf(called, "20260625-001", "arrivalRevenue")).toBe(500);
});

test("an open record shows its script with the customer's own data, a done one no longer", () => {
  const text = String(cellOf(called, "20260630-001", "scriptText"));
  expect(text).toContain("王先生您好，我是您的专属服务顾问王磊。");
  expect(text).toContain("A6");
  expect(text).not.toMatch(/[{}]/);
  expect(cellOf(called, "20260625-001", "scriptText")).toBe("");
});

test("a note that looks like a formula stays text", () => {
  expect(cellOf(called, "20260625-001", "note")).toBe("=周末来");
});

test("the headline counts the day's plan, what is done and who came", () => {
  const records = makeRecords([
    { number: "1", day: asOf, key: "LSVAA000000000001", result: "considering" },
    { number: "2", day: asOf, key: "LSVAA000000000002" },
    { number: "3", day: asOf, key: "LSVAA000000000002", planned: false, result: "refused" },
  ]);
  const figures = figuresOf(dealership, asOf, { settings, records });
  const cells = cellsOfPlan(recordsSheet(figures, contextOf(figures)));
  expect(cells.get("A2")).toBe(
    "今日应招揽 2 条，已完成 1 条，还有 1 条未完成；预约成功 0 条，招揽到店 0 台。"
  );
});

test("the rows of a morning plan carry numbers after those of the day and the script of type and status", () => {
  const records = makeRecords([
    { number: "20260630-004", day: asOf, key: "X", planned: false, result: "refused" },
  ]);
  const figures = figuresOf(dealership, asOf, { settings, records });
  const plan = morningPlan(planInputOf(figures), asOf);
  const added = recordsOfPlan(figures, plan, { locale: "zh-CN" });
  expect(
    added.map(({ number, key, type, script, day }) => [number, key, type, script, day])
  ).toEqual([["20260630-005", "LSVAA000000000001", "maintenance", "保养邀约-流失预警", asOf]]);
  const sheet = recordsSheet(figures, contextOf(figures), added);
  const rows = inputRowsOf(sheet, "records");
  expect(rows.map(({ number, state }) => [number, state])).toEqual([
    ["20260630-004", "已关闭"],
    ["20260630-005", "未完成"],
  ]);
});

test("the table stands in the same row whatever the head says, so that regenerating moves nothing", () => {
  const rowOf = (records: readonly SolicitationRecord[], storeName?: string) => {
    const figures = figuresOf(dealership, asOf, { settings, records });
    const context = { ...contextOf(figures), ...(storeName !== undefined && { storeName }) };
    return recordsSheet(figures, context).tables[0]?.row;
  };
  expect(rowOf([])).toBe(rowOf(called));
  expect(rowOf([], "某某店")).toBe(rowOf([]));
});

test.each(["zh-CN", "en-US"] as const)("without records the sheet says so, in %s", (locale) => {
  const figures = figuresOf(dealership, asOf);
  const plan = recordsSheet(figures, contextOf(figures, locale));
  expect(cellsOfPlan(plan).get("A2")).toBe(textsOf(locale).reports.records.empty);
  expect(plan.tables[0]?.rows).toHaveLength(1);
});

const blank = Object.fromEntries(
  Object.keys(
    inputRowsOf(
      recordsSheet(figuresOf(dealership, asOf), contextOf(figuresOf(dealership, asOf))),
      "records"
    )[0] ?? {}
  ).map((key) => [key, ""])
) as never;
const typed = (row: object, sheetRow: number) =>
  ({ ...(blank as object), ...row, sheetRow }) as never;

test("a call that an advisor types at the end of the table is read by plate and gets the day's next number", () => {
  const rows = [
    typed({ number: "20260630-007", day: asOf, customer: "LSVAA000000000002", type: "保险" }, 20),
    typed({ day: "2026-06-30", customer: "苏A·12345", type: "Insurance", result: "考虑中" }, 21),
  ];
  const { records, findings } = readRecords(rows, customerNaming(dealership.customers));
  expect(records[1]).toMatchObject({
    day: asOf,
    key: "LSVAA000000000001",
    type: "insurance",
    result: "considering",
    planned: false,
    attempt: 1,
  });
  expect(findings).toEqual([]);
  expect(numbersForTypedRows(rows)).toEqual([{ sheetRow: 21, number: "20260630-008" }]);
});

test("what cannot be read is told with its cell, and the rest of the row still counts", () => {
  const { records, findings } = readRecords(
    [
      typed(
        {
          number: "20260630-001",
          day: asOf,
          customer: "LSVAA000000000001",
          type: "保养吧",
          result: "还行",
          appointment: "下周",
          odometer: "很多",
        },
        30
      ),
      typed({ number: "20260630-001", day: asOf, customer: "谁", type: "保险" }, 31),
    ],
    customerNaming(dealership.customers)
  );
  expect(records).toHaveLength(2);
  expect(records[0]).toMatchObject({ result: null, appointment: 0, odometer: NaN });
  expect(findings.map(({ column, sheetRow, problem }) => [column, sheetRow, problem])).toEqual([
    ["type", 30, "unknownWord"],
    ["odometer", 30, "unreadable"],
    ["result", 30, "unknownWord"],
    ["appointment", 30, "unreadable"],
    ["number", 31, "repeated"],
    ["customer", 31, "unknownCustomer"],
  ]);
});

/** The row of a record on a day, the sheet standing as it was left before. */
function rowOn(number: string, day: string, standing?: readonly InputRow<"records">[]) {
  const inputs = { settings, records: called, rows: { records: standing } };
  const figures = figuresOf(dealership, serialOfIso(day), inputs);
  const rows = inputRowsOf(recordsSheet(figures, contextOf(figures)), "records");
  return { rows, row: rows.find((row) => row.number === number) };
}

test("a row keeps the status, days and mileage of its own day, whatever becomes of its customer", () => {
  const { rows, row: then } = rowOn("20260625-001", "2026-06-25");
  // Before the visit of the 29th nobody knew of any.
  expect([then?.status, then?.daysAway]).toEqual(["待核实", "—"]);
  const { row: now } = rowOn("20260625-001", "2026-06-30", rows);
  expect([now?.status, now?.daysAway, now?.predictedKm]).toEqual([
    then?.status,
    then?.daysAway,
    then?.predictedKm,
  ]);
  expect(now?.state).toBe("已到店");
});

test("a row into which nobody wrote a status yet says what its own day would have said", () => {
  expect(rowOn("20260625-001", "2026-06-30").row?.status).toBe("待核实");
  const { row } = rowOn("20260630-001", "2026-06-30");
  expect([row?.status, row?.daysAway]).toEqual(["流失预警", 192]);
});
