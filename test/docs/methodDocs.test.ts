import { readFileSync } from "node:fs";
import path from "node:path";
import { textsOf } from "../../src/locale";
import { allParameters, listParameters } from "../../src/retention/allParameters";
import { methodDocs, tableRows, tablesIn, type DocLanguage } from "./parameterTables";

const textOf = (language: DocLanguage): string =>
  readFileSync(path.join(__dirname, "../..", methodDocs[language]), "utf8");

describe.each<DocLanguage>(["zh", "en"])("the method's document in %s", (language) => {
  const tables = tablesIn(textOf(language));

  it("shows every parameter as the code has it (npm run docs writes the tables)", () => {
    for (const { chapters, rows } of tables) {
      expect(rows).toEqual(tableRows(chapters, language));
    }
  });

  it("has each chapter's parameters in one table, and all chapters", () => {
    const shown = tables.flatMap(({ chapters }) => chapters);
    expect([...shown].sort()).toEqual(Object.keys(allParameters).sort());
  });
});

it("both documents of the method have the same chapters in the same order", () => {
  const shape = (text: string): string[] =>
    text.split("\n").flatMap((line) => /^#+ (?:\d+\. )?/.exec(line)?.[0] ?? []);
  expect(shape(textOf("zh"))).toEqual(shape(textOf("en")));
  expect(tablesIn(textOf("zh")).map(({ chapters }) => chapters)).toEqual(
    tablesIn(textOf("en")).map(({ chapters }) => chapters)
  );
});

it.each(["zh-CN", "en-US"] as const)("names every parameter in %s and no other", (locale) => {
  const keys = listParameters().map(({ key }) => key);
  expect(Object.keys(textsOf(locale).parameters.names).sort()).toEqual([...keys].sort());
});
