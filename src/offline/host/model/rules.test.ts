import { refusalOf } from "./refusal";
import { Workbook } from "./workbook";
import type { Worksheet } from "./worksheet";

let sheet: Worksheet;
beforeEach(() => {
  sheet = Workbook.blank().sheet("Sheet1");
});

describe("data validation", () => {
  it("refuses a list in the rule beyond 255 characters (notes C.1)", () => {
    const set = (source: string) => (): void => {
      sheet.GetRange("A1").DataValidation.Rule = { list: { inCellDropDown: true, source } };
    };
    set("x".repeat(255))();
    expect(sheet.GetRange("A1").DataValidation.Type).toBe("List");
    expect(refusalOf(set("x".repeat(256)))).toBe("InvalidArgument");
  });

  it("takes a range as the list's source, and the reference follows the cells", () => {
    const source = sheet.GetRange("F1:F3");
    sheet.GetRange("A1:A9").DataValidation.Rule = { list: { inCellDropDown: true, source } };
    sheet.user.insertRow(1);
    expect(sheet.GetRange("A2").DataValidation.Rule).toEqual({
      list: { inCellDropDown: true, source: "=Sheet1!$F$2:$F$4" },
    });
    expect(sheet.GetRange("A1").DataValidation.Type).toBe("None");
  });

  it("refuses unknown properties, two rules at once and a missing second bound", () => {
    const rules = [
      { lists: {} },
      { list: { inCellDropDown: true, source: "a,b", more: 1 } },
      { custom: { formula: "=TRUE" }, list: { inCellDropDown: true, source: "a" } },
      { wholeNumber: { formula1: 1, operator: "Between" } },
      { wholeNumber: { formula1: 1, operator: "Above" } },
    ];
    for (const rule of rules) {
      const { DataValidation } = sheet.GetRange("A1");
      expect(refusalOf(() => (DataValidation.Rule = rule))).toBe("InvalidArgument");
    }
  });

  it("is inconsistent where cells differ, and a new rule replaces the old on its cells", () => {
    const rule = (formula1: number): object => ({
      wholeNumber: { formula1, operator: "GreaterThan" },
    });
    sheet.GetRange("A1:A9").DataValidation.Rule = rule(1);
    sheet.GetRange("A5").DataValidation.Rule = rule(2);
    expect(sheet.GetRange("A1:A9").DataValidation.Type).toBe("Inconsistent");
    expect(sheet.GetRange("A6").DataValidation.Rule).toEqual(rule(1));
    sheet.GetRange("A1:A9").DataValidation.Clear();
    expect(sheet.validations).toEqual([]);
  });
});

describe("conditional formats", () => {
  it("take the first priority when added (typings) and are found by the cells they touch", () => {
    const formats = sheet.GetRange("A1:A9").ConditionalFormats;
    const first = formats.Add("CellValue");
    const second = formats.Add("Custom");
    expect([first.Priority, second.Priority]).toEqual([1, 0]);
    expect(sheet.GetRange("A9:B12").ConditionalFormats.GetCount()).toBe(2);
    sheet.GetRange("A1:A9").ConditionalFormats.ClearAll();
    expect(formats.GetCount()).toBe(0);
  });

  it("refuse rules that do not fit their kind", () => {
    const format = sheet.GetRange("A1").ConditionalFormats.Add("CellValue");
    expect(format.CustomOrNullObject).toBeNull();
    expect(refusalOf(() => format.Custom)).toBe("InvalidOperation");
    const kind = format.CellValue as unknown as { Rule: unknown };
    expect(refusalOf(() => (kind.Rule = { formula1: "1", operator: "Over" }))).toBe(
      "InvalidArgument"
    );
    expect(refusalOf(() => (kind.Rule = { formula: "1", operator: "EqualTo" }))).toBe(
      "InvalidArgument"
    );
    kind.Rule = { formula1: "=1", operator: "EqualTo" };
    expect(kind.Rule).toEqual({ formula1: "=1", operator: "EqualTo" });
  });
});

describe("a chart", () => {
  it("takes series and categories from its source and keeps them as references", () => {
    sheet.GetRange("A1:C3").Values = [
      ["", "稳定", "流失"],
      ["一月", 1, 2],
      ["二月", 3, 4],
    ];
    const chart = sheet.Charts.Add("ColumnClustered", sheet.GetRange("A1:C3"), "Columns");
    sheet.user.insertRow(1);
    sheet.user.renameSheet("图 1");
    expect(
      chart.state.series.map(({ name, values, categories }) => [name, values, categories])
    ).toEqual([
      ["='图 1'!$B$2", "='图 1'!$B$3:$B$4", "='图 1'!$A$3:$A$4"],
      ["='图 1'!$C$2", "='图 1'!$C$3:$C$4", "='图 1'!$A$3:$A$4"],
    ]);
    expect(chart.Series.GetItemAt(1).Name).toBe("流失");
    expect(refusalOf(() => sheet.Charts.Add("Columns", sheet.GetRange("A1")))).toBe(
      "InvalidArgument"
    );
  });

  it("stands over the cells it is placed at", () => {
    sheet.GetRange("A1:B2").Values = 1;
    const chart = sheet.Charts.Add("Line", sheet.GetRange("A1:B2"), "Columns");
    sheet.GetRange("A:A").Format.ColumnWidth = 100;
    chart.SetPosition("B3", "C5");
    expect([chart.Top, chart.Left, chart.Width, chart.Height]).toEqual([30, 100, 96, 45]);
  });
});

it("a chart shows labels once something about them is set, not when they are only read", () => {
  sheet.GetRange("A1:B2").Values = 1;
  const chart = sheet.Charts.Add("Pie", sheet.GetRange("A1:B2"), "Columns");
  expect(chart.DataLabels.ShowValue).toBe(true);
  expect(chart.state.hasDataLabels).toBe(false);
  chart.DataLabels.ShowPercentage = true;
  expect(chart.state.hasDataLabels).toBe(true);
});

describe("page and window", () => {
  it("keep what is set and refuse what Excel refuses", () => {
    const { PageLayout, FreezePanes } = sheet;
    PageLayout.Zoom = { horizontalFitToPages: 1 };
    PageLayout.SetPrintTitleRows("$1:$2");
    expect(PageLayout.GetPrintTitleRowsOrNullObject()?.Address).toBe("Sheet1!1:2");
    expect(refusalOf(() => (PageLayout.Zoom = { scale: 5 }))).toBe("InvalidArgument");
    expect(refusalOf(() => (PageLayout.Zoom = { fit: 1 }))).toBe("InvalidArgument");
    expect(refusalOf(() => (PageLayout.Orientation = "Sideways"))).toBe("InvalidArgument");
    expect(FreezePanes.GetLocationOrNullObject()).toBeNull();
    FreezePanes.FreezeRows(2);
    expect(FreezePanes.GetLocationOrNullObject()?.Address).toBe("Sheet1!1:2");
  });
});
