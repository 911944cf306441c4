import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { textsOf, type Locale } from "../../src/locale";
import { ruleSetNames, serialOfIso } from "../../src/retention";
import { functionExamples } from "../../src/functions/metadata/examples";
import type { FunctionsFile } from "../../src/functions/metadata/functionFiles";
import { openFullStandIn, type FullStandIn } from "../host";
import { builtAddIn, initialScripts } from "../support/build";
import { checkManifest } from "./checkManifest";

/** The production build: what is in it, and its custom functions called through Excel's own protocol. */

const paneBudget = 350_000;

let dist: string;
let standIn: FullStandIn;

const read = (file: string): string => readFileSync(path.join(dist, file), "utf8");
const metadata = (file: string): FunctionsFile => JSON.parse(read(file)) as FunctionsFile;

async function openWithFunctions(displayLanguage: Locale): Promise<FullStandIn> {
  const scripts = initialScripts(dist).map(({ name }) => name);
  const functionScripts = scripts.filter((name) => /^(runtime|shared|functions)\./.test(name));
  const opened = await openFullStandIn({
    displayLanguage,
    html: `<!doctype html><html lang="${displayLanguage}"><head><script src="https://appsforoffice.microsoft.com/lib/1/hosted/office.js"></script></head><body></body></html>`,
    scripts: functionScripts.map((name) => path.join(dist, name)),
  });
  return opened;
}

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

describe.each<Locale>(["zh-CN", "en-US"])("custom functions in %s", (locale) => {
  const { data, functions: said } = textsOf(locale);
  const day = serialOfIso;

  beforeAll(async () => {
    standIn = await openWithFunctions(locale);
  }, 60_000);
  afterAll(() => standIn.close());

  const call = (id: string, ...args: unknown[]) => standIn.callFunction(id, args);

  test.each(Object.keys(functionExamples))("the example of %s's help page is right", async (id) => {
    const { cells, formula, result } = functionExamples[id];
    const [, name, list] = /^=RETAIN\.(\w+)\((.*)\)$/.exec(formula) ?? [];
    const cell = (address: string) => (cells[address] ? day(cells[address]) : "");
    const args = list.split(",").map((argument) => {
      const range = /^([A-Z])(\d+):\1(\d+)$/.exec(argument);
      if (argument.startsWith('"')) return argument.slice(1, -1);
      if (!range) return cell(argument);
      const [, column, first, last] = range;
      return Array.from({ length: +last - +first + 1 }, (_, i) => [cell(`${column}${+first + i}`)]);
    });
    const asRange = Array.isArray(args[0]) ? args : [[[args[0]]], ...args.slice(1)];
    expect(await call(name, ...asRange)).toEqual({
      value: result(textsOf(locale)).map((it) => [it]),
    });
    const page = read(`help/${locale}/${id}.html`);
    for (const shown of result(textsOf(locale))) expect(page).toContain(String(shown));
  });

  test("one cell in gives one value, a range a range of the same shape", async () => {
    const { stable, warning } = data.statuses;
    const [first, second] = [day("2024-01-31"), day("2023-12-31")];
    const asOf = day("2024-07-31");
    expect(await call("STATUS", first, asOf)).toEqual({ value: stable });
    expect(
      await call(
        "STATUS",
        [
          [first, second],
          [second, ""],
        ],
        asOf
      )
    ).toEqual({
      value: [
        [stable, warning],
        [warning, ""],
      ],
    });
  });

  test.each(["", null, 0, "—"])("a blank cell (%p) gives an empty text", async (blank) => {
    expect(await call("MONTHSAWAY", blank, day("2024-07-31"))).toEqual({ value: "" });
    expect(await call("LOSTBAND", day("2020-01-01"), blank)).toEqual({ value: "" });
  });

  test("what is no date gives #VALUE! and a message that names the argument", async () => {
    expect(await call("STATUS", "20152-11-28", day("2024-07-31"))).toEqual({
      error: "#VALUE!",
      message: said.unreadableDate(said.arguments.lastVisit),
    });
    expect(await call("STATUS", day("2024-01-31"), "soon")).toEqual({
      error: "#VALUE!",
      message: said.unreadableDate(said.arguments.asOf),
    });
  });

  test("a visit after the as-of day gives #N/A and says why", async () => {
    expect(await call("MONTHSAWAY", day("2024-08-01"), day("2024-07-31"))).toEqual({
      error: "#N/A",
      message: said.afterAsOf(said.arguments.lastVisit, said.arguments.asOf),
    });
  });

  test("an unknown rule set gives #VALUE! and the known ones", async () => {
    expect(await call("STATUS", day("2024-01-31"), day("2024-07-31"), "weekly")).toEqual({
      error: "#VALUE!",
      message: said.unknownRuleSet(said.arguments.ruleSet, ruleSetNames.join(", ")),
    });
  });

  test("a rule set may be named by code or by its label", async () => {
    const asOf = day("2024-07-31");
    const loyal = { value: data.statuses.wavering };
    expect(await call("STATUS", day("2024-03-01"), asOf, "Loyalty")).toEqual(loyal);
    expect(await call("STATUS", day("2024-03-01"), asOf, data.ruleSets.loyalty)).toEqual(loyal);
  });

  test("ranges of different size give #VALUE!", async () => {
    const visits = [[day("2024-01-31")], [""]];
    expect(await call("STATUSES", visits, day("2024-07-31"), null, [[1], [2], [3]])).toEqual({
      error: "#VALUE!",
      message: said.differentShape(said.arguments.deliveries, said.arguments.lastVisit),
    });
  });

  test("one unreadable row leaves the others of a column as they are", async () => {
    const { value } = (await call(
      "STATUS",
      [[day("2024-01-31")], ["20152-11-28"], [day("2024-01-31")]],
      day("2024-07-31")
    )) as { value: unknown[][] };
    expect(value[0]).toEqual([data.statuses.stable]);
    expect(value[1][0]).not.toBe("");
    expect(value[1][0]).not.toEqual(data.statuses.stable);
    expect(value[2]).toEqual([data.statuses.stable]);
  });

  test("a column of 20,000 customers is answered at once", async () => {
    const visits = Array.from({ length: 20_000 }, (_, i) => [day("2020-01-01") + (i % 1_500)]);
    const { value } = (await call("STATUSES", visits, day("2024-07-31"))) as { value: unknown[][] };
    expect(value).toHaveLength(20_000);
    expect(new Set(value.flat()).size).toBeGreaterThan(6);
  });
});
