import fc from "fast-check";
import { calculate, cellsOfPlan, isJump } from "../../test/support/planFormulas";
import { figuresOf } from "../../test/support/reportStores";
import { anyStore, storeDay } from "../../test/support/stores";
import {
  makeCustomerTable,
  makeOrderTable,
  type CustomerRow,
  type OrderRow,
} from "../../test/support/tables";
import {
  createCustomerReader,
  createOrderReader,
  emptyInputs,
  inputProblems,
  type InputFinding,
  type InputProblem,
} from "../intake";
import { textsOf } from "../locale";
import {
  assembleDealership,
  customerFields,
  defaultWords,
  orderFields,
  type Finding,
  type WordLists,
} from "../retention/store";
import { findingCodes } from "../retention/store/findings";
import {
  ruleSetNames,
  ruleSets,
  statusCodes,
  statusCounts,
  statusesAsOf,
  type RuleSet,
} from "../retention/status";
import { serialOfIso } from "../retention/time";
import { type ReportContext, isFormula, type PlanCell, type SheetPlan } from "./plan";
import { conversionSheet, countFindings, dataQualitySheet, statusSheet } from "./sheets";
import { listedFindings } from "./sheets/setup/dataQuality";
import type { Quality } from "./figures";

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
  const settings = { ...emptyInputs.settings, rules };
  return statusSheet(figuresOf(dealership, asOf, { settings }), context(asOf, rules));
}

function expectFormulasToHold(plan: SheetPlan): void {
  const cells = cellsOfPlan(plan);
  for (const [address, cell] of cells) {
    if (!isFormula(cell) || isJump(cell)) continue;
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

test("who will be lost within 30 days is listed by name and key, nearest first", () => {
  const plan = statusPlan(customers, orders, asOf);
  const list = plan.tables.find(({ name }) => name === "RETAIN_soonLost");
  expect(list?.rows).toHaveLength(1);
  expect(list?.columns[0]?.header).toBe("客户姓名");
  expect(list?.rows[0]?.[0]).toBe("二");
  expect(list?.rows[0]).toContain("LSVAA000000000002");
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
  expect(orderRows?.map(([, cell]) => cell)).toEqual(["E5", "E10"]);
  const [sheet, cell] = ["A", "B"].map((letters) => `$${letters}${(list?.row ?? 0) + 2}`);
  expect(list?.rows[0]?.[2]).toEqual({
    formula: `=HYPERLINK("#'"&SUBSTITUTE(${sheet},"'","''")&"'!"&${cell},"→")`,
    expected: "→",
  });
  expect(orderRows?.[0]?.slice(5)).toEqual([
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

test("the headline of the status sheet says the month's 新增流失 against the allowance, as 客户转换 does", () => {
  fc.assert(
    fc.property(anyStore, storeDay, ({ customers, orders }, asOf) => {
      const day = typeof asOf === "string" ? serialOfIso(asOf) : asOf;
      const { dealership } = assembleDealership(
        makeCustomerTable(customers),
        makeOrderTable(orders)
      );
      const figures = figuresOf(dealership, day);
      const headlines = [statusSheet, conversionSheet].map((report) =>
        cellsOfPlan(report(figures, context(day))).get("A2")
      );
      if (figures.hasCustomers && figures.knowsVisits) expect(headlines[0]).toBe(headlines[1]);
    }),
    { numRuns: 60 }
  );
});

test("产值 and ΣPSV of the archive are those of its customers, each counted once", () => {
  const withMoney: OrderRow[] = [
    { vin: "LSVAA000000000001", arrival: "2024-01-10", receivable: 300 },
    { vin: "LSVAA000000000001", arrival: "2026-02-10", receivable: 700 },
    { vin: "LSVAA000000000001", arrival: "2026-05-10", receivable: 500 },
    { vin: "LSVAA000000000003", arrival: "2023-05-01", receivable: 90 },
  ];
  const { dealership } = assembleDealership(
    makeCustomerTable(customers),
    makeOrderTable(withMoney)
  );
  const figures = figuresOf(dealership, asOf);
  const cells = cellsOfPlan(statusSheet(figures, context(asOf)));
  const { statusGroups } = textsOf("zh-CN").data;
  const row = [...cells].find(([, cell]) => cell === statusGroups.archive)?.[0].slice(1);
  expect(calculate(cells, `I${row}`)).toBe(700 + 500 + 90);
  const total = figures.psv.total.reduce((sum, psv) => sum + (Number.isNaN(psv) ? 0 : psv), 0);
  expect(calculate(cells, `J${row}`)).toBeCloseTo(total, 6);
});

test("过路车 cannot be told without local addresses, and the sheet says so instead of 0", () => {
  const texts = textsOf("zh-CN").sheets.status.flags;
  const lineOf = (words: Partial<WordLists>): PlanCell[] => {
    const { dealership } = assembleDealership(
      makeCustomerTable(customers.map((row) => ({ ...row, address: "湖南长沙", soldHere: "否" }))),
      makeOrderTable([{ vin: "LSVAA000000000003", arrival: "2026-05-01" }])
    );
    const settings = { ...emptyInputs.settings, words: { ...defaultWords, ...words } };
    const plan = statusSheet(figuresOf(dealership, asOf, { settings }), context(asOf));
    const row = plan.blocks.flatMap(({ cells }) => cells).find(([name]) => name === texts.driveBy);
    return [...(row ?? [])];
  };
  expect(lineOf({}).slice(1)).toEqual(["—", "—", texts.driveByUnknown]);
  expect(lineOf({ localArea: ["深圳"] })[1]).toBe(1);
});

test("entries that were not understood are listed with their sheet and row, and the headline counts them", () => {
  const entry = (problem: InputProblem): InputFinding => ({
    table: "parameters",
    column: "value",
    sheetRow: 41,
    text: "=十",
    problem,
  });
  const plan = dataQualitySheet(quality([]), context(asOf), inputProblems.map(entry));
  const texts = textsOf("zh-CN").sheets.dataQuality.inputs;
  expectFormulasToHold(plan);
  expect(cellsOfPlan(plan).get("A2")).toContain(texts.headline(inputProblems.length));
  const list = plan.tables.find(({ name }) => name === "RETAIN_inputFindings");
  expect(list?.rows).toHaveLength(inputProblems.length);
  expect(list?.rows[0]).toEqual([
    "维系参数",
    "A42",
    expect.objectContaining({ expected: "→" }),
    "取值",
    texts.problems.notRising,
    "=十",
    texts.treatments.notRising,
  ]);
});
