/**
 * A second program that writes and reads workbooks: excelize, in a process of its own, because its
 * WebAssembly neither loads inside jest nor lets a process end by itself.
 *
 *   node excelize.mjs make FILE.xlsx   writes the invented workbook of the tests
 *   node excelize.mjs read FILE.xlsx   prints what it reads, as JSON
 */
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import excelize from "excelize-wasm";

const [, , command, path] = process.argv;
const wasm = createRequire(import.meta.url).resolve("excelize-wasm/excelize.wasm.gz");
const { init } = excelize;
const library = await init(wasm);
if (command === "make") writeFileSync(path, make());
else process.stdout.write(JSON.stringify(read(library.OpenReader(readFileSync(path)))));
process.stdout.write("", () => process.exit(0));

/** Fails on the library's own error values. */
function must(result) {
  if (result.error) throw new Error(result.error);
  return result;
}

function make() {
  const file = library.NewFile();
  must(file.SetSheetName("Sheet1", "客户档案"));
  const customers = [["车牌", "姓名", "交车日期"]];
  for (let n = 1; n <= 20; n++) customers.push([`测A${10000 + n}`, `客户${n}`, 44000 + n * 30]);
  customers.forEach((row, index) => must(file.SetSheetRow("客户档案", `A${index + 1}`, row)));
  must(
    file.AddTable("客户档案", { Range: "A1:C21", Name: "客户", StyleName: "TableStyleMedium2" })
  );

  must(file.NewSheet("维修工单"));
  must(file.SetCellValue("维修工单", "A1", "维修工单明细"));
  must(file.MergeCell("维修工单", "A1", "D1"));
  const orders = [["工单号", "车牌", "进厂日期", "产值"]];
  for (let n = 1; n <= 60; n++) {
    orders.push([`RO${n}`, `测A${10001 + (n % 20)}`, 45000 + n * 3, 100 + (n % 7) * 50]);
  }
  orders.forEach((row, index) => must(file.SetSheetRow("维修工单", `A${index + 2}`, row)));

  must(file.NewSheet("店内分析"));
  must(
    file.AddPivotTable({
      DataRange: "维修工单!A2:D62",
      PivotTableRange: "店内分析!A3:C30",
      Rows: [{ Data: "车牌" }],
      Data: [{ Data: "产值", Subtotal: "Sum" }],
      RowGrandTotals: true,
      ColGrandTotals: true,
    })
  );
  for (let n = 1; n <= 6; n++)
    must(file.SetSheetRow("店内分析", `H${n}`, [`${n}月`, n * 10, n * 4]));
  must(file.SetCellFormula("店内分析", "K1", "SUM(I1:I6)"));
  must(
    file.AddChart("店内分析", "H10", {
      Type: library.Col,
      Series: [
        { Name: "店内分析!$I$1", Categories: "店内分析!$H$1:$H$6", Values: "店内分析!$I$1:$I$6" },
      ],
      Title: { Paragraph: [{ Text: "产值走势" }] },
    })
  );
  const { style } = must(
    file.NewConditionalStyle({ Fill: { Type: "pattern", Color: ["FFC7CE"], Pattern: 1 } })
  );
  must(
    file.SetConditionalFormat("店内分析", "I1:I6", [
      { Type: "cell", Criteria: ">", Format: style, Value: "30" },
    ])
  );
  must(
    file.SetConditionalFormat("店内分析", "J1:J6", [
      { Type: "data_bar", Criteria: "=", MinType: "min", MaxType: "max", BarColor: "#638EC6" },
    ])
  );
  must(file.AddSparkline("店内分析", { Location: ["L1"], Range: ["店内分析!I1:I6"] }));
  must(
    file.AddComment("店内分析", { Cell: "H1", Author: "经理", Paragraph: [{ Text: "核对过" }] })
  );
  return must(file.WriteToBuffer()).buffer;
}

function read(file) {
  must(file);
  return (
    must(file.GetSheetMap()) && {
      names: must(file.GetDefinedName()).definedNames.map(({ Name, RefersTo }) => [Name, RefersTo]),
      sheets: file.GetSheetList().list.map((name) => ({
        name,
        rows: must(file.GetRows(name)).result,
        tables: must(file.GetTables(name)).tables.map(({ Name, Range }) => [Name, Range]),
        merged: must(file.GetMergeCells(name)).mergeCells.length,
        frozenRows: must(file.GetPanes(name)).panes.YSplit,
        validations: must(file.GetDataValidations(name)).dataValidations.map(({ Sqref }) => Sqref),
        orientation: must(file.GetPageLayout(name)).opts?.Orientation,
      })),
    }
  );
}
