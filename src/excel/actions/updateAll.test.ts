import type { Workbook, StandIn } from "../../offline/host";
import { openSampleWorkbook } from "../../../test/support/sampleWorkbook";
import { dumpSheet, dumpWorkbook, shown } from "../../../test/support/workbookDump";
import { cellRef } from "../../reports/plan";
import { serialOfIso } from "../../retention/time";
import { generateSampleStore } from "../../sample";
import type { Outcome, Recognition, UpdateOptions } from "../api";
import { describeOutcome } from "../views";
import { recognise, saveMapping } from "../read";
import { schemaVersion, stateNamespace } from "../footprint/state";
import { updateAll } from "./updateAll";

const asOf = serialOfIso("2026-06-30");
const clock = (minute: number) => (): Date => new Date(2026, 5, 30, 8, minute);
const store = generateSampleStore({ seed: 7, customers: 80, asOf, years: 4 });
const headerRow = store.customers.headerRow;

let standIn: StandIn;
let workbook: Workbook;

beforeEach(async () => {
  ({ standIn, workbook } = await openSampleWorkbook(store));
});
afterEach(async () => {
  standIn.faults.clear();
  await standIn.close();
});

const run = (options: Partial<UpdateOptions> = {}): Promise<Outcome> =>
  updateAll({
    locale: "zh-CN",
    asOf,
    now: clock(0),
    reports: ["dataQuality", "status"],
    ...options,
  });
const customers = () => workbook.sheet(store.customers.name);
const orders = () => workbook.sheet(store.orders.name);

/** The zero-based column under a header of the customer sheet. */
function columnOf(header: string, sheet = customers(), row = headerRow): number {
  const columns = sheet.cells.usedColumns();
  const found = columns.filter((column) => sheet.cells.value(row, column) === header);
  expect(found).toHaveLength(1);
  return found[0] ?? -1;
}

async function expectRefusedUnwritten(code: Outcome["code"], about?: string[]): Promise<void> {
  const before = dumpWorkbook(workbook);
  const outcome = await run();
  expect(outcome).toMatchObject({ kind: "refused", code, changes: [] });
  if (about) expect(outcome.about).toEqual(about);
  expect(dumpWorkbook(workbook)).toEqual(before);
  for (const locale of ["zh-CN", "en-US"] as const) {
    const words = describeOutcome(outcome, locale);
    expect(words.title).not.toBe("");
    expect(words.body).not.toBe("");
  }
}

const isRising = (values: readonly number[]): boolean =>
  values.every((value, i) => i === 0 || value > values[i - 1]!);

test("a dirty workbook gets its classification columns, the status sheet and the data quality sheet", async () => {
  const outcome = await run();
  expect(outcome).toMatchObject({ kind: "done", code: "done" });
  expect(workbook.sheets.map((sheet) => sheet.Name)).toEqual([
    "说明",
    store.customers.name,
    store.orders.name,
    "数据质量",
    "客户状态",
  ]);
  const status = columnOf("客户状态");
  const { dealership, statusCounts } = outcome.result ?? {};
  const written = [...(dealership?.customers.sheetRow ?? [])].map((row) =>
    shown(customers(), row, status)
  );
  expect(written.filter((text) => text === "稳定")).toHaveLength(statusCounts?.stable ?? -1);
  expect(written.every((text) => typeof text === "string" && text !== "")).toBe(true);
  expect(workbook.sheet("客户状态").charts).toHaveLength(1);
  expect(workbook.sheet("数据质量").tables.map((table) => table.Name)).toContain("RETAIN_findings");
});

test("an odometer that runs backwards is a finding", async () => {
  const read = async () => (await run({ preview: true })).result;
  const before = await read();
  const { orders: table, orderOffsets, customerOrders } = before!.dealership;
  const readingsOf = (customer: number): Int32Array =>
    customerOrders
      .slice(orderOffsets[customer], orderOffsets[customer + 1])
      .filter((order) => table.odometer[order]! > 0);
  const steady = Array.from({ length: orderOffsets.length - 1 }, (_, customer) => customer)
    .map(readingsOf)
    .find((found) => found.length >= 4 && isRising([...found].map((o) => table.odometer[o]!)));
  const column = columnOf("进厂里程", orders(), store.orders.headerRow);
  orders().user.type(cellRef(table.sheetRow[steady![1]!]!, column), 999_000);
  const count = (result: typeof before): number => result?.findingCounts.odometerBackwards ?? 0;
  expect(count(await read())).toBe(count(before) + 1);
});

test("running twice changes nothing except the generated-at cell", async () => {
  await run();
  const first = dumpWorkbook(workbook);
  const second = await run({ now: clock(1) });
  expect(second.kind).toBe("done");
  const after = dumpWorkbook(workbook);
  const changed = Object.entries(after.sheets).flatMap(([name, sheet]) => {
    const before = first.sheets[name];
    expect(sheet.rest).toEqual(before?.rest);
    const addresses = new Set([...Object.keys(sheet.cells), ...Object.keys(before?.cells ?? {})]);
    return [...addresses]
      .filter(
        (address) => JSON.stringify(sheet.cells[address]) !== JSON.stringify(before?.cells[address])
      )
      .map((address) => [name, sheet.cells[address]?.[0]]);
  });
  expect(changed).toEqual([
    ["数据质量", "由 RETAIN 于 2026-06-30 08:01 生成"],
    ["客户状态", "由 RETAIN 于 2026-06-30 08:01 生成"],
  ]);
  expect(after.names).toEqual(first.names);
  const states = [first, after].map(({ customXml }) =>
    JSON.stringify(customXml).replaceAll(/2026-06-30 08:0\d/g, "")
  );
  expect(states[1]).toBe(states[0]);
});

test("the user's own cells, formats, filters and other sheets stay as they were", async () => {
  workbook.sheet("说明").user.type("B2", "=1+1");
  workbook.sheet("说明").user.calculate("B2", 2);
  const before = dumpWorkbook(workbook);
  await run();
  const after = dumpWorkbook(workbook);
  expect(after.sheets["说明"]).toEqual(before.sheets["说明"]);
  for (const name of [store.customers.name, store.orders.name]) {
    const kept = Object.keys(before.sheets[name]?.cells ?? {});
    expect(kept.length).toBeGreaterThan(0);
    for (const address of kept) {
      expect(after.sheets[name]?.cells[address]).toEqual(before.sheets[name]?.cells[address]);
    }
  }
});

test("columns that the user moved are found and rewritten where they are now", async () => {
  await run();
  const before = columnOf("客户状态");
  const letters = ["A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L", "M", "N", "O", "P"];
  customers().user.insertColumn("A", 2);
  customers().user.moveColumn(letterOf(before + 2), letters[0] as string);
  expect(columnOf("客户状态")).toBe(0);
  customers().user.clear(`A${headerRow + 2}:A${headerRow + 30}`);
  expect((await run()).kind).toBe("done");
  expect(columnOf("客户状态")).toBe(0);
  expect(shown(customers(), headerRow + 1, 0)).not.toBeUndefined();
});

test("a column of the user's own with the same header is never touched", async () => {
  const free = letterOf(store.customers.columns.length);
  customers().user.type(`${free}${headerRow + 1}`, "客户状态");
  customers().user.type(`${free}${headerRow + 2}`, "我的备注");
  await run();
  await run();
  expect(shown(customers(), headerRow + 1, store.customers.columns.length)).toBe("我的备注");
  columnOf("客户状态(RETAIN)");
});

test("a column that the user deleted comes back at the right end", async () => {
  await run();
  customers().user.deleteColumn(letterOf(columnOf("客户状态")));
  expect((await run()).kind).toBe("done");
  const last = Math.max(...customers().cells.usedColumns());
  expect(columnOf("客户状态")).toBe(last);
});

test("columns are found by their remembered header where a program dropped the names", async () => {
  await run();
  const places = dumpSheet(customers());
  workbook.names = [];
  expect((await run()).kind).toBe("done");
  expect(dumpSheet(customers())).toEqual(places);
});

test("a renamed and moved report sheet is written again in place, with the widths the user gave it", async () => {
  await run();
  const report = workbook.sheet("客户状态");
  report.user.renameSheet("本月状态");
  workbook.moveSheet(report, 0);
  report.cells.setColumn(0, { width: 33 } as never);
  const outcome = await run();
  expect(outcome.changes.map(({ sheetName }) => sheetName)).toContain("本月状态");
  expect(workbook.sheet("客户状态", null)).toBeNull();
  expect(workbook.sheets[0]).toBe(report);
  expect(report.cells.columnInfo(0)).toMatchObject({ width: 33 });
});

test("the language of the first run stays the workbook's language", async () => {
  await run();
  await run({ locale: "en-US" });
  expect(workbook.sheet("Customer status", null)).toBeNull();
  columnOf("客户状态");
});

test("a preview counts and writes nothing", async () => {
  const before = dumpWorkbook(workbook);
  const outcome = await run({ preview: true });
  expect(outcome.kind).toBe("done");
  expect(outcome.result?.dealership.customers.count).toBeGreaterThan(70);
  expect(dumpWorkbook(workbook)).toEqual(before);
});

test("a protected workbook structure stops the run before the first write", async () => {
  workbook.structurePassword = "";
  await expectRefusedUnwritten("workbookProtected");
});

test("a read-only workbook stops the run before the first write", async () => {
  workbook.readOnly = true;
  await expectRefusedUnwritten("workbookReadOnly");
});

test("a protected sheet stops the run before the first write", async () => {
  orders().user.protectSheet();
  await expectRefusedUnwritten("sheetProtected", [store.orders.name]);
});

test("a filtered sheet stops the run before the first write", async () => {
  const range = `A${headerRow + 1}:B${headerRow + 30}`;
  const value = String(customers().cells.value(headerRow + 1, 0));
  customers().user.filterRange(range, "A", [value]);
  await expectRefusedUnwritten("sheetFiltered", [store.customers.name]);
});

test("a cell being edited stops the run at once", async () => {
  standIn.faults.cellEditMode = true;
  const outcome = await run();
  expect(outcome).toMatchObject({ kind: "refused", code: "cellBeingEdited", changes: [] });
  standIn.faults.cellEditMode = false;
});

test("a workbook that counts days from 1904 is refused", async () => {
  workbook.date1904 = true;
  await expectRefusedUnwritten("date1904");
});

test("a state written by a later version is refused, naming the version", async () => {
  await run();
  const part = workbook.customXml.find(({ xml }) => xml.includes(stateNamespace));
  if (!part) throw new Error("no state was written");
  part.xml = part.xml.replace(`schemaVersion="${schemaVersion}"`, 'schemaVersion="9"');
  await expectRefusedUnwritten("stateTooNew", ["9"]);
});

test("rows that are hidden or filtered away are read like all others, and that is said", async () => {
  const shown = await run();
  customers().hideRows(1, 3, true);
  const outcome = await run();
  expect(outcome.notes).toContainEqual({ code: "hiddenRows", about: [store.customers.name] });
  expect(outcome.result?.statusCounts).toEqual(shown.result?.statusCounts);
  expect(shown.notes?.map(({ code }) => code)).not.toContain("hiddenRows");
});

test("very hidden sheets are mentioned and not read", async () => {
  const sheets = [customers(), orders()];
  for (const sheet of sheets) sheet.Visibility = "VeryHidden";
  await expectRefusedUnwritten("customersNotFound");
  for (const sheet of sheets) sheet.Visibility = "Visible";
  workbook.sheet("说明").Visibility = "VeryHidden";
  const outcome = await run();
  expect(outcome.notes).toContainEqual({ code: "veryHiddenSheets", about: ["说明"] });
});

test("Stop takes effect between two requests and says what is written", async () => {
  const controller = new AbortController();
  const outcome = await run({
    signal: controller.signal,
    onProgress: ({ step }) => {
      if (step === "writeSheets") controller.abort();
    },
  });
  expect(outcome).toMatchObject({ kind: "partial", code: "stopped" });
  expect(outcome.changes.map(({ kind }) => kind)).toEqual(["columns", "columns"]);
  expect(workbook.sheet("客户状态", null)).toBeNull();
  expect((await run()).kind).toBe("done");
});

test("rows sorted between reading and writing start the run again, and land where they belong", async () => {
  await run();
  const status = columnOf("客户状态");
  let sorted = false;
  const outcome = await run({
    onProgress: ({ step }) => {
      if (step !== "compute" || sorted) return;
      sorted = true;
      const last = headerRow + 1 + 40;
      const end = letterOf(store.customers.columns.length - 1);
      customers().user.sortRows(`A${headerRow + 2}:${end}${last}`, "B", false);
    },
  });
  expect(sorted).toBe(true);
  expect(outcome.kind).toBe("done");
  const { dealership } = outcome.result ?? {};
  const after = [...(dealership?.customers.sheetRow ?? [])].map((row) =>
    shown(customers(), row, status)
  );
  const again = await run();
  expect(again.kind).toBe("done");
  const settled = [...(again.result?.dealership.customers.sheetRow ?? [])].map((row) =>
    shown(customers(), row, status)
  );
  expect(after).toEqual(settled);
});

test("rows that keep changing end the run without a write", async () => {
  let flip = true;
  const before = dumpSheet(orders());
  const outcome = await run({
    onProgress: ({ step }) => {
      if (step !== "compute") return;
      flip = !flip;
      const end = letterOf(store.customers.columns.length - 1);
      customers().user.sortRows(`A${headerRow + 2}:${end}${headerRow + 41}`, "B", flip);
    },
  });
  expect(outcome).toMatchObject({ code: "rowsChanged", changes: [] });
  expect(dumpSheet(orders())).toEqual(before);
});

test("whichever request fails, the run says so, and the next run completes the work", async () => {
  const clean = await run();
  expect(clean.kind).toBe("done");
  const wanted = JSON.stringify(dumpWorkbook(workbook));
  standIn.counters.reset();
  await run();
  const requests = standIn.counters.syncs;
  expect(requests).toBeGreaterThan(10);
  for (let n = 1; n <= requests; n += 1) {
    standIn.faults.failSync(n, { code: "GeneralException", afterActions: 1 });
    const outcome = await run();
    standIn.faults.clear();
    if (outcome.kind !== "done") {
      expect(outcome.code).toBe("failed");
      expect(outcome.excelCode).toBe("GeneralException");
      expect(["failed", "partial"]).toContain(outcome.kind);
    }
    expect((await run()).kind).toBe("done");
    expect(JSON.stringify(dumpWorkbook(workbook)) === wanted).toBe(true);
  }
}, 120_000);

test("an Excel that never answers ends the run with a message", async () => {
  standIn.faults.silenceSync(3);
  const outcome = await run({ answerWithin: 50 });
  expect(outcome).toMatchObject({ kind: "failed", code: "notAnswering" });
});

test("manual calculation is answered by one calculation at the end, and said", async () => {
  workbook.calculationMode = "Manual";
  const outcome = await run();
  expect(outcome.notes).toContainEqual({ code: "recalculated", about: [] });
});

test("the add-in's own writes raise no events, and afterwards events come again", async () => {
  const heard: string[] = [];
  await Excel.run(async (context) => {
    context.workbook.worksheets.onChanged.add((event) => {
      heard.push(event.address);
      return Promise.resolve();
    });
    await context.sync();
  });
  await run();
  expect(heard).toEqual([]);
  workbook.sheet("说明").user.type("C3", "1");
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(heard).toEqual(["C3"]);
});

test("a mapping that the user saved is used on the next recognition", async () => {
  const found = await recognise();
  const sheet = found.customers;
  if (!sheet) throw new Error("no customers");
  await saveMapping("customers", {
    sheetId: sheet.sheetId,
    sheetName: sheet.sheetName,
    headerRow: sheet.headerRow,
    headers: { phone: "" },
  });
  const fields = (await recognise()).customers?.columns.map(({ field }) => field);
  expect(fields).not.toContain("phone");
});

describe("a column that the last run read and that is gone", () => {
  const amount = (): string => {
    const { columns = [] } = found ?? {};
    return columns.find(({ field }) => field === "receivable")?.header ?? "";
  };
  let found: Recognition["orders"];
  beforeEach(async () => {
    await run();
    found = (await recognise()).orders;
    const at = columnOf(amount(), orders(), store.orders.headerRow);
    orders().cells.setValue(store.orders.headerRow, at, "Ω");
  });

  test("stops the run with its name and what it fed", async () => {
    await expectRefusedUnwritten("columnGone", [amount(), "receivable"]);
    const words = describeOutcome(await run(), "zh-CN");
    expect(words.body).toContain(`${amount()}（应收`);
    expect((await recognise()).gone).toEqual([
      { table: "orders", field: "receivable", header: amount() },
    ]);
  });

  test.each([
    ["another column is named", "Ω"],
    ["the user goes on without it", ""],
  ])("stops it no more once %s", async (_, header) => {
    if (!found) throw new Error("no orders");
    const { sheetId, sheetName, headerRow: row } = found;
    await saveMapping("orders", {
      sheetId,
      sheetName,
      headerRow: row,
      headers: { receivable: header },
    });
    const outcome = await run();
    expect(outcome.code).toBe("done");
    const read = outcome.result?.basis.columns.some(({ field }) => field === "receivable");
    expect(read).toBe(header !== "");
    expect((await recognise()).gone).toEqual([]);
  });
});

test("no message holds anything from the data", async () => {
  const outcome = await run();
  const names = [...(outcome.result?.dealership.customers.name ?? [])].filter(Boolean);
  const plates = [...(outcome.result?.dealership.customers.plate ?? [])].filter(Boolean);
  for (const locale of ["zh-CN", "en-US"] as const) {
    const { title, body } = describeOutcome(outcome, locale);
    for (const text of [...names, ...plates]) expect(`${title}${body}`).not.toContain(text);
  }
});

/** Letters of a zero-based column. */
function letterOf(column: number): string {
  const high = Math.floor(column / 26);
  const low = String.fromCharCode(65 + (column % 26));
  return high === 0 ? low : `${String.fromCharCode(64 + high)}${low}`;
}
