import { strFromU8, unzipSync } from "fflate";
import { packageFaults } from "../../test/support/packageFaults";
import { loadXlsx } from "../offline/host/xlsx";
import { baseOf, bookColumns, type AdvisorBook, type BookRow } from "./book";
import { writeBook } from "./writeBook";

const planned = Object.fromEntries(
  bookColumns.map((column) => [column, column === "number" ? "20260316-001" : ""])
) as BookRow;
const book: AdvisorBook = {
  origin: {
    workbookId: "w1",
    advisor: "甲",
    day: "2026-03-16",
    locale: "zh-CN",
    base: baseOf([planned]),
  },
  rows: [planned],
};

test("an advisor's book opens as a workbook: its table on the first sheet, the words of its drop-downs on a hidden one", async () => {
  const { sheets } = await loadXlsx(Buffer.from(writeBook(book)));
  expect(sheets.map(({ Name, Visibility }) => [Name, Visibility])).toEqual([
    ["招揽记录", "Visible"],
    ["选项", "Hidden"],
  ]);
});

test("no phone of an advisor's book is marked as a number that is stored as text", () => {
  const sheet = strFromU8(
    unzipSync(writeBook(book))["xl/worksheets/sheet1.xml"] ?? new Uint8Array()
  );
  expect(sheet).toContain('<ignoredError sqref="A1:XFD1048576" numberStoredAsText="1"/>');
});

test("an advisor's book is a package that Excel opens without a repair", () => {
  expect(packageFaults(writeBook(book))).toEqual([]);
});
