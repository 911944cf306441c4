import fc from "fast-check";
import { calculate, cellsOfPlan } from "../../test/support/planFormulas";
import { anyStore, storeDay } from "../../test/support/stores";
import {
  makeCustomerTable,
  makeOrderTable,
  type CustomerRow,
  type OrderRow,
} from "../../test/support/tables";
import { createCustomerReader, createOrderReader } from "../intake";
import { textsOf } from "../locale";
import {
  assembleDealership,
  customerFields,
  findingCodes,
  orderFields,
  ruleSetNames,
  ruleSets,
  serialOfIso,
  statusCodes,
  statusCounts,
  statusesAsOf,
  type Finding,
  type RuleSet,
} from "../retention";
import type { ReportContext } from "./context";
import { countFindings, dataQualitySheet, listedFindings, type Quality } from "./dataQuality";
import { isFormula, type SheetPlan } from "./sheetPlan";
import { statusSheet } from "./status";

const context = (asOf: number, rules: RuleSet = ruleSets.retention): ReportContext => ({
  locale: "zh-CN",
  asOf,
  rules,
  generatedAt: "2026-06-30 08:00",
  customersSheet: "客户'档案",
  ordersSheet: "维修工单",
});

function statusPlan(
  customers: readonly CustomerRow[],
  orders: readonly OrderRow[],
  asOf: number,
  rules: RuleSet = ruleSets.retention
): SheetPlan {
  const { dealership } = assembleDealership(makeCustomerTable(customers), makeOrderTable(orders));
  return statusSheet(dealership, statusesAsOf(dealership, asOf, rules), context(asOf, rules));
}

function expectFormulasToHold(plan: SheetPlan): void {
  const cells = cellsOfPlan(plan);
  for (const [address, cell] of cells) {
    if (!isFormula(cell) || cell.formula.startsWith("=HYPERLINK(")) continue;
    const value = calculate(cells, address);
    if (typeof cell.expected === "number") expect(value).toBeCloseTo(cell.expected, 9);
    else expect(value).toBe(cell.expected);
  }
}

test("every formula of the status sheet gives the value that the rules gave, for any store and day", () => {
  fc.assert(
    fc.property(
      anyStore,
      storeDay,
      fc.constantFrom(...ruleSetNames),
      ({ customers, orders }, asOf, name) => {
        const day = typeof asOf === "string" ? serialOfIso(asOf) : asOf;
        expectFormulasToHold(statusPlan(customers, orders, day, ruleSets[name]));
      }
    ),
    { numRuns: 60 }
  );
});

const asOf = serialOfIso("2026-06-30");
const sold: CustomerRow = { soldHere: "是", advisor: "甲", model: "A6" };
const customers: CustomerRow[] = [
  { ...sold, vin: "LSVAA000000000001", name: "一", deliveryDate: "2026-01-10" },
  { ...sold, vin: "LSVAA000000000002", name: "二", deliveryDate: "2025-07-10", phone: "=1+1" },
  { ...sold, vin: "LSVAA000000000003", name: "三", deliveryDate: "2020-01-10", advisor: "" },
];
const orders: OrderRow[] = [{ vin: "LSVAA000000000003", arrival: "2023-05-01" }];

test("the sums of the status sheet are the store's counts, and the parts add up to the whole", () => {
  const { dealership } = assembleDealership(makeCustomerTable(customers), makeOrderTable(orders));
  const counts = statusCounts(statusesAsOf(dealership, asOf));
  const cells = cellsOfPlan(statusPlan(customers, orders, asOf));
  const valueOf = (label: string): unknown => {
    const address = [...cells].find(([, cell]) => cell === label)?.[0] ?? "";
    return calculate(cells, address.replace(/^A/, "B"));
  };
  const { statusGroups } = textsOf("zh-CN").data;
  expect(valueOf(statusGroups.base)).toBe(counts.base);
  expect(valueOf(statusGroups.lost)).toBe(counts.lost);
  expect(valueOf(statusGroups.valid)).toBe(counts.base + counts.lost);
  expect(valueOf(statusGroups.archive)).toBe(customers.length);
});

test("who will be lost within 30 days is listed by name with a link to the row, nearest first", () => {
  const plan = statusPlan(customers, orders, asOf);
  const list = plan.tables.find(({ name }) => name === "RETAIN_soonLost");
  expect(list?.rows).toHaveLength(1);
  expect(list?.rows[0]?.[0]).toEqual({
    formula: `=HYPERLINK("#'客户''档案'!A"&3,"二")`,
    expected: "二",
  });
  expect(list?.rows[0]).toContain("=1+1");
});

test("customers without an advisor stand in a row of their own; without the column there is no table", () => {
  const withColumn = statusPlan(customers, orders, asOf).tables.find(
    ({ name }) => name === "RETAIN_byAdvisor"
  );
  expect(withColumn?.rows.map(([name]) => name)).toEqual(["甲", "未分配"]);
  const bare = customers.map(({ advisor: _, ...row }) => row);
  const without = statusPlan(bare, orders, asOf);
  expect(without.tables.map(({ name }) => name)).not.toContain("RETAIN_byAdvisor");
});

test("the chart has one series and one colour per class, says how its series lie, and has all its titles", () => {
  const [chart] = statusPlan(customers, orders, asOf).charts;
  const classes = ruleSets.retention.classes.length;
  expect(chart?.colors).toHaveLength(classes);
  expect(chart?.source.columns).toBe(classes + 1);
  expect(chart?.seriesBy).toBe("Columns");
  for (const text of [chart?.title, chart?.categoryAxisTitle, chart?.valueAxisTitle]) {
    expect(text).not.toBe("");
  }
});

test("an archive without customers gives a sheet that says so, without a chart", () => {
  const plan = statusPlan([], [], asOf);
  const texts = [...cellsOfPlan(plan).values()];
  expect(texts).toContain(textsOf("zh-CN").sheets.status.empty);
  expect(plan.charts).toHaveLength(0);
  expectFormulasToHold(plan);
});

function quality(together: readonly Finding[]): Quality {
  const read = createCustomerReader([{ field: "vin", header: "VIN" }], 2);
  const cells = [["LSV1"], ["null"]];
  read.add({ firstSheetRow: 1, rowCount: 2, columns: { vin: { rows: cells, at: 0 } } });
  const { findings, use, table } = read.finish();
  const none = createOrderReader([], 0).finish();
  return {
    customers: { records: table.count, findings, use, columnOf: { vin: 2 } },
    orders: { records: 0, findings: none.findings, use: none.use, columnOf: { arrival: 4 } },
    together,
  };
}

const late = (row: number): Finding => ({
  code: "arrivalAfterAsOf",
  table: "orders",
  sheetRow: row,
  field: "arrival",
  read: "=cmd",
});

test("findings of all sources are counted, and listed with the cell, what was read and what was done", () => {
  const all = quality([late(9), late(4)]);
  const counts = countFindings(all);
  expect(counts.find(({ code }) => code === "arrivalAfterAsOf")?.count).toBe(2);
  expect(counts.find(({ code }) => code === "vinLength")?.count).toBe(1);
  const plan = dataQualitySheet(all, context(asOf));
  expectFormulasToHold(plan);
  const list = plan.tables.find(({ name }) => name === "RETAIN_findings");
  const orderRows = list?.rows.filter(([sheet]) => sheet === "维修工单");
  expect(orderRows?.map(([, link]) => link)).toEqual([
    { formula: `=HYPERLINK("#'维修工单'!E5","E5")`, expected: "E5" },
    { formula: `=HYPERLINK("#'维修工单'!E10","E10")`, expected: "E10" },
  ]);
  expect(orderRows?.[0]?.slice(4)).toEqual([
    "=cmd",
    textsOf("zh-CN").data.treatments.arrivalAfterAsOf,
  ]);
});

test("a list that is cut keeps the most important findings", () => {
  const listed = listedFindings(
    quality([late(1), { code: "duplicateKey", table: "customers", sheetRow: 7, read: "LSV1" }]),
    1
  );
  expect(listed.map(({ code }) => code)).toEqual(["duplicateKey"]);
});

test.each(["zh-CN", "en-US"] as const)(
  "every status, field and finding has a name in %s, and every finding a treatment",
  (locale) => {
    const { data } = textsOf(locale);
    for (const code of statusCodes) expect(data.statuses[code]).toBeTruthy();
    for (const field of customerFields) expect(data.customerFields[field]).toBeTruthy();
    for (const field of orderFields) expect(data.orderFields[field]).toBeTruthy();
    for (const code of findingCodes) {
      expect(data.findings[code]).toBeTruthy();
      expect(data.treatments[code]).toBeTruthy();
    }
  }
);

test("every finding has a place in the order of importance", () => {
  const together = findingCodes.map((code): Finding => ({
    code,
    table: "customers",
    sheetRow: 1,
    read: "",
  }));
  const counted = new Set(countFindings(quality(together)).map(({ code }) => code));
  expect([...counted].sort()).toEqual([...findingCodes].sort());
});

test("sheet names fit into 31 characters in both languages", () => {
  for (const locale of ["zh-CN", "en-US"] as const) {
    const { sheets } = textsOf(locale);
    for (const { name } of [sheets.status, sheets.dataQuality]) {
      expect(name.length).toBeLessThanOrEqual(31);
    }
  }
});
