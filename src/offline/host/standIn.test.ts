/**
 * The stand-in as the other tests use it: office.js over the real model, both ways in.
 */
import { cpuTimeSince } from "../../../test/support/cpuTime";
import { settled, until } from "../../../test/support/waiting";
import { writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { newestRequirements, openFullStandIn, openStandIn, Workbook } from ".";

describe("the fast way", () => {
  test("opens a blank workbook, or the one it is given", async () => {
    const blank = await openStandIn();
    expect(blank.workbook.sheets.map(({ Name }) => Name)).toEqual(["Sheet1"]);
    await blank.close();

    const workbook = Workbook.blank("维修工单");
    const standIn = await openStandIn({ workbook, displayLanguage: "en-US" });
    const name = await Excel.run(async (context) => {
      const sheet = context.workbook.worksheets.getActiveWorksheet().load("name");
      await context.sync();
      return sheet.name;
    });
    expect([name, Office.context.displayLanguage]).toEqual(["维修工单", "en-US"]);
    await standIn.close();
  });

  test("speaks Chinese and offers the manifest's floor unless told otherwise", async () => {
    const supports = () => Office.context.requirements.isSetSupported("ExcelApi", "1.17");
    const floor = await openStandIn();
    expect([Office.context.displayLanguage, supports()]).toEqual(["zh-CN", false]);
    await floor.close();
    const newest = await openStandIn({ requirements: newestRequirements });
    expect(supports()).toBe(true);
    await newest.close();
  });

  test("values and number formats survive the way there and back", async () => {
    const standIn = await openStandIn();
    await Excel.run(async (context) => {
      const range = context.workbook.worksheets.getItem("Sheet1").getRange("A1:C2");
      range.numberFormat = [
        ["General", "yyyy-mm-dd", "@"],
        ["General", "yyyy-mm-dd", "@"],
      ];
      range.values = [
        ["客户", 45000, "007"],
        [true, 45001.5, ""],
      ];
      await context.sync();
      range.load("values, numberFormat, address");
      await context.sync();
      expect(range.values).toEqual([
        ["客户", 45000, "007"],
        [true, 45001.5, ""],
      ]);
      expect(range.numberFormat[0]).toEqual(["General", "yyyy-mm-dd", "@"]);
      expect(range.address).toBe("Sheet1!A1:C2");
    });
    expect(standIn.counters.cellsWritten).toBeGreaterThanOrEqual(6);
    expect(standIn.counters.cellsRead).toBeGreaterThanOrEqual(6);
    await standIn.close();
  });

  test("100,000 rows go in and out in requests below 5 MB, a second or two in all", async () => {
    const standIn = await openStandIn();
    const rows = Array.from({ length: 100_000 }, (_, i) => [
      `LSVA${i}`,
      40_000 + (i % 2000),
      i / 7,
    ]);
    const chunk = 25_000;
    const startedAt = process.cpuUsage();
    const read = await Excel.run(async (context) => {
      const sheet = context.workbook.worksheets.getItem("Sheet1");
      const chunks = Array.from({ length: rows.length / chunk }, (_, i) => i * chunk);
      for (const first of chunks) {
        sheet.getRangeByIndexes(first, 0, chunk, 3).values = rows.slice(first, first + chunk);
        await context.sync();
      }
      const parts = [];
      for (const first of chunks) {
        const range = sheet.getRangeByIndexes(first, 0, chunk, 3).load("values");
        await context.sync();
        parts.push(...(range.values as unknown[][]));
      }
      return parts;
    });
    expect(cpuTimeSince(startedAt)).toBeLessThan(8000);
    expect(read.length).toBe(rows.length);
    expect(read[99_999]?.slice(0, 2)).toEqual(["LSVA99999", 40_000 + (99_999 % 2000)]);
    expect(standIn.counters.syncs).toBe(8);
    await standIn.close();
  }, 20_000);

  test("a table's events and those of its sheet reach the handlers of both", async () => {
    const standIn = await openStandIn();
    const heard: string[] = [];
    await Excel.run(async (context) => {
      const sheet = context.workbook.worksheets.getItem("Sheet1").load("id");
      sheet.getRange("A1:B2").values = [
        ["车架号", "日期"],
        ["LSVA1", 45000],
      ];
      const table = sheet.tables.add("A1:B2", true).load("id");
      await context.sync();
      table.onChanged.add((event) => Promise.resolve(heard.push(`table ${event.address}`)));
      sheet.onChanged.add((event) => Promise.resolve(heard.push(`sheet ${event.address}`)));
      context.workbook.tables.onChanged.add(() => Promise.resolve(heard.push("tables")));
      sheet.onSelectionChanged.add((event) => Promise.resolve(heard.push(`at ${event.address}`)));
      await context.sync();
      await settled();
      heard.length = 0;
      sheet.getRange("B2").values = [[45001]];
      sheet.getRange("A2").select();
      await context.sync();
    });
    const expected = ["at A2", "sheet B2", "table B2", "tables"];
    await until(() => expected.every((event) => heard.includes(event)));
    expect(new Set(heard)).toEqual(new Set(expected));
    await standIn.close();
  });

  test("workbook.settings and Office.context.document.settings are one store", async () => {
    const standIn = await openStandIn();
    await Excel.run(async (context) => {
      context.workbook.settings.add("retain", { version: 2 });
      await context.sync();
    });
    const { settings } = Office.context.document;
    await new Promise((resolve) => settings.refreshAsync(resolve));
    expect(settings.get("retain")).toEqual({ version: 2 });
    await standIn.close();
  });

  test("a snapshot taken before a failed run brings the workbook back", async () => {
    const standIn = await openStandIn();
    const before = standIn.workbook.snapshot();
    standIn.faults.failSync(2);
    const run = Excel.run(async (context) => {
      const sheet = context.workbook.worksheets.add("客户状态");
      await context.sync();
      sheet.getRange("A1").values = [["x"]];
      await context.sync();
    });
    await expect(run).rejects.toMatchObject({ code: "GeneralException" });
    expect(standIn.workbook.sheets).toHaveLength(2);
    standIn.workbook.restore(before);
    expect(standIn.workbook.sheets).toHaveLength(1);
    await standIn.close();
  });

  test("close rejects with what the add-in asked for in vain, unless the test has taken it out", async () => {
    const ask = () =>
      Excel.run(async (context) => {
        context.workbook.bindings.load("count");
        await context.sync();
      });
    const first = await openStandIn();
    await expect(ask()).rejects.toMatchObject({ code: "ApiNotFound" });
    await expect(first.close()).rejects.toThrow("The stand-in for Excel has no Workbook.bindings.");

    const second = await openStandIn();
    await expect(ask()).rejects.toMatchObject({ code: "ApiNotFound" });
    expect(second.hostErrors.splice(0)).toHaveLength(1);
    await second.close();
  });
});

describe("the full way", () => {
  test("runs the add-in's page and scripts, and calls its functions and commands", async () => {
    const folder = await mkdtemp(path.join(tmpdir(), "stand-in-"));
    const script = path.join(folder, "add-in.js");
    writeFileSync(
      script,
      `CustomFunctions.associate("SUM2", (a, b) => a + b);
       Office.actions.associate("stamp", (event) =>
         Excel.run(async (context) => {
           const sheet = context.workbook.worksheets.getActiveWorksheet();
           sheet.getRange("A1").values = [[document.querySelector("h1").textContent]];
           await context.sync();
         }).then(() => event.completed()));`
    );
    const html = `<!doctype html><html><head>
      <script src="https://appsforoffice.microsoft.com/lib/1/hosted/office.js"></script>
      </head><body><h1>RETAIN</h1></body></html>`;
    const standIn = await openFullStandIn({ html, scripts: [script] });
    expect(await standIn.callFunction("SUM2", [40, 2])).toEqual({ value: 42 });
    await standIn.runCommand("stamp");
    const [sheet] = standIn.workbook.sheets;
    expect(sheet?.GetRange("A1").Values).toEqual([["RETAIN"]]);
    expect(standIn.paneState()).toBe("Visible");
    await standIn.close();
    await rm(folder, { recursive: true });
  });

  test("an error that nobody catches in the page fails the test", async () => {
    const html = `<!doctype html><html><head>
      <script src="https://appsforoffice.microsoft.com/lib/1/hosted/office.js"></script>
      <script>throw new Error("the page is broken");</script></head></html>`;
    const standIn = await openFullStandIn({ html });
    await expect(standIn.close()).rejects.toThrow("the page is broken");
  });
});
