import axe from "axe-core";
import type { Browser } from "playwright-core";
import type { Locale } from "../../src/locale";
import { languagesOf } from "./locales";
import { textsOf } from "../../src/locale";
import { Workbook } from "../host";
import { builtAddIn } from "../support/build";
import { findBrowser, startBrowser } from "../support/browser";
import { shown } from "../support/workbookDump";
import { openStage, type Stage } from "./stage";

/**
 * The built pane in a real browser, over Microsoft's unmodified office.js and its real messages,
 * against the stand-in's workbook.
 */

const longest = 60_000;
let browser: Browser | undefined;
let dist = "";
let stage: Stage | undefined;
let skipped = 0;

beforeAll(async () => {
  const found = await findBrowser();
  if (!found) return;
  dist = await builtAddIn();
  browser = await startBrowser(found);
}, 180_000);

afterEach(async () => {
  await stage?.close();
  stage = undefined;
});

afterAll(async () => {
  await browser?.close();
  if (skipped > 0) process.stdout.write(`${skipped} browser tests skipped: no browser here\n`);
});

/** A test that counts as skipped, visibly, on a machine without a browser. */
function inBrowser(sentence: string, body: (browser: Browser) => Promise<void>): void {
  test(
    sentence,
    async () => {
      if (!browser) {
        skipped += 1;
        return;
      }
      await body(browser);
    },
    3 * longest
  );
}

async function open(locale: Locale): Promise<Stage> {
  const workbook = new Workbook();
  workbook.addSheet("Sheet1");
  stage = await openStage(browser as Browser, { dist, locale, workbook });
  return stage;
}

/** What must hold whatever was done. */
function expectNoTrouble({ complaints, strangers, session }: Stage): void {
  expect(complaints).toEqual([]);
  expect(strangers).toEqual([]);
  expect(session.hostErrors).toEqual([]);
}

/** Elements whose text is wider than they are, and the page if it scrolls sideways. */
function cutTexts({ pane }: Stage): Promise<string[]> {
  return pane.evaluate(() => {
    const cut = [...document.querySelectorAll<HTMLElement>("main *, footer *, button, h1, h2, h3")]
      .filter((it) => it.clientWidth > 0 && it.scrollWidth > it.clientWidth + 1)
      .filter((it) => it.children.length === 0 && (it.textContent ?? "").trim() !== "")
      .map((it) => it.textContent ?? "");
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth > clientWidth ? [...cut, `page ${scrollWidth} > ${clientWidth}`] : cut;
  });
}

/** Waits for something that happens outside the page. */
async function until(condition: () => boolean): Promise<void> {
  for (let i = 0; i < 200 && !condition(); i += 1) await new Promise((go) => setTimeout(go, 25));
  expect(condition()).toBe(true);
}

/** Fluent's own focus helpers, which are hidden on purpose; and messages that float beside landmarks. */
const axeExclusions = [["[data-tabster-dummy]"]];
const axeDisabled = { region: { enabled: false } };

/** What axe finds in the pane as it stands. */
async function faults({ pane }: Stage): Promise<string[]> {
  await pane.evaluate(axe.source);
  return pane.evaluate(
    async ({ exclude, rules }) => {
      const { axe: checker } = window as unknown as { axe: typeof axe };
      const { violations } = await checker.run({ exclude }, { rules });
      return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
    },
    { exclude: axeExclusions, rules: axeDisabled }
  );
}

/** What must hold of every view: nothing cut, nothing that axe finds. */
async function expectGoodView(stage: Stage): Promise<void> {
  expect(await cutTexts(stage)).toEqual([]);
  expect(await faults(stage)).toEqual([]);
}

/** The sheet of that name. */
function sheetOf({ workbook }: Stage, name: string) {
  const sheet = workbook.sheets.find(({ Name }) => Name === name);
  if (!sheet) throw new Error(`no sheet ${name}`);
  return sheet;
}

/** Cells of a sheet as shown, from A1. */
function cells(stage: Stage, name: string, rows = 60, columns = 40): string[][] {
  const sheet = sheetOf(stage, name);
  return Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (__, column) => String(shown(sheet, row, column) ?? ""))
  );
}

/** The rows below a header row, as values by header. */
function records(stage: Stage, name: string, header: string): Record<string, string>[] {
  const all = cells(stage, name, 400);
  const at = all.findIndex((row) => row.includes(header));
  const headers = all[at] ?? [];
  return all
    .slice(at + 1)
    .filter((row) => row.some((cell) => cell !== ""))
    .map((row) => Object.fromEntries(headers.map((it, column) => [it, row[column] ?? ""])));
}

const customersSheet = "客户档案";

describe.each(languagesOf("zh-CN"))("in %s", (locale) => {
  const texts = textsOf(locale);
  const { pane: said, sheets, reports, vocabulary, inputTables, data } = texts;

  const press = (stage: Stage, name: string) =>
    stage.pane.getByRole("button", { name, exact: true }).first().click({ timeout: longest });
  const tab = (stage: Stage, name: string) => stage.pane.getByRole("tab", { name }).click();

  /** Waits for the outcome of what was asked for, and closes it. */
  async function done(stage: Stage, title: string): Promise<void> {
    await stage.pane.getByText(title, { exact: true }).waitFor({ timeout: longest });
    await press(stage, said.outcome.dismiss);
  }

  /** A workbook with the sample store in which everything was written once. */
  async function setUp(): Promise<Stage> {
    const opened = await open(locale);
    await press(opened, said.empty.sample);
    await press(opened, said.run.start);
    await done(opened, said.tasks.updateAll.done);
    await opened.pane.getByText(said.today.figures.base).waitFor({ timeout: longest });
    return opened;
  }

  /** Selects the first customer of a status in the grid, and gives his key column's text. */
  function selectCustomer(stage: Stage, status: string): void {
    const sheet = sheetOf(stage, customersSheet);
    const at = cells(stage, customersSheet, 400, 60).findIndex((row) => row.includes(status));
    if (at < 0) throw new Error(`no customer is ${status}`);
    sheet.user.select(`A${at + 1}`);
  }

  inBrowser(
    "a person without data adds the sample store, sees counts, runs, and the cells are written",
    async () => {
      const opened = await open(locale);
      const { pane, workbook } = opened;
      await expectGoodView(opened);
      await press(opened, said.empty.sample);
      await pane.getByRole("heading", { name: said.preview.title }).waitFor({ timeout: longest });
      expect(await pane.getByText("3,000", { exact: true }).count()).toBe(1);
      expect(workbook.sheets).toHaveLength(3);
      await press(opened, said.sheets.columns);
      await expectGoodView(opened);

      await press(opened, said.run.start);
      const goTo = pane.getByRole("button", { name: said.outcome.goTo(sheets.status.name) });
      await goTo.waitFor({ timeout: longest });
      expect(shown(sheetOf(opened, sheets.status.name), 0, 0)).toBe(sheets.status.title);
      await expectGoodView(opened);

      await goTo.click();
      await until(() => workbook.activeWorksheet.Name === sheets.status.name);
      expectNoTrouble(opened);
    }
  );

  inBrowser("the ribbon's buttons work, and the pane shows how it ended", async () => {
    const opened = await open(locale);
    await press(opened, said.empty.sample);
    await opened.pane
      .getByRole("heading", { name: said.preview.title })
      .waitFor({ timeout: longest });
    // Before there are native formulas, whose values only Excel calculates.
    for (const formulas of ["freezeToValues", "repairFormulas"]) {
      await opened.runCommand(formulas);
      await press(opened, said.outcome.dismiss);
    }
    await opened.runCommand("updateAll");
    await done(opened, said.tasks.updateAll.done);
    expect(opened.workbook.sheets.map(({ Name }) => Name)).toContain(sheets.status.name);
    await opened.runCommand("morningPlan");
    await done(opened, said.tasks.morningPlan.done);
    const { number } = inputTables.records;
    expect(records(opened, reports.names.records, number).length).toBeGreaterThan(0);
    await opened.runCommand("goToReports");
    await opened.pane.getByRole("button", { name: said.reports.all }).waitFor();
    expectNoTrouble(opened);
  });

  inBrowser(
    "a manager's day: plan, a call by three clicks, tally; and the cells say it",
    async () => {
      const opened = await setUp();
      await press(opened, said.today.actions.morningPlan);
      await done(opened, said.tasks.morningPlan.done);
      await opened.pane.getByText(said.today.plan.planned).waitFor({ timeout: longest });
      await expectGoodView(opened);
      const columns = inputTables.records;
      const planned = records(opened, reports.names.records, columns.number);
      expect(planned.length).toBeGreaterThan(0);

      await tab(opened, said.places.customer);
      await expectGoodView(opened);
      const all = cells(opened, reports.names.records, 400);
      const header = all.findIndex((row) => row.includes(columns.number));
      sheetOf(opened, reports.names.records).user.select(`A${header + 2}`);
      await opened.pane
        .getByText(said.customer.call.fills(planned[0]![columns.number]!))
        .waitFor({ timeout: longest });
      await expectGoodView(opened);
      await press(opened, vocabulary.results.appointed);
      await press(opened, said.customer.call.inDays("3"));
      await press(opened, said.customer.call.save);
      await done(opened, said.tasks.recordCall.done);
      const [first] = records(opened, reports.names.records, columns.number);
      expect(first![columns.result]).toBe(vocabulary.results.appointed);
      expect(first![columns.appointment]).not.toBe("");

      await tab(opened, said.places.today);
      await press(opened, said.today.actions.nightlyTally);
      await done(opened, said.tasks.nightlyTally.done);
      expect(opened.workbook.sheets.map(({ Name }) => Name)).toContain(reports.names.tally);
      expectNoTrouble(opened);
    }
  );

  inBrowser(
    "a lost customer is asked by the survey, and the answers stand in 流失调查",
    async () => {
      const opened = await setUp();
      await tab(opened, said.places.customer);
      selectCustomer(opened, data.statuses.lost12);
      await press(opened, said.survey.start);
      await opened.pane.getByLabel(said.survey.options.q1.no, { exact: true }).click();
      await press(opened, said.survey.next);
      await opened.pane.getByLabel(said.survey.options.q2.drivesLittle).click();
      await press(opened, said.survey.next);
      await expectGoodView(opened);
      await press(opened, said.survey.save);
      await done(opened, said.tasks.saveSurvey.done);
      const rows = records(opened, reports.names.survey, inputTables.surveyAnswers.q1);
      expect(rows.some((row) => row[inputTables.surveyAnswers.q2] !== "")).toBe(true);
      expectNoTrouble(opened);
    }
  );

  inBrowser(
    "a deal is tried without a cell written, and then written with its ledger",
    async () => {
      const opened = await setUp();
      await tab(opened, said.places.team);
      await opened.pane.getByLabel(said.team.deal.seed).fill("2026");
      const before = opened.workbook.sheets.length;
      await press(opened, said.team.deal.preview);
      await done(opened, said.tasks.previewDeal.done);
      await expectGoodView(opened);
      expect(opened.workbook.sheets).toHaveLength(before);
      await press(opened, said.team.deal.write);
      await press(opened, said.team.deal.write);
      await done(opened, said.tasks.deal.done);
      const owners = records(opened, reports.names.ledger, inputTables.ledger.owner);
      expect(owners.length).toBeGreaterThan(100);
      const seeds = opened.workbook.sheets
        .filter(({ Name }) => Name.startsWith(reports.names.allocation))
        .map(({ Name }) => cells(opened, Name).flat().join(" "));
      expect(seeds.some((text) => text.includes("2026"))).toBe(true);
      expectNoTrouble(opened);
    }
  );

  inBrowser(
    "reports are generated one by one, settings are changed and looked back from",
    async () => {
      const opened = await setUp();
      await tab(opened, said.places.reports);
      await expectGoodView(opened);
      await press(opened, said.reports.generateNamed(reports.names.reservoir));
      await done(opened, said.tasks.report.done);

      await tab(opened, said.places.settings);
      await press(opened, texts.parameters.chapters.targets);
      await expectGoodView(opened);
      await opened.pane.getByLabel(texts.parameters.names["targets.newLostShare"]).fill("0.02");
      await press(opened, said.settings.parameters.save("1"));
      await done(opened, said.tasks.saveSettings.done);
      const { key, value } = inputTables.parameters;
      const saved = cells(opened, reports.names.settings, 400).find((row) =>
        row.includes("targets.newLostShare")
      );
      expect(saved).toBeDefined();
      expect([key, value].every((header) => header !== "")).toBe(true);
      expect(saved).toContain("0.02");

      await opened.pane.getByRole("switch", { name: said.settings.asOf.travel }).click();
      await opened.pane
        .getByRole("textbox", { name: said.settings.asOf.field, exact: true })
        .fill("2025-06-30");
      await press(opened, said.settings.asOf.apply);
      await done(opened, said.tasks.saveSettings.done);
      for (const place of Object.values(said.places).slice(1)) {
        await tab(opened, place);
        await opened.pane
          .getByText(said.timeTravel.title("2025-06-30"))
          .waitFor({ timeout: longest });
      }
      await press(opened, said.timeTravel.back);
      await done(opened, said.tasks.saveSettings.done);
      await opened.pane
        .getByText(said.timeTravel.title("2025-06-30"))
        .waitFor({ state: "detached", timeout: longest });
      expectNoTrouble(opened);
    }
  );
});

const zh = textsOf("zh-CN").pane;

inBrowser("a run, the tabs and a setting work with the keyboard alone", async () => {
  const opened = await open("zh-CN");
  const { pane } = opened;
  const sample = pane.getByRole("button", { name: zh.empty.sample });
  await pane.locator("button:enabled", { hasText: zh.empty.sample }).waitFor();
  await sample.press("Enter");
  await pane.getByRole("heading", { name: zh.preview.title }).waitFor({ timeout: longest });
  await pane.getByRole("button", { name: zh.run.start }).press("Enter");
  await pane.getByText(zh.tasks.updateAll.done).waitFor({ timeout: longest });
  await pane.getByRole("tab", { name: zh.places.today }).press("ArrowRight");
  await pane.locator(":focus").press("Enter");
  await pane.getByText(zh.customer.none.body).waitFor();
  await pane.locator(":focus").press("End");
  await pane.locator(":focus").press("Enter");
  const travel = pane.getByRole("switch", { name: zh.settings.asOf.travel });
  await travel.press("Space");
  expect(await travel.isChecked()).toBe(true);
  // Every control that is shown can have the focus; of tabs and choices one, the others by arrow keys.
  const unreachable = await pane.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("button, a, input, select, textarea")]
      .filter((it) => it.offsetParent !== null && !it.hasAttribute("disabled"))
      .filter((it) => it.tabIndex < 0 && !it.matches("[role=tab], [type=radio]"))
      .map((it) => it.outerHTML)
  );
  expect(unreachable).toEqual([]);
  expectNoTrouble(opened);
});

inBrowser(
  "the sizes of text and screen differ, and nothing is cut or scrolls sideways",
  async () => {
    const opened = await open("en-US");
    const { pane, page } = opened;
    const en = textsOf("en-US").pane;
    await pane.getByRole("button", { name: en.empty.sample }).click();
    await pane.getByRole("heading", { name: en.preview.title }).waitFor({ timeout: longest });
    for (const width of [320, 350, 480]) {
      await page.setViewportSize({ width, height: 700 });
      expect(await cutTexts(opened)).toEqual([]);
    }
  }
);
