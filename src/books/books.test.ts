/** @jest-environment jsdom */
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import type { Cell } from "../intake";
import {
  baseOf,
  BookError,
  bookColumns,
  mergeBook,
  readBook,
  rowsOfAdvisor,
  writeBook,
  type AdvisorBook,
  type BookColumn,
  type BookRow,
} from ".";

const row = (cells: Partial<Record<BookColumn, Cell>>): BookRow =>
  Object.fromEntries(bookColumns.map((column) => [column, cells[column] ?? ""])) as BookRow;

const day = 46_100;
const planned = row({
  number: "20260316-001",
  day,
  attempt: 1,
  customer: "LSVAA000000000001",
  name: "=1+1",
  phone: "13800000001",
  type: "例行保养",
  dueDay: day + 3,
  scriptText: "您好，<您的车>该保养了 & 有优惠。",
  state: "未完成",
});
const called = row({
  ...planned,
  number: "20260316-002",
  result: "考虑中",
  note: "下周再联系",
  state: "跟进中",
});

const bookOf = (rows: readonly BookRow[]): AdvisorBook => ({
  origin: {
    workbookId: "w1",
    advisor: "甲",
    day: "2026-03-16",
    locale: "zh-CN",
    base: baseOf(rows),
  },
  rows,
});

/** The book after the advisor typed into cells of its sheet, by address. */
function typed(bytes: Uint8Array, cells: Readonly<Record<string, string>>): Uint8Array {
  const files = unzipSync(bytes);
  let sheet = strFromU8(files["xl/worksheets/sheet1.xml"]);
  for (const [address, value] of Object.entries(cells)) {
    const before = sheet;
    sheet = sheet.replace(
      new RegExp(`<c r="${address}" s="(\\d+)"(?:/>| t="inlineStr">.*?</c>|><v>[^<]*</v></c>)`),
      `<c r="${address}" s="$1" t="inlineStr"><is><t>${value}</t></is></c>`
    );
    if (sheet === before) throw new Error(`There is no cell ${address}`);
  }
  return zipSync({ ...files, "xl/worksheets/sheet1.xml": strToU8(sheet) });
}

const columnOf = (column: BookColumn): string =>
  String.fromCharCode(65 + bookColumns.indexOf(column));

describe("an advisor's book", () => {
  test("comes back as it was handed out", () => {
    const book = bookOf([planned, called]);
    expect(readBook(writeBook(book))).toEqual(book);
  });

  test("holds nothing of the manager's: no PSV, no revenue, no 经理核实", () => {
    const sheet = strFromU8(unzipSync(writeBook(bookOf([planned])))["xl/worksheets/sheet1.xml"]);
    for (const header of ["PSV", "到店产值", "经理核实"]) expect(sheet).not.toContain(header);
  });

  test("writes a name that begins with = as text", () => {
    const sheet = strFromU8(unzipSync(writeBook(bookOf([planned])))["xl/worksheets/sheet1.xml"]);
    expect(sheet).not.toContain("<f>");
    expect(readBook(writeBook(bookOf([planned]))).rows[0].name).toBe("=1+1");
  });

  test("has only the advisor's rows, without those that were closed long ago", () => {
    const records = [
      { ...planned, advisor: "甲", state: "未完成", day: day - 100 },
      { ...planned, advisor: "甲 ", state: "已关闭", day: day - 3 },
      { ...planned, advisor: "甲", state: "已到店", day: day - 30 },
      { ...planned, advisor: "乙", state: "未完成", day },
    ].map((record, at) => ({ ...record, number: String(at), sheetRow: at }));
    const rows = rowsOfAdvisor(
      records as unknown as Parameters<typeof rowsOfAdvisor>[0],
      "甲",
      day
    );
    expect(rows.map(({ number }) => number)).toEqual(["0", "1"]);
  });
});

describe("collecting a book", () => {
  const book = bookOf([planned, called]);
  const result = columnOf("result");
  const note = columnOf("note");
  const filled = (cells: Readonly<Record<string, string>>) =>
    readBook(typed(writeBook(book), cells));

  test("takes what the advisor filled in, by record number, however the store's rows are sorted", () => {
    const merge = mergeBook(filled({ [`${result}6`]: "预约成功" }), [called, planned]);
    expect(merge.edits).toEqual([{ number: "20260316-001", column: "result", value: "预约成功" }]);
    expect(merge.conflicts).toEqual([]);
    expect(merge.unchanged).toBe(1);
  });

  test("shows both sides where the store's cell changed too", () => {
    const store = [planned, row({ ...called, note: "已换号码" })];
    const merge = mergeBook(filled({ [`${note}7`]: "约了周六" }), store);
    expect(merge.edits).toEqual([]);
    expect(merge.conflicts).toEqual([
      {
        number: "20260316-002",
        column: "note",
        value: "约了周六",
        inStore: "已换号码",
        before: "下周再联系",
      },
    ]);
  });

  test("keeps what the store wrote where the advisor wrote nothing", () => {
    const store = [row({ ...planned, result: "拒绝" }), called];
    const merge = mergeBook(filled({}), store);
    expect(merge).toMatchObject({ edits: [], conflicts: [], unchanged: 2 });
  });

  test("is no conflict where both wrote the same", () => {
    const store = [row({ ...planned, result: "预约成功" }), called];
    expect(mergeBook(filled({ [`${result}6`]: "预约成功 " }), store)).toMatchObject({
      edits: [],
      conflicts: [],
    });
  });

  test("takes a cleared cell for cleared", () => {
    const merge = mergeBook(filled({ [`${note}7`]: "" }), [planned, called]);
    expect(merge.edits).toEqual([{ number: "20260316-002", column: "note", value: "" }]);
  });

  test("brings rows that the advisor added without a number", () => {
    const merge = mergeBook(
      filled({ B8: "2026-03-16", D8: "粤B12345", L8: "流失招揽", [`${result}8`]: "考虑中" }),
      [planned, called]
    );
    expect(merge.added).toHaveLength(1);
    expect(merge.added[0]).toMatchObject({ customer: "粤B12345", result: "考虑中" });
  });

  test("tells of a number that the store does not have, and of one that stands twice", () => {
    const merge = mergeBook(filled({ A7: "20260316-001" }), [called]);
    expect(merge).toMatchObject({ unknown: ["20260316-001"], repeated: ["20260316-001"] });
    expect(merge.edits).toEqual([]);
  });
});

describe("a file that is no book", () => {
  const problemOf = (bytes: Uint8Array): string => {
    try {
      readBook(bytes);
    } catch (error) {
      if (error instanceof BookError) return error.problem;
      throw error;
    }
    return "none";
  };
  const without = (path: string): Uint8Array => {
    const files = unzipSync(writeBook(bookOf([planned])));
    delete files[path];
    return zipSync(files);
  };

  test.each([
    ["a text file", () => strToU8("客户姓名,车牌号"), "notAWorkbook"],
    ["a workbook that was not handed out", () => without("customXml/item1.xml"), "notABook"],
    ["a book whose table was deleted", () => without("xl/tables/table1.xml"), "tableMissing"],
    ["a book without its sheet", () => without("xl/worksheets/sheet1.xml"), "damaged"],
    [
      "a book whose record numbers were renamed",
      () => typed(writeBook(bookOf([planned])), { A5: "号" }),
      "columnsMissing",
    ],
  ])("%s is refused", (_, bytes, problem) => {
    expect(problemOf(bytes())).toBe(problem);
  });
});
