import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import fs from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeResults } from "./workbookFiles";

describe("results of a command", () => {
  const folder = mkdtempSync(join(tmpdir(), "retain-results-"));
  const inFolder = (name: string): string => join(folder, name);
  beforeEach(() => {
    rmSync(folder, { recursive: true });
    mkdirSync(inFolder("taken"), { recursive: true });
    writeFileSync(inFolder("book"), "earlier");
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("take the places of earlier ones and leave nothing else behind", async () => {
    await writeResults([
      { path: inFolder("book"), content: "new" },
      { path: inFolder("json"), content: "{}" },
    ]);
    expect(readFileSync(inFolder("book"), "utf8")).toBe("new");
    expect(readdirSync(folder).sort()).toEqual(["book", "json", "taken"]);
  });

  test.each([
    ["a folder that is not there", "no/where.json"],
    ["a path where a folder stands", "taken"],
  ])("are all withheld if one of them is to go to %s", async (_, second) => {
    const results = [
      { path: inFolder("book"), content: "new" },
      { path: inFolder(second), content: "{}" },
    ];
    await expect(writeResults(results)).rejects.toMatchObject({
      problem: "notWritable",
      about: inFolder(second),
    });
    expect(readFileSync(inFolder("book"), "utf8")).toBe("earlier");
    expect(readdirSync(folder).sort()).toEqual(["book", "taken"]);
  });
});

describe("on a full disk", () => {
  afterEach(() => jest.restoreAllMocks());

  test.each(["ENOSPC", "EDQUOT"])(
    "(%s) no result is left, whole or half, and earlier ones stay",
    async (code) => {
      const folder = mkdtempSync(join(tmpdir(), "retain-results-"));
      const inFolder = (name: string): string => join(folder, name);
      writeFileSync(inFolder("book"), "earlier");
      const written = jest.spyOn(fs, "writeFile");
      written.mockImplementation((path, content) => {
        if (!String(path).includes("json")) {
          writeFileSync(String(path), content as string);
          return Promise.resolve();
        }
        writeFileSync(String(path), (content as string).slice(0, 1));
        return Promise.reject(Object.assign(new Error(`${code}: write`), { code }));
      });
      try {
        const results = [
          { path: inFolder("book"), content: "new" },
          { path: inFolder("json"), content: "{}" },
        ];
        await expect(writeResults(results)).rejects.toMatchObject({
          problem: "diskFull",
          about: inFolder("json"),
        });
        expect(written).toHaveBeenCalledTimes(2);
        expect(readFileSync(inFolder("book"), "utf8")).toBe("earlier");
        expect(readdirSync(folder)).toEqual(["book"]);
      } finally {
        rmSync(folder, { recursive: true });
      }
    }
  );
});

test("a file that is called as a half-written result might be is never touched", async () => {
  const folder = mkdtempSync(join(tmpdir(), "retain-results-"));
  try {
    const path = join(folder, "a.retain.xlsx");
    writeFileSync(`${path}.part`, "the user's");
    await writeResults([{ path, content: "new" }]);
    expect(readdirSync(folder).sort()).toEqual(["a.retain.xlsx", "a.retain.xlsx.part"]);
    expect(readFileSync(`${path}.part`, "utf8")).toBe("the user's");
  } finally {
    rmSync(folder, { recursive: true });
  }
});
