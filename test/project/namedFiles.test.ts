import path from "node:path";
import { projectFiles, textOfFile } from "./files";

/** What documents name must be there: a reader who follows a name that leads nowhere stops reading. */

const files = projectFiles();
const documents = files.filter((file) => /^(?:[A-Z]+\.md|docs\/[\w.-]+\.md)$/.test(file));
const code = files.filter((file) => /^(?:src|test)\/.*\.tsx?$/.test(file));

/** The folders in which a name of a path begins; what commands make is not among them. */
const beginning = /^(?:src|test|docs|assets|\.ci|\.github)\//;
const codeName = /^(?:[\w.-]+\/)*[\w.-]+\.(?:tsx?|[cm]js|md)$/;

/** Names of files and folders that a text puts into backticks or into lines of code. */
function namesIn(text: string): string[] {
  const fenced = [...text.matchAll(/^```\n([\s\S]*?)^```/gm)].map(([, lines]) => lines ?? "");
  const indented = text.match(/^ {4}\S.*$/gm) ?? [];
  const spans = [...text.matchAll(/`([^`\n]+)`/g)].map(([, span]) => span ?? "");
  const words = [...fenced, ...indented, ...spans].flatMap((part) => part.split(/[\s,()]+/));
  const named = words.map((word) => word.replace(/\/?…$/, "").replace(/[:.]$/, ""));
  return [...new Set(named)].filter((word) => beginning.test(word) || codeName.test(word));
}

/** A path from the root, or the end of one: a document may name a file by its chapter. */
function exists(name: string): boolean {
  const plain = name.replace(/\/$/, "");
  return files.some(
    (file) =>
      file === plain ||
      file.startsWith(`${plain}/`) ||
      (!beginning.test(plain) && file.endsWith(`/${plain}`))
  );
}

describe.each(documents)("%s", (document) => {
  const text = textOfFile(document);

  test("names only files and folders that exist", () => {
    expect(namesIn(text).filter((name) => !exists(name))).toEqual([]);
  });

  test("links only to what exists", () => {
    const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target ?? "");
    const local = targets.filter((target) => !/^(?:https?:|mailto:|#)/.test(target));
    const from = path.posix.dirname(document);
    const missing = local.filter((target) => {
      const [file = ""] = target.split("#");
      return !files.includes(path.posix.normalize(path.posix.join(from, file)));
    });
    expect(missing).toEqual([]);
  });
});

test("CONTEXT.md names words of the code as they stand there", () => {
  const spans = [...textOfFile("CONTEXT.md").matchAll(/`([^`\n]+)`/g)].map(
    ([, span]) => span ?? ""
  );
  const words = spans
    .filter((span) => !span.includes("/"))
    .join(" ")
    .match(/\b[a-z]\w+|\b[A-Z]\w+/g);
  const texts = code.map(textOfFile).join("\n");
  const known = new Set(texts.match(/\b[A-Za-z]\w+/g));
  expect(words?.length).toBeGreaterThan(20);
  expect(words?.filter((word) => !known.has(word))).toEqual([]);
});

describe("a name that leads nowhere is told", () => {
  test.each([
    ["see `src/retention/nowhere.ts`", ["src/retention/nowhere.ts"]],
    ["`test/cli`, `test/host/`", ["test/cli", "test/host/"]],
    ["| `amountz.ts`, `nowhere/amounts.ts` |", ["amountz.ts", "nowhere/amounts.ts"]],
    ["```\nnpx tsx test/none.ts\n```\n", ["test/none.ts"]],
    ["    npx tsx test/none.ts\n", ["test/none.ts"]],
    ["`src/retention/time`, `calendar.ts`, `time/calendar.ts`, `src/reports/sheets/…`", []],
    ["`dist/manifest.xml` and `#N/A` and `12/30`", []],
  ])("%j", (text, missing) => {
    expect(namesIn(text).filter((name) => !exists(name))).toEqual(missing);
  });
});
