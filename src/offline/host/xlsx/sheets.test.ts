import { Workbook, type SheetPart, type Worksheet } from "../model";
import { loadXlsx, saveXlsx } from ".";
import { handWritten, partNames, partText, readWithExcelize } from "./testing/files";

/** A generated sheet with everything that the add-in's reports have. */
function reportWorkbook(): Workbook {
  const workbook = Workbook.blank("客户状态");
  const [sheet] = workbook.sheets;
  sheet.GetRange("A1").Values = [["客户状态"]];
  sheet.GetRange("A1:C1").Merge();
  sheet.GetRange("A1").Format.Font.Bold = true;
  sheet.GetRange("A1").Format.Font.Size = 16;
  sheet.GetRange("A3:C3").Values = [["状态", "客户数", "占比"]];
  sheet.GetRange("A4:C8").Formulas = [
    ["稳定", 12, "=B4/SUM(B$4:B$8)"],
    ["流失预警", 5, "=B5/SUM(B$4:B$8)"],
    ["准流失", 3, "=B6/SUM(B$4:B$8)"],
    ["流失", 9, "=B7/SUM(B$4:B$8)"],
    ["无效", 1, "=B8/SUM(B$4:B$8)"],
  ];
  sheet.GetRange("C4:C8").NumberFormat = [["0.0%"], ["0.0%"], ["0.0%"], ["0.0%"], ["0.0%"]];
  const table = sheet.Tables.Add("A3:C8", true);
  table.Name = "状态表";
  table.Style = "TableStyleLight9";
  const chart = sheet.Charts.Add("ColumnStacked", sheet.GetRange("A3:B8"), "Columns");
  chart.Name = "状态图";
  chart.Title.Text = "各状态客户数";
  chart.Axes.CategoryAxis.Title.Text = "状态";
  chart.Axes.ValueAxis.Title.Text = "客户数";
  chart.SetPosition("E3", "K18");
  // Sizes that are left to Excel are written as Excel's own defaults.
  chart.state.title.font.size = 14;
  chart.state.axes.category.titleFont.size = 10;
  chart.state.axes.value.titleFont.size = 10;
  const [series] = chart.state.series;
  series.fillColor = "#2E75B6";
  sheet.FreezePanes.FreezeRows(3);
  sheet.GetRange("A:A").Format.ColumnWidth = 120;
  sheet.GetRange("E20:E30").DataValidation.Rule = {
    list: { inCellDropDown: true, source: "已预约,已到店" },
  };
  sheet.GetRange("F20:F30").DataValidation.Rule = {
    wholeNumber: { formula1: 0, formula2: "=B4", operator: "Between" },
  };
  addConditionalFormats(sheet);
  sheet.PageLayout.Orientation = "Landscape";
  sheet.PageLayout.PaperSize = "A4";
  sheet.PageLayout.SetPrintTitleRows("$3:$3");
  sheet.PageLayout.Zoom = { horizontalFitToPages: 1 };
  sheet.pageLayout.headerFooter.CenterFooter = "&P / &N";
  sheet.touch("print");
  sheet.TabColor = "#2E75B6";
  sheet.Gridlines = false;
  sheet.GetRange("A20").Hyperlink = {
    documentReference: "'客户状态'!A1",
    screenTip: "回到开头",
    textToDisplay: "回到开头",
  };
  return workbook;
}

interface Rules {
  Rule: unknown;
  Format: { Fill: { Color: unknown }; Font: { Color: unknown; Bold: unknown } };
}

function addConditionalFormats(sheet: Worksheet): void {
  const formats = (address: string) => sheet.GetRange(address).ConditionalFormats;
  const value = formats("B4:B8").Add("CellValue").CellValue as unknown as Rules;
  value.Rule = { formula1: "=10", operator: "GreaterThan" };
  value.Format.Fill.Color = "#C6EFCE";
  const text = formats("A4:A8").Add("ContainsText").TextComparison as unknown as Rules;
  text.Rule = { operator: "Contains", text: "流失" };
  text.Format.Font.Color = "#9C0006";
  text.Format.Font.Bold = true;
  const custom = formats("A4:C8").Add("Custom").Custom as unknown as {
    Rule: { Formula: unknown };
    Format: Rules["Format"];
  };
  custom.Rule.Formula = '=$A4="无效"';
  custom.Format.Font.Color = "#808080";
  formats("C4:C8").Add("DataBar");
  const bar = formats("B4:B8").Add("DataBar").DataBar as unknown as {
    LowerBoundRule: unknown;
    BarDirection: unknown;
    PositiveFormat: { FillColor: unknown; GradientFill: unknown };
  };
  bar.LowerBoundRule = { type: "Number", formula: "0" };
  bar.BarDirection = "LeftToRight";
  bar.PositiveFormat.FillColor = "#9DC3E6";
  bar.PositiveFormat.GradientFill = false;
  const scale = formats("B4:B8").Add("ColorScale").ColorScale as unknown as { Criteria: unknown };
  scale.Criteria = {
    minimum: { type: "LowestValue", color: "#FFFFFF" },
    maximum: { type: "HighestValue", color: "#63BE7B" },
  };
  const top = formats("B4:B8").Add("TopBottom").TopBottom as unknown as Rules;
  top.Rule = { type: "TopItems", rank: 1 };
  top.Format.Font.Bold = true;
  const preset = formats("A4:A8").Add("PresetCriteria").Preset as unknown as Rules;
  preset.Rule = { criterion: "DuplicateValues" };
  preset.Format.Fill.Color = "#FFEB9C";
}

/** What a sheet carries besides its cells, without the ids that loading gives anew. */
const carried = (sheet: Worksheet) => ({
  merges: sheet.merges,
  frozen: sheet.frozen,
  pageLayout: sheet.pageLayout,
  validations: sheet.validations,
  conditionalFormats: sheet.conditionalFormats.map((format) => ({ ...format, id: "" })),
  hyperlinks: sheet.hyperlinks,
  tabColor: sheet.tabColor,
  gridlines: sheet.showGridlines,
  protection: sheet.protection,
  tables: sheet.tables.map(({ name, rect, look, showTotals, columnIds }) => ({
    name,
    rect,
    look,
    showTotals,
    columnIds,
  })),
  charts: sheet.charts.map(({ state }) => ({ ...state, id: "" })),
  widths: [0, 1, 2].map((column) => sheet.columnWidth(column)),
});

test("a generated sheet comes back with table, chart, formats, validations, panes and print setup", async () => {
  const workbook = reportWorkbook();
  const before = carried(workbook.sheets[0]);
  const again = (await loadXlsx(await saveXlsx(workbook))).sheets[0];
  const after = carried(again);
  expect(after).toEqual(before);
  expect(again.unmodelledParts.size).toBe(0);
  expect(again.numberFormat("C4")).toBe("0.0%");
});

test("excelize reads the generated sheet the same way", async () => {
  const read = readWithExcelize(await saveXlsx(reportWorkbook()));
  const [sheet] = read.sheets;
  expect(sheet).toMatchObject({
    name: "客户状态",
    tables: [["状态表", "A3:C8"]],
    merged: 1,
    frozenRows: 3,
    orientation: "landscape",
    validations: ["E20:E30", "F20:F30"],
  });
  expect(sheet.rows[3].slice(0, 2)).toEqual(["稳定", "12"]);
  expect(read.names).toContainEqual(["_xlnm.Print_Titles", "客户状态!$3:$3"]);
}, 60_000);

test("the same workbook gives the same bytes, and loading and saving again changes none", async () => {
  const first = await saveXlsx(reportWorkbook());
  expect(Buffer.compare(await saveXlsx(reportWorkbook()), first)).toBe(0);
  expect(Buffer.compare(await saveXlsx(await loadXlsx(first)), first)).toBe(0);
});

function drawTop(range: ReturnType<Worksheet["GetRange"]>): void {
  const top = range.Format.Borders.$item("EdgeTop");
  if (top) top.Color = "#8A8A8A";
}

test("a report written anew over an earlier one finds its formats in the file and adds none", async () => {
  const write = (workbook: Workbook): Workbook => {
    const [sheet] = workbook.sheets;
    sheet.GetRange("A1:C9").Clear("All");
    sheet.GetRange("A1:C9").ConditionalFormats.ClearAll();
    addConditionalFormats(sheet);
    const title = sheet.GetRange("A1").Format;
    title.Font.Bold = true;
    title.Font.Color = "#0F548C";
    title.Fill.Color = "#DCE6F1";
    title.HorizontalAlignment = "Center";
    drawTop(sheet.GetRange("A2:B2"));
    sheet.GetRange("C4").NumberFormat = [["0.0%;-0.0%"]];
    return workbook;
  };
  const first = await saveXlsx(write(Workbook.blank("客户状态")));
  const second = await saveXlsx(write(await loadXlsx(first)));
  const styles = partText(first, "xl/styles.xml");
  expect(styles).toContain("FFDCE6F1");
  expect(partText(second, "xl/styles.xml")).toBe(styles);
});

describe("formats of a file that another program wrote", () => {
  const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  const yellow =
    '<x:fill>\n<x:patternFill patternType="solid"><x:fgColor rgb="FFFFFF00"/><x:bgColor indexed="64"/></x:patternFill>\n</x:fill>';
  const withFills = (fills: string): Uint8Array =>
    handWritten({
      sheets: { 表: '<sheetData><row r="1"><c r="A1" s="1"><v>1</v></c></row></sheetData>' },
      parts: {
        "xl/styles.xml":
          `<x:styleSheet xmlns:x="${MAIN}"><x:fonts><x:font><x:sz val="11"/><x:name val="宋体"/></x:font></x:fonts>` +
          `<x:fills>${fills}</x:fills><x:borders><x:border/>` +
          '<x:border diagonalUp="1"><x:left/><x:diagonal style="thin"><x:color auto="1"/></x:diagonal></x:border></x:borders>' +
          '<x:cellXfs><x:xf numFmtId="0"/><x:xf numFmtId="0" borderId="1"/></x:cellXfs></x:styleSheet>',
      },
    });
  const none = '<x:fill><x:patternFill patternType="none"/></x:fill>';
  const painted = async (bytes: Uint8Array): Promise<string> => {
    const workbook = await loadXlsx(bytes);
    workbook.sheets[0].GetRange("B1").Format.Fill.Color = "#FFFF00";
    return partText(await saveXlsx(workbook), "xl/styles.xml");
  };

  test("are used again whatever their prefix, line breaks and order of attributes", async () => {
    const styles = await painted(withFills(none + none + yellow));
    expect(styles.match(/<x:fill>/g)).toHaveLength(3);
    expect(styles).toContain('fillId="2"');
  });

  test("are not used where Excel ignores what the file says: the first two fills", async () => {
    const styles = await painted(withFills(none + yellow));
    expect(styles.match(/<x:fill>/g)).toHaveLength(3);
    expect(styles).toContain('fillId="2"');
  });

  test("keep a diagonal line under the file's own prefix when another edge changes", async () => {
    const workbook = await loadXlsx(withFills(none + none));
    drawTop(workbook.sheets[0].GetRange("A1"));
    const styles = partText(await saveXlsx(workbook), "xl/styles.xml");
    const diagonal = '<x:diagonal style="thin"><x:color auto="1"/></x:diagonal>';
    expect(styles.split(diagonal)).toHaveLength(3);
    expect(styles).not.toContain("<x:x:");
  });
});

test("the elements of a sheet stand in the order that the schema asks for", async () => {
  const text = partText(await saveXlsx(reportWorkbook()), "xl/worksheets/sheet1.xml");
  const order =
    "sheetPr dimension sheetViews sheetFormatPr cols sheetData mergeCells conditionalFormatting " +
    "dataValidations hyperlinks pageMargins pageSetup headerFooter drawing tableParts extLst";
  const places = order.split(" ").map((name) => text.lastIndexOf(`<${name}`));
  expect(places.every((place) => place > 0)).toBe(true);
  expect([...places].sort((a, b) => a - b)).toEqual(places);
});

test("phones and numbers of orders on a sheet that we make are not marked as numbers stored as text", async () => {
  const workbook = await loadXlsx(handWritten({ sheets: { 客户: "<sheetData/>" } }));
  const phones = workbook.addSheet("招揽记录");
  phones.GetRange("A1:A2").NumberFormat = [["@"], ["@"]];
  phones.GetRange("A1:A2").Values = [["手机"], ["13800000001"]];
  workbook.addSheet("客户状态").GetRange("A1:A2").Values = [["客户数"], [12]];
  // The user's own sheet stays as he set it.
  workbook.sheet("客户").GetRange("A1").NumberFormat = [["@"]];
  workbook.sheet("客户").GetRange("A1").Values = [["13800000001"]];
  const saved = await saveXlsx(workbook);
  const marks = [1, 2, 3].map((at) =>
    partText(saved, `xl/worksheets/sheet${at}.xml`).includes(
      '<ignoredError sqref="A1:XFD1048576" numberStoredAsText="1"/>'
    )
  );
  expect(marks).toEqual([false, true, false]);
});

test("deleting a generated sheet takes its table, chart and drawing out of the file", async () => {
  const workbook = reportWorkbook();
  workbook.addSheet("其他").GetRange("A1").Values = [["留下"]];
  const loaded = await loadXlsx(await saveXlsx(workbook));
  loaded.sheet("客户状态").Delete();
  const saved = await saveXlsx(loaded);
  expect(partNames(saved).filter((name) => /table|chart|drawing|sheet1/.test(name))).toEqual([]);
  expect(partText(saved, "xl/workbook.xml")).not.toContain("Print_Titles");
  expect((await loadXlsx(saved)).sheets.map(({ Name }) => Name)).toEqual(["其他"]);
});

test("custom XML parts are added, changed and removed with their properties and relationships", async () => {
  const workbook = Workbook.blank();
  workbook.CustomXmlParts.Add('<state xmlns="urn:retain:test" v="1"/>');
  const first = await loadXlsx(await saveXlsx(workbook));
  const properties = partText(await saveXlsx(first), "customXml/itemProps1.xml");
  expect(properties).toContain('ds:uri="urn:retain:test"');
  expect(first.customXml).toEqual(workbook.customXml);
  first.customXml[0].xml = '<state xmlns="urn:retain:test" v="2"/>';
  const second = await loadXlsx(await saveXlsx(first));
  expect(second.customXml[0].xml).toContain('v="2"');
  second.customXml = [];
  const gone = await saveXlsx(second);
  expect(partNames(gone).filter((name) => name.startsWith("customXml"))).toEqual([]);
  expect(partText(gone, "xl/_rels/workbook.xml.rels")).not.toContain("customXml");
});

test("sheet names with quotes, marks and Chinese come back, also inside names and print titles", async () => {
  const workbook = Workbook.blank(`O'Brien & <Söhne> "A"`);
  const [sheet] = workbook.sheets;
  sheet.GetRange("A1").Values = [[1]];
  workbook.Names.Add("门店名", sheet.GetRange("A1"));
  sheet.PageLayout.SetPrintTitleRows("$1:$2");
  const again = await loadXlsx(await saveXlsx(workbook));
  expect(again.sheets[0].Name).toBe(sheet.Name);
  expect(again.names.map(({ name, formula }) => [name, formula])).toEqual([
    ["门店名", `='O''Brien & <Söhne> "A"'!$A$1`],
  ]);
  expect(again.sheets[0].pageLayout.titleRows).toMatchObject({ row: 0, rows: 2 });
});

describe("states of a user's workbook", () => {
  const content = (inner: string) =>
    `<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>${inner}`;

  test("visibility, structure protection, 1904 dates, calculation mode and the sheet in front are read", async () => {
    const workbook = await loadXlsx(
      handWritten({
        sheets: { 甲: content(""), 乙: content(""), 丙: content("") },
        attributes: { 甲: 'state="veryHidden"', 乙: 'state="hidden"' },
        before:
          '<workbookPr date1904="1"/><workbookProtection lockStructure="1"/><bookViews><workbookView activeTab="2"/></bookViews>',
        after:
          '<definedNames><definedName name="税率" hidden="1">0.13</definedName></definedNames><calcPr calcMode="manual"/>',
      })
    );
    expect(workbook.sheets.map(({ visibility }) => visibility)).toEqual([
      "VeryHidden",
      "Hidden",
      "Visible",
    ]);
    expect(workbook).toMatchObject({
      date1904: true,
      structurePassword: "",
      calculationMode: "Manual",
    });
    expect(workbook.activeWorksheet.Name).toBe("丙");
    expect(workbook.names.map(({ name, formula, visible }) => [name, formula, visible])).toEqual([
      ["税率", "=0.13", false],
    ]);
  });

  test("a protected sheet says what it allows, and nobody knows its password", async () => {
    const { sheets } = await loadXlsx(
      handWritten({
        sheets: {
          表: content(
            '<sheetProtection password="CC1A" sheet="1" objects="1" formatColumns="0" sort="0"/>'
          ),
        },
      })
    );
    expect(sheets[0].protection).toMatchObject({
      allowFormatColumns: true,
      allowSort: true,
      allowFormatCells: false,
      allowEditObjects: false,
      allowEditScenarios: true,
    });
    expect(() => sheets[0].Protection.Unprotect("1234")).toThrow();
  });

  test("rows that a filter hides are told apart from rows hidden by hand", async () => {
    const rows = [1, 2, 3, 4, 5, 6]
      .map(
        (r) =>
          `<row r="${r}"${r === 3 || r === 6 ? ' hidden="1"' : ""}><c r="A${r}"><v>${r}</v></c></row>`
      )
      .join("");
    const { sheets } = await loadXlsx(
      handWritten({
        sheets: {
          表:
            `<sheetData>${rows}</sheetData><autoFilter ref="A1:A4"><filterColumn colId="0">` +
            '<customFilters and="1"><customFilter operator="greaterThan" val="1"/><customFilter operator="notEqual" val="3"/></customFilters></filterColumn></autoFilter>',
        },
      })
    );
    const [{ cells, filter }] = sheets;
    expect([...cells.filteredRows]).toEqual([2]);
    expect([...cells.hiddenRows]).toEqual([5]);
    expect(filter?.criteria.get(0)).toEqual({
      filterOn: "Custom",
      criterion1: ">1",
      criterion2: "<>3",
      operator: "And",
    });
  });

  test("a new sheet in front of others moves the names that belong to them", async () => {
    const workbook = await loadXlsx(
      handWritten({
        sheets: { 甲: content(""), 乙: content("") },
        after:
          '<definedNames><definedName name="_xlnm.Print_Area" localSheetId="1">乙!$A$1:$B$2</definedName></definedNames>',
      })
    );
    workbook.addSheet("新").Position = 0;
    const saved = await saveXlsx(workbook);
    expect(partText(saved, "xl/workbook.xml")).toContain('localSheetId="2">乙!$A$1:$B$2<');
    const again = await loadXlsx(saved);
    expect(again.sheet("乙").pageLayout.printArea).toMatchObject({ rows: 2, columns: 2 });
  });

  test("only one tab is selected after another sheet came to the front", async () => {
    const view = '<sheetViews><sheetView tabSelected="1" workbookViewId="0"/></sheetViews>';
    const workbook = await loadXlsx(
      handWritten({
        sheets: { 甲: view + content(""), 乙: content("") },
        before: "<bookViews><workbookView/></bookViews>",
      })
    );
    workbook.sheet("乙").Activate();
    const saved = await saveXlsx(workbook);
    expect(partText(saved, "xl/worksheets/sheet1.xml")).not.toContain("tabSelected");
    expect(partText(saved, "xl/worksheets/sheet2.xml")).toContain('tabSelected="1"');
    expect(partText(saved, "xl/workbook.xml")).toContain('activeTab="1"');
  });

  test("a formula that was overwritten drops the calculation chain, which names its cell", async () => {
    const relationship =
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' +
      '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>' +
      '<Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/calcChain" Target="calcChain.xml"/></Relationships>';
    const workbook = await loadXlsx(
      handWritten({
        sheets: { 表: '<sheetData><row r="1"><c r="A1"><f>1+1</f><v>2</v></c></row></sheetData>' },
        parts: {
          "xl/_rels/workbook.xml.rels": relationship,
          "xl/calcChain.xml": "<calcChain/>",
        },
      })
    );
    workbook.sheets[0].GetRange("A1").Values = [[2]];
    const saved = await saveXlsx(workbook);
    expect(partNames(saved)).not.toContain("xl/calcChain.xml");
    expect(partText(saved, "xl/_rels/workbook.xml.rels")).not.toContain("calcChain");
  });

  test("what the model cannot write is refused by name instead of being lost", async () => {
    const workbook = await loadXlsx(handWritten({ sheets: { 表: content("") } }));
    workbook.sheets[0].touch("customProperties" satisfies SheetPart);
    await expect(saveXlsx(workbook)).rejects.toMatchObject({ code: "unsupportedChange" });
  });
});
