/** Packages as other programs write them, each made small here: what is saved must open without repair. */
import { loadXlsx, saveXlsx } from ".";
import { compressedParts, handWritten, partNames, partText } from "./testing/files";

const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const relationships = (...entries: readonly (readonly [id: string, type: string, to: string])[]) =>
  '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' +
  entries
    .map(([id, type, to]) => `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${to}"/>`)
    .join("") +
  "</Relationships>";
const cells = '<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>';

/** A workbook whose second sheet is of another kind and has the highest number. */
function withSheetOfKind(kind: string, part: string): Uint8Array {
  return handWritten({
    sheets: { 客户: cells },
    parts: {
      "xl/workbook.xml":
        `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="客户" sheetId="2" r:id="rId1"/>` +
        `<sheet name="别的" sheetId="9" r:id="rId2"/></sheets><definedNames>` +
        `<definedName name="本页" localSheetId="1">1</definedName></definedNames></workbook>`,
      "xl/_rels/workbook.xml.rels": relationships(
        ["rId1", "worksheet", "worksheets/sheet1.xml"],
        ["rId2", kind, part],
        ["rIdS", "styles", "styles.xml"]
      ),
      [`xl/${part}`]: `<sheet xmlns="${MAIN}"/>`,
    },
  });
}

describe.each([
  ["chartsheet", "chartsheets/sheet1.xml"],
  ["dialogsheet", "dialogsheets/sheet1.xml"],
  ["xlMacrosheet", "macrosheets/sheet1.xml"],
])("a workbook with a %s", (kind, part) => {
  const bytes = withSheetOfKind(kind, part);

  test("gives new sheets a number that it does not have", async () => {
    const workbook = await loadXlsx(bytes);
    workbook.addSheet("客户状态");
    const text = partText(await saveXlsx(workbook), "xl/workbook.xml");
    expect([...text.matchAll(/sheetId="(\d+)"/g)].map(([, id]) => id)).toEqual(["2", "9", "10"]);
  });

  test("keeps that sheet to the byte, its place and the names that belong to it", async () => {
    const workbook = await loadXlsx(bytes);
    workbook.addSheet("客户状态");
    const saved = await saveXlsx(workbook);
    expect(compressedParts(saved)[`xl/${part}`]).toBe(compressedParts(bytes)[`xl/${part}`]);
    const text = partText(saved, "xl/workbook.xml");
    expect([...text.matchAll(/<sheet name="([^"]+)"/g)].map(([, name]) => name)).toEqual([
      "客户",
      "别的",
      "客户状态",
    ]);
    expect(text).toContain('<definedName name="本页" localSheetId="1">1</definedName>');
  });

  test("gives no new sheet its name", async () => {
    const workbook = await loadXlsx(bytes);
    expect(() => workbook.Worksheets.Add("别的")).toThrow("ItemAlreadyExists");
  });
});

test("a table without a header row keeps its number for itself", async () => {
  const bytes = handWritten({
    sheets: { 客户: `${cells}<tableParts count="1"><tablePart r:id="rId1"/></tableParts>` },
    parts: {
      "xl/worksheets/_rels/sheet1.xml.rels": relationships([
        "rId1",
        "table",
        "../tables/table1.xml",
      ]),
      "xl/tables/table1.xml":
        `<table xmlns="${MAIN}" id="7" name="无头" displayName="无头" ref="A1:A2" headerRowCount="0">` +
        '<tableColumns count="1"><tableColumn id="1" name="列1"/></tableColumns></table>',
    },
  });
  const workbook = await loadXlsx(bytes);
  const sheet = workbook.addSheet("客户状态");
  sheet.GetRange("A1:B2").Values = [
    ["状态", "数"],
    ["稳定", 1],
  ];
  sheet.Tables.Add("A1:B2", true);
  const saved = await saveXlsx(workbook);
  const ids = partNames(saved)
    .filter((name) => name.startsWith("xl/tables/"))
    .map((name) => /<table [^>]*\bid="(\d+)"/.exec(partText(saved, name))?.[1]);
  expect(ids).toEqual(["7", "8"]);
});

test("new relationships get a content type where the file gives it part by part", async () => {
  const rels = "application/vnd.openxmlformats-package.relationships+xml";
  const bytes = handWritten({
    sheets: { 客户: cells },
    parts: {
      "[Content_Types].xml":
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">' +
        '<Default Extension="xml" ContentType="application/xml"/>' +
        `<Override PartName="/_rels/.rels" ContentType="${rels}"/>` +
        `<Override PartName="/xl/_rels/workbook.xml.rels" ContentType="${rels}"/></Types>`,
    },
  });
  const workbook = await loadXlsx(bytes);
  const [sheet] = workbook.sheets;
  sheet.Charts.Add("Line", sheet.GetRange("A1:A2"), "Columns");
  const saved = await saveXlsx(workbook);
  expect(partNames(saved)).toContain("xl/worksheets/_rels/sheet1.xml.rels");
  expect(partText(saved, "[Content_Types].xml")).toContain(
    `Extension="rels" ContentType="${rels}"`
  );
});

describe("parameters of LET and LAMBDA", () => {
  const file = [
    "_xlfn.LET(_xlpm.x,B1,_xlpm.y,_xlpm.x+1,_xlpm.x*_xlpm.y)",
    "_xlfn.LAMBDA(_xlpm.a,_xlpm.b,_xlpm.a+_xlpm.b)(1,2)",
    '_xlfn.LET(_xlpm.f,_xlfn.LAMBDA(_xlpm.n,_xlpm.n*2),_xlpm.f(B1)&"x,(y")',
    "SUM(_xlfn.LET(_xlpm.金额,B1:B3,SUM(_xlpm.金额)))",
  ];
  test.each(file)(
    "%s is shown without and saved with their prefix when its cell moves",
    async (formula) => {
      const workbook = await loadXlsx(
        handWritten({
          sheets: {
            客户: `<sheetData><row r="1"><c r="A1"><f>${formula.replace(/&/g, "&amp;")}</f><v>1</v></c></row></sheetData>`,
          },
        })
      );
      const [sheet] = workbook.sheets;
      expect(sheet.cells.formula(0, 0)).not.toContain("_xl");
      sheet.GetRange("1:1").Insert("Down");
      const saved = partText(await saveXlsx(workbook), "xl/worksheets/sheet1.xml");
      const moved = formula.replace(/B(\d)/g, (_, row: string) => `B${Number(row) + 1}`);
      expect(saved).toContain(`<c r="A2"><f>${moved.replace(/&/g, "&amp;")}</f>`);
    }
  );
});
