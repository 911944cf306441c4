import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { format, resolveConfig } from "prettier";
import { architectureDoc, withPicture } from "./housePicture";
import { methodDocs, withTables, type DocLanguage } from "./parameterTables";

/**
 * `npm run docs`: writes what documents show of the code: the parameter tables of the method's documents from
 * the typed parameters, the picture of the architecture from the imports.
 */
async function writeDocs(): Promise<void> {
  for (const [language, file] of Object.entries(methodDocs)) {
    await rewrite(file, (text) => withTables(text, language as DocLanguage));
  }
  await rewrite(architectureDoc, withPicture);
}

async function rewrite(file: string, change: (text: string) => string): Promise<void> {
  const filepath = path.join(__dirname, "../..", file);
  const config = await resolveConfig(filepath);
  const text = change(readFileSync(filepath, "utf8"));
  writeFileSync(filepath, await format(text, { ...config, filepath }));
}

void writeDocs();
