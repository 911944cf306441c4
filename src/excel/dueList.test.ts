import { openStandIn, Workbook } from "../offline/host";
import { isFormula, type SheetPlan, type TablePlan } from "../reports/plan";
import { mostJumps } from "../reports/plan/customerLink";
import { serialOfIso } from "../retention/time";
import type { Outcome } from "./api";
import { saveInputs, makeMorningPlan, updateAll } from "./actions";

/**
 * A store of which every customer is to be called, half of them lost: the longest lists that sheets can
 * get. `npm run
 * test:large` makes it of 40,000 customers, `npm test` of a few hundred.
 */
jest.setTimeout(1_200_000);

const customers = process.env["LARGE"] === "all" ? 40_000 : 400;
const asOf = serialOfIso("2026-06-30");
const webLimit = 5 * 1024 * 1024;
const reports = ["benchmark", "demand", "records", "loss"] as const;
const base = { locale: "zh-CN" as const, asOf, now: () => new Date(2026, 5, 30, 8) };

const vin = (at: number): string => `LSVAA${String(at).padStart(12, "0")}`;
const customerRows = Array.from({ length: customers }, (_, at) => [
  vin(at),
  `客户${at}`,
  `京A${String(at).padStart(5, "0")}`,
  `138${String(at).padStart(8, "0")}`,
  serialOfIso("2022-03-05") + (at % 300),
  "王强",
]);
/** Two visits each, the last half a year ago (例行保养 is due) or more than a year (流失). */
const lastVisits = [serialOfIso("2026-01-10"), serialOfIso("2025-06-01")] as const;
const orderRows = customerRows.flatMap(([key], at) =>
  [1, 0].map((earlier) => [
    key,
    `RO${at}-${earlier}`,
    (lastVisits[at % 2] ?? 0) - (at % 25) - earlier * 180,
    30_000 - earlier * 9_000,
    300,
    280,
    "保养",
    "王强",
  ])
);
const sheets = [
  ["客户档案", ["VIN", "客户姓名", "车牌号", "手机", "交车日期", "服务顾问"], customerRows],
  [
    "维修工单",
    ["VIN码", "工单号", "进厂日期", "行驶里程", "应收合计", "实收金额", "维修项目", "服务顾问"],
    orderRows,
  ],
] as const;

type Cells = (string | number)[][];

/** Puts the two sheets into the workbook as a user's import would, in pieces that the web takes. */
async function importSheets(): Promise<void> {
  const piece = 10_000;
  for (const [name, headers, rows] of sheets) {
    await Excel.run((context) => addSheet(context, name));
    const lines = [headers, ...rows].map((row): Cells[number] => [...row]);
    for (let at = 0; at < lines.length; at += piece) {
      const cells = lines.slice(at, at + piece);
      await Excel.run((context) => enterRows(context, name, at, cells));
    }
  }
}

async function addSheet(context: Excel.RequestContext, name: string): Promise<void> {
  context.workbook.worksheets.add(name);
  await context.sync();
}

async function enterRows(
  context: Excel.RequestContext,
  name: string,
  row: number,
  cells: Cells
): Promise<void> {
  const sheet = context.workbook.worksheets.getItem(name);
  sheet.getRangeByIndexes(row, 0, cells.length, cells[0]?.length ?? 0).values = cells;
  await context.sync();
}

function longestTable({ name, tables }: SheetPlan): TablePlan {
  const [longest] = [...tables].sort((a, b) => b.rows.length - a.rows.length);
  if (!longest) throw new Error(`${name} has no table`);
  return longest;
}
const jumps = ({ rows }: TablePlan): number =>
  rows.flat().filter((cell) => isFormula(cell) && cell.formula.includes("HYPERLINK")).length;
const headlineOf = ({ blocks }: SheetPlan): string =>
  String(blocks.find(({ row }) => row === 1)?.cells[0]?.[0]);

function planOf({ result }: Outcome, id: (typeof reports)[number]): SheetPlan {
  const plan = result?.plans.find((one) => one.id === id);
  if (!plan) throw new Error(`${id} was not written`);
  return plan;
}

test(`${customers} customers who are all to be called are listed to the last, in requests that Excel on the web takes`, async () => {
  const workbook = Workbook.blank();
  const standIn = await openStandIn({ workbook, webLimits: true });
  await importSheets();
  standIn.counters.reset();
  const outcome = await done(updateAll({ ...base, reports }));
  const { largestRequest, largestResponse } = standIn.counters;
  expect(Math.max(largestRequest, largestResponse)).toBeLessThan(webLimit);
  const items = outcome.result?.figures.demand.items ?? [];
  expect(new Set(items.map(({ customer }) => customer)).size).toBe(customers);
  for (const [id, wanted] of [
    ["benchmark", customers],
    ["demand", items.length],
  ] as const) {
    const table = longestTable(planOf(outcome, id));
    expect([id, table.rows.length]).toEqual([id, wanted]);
    expect([id, workbook.table(table.name).rect.rows]).toEqual([id, wanted + 1]);
    // A lookup per row would slow a workbook of this size down.
    expect([id, jumps(table)]).toEqual([id, wanted <= mostJumps ? wanted : 0]);
  }
  const [, lost] = lastVisits.map(
    (_, kind) => customerRows.filter((__, at) => at % 2 === kind).length
  );
  expect(headlineOf(planOf(outcome, "demand"))).toContain(
    `共有 ${items.length.toLocaleString("zh-CN")} 项招揽需求，涉及 ${customers.toLocaleString("zh-CN")} 位客户`
  );
  expect(headlineOf(planOf(outcome, "loss"))).toContain(
    `完全流失 ${lost?.toLocaleString("zh-CN")} 位`
  );
  expect(headlineOf(planOf(outcome, "records"))).toContain("还没有招揽记录");
  await done(saveInputs([{ table: "advisors", values: { name: "王强", weight: 1 } }], base));
  standIn.counters.reset();
  const planned = await done(makeMorningPlan(base));
  expect(standIn.counters.largestRequest).toBeLessThan(webLimit);
  const rows = workbook.table("RETAIN_records").rect.rows - 1;
  expect(rows).toBeGreaterThan(1);
  expect(planned.result?.figures.inputs.records).toHaveLength(rows);
  await standIn.close();
});

async function done(ending: Promise<Outcome>): Promise<Outcome> {
  const outcome = await ending;
  if (outcome.cause instanceof Error) throw outcome.cause;
  expect(outcome).toMatchObject({ kind: "done", code: "done" });
  return outcome;
}
