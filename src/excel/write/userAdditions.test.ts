import type { Workbook, StandIn } from "../../offline/host";
import type { InputTableUser } from "../../../test/support/inputTableUser";
import { openSampleWorkbook } from "../../../test/support/sampleWorkbook";
import { shown } from "../../../test/support/workbookDump";
import { cellRef, columnLetters, type ReportId } from "../../reports/plan";
import { serialOfIso } from "../../retention/time";
import { generateSampleStore } from "../../sample";
import { actions } from "../allActions";
import type { Outcome } from "../api";
import { holdsPiece } from "../footprint/pending";

jest.setTimeout(60_000);

const asOf = serialOfIso("2026-06-30");
const store = generateSampleStore({ seed: 7, customers: 30, asOf, years: 3 });

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

async function run(reports: readonly ReportId[], day = asOf): Promise<Outcome> {
  const outcome = await actions.updateAll({ locale: "zh-CN", asOf: day, reports });
  if (outcome.cause instanceof Error) throw outcome.cause;
  expect(outcome.kind).toBe("done");
  return outcome;
}

/** Types a header right of a table, which makes it a column of the table as Excel does, and gives its place. */
function addColumn(table: string, header: string): number {
  const { rect, sheet } = workbook.table(table);
  const at = rect.column + rect.columns;
  workbook.table(table).Columns.Add(undefined, undefined, header);
  expect(sheet.cells.value(rect.row, at)).toBe(header);
  return at;
}

/** The sheet of a table, and where a header of it is. */
function columnOf(table: string, header: string): number {
  const { rect, sheet } = workbook.table(table);
  for (let at = rect.column; at < rect.column + rect.columns; at += 1) {
    if (sheet.cells.value(rect.row, at) === header) return at;
  }
  throw new Error(`${table} has no column ${header}`);
}

/** The cell under a header in the row in which another column holds a text. */
function cellBeside(table: string, by: string, text: unknown, header: string): unknown {
  const { rect, sheet } = workbook.table(table);
  const key = columnOf(table, by);
  for (let row = rect.row + 1; row < rect.row + rect.rows; row += 1) {
    if (shown(sheet, row, key) === text) return shown(sheet, row, columnOf(table, header));
  }
  throw new Error(`${table} has no row ${String(text)}`);
}

/** All texts and numbers on a sheet. */
function contents(sheetName: string): unknown[] {
  const sheet = workbook.sheet(sheetName);
  const found: unknown[] = [];
  sheet.cells.eachCell((row, column) => found.push(shown(sheet, row, column)));
  return found;
}

test("a user's own columns in the tables of the settings stay with their rows, wherever the rows come to stand", async () => {
  await run(["settings"]);
  for (const [row, name] of ["王强", "李静", "赵敏"].entries()) {
    user.type("advisors", row, "name", name);
    user.type("advisors", row, "weight", 1);
  }
  const { sheet, rect } = workbook.table("RETAIN_advisors");
  const own = addColumn("RETAIN_advisors", "工号");
  for (const [row, number] of ["A-01", "A-02", "A-03"].entries()) {
    sheet.user.type(cellRef(rect.row + 1 + row, own), number);
  }
  await run(["settings"]);
  expect(cellBeside("RETAIN_advisors", "顾问", "李静", "工号")).toBe("A-02");
  sheet.user.sortRows(
    `A${rect.row + 2}:${columnLetters(own)}${rect.row + 4}`,
    columnLetters(own),
    false
  );
  await run(["settings"]);
  for (const [name, number] of [
    ["王强", "A-01"],
    ["李静", "A-02"],
    ["赵敏", "A-03"],
  ]) {
    expect(cellBeside("RETAIN_advisors", "顾问", name, "工号")).toBe(number);
  }
});

test("a user's own column in a generated table follows the customer to his new row, and a formula in it its row", async () => {
  await run(["benchmark"]);
  const { sheet, rect } = workbook.table("RETAIN_benchmark");
  const own = addColumn("RETAIN_benchmark", "备注");
  const sum = addColumn("RETAIN_benchmark", "算式");
  const plate = columnOf("RETAIN_benchmark", "车牌号");
  const notes = new Map<unknown, string>();
  for (let row = rect.row + 1; row < rect.row + rect.rows; row += 1) {
    const key = shown(sheet, row, plate);
    if (key === undefined || key === "") continue;
    notes.set(key, `注${row}`);
    sheet.user.type(cellRef(row, own), `注${row}`);
    sheet.user.type(cellRef(row, sum), `=LEN(B${row + 1})`);
    sheet.user.calculate(cellRef(row, sum), row);
  }
  expect(notes.size).toBeGreaterThan(20);
  await run(["benchmark"], asOf - 200);
  const now = workbook.table("RETAIN_benchmark");
  for (let row = now.rect.row + 1; row < now.rect.row + now.rect.rows; row += 1) {
    const key = shown(now.sheet, row, columnOf("RETAIN_benchmark", "车牌号"));
    const note = notes.get(key);
    if (note === undefined) continue;
    expect(shown(now.sheet, row, columnOf("RETAIN_benchmark", "备注"))).toBe(note);
    expect(now.sheet.cells.formula(row, columnOf("RETAIN_benchmark", "算式"))).toBe(
      `=LEN(B${row + 1})`
    );
  }
  for (const note of notes.values()) expect(contents(sheet.Name)).toContain(note);
});

test("notes beside, between and below what is generated stay where they were or move with what stands above them", async () => {
  await run(["status", "settings"]);
  const sheet = workbook.sheet("客户状态");
  const right = Math.max(...sheet.cells.usedColumns()) + 2;
  const last = Math.max(
    ...[...Array(400).keys()].filter((row) => sheet.cells.value(row, 0) !== undefined)
  );
  sheet.user.type(cellRef(1, right), "周会讨论");
  sheet.user.type(cellRef(last + 3, 1), 4711);
  const settings = workbook.sheet("维系参数");
  const { rect } = workbook.table("RETAIN_closedDays");
  settings.user.type(cellRef(rect.row + rect.rows, 4), "夹在中间");
  await run(["status", "settings"]);
  expect(shown(sheet, 1, right)).toBe("周会讨论");
  expect(shown(sheet, last + 3, 1)).toBe(4711);
  const after = workbook.table("RETAIN_closedDays").rect;
  expect(shown(settings, after.row + after.rows, 4)).toBe("夹在中间");
  expect(contents("客户状态").filter((it) => it === 4711)).toHaveLength(1);
});

test("what was written in the row of a customer who has gone stands in a list at the end, and stays there", async () => {
  await run(["benchmark"]);
  const { sheet, rect } = workbook.table("RETAIN_benchmark");
  const own = addColumn("RETAIN_benchmark", "备注");
  sheet.user.type(cellRef(rect.row + 1, own), "要紧");
  const vin = shown(sheet, rect.row + 1, columnOf("RETAIN_benchmark", "车牌号"));
  const customers = workbook.sheet(store.customers.name);
  customers.cells.eachCell((row) => {
    const line = customers.cells.usedColumns().map((at) => shown(customers, row, at));
    if (line.includes(vin as string)) customers.user.clear(`A${row + 1}:Z${row + 1}`);
  });
  const outcome = await run(["benchmark"]);
  expect(outcome.notes).toContainEqual({ code: "userCellsMoved", about: ["客户基准表"] });
  expect(contents("客户基准表").filter((it) => it === "要紧")).toHaveLength(1);
  const again = await run(["benchmark"]);
  expect(again.notes?.map(({ code }) => code)).not.toContain("userCellsMoved");
  expect(contents("客户基准表").filter((it) => it === "要紧")).toHaveLength(1);
});

test("where rows were inserted into what is generated, the sheet as it was is kept as a copy that is read for nothing", async () => {
  await run(["status"]);
  const sheet = workbook.sheet("客户状态");
  sheet.user.insertRow(8);
  sheet.user.type("A8", "我的标题");
  const outcome = await run(["status"]);
  expect(outcome.notes).toContainEqual({ code: "sheetsCopied", about: ["客户状态（旧）"] });
  expect(contents("客户状态（旧）")).toContain("我的标题");
  const again = await run(["status"]);
  expect(again.notes?.map(({ code }) => code)).not.toContain("sheetsCopied");
  expect(workbook.sheets.filter(({ Name }) => Name.includes("旧"))).toHaveLength(1);
});

test("notes in the head of a sheet that lives stay beside it", async () => {
  await run(["records", "settings"]);
  const sheet = workbook.sheet("招揽记录");
  sheet.user.type("H2", "联系人请填全");
  await run(["records"]);
  expect(shown(sheet, 1, 7)).toBe("联系人请填全");
});

test("what the user added survives runs that fail half-way", async () => {
  await run(["settings", "status"]);
  const { sheet, rect } = workbook.table("RETAIN_advisors");
  const own = addColumn("RETAIN_advisors", "工号");
  sheet.user.type(cellRef(rect.row + 1, own), "A-77");
  const status = workbook.sheet("客户状态");
  status.user.type(cellRef(0, 30), "便条");
  const before = standIn.counters.syncs;
  await run(["settings", "status"]);
  const syncs = standIn.counters.syncs - before;
  for (const at of [1, 3, 5, 8]) {
    standIn.faults.failSync(syncs - at, { afterActions: 7 * at });
    await actions.updateAll({ locale: "zh-CN", asOf, reports: ["settings", "status"] });
    standIn.faults.clear();
    await run(["settings", "status"]);
    expect(contents("维系参数").filter((it) => it === "A-77")).toHaveLength(1);
    expect(contents("客户状态").filter((it) => it === "便条")).toHaveLength(1);
  }
  expect(workbook.customXml.some(({ xml }) => holdsPiece(xml))).toBe(false);
});
