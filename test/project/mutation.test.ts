import path from "node:path";
import { domainTestFiles } from "../mutation/domainTests";
import { projectFiles, textOfFile } from "./files";

/** `npm run mutate` copies a part of the project only, and ends before its first mutant where it is too small. */

const files = new Set(projectFiles());
const copied = [...textOfFile("stryker.config.mjs").matchAll(/"!([\w./-]+?)(?:\/\*\*)?"/g)].map(
  ([, folder = ""]) => folder
);
const isCopied = (file: string): boolean =>
  copied.some((part) => file === part || file.startsWith(`${part}/`));

function importsOf(file: string): string[] {
  const text = textOfFile(file).replace(/^import type[\s\S]*?;$/gm, "");
  return [...text.matchAll(/\bfrom "(\.[^"]+)"|\bimport\("(\.[^"]+)"\)/g)].flatMap(([, a, b]) => {
    const target = path.posix.join(path.posix.dirname(file), a ?? b ?? "");
    return [`${target}.ts`, `${target}.tsx`, `${target}/index.ts`, target].filter((name) =>
      files.has(name)
    );
  });
}

test("the domain's tests import only what is copied for mutation testing", () => {
  const reached = new Set(domainTestFiles());
  for (const file of reached) {
    if (/\.tsx?$/.test(file)) for (const imported of importsOf(file)) reached.add(imported);
  }
  expect(reached).toContain("src/retention/store/dealership.ts");
  expect([...reached].filter((file) => !isCopied(file))).toEqual([]);
});
