import { serialToday } from "../../src/excel/session";
import { textsOf, type Locale } from "../../src/locale";
import { generateSampleStore } from "../../src/sample";
import { Workbook } from "../../src/offline/host";
import { shown } from "../support/workbookDump";
import { sampleWorkbook } from "../../src/offline/workbench/page/sampleWorkbook";
import {
  announcingWays,
  listenTo,
  liveRegions,
  withoutAriaNotify,
  type Announcement,
} from "./announcements";
import { browserSuite, languagesOf, longest, patience, type Ready } from "./browserSuite";
import { paneTasks, type PaneTask } from "./paneTasks";
import { openStage, type Stage, type StageOptions } from "./stage";
import { contrastFaults, cutTexts, viewFaults } from "./viewFaults";

/**
 * The built pane in a real browser, over Microsoft's unmodified office.js and its real messages,
 * against the stand-in's workbook.
 */

/**
 * For so long the pane may be deaf to a click; milliseconds, and yardsticks that take as long on a
 * machine that does nothing else. Whatever else the machine does, nothing takes three times as long.
 */
const longestBlock = { computed: 100, yardsticks: 25, everywhere: 300 };

const blocks = ({ computed, yardsticks }: PaneTask): boolean =>
  computed >= longestBlock.everywhere ||
  (computed >= longestBlock.computed && yardsticks >= longestBlock.yardsticks);

let stage: Stage | undefined;
const suite = browserSuite();

afterEach(async () => {
  await stage?.close();
  stage = undefined;
});

/** Opens the pane over a workbook with nothing in it, or with a small store. */
async function open(
  { browser, dist }: Ready,
  locale: Locale,
  customers = 0,
  more: Pick<StageOptions, "prepare" | "theme"> = {}
): Promise<Stage> {
  const asOf = serialToday(new Date());
  const workbook =
    customers === 0
      ? Workbook.blank()
      : sampleWorkbook(generateSampleStore({ seed: 2026, customers, years: 3, asOf }));
  stage = await openStage(browser, { dist, locale, workbook, ...more });
  return stage;
}

/** What must hold whatever was done. */
function expectNoTrouble({ complaints, strangers, session }: Stage): void {
  expect(complaints).toEqual([]);
  expect(strangers).toEqual([]);
  expect(session.hostErrors).toEqual([]);
}

/** Waits for something that happens outside the page. */
async function until(condition: () => boolean): Promise<void> {
  for (let i = 0; i < 200 && !condition(); i += 1) await new Promise((go) => setTimeout(go, 25));
  expect(condition()).toBe(true);
}

/** Waits until something with this text is heard. */
async function soon(
  heard: () => Promise<readonly Announcement[]>,
  text: string
): Promise<Announcement> {
  for (const end = Date.now() + patience; Date.now() < end;) {
    const found = (await heard()).find((it) => it.text.includes(text));
    if (found) return found;
    await new Promise((go) => setTimeout(go, 50));
  }
  throw new Error(`nobody heard “${text}” but ${JSON.stringify(await heard())}`);
}

/** The sheet of that name. */
function sheetOf({ workbook }: Stage, name: string) {
  const sheet = workbook.sheets.find(({ Name }) => Name === name);
  if (!sheet) throw new Error(`no sheet ${name}`);
  return sheet;
}

describe.each(languagesOf("zh-CN"))("in %s", (locale) => {
  const { pane: said, sheets } = textsOf(locale);

  const press = (stage: Stage, name: string) =>
    stage.pane.getByRole("button", { name, exact: true }).first().click({ timeout: longest });

  suite.test(
    "a person without data adds the sample store, sees counts, runs, and never waits for the pane",
    async (ready) => {
      const opened = await open(ready, locale);
      const { pane, workbook } = opened;
      expect(await viewFaults(pane)).toEqual([]);
      await press(opened, said.empty.sample);
      await pane.getByRole("heading", { name: said.preview.title }).waitFor({ timeout: longest });
      expect(await pane.getByText("3,000", { exact: true }).count()).toBe(1);
      expect(workbook.sheets).toHaveLength(3);
      await press(opened, said.sheets.columns);
      expect(await viewFaults(pane)).toEqual([]);

      const goTo = pane.getByRole("button", { name: said.outcome.goTo(sheets.status.name) });
      const tasks = await paneTasks(opened.page, async () => {
        await press(opened, said.run.start);
        await goTo.waitFor({ timeout: longest });
      });
      expect(tasks.length).toBeGreaterThan(100);
      expect(tasks.filter(blocks)).toEqual([]);
      expect(shown(sheetOf(opened, sheets.status.name), 0, 0)).toBe(sheets.status.title);
      expect(await viewFaults(pane)).toEqual([]);

      await goTo.click();
      await until(() => workbook.activeWorksheet.Name === sheets.status.name);
      expectNoTrouble(opened);
    }
  );
});

describe.each(announcingWays)("by %s, screen readers hear", (way) => {
  suite.test("that a run starts, how it ended, and of a refusal at once", async (ready) => {
    const opened = await open(ready, "en-US", 100, {
      ...(way === "live region" && { prepare: withoutAriaNotify }),
    });
    const { pane: said, outcomes, sheets } = textsOf("en-US");
    const { pane, page, session } = opened;
    const { title, done } = said.tasks.updateAll;
    await pane.locator("button:enabled", { hasText: said.run.start }).waitFor({ timeout: longest });
    const heard = await listenTo(pane);
    const hears = (text: string): Promise<Announcement> => soon(heard, text);

    await pane.getByRole("button", { name: said.run.start }).click();
    expect((await hears(said.run.started(title))).text).not.toContain(done);
    const ended = await hears(done);
    // The store is of today: how many of its rows are orders differs from day to day.
    expect(ended.text.replace(/[\d,]+ orders/u, "440 orders")).toContain(
      `${done} ${outcomes.counts(100, 440)}`
    );
    expect(ended.text).toContain(` ${said.outcome.goTo(sheets.status.name)} `);
    // Fluent's live region interrupts whatever it is filled with.
    expect(ended.urgent).toBe(way === "live region");

    const again = pane.locator("button:enabled", { hasText: said.today.actions.updateAll }).first();
    await again.waitFor({ timeout: longest });
    session.faults.refuseSync(1, "AccessDenied");
    await again.click();
    const refused = await hears(outcomes.titles.accessDenied);
    expect(refused.urgent).toBe(true);
    expect(refused.text).toContain(outcomes.nothingWritten);
    expect(await liveRegions(page)).toEqual(["assertive"]);
    expectNoTrouble(opened);
  });
});

const zh = textsOf("zh-CN").pane;

suite.test("a run, the tabs and a setting work with the keyboard alone", async (ready) => {
  const opened = await open(ready, "zh-CN", 100);
  const { pane } = opened;
  await pane.locator("button:enabled", { hasText: zh.run.start }).waitFor({ timeout: longest });
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

suite.test(
  "the sizes of text and screen differ, and nothing is cut or scrolls sideways",
  async (ready) => {
    const opened = await open(ready, "en-US", 100);
    const { pane, page } = opened;
    const en = textsOf("en-US").pane;
    await pane.getByRole("heading", { name: en.preview.title }).waitFor({ timeout: longest });
    for (const width of [320, 350, 480]) {
      await page.setViewportSize({ width, height: 700 });
      expect(await cutTexts(pane)).toEqual([]);
    }
  }
);

suite.test("in high contrast buttons, links and bars are seen as what they are", async (ready) => {
  const opened = await open(ready, "zh-CN", 100, { theme: "contrast" });
  const { pane } = opened;
  const seesGood = async (): Promise<void> => {
    expect(await contrastFaults(pane)).toEqual([]);
    expect(await cutTexts(pane)).toEqual([]);
  };
  const start = pane.locator("button:enabled", { hasText: zh.run.start });
  await start.waitFor({ timeout: longest });
  await pane.getByRole("heading", { name: zh.preview.statuses }).waitFor({ timeout: longest });
  await seesGood();
  await start.click();
  await pane.getByText(zh.tasks.updateAll.done).waitFor({ timeout: longest });
  const plan = pane.locator("button:enabled", { hasText: zh.today.actions.morningPlan }).first();
  await plan.click({ timeout: longest });
  await pane.getByText(zh.today.plan.planned).waitFor({ timeout: longest });
  await seesGood();
  await pane.getByRole("tab", { name: zh.places.team }).click();
  await pane.getByText(zh.team.deal.newSeed).waitFor();
  await seesGood();
  await pane.getByRole("tab", { name: zh.places.settings }).click();
  await pane.getByText(zh.settings.asOf.travel).waitFor();
  await seesGood();
});
