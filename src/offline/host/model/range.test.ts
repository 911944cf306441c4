import { refusalOf } from "./refusal";
import { Workbook } from "./workbook";
import type { Worksheet } from "./worksheet";

let workbook: Workbook;
let sheet: Worksheet;
beforeEach(() => {
  workbook = Workbook.blank();
  sheet = workbook.sheet("Sheet1");
});

describe("writing a range", () => {
  it("refuses a matrix of another size (typings, Range.values) and writes nothing", () => {
    expect(refusalOf(() => (sheet.GetRange("A1:B2").Values = [[1, 2]]))).toBe("InvalidArgument");
    expect(refusalOf(() => (sheet.GetRange("A1:B1").Values = [[1]]))).toBe("InvalidArgument");
    const mixed = [["ok"], ["x".repeat(40000)]];
    expect(refusalOf(() => (sheet.GetRange("A1:A2").Values = mixed))).toBe("InvalidArgument");
    expect(sheet.usedAddress()).toBe("");
  });

  it("fills the range with a single value and leaves cells where the matrix has null", () => {
    sheet.GetRange("A1:B2").Values = "x";
    sheet.GetRange("A1:B2").Values = [
      [1, null],
      [null, ""],
    ];
    expect(sheet.values("A1:B2")).toEqual([
      [1, "x"],
      ["x", ""],
    ]);
  });

  it("refuses cells of an unbounded range and reads them as null (learn: ranges-unbounded)", () => {
    expect(sheet.GetRange("A:A").Values).toBeNull();
    expect(sheet.GetRange("2:3").NumberFormat).toBeNull();
    expect(refusalOf(() => (sheet.GetRange("A:A").Values = 1))).toBe("InvalidArgument");
    expect(refusalOf(() => (sheet.GetRange().NumberFormat = "@"))).toBe("InvalidArgument");
    sheet.GetRange("A:A").Format.Font.Bold = true;
    expect(sheet.GetRange("A7").Format.Font.Bold).toBe(true);
    expect(sheet.GetRange("B7").Format.Font.Bold).toBe(false);
  });

  it("reads more than five million cells as null (learn: performance)", () => {
    expect(sheet.GetRangeByIndexes(0, 0, 1000000, 5).Values).toHaveLength(1000000);
    expect(sheet.GetRangeByIndexes(0, 0, 1000001, 5).Values).toBeNull();
  });

  it("refuses an address that is none, lies off the sheet or has over 8,192 characters", () => {
    for (const address of ["", "XFE1", "A1048577", "no such", "A1:".padEnd(8193, "A")]) {
      expect(refusalOf(() => sheet.GetRange(address))).toBe("InvalidArgument");
    }
    expect(refusalOf(() => sheet.GetRange("A1").GetOffsetRange(-1, 0))).toBe("InvalidArgument");
  });

  it("writes into a filtered range where it should not (office-js issue 224)", () => {
    sheet.GetRange("A1:A6").Values = [["k"], ["a"], ["b"], ["a"], ["b"], ["b"]];
    sheet.user.filterRange("A1:A6", "A", ["b"]);
    expect(sheet.AutoFilter.IsDataFiltered).toBe(true);
    sheet.GetRange("B2:B6").Values = [[2], [3], [4], [5], [6]];
    expect(sheet.values("B2:B6").flat()).toEqual(["", 2, "", 2, 3]);
  });
});

describe("a formula", () => {
  it("has no value until somebody calculates it: reading it fails loudly", () => {
    sheet.GetRange("A1").Values = "=1+1";
    expect(() => sheet.GetRange("A1").Values).toThrow(/calculates no formulas/);
    expect(() => sheet.GetRange("A1").Text).toThrow(/calculates no formulas/);
    expect(sheet.GetRange("A1").Formulas).toEqual([["=1+1"]]);
    sheet.user.calculate("A1", 2);
    expect(sheet.GetRange("A1").Values).toEqual([[2]]);
  });

  it("follows its cells when rows and columns come, go or move, and when sheets are renamed", () => {
    const other = workbook.Worksheets.Add("数据 1");
    sheet.GetRange("A1").Values = "=SUM('数据 1'!$B$2:C9)&\"B2\"+客户[B2]";
    other.user.insertRow(1);
    other.user.insertColumn("A", 2);
    expect(sheet.formula("A1")).toBe("=SUM('数据 1'!$D$3:E10)&\"B2\"+客户[B2]");
    other.user.renameSheet("Data");
    expect(sheet.formula("A1")).toBe('=SUM(Data!$D$3:E10)&"B2"+客户[B2]');
    other.user.deleteRow(3, 20);
    expect(sheet.formula("A1")).toBe('=SUM(Data!#REF!)&"B2"+客户[B2]');
  });
});

describe("cells that are inserted or deleted", () => {
  it("move the others, with formats from above, and a kept range follows its cells", () => {
    sheet.GetRange("A1:A3").Values = [[1], [2], [3]];
    sheet.GetRange("A1").Format.Fill.Color = "#ff0000";
    const kept = sheet.GetRange("A2:A3");
    sheet.GetRange("A2").Insert("Down");
    expect(sheet.values("A1:A4").flat()).toEqual([1, "", 2, 3]);
    expect(sheet.GetRange("A2").Format.Fill.Color).toBe("#FF0000");
    expect(kept.Address).toBe("Sheet1!A3:A4");
    sheet.GetRange("A3:A4").Delete("Up");
    expect(refusalOf(() => kept.Address)).toBe("InvalidReference");
  });

  it("must not tear a table (typings: InsertDeleteConflict)", () => {
    sheet.Tables.Add("B2:D5", true);
    expect(refusalOf(() => sheet.GetRange("C3").Insert("Down"))).toBe("InsertDeleteConflict");
    expect(refusalOf(() => sheet.GetRange("A2:D2").Delete("Up"))).toBe("InsertDeleteConflict");
    sheet.GetRange("A3:D3").Insert("Down");
    expect(sheet.tables[0]?.address).toBe("B2:D6");
  });

  it("must not push content off the sheet", () => {
    sheet.GetRange("A1048576").Values = 1;
    expect(refusalOf(() => sheet.GetRange("A1").Insert("Down"))).toBe("NonBlankCellOffSheet");
  });
});

describe("formats", () => {
  it("read as null where cells differ (typings, RangeFont.bold)", () => {
    sheet.GetRange("A1:B1").Format.Font.Bold = true;
    expect(sheet.GetRange("A1:B1").Format.Font.Bold).toBe(true);
    expect(sheet.GetRange("A1:C1").Format.Font.Bold).toBeNull();
    sheet.GetRange("B:B").Format.ColumnWidth = 100;
    expect(sheet.GetRange("A1:B1").Format.ColumnWidth).toBeNull();
  });

  it("refuse what Excel does not know", () => {
    const { Format } = sheet.GetRange("A1");
    expect(refusalOf(() => (Format.Fill.Color = "reddish"))).toBe("InvalidArgument");
    expect(refusalOf(() => (Format.HorizontalAlignment = "Middle"))).toBe("InvalidArgument");
    expect(refusalOf(() => (sheet.GetRange("A1").NumberFormat = [["bad[["]]))).toBe(
      "InvalidArgument"
    );
  });

  it("go when a range is cleared of formats, also those inherited from the column", () => {
    sheet.GetRange("A:A").Format.Font.Bold = true;
    sheet.GetRange("A1").Clear("Formats");
    expect(sheet.GetRange("A1").Format.Font.Bold).toBe(false);
    expect(sheet.GetRange("A2").Format.Font.Bold).toBe(true);
  });
});

describe("a sort", () => {
  it("puts numbers before texts and blanks last, and moves whole rows", () => {
    sheet.GetRange("A1:B5").Values = [
      ["k", "n"],
      ["b", 1],
      [5, 2],
      ["", 3],
      ["a", 4],
    ];
    sheet.GetRange("A1:B5").Sort.Apply([{ key: 0, ascending: false }], false, true);
    expect(sheet.values("B2:B5").flat()).toEqual([1, 4, 2, 3]);
    expect(refusalOf(() => sheet.GetRange("A1").Sort.Apply([{ ky: 0 }]))).toBe("InvalidArgument");
  });
});
