import { loadXlsx } from ".";
import { handWritten } from "./testing/files";
import { readZip, textEntry, writeZip } from "./zip";

const bytesOf = (text: string) => new TextEncoder().encode(text);
const COMPOUND = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const utf16 = (text: string) => [...text].flatMap((char) => [char.charCodeAt(0), 0]);
const WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const cellAt = (reference: string, next = "") =>
  `<sheetData><row r="1"><c r="${reference}"><v>1</v></c>${next}</row></sheetData>`;
const textAt = (index: string) =>
  `<sheetData><row r="1"><c r="A1" t="s"><v>${index}</v></c></row></sheetData>`;
const good = handWritten({ sheets: { 表: "<sheetData/>" } });

test.each<[what: string, bytes: Uint8Array, code: string]>([
  ["an empty file", new Uint8Array(), "notXlsx"],
  ["a text file", bytesOf("车牌,姓名\n测A10001,客户1\n"), "notXlsx"],
  ["a zip of something else", writeZip([textEntry("readme.txt", "x")]), "notXlsx"],
  ["an Excel 97–2003 file", new Uint8Array([...COMPOUND, ...utf16("Workbook")]), "oldXls"],
  [
    "a file with a password to open",
    new Uint8Array([...COMPOUND, ...new Array<number>(600).fill(0), ...utf16("EncryptedPackage")]),
    "encrypted",
  ],
  [
    "a binary workbook",
    writeZip([textEntry("[Content_Types].xml", "<Types/>"), textEntry("xl/workbook.bin", "")]),
    "binaryXlsb",
  ],
  ["a file that was cut off", good.subarray(0, good.length - 40), "damaged"],
  [
    "a workbook part that is no XML",
    handWritten({ sheets: {}, parts: { "xl/workbook.xml": "<workbook><sheets>" } }),
    "damaged",
  ],
  ["a workbook without sheets", handWritten({ sheets: {} }), "damaged"],
  [
    "rows that do not end",
    handWritten({ sheets: { 表: '<sheetData><row r="1"><c r="A1">' } }),
    "damaged",
  ],
  ...[
    ["a cell far", cellAt("ZZZZ99999999")],
    ["a cell in the column after the last", cellAt("XFE1")],
    ["a cell in the row after the last", cellAt("A1048577")],
    ["a cell without reference after the last column", cellAt("XFD1", "<c><v>1</v></c>")],
    ["a row", '<sheetData><row r="1048577"/></sheetData>'],
    ["a row before the first", '<sheetData><row r="0"/></sheetData>'],
    ["merged cells", '<sheetData/><mergeCells><mergeCell ref="ZZZZ1:ZZZZ2"/></mergeCells>'],
    [
      "a data validation",
      '<sheetData/><dataValidations><dataValidation sqref="A1 ZZZZ99999999"/></dataValidations>',
    ],
  ].map(([what, sheet]): [string, Uint8Array, string] => [
    `a workbook with ${what} outside the sheet`,
    handWritten({ sheets: { 表: sheet } }),
    "damaged",
  ]),
  ...["1", "-1", "0.5", "", "x"].map((index): [string, Uint8Array, string] => [
    `a workbook with a text numbered "${index}" where there is one text`,
    handWritten({ sheets: { 表: textAt(index) }, strings: ["<t>文</t>"] }),
    "damaged",
  ]),
  [
    "a Word document",
    handWritten({
      sheets: {},
      parts: { "xl/workbook.xml": `<w:document xmlns:w="${WORD}"><w:body/></w:document>` },
    }),
    "notXlsx",
  ],
  [
    "a package without a main part",
    writeZip([textEntry("[Content_Types].xml", "<Types/>")]),
    "notXlsx",
  ],
])("%s is refused for what it is", async (_, bytes, code) => {
  await expect(loadXlsx(bytes)).rejects.toMatchObject({ name: "XlsxError", code });
});

test("the last cell of a sheet is read", async () => {
  const { sheets } = await loadXlsx(
    handWritten({
      sheets: {
        表: '<sheetData><row r="1048576"><c r="XFD1048576"><v>7</v></c></row></sheetData>',
      },
    })
  );
  expect(sheets[0].value("XFD1048576")).toBe(7);
});

test("a part whose checksum is wrong is refused as damaged", async () => {
  const entries = readZip(good).map((entry) =>
    entry.name === "xl/workbook.xml" ? { ...entry, crc: entry.crc ^ 1 } : entry
  );
  await expect(loadXlsx(writeZip(entries))).rejects.toMatchObject({ code: "damaged" });
});

test("a refusal never quotes what stands in cells", async () => {
  const bytes = handWritten({
    sheets: { 表: '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>张三 13800000000' },
  });
  const error: unknown = await loadXlsx(bytes).catch((thrown: unknown) => thrown);
  expect(String(error)).not.toMatch(/张三|138/);
});
