import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { format, resolveConfig } from "prettier";
import { methodDocs, withTables, type DocLanguage } from "./parameterTables";

/** `npm run docs`: writes the parameter tables of the method's documents from the typed parameters. */
async function writeTables(): Promise<void> {
  const root = path.join(__dirname, "../..");
  for (const [language, file] of Object.entries(methodDocs)) {
    const filepath = path.join(root, file);
    const text = withTables(readFileSync(filepath, "utf8"), language as DocLanguage);
    const config = await resolveConfig(filepath);
    writeFileSync(filepath, await format(text, { ...config, filepath }));
  }
}

void writeTables();
