import { resolve } from "node:path";
import { serialOfIso } from "../../src/retention";
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
      input: resolve("data/店.xlsx"),
      inputAsTyped: "data/店.xlsx",
      output: resolve("data/店.retain.xlsx"),
      locale: "zh-CN",
    });
  });

  test("keeps the extension of a workbook with macros", () => {
    expect(readAuditArguments(["a.XLSM"]).output).toBe(resolve("a.retain.xlsm"));
  });

  test("takes options before and after the file, with a space or an equals sign", () => {
    const argv = ["--as-of", "2024-02-29", "a.xlsx", "--out=b.xlsx", "--lang", "en-US", "--json=c"];
    expect(readAuditArguments(argv)).toEqual({
      input: resolve("a.xlsx"),
      inputAsTyped: "a.xlsx",
      output: resolve("b.xlsx"),
      json: resolve("c"),
      asOf: serialOfIso("2024-02-29"),
      locale: "en-US",
    });
  });

  test.each([
    [[], "noFile"],
    [["a.xlsx", "b.xlsx"], "severalFiles"],
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
