import type { Workbook } from "../model";
import { loadXlsx, saveXlsx } from ".";
import { XlsxError } from "./errors";
import {
  compressedParts,
  partNames,
  partText,
  readWithExcelize,
  storeWorkbook,
} from "./testing/files";

let store: Uint8Array;
beforeAll(() => {
  store = storeWorkbook();
}, 60_000);

const untouched = (before: Uint8Array, after: Uint8Array): string[] => {
  const [was, is] = [compressedParts(before), compressedParts(after)];
  return Object.keys(was).filter((name) => was[name] === is[name]);
};
const touched = (before: Uint8Array, after: Uint8Array): string[] => {
  const same = untouched(before, after);
  return partNames(after).filter((name) => !same.includes(name));
};

/** What the add-in does to a user's customer table: two more columns, with formats and widths. */
function classify(workbook: Workbook): void {
  const table = workbook.table("客户");
  table.Resize("A1:E21");
  const { sheet } = table;
  sheet.GetRange("D1:E1").Values = [["客户状态", "末次进厂"]];
  sheet.GetRange("D2:D21").Values = Array.from({ length: 20 }, () => ["稳定"]);
  sheet.GetRange("E2:E21").Values = Array.from({ length: 20 }, (_, n) => [45000 + n]);
  sheet.GetRange("E2:E21").NumberFormat = Array.from({ length: 20 }, () => ["yyyy-mm-dd"]);
  sheet.GetRange("D1:E1").Format.ColumnWidth = 90;
}

test("a workbook that nobody changed is saved with the compressed bytes of every part", async () => {
  const saved = await saveXlsx(await loadXlsx(store));
  expect(compressedParts(saved)).toEqual(compressedParts(store));
});

test("the sheet with pivot table, chart, conditional formats, sparkline and comment is recognised as such", async () => {
  const sheet = (await loadXlsx(store)).sheet("店内分析");
  expect([...sheet.unmodelledParts].sort()).toEqual([
    "comments",
    "legacyDrawing",
    "pivotTable",
    "sparklines",
  ]);
  expect(sheet.charts.map(({ state }) => [state.chartType, state.title.text])).toEqual([
    ["ColumnClustered", "产值走势"],
  ]);
  expect(sheet.conditionalFormats.map(({ type }) => type)).toEqual(["CellValue", "DataBar"]);
});

test("classification columns change the customer sheet, its table, the formats and nothing else", async () => {
  const workbook = await loadXlsx(store);
  classify(workbook);
  const saved = await saveXlsx(workbook);
  expect(touched(store, saved)).toEqual([
    "xl/styles.xml",
    "xl/tables/table1.xml",
    "xl/workbook.xml",
    "xl/worksheets/sheet1.xml",
  ]);
  // The workbook part only asks Excel to calculate: formulas may read what was written.
  expect(partText(saved, "xl/workbook.xml")).toContain('fullCalcOnLoad="1"');
});

test("the cells that a user had before keep their source text when columns are added beside them", async () => {
  const workbook = await loadXlsx(store);
  classify(workbook);
  const before = partText(store, "xl/worksheets/sheet1.xml");
  const after = partText(await saveXlsx(workbook), "xl/worksheets/sheet1.xml");
  const cellsOf = (xml: string) => xml.match(/<c [^>]*r="[ABC]\d+"[^>]*>.*?<\/c>/g);
  expect(cellsOf(after)).toEqual(cellsOf(before));
});

test("a second program reads the grown table, its new columns and the sheets beside it", async () => {
  const workbook = await loadXlsx(store);
  classify(workbook);
  const read = readWithExcelize(await saveXlsx(workbook));
  const [customers, orders] = read.sheets;
  expect(customers.tables).toEqual([["客户", "A1:E21"]]);
  expect(customers.rows[0]).toEqual(["车牌", "姓名", "交车日期", "客户状态", "末次进厂"]);
  expect(customers.rows[20].slice(3)).toEqual(["稳定", "2023-04-03"]);
  expect(orders.merged).toBe(1);
}, 60_000);

test("new sheets, regenerated twice, leave the user's parts alone and no orphans behind", async () => {
  const workbook = await loadXlsx(store);
  const sheet = workbook.addSheet("客户状态");
  sheet.GetRange("A1:B3").Values = [
    ["状态", "客户数"],
    ["稳定", 12],
    ["流失", 8],
  ];
  sheet.Tables.Add("A1:B3", true);
  sheet.Charts.Add("ColumnStacked", sheet.GetRange("A1:B3"), "Columns");
  const first = await saveXlsx(workbook);
  const again = await loadXlsx(first);
  const own = again.sheet("客户状态");
  own.Tables.$items().forEach((table) => table.Delete());
  own.charts.forEach((chart) => chart.Delete());
  own.GetRange("A1:B2").Values = [
    ["状态", "客户数"],
    ["稳定", 20],
  ];
  own.Tables.Add("A1:B2", true);
  own.Charts.Add("Pie", own.GetRange("A1:B2"), "Columns");
  const second = await saveXlsx(again);
  expect(partNames(second)).toEqual(partNames(first));
  expect(own.sheetId).toBe(sheet.sheetId);
  const kept = untouched(store, second);
  for (const part of [
    "xl/charts/chart1.xml",
    "xl/pivotTables/pivotTable1.xml",
    "xl/comments1.xml",
    "xl/worksheets/sheet3.xml",
    "xl/worksheets/sheet2.xml",
  ]) {
    expect(kept).toContain(part);
  }
  expect(partText(second, "[Content_Types].xml").match(/chart\+xml/g)).toHaveLength(2);
});

test("moving cells on a sheet with a pivot table is refused, since the pivot table would stay behind", async () => {
  const workbook = await loadXlsx(store);
  workbook.sheet("店内分析").GetRange("1:1").Insert("Down");
  await expect(saveXlsx(workbook)).rejects.toMatchObject({ code: "unsupportedChange" });
  await expect(saveXlsx(workbook)).rejects.toBeInstanceOf(XlsxError);
});

test("a chart added beside a user's chart leaves that chart's part and place as they were", async () => {
  const workbook = await loadXlsx(store);
  const sheet = workbook.sheet("店内分析");
  const anchor = /<xdr:twoCellAnchor.*?<\/xdr:twoCellAnchor>/s;
  sheet.Charts.Add("Line", sheet.GetRange("H1:I6"), "Columns");
  const saved = await saveXlsx(workbook);
  const before = partText(store, "xl/drawings/drawing1.xml");
  const after = partText(saved, "xl/drawings/drawing1.xml");
  expect(anchor.exec(after)?.[0]).toBe(anchor.exec(before)?.[0]);
  expect(untouched(store, saved)).toContain("xl/charts/chart1.xml");
  const [, added] = (await loadXlsx(saved)).sheet("店内分析").charts;
  expect(added.state.chartType).toBe("Line");
});
