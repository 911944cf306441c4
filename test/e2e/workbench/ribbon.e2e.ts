import { browserSuite, languagesOf } from "../browserSuite";
import { customersSheet, Walk } from "./walk";

/** The ribbon on the workbench: each button does its work with the pane closed, which then opens. */

const suite = browserSuite();

describe.each(languagesOf("zh-CN"))("the ribbon in %s", (locale) => {
  const walk = new Walk(suite, locale, { store: 100 });
  const { pane: said, reports, inputTables, sheets, data } = walk.texts;
  const { tasks } = said;
  const goToReports = locale === "zh-CN" ? "转到报表" : "Reports";
  const openPane = locale === "zh-CN" ? "打开面板" : "Open RETAIN";

  /** Presses a button of the ribbon while the pane is closed, and waits until it is open. */
  async function pressAlone(label: string): Promise<void> {
    const { page } = walk.workbench;
    const frame = page.locator("#pane iframe");
    await page.locator("#pane header button").click();
    await frame.waitFor({ state: "hidden" });
    await walk.workbench.ribbonButton(label).click();
    await frame.waitFor({ state: "visible" });
  }

  walk.test("the pane is opened", async () => {
    await pressAlone(openPane);
    await walk.sees(said.preview.title);
  });

  walk.test("everything is updated", async () => {
    await pressAlone(tasks.updateAll.title);
    await walk.done("updateAll");
    expect(await walk.workbench.cells(sheets.status.name, "A1")).toEqual([[sheets.status.title]]);
  });

  walk.test("the morning plan is made", async () => {
    await pressAlone(tasks.morningPlan.title);
    await walk.done("morningPlan");
    const { records } = inputTables;
    expect((await walk.rows(reports.names.records, records.number)).length).toBeGreaterThan(0);
  });

  walk.test("the evening is counted", async () => {
    await pressAlone(tasks.nightlyTally.title);
    await walk.done("nightlyTally");
    const { contacted } = inputTables.tallyReasons;
    expect((await walk.rows(reports.names.tally, contacted)).length).toBeGreaterThan(0);
  });

  walk.test("the list of reports is shown", async () => {
    await pressAlone(goToReports);
    await (await walk.button(said.reports.all)).waitFor();
  });

  walk.test("a function that shows an error is entered again", async () => {
    const { workbench } = walk;
    // As Excel stores the function in a file that it opens without the add-in.
    const stored = "=_xldudf_RETAIN_STATUS(DATE(2024,1,31),DATE(2024,7,31))";
    await workbench.type(customersSheet, "AZ40", stored);
    expect(await workbench.texts(customersSheet, "AZ40")).toEqual([["#NAME?"]]);
    await pressAlone(tasks.repair.title);
    await walk.done("repair");
    expect(await workbench.cells(customersSheet, "AZ40")).toEqual([[data.statuses.stable]]);
  });

  walk.test("functions become the values that they show", async () => {
    const { workbench } = walk;
    await pressAlone(tasks.freeze.title);
    await walk.done("freeze");
    const formula = await workbench.inPage.evaluate(
      ({ workbook }, name) => workbook.sheet(name).formula("AZ40"),
      customersSheet
    );
    expect(formula).not.toMatch(/^=/);
    expect(await workbench.cells(customersSheet, "AZ40")).toEqual([[data.statuses.stable]]);
  });
});
