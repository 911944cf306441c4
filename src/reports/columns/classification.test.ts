import fc from "fast-check";
import { figuresOf } from "../../../test/support/reportStores";
import { anyStore, assembleStore, storeDay } from "../../../test/support/stores";
import { makeCustomerTable, makeOrderTable, type CustomerRow } from "../../../test/support/tables";
import { defaultSettings, type Settings } from "../../intake";
import { textsOf } from "../../locale";
import { assembleDealership } from "../../retention/store";
import { lifecycleStageOf } from "../../retention/service";
import { monthsAwayOf, statusAt, statusOf } from "../../retention/status";
import { serialOfIso } from "../../retention/time";
import {
  customerColumnKeys,
  customerColumns,
  type ColumnKey,
  type LiveRefs,
} from "./classification";

const asOf = serialOfIso("2026-06-30");
const sold: CustomerRow = { soldHere: "是", model: "A6" };
const customers: CustomerRow[] = [
  { ...sold, vin: "LSVAA000000000001", name: "一", deliveryDate: "2026-05-10" },
  { ...sold, vin: "LSVAA000000000002", name: "二", deliveryDate: "2023-01-10" },
  { ...sold, vin: "LSVAA000000000002", name: "重", deliveryDate: "2023-01-10" },
  { ...sold, vin: "LSVAA000000000003", name: "三", deliveryDate: "2027-01-10" },
  {
    vin: "LSVAA000000000004",
    name: "四",
    deliveryDate: "2022-01-10",
    soldHere: "否",
    address: "长沙",
  },
];
const orders = [
  { vin: "LSVAA000000000002", arrival: "2024-01-10", items: "保养", receivable: 800 },
  { vin: "LSVAA000000000002", arrival: "2025-11-10", items: "换灯泡", receivable: 90 },
  { vin: "LSVAA000000000004", arrival: "2024-01-10", items: "保养", receivable: 500 },
];

function columnsOf(changed: Partial<Settings> = {}) {
  const { dealership } = assembleDealership(makeCustomerTable(customers), makeOrderTable(orders));
  const figures = figuresOf(dealership, asOf, { settings: { ...defaultSettings, ...changed } });
  const { columns } = customerColumns(figures, "zh-CN");
  const column = (key: ColumnKey) => {
    const found = columns.find((candidate) => candidate.key === key);
    if (!found) throw new Error(`no column ${key}`);
    return found;
  };
  const values = (key: ColumnKey) => customers.map((_, record) => column(key).valueOf(record));
  return { columns, column, values, figures };
}

test("the customer sheet gets the ten columns, with headers of their own in both languages", () => {
  const { columns } = columnsOf();
  expect(columns.map(({ key }) => key)).toEqual(customerColumnKeys);
  for (const locale of ["zh-CN", "en-US"] as const) {
    const headers = customerColumns(columnsOf().figures, locale).columns.map(
      ({ header }) => header
    );
    expect(new Set(headers).size).toBe(customerColumnKeys.length);
  }
});

test("流失类型, 生命周期, 下次保养, 价值分级 and 标记 say in words what the figures say in codes", () => {
  const words = { ...defaultSettings.words, localArea: ["深圳"] };
  const { values } = columnsOf({ words });
  expect(values("lossType")).toEqual(["从未进厂", "部分流失", "", "", "完全流失"]);
  expect(values("lifecycle")).toEqual(["蜜月期", "出保后", "", "", "出保后"]);
  expect(values("nextService").map((day) => typeof day)).toEqual([
    "number",
    "number",
    "string",
    "string",
    "number",
  ]);
  expect(values("flags")).toEqual(["从未进厂", "", "", "", "过路车"]);
  expect(values("valueGrade").map((grade) => /^[A-D]$/.test(String(grade)))).toEqual([
    false,
    true,
    false,
    false,
    false,
  ]);
});

test("a duplicate row says so and has nothing else; who is not in the archive yet is blank", () => {
  const { columns, values } = columnsOf();
  expect(values("status").slice(2, 4)).toEqual([textsOf("zh-CN").sheets.columns.duplicate, ""]);
  for (const { key, valueOf } of columns.filter((column) => column.key !== "status")) {
    expect([key, valueOf(2), valueOf(3)]).toEqual([key, "", ""]);
  }
});

test("ΣPSV of the column is that of the status sheet to the cent per customer", () => {
  const { figures, values } = columnsOf();
  const sum = values("psv").reduce<number>((total, value) => total + (Number(value) || 0), 0);
  const counted = customers.flatMap((_, c) =>
    statusAt(figures.statuses, c) === undefined ? [] : [figures.psv.total[c] || 0]
  );
  expect(sum).toBeCloseTo(
    counted.reduce((a, b) => a + b, 0),
    1
  );
});

const refs: LiveRefs = { cell: (of) => `{${of}}`, asOf: "DAY" };

test("live formulas name the row's own cells, and give what the values say, for any store and day", () => {
  const call = (
    formula: string,
    figures: ReturnType<typeof figuresOf>,
    record: number
  ): unknown => {
    const match = /^=RETAIN\.(\w+)\(\{(\w+)\},DAY(?:,"?\{?(\w*)\}?"?)?(?:,"(en-US)")?\)$/.exec(
      formula
    );
    if (!match) throw new Error(`not understood: ${formula}`);
    const [, name, field, last, language] = match;
    const day = figures.asOf;
    expect(language).toBe(name === "MONTHSAWAY" ? undefined : "en-US");
    const table = figures.dealership.customers;
    const dayIn = (column?: string): number | string =>
      (column === "lastVisit"
        ? figures.statuses.lastVisit[record]
        : table[column as "deliveryDate" | "warrantyEnd"]?.[record]) || "";
    // What the custom functions of these names compute.
    const { data, method } = textsOf("en-US");
    const at = Number(dayIn(field));
    if (name === "STATUS") return data.statuses[statusOf(at, day, figures.statuses.rules)];
    if (name === "MONTHSAWAY") return monthsAwayOf(at, day);
    const stage = lifecycleStageOf(at, Number(dayIn(last)), day);
    return stage && method.lifecycleStages[stage];
  };
  fc.assert(
    fc.property(anyStore, storeDay, (store, day) => {
      const figures = figuresOf(assembleStore(store), day);
      const { columns } = customerColumns(figures, "en-US");
      for (const { valueOf, liveFormula } of columns) {
        for (let record = 0; record < figures.dealership.customers.count; record += 1) {
          const formula = liveFormula?.(record, refs);
          if (formula) expect(call(formula, figures, record)).toEqual(valueOf(record));
        }
      }
    }),
    { numRuns: 60 }
  );
});

test("with lines of the user's own there is no live status or stage: the functions know the published ones", () => {
  const changed = new Map([
    ["status.retention.stable", 4],
    ["lifecycle.honeymoon", 1],
  ]);
  const formula = (key: ColumnKey, settings: Partial<Settings> = {}) =>
    columnsOf(settings).column(key).liveFormula?.(1, refs);
  expect(formula("status", { changed })).toBeUndefined();
  expect(formula("lifecycle", { changed })).toBeUndefined();
  expect(formula("status")).toBe('=RETAIN.STATUS({lastVisit},DAY,"retention","zh-CN")');
  expect(formula("lifecycle")).toBe('=RETAIN.LIFECYCLE({deliveryDate},DAY,,"zh-CN")');
});
