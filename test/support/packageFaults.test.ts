import { textEntry, writeZip } from "../../src/offline/host/xlsx/zip";
import { handWritten, partNames, partText } from "../../src/offline/host/xlsx/testing/files";
import { packageFaults } from "./packageFaults";

const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const relations = (inner: string): string =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inner}</Relationships>`;
const relation = (id: string, kind: string, target: string): string =>
  `<Relationship Id="${id}" Type="${office}/${kind}" Target="${target}"/>`;
const text = (address: string, value: string): string =>
  `<c r="${address}" t="inlineStr"><is><t>${value}</t></is></c>`;

const rows =
  `<row r="1">${text("A1", "件")}${text("B1", "价")}</row>` +
  '<row r="2"><c r="A2"><v>1</v></c><c r="B2"><f>A2*2</f><v>2</v></c></row>' +
  '<row r="3"><c r="A3"><v>2</v></c><c r="B3"><f>A3*2</f><v>4</v></c></row>' +
  '<row r="4"><c r="A4" t="s"><v>0</v></c></row>';
const listed =
  '<cols><col min="1" max="1" width="9"/><col min="2" max="3" width="12"/></cols>' +
  `<sheetData>${rows}</sheetData>` +
  '<mergeCells count="2"><mergeCell ref="D1:E1"/><mergeCell ref="D2:E2"/></mergeCells>' +
  '<conditionalFormatting sqref="A2:A3"><cfRule type="expression" dxfId="0" priority="1"><formula>A2&gt;1</formula></cfRule></conditionalFormatting>' +
  '<dataValidations count="2"><dataValidation type="list" prompt="请选" sqref="A2:A3"><formula1>"甲,乙"</formula1></dataValidation>' +
  '<dataValidation type="whole" sqref="B2:B3"><formula1>1</formula1></dataValidation></dataValidations>' +
  '<drawing r:id="rId2"/><tableParts count="1"><tablePart r:id="rId1"/></tableParts>';
const other =
  `<sheetData><row r="1">${text("A1", "物")}</row><row r="2"><c r="A2"><v>1</v></c></row></sheetData>` +
  '<tableParts count="1"><tablePart r:id="rId1"/></tableParts>';
const table =
  `<table xmlns="${main}" id="1" name="T" displayName="T" ref="A1:B3"><autoFilter ref="A1:B3"/>` +
  '<tableColumns count="2"><tableColumn id="1" name="件"/><tableColumn id="2" name="价" dataDxfId="0"/></tableColumns></table>';
const otherTable =
  `<table xmlns="${main}" id="2" name="U" displayName="U" ref="A1:A2">` +
  '<tableColumns count="1"><tableColumn id="1" name="物"/></tableColumns></table>';
const styles =
  '<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy"/></numFmts>' +
  '<fonts count="1"><font><sz val="11"/></font></fonts>' +
  '<fills count="1"><fill><patternFill patternType="none"/></fill></fills>' +
  "<borders><border/></borders>" +
  '<cellStyleXfs><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
  '<cellXfs><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="164"/></cellXfs>' +
  "<dxfs><dxf/></dxfs>";
const chart =
  '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:ser>' +
  "<c:tx><c:strRef><c:f>清单!$B$1</c:f><c:strCache/></c:strRef></c:tx>" +
  "<c:cat><c:multiLvlStrRef><c:f>清单!$A$1:$B$1</c:f><c:multiLvlStrCache/></c:multiLvlStrRef></c:cat>" +
  "<c:val><c:numRef><c:f>清单!$B$2:$B$3</c:f><c:numCache/></c:numRef></c:val></c:ser></c:chartSpace>";

/** A small workbook that is right. */
const right = handWritten({
  sheets: { 清单: listed, 另一张: other },
  strings: ["<t>合计</t>"],
  styles,
  after: '<definedNames><definedName name="税率">清单!$A$2</definedName></definedNames>',
  parts: {
    "xl/worksheets/_rels/sheet1.xml.rels": relations(
      relation("rId1", "table", "../tables/table1.xml") +
        relation("rId2", "drawing", "../drawings/drawing1.xml")
    ),
    "xl/worksheets/_rels/sheet2.xml.rels": relations(
      relation("rId1", "table", "../tables/table2.xml")
    ),
    "xl/tables/table1.xml": table,
    "xl/tables/table2.xml": otherTable,
    "xl/drawings/drawing1.xml": `<wsDr xmlns:r="${office}"><chart r:id="rId1"/></wsDr>`,
    "xl/drawings/_rels/drawing1.xml.rels": relations(
      relation("rId1", "chart", "../charts/chart1.xml")
    ),
    "xl/charts/chart1.xml": chart,
  },
});

type Edit = readonly [was: string, is: string];

/** The workbook with some of its texts replaced, and with further parts. */
function book(edits: readonly Edit[], more: Readonly<Record<string, string>> = {}): Uint8Array {
  const parts = partNames(right).map((name): [string, string] => {
    const was = partText(right, name);
    return [name, edits.reduce((all, [from, to]) => all.replaceAll(from, to), was)];
  });
  for (const [from] of edits) {
    if (!partNames(right).some((name) => partText(right, name).includes(from)))
      throw new Error(`nothing says ${from}`);
  }
  return writeZip([...parts, ...Object.entries(more)].map(([name, it]) => textEntry(name, it)));
}

test("a workbook that is right has no faults", () => {
  expect(packageFaults(right)).toEqual([]);
  expect(packageFaults(book([]))).toEqual([]);
});

/** A kind of fault: what it is called, how the right workbook gets it, what is said. */
type Case = readonly [what: string, edits: readonly Edit[], fault: RegExp];

const ofThePackage: readonly Case[] = [
  ["no content type", [['Extension="xml"', 'Extension="bin"']], /no content type: xl\/styles.xml/],
  [
    "the type of no part",
    [["</Types>", '<Override PartName="/xl/gone.xml" ContentType="a/b"/></Types>']],
    /type of no part: \/xl\/gone.xml/,
  ],
  ["a relationship that leads nowhere", [["table1.xml", "table9.xml"]], /leads to no part/],
  ["an id without a relationship", [['rId2" Type', 'rId9" Type']], /rId2 of .* is not there/],
  ["a relationship twice", [['rIdT" Type', 'rIdS" Type']], /relationship twice: rIdS/],
  ["a part that nothing leads to", [["chart1.xml", "../styles.xml"]], /leads to xl\/charts/],
  ["no workbook", [["/officeDocument", "/thumbnail"]], /no workbook/],
];

const ofTheWorkbook: readonly Case[] = [
  ["a sheet name that is too long", [["清单", "长".repeat(32)]], /sheet name: 长/],
  ["a sheet name with what no name has", [["另一张", "另/一张"]], /sheet name: 另/],
  ["a sheet name twice", [['"另一张"', '"清单"']], /sheet name twice: 清单/],
  ["a sheet's id twice", [['sheetId="2"', 'sheetId="1"']], /sheetId twice: 1/],
  ["a name of nothing", [["清单!$A$2", "#REF!"]], /name of nothing: 税率/],
  ["a name like a cell", [['name="税率"', 'name="AB12"']], /name: AB12/],
  ["a name with a blank", [['name="税率"', 'name="税 率"']], /name: 税 率/],
  [
    "a name of a sheet that is not there",
    [['name="税率"', 'name="税率" localSheetId="2"']],
    /name of no sheet: 税率/,
  ],
  [
    "a name twice",
    [["</definedNames>", '<definedName name="税率">1</definedName></definedNames>']],
    /name twice: 税率/,
  ],
  ["a count that is wrong", [['<fonts count="1"', '<fonts count="2"']], /count of fonts/],
  ["a font that is not there", [['fontId="0" fill', 'fontId="1" fill']], /fontId of a format/],
  [
    "a number format that is not there",
    [['<xf numFmtId="164"', '<xf numFmtId="165"']],
    /number format 165/,
  ],
];

const ofTheSheet: readonly Case[] = [
  ["a formula without a value", [["<f>A2*2</f><v>2</v>", "<f>A2*2</f>"]], /value: 清单!B2/],
  ["rows out of order", [['<row r="3">', '<row r="2">']], /rows out of order: 清单/],
  ["cells out of order", [['r="B2"', 'r="A2"']], /cells out of order: 清单/],
  ["a format that is not there", [['<c r="A2">', '<c r="A2" s="99">']], /format of a cell: 清单/],
  ["a shared text that is not there", [['t="s"><v>0', 't="s"><v>1']], /shared text 1: 清单/],
  ["what is no number", [['<c r="A2"><v>1', '<c r="A2"><v>1,5']], /number 1,5: 清单/],
  ["a text that is too long", [["合计", "长".repeat(32_768)]], /text too long: 清单/],
  ["a formula that is too long", [["A2*2", `A2${"+1".repeat(4_096)}`]], /formula: 清单/],
  ["a formula that begins with its sign", [["A2*2", "=A2*2"]], /formula: 清单/],
  ["brackets that do not close", [["A2*2", "(A2*2"]], /brackets: 清单/],
  ["a function without its prefix", [["A2*2", "IFS(A2)"]], /without its prefix: 清单/],
  ["merged cells over each other", [['ref="D2:E2"', 'ref="D1:D2"']], /merged cells overlap: 清单/],
  ["columns over each other", [['min="2" max="3"', 'min="1" max="3"']], /columns: 清单/],
  ["a column that is too wide", [['width="12"', 'width="256"']], /columns: 清单/],
  [
    "a rule's format that is not there",
    [['dxfId="0" priority', 'dxfId="1" priority']],
    /rule's format: 清单/,
  ],
  ["a rule over a table's column", [["A2&gt;1", "T[件]&gt;1"]], /structured reference .*: 清单/],
  [
    "validations over each other",
    [['sqref="B2:B3"', 'sqref="A3:B3"']],
    /validations overlap: 清单/,
  ],
  ["a validation that is too long", [["甲,乙", "甲".repeat(256)]], /validation too long: 清单/],
  ["a prompt that is too long", [["请选", "请".repeat(256)]], /prompt too long: 清单/],
];

const ofTheTable: readonly Case[] = [
  ["another formula in a row", [["A3*2", "A2*2"]], /价 of T has several formulas/],
  ["a value among formulas", [["<f>A3*2</f>", ""]], /价 of T has several formulas/],
  ["a header that differs", [[">件<", ">货<"]], /header of T differs from its column: 件/],
  ["a name like a cell", [['displayName="T"', 'displayName="T1"']], /table name: T1/],
  ["a name that is taken", [['displayName="T"', 'displayName="税率"']], /table name twice: 税率/],
  ["the name of another table", [['displayName="U"', 'displayName="t"']], /table name twice: t/],
  ["the id of another table", [['id="2" name="U"', 'id="1" name="U"']], /table id twice: 1/],
  ["columns that do not fit", [['ref="A1:B3"', 'ref="A1:C3"']], /columns of table T/],
  [
    "a wrong count of columns",
    [['tableColumns count="2"', 'tableColumns count="3"']],
    /columns of table T/,
  ],
  ["a column twice", [['name="价"', 'name="件"']], /column twice in table T/],
  ["a column's id twice", [['id="2" name="价"', 'id="1" name="价"']], /column id twice in table T/],
  [
    "a filter of other rows",
    [['<autoFilter ref="A1:B3"', '<autoFilter ref="A1:B4"']],
    /filter of table T/,
  ],
  [
    "a filter over its totals",
    [
      ['displayName="T" ref="A1:B3"', 'displayName="T" ref="A1:B4" totalsRowCount="1"'],
      ['<autoFilter ref="A1:B3"', '<autoFilter ref="A1:B4"'],
    ],
    /filter of table T/,
  ],
  ["no row", [['ref="A1:A2"', 'ref="A1:A1"']], /table without a row: U/],
  ["a format that is not there", [['dataDxfId="0"', 'dataDxfId="1"']], /format of table T/],
  ["merged cells in it", [['ref="D2:E2"', 'ref="B2:C2"']], /table over something: 清单, T/],
];

const ofTheChart: readonly Case[] = [
  ["no cached figures", [["<c:numCache/>", ""]], /chart without cached values/],
  ["no cached names", [["<c:strCache/>", ""]], /chart without cached values/],
  ["no cached names of several levels", [["<c:multiLvlStrCache/>", ""]], /without cached values/],
];

describe.each([
  ["package", ofThePackage],
  ["workbook", ofTheWorkbook],
  ["sheet", ofTheSheet],
  ["table", ofTheTable],
  ["chart", ofTheChart],
])("in a %s", (_, cases) => {
  test.each(cases)("%s is a fault", (__, edits, fault) => {
    expect(packageFaults(book(edits)).join("\n")).toMatch(fault);
  });
});

test("two parts whose names differ in capitals alone are no package", () => {
  const twice = book([], { "XL/Styles.xml": "<styleSheet/>" });
  expect(() => packageFaults(twice)).toThrow("XL/Styles.xml twice");
});
