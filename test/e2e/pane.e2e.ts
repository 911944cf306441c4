import type { Browser } from "playwright-core";
import type { Locale } from "../../src/locale";
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

describe.each<Locale>(["zh-CN", "en-US"])("in %s", (locale) => {
  const { pane: said, sheets } = textsOf(locale);

  inBrowser(
    "a person without data adds the sample store, sees counts, runs, and the cells are written",
    async () => {
      const { pane, workbook } = await open(locale);
      await pane.getByRole("button", { name: said.empty.sample }).click();
      const run = pane.getByRole("button", { name: said.run.start });
      await run.waitFor({ timeout: longest });
      await pane.getByRole("heading", { name: said.preview.title }).waitFor({ timeout: longest });
      expect(await pane.getByText("3,000", { exact: true }).count()).toBe(1);
      expect(workbook.sheets).toHaveLength(3);
      expect(await cutTexts(stage as Stage)).toEqual([]);

      await run.click();
      const goTo = pane.getByRole("button", { name: said.outcome.goTo(sheets.status.name) });
      await goTo.waitFor({ timeout: longest });
      const status = workbook.sheets.find(({ Name }) => Name === sheets.status.name);
      expect(status && shown(status, 0, 0)).toBe(sheets.status.title);
      await pane.getByRole("heading", { name: said.preview.written }).waitFor();
      expect(await cutTexts(stage as Stage)).toEqual([]);

      await goTo.click();
      await until(() => workbook.activeWorksheet.Name === sheets.status.name);
      expectNoTrouble(stage as Stage);
    }
  );

  inBrowser("the ribbon's button runs, and the pane shows how it ended", async () => {
    const { pane, runCommand, workbook } = await open(locale);
    await pane.getByRole("button", { name: said.empty.sample }).click();
    await pane.getByRole("heading", { name: said.preview.title }).waitFor({ timeout: longest });
    await runCommand("updateAll");
    await pane.getByRole("button", { name: said.outcome.dismiss }).waitFor();
    expect(workbook.sheets.map(({ Name }) => Name)).toContain(sheets.status.name);
    expectNoTrouble(stage as Stage);
  });
});
