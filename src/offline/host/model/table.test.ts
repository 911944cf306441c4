import { refusalOf } from "./refusal";
import type { Table } from "./table";
import { Workbook } from "./workbook";
import type { Worksheet } from "./worksheet";

let workbook: Workbook;
let sheet: Worksheet;
beforeEach(() => {
  workbook = Workbook.blank();
  sheet = workbook.sheet("Sheet1");
});

function customers(): Table {
  sheet.GetRange("B2:D4").Values = [
    ["车牌", "姓名", "备注"],
    ["A1", "甲", ""],
    ["A2", "乙", "x"],
  ];
  return sheet.Tables.Add("B2:D4", true);
}
const headers = (table: Table): unknown => table.GetHeaderRowRange().Values?.[0];

describe("a new table", () => {
  it("makes its headers unique texts", () => {
    sheet.GetRange("A1:D1").Values = [["a", "A", "", 2024]];
    const table = sheet.Tables.Add("A1:D3", true);
    expect(headers(table)).toEqual(["a", "A2", "Column1", "2024"]);
  });

  it("without headers gets a header row and the data moves down (typings)", () => {
    sheet.GetRange("A1:B2").Values = [
      [1, 2],
      [3, 4],
    ];
    const table = sheet.Tables.Add("A1:B2", false);
    expect(table.address).toBe("A1:B3");
    expect(sheet.values("A1:B3")).toEqual([
      ["Column1", "Column2"],
      [1, 2],
      [3, 4],
    ]);
  });

  it("cannot overlap another one", () => {
    customers();
    expect(refusalOf(() => sheet.Tables.Add("D4:E6", true))).toBe("InvalidArgument");
  });

  it("means the active sheet when the address names none (typings, TableCollection.add)", () => {
    workbook.Worksheets.Add("other");
    expect(workbook.Tables.Add("A1:B2", true).sheet.Name).toBe("Sheet1");
    expect(refusalOf(() => workbook.Tables.Add("nowhere!A1:B2", true))).toBe("ItemNotFound");
  });
});

describe("a table's name", () => {
  it.each(["A1", "R", "a b", "1x", "x".repeat(256), "R1C1"])("cannot be %p", (name) => {
    const table = customers();
    expect(refusalOf(() => (table.Name = name))).toBe("InvalidArgument");
  });

  it("is unique among tables and names", () => {
    const table = customers();
    sheet.Tables.Add("F1:G2", true).Name = "客户";
    workbook.Names.Add("rate", "=1");
    expect(refusalOf(() => (table.Name = "客户"))).toBe("InvalidArgument");
    expect(refusalOf(() => (table.Name = "RATE"))).toBe("InvalidArgument");
  });
});

describe("columns", () => {
  it("are added at the right edge, next to other content by moving it", () => {
    const table = customers();
    workbook.autoCorrect.extendTables = false;
    sheet.GetRange("E3").Values = "neighbour";
    const column = table.Columns.Add(undefined, [["稳定"], ["流失"]], "客户状态");
    expect(table.address).toBe("B2:E4");
    expect(column.Index).toBe(3);
    expect(sheet.values("E2:F4")).toEqual([
      ["客户状态", ""],
      ["稳定", "neighbour"],
      ["流失", ""],
    ]);
  });

  it("keep their id where the user moves them", () => {
    const table = customers();
    const note = table.Columns.$item("备注")!;
    sheet.user.moveColumn("D", "B");
    expect(headers(table)).toEqual(["备注", "车牌", "姓名"]);
    expect(note.Index).toBe(0);
    sheet.user.insertColumn("C");
    expect(headers(table)).toEqual(["备注", "Column1", "车牌", "姓名"]);
    expect(table.Columns.$item(note.Id)?.Name).toBe("备注");
  });

  it("cannot be named like another one", () => {
    const table = customers();
    expect(refusalOf(() => (table.Columns.$item("备注")!.Name = "姓名"))).toBe("InvalidArgument");
  });
});

describe("rows", () => {
  it("must be as wide as the table (typings, TableRowCollection.add)", () => {
    const table = customers();
    expect(refusalOf(() => table.Rows.Add(-1, [[1, 2]]))).toBe("InvalidArgument");
  });

  it("are added before and after others, and push down what lies below", () => {
    const table = customers();
    sheet.GetRange("B6").Values = "below";
    table.Rows.Add(0, [["A0", "", ""]]);
    table.Rows.Add(-1, [
      ["A3", "", ""],
      ["A4", "", ""],
    ]);
    expect(table.address).toBe("B2:D7");
    expect(sheet.values("B3:B7").flat()).toEqual(["A0", "A1", "A2", "A3", "A4"]);
    expect(sheet.value("B9")).toBe("below");
  });

  it("begin in the blank row of a table of headers only", () => {
    sheet.GetRange("A1:B1").Values = [["a", "b"]];
    const table = sheet.Tables.Add("A1:B1", true);
    expect(table.Rows.Count).toBe(1);
    table.Rows.Add(undefined, [[1, 2]]);
    expect(table.address).toBe("A1:B2");
  });

  it("cannot be deleted while the table is filtered (typings: InsertDeleteConflict)", () => {
    const table = customers();
    sheet.user.filterTable("Table1", "姓名", ["乙"]);
    expect(table.AutoFilter.IsDataFiltered).toBe(true);
    expect(sheet.GetRange("B3").RowHidden).toBe(true);
    expect(refusalOf(() => table.Rows.DeleteRowsAt(0, 1))).toBe("InsertDeleteConflict");
    table.ClearFilters();
    expect(sheet.GetRange("B3").RowHidden).toBe(false);
    table.Rows.DeleteRowsAt(0, 1);
    expect(table.GetDataBodyRange().Values).toEqual([["A2", "乙", "x"]]);
  });
});

describe("resizing", () => {
  it("keeps the header row (typings, Table.resize)", () => {
    const table = customers();
    expect(refusalOf(() => table.Resize("B3:D9"))).toBe("InvalidArgument");
    table.Resize("B2:E9");
    expect(headers(table)).toEqual(["车牌", "姓名", "备注", "Column1"]);
    expect(table.Rows.Count).toBe(7);
  });
});

describe("a table that goes", () => {
  it("leaves its cells when it becomes a range and takes them when it is deleted", () => {
    customers().ConvertToRange();
    expect(sheet.tables).toEqual([]);
    expect(sheet.usedAddress()).toBe("B2:D4");
    sheet.Tables.Add("B2:D4", true).Delete();
    expect(sheet.usedAddress()).toBe("");
  });

  it("goes with its rows", () => {
    customers();
    sheet.user.deleteRow(1, 10);
    expect(sheet.tables).toEqual([]);
  });
});

it("a totals row takes the place below and is no data", () => {
  const table = customers();
  workbook.autoCorrect.extendTables = false;
  sheet.GetRange("B5").Values = "below";
  table.ShowTotals = true;
  expect(table.address).toBe("B2:D5");
  expect(table.Rows.Count).toBe(2);
  expect(sheet.value("B5")).toBe("Total");
  expect(sheet.value("B6")).toBe("below");
  table.ShowTotals = false;
  expect(sheet.value("B5")).toBe("below");
});
