import { handWritten } from "../../src/offline/host/xlsx/testing/files";
import { packageFaults } from "./packageFaults";

const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const relations = (inner: string): string =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inner}</Relationships>`;
const text = (address: string, value: string): string =>
  `<c r="${address}" t="inlineStr"><is><t>${value}</t></is></c>`;

const rows =
  `<row r="1">${text("A1", "件")}${text("B1", "价")}</row>` +
  '<row r="2"><c r="A2"><v>1</v></c><c r="B2"><f>A2*2</f><v>2</v></c></row>' +
  '<row r="3"><c r="A3"><v>2</v></c><c r="B3"><f>A3*2</f><v>4</v></c></row>';
const validation =
  '<dataValidations count="1"><dataValidation type="list" sqref="A2:A3"><formula1>"甲,乙"</formula1></dataValidation></dataValidations>';
const table =
  `<table xmlns="${main}" id="1" name="T" displayName="T" ref="A1:B3"><autoFilter ref="A1:B3"/>` +
  '<tableColumns count="2"><tableColumn id="1" name="件"/><tableColumn id="2" name="价"/></tableColumns></table>';
const tableRelation = `<Relationship Id="rId1" Type="${office}/table" Target="../tables/table1.xml"/>`;

/** A small workbook that is right, with some of its texts replaced. */
function book(...changes: readonly (readonly [was: string, is: string])[]): Uint8Array {
  const changed = (content: string): string =>
    changes.reduce((all, [was, is]) => all.replaceAll(was, is), content);
  return handWritten({
    sheets: {
      [changed("清单")]: changed(
        `<sheetData>${rows}</sheetData>${validation}<tableParts count="1"><tablePart r:id="rId1"/></tableParts>`
      ),
    },
    after: changed('<definedNames><definedName name="税率">清单!$A$2</definedName></definedNames>'),
    parts: {
      "xl/worksheets/_rels/sheet1.xml.rels": changed(relations(tableRelation)),
      "xl/tables/table1.xml": changed(table),
    },
  });
}

test("a workbook that is right has no faults", () => {
  expect(packageFaults(book())).toEqual([]);
});

test.each<[string, readonly (readonly [string, string])[], RegExp]>([
  [
    "a formula without a value",
    [["<f>A2*2</f><v>2</v>", "<f>A2*2</f>"]],
    /without a value: 清单!B2/,
  ],
  ["another formula in a row", [["A3*2", "A2*2"]], /价 of T has several formulas/],
  ["a value among formulas", [["<f>A3*2</f>", ""]], /价 of T has several formulas/],
  ["a header that differs", [[">件<", ">物<"]], /header of T differs from its column: 件/],
  ["a table name like a cell", [['displayName="T"', 'displayName="T1"']], /table name: T1/],
  ["a table name that is a name", [['displayName="T"', 'displayName="税率"']], /name twice: 税率/],
  ["columns that do not fit", [['ref="A1:B3"', 'ref="A1:C3"']], /columns of table T/],
  ["a column twice", [['name="价"', 'name="件"']], /column twice in table T/],
  ["a relationship that leads nowhere", [["table1.xml", "table2.xml"]], /leads to no part/],
  [
    "an id without a relationship",
    [['Id="rId1" Type', 'Id="rId9" Type']],
    /rId1 of .* is not there/,
  ],
  ["a name of nothing", [["清单!$A$2", "#REF!"]], /name of nothing: 税率/],
  ["a name like a cell", [['name="税率"', 'name="AB12"']], /name: AB12/],
  ["a sheet name that is too long", [["清单", "长".repeat(32)]], /sheet name/],
  ["a validation that is too long", [["甲,乙", "甲".repeat(256)]], /validation too long/],
  ["cells out of order", [['r="B2"', 'r="A2"']], /cells out of order/],
  ["a format that is not there", [['<c r="A2">', '<c r="A2" s="99">']], /format of a cell/],
  ["a function without its prefix", [["A2*2", "IFS(A2)"]], /without its prefix/],
  ["brackets that do not close", [["A2*2", "(A2*2"]], /brackets/],
  ["a shared text that is not there", [['<c r="A2"><v>', '<c r="A2" t="s"><v>']], /shared text/],
])("%s is a fault", (_, changes, fault) => {
  expect(packageFaults(book(...changes)).join("\n")).toMatch(fault);
});
