import { openStandIn, type StandIn } from "..";

let standIn: StandIn;
beforeEach(async () => {
  standIn = await openStandIn();
});
afterEach(() => standIn.close());

test("a report sheet can be built with Microsoft's own client, from table to print setup", async () => {
  await Excel.run(async (context) => {
    const { workbook } = context;
    const sheet = workbook.worksheets.add("客户状态");
    const range = sheet.getRange("A3:B6");
    range.values = [
      ["状态", "客户数"],
      ["稳定", 12],
      ["流失预警", 5],
      ["准流失", 3],
    ];
    const table = sheet.tables.add(range, true);
    table.name = "RETAIN_status";
    table.style = "TableStyleLight9";
    const counts = table.columns.getItem("客户数").getDataBodyRange();
    counts.numberFormat = [["#,##0"], ["#,##0"], ["#,##0"]];
    counts.format.horizontalAlignment = "Right";
    range.format.borders.getItem("EdgeBottom").style = "Continuous";
    workbook.names.add("RETAIN_counts", counts, "rows of the status table");
    const choice = sheet.getRange("D1");
    choice.dataValidation.rule = {
      list: { inCellDropDown: true, source: table.columns.getItemAt(0).getDataBodyRange() },
    };
    choice.dataValidation.errorAlert = {
      title: "状态",
      message: "请从列表中选择",
      showAlert: true,
      style: "Stop",
    };
    const low = counts.conditionalFormats.add(Excel.ConditionalFormatType.cellValue);
    low.cellValue.format.font.color = "#C00000";
    low.cellValue.rule = { formula1: "=5", operator: "LessThan" };
    counts.conditionalFormats.add(Excel.ConditionalFormatType.dataBar).dataBar.barDirection =
      "LeftToRight";
    const mark = counts.conditionalFormats.add(Excel.ConditionalFormatType.custom);
    mark.custom.rule.formula = "=$B4>10";
    mark.custom.format.fill.color = "#C6EFCE";
    const chart = sheet.charts.add("ColumnClustered", range, Excel.ChartSeriesBy.columns);
    chart.title.text = "客户状态";
    chart.axes.valueAxis.title.text = "客户数";
    chart.axes.categoryAxis.title.text = "状态";
    chart.legend.visible = false;
    chart.series.getItemAt(0).format.fill.setSolidColor("#0F6CBD");
    chart.setPosition("D3", "J18");
    sheet.freezePanes.freezeRows(3);
    sheet.pageLayout.orientation = "Landscape";
    sheet.pageLayout.paperSize = "A4";
    sheet.pageLayout.zoom = { horizontalFitToPages: 1 };
    sheet.pageLayout.setPrintTitleRows("$3:$3");
    sheet.pageLayout.headersFooters.defaultForAllPages.centerFooter = "&P / &N";
    workbook.customXmlParts.add('<state xmlns="urn:retain"/>');
    await context.sync();
  });
  const sheet = standIn.workbook.sheet("客户状态");
  expect(standIn.workbook.table("RETAIN_status").address).toBe("A3:B6");
  expect(standIn.workbook.names[0]?.formula).toBe("=客户状态!$B$4:$B$6");
  expect(sheet.validations[0]?.rule).toEqual({
    list: { inCellDropDown: true, source: "=客户状态!$A$4:$A$6" },
  });
  expect(sheet.conditionalFormats.map(({ type }) => type)).toEqual([
    "Custom",
    "DataBar",
    "CellValue",
  ]);
  expect(sheet.conditionalFormats[0]?.settings).toEqual({ Formula: "=$B4>10" });
  expect(sheet.conditionalFormats[2]?.style.fontColor).toBe("#C00000");
  expect(sheet.charts[0]?.state).toMatchObject({
    title: { text: "客户状态" },
    series: [
      { name: "=客户状态!$B$3", values: "=客户状态!$B$4:$B$6", categories: "=客户状态!$A$4:$A$6" },
    ],
    axes: { value: { title: "客户数" }, category: { title: "状态" } },
  });
  expect(sheet.pageLayout).toMatchObject({ paperSize: "A4", zoom: { horizontalFitToPages: 1 } });
  expect(sheet.frozen).toEqual({ rows: 3, columns: 0 });
  expect(sheet.numberFormat("B5")).toBe("#,##0");
});

test("what the model does not have is refused and never silently ignored", async () => {
  const attempt = Excel.run(async (context) => {
    const sheet = context.workbook.worksheets.getItem("Sheet1");
    sheet.shapes.addTextBox("x");
    await context.sync();
  });
  await expect(attempt).rejects.toMatchObject({ code: "ApiNotFound" });
  expect(standIn.hostErrors.splice(0)).toHaveLength(1);
});

test("an error names Excel's code and the member", async () => {
  const attempt = Excel.run(async (context) => {
    const sheet = context.workbook.worksheets.getItem("Sheet1");
    sheet.getRange("A1:B2").values = [[1]];
    await context.sync();
  });
  await expect(attempt).rejects.toMatchObject({
    code: "InvalidArgument",
    debugInfo: { errorLocation: "Range.values" },
  });
});

test("a range kept in a request follows its cells when rows are inserted above", async () => {
  const address = await Excel.run(async (context) => {
    const sheet = context.workbook.worksheets.getItem("Sheet1");
    const range = sheet.getRange("B2").load("address");
    await context.sync();
    standIn.workbook.sheet("Sheet1").user.insertRow(1);
    range.load("address");
    await context.sync();
    return range.address;
  });
  expect(address).toBe("Sheet1!B3");
});
