import { openStandIn, Workbook, type StandIn } from "../../offline/host";
import { calculateAll } from "../../../test/support/calculateAll";
import { gbkCsv } from "../../../test/support/gbk";
import { readFile } from "../../intake/files";
import { serialOfIso } from "../../retention/time";
import type { Outcome, RunResult } from "../api";
import { cellRef } from "../../reports/plan";
import { locales, textsOf } from "../../locale";
import { describeOutcome } from "../views";
import { updateAll } from "../actions";
import { lastImport, previewImport, takeOver, undoImport } from ".";
import type { ChosenFile, ImportPreview } from "./view";

/** The monthly refresh: what a manager does when the system has exported another month. */

jest.setTimeout(120_000);

type Row = readonly (string | number)[];
const asOf = serialOfIso("2026-06-30");
const options = { locale: "zh-CN" as const, asOf, now: () => new Date(2026, 6, 1, 8, 20) };

const customerHeader = [
  "客户编号",
  "客户姓名",
  "手机号",
  "车牌号",
  "VIN",
  "车型",
  "交车日期",
  "服务顾问",
];
const customers: Row[] = Array.from({ length: 12 }, (_, at) => [
  `00${10 + at}`,
  `测试${String.fromCharCode(0x7532 + at)}`,
  `199000000${10 + at}`,
  `苏A0${1000 + at}`,
  `LZZTEST3000000${100 + at}`,
  "途悦",
  serialOfIso("2024-01-10") + at,
  at % 2 ? "王强" : "李静",
]);

const orderHeader = [
  "工单号",
  "车牌号",
  "VIN",
  "进厂日期",
  "结算日期",
  "里程",
  "维修类型",
  "应收金额",
  "接待顾问",
  "工单状态",
];
/** An order as the workbook has it: days are days. */
const order = (
  number: number,
  car: number,
  day: string,
  amount: number,
  status = "已结算"
): Row => [
  `RO${number}`,
  customers[car][3],
  customers[car][4],
  serialOfIso(day),
  serialOfIso(day) + 1,
  10_000 + number,
  "保养",
  amount,
  "王强",
  status,
];
/** The same as a text file has it: days are written out. */
const exported = (row: Row): Row =>
  row.map((cell, at) => (at === 3 || at === 4 ? isoDay(Number(cell)) : cell));
const isoDay = (day: number): string =>
  new Date((day - 25_569) * 86_400_000).toISOString().slice(0, 10);

const may = [
  order(1001, 0, "2026-05-04", 500),
  order(1002, 1, "2026-05-11", 620),
  order(1003, 2, "2026-05-18", 710),
  order(1004, 3, "2026-05-25", 300),
  order(1005, 4, "2026-05-29", 800),
];
const corrected = order(1003, 2, "2026-05-18", 680);
const cancelled = order(1005, 4, "2026-05-29", 800, "作废");
const june = [
  order(1006, 5, "2026-06-03", 410),
  order(1007, 0, "2026-06-09", 560),
  order(1008, 6, "2026-06-16", 930),
  order(1009, 7, "2026-06-24", 220),
];
/** Two exports of the last weeks; the second begins before the first ends. */
const files = [
  { name: "6月上.csv", rows: [corrected, may[3], cancelled, june[0], june[1]] },
  { name: "6月下.csv", rows: [june[1], june[2], june[3]] },
];

let standIn: StandIn;
let workbook: Workbook;

async function openWith(
  sheets: Readonly<Record<string, readonly Row[]>>,
  asTables = false
): Promise<void> {
  workbook = Workbook.blank("说明");
  standIn = await openStandIn({ workbook });
  await Excel.run(async (context) => {
    for (const [name, rows] of Object.entries(sheets)) {
      const sheet = context.workbook.worksheets.add(name);
      const range = sheet.getRangeByIndexes(0, 0, rows.length, rows[0].length);
      range.numberFormat = rows.map((row, at) =>
        row.map((cell, column) =>
          at > 0 && typeof cell === "string"
            ? "@"
            : at > 0 && /日期/.test(String(rows[0][column]))
              ? "yyyy/m/d"
              : "General"
        )
      );
      range.values = rows as (string | number)[][];
      if (asTables) sheet.tables.add(range, true).name = `T${name}`;
    }
    await context.sync();
  });
}

afterEach(() => standIn.close());

const chosen = (): Promise<ChosenFile[]> =>
  Promise.all(
    files.map(({ name, rows }) => readFile(name, gbkCsv([orderHeader, ...rows.map(exported)])))
  );

async function previewed(read: readonly ChosenFile[]): Promise<ImportPreview> {
  const outcome = await previewImport(read, options);
  if (outcome.cause instanceof Error) throw outcome.cause;
  expect(outcome).toMatchObject({ kind: "done" });
  return outcome.importPreview as ImportPreview;
}

async function good(ending: Promise<Outcome>): Promise<Outcome> {
  const outcome = await ending;
  if (outcome.cause instanceof Error) throw outcome.cause;
  expect(outcome).toMatchObject({ kind: "done", code: "done" });
  return outcome;
}

async function figures(): Promise<string> {
  const { result } = await good(
    updateAll({ ...options, reports: ["status", "benchmark", "conversion"] })
  );
  const { statusCounts, findingCounts, plans, dealership } = result as RunResult;
  // As a text: a message of two unequal ones would be pages long.
  return JSON.stringify({ statusCounts, findingCounts, plans, orders: dealership.orders.count });
}

async function valuesOf(name: string): Promise<unknown[][]> {
  return Excel.run(async (context) => {
    const range = context.workbook.worksheets.getItem(name).getUsedRange(true);
    range.load("values");
    await context.sync();
    return range.values as unknown[][];
  });
}

const monthOne = { 客户档案: [customerHeader, ...customers], 维修工单: [orderHeader, ...may] };
const allInOne = {
  客户档案: [customerHeader, ...customers],
  维修工单: [orderHeader, may[0], may[1], corrected, may[3], cancelled, ...june],
};

describe.each([
  ["plain sheets", false],
  ["Excel tables", true],
])("the monthly refresh of %s", (_, asTables) => {
  test("says what the files bring, takes it over, and takes it back", async () => {
    await openWith(allInOne, asTables);
    const wanted = await figures();
    await standIn.close();

    await openWith(monthOne, asTables);
    const before = await figures();
    const untouched = (await valuesOf("维修工单")).map((row) => row.slice(0, orderHeader.length));
    const read = await chosen();
    const preview = await previewed(read);
    expect(preview.tables).toHaveLength(1);
    expect(preview.tables[0]).toMatchObject({
      kind: "orders",
      sheetName: "维修工单",
      added: 4,
      changed: 2,
      same: 2,
      inSeveralFiles: 1,
      changes: [
        { name: "RO1003", fields: [{ field: "receivable", before: "710", after: "680" }] },
        { name: "RO1005", fields: [{ field: "orderStatus", before: "已结算", after: "作废" }] },
      ],
      gone: { count: 0 },
      before: { from: serialOfIso("2026-05-04"), to: serialOfIso("2026-05-29") },
      after: { from: serialOfIso("2026-05-04"), to: serialOfIso("2026-06-24") },
      overlap: { from: serialOfIso("2026-05-18"), to: serialOfIso("2026-05-29") },
      withoutColumn: [],
    });

    const outcome = await good(takeOver(read, preview, options));
    expect(outcome.changes.map(({ sheetName, rows }) => [sheetName, rows])).toEqual([
      ["维修工单", 2],
      ["维修工单", 4],
      ["导入记录", 2],
    ]);
    const own = (await valuesOf("维修工单")).map((row) => row.slice(0, orderHeader.length));
    expect(own).toEqual(allInOne.维修工单);
    expect((await figures()) === wanted).toBe(true);
    expect((await previewed(read)).tables[0]).toMatchObject({ added: 0, changed: 0, same: 8 });
    expect((await valuesOf("导入记录")).slice(-2)).toEqual([
      ["2026-07-01 08:20", "导入", "6月上.csv", "维修工单", "6月上", 2, 2, 1, 0, 46160, 46182],
      ["2026-07-01 08:20", "导入", "6月下.csv", "维修工单", "6月下", 2, 0, 1, 0, 46182, 46197],
    ]);

    expect(await lastImport()).toMatchObject({
      files: ["6月上.csv", "6月下.csv"],
      rows: 4,
      cells: 2,
    });
    await good(undoImport(options));
    const restored = (await valuesOf("维修工单")).map((row) => row.slice(0, orderHeader.length));
    expect(restored).toEqual(untouched);
    expect((await figures()) === before).toBe(true);
    expect(await lastImport()).toBeUndefined();
    expect(await undoImport(options)).toMatchObject({ kind: "refused", code: "importNothing" });
  });
});

test("a workbook with neither sheet is filled by importing alone, leading zeros and all", async () => {
  await openWith(allInOne);
  const wanted = await figures();
  await standIn.close();
  standIn = await openStandIn({ workbook: Workbook.blank("说明") });
  const read = await Promise.all([
    readFile(
      "档案.csv",
      gbkCsv([
        customerHeader,
        ...customers.map((row) => row.map((cell, at) => (at === 6 ? isoDay(Number(cell)) : cell))),
      ])
    ),
    readFile("工单.csv", gbkCsv([orderHeader, ...allInOne.维修工单.slice(1).map(exported)])),
  ]);
  const preview = await previewed(read);
  expect(preview.tables.map(({ kind, sheetName, added }) => [kind, sheetName, added])).toEqual([
    ["customers", undefined, 12],
    ["orders", undefined, 9],
  ]);
  await good(takeOver(read, preview, options));
  expect(await valuesOf("客户档案")).toEqual(allInOne.客户档案);
  expect((await figures()) === wanted).toBe(true);
  await good(undoImport(options));
  await Excel.run(async (context) => {
    const sheet = context.workbook.worksheets.getItemOrNullObject("客户档案");
    sheet.load("id");
    await context.sync();
    expect(sheet.isNullObject).toBe(true);
  });
});

describe("what stands in the way", () => {
  beforeEach(() => openWith(monthOne));

  const type = (address: string, value: string | number): Promise<void> =>
    Excel.run(async (context) => {
      context.workbook.worksheets.getItem("维修工单").getRange(address).values = [[value]];
      await context.sync();
    });

  test("rows that moved since the preview: nothing is written", async () => {
    const read = await chosen();
    const preview = await previewed(read);
    await type("C2", "LZZTEST3000000999");
    const outcome = await takeOver(read, preview, options);
    expect(outcome).toMatchObject({ kind: "refused", code: "importOutdated", changes: [] });
    expect(await valuesOf("维修工单")).toHaveLength(6);
  });

  test("a cell that was changed since the import: undo names it and leaves all as it is", async () => {
    const read = await chosen();
    await good(takeOver(read, await previewed(read), options));
    await type("H4", 650);
    await type("J8", "挂账");
    const outcome = await undoImport(options);
    expect(outcome).toMatchObject({ kind: "refused", code: "importChangedSince" });
    expect(outcome.about).toEqual(["维修工单!A8:J8", "维修工单!H4"]);
    expect(await valuesOf("维修工单")).toHaveLength(10);
  });

  test("a filter: it is said before anything is written", async () => {
    const read = await chosen();
    const preview = await previewed(read);
    await Excel.run(async (context) => {
      const sheet = context.workbook.worksheets.getItem("维修工单");
      sheet.autoFilter.apply(sheet.getUsedRange(), 0, { filterOn: "Values", values: ["RO1001"] });
      await context.sync();
    });
    const outcome = await takeOver(read, preview, options);
    expect(outcome).toMatchObject({ kind: "refused", code: "sheetFiltered", changes: [] });
  });

  test("the user's Stop between two pieces: what is written is said, and can be taken back or completed", async () => {
    const read = await chosen();
    const preview = await previewed(read);
    const stop = new AbortController();
    const outcome = await takeOver(read, preview, {
      ...options,
      signal: stop.signal,
      onProgress: ({ step }) => step === "importRows" && stop.abort(),
    });
    expect(outcome).toMatchObject({ kind: "partial", code: "stopped" });
    expect(await lastImport()).toMatchObject({ rows: 0, cells: 2 });
    const again = await previewed(read);
    expect(again.tables[0]).toMatchObject({ added: 4, changed: 0 });
    await good(takeOver(read, again, options));
    expect((await valuesOf("维修工单")).slice(1)).toEqual(allInOne.维修工单.slice(1));
  });
});

describe("whichever request fails", () => {
  beforeEach(() => openWith(monthOne));

  /** Fails each request of an action in turn, from the same workbook, until it goes through. */
  async function failingEach(
    act: () => Promise<Outcome>,
    holds: (outcome: Outcome, request: number) => Promise<void>
  ): Promise<void> {
    const before = workbook.snapshot();
    for (let request = 1; ; request += 1) {
      workbook.restore(before);
      standIn.faults.failSync(request);
      const outcome = await act();
      standIn.faults.clear();
      await holds(outcome, request);
      if (outcome.kind === "done") return;
    }
  }

  test("an import that can be taken back is known, the new one or the one before", async () => {
    await good(takeOver([(await chosen())[0]], await previewed([(await chosen())[0]]), options));
    const first = await lastImport();
    const read = [(await chosen())[1]];
    const preview = await previewed(read);
    const known = new Set<string>();
    await failingEach(
      () => takeOver(read, preview, options),
      async (_, request) => {
        const last = await lastImport();
        expect([request, last !== undefined]).toEqual([request, true]);
        known.add(String(last?.files));
      }
    );
    expect([...known].sort()).toEqual([String(first?.files), "6月下.csv"].sort());
  });

  test("an import is taken back by asking again", async () => {
    const read = await chosen();
    await good(takeOver(read, await previewed(read), options));
    await failingEach(
      () => undoImport(options),
      async (outcome, request) => {
        const again = outcome.kind === "done" ? outcome : await undoImport(options);
        expect(["done", "importNothing"]).toContain(again.code);
        const rows = (await valuesOf("维修工单")).slice(1);
        expect([request, rows]).toEqual([request, may]);
      }
    );
    expect((await valuesOf("维修工单")).slice(1)).toEqual(may);
    expect(await lastImport()).toBeUndefined();
  });
});

test("an import that cannot be noted down says so and where it wrote, and nothing is lost or taken in twice", async () => {
  await openWith(monthOne);
  const read = await chosen();
  const preview = await previewed(read);
  const before = workbook.snapshot();
  let refused: Outcome | undefined;
  for (let request = 1; refused?.code !== "importNotKept"; request += 1) {
    workbook.restore(before);
    // Its second try fails as well.
    standIn.faults.failSync(request);
    standIn.faults.failSync(request + 1);
    refused = await takeOver(read, preview, options);
    standIn.faults.clear();
    expect(refused.kind).not.toBe("done");
  }
  expect(refused).toMatchObject({
    kind: "partial",
    about: ["维修工单!A7:J10", "维修工单!H4", "维修工单!J6"],
  });
  for (const locale of locales) {
    const { title, body } = describeOutcome(refused, locale);
    expect(title).toBe(textsOf(locale).outcomes.titles.importNotKept);
    expect(body).toContain("维修工单!A7:J10");
  }
  expect((await valuesOf("维修工单")).slice(1)).toEqual(allInOne.维修工单.slice(1));
  expect((await previewed(read)).tables[0]).toMatchObject({ added: 0, changed: 0 });
  expect(await undoImport(options)).toMatchObject({ code: "importNothing" });
});

describe("a totals row under the orders", () => {
  const total = ["合计", "", "", "", "", "", "", "=SUBTOTAL(103,[应收金额])", "备注", ""];
  const tableOf = () => workbook.table("T维修工单");
  const totalsRow = (): unknown[] => {
    const { sheet, rect } = tableOf();
    const row = rect.row + rect.rows - 1;
    return orderHeader.map((_, at) => {
      const column = rect.column + at;
      return sheet.cells.formula(row, column) ?? sheet.cells.value(row, column) ?? "";
    });
  };
  const bodyRows = (): number => tableOf().body.rows;

  beforeEach(async () => {
    await openWith(monthOne, true);
    const { sheet } = tableOf();
    tableOf().ShowTotals = true;
    const row = 1 + may.length + 1;
    total.forEach((cell, at) => {
      const address = cellRef(row - 1, at);
      if (cell === "") sheet.user.clear(address);
      else sheet.user.type(address, cell);
    });
    calculateAll(workbook);
    expect(totalsRow()).toEqual(total);
  });

  test("stays the last row with what stands in it, when rows are added and when they are taken back", async () => {
    const read = await chosen();
    await good(takeOver(read, await previewed(read), options));
    expect([bodyRows(), totalsRow()]).toEqual([allInOne.维修工单.length - 1, total]);
    calculateAll(workbook);
    await good(undoImport(options));
    expect([bodyRows(), totalsRow()]).toEqual([may.length, total]);
  });

  test("stays too where an import ends half-way", async () => {
    const read = await chosen();
    const preview = await previewed(read);
    const before = workbook.snapshot();
    for (let request = 1; ; request += 1) {
      workbook.restore(before);
      standIn.faults.failSync(request);
      const { kind } = await takeOver(read, preview, options);
      standIn.faults.clear();
      if (kind === "done") break;
      calculateAll(workbook);
      const again = await previewed(read);
      await good(takeOver(read, again, options));
      expect([request, bodyRows(), totalsRow()]).toEqual([
        request,
        allInOne.维修工单.length - 1,
        total,
      ]);
    }
  });
});

test("the user's own columns, formulas and formats go on in new rows, and a computed cell is never overwritten", async () => {
  const header = [...orderHeader, "备注", "含税"];
  await openWith({
    客户档案: [customerHeader, ...customers],
    维修工单: [header, ...may.map((row) => [...row, "", 0])],
  });
  await Excel.run(async (context) => {
    const sheet = context.workbook.worksheets.getItem("维修工单");
    sheet.getRange("L2:L6").formulas = may.map((_, at) => [`=H${at + 2}*1.06`]);
    sheet.getRange("H4").formulas = [["=700+10"]];
    await context.sync();
  });
  const { user } = workbook.sheets.find(({ Name }) => Name === "维修工单")!;
  may.forEach((row, at) => user.calculate(`L${at + 2}`, Number(row[7]) * 1.06));
  user.calculate("H4", 710);
  const csv = gbkCsv([
    ["备注", ...orderHeader],
    ...[corrected, june[0]].map((row, at) => [at ? "0123" : "", ...exported(row)]),
  ]);
  const read = [await readFile("6月.csv", csv)];
  await good(takeOver(read, await previewed(read), options));
  await Excel.run(async (context) => {
    const range = context.workbook.worksheets.getItem("维修工单").getRange("A4:L7");
    range.load("formulas,numberFormat");
    await context.sync();
    expect(range.formulas[0][7]).toBe("=700+10");
    expect(range.formulas[3].slice(10)).toEqual(["0123", "=H7*1.06"]);
    expect(range.numberFormat[3][3]).toBe("yyyy/m/d");
  });
});
