import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** The project's own folder. */
export const root = path.join(__dirname, "../..");

/** Folders that commands make or fill; no file of the project stands in them. */
const made = new Set([".cache", ".git", ".stryker-tmp", "coverage", "dist", "node_modules", "out"]);

/** Every file of the project, as a path from its root with forward slashes, sorted. */
export function projectFiles(): readonly string[] {
  return filesIn("").sort();
}

function filesIn(folder: string): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    if (made.has(entry.name) || `${folder}${entry.name}` === "reports") return [];
    return entry.isDirectory() ? filesIn(`${folder}${entry.name}/`) : [`${folder}${entry.name}`];
  });
}

/** The text of a file, by its path from the root. */
export function textOfFile(file: string): string {
  return readFileSync(path.join(root, file), "utf8");
}

/** What `package.json` says that these tests ask about. */
export interface PackageFile {
  readonly version: string;
  readonly engines: { readonly node: string };
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

export const packageFile = (): PackageFile => JSON.parse(textOfFile("package.json")) as PackageFile;
