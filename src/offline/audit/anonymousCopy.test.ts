import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { recognise, writeSampleStore } from "../../excel";
import { readDate, readVin } from "../../intake";
import { serialOfIso } from "../../retention/time";
import { generateSampleStore } from "../../sample";
import { openStandIn, Workbook } from "../host";
import { loadXlsx, saveXlsx } from "../host/xlsx";
import { entryText, readZip, textEntry, writeZip } from "../host/xlsx/zip";
import type { CellValue, Worksheet } from "../host/model";
import { anonymousCopy } from "./anonymousCopy";
import { Inventions } from "./inventions";
import { runBundled } from "../../../test/support/spawn";

jest.setTimeout(120_000);

const secret = new Uint8Array(32).fill(7);
const cars = Array.from({ length: 30 }, (_, i) => ({
  vin: `LSVAM4187E2${String(104_711 + 37 * i)}`,
  plate: `沪B${String(73_519 + 41 * i)}`,
  number: 8_820_417 + 13 * i,
  name: `${[..."欧阮龚殷翟戚"][i % 6]}${[..."黛霖熙祺昊"][i % 5]}${[..."妍璐骁"][i % 3]}`,
  phone: `1390217${String(4_831 + 7 * i)}`,
  address: `虹口区峨眉支路${271 + i}弄${13 + i}号`,
  delivery: 44_000 + 17 * i,
}));
const notes = "殷先生 13902174831 投诉:车 沪B73519 异响,微信 yin_haoxi";
/** Cells of each sheet, as a dealer's system exports them, dirt included. */
const sheets: Readonly<Record<string, readonly (readonly (CellValue | undefined)[])[]>> = {
  客户档案: [
    ["上海殷氏汽车 客户档案"],
    ["客户编号", "客户姓名", "手机", "车牌号", "VIN", "地址", "交车日期", "生日", "车型", "备注"],
    ...cars.map(({ number, name, phone, plate, vin, address, delivery }, i) => [
      number,
      name,
      i % 2 ? phone : Number(phone),
      i === 3 ? `${plate.slice(0, 2)}·${plate.slice(2)}` : plate,
      i === 4 ? vin.toLowerCase() : vin,
      i === 5 ? "无" : address,
      i === 6 ? "2023-02-30" : i === 7 ? "2023/3/5 08:10" : delivery,
      "1988-11-23",
      i % 2 ? "朗逸" : "途观",
      i % 7 ? undefined : notes,
    ]),
    [cars[0].number, cars[0].name, cars[0].phone, cars[0].plate, cars[0].vin],
  ],
  维修工单: [
    [
      "工单号",
      "VIN",
      "车牌号",
      "进厂日期",
      "行驶里程",
      "维修类型",
      "工时费",
      "配件费",
      "应收金额",
      "服务顾问",
    ],
    ...Array.from({ length: 90 }, (_, i) => [
      `RO2024${String(61_003 + i)}`,
      cars[i % 30].vin,
      cars[i % 30].plate,
      45_000 + 3 * i,
      12_000 + 311 * i,
      ["保养", "机修", "钣喷"][i % 3],
      200,
      i === 9 ? -312.5 : 312.5,
      i === 9 ? -112.5 : 512.5,
      i % 2 ? "翟祺骁" : "戚黛璐",
    ]),
  ],
  翟祺骁: [
    ["微信", "身份证"],
    ["yin_haoxi", "310109198811234831"],
  ],
};

/** Texts that must not be found again. */
const secrets = [
  ...cars.flatMap(({ vin, plate, name, phone }) => [vin, plate, name, phone]),
  // One address is left out of the sheet.
  ...cars.flatMap(({ address }, i) => (i === 5 ? [] : [address])),
  ...cars.map(({ number }) => String(number)),
  ...["殷先生", "殷氏", "yin_haoxi", "310109198811234831", "翟祺骁", "戚黛璐", "RO202461003"],
  ...["秘书殷", "批注里的殷", "隐藏的殷", "1988-11-23"],
];

function inputWorkbook(): Workbook {
  const workbook = Workbook.blank("…");
  const [empty] = workbook.sheets;
  const { styles } = workbook;
  const dates = styles.intern({ ...styles.get(0), numberFormat: "yyyy-mm-dd" });
  for (const [name, rows] of Object.entries(sheets)) {
    const { cells } = workbook.addSheet(name);
    rows.forEach((row, at) =>
      row.forEach((value, column) => {
        cells.setValue(at, column, value);
        const isDay = typeof value === "number" && value > 43_000 && value < 46_000;
        if (isDay) cells.setStyle(at, column, dates);
      })
    );
  }
  if (empty) workbook.removeSheet(empty);
  workbook.sheet("客户档案").cells.setFormula(2, 9, '="殷先生 "&C3', "殷先生 13902174831");
  return workbook;
}

/** The file, with what else packages carry. */
async function inputFile(): Promise<Uint8Array> {
  const entries = readZip(await saveXlsx(inputWorkbook()));
  return writeZip([
    ...entries.filter(({ name }) => name !== "docProps/core.xml"),
    textEntry("docProps/core.xml", "<coreProperties><creator>秘书殷</creator></coreProperties>"),
    textEntry("xl/comments1.xml", "<comments>批注里的殷</comments>"),
    textEntry("customXml/item1.xml", "<item>隐藏的殷</item>"),
  ]);
}

const columnOf = (sheet: Worksheet, header: string, headerRow: number): (CellValue | "")[] => {
  const column = sheet.cells
    .usedColumns()
    .find((it) => sheet.cells.value(headerRow, it) === header);
  if (column === undefined) throw new Error(`no header ${header}`);
  const rows = Array.from({ length: 140 }, (_, at) => at + headerRow + 1);
  return rows.map((row) => (sheet.cells.value(row, column) ?? "") as CellValue | "");
};

describe("an anonymous copy", () => {
  let copy: Workbook;
  let bytes: Uint8Array;
  let days: number;
  let original: Workbook;

  beforeAll(async () => {
    original = await loadXlsx(await inputFile());
    const made = await anonymousCopy(original, new Inventions(secret));
    days = made.days;
    bytes = await saveXlsx(made.workbook);
    copy = await loadXlsx(bytes);
  });

  test("holds nothing personal of the input in any part of its package", async () => {
    const partsOf = (file: Uint8Array): string[] =>
      readZip(file).map((entry) => `${entry.name} ${entryText(entry)}`);
    const foundIn = (parts: readonly string[]): string[] =>
      secrets.filter((text) => parts.some((part) => part.includes(text)));
    expect(foundIn(partsOf(await inputFile()))).toEqual(secrets);
    const parts = partsOf(bytes);
    expect(foundIn(parts)).toEqual([]);
    expect(parts.some((part) => /comments|customXml|externalLink/.test(part))).toBe(false);
  });

  test("has the sheets, headers, rows, blanks and number formats of the input", () => {
    expect(copy.sheets).toHaveLength(3);
    expect(copy.sheets.slice(0, 2).map(({ Name }) => Name)).toEqual(["客户档案", "维修工单"]);
    for (const [at, sheet] of original.sheets.entries()) {
      const like = copy.sheets[at];
      const shapeOf = ({ cells, workbook }: Worksheet): string[] => {
        const shape: string[] = [];
        cells.eachCell((row, column, value) => {
          const { numberFormat } = workbook.styles.get(cells.style(row, column));
          shape.push(`${row} ${column} ${typeof value} ${numberFormat}`);
        });
        return shape.sort();
      };
      expect(shapeOf(like)).toEqual(shapeOf(sheet));
    }
    expect(columnOf(copy.sheet("客户档案"), "地址", 1)[5]).toBe("无");
    const headers = (book: Workbook): unknown[] => [
      ...Array.from({ length: 10 }, (_, at) => book.sheet("客户档案").cells.value(1, at)),
      ...Array.from({ length: 10 }, (_, at) => book.sheet("维修工单").cells.value(0, at)),
    ];
    expect(headers(copy)).toEqual(headers(original));
  });

  test("turns formulas into values", () => {
    for (const { cells } of copy.sheets) cells.eachFormula(() => expect("a formula").toBe(""));
    expect(columnOf(copy.sheet("客户档案"), "备注", 1)[0]).not.toBe("");
  });

  test("lets keys join and duplicates be duplicates, however they are spelled", () => {
    const customers = copy.sheet("客户档案");
    const vins = columnOf(customers, "VIN", 1).map(String);
    const orders = columnOf(copy.sheet("维修工单"), "VIN", 0).map(String);
    expect(orders.slice(0, 30)).toEqual(vins.slice(0, 30).map((vin) => vin.toUpperCase()));
    expect(new Set(orders.slice(0, 30)).size).toBe(30);
    expect(vins[30]).toBe(vins[0]);
    expect(vins[4]).toBe(vins[4].toLowerCase());
    for (const vin of vins.slice(0, 30)) expect(readVin(vin).finding).toBeUndefined();
    const plates = columnOf(customers, "车牌号", 1).map(String);
    expect(plates[3]).toMatch(/^\p{Script=Han}[A-Z]·\d{5}$/u);
    expect(plates[3].replace("·", "")).toBe(columnOf(copy.sheet("维修工单"), "车牌号", 0)[3]);
    const phones = columnOf(customers, "手机", 1).map(String);
    for (const phone of phones.slice(0, 30)) expect(phone).toMatch(/^154\d{8}$/);
    expect(columnOf(customers, "客户编号", 1)[30]).toBe(columnOf(customers, "客户编号", 1)[0]);
  });

  test("moves all dates by one number of days, and leaves wrong ones wrong", () => {
    const was = columnOf(original.sheet("客户档案"), "交车日期", 1);
    const is = columnOf(copy.sheet("客户档案"), "交车日期", 1);
    expect(days).toBeLessThanOrEqual(-30);
    was.forEach((day, at) => {
      if (typeof day === "number") expect(is[at]).toBe(day + days);
    });
    expect(is[6]).toBe("2023-02-30");
    expect(String(is[7])).toMatch(/^\d{4}\/\d{1,2}\/\d{1,2} 08:10$/);
    expect(readDate(String(is[7])).value).toBe(serialOfIso("2023-03-05") + days);
  });

  test("stretches the money of one car alike and keeps what rows share", () => {
    const orders = copy.sheet("维修工单");
    const [labour, parts, sum] = ["工时费", "配件费", "应收金额"].map((header) =>
      columnOf(orders, header, 0).map(Number)
    );
    for (let at = 0; at < 90; at += 1) expect(labour[at] + parts[at]).toBeCloseTo(sum[at], -1);
    expect(parts[9]).toBe(-parts[39]);
    expect(labour[0]).not.toBe(200);
    expect(columnOf(orders, "维修类型", 0).slice(0, 3)).toEqual(["保养", "机修", "钣喷"]);
  });

  test("is another one with another secret, and the same with the same", async () => {
    const textsOf = (workbook: Workbook): string =>
      JSON.stringify(workbook.sheet("客户档案").values("A3:F8"));
    const again = await anonymousCopy(original, new Inventions(secret));
    const other = await anonymousCopy(original);
    expect(textsOf(again.workbook)).toBe(textsOf(copy));
    expect(textsOf(other.workbook)).not.toBe(textsOf(copy));
  });
});

test("of an invented store the copy's columns are recognised as the store's are", async () => {
  const workbook = Workbook.blank();
  const standIn = await openStandIn({ workbook });
  const asOf = serialOfIso("2026-06-30");
  await writeSampleStore(generateSampleStore({ seed: 3, customers: 150, asOf, years: 3 }));
  await standIn.close();
  const copy = await anonymousCopy(workbook);
  const recognised = async (book: Workbook): Promise<unknown> => {
    const open = await openStandIn({ workbook: book });
    const { customers, orders } = await recognise();
    await open.close();
    return [customers, orders].map((sheet) => ({
      name: sheet?.sheetName,
      rows: sheet?.rowCount,
      columns: sheet?.columns.map(({ field, header, confidence }) => [field, header, confidence]),
    }));
  };
  expect(await recognised(copy.workbook)).toEqual(await recognised(workbook));
});

describe("npm run anonymise", () => {
  const folder = mkdtempSync(join(tmpdir(), "retain-anonymise-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("writes the copy beside the input, says what to look at, and leaves the input alone", async () => {
    const input = join(folder, "store.xlsx");
    const content = await inputFile();
    writeFileSync(input, content);
    const { code, stdout, stderr } = await runBundled("anonymise.ts", ["store.xlsx"], folder);
    expect(stderr).toBe("");
    expect(code).toBe(0);
    expect(stdout).toContain("store.anonymous.xlsx");
    expect(stdout).toContain("客户档案, 维修工单");
    expect(secrets.filter((text) => stdout.includes(text))).toEqual([]);
    expect(new Uint8Array(readFileSync(input))).toEqual(content);
    const made = await loadXlsx(readFileSync(join(folder, "store.anonymous.xlsx")));
    expect(made.sheets).toHaveLength(3);
  });

  test.each([
    [[], "No workbook given. Use: npm run anonymise"],
    [["a.xlsx", "b.xlsx"], "b.xlsx is one file too many"],
    [["none.xlsx", "--out", "none.xlsx"], "is the input"],
    [["none.xlsx", "--reports", "all"], "There is no option --reports. Use: npm run anonymise"],
    [["--lang", "zh-CN"], "没有指定工作簿。用法:npm run anonymise"],
  ])("%j is answered in one line", async (argv, line) => {
    const { code, stderr } = await runBundled("anonymise.ts", argv, folder);
    expect(code).toBe(1);
    expect(stderr).toContain(line);
    expect(stderr.trim().split("\n")).toHaveLength(1);
  });
});
