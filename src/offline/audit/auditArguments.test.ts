import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { serialOfIso } from "../../retention/time";
import { messageLocale, readAuditArguments } from "./auditArguments";
import { CommandError } from "./commandError";

function problemOf(argv: string[]): string {
  try {
    readAuditArguments(argv);
  } catch (error) {
    if (error instanceof CommandError) return error.problem;
    throw error;
  }
  return "none";
}

describe("the command line of the audit", () => {
  test("needs only a workbook: Chinese sheets, today, the result beside the input", () => {
    expect(readAuditArguments(["data/店.xlsx"])).toEqual({
      files: [
        {
          input: resolve("data/店.xlsx"),
          inputAsTyped: "data/店.xlsx",
          output: resolve("data/店.retain.xlsx"),
        },
      ],
      reports: "all",
      locale: "zh-CN",
    });
  });

  test("takes several workbooks: each has its result beside it, and --out names the comparison", () => {
    const several = readAuditArguments(["x/a.xlsx", "y/b.xlsm"]);
    expect(several.files.map(({ output }) => output)).toEqual([
      resolve("x/a.retain.xlsx"),
      resolve("y/b.retain.xlsm"),
    ]);
    expect(several.comparison).toBe(resolve("x/comparison.retain.xlsx"));
    const named = readAuditArguments(["x/a.xlsx", "y/b.xlsm", "--out", "all.xlsx"]);
    expect(named.comparison).toBe(resolve("all.xlsx"));
    expect(named.files[0].output).toBe(resolve("x/a.retain.xlsx"));
  });

  test("goes on with the other stores where one is given twice", () => {
    const { files, refused } = readAuditArguments(["a.xlsx", "b.xlsx", "a.xlsx", "b.csv"]);
    expect(files.map(({ inputAsTyped }) => inputAsTyped)).toEqual(["a.xlsx", "b.xlsx"]);
    expect(refused).toEqual([
      { problem: "fileTwice", about: "a.xlsx" },
      { problem: "fileTwice", about: "b.csv" },
    ]);
  });

  test("takes how many stores at once, and what each may take of time and memory", () => {
    const argv = ["a.xlsx", "b.xlsx", "--jobs", "3", "--minutes", "0.5", "--memory", "2"];
    expect(readAuditArguments(argv)).toMatchObject({ jobs: 3, minutes: 0.5, memory: 2 });
  });

  test("takes several files as one store: one result, named as the store", () => {
    const request = readAuditArguments(["x/车辆.xlsx", "y/工单.xlsx", "--store", "城南店"]);
    expect(request.comparison).toBeUndefined();
    expect(request.files).toEqual([
      {
        input: resolve("x/车辆.xlsx"),
        inputAsTyped: "x/车辆.xlsx",
        more: [{ input: resolve("y/工单.xlsx"), inputAsTyped: "y/工单.xlsx" }],
        store: "城南店",
        output: resolve("x/城南店.retain.xlsx"),
      },
    ]);
  });

  test("takes a folder as a store: its data files by name, not results nor locks of Excel", () => {
    const folder = mkdtempSync(join(tmpdir(), "retain-folder-"));
    try {
      for (const name of ["6月.xlsx", "5月.csv", "旧.retain.xlsx", "~$6月.xlsx", "说明.docx"]) {
        writeFileSync(join(folder, name), "");
      }
      const [file] = readAuditArguments([folder]).files;
      expect(file?.inputAsTyped).toBe(join(folder, "5月.csv"));
      expect(file?.more?.map(({ input }) => input)).toEqual([join(folder, "6月.xlsx")]);
      expect(file?.output).toBe(`${folder}.retain.xlsx`);
      const empty = join(folder, "空");
      mkdirSync(empty);
      expect(problemOf([empty])).toBe("folderEmpty");
      expect(problemOf([folder, "--store", "甲"])).toBe("storeOfFolders");
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test("takes a mapping: fields by id or by name in either language, - for none", () => {
    const { map } = readAuditArguments([
      "a.xlsx",
      "--map",
      "进站=arrival, 流水=-,底盘=车架号,Pl=Plate",
    ]);
    expect(map).toEqual([
      { header: "进站", field: "arrival" },
      { header: "流水" },
      { header: "底盘", field: "vin" },
      { header: "Pl", field: "plate" },
    ]);
    expect(problemOf(["a.xlsx", "--map", "进站"])).toBe("wrongMap");
    expect(problemOf(["a.xlsx", "--map", "进站=什么"])).toBe("unknownField");
  });

  test("takes sheets by id or by name in either language", () => {
    const { reports } = readAuditArguments([
      "a.xlsx",
      "--reports",
      "status, 蓄水池,Customer value",
    ]);
    expect(reports).toEqual(["status", "reservoir", "value"]);
    expect(readAuditArguments(["a.xlsx", "--reports=all"]).reports).toBe("all");
  });

  test("keeps the extension of a workbook with macros", () => {
    expect(readAuditArguments(["a.XLSM"]).files[0].output).toBe(resolve("a.retain.xlsm"));
  });

  test("takes options before and after the file, with a space or an equals sign", () => {
    const argv = ["--as-of", "2024-02-29", "a.xlsx", "--out=b.xlsx", "--lang", "en-US", "--json=c"];
    expect(readAuditArguments(argv)).toEqual({
      files: [{ input: resolve("a.xlsx"), inputAsTyped: "a.xlsx", output: resolve("b.xlsx") }],
      reports: "all",
      json: resolve("c"),
      asOf: serialOfIso("2024-02-29"),
      locale: "en-US",
    });
  });

  test.each([
    [[], "noFile"],
    [["a.xlsx", "b.xlsx", "--jobs", "0"], "wrongCount"],
    [["a.xlsx", "b.xlsx", "--minutes", "0"], "wrongMinutes"],
    [["a.xlsx", "b.xlsx", "--memory", "half"], "wrongSize"],
    [["a.xlsx", "b.xlsx", "--out", "all.xlsm"], "wrongExtension"],
    [["a.xlsx", "--reports", "status,nothing"], "unknownReport"],
    [["a.xlsx", "--as-of", "2024-02-30"], "wrongDate"],
    [["a.xlsx", "--as-of", "30.6.2024"], "wrongDate"],
    [["a.xlsx", "--as-of"], "optionWithoutValue"],
    [["a.xlsx", "--as-of="], "optionWithoutValue"],
    [["a.xlsx", "--out", "--json", "c"], "optionWithoutValue"],
    [["a.xlsx", "--lang", "zh-CN", "--lang", "en-US"], "optionWithoutValue"],
    [["a.xlsx", "--lang", "fr-FR"], "unknownLanguage"],
    [["a.xlsx", "--asof", "2024-02-29"], "unknownOption"],
    [["a.xlsx", "-x"], "unknownOption"],
    [["a.xlsx", "--out", "b.csv"], "wrongExtension"],
    [["a.xlsm", "--out", "b.xlsx"], "wrongExtension"],
  ])("%j is refused: %s", (argv, problem) => {
    expect(problemOf(argv)).toBe(problem);
  });

  test.each([
    [["a.xlsx", "--lang", "zh-CN"], "zh-CN"],
    [["--lang=zh-CN", "--asof"], "zh-CN"],
    [["a.xlsx", "--lang", "en-US"], "en-US"],
    [["a.xlsx"], "en-US"],
    [["a.xlsx", "--lang", "zh-TW"], "en-US"],
  ])("%j is answered in %s", (argv, locale) => {
    expect(messageLocale(argv)).toBe(locale);
  });
});
