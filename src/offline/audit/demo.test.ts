import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { utils } from "@e965/xlsx";
import { textsOf } from "../../locale";
import type { Workbook } from "../host";
import { loadXlsx } from "../host/xlsx";
import { packageFaults } from "../../../test/support/packageFaults";
import { previewed } from "../../../test/support/previewer";
import { cutTexts } from "../../../test/support/cutTexts";
import { partNames, partText } from "../host/xlsx/testing/files";
import { blanksOf } from "./cachedValues";
import { cachedCells, type ExpectedCell } from "./recalculation";
import { runScript, type Ended } from "../../../test/support/spawn";

jest.setTimeout(600_000);

describe("the demo", () => {
  const folder = mkdtempSync(join(tmpdir(), "retain-demo-"));
  const workbookPath = join(folder, "out/retain-demo.xlsx");
  let ended: Ended;
  let bytes: Buffer;
  let workbook: Workbook;
  let expected: readonly ExpectedCell[];
  beforeAll(async () => {
    ended = await runScript("demo.ts", [], folder);
    bytes = readFileSync(workbookPath);
    workbook = await loadXlsx(bytes);
    const path = join(folder, "out/retain-demo.expected.json");
    expected = JSON.parse(readFileSync(path, "utf8")) as ExpectedCell[];
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("ends well", () => {
    expect(ended.stderr).toBe("");
    expect(ended.code).toBe(0);
  });

  test("says how many customers are in each status, what was found, how long it took and where the file is", () => {
    for (const words of ["Stable", "Near-lost", "Findings in the data", "Time", "syncs"]) {
      expect(ended.stdout).toContain(words);
    }
    expect(ended.stdout).toContain(join("out", "retain-demo.xlsx"));
  });

  test("keeps each request below the 5 MB of Excel on the web", () => {
    const [, megabytes] = /largest request ([\d.]+) MB/.exec(ended.stdout) ?? [];
    expect(Number(megabytes)).toBeGreaterThan(0);
    expect(Number(megabytes)).toBeLessThan(5);
  });

  test("writes the exports and the add-in's columns and sheets into one workbook", () => {
    const names = workbook.sheets.map(({ Name }) => Name);
    expect(names).toEqual(expect.arrayContaining(["客户档案", "维修工单", "客户状态", "数据质量"]));
    const customers = workbook.sheets.find(({ Name }) => Name === "客户档案");
    const headers = customers?.values("A4:AH4")[0];
    expect(headers).toEqual(
      expect.arrayContaining(["客户状态", "未进厂月数", "末次进厂", "12个月进厂次数"])
    );
  });

  test("shows every sheet, with what people would have written in them", () => {
    const names = workbook.sheets.map(({ Name }) => Name);
    expect(names).toEqual(expect.arrayContaining(Object.values(textsOf("zh-CN").reports.names)));
    const rowsOf = (name: string): number => {
      const tables = workbook.sheets.flatMap((sheet) => sheet.tables);
      return tables.find((table) => table.Name === name)?.rect.rows ?? 0;
    };
    expect(rowsOf("RETAIN_records")).toBeGreaterThan(1000);
    expect(rowsOf("RETAIN_ledger")).toBeGreaterThan(1000);
    expect(rowsOf("RETAIN_surveyAnswers")).toBeGreaterThan(20);
  });

  test("cuts no text off where the next cell begins, and shows no figure as ####", () => {
    expect(cutTexts(workbook, Object.values(textsOf("zh-CN").reports.names))).toEqual([]);
  });

  test("shows a previewer, which calculates nothing, every cell of every sheet", () => {
    const shown = previewed(bytes);
    const isSame = (a: unknown, b: unknown): boolean => (a ?? "") === (b ?? "");
    const otherwise: string[] = [];
    for (const { sheet, address, value } of expected) {
      const { r, c } = utils.decode_cell(address);
      if (!isSame(shown(sheet, r, c), value)) otherwise.push(`${sheet}!${address}`);
    }
    const blank = new Set(
      expected.flatMap(({ sheet, address, value }) => (value === "" ? [`${sheet}!${address}`] : []))
    );
    let compared = 0;
    for (const { Name, cells } of workbook.sheets) {
      cells.eachCell((row, column, value) => {
        const place = `${Name}!${utils.encode_cell({ r: row, c: column })}`;
        const isJump = cells.formula(row, column)?.includes("HYPERLINK(") ?? false;
        const isNothing = value === "" && !blank.has(place) && !isJump;
        if (isNothing || !isSame(shown(Name, row, column), value)) otherwise.push(place);
        compared += 1;
      });
    }
    expect(otherwise).toEqual([]);
    expect([expected.length > 10_000, compared > 100_000]).toEqual([true, true]);
  });

  test("shows a previewer a figure wherever a formula or a chart stands", () => {
    expect(cachedCells(workbook).length).toBeGreaterThan(1000);
    expect(blanksOf(workbook)).toEqual([]);
    const charts = partNames(bytes).filter((name) => /^xl\/charts\/chart\d+\.xml$/.test(name));
    expect(charts.length).toBeGreaterThan(5);
    for (const name of charts) {
      const text = partText(bytes, name);
      for (const kind of ["num", "str"]) {
        const references = text.match(new RegExp(`<c:${kind}Ref>`, "g"))?.length;
        const caches = text.match(new RegExp(`<c:${kind}Cache><c:`, "g"))?.length;
        expect([name, kind, references, caches]).toEqual([name, kind, references, references]);
        expect(references).toBeGreaterThan(0);
      }
    }
  });

  test("saves with every formula what the add-in computed for it", () => {
    const saved = new Map(cachedCells(workbook).map((c) => [`${c.sheet}!${c.address}`, c.value]));
    const differing = expected.filter(
      ({ sheet, address, value }) =>
        saved.has(`${sheet}!${address}`) && saved.get(`${sheet}!${address}`) !== value
    );
    expect(differing).toEqual([]);
  });

  test("is a package that Excel opens without a repair", () => {
    expect(packageFaults(bytes)).toEqual([]);
  });

  test("leaves beside it what every formula must come to", () => {
    expect(expected.length).toBeGreaterThan(20);
    expect(new Set(expected.map(({ sheet }) => sheet))).toContain("客户状态");
  });
});
