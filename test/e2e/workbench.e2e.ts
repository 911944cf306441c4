import type { ICommandInfo } from "@univerjs/core";
import { textsOf } from "../../src/locale";
import { serialOfIso } from "../../src/retention/time";
import { signed } from "../../src/offline/host/xlsx/testing/files";
import { workbenchTexts } from "../../src/offline/workbench/page/texts";
import type { OpenWorkbench } from "../../src/offline/workbench/openWorkbench";
import type { Commands } from "../../src/offline/workbench/page/grid/commands";
import { browserSuite, languagesOf, longest } from "./browserSuite";
import { customersSheet, Walk } from "./workbench/walk";

/** The workbench as a person uses it: grid, ribbon and the real pane over the real office.js. */

/** What the page keeps to itself: the commands of its formula engine. */
interface Internals {
  readonly current: { readonly grid: { readonly commands: Commands } };
}

const customers = 200;
const suite = browserSuite();

describe.each(languagesOf("en-US"))("the workbench in %s", (locale) => {
  const { pane: said, sheets, data } = textsOf(locale);
  const status = sheets.status.name;
  const walk = new Walk(suite, locale, { store: customers });
  let workbench: OpenWorkbench;

  suite.before(async () => {
    workbench = walk.workbench;
  });

  walk.test("a run of the pane fills the reports, and their formulas have values", async () => {
    const pane = await workbench.pane();
    await pane.getByRole("button", { name: said.run.start }).click();
    const goTo = pane.getByRole("button", { name: said.outcome.goTo(status) });
    await goTo.waitFor({ timeout: longest });
    // Sheets are added behind the one in front, which stays there.
    const inFront = await workbench.inPage.evaluate((it) => it.workbook.activeWorksheet.Name);
    expect(inFront).toBe(customersSheet);
    await goTo.click();
    expect(await workbench.sheetNames()).toContain(status);
    expect(await workbench.cells(status, "A1")).toEqual([[sheets.status.title]]);

    const rows = await workbench.cells(status, "A1:B60");
    const formulas = await workbench.inPage.evaluate(({ workbook }, name) => {
      const sheet = workbook.sheet(name);
      return Array.from({ length: 60 }, (_, i) => sheet.formula(`B${i + 1}`));
    }, status);
    const sums = rows.filter((_, i) => formulas[i].startsWith("=SUM("));
    // 基盘, 流失 and 档案.
    expect(sums.length).toBeGreaterThanOrEqual(3);
    expect(sums.map(([, value]) => value)).toContain(customers);
    expect(await workbench.texts(status, "B4")).toEqual([
      [await workbench.page.evaluate(() => new Date().toLocaleDateString("sv-SE"))],
    ]);
  });

  walk.test("a press on a tab puts its sheet in front", async () => {
    const { names } = walk.texts.reports;
    const tabs = workbench.page.locator("[data-u-comp=slide-tab-item]");
    for (const name of [names.conversion, status]) {
      await tabs.filter({ hasText: name }).first().click();
      await walk.seesSheet(name);
    }
  });

  walk.test("the charts of the sheet in front are drawn over the grid", async () => {
    const { page } = workbench;
    const drawn = await workbench.inPage.evaluate(
      ({ workbook }, name) => workbook.sheet(name).charts.length,
      status
    );
    await workbench.select(`${status}!A1`);
    expect(drawn).toBeGreaterThan(0);
    await page.waitForFunction(
      (count) => document.querySelectorAll(".charts figure canvas").length === count,
      drawn
    );
    await workbench.select(`${customersSheet}!A1`);
    await page.waitForFunction(() => document.querySelectorAll(".charts figure").length === 0);
  });

  walk.test("what a person types reaches the workbook, and the add-in hears of it", async () => {
    const pane = await workbench.pane();
    await pane.evaluate(() =>
      Excel.run(async (context) => {
        const seen: string[] = [];
        Object.assign(window, { seen });
        context.workbook.worksheets.onChanged.add(async ({ address }) => void seen.push(address));
        context.workbook.worksheets.onSelectionChanged.add(
          async ({ address }) => void seen.push(`selected ${address}`)
        );
        await context.sync();
      })
    );
    await workbench.type(customersSheet, "AK6", "2026-02-03");
    expect(await workbench.cells(customersSheet, "AK6")).toEqual([[serialOfIso("2026-02-03")]]);
    await pane.waitForFunction(() =>
      ["AK6", "selected AK6"].every((it) =>
        (window as unknown as { seen: string[] }).seen.includes(it)
      )
    );
    await workbench.type(customersSheet, "AK6", "'007");
    expect(await workbench.cells(customersSheet, "AK6")).toEqual([["007"]]);
    await workbench.select(`${customersSheet}!AK6`);
    await workbench.page.keyboard.press("Delete");
    expect(await workbench.cells(customersSheet, "AK6")).toEqual([[""]]);
  });

  walk.test(
    "a calculation that another one overtakes leaves no formula without its value",
    async () => {
      await workbench.inPage.evaluate(async (page, name) => {
        const sheet = page.workbook.sheet(name);
        sheet.user.type("AM6", "=AN6*7");
        await page.settled();
        const { commands } = (page as unknown as Internals).current.grid;
        const { service } = commands;
        let isOwn = false;
        let overtaken = 0;
        const overtake = ({ id, params }: ICommandInfo): void => {
          const isStart = id === "formula.mutation.set-formula-calculation-start" && params;
          if (isOwn || !isStart || overtaken === 2) return;
          isOwn = true;
          overtaken += 1;
          commands.run(id, { ...params, dirtyRanges: [] });
          isOwn = false;
        };
        // One that has nothing to calculate makes it wait, another takes its place meanwhile.
        service.beforeCommandExecuted(overtake);
        service.onCommandExecuted(overtake);
        sheet.user.type("AN6", 6);
      }, customersSheet);
      expect(await workbench.cells(customersSheet, "AM6")).toEqual([[42]]);
    }
  );

  walk.test("functions of the add-in give their values to cells and formulas", async () => {
    const { stable, warning } = data.statuses;
    await workbench.type(customersSheet, "AK8", "=RETAIN.STATUS(DATE(2024,1,31),DATE(2024,7,31))");
    await workbench.type(customersSheet, "AK9", '=IF(AK8="","",RETAIN.MONTHSAWAY(45322,45504)*2)');
    await workbench.type(customersSheet, "AK10", "2023-12-31");
    await workbench.type(customersSheet, "AK11", "=RETAIN.STATUS(AK10,45504)");
    expect(await workbench.cells(customersSheet, "AK8:AK11")).toEqual([
      [stable],
      [12],
      [serialOfIso("2023-12-31")],
      [warning],
    ]);
    await workbench.type(customersSheet, "AK12", '=RETAIN.STATUS("x",45504)');
    expect(await workbench.cells(customersSheet, "AK12")).toEqual([["#VALUE!"]]);
    expect(await workbench.page.locator("#notice").textContent()).toMatch(/^STATUS: /);
  });

  walk.test("a protected sheet keeps what it has", async () => {
    await workbench.inPage.evaluate(({ workbook }, name) => {
      workbook.sheet(name).user.protectSheet();
    }, customersSheet);
    const before = await workbench.cells(customersSheet, "C6");
    await workbench.type(customersSheet, "C6", "x");
    expect(await workbench.cells(customersSheet, "C6")).toEqual(before);
    await workbench.inPage.evaluate(({ workbook }, name) => {
      workbook.sheet(name).user.unprotectSheet();
    }, customersSheet);
  });

  walk.test("Excel refuses requests while a person types in a cell", async () => {
    const isTyping = (): Promise<boolean> =>
      workbench.inPage.evaluate(({ session }) => session.faults.cellEditMode);
    await workbench.select(`${customersSheet}!AK14`);
    await workbench.page.keyboard.type("unfinished");
    expect(await isTyping()).toBe(true);
    await workbench.page.keyboard.press("Escape");
    expect(await isTyping()).toBe(false);
    expect(await workbench.cells(customersSheet, "AK14")).toEqual([[""]]);
  });

  walk.test("a ribbon button opens the pane that was closed, and shows its outcome", async () => {
    const { page } = workbench;
    const frame = page.locator("#pane iframe");
    await page.locator("#pane header button").click();
    await frame.waitFor({ state: "hidden" });
    await workbench.press("updateAll");
    await frame.waitFor({ state: "visible" });
    const pane = await workbench.pane();
    await pane.getByRole("button", { name: said.outcome.dismiss }).waitFor({ timeout: longest });
  });

  walk.test("a saved workbook opens again with everything in it", async () => {
    const cells = await workbench.cells(status, "A1:H40");
    const bytes = await workbench.save();
    await workbench.openFile(bytes, "again.xlsx");
    expect(await workbench.cells(status, "A1:H40")).toEqual(cells);
    expect(await workbench.cells(customersSheet, "AK8:AK9")).toEqual([
      [data.statuses.stable],
      [12],
    ]);
    const { charts, formula, name } = await workbench.inPage.evaluate(
      ({ workbook }, [report, source]) => ({
        charts: workbook.sheet(report).charts.length,
        formula: workbook.sheet(source).formula("AK8"),
        name: workbook.fileName,
      }),
      [status, customersSheet] as const
    );
    expect(charts).toBeGreaterThan(0);
    expect(formula).toBe("=RETAIN.STATUS(DATE(2024,1,31),DATE(2024,7,31))");
    expect(name).toBe("again.xlsx");
  });

  walk.test(
    "whoever saves a signed workbook is told that its signature does not hold",
    async () => {
      await workbench.openFile(Buffer.from(signed(await workbench.save())), "signed.xlsx");
      const { save, signed: told } = workbenchTexts[locale];
      const bar = workbench.page.locator("#bar");
      const saves = workbench.page.waitForEvent("download");
      await bar.getByRole("button", { name: save, exact: true }).click();
      await saves;
      await bar.getByText(told).waitFor({ timeout: longest });
    }
  );
});
