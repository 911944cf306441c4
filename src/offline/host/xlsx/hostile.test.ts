/** Files that are broken, or made to break a reader: refused by name, before they cost anything. */
import { loadXlsx, saveXlsx } from ".";
import { limitsOf, usualLimits } from "./limits";
import { handWritten, partText } from "./testing/files";
import { EntryWriter, readZip, textEntry, writeZip, type ZipEntry } from "./zip";

const sheetOf = (rows: string, around = ""): Uint8Array =>
  handWritten({ sheets: { 客户: `<sheetData>${rows}</sheetData>${around}` } });

const plain = sheetOf('<row r="1"><c r="A1"><v>1</v></c></row>');

/** The archive with its entries changed. */
const repacked = (change: (entries: ZipEntry[]) => ZipEntry[], bytes = plain): Uint8Array =>
  writeZip(change(readZip(bytes)));

const codeOf = (bytes: Uint8Array): Promise<unknown> =>
  loadXlsx(bytes).then(
    () => "loaded",
    (error: { code?: string }) => error.code ?? error
  );

/** A part of so many bytes, all alike. */
function dense(name: string, megabytes: number): ZipEntry {
  const writer = new EntryWriter(name);
  const piece = new Uint8Array(1 << 20).fill(32);
  for (let i = 0; i < megabytes; i++) writer.writeBytes(piece);
  return writer.finish();
}

describe("an archive", () => {
  test.each([
    ["the same name twice", "xl/worksheets/sheet1.xml"],
    ["names that differ in case only", "xl/Worksheets/SHEET1.xml"],
    ["names that differ in their slashes only", "xl\\worksheets\\sheet1.xml"],
  ])("with %s is damaged: programs would take different parts", async (_, name) => {
    const bytes = repacked((entries) => [...entries, textEntry(name, "<worksheet/>")]);
    expect(await codeOf(bytes)).toBe("damaged");
  });

  test("whose parts share their bytes is damaged: so do the densest bombs", async () => {
    const bytes = plain.slice();
    const view = new DataView(bytes.buffer);
    const end = bytes.length - 22;
    const first = view.getUint32(end + 16, true);
    const second = first + 46 + view.getUint16(first + 28, true);
    view.setUint32(second + 42, view.getUint32(first + 42, true), true);
    expect(await codeOf(bytes)).toBe("damaged");
  });

  test("that says less than it unpacks to is damaged, and no more is unpacked", async () => {
    const bytes = repacked((entries) =>
      entries.map((entry) =>
        entry.name.endsWith("sheet1.xml") ? { ...dense(entry.name, 4), size: 1000 } : entry
      )
    );
    expect(await codeOf(bytes)).toBe("damaged");
  });

  test("that unpacks to more than a gigabyte is not taken on", async () => {
    const huge = { ...textEntry("xl/media/a.bin", "x"), size: 2 ** 30 };
    expect(await codeOf(repacked((entries) => [...entries, huge]))).toBe("overLimit");
  });

  test("that is packed more densely than workbooks are is not taken on, unless someone trusts it", async () => {
    const bytes = repacked((entries) => [...entries, dense("xl/media/a.bin", 12)]);
    expect(bytes.length).toBeLessThan(500_000);
    expect(await codeOf(bytes)).toBe("overLimit");
    expect((await loadXlsx(bytes, limitsOf(2))).sheets).toHaveLength(1);
  });

  test("of thousands of parts is not taken on", async () => {
    const empty = textEntry("a", "");
    const parts = Array.from({ length: usualLimits.parts }, (_, i) => ({
      ...empty,
      name: `a/${i}`,
    }));
    expect(await codeOf(repacked((entries) => [...entries, ...parts]))).toBe("overLimit");
  });
});

describe("a sheet", () => {
  const cell = (inner: string): Uint8Array => sheetOf(`<row r="1">${inner}</row>`);
  const cases: readonly [string, Uint8Array][] = [
    ["with a cell that does not end", cell('<c r="A1"><v>1</v><c r="B1"><v>2</v></c>')],
    ["with a value that does not end", cell('<c r="A1"><v>1</c>')],
    ["with tags that cross", cell('<c r="A1"><is><t>a</is></t></c>')],
    ["that stops in the middle", handWritten({ sheets: { 客户: '<sheetData><row r="1">' } })],
    ["with an attribute without quotes", cell("<c r=A1><v>1</v></c>")],
    ["with an attribute twice", cell('<c r="A1" r="B1"><v>1</v></c>')],
    ["with an unknown entity", cell('<c r="A1" t="str"><v>&nbsp;</v></c>')],
    ["with a bare ampersand", cell('<c r="A1" t="str"><v>A & B</v></c>')],
    ["with a reference to no character", cell('<c r="A1" t="str"><v>&#x110000;</v></c>')],
    ["with a reference to a control character", cell('<c r="A1" t="str"><v>&#1;</v></c>')],
    ["with a control character", cell('<c r="A1" t="str"><v>a\u0001b</v></c>')],
    ["nested without end", cell(`<c r="A1">${"<a>".repeat(5000)}${"</a>".repeat(5000)}</c>`)],
    ["with cells out of their order", cell('<c r="B1"><v>1</v></c><c r="A1"><v>2</v></c>')],
    ["with a cell twice", cell('<c r="A1"><v>1</v></c><c r="A1"><v>2</v></c>')],
    ["with a cell of another row", cell('<c r="A2"><v>1</v></c>')],
    ["with a cell that has no place", cell('<c r="A1x"><v>1</v></c>')],
    ["with a row twice", sheetOf('<row r="1"/><row r="1"/>')],
    ["with a number that is none", cell('<c r="A1"><v>12,5</v></c>')],
    ["with a number without end", cell('<c r="A1"><v>1e999</v></c>')],
    ["with a format that is not there", cell('<c r="A1" s="99"><v>1</v></c>')],
    ["with a text that is not there", cell('<c r="A1" t="s"><v>7</v></c>')],
  ];
  test.each(cases)("%s is damaged, never half read", async (_, bytes) => {
    expect(await codeOf(bytes)).toBe("damaged");
  });

  test("with a document type is damaged: its entities could grow without end", async () => {
    const bytes = handWritten({
      sheets: { 客户: "<sheetData/>" },
      parts: {
        "xl/sharedStrings.xml": '<!DOCTYPE a [<!ENTITY b "x">]><sst><si><t>&b;</t></si></sst>',
      },
    });
    expect(await codeOf(bytes)).toBe("damaged");
  });

  test("that is not in UTF-8 is damaged", async () => {
    const writer = new EntryWriter("xl/worksheets/sheet1.xml");
    writer.write("<worksheet><sheetData><row><c t='str'><v>");
    writer.writeBytes(new Uint8Array([0xbf, 0xcd, 0xbb, 0xa7]));
    writer.write("</v></c></row></sheetData></worksheet>");
    const sheet = writer.finish();
    const bytes = repacked((entries) => entries.map((e) => (e.name === sheet.name ? sheet : e)));
    expect(await codeOf(bytes)).toBe("damaged");
  });

  test("whose cells lie scattered costs by the memory they would take, and is not taken on", async () => {
    const columns = ["A", "Z", "AZ", "ZZ", "AZZ", "XFD"];
    const rows = Array.from({ length: 100 }, (_, i) => {
      const row = i * 1024 + 1;
      return `<row r="${row}">${columns.map((c) => `<c r="${c}${row}"><v>1</v></c>`).join("")}</row>`;
    });
    const limits = { ...usualLimits, cells: 50_000 };
    await expect(loadXlsx(sheetOf(rows.join("")), limits)).rejects.toMatchObject({
      code: "overLimit",
    });
  });

  test("with more cells than a workbook of its size holds is not taken on", async () => {
    const row = `<c><v>1</v></c>`.repeat(100);
    const rows = `<row>${row}</row>`.repeat(200);
    const limits = { ...usualLimits, cells: 10_000 };
    await expect(loadXlsx(sheetOf(rows), limits)).rejects.toMatchObject({ code: "overLimit" });
  });
});

test("content types that cannot be read are told when the file is opened, not when it is saved", async () => {
  for (const text of ["", "<Types", "<Other/>"]) {
    const bytes = repacked((entries) =>
      entries.map((e) => (e.name.startsWith("[") ? textEntry(e.name, text) : e))
    );
    expect(await codeOf(bytes)).toBe("damaged");
  }
});

test("relationships that cannot be read are told when the file is opened", async () => {
  const rels = textEntry("xl/worksheets/_rels/sheet1.xml.rels", "<Relationships><Rel");
  expect(await codeOf(repacked((entries) => [...entries, rels]))).toBe("damaged");
});

describe("texts that a sheet cannot hold", () => {
  test("a text of the file that is too long is cut, and the cell written so when its row is", async () => {
    const long = "长".repeat(40_000);
    const bytes = sheetOf(
      `<row r="1"><c r="A1" t="inlineStr"><is><t>${long}</t></is></c><c r="B1"><v>1</v></c></row>`
    );
    const workbook = await loadXlsx(bytes);
    expect(String(workbook.sheets[0].value("A1"))).toHaveLength(32_767);
    workbook.sheets[0].GetRange("C1").Values = [["新"]];
    const saved = await saveXlsx(workbook);
    expect(partText(saved, "xl/worksheets/sheet1.xml").match(/长+/)?.[0]).toHaveLength(32_767);
  });

  test("heights and widths above what Excel allows are brought down", async () => {
    const workbook = await loadXlsx(
      handWritten({
        sheets: {
          客户:
            '<cols><col min="1" max="1" width="900" customWidth="1"/></cols>' +
            '<sheetData><row r="1" ht="5000" customHeight="1"/></sheetData>',
        },
      })
    );
    const [sheet] = workbook.sheets;
    expect(sheet.cells.rowHeights.get(0)).toBe(409.5);
    sheet.GetRange("B1").Format.ColumnWidth = 50;
    const text = partText(await saveXlsx(workbook), "xl/worksheets/sheet1.xml");
    expect(/<col min="1"[^>]*width="(\d+)/.exec(text)?.[1]).toBe("255");
  });

  const awkward = ["a\u0001b", "\ud800x", "y\udfff", "\uffff", "_x0041_", "a\r\nb", "&#1;<>\"'"];
  test("control characters, halves of characters and escapes come back from a cell as they were", async () => {
    const workbook = await loadXlsx(plain);
    const [sheet] = workbook.sheets;
    awkward.forEach((text, row) => sheet.cells.setValue(row + 1, 0, text));
    const [again] = (await loadXlsx(await saveXlsx(workbook))).sheets;
    expect(awkward.map((_, row) => again.cells.value(row + 1, 0))).toEqual(awkward);
  });

  test("a control character in a formula is written as what gives it, in a value as its escape", async () => {
    const workbook = await loadXlsx(plain);
    const [sheet] = workbook.sheets;
    sheet.cells.setFormula(1, 0, '=IF(A1="a\u0001b",1,2)&"x"', "a\u0001b");
    const text = partText(await saveXlsx(workbook), "xl/worksheets/sheet1.xml");
    expect(text).toContain('<f>IF(A1="a"&amp;CHAR(1)&amp;"b",1,2)&amp;"x"</f><v>a_x0001_b</v>');
  });

  test("no text makes the rest of the package malformed: names, titles, caches, validations", async () => {
    const workbook = await loadXlsx(plain);
    const [sheet] = workbook.sheets;
    const text = awkward.join(" ");
    workbook.Names.Add("注", `="${text.replace(/"/g, "")}"`);
    sheet.GetRange("D1:E2").Values = [
      [text, "数"],
      ["x", 1],
    ];
    const chart = sheet.Charts.Add("Line", sheet.GetRange("D1:E2"), "Columns");
    chart.Title.Text = text;
    sheet.GetRange("F1").DataValidation.Prompt = {
      showPrompt: true,
      title: "a\u0001",
      message: text,
    };
    workbook.properties = { ...workbook.properties, title: text };
    workbook.propertiesChanged = true;
    const again = await loadXlsx(await saveXlsx(workbook));
    expect(again.sheets[0].value("D1")).toBe(text);
    expect(again.sheets[0].charts).toHaveLength(1);
  });
});
