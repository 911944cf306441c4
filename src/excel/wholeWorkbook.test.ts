import type { Workbook, StandIn } from "../offline/host";
import type { InputTableUser } from "../../test/support/inputTableUser";
import { openSampleWorkbook } from "../../test/support/sampleWorkbook";
import { dumpWorkbook, shown } from "../../test/support/workbookDump";
import { cellRef, columnLetters } from "../reports/plan";
import { numberFormats } from "../reports/plan/style";
import { serialOfIso } from "../retention/time";
import { generateSampleStore } from "../sample";
import { actions } from "./allActions";
import type { DealOptions, Outcome, UpdateOptions } from "./api";
import { describeOutcome } from "./views";
import { holdsPiece } from "./footprint/pending";

jest.setTimeout(120_000);

const asOf = serialOfIso("2026-06-30");
const store = generateSampleStore({ seed: 7, customers: 40, asOf, years: 3 });

let standIn: StandIn;
let workbook: Workbook;
let user: InputTableUser;

beforeEach(async () => {
  ({ standIn, workbook, user } = await openSampleWorkbook(store));
});
afterEach(async () => {
  standIn.faults.clear();
  await standIn.close();
});

const clock = (minute: number) => (): Date => new Date(2026, 5, 30, 8, minute);
const base = { locale: "zh-CN" as const, asOf, now: clock(0) };
const run = (options: Partial<UpdateOptions> = {}): Promise<Outcome> =>
  done(actions.updateAll({ ...base, ...options }));

/** An outcome that must be good; otherwise the error behind it is the test's. */
async function done<Ending extends Outcome>(ending: Promise<Ending>): Promise<Ending> {
  const outcome = await ending;
  if (outcome.cause instanceof Error) throw outcome.cause;
  expect(outcome).toMatchObject({ kind: "done", code: "done" });
  return outcome;
}

const advisors = ["王强", "李静"] as const;
const hire = (): Promise<Outcome> =>
  done(
    actions.saveInputs(
      advisors.map((name) => ({ table: "advisors" as const, values: { name, weight: 1 } })),
      base
    )
  );
const deal = (options: Partial<DealOptions> = {}) =>
  actions.dealAllocation({ ...base, kind: "full", seed: "2026-春", ...options });

const isPendingKept = (): boolean => workbook.customXml.some(({ xml }) => holdsPiece(xml));

test("all sheets are written, and a second run changes nothing but when they were generated", async () => {
  // The first run proposes a list of advisors and says so; from the second on it is the user's.
  await run({ reports: ["settings"] });
  await run();
  const first = dumpWorkbook(workbook);
  await run({ now: clock(1) });
  const after = dumpWorkbook(workbook);
  const plain = (dump: typeof after) =>
    JSON.parse(JSON.stringify(dump).replaceAll(/2026-06-30 08:0\d/g, "")) as typeof after;
  for (const name of Object.keys(first.sheets)) {
    expect([name, plain(after).sheets[name]]).toEqual([name, plain(first).sheets[name]]);
  }
  expect(plain(after).names).toEqual(plain(first).names);
  expect(plain(after).customXml).toEqual(plain(first).customXml);
  expect(isPendingKept()).toBe(false);
});

test("the first page goes before the sheets that are there, and links to each by the name that it has", async () => {
  await run({ reports: ["settings", "status"] });
  const status = workbook.sheets.find(({ Name }) => Name === "客户状态");
  if (!status) throw new Error("no status sheet");
  status.user.renameSheet("状态（六月）");
  await run({ reports: ["overview"] });
  const names = workbook.sheets.map(({ Name }) => Name);
  expect(names.slice(-3)).toEqual(["首页", "维系参数", "状态（六月）"]);
  const cells = JSON.stringify(dumpWorkbook(workbook).sheets["首页"]?.cells);
  const links = [...cells.matchAll(/#'([^']*)'!A1/gu)].map(([, name]) => name);
  expect(links).toEqual(["维系参数", "状态（六月）"]);
});

test("what the user typed into the settings is read and stands there after writing again", async () => {
  await run({ reports: ["settings"] });
  user.type("advisors", 0, "name", "王强");
  user.type("advisors", 0, "weight", 2);
  const outcome = await run({ reports: ["settings"] });
  expect(outcome.result?.figures.settings.roster.advisors[0]).toMatchObject({
    name: "王强",
    weight: 2,
  });
  expect(user.cell("advisors", 0, "name")).toBe("王强");
  expect(user.cell("advisors", 0, "weight")).toBe(2);
});

test("settings saved from the pane make the sheet where there is none, and later only change their cell", async () => {
  await done(actions.saveSettings({ general: { signature: "安鑫汽车" } }, base));
  const row = user.rowWith("general", "key", "signature");
  expect(user.cell("general", row, "value")).toBe("安鑫汽车");
  const before = dumpWorkbook(workbook);
  await done(actions.saveSettings({ parameters: { "demand.horizon": 2 } }, base));
  const horizon = user.rowWith("parameters", "key", "demand.horizon");
  expect(user.cell("parameters", horizon, "value")).toBe(2);
  user.type("parameters", horizon, "value", "");
  const cells = (dump: typeof before) => dump.sheets["维系参数"]?.cells;
  expect(Object.keys(cells(dumpWorkbook(workbook)) ?? {}).length).toBe(
    Object.keys(cells(before) ?? {}).length
  );
});

test("more advisors than the settings have blank rows for are added one after the other, and nothing below is lost", async () => {
  await run({ reports: ["settings"] });
  user.type("closedDays", 0, "day", asOf + 1);
  const hired = Array.from({ length: 12 }, (_, at) => `新${at}`);
  for (const name of hired) {
    await done(
      actions.saveInputs([{ table: "advisors", row: { name }, values: { weight: 1 } }], base)
    );
  }
  expect(user.cells("advisors", "name")).toEqual(expect.arrayContaining(hired));
  expect(user.cell("closedDays", 0, "day")).toBe(asOf + 1);
});

test("a morning plan is added to the records once, and stays as it was made", async () => {
  await run({ reports: ["settings", "records"] });
  await hire();
  await done(deal());
  const outcome = await done(actions.makeMorningPlan(base));
  expect(outcome.result?.figures.inputs.records.length).toBeGreaterThan(0);
  const numbers = user.cells("records", "number");
  expect(numbers).toHaveLength(outcome.result?.figures.inputs.records.length ?? -1);
  expect(new Set(numbers).size).toBe(numbers.length);
  expect(user.cells("records", "name")).not.toContain("");
  const again = await done(actions.makeMorningPlan({ ...base, now: clock(5) }));
  expect(again.notes).toContainEqual({ code: "planFrozen", about: [] });
  expect(user.cells("records", "number")).toEqual(numbers);
});

/** Takes the names of advisors out of the store's own sheets, from which the list would begin. */
function forgetAdvisors(): void {
  for (const { name, headerRow, columns, rows } of [store.customers, store.orders]) {
    const column = columnLetters(columns.findIndex(({ header }) => header === "服务顾问"));
    workbook.sheet(name).user.clear(`${column}${headerRow + 2}:${column}${rows.length}`);
  }
}

test("nobody can be planned for while no advisor is named, and the outcome says what to do", async () => {
  forgetAdvisors();
  const outcome = await actions.makeMorningPlan(base);
  expect(outcome).toMatchObject({ kind: "refused", code: "noAdvisors", changes: [] });
  expect(describeOutcome(outcome, "zh-CN").body).toContain("维系参数");
});

test("records keep what advisors wrote through sorting, renaming, inserting and regenerating, and their state is told where they stand", async () => {
  await hire();
  await done(deal());
  await done(actions.makeMorningPlan(base));
  const sheet = user.table("records").sheet;
  const [first = "", second = ""] = user.cells("records", "number").map(String);
  user.type("records", user.rowWith("records", "number", first), "result", "拒绝");
  user.type("records", user.rowWith("records", "number", second), "note", "'=下周再说");
  // A column of the user's own, another order, another header, another sheet name.
  sheet.user.insertColumn(columnLetters(user.column("records", "result")));
  const own = user.column("records", "result") - 1;
  const { rect } = user.table("records");
  sheet.user.type(cellRef(rect.row, own), "我的列");
  sheet.user.type(cellRef(rect.row + 1 + user.rowWith("records", "number", second), own), "重要");
  const body = `${cellRef(rect.row + 1, rect.column)}:${cellRef(rect.row + rect.rows - 1, rect.column + user.table("records").rect.columns - 1)}`;
  sheet.user.sortRows(body, columnLetters(user.column("records", "number")), false);
  const result = user.column("records", "result");
  sheet.user.type(cellRef(rect.row, result), "联系结果");
  sheet.user.renameSheet("外呼");
  await done(actions.nightlyTally(base));
  sheet.user.type(cellRef(user.table("records").rect.row, result), "结果");
  const refused = user.rowWith("records", "number", first);
  expect(user.cell("records", refused, "result")).toBe("拒绝");
  expect(user.cell("records", refused, "state")).toBe("已关闭");
  const noted = user.rowWith("records", "number", second);
  expect(user.cell("records", noted, "state")).toBe("未完成");
  expect(user.cell("records", noted, "note")).toBe("=下周再说");
  const now = user.table("records").rect;
  expect(shown(sheet, now.row + 1 + noted, own)).toBe("重要");
  expect(user.cells("records", "number")).toEqual(
    [...user.cells("records", "number")].sort().reverse()
  );
  expect(workbook.sheet("招揽记录", null)).toBeNull();
});

test("a row that somebody typed at the end of the records gets a number, and a deleted row stays deleted", async () => {
  await hire();
  await done(deal());
  await done(actions.makeMorningPlan(base));
  const { sheet, rect } = user.table("records");
  const [gone] = user.cells("records", "number");
  sheet.user.deleteRow(rect.row + 2);
  const key = String(user.cell("records", 0, "customer"));
  const end = rect.row + rect.rows - 1;
  user.table("records").Resize(sheet.range({ ...rect, rows: rect.rows }));
  sheet.user.type(cellRef(end, user.column("records", "day")), asOf);
  sheet.user.type(cellRef(end, user.column("records", "customer")), key);
  sheet.user.type(cellRef(end, user.column("records", "result")), "考虑中");
  await done(actions.nightlyTally(base));
  const numbers = user.cells("records", "number");
  expect(numbers).not.toContain(gone);
  expect(String(numbers[numbers.length - 1])).toMatch(/^20260630-\d{3}$/);
  expect(new Set(numbers).size).toBe(numbers.length);
});

test("an input column that was deleted is refused before anything is written", async () => {
  await hire();
  await done(deal());
  await done(actions.makeMorningPlan(base));
  user
    .table("records")
    .sheet.user.deleteColumn(columnLetters(user.column("records", "failureReason")));
  const before = dumpWorkbook(workbook);
  const outcome = await actions.nightlyTally(base);
  expect(outcome).toMatchObject({
    kind: "refused",
    code: "inputColumnsMissing",
    about: ["招揽记录", "失败原因"],
    changes: [],
  });
  expect(dumpWorkbook(workbook)).toEqual(before);
});

test("a table that was turned into plain cells is refused, and found again once it is a table", async () => {
  await run({ reports: ["settings"] });
  user.type("advisors", 0, "name", "王强");
  const { sheet, rect } = user.table("advisors");
  user.table("advisors").ConvertToRange();
  expect(await actions.updateAll({ ...base, reports: ["settings"] })).toMatchObject({
    code: "inputTableMissing",
    changes: [],
  });
  sheet.Tables.Add(sheet.range(rect), true).Name = "我的顾问";
  const outcome = await run({ reports: ["settings"] });
  expect(outcome.result?.figures.settings.roster.advisors[0]).toMatchObject({ name: "王强" });
});

test("a deal is shown before it is written, and written as it was shown", async () => {
  await hire();
  const before = dumpWorkbook(workbook);
  const preview = await deal({ preview: true });
  expect(preview.deal?.deal.certificate.totalsEven).toBe(true);
  expect(dumpWorkbook(workbook)).toEqual(before);
  const written = await done(deal());
  expect(written.deal?.deal.certificate).toEqual(preview.deal?.deal.certificate);
  expect(user.rowCount("ledger")).toBe(written.deal?.ledgerRows);
  const [sheet] = workbook.sheets.filter(({ Name }) => Name.startsWith("资源分配清单"));
  expect(sheet?.tables.map(({ name }) => name)).toContain("RETAIN_allocation_1");
  const second = await done(deal({ kind: "unassigned", seed: "二" }));
  expect(second.deal?.number).toBe(2);
  expect(workbook.sheets.filter(({ Name }) => Name.startsWith("资源分配清单"))).toHaveLength(2);
});

test("a deal says who is missing from it", async () => {
  forgetAdvisors();
  expect(await deal()).toMatchObject({ kind: "refused", code: "noAdvisors" });
  await hire();
  expect(await deal({ drawOrder: ["王强"] })).toMatchObject({ code: "drawOrderWrong" });
  expect(await deal({ kind: "newcomer", newcomer: "张三" })).toMatchObject({
    code: "participantWrong",
    about: ["张三"],
  });
});

test("a call fills the customer's planned row, or becomes a row of its own", async () => {
  await hire();
  await done(deal());
  const plan = await done(actions.makeMorningPlan(base));
  const figures = plan.result!.figures;
  const { key, number } = figures.inputs.records[0]!;
  const rows = user.rowCount("records");
  await done(actions.recordCall({ key, result: "appointed", appointment: asOf + 3 }, base));
  const row = user.rowWith("records", "number", number);
  expect(user.cell("records", row, "result")).toBe("预约成功");
  expect(user.cell("records", row, "appointment")).toBe(asOf + 3);
  await done(actions.recordCall({ key, result: "refused", failureReason: "distance" }, base));
  expect(user.rowCount("records")).toBe(rows + 1);
  expect(user.cell("records", rows, "failureReason")).toBe("距离");
  expect(user.cell("records", rows, "planned")).toBe("否");
  for (const at of [0, rows - 1, rows]) {
    expect(user.format("records", at, "day")).toBe(numberFormats.date);
    expect(user.format("records", at, "psv")).toBe(numberFormats.money);
  }
  expect(await actions.recordCall({ key, number: "x", result: "refused" }, base)).toMatchObject({
    code: "recordUnknown",
  });
  const stranger = { key: "NOBODY", result: "refused" as const };
  expect(await actions.recordCall(stranger, { ...base, figures } as typeof base)).toMatchObject({
    code: "customerUnknown",
  });
});

test("a confirmed 无效 goes into the ledger and counts from the next run on", async () => {
  const before = await run({ reports: ["ledger"] });
  const { customers } = before.result!.dealership;
  const key = customers.vin.find((vin) => vin !== "") ?? "";
  await done(actions.confirmInvalid({ key, reason: "scrapped" }, base));
  const after = await run({ reports: ["ledger"] });
  expect(after.result?.statusCounts.invalid).toBe((before.result?.statusCounts.invalid ?? 0) + 1);
  expect(actions.customerView(after.result!.figures, key, "zh-CN")?.status).toBe("invalid");
});

test("the pane sees every customer, the store of the day and the sheets with their last run", async () => {
  await hire();
  await done(deal());
  await done(actions.makeMorningPlan(base));
  const outcome = await run({ preview: true });
  const figures = outcome.result!.figures;
  const views = figures.inputs.records.map(({ key }) =>
    actions.customerView(figures, key, "zh-CN")
  );
  for (const view of views) {
    expect(view?.openRecord).toBeDefined();
    expect(view?.contacts[0]?.state).toBe("open");
    expect(advisors).toContain(view?.owner.name);
  }
  expect(actions.customerView(figures, "NOBODY", "zh-CN")).toBeUndefined();
  const overview = actions.storeOverview(figures);
  const { statusCounts } = outcome.result!;
  const nearLost = overview.figures.find(({ id }) => id === "nearLost");
  expect(nearLost?.value).toBe(statusCounts.nearLost ?? 0);
  expect(nearLost?.series[29]).toBe(nearLost?.value);
  expect(overview.today.planned).toBe(figures.inputs.records.length);
  expect(overview.attention.map(({ code }) => code)).toContain("recordsMissing");
  const reports = await actions.reportsOverview();
  expect(reports.find(({ id }) => id === "records")).toMatchObject({
    sheetName: "招揽记录",
    writtenAt: "2026-06-30 08:00",
    asOf,
  });
  expect(reports.find(({ id }) => id === "value")).toEqual({ id: "value" });
});

test("the row that the user selects names its customer, also on the add-in's own sheets", async () => {
  await hire();
  await done(deal());
  await done(actions.makeMorningPlan(base));
  const told: (string | undefined)[] = [];
  const stop = await actions.onSelectionChanged((selected) => told.push(selected?.key));
  const settle = () => new Promise((resolve) => setTimeout(resolve, 50));
  const { sheet, rect } = user.table("records");
  sheet.user.select(cellRef(rect.row + 1, 0));
  await settle();
  expect(told).toEqual([user.cell("records", 0, "customer")]);
  sheet.user.select("A1");
  await settle();
  expect(told[1]).toBeUndefined();
  await stop();
  sheet.user.select(cellRef(rect.row + 2, 0));
  await settle();
  expect(told).toHaveLength(2);
});

test("formulas of the add-in become values, and broken ones are entered again", async () => {
  const { user: person } = workbook.sheet("说明");
  person.type("A1", "=RETAIN.STATUS(B1,C1)");
  person.calculate("A1", "稳定");
  person.type("A2", "=RETAIN.STATUS(B2,C2)");
  person.calculate(
    "A2",
    (await import("../offline/host/model/cellValue")).CellError.parse("#NAME?")!
  );
  person.type("A3", "=SUM(B1:B2)");
  person.calculate("A3", 5);
  expect(await done(actions.repairFormulas(base))).toMatchObject({ changes: [{ rows: 1 }] });
  person.calculate("A2", "流失");
  await done(actions.freezeToValues(base));
  const { cells } = workbook.sheet("说明");
  expect([0, 1, 2].map((row) => cells.formula(row, 0))).toEqual([
    undefined,
    undefined,
    "=SUM(B1:B2)",
  ]);
  expect([shown(workbook.sheet("说明"), 0, 0), shown(workbook.sheet("说明"), 1, 0)]).toEqual([
    "稳定",
    "流失",
  ]);
});
