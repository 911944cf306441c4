import fc from "fast-check";
import { calculate, cellsOfPlan, formulaDifferences } from "../../../../test/support/planFormulas";
import { contextOf, figuresOf } from "../../../../test/support/reportStores";
import { assembleStore, type Store } from "../../../../test/support/stores";
import { customerNaming, inputTables, readSurveyAnswers, type InputRow } from "../../../intake";
import { textsOf, type Locale } from "../../../locale";
import { serialOfIso } from "../../../retention/time";
import { isFormula, type SheetPlan } from "../../plan";
import { surveySheet } from "./survey";

type Row = InputRow<"surveyAnswers">;
const texts = textsOf("zh-CN").reports.survey;
const headers = textsOf("zh-CN").inputTables.surveyAnswers;
const asOf = serialOfIso("2026-06-30");
const store: Store = {
  customers: [1, 2].map((number) => ({
    vin: `LSVAA00000000000${number}`,
    name: `客户${number}`,
    soldHere: "是",
    deliveryDate: "2023-01-10",
  })),
  orders: [{ vin: "LSVZZ000000000001", arrival: "2020-01-01", orderType: "保养" }],
};

const row = (cells: Partial<Row>, index = 0): Row => ({
  ...(Object.fromEntries(
    Object.keys(inputTables.surveyAnswers).map((column) => [column, ""])
  ) as Record<keyof typeof inputTables.surveyAnswers, string>),
  sheetRow: 50 + index,
  ...cells,
});

function planOf(
  rows: readonly Row[] | undefined,
  locale: Locale = "zh-CN",
  any = store
): SheetPlan {
  const dealership = assembleStore(any);
  const { surveys } = readSurveyAnswers(rows ?? [], customerNaming(dealership.customers));
  const inputs = { surveys, rows: rows === undefined ? {} : { surveyAnswers: rows } };
  const figures = figuresOf(dealership, asOf, inputs);
  return surveySheet(figures, contextOf(figures, locale));
}

/** The cells of the living table under a header. */
function column(plan: SheetPlan, header: string): unknown[] {
  const [table] = plan.tables;
  const at = table?.columns.findIndex((entry) => entry.header === header) ?? 0;
  return (table?.rows ?? []).map((cells) => {
    const cell = cells[at] ?? null;
    return isFormula(cell) ? cell.expected : cell;
  });
}

const stayed = { day: asOf, customer: "LSVAA000000000001", q1: "否", q2: "车开得少" };
const left = {
  day: asOf,
  customer: "LSVAA000000000002",
  q1: "是",
  q3: "保养",
  q5: "连锁快修店",
  q6: "价格",
  q7: "一般",
  q9: "维修价格高",
};

const anyRow = fc.record({
  day: fc.constantFrom<string | number>(asOf, asOf + 1, ""),
  customer: fc.constantFrom("LSVAA000000000001", "LSVAA000000000002", "谁", ""),
  q1: fc.constantFrom("是", "否", "", "?"),
  q2: fc.constantFrom("车开得少", "车辆已转让", ""),
  q3: fc.constantFrom("保养", "保养、钣金喷漆", ""),
  q4: fc.constantFrom("是", "否", ""),
  q5: fc.constantFrom("同品牌4S店", "连锁快修店", ""),
  q6: fc.constantFrom("价格", "熟人", "其他", ""),
  q9: fc.constantFrom("服务差", "其他", ""),
});

test("totals and shares hold, and every row the user wrote is in the plan as it stands, for any answers", () => {
  fc.assert(
    fc.property(fc.array(anyRow, { maxLength: 12 }), (cells) => {
      const rows = cells.map(row);
      const plan = planOf(rows);
      expect(formulaDifferences(plan)).toEqual([]);
      if (rows.length === 0) return;
      expect(column(plan, headers.q3)).toEqual(rows.map(({ q3 }) => q3 || null));
      expect(column(plan, headers.customer)).toEqual(rows.map(({ customer }) => customer || null));
    }),
    { numRuns: 100 }
  );
});

test("each row says what to ask next, and when nothing is left to ask", () => {
  const plan = planOf([
    row({ day: asOf, customer: "LSVAA000000000001" }),
    row({ ...left, q9: "" }, 1),
    row(left, 2),
    row(stayed, 3),
    row({}, 4),
  ]);
  expect(column(plan, headers.next)).toEqual([
    headers.q1,
    headers.q9,
    texts.done,
    texts.done,
    null,
  ]);
  expect(column(plan, headers.name).slice(2, 4)).toEqual(["客户2", "客户1"]);
});

test("the main reason counts once, and the headline says how many of the lost were asked", () => {
  const plan = planOf([row(left), row(stayed, 1)]);
  const cells = cellsOfPlan(plan);
  const head = texts.headline({ answered: 2, lost: 2, asked: 2, rate: 1 });
  expect(String(cells.get("A2"))).toContain(head);
  const [price = ""] = [...cells].find(([, cell]) => cell === "收费价格") ?? [];
  expect(calculate(cells, price.replace("A", "B"))).toBe(1);
  expect(calculate(cells, price.replace("A", "D"))).toBe(0.5);
});

test("an answer of tomorrow is not counted today, but its row stays", () => {
  const plan = planOf([row({ ...left, day: asOf + 1 })]);
  expect(cellsOfPlan(plan).get("A2")).toBe(texts.none(2));
  expect(column(plan, headers.q9)).toEqual(["维修价格高"]);
});

test.each(["zh-CN", "en-US"] as const)(
  "the table stands in the same row with and without answers in %s",
  (locale) => {
    const empty = planOf(undefined, locale);
    const filled = planOf([row(left)], locale);
    expect(empty.tables[0]?.row).toBe(filled.tables[0]?.row);
    expect(empty.tables[0]?.rows).toHaveLength(30);
    expect(filled.tables[0]?.rows).toHaveLength(1);
    expect(empty.charts).toHaveLength(0);
    expect(filled.charts).toHaveLength(1);
  }
);

test.each(["zh-CN", "en-US"] as const)(
  "every drop-down fits into Excel's 255 characters in %s",
  (locale) => {
    const lists = planOf(undefined, locale).validations.filter(({ kind }) => kind === "list");
    expect(lists).toHaveLength(8);
    for (const list of lists) {
      const source = list.kind === "list" ? list.source : "";
      expect(typeof source === "string" ? source : source.join(",").length).toBeLessThanOrEqual(
        255
      );
    }
  }
);

test("a store without customers still has a table to write in", () => {
  const plan = planOf(undefined, "zh-CN", { customers: [], orders: [] });
  expect(cellsOfPlan(plan).get("A2")).toBe(texts.none(0));
  expect(plan.tables[0]?.rows).toHaveLength(30);
});
