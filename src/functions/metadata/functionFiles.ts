import type { Locale } from "../../locale";
import { functionHelpPage, helpIndexPage } from "./helpPage";
import { metadataZhCN } from "./zhCN";
import type { FunctionsFile } from "./functionMetadata";

/**
 * Lets error cells reach the functions: a range with one `#N/A` in it would otherwise make the whole
 * call fail. The generator cannot write this property. Data types are not read, so they are not asked for.
 */
export function withErrorsAllowed(file: FunctionsFile): FunctionsFile {
  const changed: FunctionsFile = { ...file, allowErrorForDataTypeAny: true };
  delete changed.allowCustomDataForDataTypeAny;
  return changed;
}

/**
 * The Chinese metadata: ids, names, types and order as in the generated file, with Chinese texts.
 *
 * @throws Error naming the function or parameter for which there is no Chinese text, or the text for
 *   which there is no function or parameter.
 */
export function inChinese(file: FunctionsFile): FunctionsFile {
  requireSame(
    "function",
    Object.keys(metadataZhCN),
    file.functions.map(({ id }) => id)
  );
  return {
    ...file,
    functions: file.functions.map((it) => {
      const texts = metadataZhCN[it.id];
      requireSame(
        `parameter of ${it.id}`,
        Object.keys(texts.parameters),
        it.parameters.map(({ name }) => name)
      );
      return {
        ...it,
        description: texts.description,
        helpUrl: helpUrlIn(it.helpUrl, "zh-CN"),
        parameters: it.parameters.map((parameter) => ({
          ...parameter,
          description: texts.parameters[parameter.name],
        })),
      };
    }),
  };
}

/**
 * Every file that the functions need beside their script, by its path in the build: both metadata
 * files and a help page per function and language.
 */
export function functionFiles(generated: FunctionsFile): Record<string, string> {
  const english = withErrorsAllowed(generated);
  const chinese = inChinese(english);
  const files: Record<string, string> = {
    "functions.json": asJson(english),
    "functions.zh-CN.json": asJson(chinese),
  };
  const languages: readonly (readonly [Locale, FunctionsFile])[] = [
    ["en-US", english],
    ["zh-CN", chinese],
  ];
  for (const [locale, { functions }] of languages) {
    files[`help/${locale}/index.html`] = helpIndexPage(functions, locale);
    for (const it of functions) {
      files[`help/${locale}/${it.id}.html`] = functionHelpPage(it, locale);
    }
  }
  return files;
}

function helpUrlIn(url: string, locale: Locale): string {
  return url.replace("/help/en-US/", `/help/${locale}/`);
}

function requireSame(what: string, translated: readonly string[], declared: readonly string[]) {
  const untranslated = declared.filter((name) => !translated.includes(name));
  const unknown = translated.filter((name) => !declared.includes(name));
  if (untranslated.length > 0)
    throw new Error(`No Chinese text for ${what}: ${untranslated.join()}`);
  if (unknown.length > 0) throw new Error(`Chinese text for no ${what}: ${unknown.join()}`);
}

function asJson(file: FunctionsFile): string {
  return `${JSON.stringify(file, null, 2)}\n`;
}
