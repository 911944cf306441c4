import { textsOf, type Locale } from "../../src/locale";
import { listParameters, type ListedParameter } from "../../src/retention/allParameters";
import type { ParameterSource } from "../../src/retention/parameters";

/**
 * The tables of parameters in docs/method.md and docs/method.zh-CN.md. They stand between
 * `<!-- parameters: status, horizons -->` and `<!-- end -->`, written from the typed parameters.
 */
export type DocLanguage = "zh" | "en";

export const methodDocs: Readonly<Record<DocLanguage, string>> = {
  zh: "docs/method.zh-CN.md",
  en: "docs/method.md",
};

const localeOf: Readonly<Record<DocLanguage, Locale>> = { zh: "zh-CN", en: "en-US" };

const headings: Readonly<Record<DocLanguage, readonly string[]>> = {
  zh: ["参数", "默认值", "来源", "代码"],
  en: ["parameter", "default", "source", "code"],
};

function valueText({ default: value, unit }: ListedParameter, language: DocLanguage): string {
  if (unit === "share") {
    return `${Number((value * 100).toFixed(6))}%`;
  }
  const figure = value.toLocaleString("en");
  // A bare number needs no unit where no column stands beside it.
  const { units } = textsOf(localeOf[language]).parameters;
  return unit === "count" ? figure : `${figure} ${units[unit]}`;
}

const sourceText = (source: ParameterSource, language: DocLanguage): string =>
  source !== "ours" ? source : language === "zh" ? "自定" : "our choice";

function rowOf(parameter: ListedParameter, language: DocLanguage): readonly string[] {
  const names: Readonly<Record<string, string>> = textsOf(localeOf[language]).parameters.names;
  return [
    names[parameter.key],
    valueText(parameter, language),
    sourceText(parameter.source, language),
    `\`${parameter.key}\``,
  ];
}

/** The table of some chapters' parameters, cells only. */
export function tableRows(chapters: readonly string[], language: DocLanguage): string[][] {
  const rows = listParameters()
    .filter(({ key }) => chapters.some((chapter) => key.startsWith(`${chapter}.`)))
    .map((parameter) => [...rowOf(parameter, language)]);
  return [[...headings[language]], ...rows];
}

const block = /<!-- parameters: ([\w., ]+) -->\n([\s\S]*?)<!-- end -->/g;

/** The tables of a document as it stands: their chapters and the cells they show. */
export function tablesIn(text: string): { chapters: string[]; rows: string[][] }[] {
  return [...text.matchAll(block)].map(([, chapters, table]) => ({
    chapters: chapters.split(", "),
    rows: table
      .split("\n")
      .filter((line) => line.startsWith("|") && !/^\|[\s|:-]+$/.test(line))
      .map((line) =>
        line
          .split("|")
          .slice(1, -1)
          .map((cell) => cell.trim())
      ),
  }));
}

/** A document with its tables written anew; prettier lines the columns up afterwards. */
export function withTables(text: string, language: DocLanguage): string {
  return text.replace(block, (_, chapters: string) => {
    const [head, ...rows] = tableRows(chapters.split(", "), language);
    const lines = [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);
    return `<!-- parameters: ${chapters} -->\n\n${lines.join("\n")}\n\n<!-- end -->`;
  });
}
