import { textsOf, type Locale } from "../../locale";
import { cellText, functionExamples, shownResult, type FunctionExample } from "./examples";
import type { FunctionMetadata, ParameterMetadata } from "./functionMetadata";
import { resultsEnUS } from "./resultsEnUS";
import { metadataZhCN } from "./zhCN";

/** The fixed words of the help pages. */
const words = {
  "zh-CN": {
    title: "RETAIN 帮助",
    about:
      "RETAIN 读取店里的客户档案和维修工单，算出每位客户的维系状态，写入分类列和报表。在“客户维系”选项卡点“打开面板”，核对识别到的两张表，再点“写入分类与报表”。",
    privacy: "所有计算都在您的 Excel 里完成，数据不会发送到任何地方。",
    functions: "函数",
    syntax: "语法",
    parameters: "参数",
    optional: "可省略",
    result: "结果",
    errors:
      "必填内容为空时结果为空；内容无法识别时为 #VALUE!；内容无误但没有结果时为 #N/A，例如末次进厂晚于统计日期。错误提示会说明是哪个参数、怎样改。所选区域里的错误只影响它所在的那一格。",
    example: "示例",
    cell: "单元格",
    value: "内容",
    back: "全部函数",
    other: "English",
  },
  "en-US": {
    title: "RETAIN help",
    about:
      "RETAIN reads a dealership's customers and repair orders, computes each customer's retention status, and writes classification columns and reports. On the RETAIN tab choose Open RETAIN, check the two sheets that were recognised, then choose Write status and reports.",
    privacy: "Everything is computed inside your Excel. No data is sent anywhere.",
    functions: "Functions",
    syntax: "Syntax",
    parameters: "Parameters",
    optional: "optional",
    result: "Result",
    errors:
      "Where something that is needed is blank the result is empty. What cannot be read gives #VALUE!. What is right but has no answer gives #N/A, for example a last visit after the as-of day. The message of the error names the argument and says what to do. An error in a range affects only its own cell.",
    example: "Example",
    cell: "Cell",
    value: "Content",
    back: "All functions",
    other: "简体中文",
  },
} as const satisfies Record<Locale, Record<string, string>>;

/** The page that Excel's function list opens for one function. */
export function functionHelpPage(it: FunctionMetadata, locale: Locale): string {
  const said = words[locale];
  const example = functionExamples[it.id];
  const result = locale === "zh-CN" ? metadataZhCN[it.id].result : resultsEnUS[it.id];
  return page(
    `RETAIN.${it.name}`,
    locale,
    `${it.id}.html`,
    `<nav><a href="index.html">${said.back}</a></nav>
    <h1>RETAIN.${it.name}</h1>
    <p>${escaped(it.description)}</p>
    <h2>${said.syntax}</h2>
    <p><code>${syntaxOf(it)}</code></p>
    <h2>${said.parameters}</h2>
    <dl>${it.parameters.map((parameter) => definition(parameter, said.optional)).join("")}</dl>
    <h2>${said.result}</h2>
    <p>${escaped(result)}</p>
    <p>${said.errors}</p>
    <h2>${said.example}</h2>
    ${exampleOf(example, locale)}`
  );
}

/** The page that the ribbon's help and the manifest's support address lead to. */
export function helpIndexPage(functions: readonly FunctionMetadata[], locale: Locale): string {
  const said = words[locale];
  const entries = functions.map(
    (it) =>
      `<dt><a href="${it.id}.html">RETAIN.${it.name}</a></dt><dd>${escaped(it.description)}</dd>`
  );
  return page(
    said.title,
    locale,
    "index.html",
    `<h1>${said.title}</h1>
    <p>${said.about}</p>
    <p>${said.privacy}</p>
    <h2>${said.functions}</h2>
    <dl>${entries.join("")}</dl>`
  );
}

function syntaxOf({ name, parameters }: FunctionMetadata): string {
  const listed = parameters.map((it) => (it.optional ? `[${it.name}]` : it.name));
  return `=RETAIN.${name}(${listed.join(", ")})`;
}

function definition(parameter: ParameterMetadata, optionalWord: string): string {
  const note = parameter.optional ? ` (${optionalWord})` : "";
  return `<dt><code>${parameter.name}</code>${note}</dt><dd>${escaped(parameter.description)}</dd>`;
}

function exampleOf(example: FunctionExample, locale: Locale): string {
  const said = words[locale];
  const texts = textsOf(locale);
  const rows = Object.entries(example.cells).map(
    ([address, content]) =>
      `<tr><th scope="row">${address}</th><td>${escaped(cellText(content, texts))}</td></tr>`
  );
  const shown = shownResult(example, texts).map(
    (row) => `<tr>${row.map((it) => `<td>${escaped(it)}</td>`).join("")}</tr>`
  );
  return `<table><thead><tr><th scope="col">${said.cell}</th><th scope="col">${said.value}</th></tr></thead>
    <tbody>${rows.join("")}</tbody></table>
    <p><code>${escaped(example.formula)}</code> →</p>
    <table><tbody>${shown.join("")}</tbody></table>`;
}

function page(title: string, locale: Locale, file: string, body: string): string {
  const other = locale === "zh-CN" ? "en-US" : "zh-CN";
  return `<!doctype html>
<html lang="${locale}">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${title}</title>
    <style>
      :root { color-scheme: light dark; font-family: "Segoe UI", "Microsoft YaHei", system-ui, sans-serif; line-height: 1.6; }
      body { margin: 2rem auto; max-width: 42rem; padding: 0 1rem; }
      dt { font-weight: 600; margin-top: 0.75rem; }
      dd { margin: 0; }
      th, td { padding: 0.25rem 1rem 0.25rem 0; text-align: left; font-weight: 400; }
      header { text-align: right; }
    </style>
  </head>
  <body>
    <header><a href="../${other}/${file}" lang="${other}">${words[locale].other}</a></header>
    ${body}
  </body>
</html>
`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (it) => `&#${it.charCodeAt(0)};`);
}
