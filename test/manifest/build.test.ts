import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { FunctionsFile } from "../../src/functions/metadata/functionMetadata";
import { builtAddIn, bundledModules, initialScripts } from "../../src/offline/workbench/build";
import { checkManifest } from "./checkManifest";

/** The production build: what is in it. */

const paneBudget = 350_000;
/** The functions' own script, beside what the pane shares with them. */
const functionsBudget = 10_000;

let dist: string;

const read = (file: string): string => readFileSync(path.join(dist, file), "utf8");
const metadata = (file: string): FunctionsFile => JSON.parse(read(file)) as FunctionsFile;

beforeAll(async () => {
  dist = await builtAddIn();
}, 180_000);

describe("the build", () => {
  test("the manifest in it has no fault and names only files that it has", () => {
    expect(checkManifest(read("manifest.xml"), dist, true)).toEqual([]);
  });

  test("the pane's scripts weigh at most 350 kB after gzip", () => {
    const scripts = initialScripts(dist);
    const total = scripts.reduce((sum, { gzip }) => sum + gzip, 0);
    expect(scripts.map(({ name }) => name.split(".")[0])).toEqual(
      expect.arrayContaining(["runtime", "functions", "commands", "taskpane"])
    );
    expect(total).toBeLessThanOrEqual(paneBudget);
    process.stdout.write(`initial scripts of the pane: ${Math.round(total / 1000)} kB gzipped\n`);
  });

  test("the functions' own script weighs at most 10 kB after gzip", () => {
    const [functions] = initialScripts(dist).filter(({ name }) => name === "functions.js");
    expect(functions.gzip).toBeLessThanOrEqual(functionsBudget);
  });

  test("the pane begins without the libraries that take files apart, which a worker loads by itself", () => {
    const libraries =
      /Bad compressed size|encountered unexpected EOF|DelimitersToGuess|UndetectableDelimiter/i;
    for (const { name } of initialScripts(dist)) expect(read(name)).not.toMatch(libraries);
    const later = readdirSync(dist).filter((name) => /\.js$/.test(name));
    expect(later.filter((name) => /UndetectableDelimiter/.test(read(name)))).toHaveLength(1);
    expect(read("taskpane.html")).not.toMatch(/worker-src/);
  });

  test("bundles the rooms of the add-in, and nothing that runs without Excel and no test", () => {
    const modules = bundledModules(dist);
    for (const room of ["retention", "intake", "reports", "excel", "taskpane", "locale"]) {
      expect(modules.filter((name) => name.startsWith(`src/${room}/`))).not.toEqual([]);
    }
    const own = modules.filter((name) => !name.startsWith("node_modules/"));
    const foreign = /^src\/offline\/|\.test\.tsx?$|^(?!src\/|assets\/)/;
    expect(own.filter((name) => foreign.test(name))).toEqual([]);
  });

  test("every script but the functions' own carries a fingerprint in its name", () => {
    for (const { name } of initialScripts(dist)) {
      expect(name).toMatch(/^(functions\.js|\w+\.[\da-f]{8}\.js)$/);
    }
  });

  test("the page allows own scripts and office.js, and no evaluated ones", () => {
    const [, policy] =
      /Content-Security-Policy"? content="([^"]+)"/.exec(read("taskpane.html")) ?? [];
    expect(policy).toContain("script-src 'self' https://appsforoffice.microsoft.com;");
    expect(policy).toContain("connect-src 'self';");
    expect(policy).not.toMatch(/unsafe-eval|\*/);
  });
});

describe("functions.json", () => {
  test("is what it was when it was last looked at", () => {
    expect(metadata("functions.json")).toMatchSnapshot();
  });

  test("lets error cells reach the functions, in both languages", () => {
    expect(metadata("functions.json").allowErrorForDataTypeAny).toBe(true);
    expect(metadata("functions.zh-CN.json").allowErrorForDataTypeAny).toBe(true);
  });

  test("in Chinese has the same ids, names and parameters, and other words", () => {
    const shape = ({ functions }: FunctionsFile) =>
      functions.map((it) => ({
        ...it,
        description: "",
        helpUrl: "",
        parameters: it.parameters.map((parameter) => ({ ...parameter, description: "" })),
      }));
    const english = metadata("functions.json");
    const chinese = metadata("functions.zh-CN.json");
    expect(shape(chinese)).toEqual(shape(english));
    for (const it of chinese.functions) {
      const texts = [it.description, ...it.parameters.map(({ description }) => description)];
      for (const text of texts) expect(text).toMatch(/\p{Script=Han}/u);
    }
  });

  test.each(["functions.json", "functions.zh-CN.json"])(
    "%s: descriptions and help pages are there",
    (file) => {
      for (const { id, description, helpUrl, parameters } of metadata(file).functions) {
        expect(id).toMatch(/^[A-Z][A-Z0-9._]{2,127}$/);
        expect(id).not.toMatch(/^([A-Z]{1,3}\d+|R\d*C\d*)$/);
        expect(description).not.toBe("");
        for (const parameter of parameters) expect(parameter.description).not.toBe("");
        expect(existsSync(path.join(dist, new URL(helpUrl).pathname))).toBe(true);
      }
    }
  );
});
