import { strToU8, zipSync } from "fflate";
import { utils, write, type BookType } from "@e965/xlsx";
import fc from "fast-check";
import { encodedInPairs } from "../../../test/support/gbk";
import { areasOf, FileError, readFile } from ".";
import { recogniseSheets } from "../recogniseSheets";
import type { Cell } from "../cell";

const table: Cell[][] = [
  ["工单号", "车牌号", "进厂日期", "应收金额"],
  ["0012", "赣G12345", 45000.5, 12.5],
  ["0013", "赣G12346", 46174, "#N/A"],
];

function workbook(
  type: BookType,
  change: (book: ReturnType<typeof utils.book_new>) => void = () => undefined
) {
  const book = utils.book_new();
  const sheet = utils.aoa_to_sheet(table);
  sheet["D3"] = { t: "e", v: 0x2a };
  utils.book_append_sheet(book, sheet, "工单");
  change(book);
  return new Uint8Array(write(book, { type: "array", bookType: type }) as ArrayBuffer);
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

function utf16(text: string, little: boolean, mark: boolean): Uint8Array {
  const units = Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
  const all = mark ? [0xfeff, ...units] : units;
  return Uint8Array.from(
    all.flatMap((unit) => (little ? [unit & 255, unit >> 8] : [unit >> 8, unit & 255]))
  );
}

const gbk = (text: string): Uint8Array => encodedInPairs("gb18030", text);

const cellsOf = async (
  bytes: Uint8Array,
  name = "导出.xls"
): Promise<readonly (readonly Cell[])[]> => (await readFile(name, bytes)).sheets[0].rows;

const problemOf = async (bytes: Uint8Array): Promise<string> =>
  readFile("导出.xls", bytes).then(
    () => "read",
    (error: unknown) => (error instanceof FileError ? error.problem : String(error))
  );

describe("a workbook", () => {
  test.each(["xlsx", "xlsm", "xlsb", "biff8", "xlml"] as const)(
    "of the format %s gives its cells, whatever its ending says",
    async (type) => {
      const file = await readFile("维修.csv", workbook(type));
      expect(file.sheets).toEqual([{ name: "工单", rows: table, merges: [], hidden: false }]);
    }
  );

  test("of 1904 gives days of the 1900 system, and other numbers as they are", async () => {
    const bytes = workbook("xlsx", (book) => {
      book.Workbook = { WBProps: { date1904: true } };
      book.Sheets["工单"]["C3"] = { t: "n", v: 46174 - 1462, z: "yyyy-mm-dd" };
    });
    expect((await cellsOf(bytes))[2][2]).toBe(46174);
    expect((await cellsOf(bytes))[1][3]).toBe(12.5);
  });

  test("names the sheets hidden beyond Excel's menu and does not read them", async () => {
    const bytes = workbook("xlsx", (book) => {
      utils.book_append_sheet(book, utils.aoa_to_sheet([["工资"]]), "工资");
      book.Workbook = { Sheets: [{ Hidden: 1 }, { Hidden: 2 }] };
    });
    const file = await readFile("a.xlsx", bytes);
    expect(file.veryHiddenSheets).toEqual(["工资"]);
    expect(file.sheets.map(({ name, hidden }) => [name, hidden])).toEqual([["工单", true]]);
  });

  test("tells which cells were merged", async () => {
    const bytes = workbook("xlsx", (book) => {
      book.Sheets["工单"]["!merges"] = [utils.decode_range("A2:A3")];
    });
    expect((await readFile("a", bytes)).sheets[0].merges).toEqual([
      { row: 1, column: 0, rows: 2, columns: 1 },
    ]);
  });

  test("is recognised as a sheet of a workbook is", async () => {
    const file = await readFile("a.xls", workbook("biff8"));
    const { orders } = recogniseSheets(areasOf(file));
    expect(orders?.columns.map(({ field }) => field)).toEqual([
      "orderNumber",
      "plate",
      "arrival",
      "receivable",
    ]);
  });
});

describe("a text file", () => {
  const rows = [
    ["工单号", "车牌号", "备注"],
    ["0012", "赣G12345", "他说：“好”, 下次"],
    ["0013", "赣G12346", "两行\n备注"],
  ];
  const quoted = rows.map((row) => row.map((cell) => `"${cell}"`));
  const text = (delimiter: string): string =>
    quoted.map((row) => row.join(delimiter)).join("\r\n") + "\r\n";

  test.each([
    ["UTF-8", utf8(text(",")), "utf-8"],
    ["UTF-8 with a mark", utf8(`\uFEFF${text(",")}`), "utf-8"],
    ["UTF-16, as Excel writes it", utf16(text("\t"), true, true), "utf-16le"],
    ["UTF-16 without a mark", utf16(text(","), true, false), "utf-16le"],
    ["UTF-16, the other half first", utf16(text(";"), false, true), "utf-16be"],
    ["GBK", gbk(text(",")), "gb18030"],
  ])("in %s is found by its bytes", async (_, bytes, encoding) => {
    const file = await readFile("月报.csv", bytes);
    expect(file.encoding).toBe(encoding);
    expect(file.sheets[0].rows).toEqual(rows);
    expect(file.sheets[0].name).toBe("月报");
  });

  test("in Big5 is not taken for GBK", async () => {
    const customers = [
      ["客戶姓名", "車牌號碼", "交車日期", "聯絡電話", "車型"],
      ["測試甲", "ABC1234", "2022-03-01", "0912000001", "途悅"],
    ];
    const text = customers.map((row) => row.join(",")).join("\n");
    expect(await cellsOf(encodedInPairs("big5", text))).toEqual(customers);
  });

  test("in GBK with one broken character is read but for that character", async () => {
    const bytes = gbk(text(","));
    expect(
      await cellsOf(Uint8Array.from([...bytes, 0x22, 0x31, 0x22, 0x2c, 0xff, 0x0a]))
    ).toHaveLength(4);
  });

  test.each([",", "\t", ";", "|"])(
    "with %j between its columns is cut there",
    async (delimiter) => {
      expect(await cellsOf(utf8(text(delimiter)))).toEqual(rows);
    }
  );

  test("with title rows and sums written 1,5 is cut at the semicolons", async () => {
    const lines = [
      "江南店 维修结算明细",
      "",
      "工单号;车牌号;金额",
      "1;赣G12345;1,5",
      "2;赣G12346;2,5",
    ];
    expect((await cellsOf(utf8(lines.join("\n"))))[3]).toEqual(["1", "赣G12345", "1,5"]);
  });

  test("that names its separator as Excel has it is cut there", async () => {
    expect(await cellsOf(utf8("sep=;\r\na;b\r\n1;2\r\n"))).toEqual([
      ["a", "b"],
      ["1", "2"],
    ]);
  });

  test("keeps leading zeros, and drops what protects them from Excel", async () => {
    const csv = '客户编号,手机,订单\n="00123",\t19900000001,"=""0042"""\n';
    expect(await cellsOf(utf8(csv))).toEqual([
      ["客户编号", "手机", "订单"],
      ["00123", "19900000001", "0042"],
    ]);
  });

  test("gives every cell back that was written by the rules of quoting", async () => {
    const cell = fc
      .string({ unit: "grapheme", maxLength: 8 })
      .map((it) => it.trim().replace(/^=|\r|\0/g, ""));
    const matrix = fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), {
      minLength: 3,
      maxLength: 12,
    });
    await fc.assert(
      fc.asyncProperty(matrix, async (cells) => {
        const all = [["甲", "乙", "丙"], ...cells, ["末", "尾", "行"]];
        const csv = all
          .map((row) => row.map((it) => `"${it.replaceAll('"', '""')}"`).join(","))
          .join("\n");
        // A text ends where the readers end it: blanks around it say nothing.
        expect(await cellsOf(utf8(csv))).toEqual(all.map((row) => row.map((it) => it.trim())));
      }),
      { numRuns: 60 }
    );
  });
});

describe("a page that a system names .xls", () => {
  const page = (charset: string): string =>
    `<html><head><meta charset="${charset}"></head><body><table border=1>` +
    "<tr><th>客户编号</th><th>车牌号</th></tr><tr><td>0012</td><td>赣G12345</td></tr></table></body></html>";

  test.each([
    ["UTF-8", utf8(page("utf-8"))],
    ["GBK", gbk(page("gb2312"))],
    ["UTF-8, while it says GBK", utf8(page("gbk"))],
  ])("in %s is read as its table", async (_, bytes) => {
    const file = await readFile("档案.xls", bytes);
    expect(file.format).toBe("html");
    expect(file.sheets).toEqual([
      {
        name: "档案",
        rows: [
          ["客户编号", "车牌号"],
          ["0012", "赣G12345"],
        ],
        merges: [],
        hidden: false,
      },
    ]);
  });

  test("without a table is none", async () => {
    expect(await problemOf(utf8("<html><body>登录已过期</body></html>"))).toBe("notATable");
  });
});

describe("a file that cannot be read", () => {
  test.each([
    ["with nothing in it", new Uint8Array(0), "empty"],
    ["of blanks", utf8(" \n \n"), "empty"],
    [
      "with an empty sheet",
      new Uint8Array(
        write({ SheetNames: ["a"], Sheets: { a: {} } }, { type: "array" }) as ArrayBuffer
      ),
      "empty",
    ],
    ["that is a letter", utf8("您好，附件请查收。\n谢谢"), "notATable"],
    ["that is a PDF", utf8("%PDF-1.7\n1,2\n3,4"), "notATable"],
    ["that is another archive", zipSync({ "word/document.xml": strToU8("<a/>") }), "notATable"],
    ["that is a workbook cut off", workbook("xlsx").slice(0, 900), "damaged"],
    [
      "that only begins like an old workbook",
      Uint8Array.from([
        0xd0,
        0xcf,
        0x11,
        0xe0,
        0xa1,
        0xb1,
        0x1a,
        0xe1,
        ...new Array<number>(2000).fill(0),
      ]),
      "damaged",
    ],
    ["whose parts are no workbook's", zipSync({ "xl/workbook.xml": strToU8("<a>") }), "damaged"],
  ])("%s says so", async (_, bytes, problem) => {
    expect(await problemOf(bytes)).toBe(problem);
  });

  test("that is locked with a password says so", async () => {
    // A compound file whose directory names an encrypted package, as Excel writes one.
    const bytes = new Uint8Array(2048);
    bytes.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
    bytes.set(utf16("EncryptedPackage\0", true, false), 1024);
    bytes[1024 + 64] = 34;
    expect(await problemOf(bytes)).toBe("password");
  });

  test("that unpacks to more than a computer holds is refused before it is unpacked", async () => {
    const bytes = workbook("xlsx");
    const view = new DataView(bytes.buffer);
    for (let at = 0; at < bytes.length - 4; at += 1) {
      if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 3_000_000_000, true);
    }
    expect(await problemOf(bytes)).toBe("tooLarge");
  });
});

test("tabs that keep Excel from making numbers of cells part no columns", async () => {
  const rows = await cellsOf(
    gbk("工单号\t,车牌号\t,金额\t\r\n0012\t,赣G12345\t,500\t\r\n"),
    "工单.csv"
  );
  expect(rows.slice(0, 2)).toEqual([
    ["工单号", "车牌号", "金额"],
    ["0012", "赣G12345", "500"],
  ]);
});
