/** Packages as other programs write them, each made small here: what is saved must open without repair. */
import { isSigned, loadXlsx, saveXlsx } from ".";
import { compressedParts, handWritten, partNames, partText } from "./testing/files";
import { EntryWriter, entryText, readZip, textEntry, writeZip } from "./zip";

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

/** Parts of other programs and features, by the part that leads to them, its relationship and target. */
const foreign: readonly (readonly [from: string, type: string, to: string])[] = [
  [
    "xl/workbook.xml",
    "http://schemas.microsoft.com/office/2006/relationships/vbaProject",
    "xl/vbaProject.bin",
  ],
  [
    "xl/vbaProject.bin",
    "http://schemas.microsoft.com/office/2006/relationships/vbaProjectSignature",
    "xl/vbaProjectSignature.bin",
  ],
  ["xl/workbook.xml", `${OFFICE}/pivotCacheDefinition`, "xl/pivotCache/pivotCacheDefinition1.xml"],
  [
    "xl/pivotCache/pivotCacheDefinition1.xml",
    `${OFFICE}/pivotCacheRecords`,
    "xl/pivotCache/pivotCacheRecords1.xml",
  ],
  ["xl/worksheets/sheet2.xml", `${OFFICE}/pivotTable`, "xl/pivotTables/pivotTable1.xml"],
  [
    "xl/workbook.xml",
    "http://schemas.microsoft.com/office/2007/relationships/slicerCache",
    "xl/slicerCaches/slicerCache1.xml",
  ],
  [
    "xl/worksheets/sheet2.xml",
    "http://schemas.microsoft.com/office/2007/relationships/slicer",
    "xl/slicers/slicer1.xml",
  ],
  [
    "xl/worksheets/sheet1.xml",
    "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment",
    "xl/threadedComments/threadedComment1.xml",
  ],
  ["xl/worksheets/sheet1.xml", `${OFFICE}/comments`, "xl/comments1.xml"],
  ["xl/worksheets/sheet1.xml", `${OFFICE}/vmlDrawing`, "xl/drawings/vmlDrawing1.vml"],
  ["xl/worksheets/sheet2.xml", `${OFFICE}/ctrlProp`, "xl/ctrlProps/ctrlProp1.xml"],
  [
    "xl/workbook.xml",
    "http://schemas.microsoft.com/office/2017/10/relationships/person",
    "xl/persons/person.xml",
  ],
  ["xl/workbook.xml", `${OFFICE}/externalLink`, "xl/externalLinks/externalLink1.xml"],
  ["xl/workbook.xml", `${OFFICE}/connections`, "xl/connections.xml"],
  ["xl/worksheets/sheet2.xml", `${OFFICE}/queryTable`, "xl/queryTables/queryTable1.xml"],
  ["xl/workbook.xml", `${OFFICE}/powerPivotData`, "xl/model/item.data"],
  ["xl/workbook.xml", `${OFFICE}/customXml`, "customXml/item1.xml"],
  [
    "",
    "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility",
    "customUI/customUI14.xml",
  ],
  [
    "",
    "http://schemas.microsoft.com/office/2020/02/relationships/classificationlabels",
    "docMetadata/LabelInfo.xml",
  ],
  [
    "",
    "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin",
    "_xmlsignatures/origin.sigs",
  ],
  [
    "_xmlsignatures/origin.sigs",
    "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/signature",
    "_xmlsignatures/sig1.xml",
  ],
];

/** How a workbook with macros is told from one without, whatever its name. */
const withMacros = "application/vnd.ms-excel.sheet.macroEnabled.main+xml";

/** A workbook with macros that has all of them, macros and data in bytes that are no text. */
function withForeignParts(): Uint8Array {
  const base = handWritten({
    sheets: { 客户: cells, 分析: cells },
    parts: {
      "[Content_Types].xml":
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">' +
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
        '<Default Extension="xml" ContentType="application/xml"/>' +
        '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>' +
        `<Override PartName="/xl/workbook.xml" ContentType="${withMacros}"/></Types>`,
    },
  });
  const entries = new Map(readZip(base).map((entry) => [entry.name, entry]));
  const relationsOf = (part: string): string => {
    const at = part.lastIndexOf("/") + 1;
    return `${part.slice(0, at)}_rels/${part.slice(at)}.rels`;
  };
  foreign.forEach(([from, type, to], index) => {
    const writer = new EntryWriter(to);
    writer.writeBytes(
      /\.(xml|vml)$/.test(to)
        ? new TextEncoder().encode(`<!-- ${to} --><part/>\r\n`)
        : new Uint8Array(999).map((_, i) => (i * 37 + index) % 256)
    );
    entries.set(to, writer.finish());
    const path = relationsOf(from);
    const known = entries.get(path);
    const text = known ? entryText(known) : relationships();
    const added = `<Relationship Id="rIdF${index}" Type="${type}" Target="/${to}"/></Relationships>`;
    entries.set(path, textEntry(path, text.replace("</Relationships>", added)));
  });
  // Power Query writes its part in UTF-16.
  const mashup = new EntryWriter("customXml/item1.xml");
  const text = '\ufeff<?xml version="1.0" encoding="utf-16"?><DataMashup>AAAA</DataMashup>';
  mashup.writeBytes(new Uint8Array(Uint16Array.from(text, (char) => char.charCodeAt(0)).buffer));
  entries.set("customXml/item1.xml", mashup.finish());
  return writeZip([...entries.values()]);
}

describe("what the model does not know", () => {
  const bytes = withForeignParts();
  const before = compressedParts(bytes);

  test("stays to the byte while sheets, columns, tables, charts and settings are written beside it", async () => {
    const workbook = await loadXlsx(bytes);
    workbook.sheet("客户").GetRange("C1:C3").Values = [["客户状态"], ["稳定"], ["流失"]];
    const sheet = workbook.addSheet("客户状态");
    sheet.GetRange("A1:B2").Values = [
      ["状态", "数"],
      ["稳定", 1],
    ];
    sheet.Tables.Add("A1:B2", true);
    sheet.Charts.Add("Line", sheet.GetRange("A1:B2"), "Columns");
    workbook.CustomXmlParts.Add('<retain xmlns="urn:retain:workbook-state"/>');
    const after = compressedParts(await saveXlsx(workbook));
    for (const [, , part] of foreign) {
      expect([part, after[part] === before[part]]).toEqual([part, true]);
    }
    const rewritten = Object.keys(before).filter((part) => after[part] !== before[part]);
    expect(rewritten.sort()).toEqual([
      "[Content_Types].xml",
      "xl/_rels/workbook.xml.rels",
      "xl/workbook.xml",
      "xl/worksheets/sheet1.xml",
    ]);
  });

  test("keeps its content type: a workbook with macros stays one", async () => {
    const workbook = await loadXlsx(bytes);
    workbook.addSheet("客户状态");
    const types = partText(await saveXlsx(workbook), "[Content_Types].xml");
    expect(types).toContain(`<Override PartName="/xl/workbook.xml" ContentType="${withMacros}"/>`);
    expect(types).toContain('Extension="bin" ContentType="application/vnd.ms-office.vbaProject"');
  });

  test("is still reached: no relationship is lost", async () => {
    const workbook = await loadXlsx(bytes);
    workbook.addSheet("客户状态");
    const saved = await saveXlsx(workbook);
    const targets = partNames(saved)
      .filter((name) => name.endsWith(".rels"))
      .flatMap((name) => [...partText(saved, name).matchAll(/Target="\/?([^"]+)"/g)])
      .map(([, target]) => target);
    for (const [, , part] of foreign) expect(targets).toContain(part);
  });

  test("is told where it will not hold: a signature", async () => {
    expect(isSigned(await loadXlsx(bytes))).toBe(true);
    expect(isSigned(await loadXlsx(handWritten({ sheets: { 客户: cells } })))).toBe(false);
  });
});

test("what lies on a sheet stays in it, letter for letter, when its cells are written", async () => {
  const mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"';
  const x14 = 'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"';
  const lying = [
    '<sheetPr codeName="表一"><tabColor rgb="FFFF0000"/></sheetPr>',
    '<drawing r:id="rId1"/>',
    '<legacyDrawing r:id="rId2"/>',
    '<picture r:id="rId3"/>',
    `<oleObjects><mc:AlternateContent ${mc}><mc:Choice Requires="x14"><oleObject progId="Word.Document.12" shapeId="1025" r:id="rId4"/></mc:Choice></mc:AlternateContent></oleObjects>`,
    `<mc:AlternateContent ${mc}><mc:Choice Requires="x14"><controls><control shapeId="1026" r:id="rId5" name="按钮 1"/></controls></mc:Choice></mc:AlternateContent>`,
    `<extLst><ext ${x14} uri="{A8765BA9-456A-4dab-B4F3-ACF838C121DE}"><x14:slicerList><x14:slicer r:id="rId6"/></x14:slicerList></ext></extLst>`,
  ];
  const kinds = ["drawing", "vmlDrawing", "image", "package", "ctrlProp", "slicer"];
  const bytes = handWritten({
    sheets: { 客户: `${lying[0]}${cells}${lying.slice(1).join("")}` },
    parts: {
      "xl/worksheets/_rels/sheet1.xml.rels": relationships(
        ...kinds.map((kind, at) => [`rId${at + 1}`, kind, `../parts/${kind}.xml`] as const)
      ),
      ...Object.fromEntries(kinds.map((kind) => [`xl/parts/${kind}.xml`, `<${kind}/>`])),
    },
  });
  const workbook = await loadXlsx(bytes);
  workbook.sheet("客户").GetRange("B1:B2").Values = [["客户状态"], ["稳定"]];
  const saved = await saveXlsx(workbook);
  const text = partText(saved, "xl/worksheets/sheet1.xml");
  expect(text).toContain("稳定");
  for (const element of lying) expect(text).toContain(element);
  const [before, after] = [compressedParts(bytes), compressedParts(saved)];
  for (const kind of kinds) {
    expect(after[`xl/parts/${kind}.xml`]).toBe(before[`xl/parts/${kind}.xml`]);
  }
  expect(after["xl/worksheets/_rels/sheet1.xml.rels"]).toBe(
    before["xl/worksheets/_rels/sheet1.xml.rels"]
  );
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
  const headless = (await loadXlsx(saved)).table("无头");
  expect([headless.address, headless.ShowHeaders, headless.columnName(0)]).toEqual([
    "A1:A2",
    false,
    "列1",
  ]);
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
