import { readFileSync } from "node:fs";
import path from "node:path";
import { allParameters, listParameters } from "../../src/retention";
import { parameterNames } from "./parameterNames";
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

it("names no parameter that is not there", () => {
  const keys = listParameters().map(({ key }) => key);
  expect(Object.keys(parameterNames).sort()).toEqual([...keys].sort());
});
