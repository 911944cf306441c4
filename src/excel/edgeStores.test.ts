import { defaultWords } from "../retention/store";
import { openStandIn, Workbook } from "../offline/host";
import { cellsOfPlan, formulaDifferences } from "../../test/support/planFormulas";
import type { Locale } from "../locale";
import { isFormula, reportIds, type ReportId, type SheetPlan } from "../reports/plan";
import { serialOfIso } from "../retention/time";
import { updateAll } from "./actions";

jest.setTimeout(60_000);

const asOf = serialOfIso("2026-06-30");
const day = serialOfIso;
type Rows = readonly (readonly (string | number)[])[];

const customerHeaders = ["VIN", "客户姓名", "交车日期", "无效原因", "服务顾问"];
const orderHeaders = [
  "VIN码",
  "工单号",
  "进厂日期",
  "行驶里程",
  "应收合计",
  "实收金额",
  "服务顾问",
];
const vin = (at: number): string => `LSVAA${String(at).padStart(12, "0")}`;
const customer = (
  at: number,
  delivery: number,
  invalidReason = "",
  advisor = "王强"
): Rows[number] => [vin(at), `客户${at}`, delivery, invalidReason, advisor];
const order = (at: number, number: number, arrival: number, advisor = "王强"): Rows[number] => [
  vin(at),
  `RO${number}`,
  arrival,
  1_000 * number,
  300,
  280,
  advisor,
];
const some = [1, 2, 3];
const bought = day("2024-03-05");

/** Stores in which most figures have nothing to count. */
const stores: Readonly<Record<string, { readonly customers: Rows; readonly orders: Rows }>> = {
  "no orders": { customers: some.map((at) => customer(at, bought)), orders: [] },
  "one customer": { customers: [customer(1, bought)], orders: [order(1, 1, day("2026-06-10"))] },
  "one advisor": {
    customers: some.map((at) => customer(at, bought)),
    orders: some.map((at) => order(at, at, day("2026-06-01") + at)),
  },
  "no advisors": {
    customers: some.map((at) => customer(at, bought, "", "")),
    orders: some.map((at) => order(at, at, day("2026-06-01") + at, "")),
  },
  "only invalid customers": {
    customers: some.map((at) => customer(at, bought, "已报废")),
    orders: some.map((at) => order(at, at, day("2025-06-01"))),
  },
  "only days in the future": {
    customers: some.map((at) => customer(at, day("2027-03-05"))),
    orders: some.map((at) => order(at, at, day("2027-06-01"))),
  },
};

async function sheetsOf(
  { customers, orders }: { readonly customers: Rows; readonly orders: Rows },
  locale: Locale,
  reports: readonly ReportId[] | "all" = "all"
): Promise<readonly SheetPlan[]> {
  const standIn = await openStandIn({ workbook: Workbook.blank(), displayLanguage: locale });
  try {
    await Excel.run(async (context) => {
      for (const [name, headers, rows] of [
        ["客户档案", customerHeaders, customers],
        ["维修工单", orderHeaders, orders],
      ] as const) {
        const values = [headers, ...rows].map((row) => [...row]);
        const sheet = context.workbook.worksheets.add(name);
        sheet.getRangeByIndexes(0, 0, values.length, headers.length).values = values;
      }
      await context.sync();
    });
    const outcome = await updateAll({ locale, asOf, reports });
    if (outcome.cause instanceof Error) throw outcome.cause;
    expect(outcome).toMatchObject({ kind: "done", code: "done" });
    return outcome.result?.plans ?? [];
  } finally {
    await standIn.close();
  }
}

const headlineOf = ({ blocks }: SheetPlan): unknown =>
  blocks.find(({ row }) => row === 1)?.cells[0]?.[0];

/** What no cell may show: the leavings of a figure that nobody could compute. */
const leavings = /\bNaN\b|undefined|Infinity|\bnull\b|\[object|#DIV|#N\/A|#REF|#VALUE/;

const nothingWords = defaultWords.nothingRecommended.join("、");

function spoiltCells(plan: SheetPlan): string[] {
  return [...cellsOfPlan(plan)].flatMap(([address, cell]) => {
    const shown = cell !== null && isFormula(cell) ? cell.expected : cell;
    // One setting is the list of words by which other programs say "nothing", `null` among them.
    if (plan.id === "settings" && shown === nothingWords) return [];
    const isSpoilt =
      typeof shown === "number" ? !Number.isFinite(shown) : leavings.test(String(shown));
    return isSpoilt ? [`${plan.name}!${address}: ${String(shown)}`] : [];
  });
}

describe.each(["zh-CN", "en-US"] as const)("in %s", (locale) => {
  test.each(Object.entries(stores))(
    "a store with %s gets every sheet, each with a headline and figures that can be read",
    async (_, store) => {
      const plans = await sheetsOf(store, locale);
      expect(plans.map(({ id }) => id).sort()).toEqual([...reportIds].sort());
      for (const plan of plans) {
        const headline = headlineOf(plan);
        expect([plan.name, typeof headline]).toEqual([plan.name, "string"]);
        expect(String(headline).trim().length).toBeGreaterThan(5);
        expect(formulaDifferences(plan)).toEqual([]);
      }
      expect(plans.flatMap(spoiltCells)).toEqual([]);
    }
  );
});

test.each([
  ["no orders", "loss", "没有进过厂的有效客户"],
  ["no advisors", "allocation", "还没有顾问名单"],
  ["no advisors", "targets", "还没有顾问名单"],
  ["only invalid customers", "allocation", "没有可以分配的客户卡"],
  ["only invalid customers", "reservoir", "没有基盘客户"],
  ["only days in the future", "status", "没有可以统计的客户"],
  ["only days in the future", "evaluation", "没有可以统计的客户"],
] as const)("of a store with %s, the headline of %s says %s", async (name, id, words) => {
  const plans = await sheetsOf(stores[name]!, "zh-CN", [id]);
  expect(headlineOf(plans[0]!)).toContain(words);
});
