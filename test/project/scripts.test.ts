import { packageFile, projectFiles, textOfFile } from "./files";

/**
 * What lets `npm run …` mean the same on Windows, macOS and Linux: npm hands a script to `cmd.exe` on
 * Windows and to `sh` elsewhere, so a script may use only what both understand, and code may not take a
 * file's path apart by the separator of one of them.
 */

/** Why a script's text would not run everywhere. */
const shellHabits: readonly (readonly [string, RegExp])[] = [
  ["sets a variable as sh does; write cross-env before it", /(?:^|&&)\s*\w+=/],
  ["sets a variable as cmd.exe does; write cross-env", /(?:^|&&)\s*set\s/],
  ["reads a variable of a shell", /\$\w|\$\{|%\w+%/],
  ["quotes with single quotes, which cmd.exe passes on", /'/],
  ["uses a sign of one shell", /[;|<>`\\]|(?<!&)&(?!&)/],
];

/** Why code would take a file's path apart, or put it together, as one system does. */
const pathHabits: readonly (readonly [string, RegExp])[] = [
  [
    "splits a path by a fixed separator",
    /(?:[pP]ath|[fF]ile|[fF]older|[dD]ir)\.split\(["'][/\\]+["']\)/,
  ],
  [
    "joins a path with a fixed separator",
    /(?:__dirname|[pP]ath|[fF]older|[dD]ir|root) \+ ["'`][/\\]/,
  ],
  [
    "joins a path in a template",
    /\$\{(?:\w+\.)?(?:__dirname|root|\w*[fF]older|\w*[dD]ir|cwd\(\))\}(?:\/|\\\\)/,
  ],
  ["takes a URL's pathname for a file's path", /import\.meta\.url\)\.pathname/],
  ["names a folder of one system", /["'`](?:\/tmp|\/usr|\/dev|\/home|[A-Z]:\\)/],
];

const faultsOf = (text: string, habits: typeof shellHabits): string[] =>
  habits.flatMap(([fault, pattern]) => (pattern.test(text) ? [fault] : []));

/** Programs that the packages bring which the project itself names, by `package-lock.json`. */
function programs(): ReadonlySet<string> {
  const { packages } = JSON.parse(textOfFile("package-lock.json")) as {
    readonly packages: Readonly<
      Record<string, { readonly bin?: Readonly<Record<string, string>> }>
    >;
  };
  const { dependencies, devDependencies } = packageFile();
  return new Set(
    Object.keys({ ...dependencies, ...devDependencies }).flatMap((name) =>
      Object.keys(packages[`node_modules/${name}`]?.bin ?? {})
    )
  );
}

const scripts = Object.entries(packageFile().scripts);
const files = projectFiles();

/** The words of each of a script's commands, without the variables that cross-env sets. */
const commandsOf = (script: string): string[][] =>
  script.split("&&").map((command) => {
    const words = command.trim().split(/\s+/);
    return words[0] === "cross-env" ? words.slice(1).filter((word) => !/^\w+=/.test(word)) : words;
  });

describe.each(scripts)("npm run %s", (_name, script) => {
  test("is written so that every system's shell understands it", () => {
    expect(faultsOf(script, shellHabits)).toEqual([]);
  });

  test("starts programs that npm ci installs", () => {
    const installed = programs();
    const started = [...commandsOf(script).map(([program]) => program), script.split(" ")[0]];
    expect(started.filter((program) => !installed.has(program))).toEqual([]);
  });

  test("names only files and folders that exist", () => {
    const named = commandsOf(script)
      .flatMap(([, ...words]) => words)
      .filter((word) => /\/|\.\w+$/.test(word));
    const exists = (word: string): boolean => files.some((file) => file.startsWith(word));
    expect(named.filter((word) => !exists(word))).toEqual([]);
  });
});

test("no code that runs outside of the browser takes paths apart as one system does", () => {
  const runs =
    /^(?:src\/offline\/|test\/)(?!bench\/competitors\/).*\.(?:[cm]?js|tsx?)$|^[^/]*\.[cm]?js$/;
  const found = files
    .filter((file) => runs.test(file) && file !== "test/project/scripts.test.ts")
    .flatMap((file) => {
      const text = textOfFile(file);
      // Parts of a workbook and addresses have forward slashes everywhere.
      const usesFiles = /from "node:(?:fs|path|url)|require\("node:(?:fs|path|url)/.test(text);
      return usesFiles ? faultsOf(text, pathHabits).map((fault) => `${file} ${fault}`) : [];
    });
  expect(found).toEqual([]);
});

describe("what would not run everywhere is told", () => {
  test.each([
    ["E2E_LOCALES=all jest", 1],
    ["tsc && LARGE=all jest", 1],
    ["set LARGE=all&& jest", 1],
    ["jest --json > $OUT", 2],
    ["eslint 'src/**'", 1],
    ["rm -r dist; webpack", 1],
    ["webpack & tsc", 1],
    ["tsx src\\offline\\audit\\audit.ts", 1],
    ["cross-env E2E_LOCALES=all jest --selectProjects=browser && tsc", 0],
  ])("%s", (script, faults) => {
    expect(faultsOf(script, shellHabits)).toHaveLength(faults);
  });

  test.each([
    ['file.split("/")', 1],
    ['inputPath.split("\\\\")', 1],
    ['__dirname + "/cases"', 1],
    ["`${folder}/figures.json`", 1],
    ['new URL("x.ts", import.meta.url).pathname', 1],
    ['writeFileSync("/tmp/x")', 1],
    ['url.pathname.split("/")', 0],
    ["path.join(folder, name)", 0],
  ])("%s", (code, faults) => {
    expect(faultsOf(code, pathHabits)).toHaveLength(faults);
  });
});
