import { createHash } from "node:crypto";
import {
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { utils, write } from "@e965/xlsx";
import { packageFaults } from "../../../test/support/packageFaults";
import { writeSampleStore } from "../../excel";
import { serialOfIso } from "../../retention/time";
import {
  generateSampleStore,
  type SampleCell,
  type SampleSheet,
  type SampleStore,
} from "../../sample";
import { openStandIn, Workbook } from "../host";
import { loadXlsx, saveXlsx } from "../host/xlsx";
import { NOT_CALCULATED } from "../host/model";
import { formatRect } from "../host/model/address";
import { partText, signed } from "../host/xlsx/testing/files";
import { entryText, readZip, textEntry, writeZip } from "../host/xlsx/zip";
import { locales } from "../../locale";
import { commandTexts } from "./texts";
import { runBundled, type Ended } from "../../../test/support/spawn";
import type { CustomerSummary, Summary } from "./summary";

jest.setTimeout(120_000);

const asOf = serialOfIso("2026-06-30");
const folder = mkdtempSync(join(tmpdir(), "retain-audit-"));
const inFolder = (name: string): string => join(folder, name);
const hashOf = (path: string): string =>
  createHash("sha256").update(readFileSync(path)).digest("hex");
const audit = (...argv: string[]): Promise<Ended> => runBundled("audit.ts", argv, folder);

/** Writes a store's sheets into an `.xlsx` with the add-in's own code. */
async function writeWorkbook(store: SampleStore, path: string): Promise<void> {
  const workbook = Workbook.blank();
  const standIn = await openStandIn({ workbook });
  const outcome = await writeSampleStore(store);
  await standIn.close();
  expect(outcome.code).toBe("done");
  writeFileSync(path, await saveXlsx(workbook));
}

/** A file of the stand-in's with a comment on its sheet of a number, as another program wrote it. */
function withComment(bytes: Uint8Array, sheetId: number): Uint8Array {
  const path = `xl/worksheets/_rels/sheet${sheetId}.xml.rels`;
  const type = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments";
  const relationship = `<Relationship Id="rIdC" Type="${type}" Target="../comments1.xml"/>`;
  const entries = readZip(bytes).map((entry) =>
    entry.name === path
      ? textEntry(
          path,
          entryText(entry).replace("</Relationships>", `${relationship}</Relationships>`)
        )
      : entry
  );
  return writeZip([...entries, textEntry("xl/comments1.xml", "<comments/>")]);
}

function readSummary(path: string): Summary {
  return JSON.parse(readFileSync(path, "utf8")) as Summary;
}

const store = generateSampleStore({ seed: 11, customers: 240, asOf, years: 4 });
const input = inFolder("store.xlsx");

beforeAll(() => writeWorkbook(store, input));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("an audit of several stores", () => {
  const others = mkdtempSync(join(tmpdir(), "retain-stores-"));
  let ended: Ended;
  beforeAll(async () => {
    copyFileSync(input, join(others, "east.xlsx"));
    const west = generateSampleStore({ seed: 12, customers: 120, asOf, years: 4 });
    await writeWorkbook(west, join(others, "west.xlsx"));
    const options = ["--as-of", "2026-06-30", "--json", "all.json", "--reports", "status,蓄水池"];
    ended = await runBundled("audit.ts", ["east.xlsx", "west.xlsx", ...options], others);
  });
  afterAll(() => rmSync(others, { recursive: true, force: true }));

  test("gives one result per store, one comparison and one JSON", () => {
    expect(ended.stderr).toBe("");
    expect(readdirSync(others).sort()).toEqual([
      "all.json",
      "comparison.retain.xlsx",
      "east.retain.xlsx",
      "east.xlsx",
      "west.retain.xlsx",
      "west.xlsx",
    ]);
  });

  test("compares what the stores' own sheets say, and writes only the sheets asked for", async () => {
    const { stores, comparison } = JSON.parse(readFileSync(join(others, "all.json"), "utf8")) as {
      stores: Record<string, Summary>;
      comparison: { store: string; base: number; valid: number }[];
    };
    expect(comparison.map(({ store: name }) => name)).toEqual(["east", "west"]);
    for (const { store: name, base, valid } of comparison) {
      expect(stores[`${name}.xlsx`].counts).toMatchObject({ base, valid });
      expect(stores[`${name}.xlsx`].reports.map(({ id }) => id)).toEqual(["status", "reservoir"]);
    }
    const workbook = await loadXlsx(readFileSync(join(others, "comparison.retain.xlsx")));
    const names = workbook.sheets.map(({ Name }) => Name);
    expect(names).toContain("门店对比");
  });

  test("leaves packages that Excel opens without a repair", () => {
    for (const name of ["east.retain.xlsx", "west.retain.xlsx", "comparison.retain.xlsx"]) {
      expect([name, packageFaults(readFileSync(join(others, name)))]).toEqual([name, []]);
    }
  });
});

test.each([
  ["a signed file says that its signature does not hold for the result, and stays as it is", true],
  ["a file without a signature says nothing of it", false],
])("%s", async (_, isSigned) => {
  const path = inFolder("signed.xlsx");
  const bytes = readFileSync(input);
  writeFileSync(path, isSigned ? signed(bytes) : bytes);
  const before = hashOf(path);
  const ended = await audit("signed.xlsx", "--as-of", "2026-06-30", "--reports", "status");
  expect(ended.stderr).toBe("");
  const said = locales.map((locale) => ended.stdout.includes(commandTexts(locale).signed));
  expect(said.includes(true)).toBe(isSigned);
  expect(hashOf(path)).toBe(before);
  rmSync(path);
  rmSync(inFolder("signed.retain.xlsx"));
});

describe("an audit of several stores of which some are bad", () => {
  const others = mkdtempSync(join(tmpdir(), "retain-bad-stores-"));
  let ended: Ended;
  beforeAll(async () => {
    for (const name of ["empty", "new", "old"]) mkdirSync(join(others, name));
    copyFileSync(input, join(others, "old", "store.xlsx"));
    const west = generateSampleStore({ seed: 12, customers: 120, asOf, years: 4 });
    await writeWorkbook(west, join(others, "new", "store.xlsx"));
    copyFileSync(input, join(others, "again.xlsx"));
    linkSync(join(others, "again.xlsx"), join(others, "link.xlsx"));
    writeFileSync(join(others, "cut.xlsx"), readFileSync(input).subarray(0, 20_000));
    const locked = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    writeFileSync(join(others, "old.xls"), new Uint8Array(locked));
    await writeSheet(join(others, "list.xlsx"), "List", [["Colour"], ["red"], ["blue"]]);
    ended = await runBundled(
      "audit.ts",
      [
        ...["old/store.xlsx", "empty", "cut.xlsx", "new/store.xlsx", "nowhere.xlsx", "old.xls"],
        ...["list.xlsx", "again.xlsx", "link.xlsx", "--as-of", "2026-06-30", "--reports", "status"],
        ...["--out", "all.xlsx", "--json", "all.json"],
      ],
      others
    );
  });
  afterAll(() => rmSync(others, { recursive: true, force: true }));

  test("tells each in one line with its name, and ends with 1", () => {
    expect(
      ended.stderr
        .trimEnd()
        .split("\n")
        .map((line) => line.split(/[ :]/)[0])
    ).toEqual([
      "empty",
      "link.xlsx",
      "cut.xlsx",
      "nowhere.xlsx",
      "old.xls",
      "list.xlsx",
      "again.xlsx",
    ]);
    expect(ended.stderr).toMatch(/again\.xlsx holds the customers of old\/store\.xlsx/);
    expect(ended.code).toBe(1);
  });

  test("compares the others, by their paths where two have one name", () => {
    const { comparison } = JSON.parse(readFileSync(join(others, "all.json"), "utf8")) as {
      comparison: { store: string }[];
    };
    expect(comparison.map(({ store: name }) => name)).toEqual(["old/store.xlsx", "new/store.xlsx"]);
    expect(readdirSync(others).filter((name) => name.endsWith(".part"))).toEqual([]);
    expect(readdirSync(others)).toContain("all.xlsx");
    expect(readdirSync(join(others, "new")).sort()).toEqual(["store.retain.xlsx", "store.xlsx"]);
  });
});

/** A workbook with one sheet of values. */
async function writeSheet(
  path: string,
  name: string,
  rows: readonly (readonly (string | number)[])[]
) {
  const workbook = Workbook.blank(name);
  const [sheet] = workbook.sheets;
  rows.forEach((row, at) => row.forEach((cell, column) => sheet?.cells.setValue(at, column, cell)));
  writeFileSync(path, await saveXlsx(workbook));
}

describe("an audit of several files of one store", () => {
  const folder = mkdtempSync(join(tmpdir(), "retain-one-store-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("reads them together, with a mapping of what recognition cannot know, and says what it used", async () => {
    await writeSheet(join(folder, "档案.xlsx"), "Sheet1", [
      ["底盘", "客户姓名", "手机号", "交车日期", "备用"],
      ["LSVAA49J132047371", "王一", "13800000001", 45300, "x"],
      ["LSVAA49J132047372", "李二", "13800000002", 45301, "y"],
    ]);
    await writeSheet(join(folder, "工单.xlsx"), "Sheet1", [
      ["工单号", "车架号", "进厂日期", "应收金额"],
      ["R1", "LSVAA49J132047371", 46150, 500],
      ["R1", "LSVAA49J132047371", 46150, 500],
      ["R2", "LSVAA49J132047372", 45400, 300],
    ]);
    const options = ["--as-of", "2026-06-30", "--json", "s.json", "--reports", "status"];
    const argv = [
      "档案.xlsx",
      "工单.xlsx",
      "--store",
      "城南店",
      "--map",
      "底盘=车架号",
      ...options,
    ];
    const ended = await runBundled("audit.ts", argv, folder);
    expect(ended.stderr).toBe("");
    const summary = readSummary(join(folder, "s.json"));
    expect(summary.counts).toMatchObject({ archive: 2, stable: 1, orderRows: 3 });
    expect(summary.sheets.map(({ sheet }) => sheet)).toEqual(["档案", "工单"]);
    expect(summary.duplicates).toEqual([{ sheets: ["工单", "工单"], orders: 1, rows: 1 }]);
    expect(summary.days).toMatchObject({ first: "2024-04-18", last: "2026-05-08" });
    const columns = summary.columns.map(({ header, field }) => [header, field]);
    expect(columns).toContainEqual(["底盘", "vin"]);
    expect(columns).toContainEqual(["备用", null]);
    expect(summary.lacking).toContain("noCost");
  });

  test("names the headers that are there when a mapping names another", async () => {
    const argv = ["档案.xlsx", "工单.xlsx", "--store", "城南店", "--map", "大架号=vin"];
    const ended = await runBundled("audit.ts", argv, folder);
    expect(ended.code).toBe(1);
    expect(ended.stderr).toMatch(/^No sheet has the header 大架号\. Headers here: .*底盘.*\n$/);
  });
});

describe("an audit of a workbook", () => {
  const json = inFolder("store.json");
  let ended: Ended;
  let before: string;
  beforeAll(async () => {
    before = hashOf(input);
    ended = await audit("store.xlsx", "--as-of", "2026-06-30", "--json", "store.json");
  });

  test("ends well, and says where the result is", () => {
    expect(ended.stderr).toBe("");
    expect(ended.code).toBe(0);
    expect(ended.stdout).toContain(inFolder("store.retain.xlsx"));
  });

  test("leaves the input as it was, to the byte", () => {
    expect(hashOf(input)).toBe(before);
  });

  test("leaves no other file behind", () => {
    expect(readdirSync(folder).sort()).toEqual(["store.json", "store.retain.xlsx", "store.xlsx"]);
  });

  test("writes a workbook with the two sheets of the input and the two of the add-in", async () => {
    const workbook = await loadXlsx(readFileSync(inFolder("store.retain.xlsx")));
    const names = workbook.sheets.map(({ Name }) => Name);
    expect(names).toEqual(expect.arrayContaining(["客户档案", "维修工单", "客户状态", "数据质量"]));
  });

  test("tells every customer in the JSON, with nothing but the five agreed facts", () => {
    const { customers } = readSummary(json);
    expect(customers).toHaveLength(240);
    for (const customer of customers) {
      expect(Object.keys(customer)).toEqual([
        "key",
        "status",
        "monthsAway",
        "lastVisit",
        "visits12",
      ]);
      expect(customer.key === null || /^[^\sa-z]+$/.test(customer.key)).toBe(true);
      expect(customer.lastVisit === null || /^\d{4}-\d\d-\d\d$/.test(customer.lastVisit)).toBe(
        true
      );
      expect(customer.monthsAway === null || Number.isInteger(customer.monthsAway)).toBe(true);
      expect(Number.isInteger(customer.visits12)).toBe(true);
    }
  });

  test("gives counts that agree with the customers and with one another", () => {
    const { counts, status, customers, asOf: day, findings, timings } = readSummary(json);
    expect(day).toBe("2026-06-30");
    expect(Object.keys(status)).toEqual([
      "stable",
      "warning",
      "nearLost",
      "lost3",
      "lost6",
      "lost12",
      "lost24",
      "lostOver24",
      "invalid",
      "unknown",
    ]);
    for (const [code, count] of Object.entries(status)) {
      expect(customers.filter((customer) => customer.status === code)).toHaveLength(count);
    }
    expect(counts).toMatchObject(status);
    const { stable = 0, warning = 0, nearLost = 0 } = status;
    expect(counts.base).toBe(stable + warning + nearLost);
    expect(counts.valid).toBe(counts.base + counts.lost);
    expect(counts.archive).toBe(counts.valid + counts.invalid + counts.unknown);
    expect(counts.archive).toBe(customers.filter((customer) => customer.status).length);
    expect(counts.customerRows).toBe(240);
    expect(findings.walkIn).toBeGreaterThan(0);
    expect(timings.run).toBeGreaterThan(0);
  });

  test("prints no customer's name, phone, plate or VIN", () => {
    const columns = ["客户姓名", "手机号", "车牌号", "VIN码"].map((header) =>
      store.customers.columns.findIndex((column) => column.header === header)
    );
    const secrets = store.customers.rows
      .slice(store.customers.headerRow + 1, -3)
      .flatMap((row) => columns.map((at) => String(row[at]).trim()))
      .filter((text) => text.length > 1 && text !== "null");
    expect(secrets.length).toBeGreaterThan(800);
    expect(secrets.filter((secret) => ended.stdout.includes(secret))).toEqual([]);
  });

  test("speaks Chinese on request", async () => {
    const { code, stdout } = await audit("store.xlsx", "--lang", "zh-CN", "--out", "zh.xlsx");
    rmSync(inFolder("zh.xlsx"));
    expect(code).toBe(0);
    expect(stdout).toContain("流失预警");
    expect(stdout).toContain("工作簿");
  });

  test("of its own result gives the same figures", async () => {
    const again = await audit(
      "store.retain.xlsx",
      ...["--as-of", "2026-06-30", "--out", "again.xlsx", "--json", "again.json"]
    );
    expect(again.stderr).toBe("");
    const figures = (path: string): Partial<Summary> => ({
      ...readSummary(path),
      timings: undefined,
    });
    expect(figures(inFolder("again.json"))).toEqual(figures(json));
  });

  test("of its own result finds every format there already", () => {
    const [first, second] = ["store.retain.xlsx", "again.xlsx"].map((name) =>
      partText(readFileSync(inFolder(name)), "xl/styles.xml")
    );
    expect(second).toBe(first);
  });

  test.each([
    [["--help"], /^npm run audit -- FILE\|FOLDER .*--json/],
    [["-h", "nowhere.xlsx", "--asof"], /^npm run audit -- FILE\|FOLDER/],
    [["--lang", "zh-CN", "--help"], /^npm run audit -- 文件\|文件夹/],
  ])("with %j prints the usage and does nothing else", async (argv, usage) => {
    const { code, stdout, stderr } = await audit(...argv);
    expect(stdout).toMatch(usage);
    expect(stderr).toBe("");
    expect(code).toBe(0);
  });
});

/** The row's cell under a header. */
function at(sheet: SampleSheet, header: string): number {
  return sheet.columns.findIndex((column) => column.header === header);
}

/** The store as its exports of an earlier day would have been; `isThere` tells whose rows they had. */
function cutAt(full: SampleStore, day: number, isThere: (row: number) => boolean): SampleStore {
  const records = (sheet: SampleSheet): readonly (readonly SampleCell[])[] =>
    sheet.rows.slice(sheet.headerRow + 1, -3);
  const head = (sheet: SampleSheet): readonly (readonly SampleCell[])[] =>
    sheet.rows.slice(0, sheet.headerRow + 1);
  const { customers, orders } = full;
  const later = (cell: SampleCell): boolean => typeof cell === "number" && Math.floor(cell) > day;
  const dated = ["末次进厂日期", "上次保养日期", "无效日期"].map((header) => at(customers, header));
  const invalidDate = at(customers, "无效日期");
  const reason = at(customers, "无效原因");
  const customerRows = records(customers)
    .filter((_, row) => isThere(row))
    .map((row) =>
      row.map((cell, column) => {
        if (column === reason) return later(row[invalidDate]) ? "" : cell;
        return dated.includes(column) && later(cell) ? "" : cell;
      })
    );
  const arrival = at(orders, "进厂时间");
  const orderRows = records(orders).filter((row) => !later(row[arrival]));
  return {
    ...full,
    customers: { ...customers, rows: [...head(customers), ...customerRows] },
    orders: { ...orders, rows: [...head(orders), ...orderRows] },
  };
}

describe("an audit of a past day", () => {
  test.each(["2025-02-28", "2024-02-29", "2023-08-31"])(
    "%s gives what the data of that day would have given",
    async (day) => {
      const clean = generateSampleStore({ seed: 12, customers: 200, asOf, years: 4, dirt: 0 });
      await writeWorkbook(clean, inFolder("full.xlsx"));
      const options = ["--as-of", day, "--json"];
      const full = await audit("full.xlsx", ...options, "full.json");
      expect(full.stderr).toBe("");
      const whole = readSummary(inFolder("full.json"));
      const there = (row: number): boolean => whole.customers[row].status !== null;
      await writeWorkbook(cutAt(clean, serialOfIso(day), there), inFolder("cut.xlsx"));
      const cut = await audit("cut.xlsx", ...options, "cut.json");
      expect(cut.stderr).toBe("");
      const part = readSummary(inFolder("cut.json"));
      const seen: CustomerSummary[] = whole.customers.filter(({ status }) => status !== null);
      expect(part.customers).toEqual(seen);
      expect(part.status).toEqual(whole.status);
      expect(seen.length).toBeGreaterThan(100);
    }
  );
});

test.each([
  ["the customers", "客户档案", /No customer sheet: the customers are the cars on the orders/],
  [
    "the orders",
    "维修工单",
    /No order sheet: statuses rest on the customer sheet's own dates alone/,
  ],
])("a workbook without %s is audited, and says what that makes unknown", async (_, name, line) => {
  const workbook = await loadXlsx(readFileSync(input));
  workbook.sheets.find((sheet) => sheet.Name === name)?.Delete();
  writeFileSync(inFolder("one.xlsx"), await saveXlsx(workbook));
  const { code, stdout } = await audit("one.xlsx", "--out", "one.out.xlsx");
  expect(stdout).toMatch(line);
  expect(code).toBe(0);
  expect(existsSync(inFolder("one.out.xlsx"))).toBe(true);
});

describe("a store whose system exports texts, web pages and old workbooks", () => {
  const customers = [
    ["客户编号", "客户姓名", "手机号", "车牌号", "VIN", "车型", "交车日期"],
    ["K1", "测试甲", "19900000001", "苏Z21001", "LZZTEST2000000001", "途悦", "2023-12-14"],
    ["K2", "测试乙", "19900000002", "苏Z21008", "LZZTEST2000000014", "锐行", "2023-07-14"],
  ];
  const orders = [
    ["工单号", "车牌号", "VIN", "进厂日期", "结算日期", "维修类型", "应收金额"],
    ["R1", "苏Z21001", "LZZTEST2000000001", 46_174, 46_174, "保养", 500],
    ["R2", "苏Z21008", "LZZTEST2000000014", 45_600, 45_601, "保养", 800],
  ];
  const csv = customers.map((row) => row.join(",")).join("\r\n");
  // 客户 in GB18030, which no UTF-8 text begins with; the rest of the header is plain.
  const gbk = Buffer.concat([
    Buffer.from([0xbf, 0xcd, 0xbb, 0xa7]),
    Buffer.from(["ID", "Name", "Mobile", "Plate", "VIN", "Model", "Sale Date"].join(",")),
    Buffer.from(
      `\nK1,Test A,19900000001,,LZZTEST2000000001,A,2023-12-14\nK2,Test B,19900000002,,LZZTEST2000000014,B,2023-07-14\n`
    ),
  ]);
  const html = `<html><table>${orders.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join("")}</tr>`).join("")}</table></html>`;
  const xls = (): Buffer => {
    const book = utils.book_new();
    utils.book_append_sheet(book, utils.aoa_to_sheet(orders), "维修工单");
    return write(book, { type: "buffer", bookType: "biff8" }) as Buffer;
  };

  test.each([
    ["a .csv and an .xls", { "customers.csv": Buffer.from(csv), "orders.xls": xls() }],
    ["a .txt in GBK and an .xls", { "customers.txt": gbk, "orders.xls": xls() }],
    [
      "a .csv and a web page named .xls",
      { "customers.csv": Buffer.from(csv), "orders.xls": Buffer.from(html) },
    ],
  ])("%s are read as one store", async (_, files) => {
    mkdirSync(inFolder("shop"), { recursive: true });
    for (const [name, bytes] of Object.entries(files)) {
      writeFileSync(join(inFolder("shop"), name), bytes);
    }
    try {
      const { code, stderr } = await audit(
        ...["shop", "--out", "shop.out.xlsx", "--json", "shop.json", "--as-of", "2026-06-30"]
      );
      expect(stderr).toBe("");
      expect(code).toBe(0);
      const told = JSON.parse(readFileSync(inFolder("shop.json"), "utf8")) as Summary;
      expect(told.counts).toMatchObject({ customerRows: 2, orderRows: 2 });
      expect(told.customers.map(({ status }) => status)).toEqual(["stable", "lost12"]);
    } finally {
      rmSync(inFolder("shop"), { recursive: true });
    }
  });

  test("days of an old workbook are shown as days", async () => {
    writeFileSync(inFolder("orders.xls"), xls());
    await audit("orders.xls", "--out", "days.xlsx", "--reports", "status");
    const workbook = await loadXlsx(readFileSync(inFolder("days.xlsx")));
    const sheet = workbook.sheets.find(({ Name }) => Name === "维修工单");
    expect(sheet?.cells.value(1, 3)).toBe(46_174);
    const style = sheet?.cells.style(1, 3) ?? 0;
    expect(workbook.styles.get(style).numberFormat).toBe("yyyy-mm-dd");
    expect(workbook.styles.get(sheet?.cells.style(1, 6) ?? 0).numberFormat).toBe("General");
  });
});

describe("what cannot be audited is told in one line, with exit code 1", () => {
  const compound = Buffer.from("d0cf11e0a1b11ae1", "hex");
  const files: Record<string, Buffer> = {
    "old.xls": Buffer.concat([compound, Buffer.alloc(4096)]),
    "locked.xlsx": Buffer.concat([
      compound,
      Buffer.alloc(1024),
      Buffer.from("EncryptedPackage", "utf16le"),
      Buffer.alloc(4096),
    ]),
    "letter.pdf": Buffer.from("%PDF-1.4\n"),
    "picture.xlsx": Buffer.from("89504e470d0a1a0a", "hex"),
    "empty.xlsx": Buffer.alloc(0),
  };
  beforeAll(() => {
    for (const [name, bytes] of Object.entries(files)) writeFileSync(inFolder(name), bytes);
    writeFileSync(inFolder("cut.xlsx"), readFileSync(input).subarray(0, 20_000));
    mkdirSync(inFolder("folder.xlsx"));
    linkSync(input, inFolder("link.xlsx"));
  });

  const cases: readonly [string, string[], RegExp][] = [
    ["no file", [], /^No workbook given/],
    ["a file that does not exist", ["nowhere.xlsx"], /^nowhere\.xlsx does not exist/],
    ["an empty folder", ["folder.xlsx"], /^folder\.xlsx holds no workbook/],
    ["a document", ["letter.pdf"], /^letter\.pdf holds no table/],
    ["half an .xls", ["old.xls"], /^old\.xls is damaged/],
    ["a workbook with a password", ["locked.xlsx"], /^locked\.xlsx is protected by a password/],
    ["something else under the name .xlsx", ["picture.xlsx"], /^picture\.xlsx holds no table/],
    ["an empty file", ["empty.xlsx"], /^empty\.xlsx is empty/],
    ["half a workbook", ["cut.xlsx"], /^cut\.xlsx is damaged/],
    ["a day that does not exist", ["store.xlsx", "--as-of", "2024-02-30"], /^2024-02-30 is not a/],
    ["an unknown option", ["store.xlsx", "--asof", "2024-02-29"], /^There is no option --asof/],
    ["an unknown language", ["store.xlsx", "--lang", "fr-FR"], /^fr-FR is not a language/],
    ["the input as output", ["store.xlsx", "--out", "./store.xlsx"], /is the input/],
    ["a link to the input as output", ["store.xlsx", "--out", "link.xlsx"], /is the input/],
    ["the input as JSON", ["store.xlsx", "--json", "store.xlsx"], /is a workbook of this run/],
    ["a folder that is not there", ["store.xlsx", "--out", "no/where.xlsx"], /cannot be written/],
  ];
  test.each(cases)("%s", async (_, argv, line) => {
    const before = hashOf(input);
    const { code, stdout, stderr } = await audit(...argv);
    expect(stderr).toMatch(line);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
    expect(stdout).toBe("");
    expect(code).toBe(1);
    expect(hashOf(input)).toBe(before);
  });

  test("in Chinese for who asked for Chinese", async () => {
    const { stderr } = await audit("nowhere.xlsx", "--lang", "zh-CN");
    expect(stderr).toBe("找不到 nowhere.xlsx,请检查路径。\n");
  });

  test("a workbook that holds neither customers nor orders", async () => {
    writeFileSync(inFolder("without.xlsx"), await saveXlsx(Workbook.blank("Sheet1")));
    const { code, stderr } = await audit("without.xlsx", "--out", "nothing.xlsx");
    expect(stderr).toMatch(/No customer table found/);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
    expect(code).toBe(1);
    expect(existsSync(inFolder("nothing.xlsx"))).toBe(false);
  });

  test("a formula that nobody calculated, by its place", async () => {
    const workbook = await loadXlsx(readFileSync(input));
    workbook
      .sheet("维修工单")
      .cells.setFormula(store.orders.headerRow + 2, 0, "=1+1", NOT_CALCULATED);
    writeFileSync(inFolder("uncalculated.xlsx"), await saveXlsx(workbook));
    const { code, stderr } = await audit("uncalculated.xlsx", "--out", "nothing.xlsx");
    expect(stderr).toMatch(/^维修工单!A\d+ is a formula without a value: .*Open the file in Excel/);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
    expect([code, existsSync(inFolder("nothing.xlsx"))]).toEqual([1, false]);
  });

  test("a table with comments and something at its right, by its sheet and before anything is computed", async () => {
    const workbook = await loadXlsx(readFileSync(input));
    const sheet = workbook.sheet("客户档案");
    const { headerRow: row, columns, rows } = store.customers;
    const table = { row, column: 0, rows: rows.length - row, columns: columns.length };
    sheet.Tables.Add(formatRect(table), true);
    sheet.cells.setValue(row + 1, columns.length + 1, "旁边");
    writeFileSync(inFolder("commented.xlsx"), withComment(await saveXlsx(workbook), sheet.sheetId));
    const { code, stdout, stderr } = await audit("commented.xlsx", "--out", "nothing.xlsx");
    expect(stderr).toMatch(/^On the sheet 客户档案 something stands to the right of the table/);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
    expect([code, stdout, existsSync(inFolder("nothing.xlsx"))]).toEqual([1, "", false]);
  });

  test.each([
    ["the workbook", ".xlsx.", "full.xlsx"],
    ["the file of figures", ".json.", "full.json"],
  ])(
    "a disk that is full in the middle of %s, and nothing half is left",
    async (_, part, about) => {
      mkdirSync(inFolder("full"));
      copyFileSync(input, inFolder("full/full.xlsx"));
      const before = hashOf(input);
      const argv = ["store.xlsx", "--out", "full/full.xlsx", "--json", "full/full.json"];
      const { code, stdout, stderr } = await runBundled("audit.ts", argv, folder, {
        NODE_OPTIONS: `--require ${JSON.stringify(resolve("test/support/fullDisk.cjs"))}`,
        FULL_DISK_FOR: part,
      });
      expect(stderr).toContain(
        `${join(folder, "full", about)} cannot be written: the disk is full`
      );
      expect(stderr.trimEnd().split("\n")).toHaveLength(1);
      expect([code, stdout]).toEqual([1, ""]);
      expect(readdirSync(inFolder("full"))).toEqual(["full.xlsx"]);
      expect([hashOf(inFolder("full/full.xlsx")), hashOf(input)]).toEqual([before, before]);
      rmSync(inFolder("full"), { recursive: true });
    }
  );

  test("an earlier result stays when the new one cannot be made", async () => {
    copyFileSync(input, inFolder("earlier.xlsx"));
    const before = hashOf(inFolder("earlier.xlsx"));
    await audit("without.xlsx", "--out", "earlier.xlsx");
    expect(hashOf(inFolder("earlier.xlsx"))).toBe(before);
  });
});
