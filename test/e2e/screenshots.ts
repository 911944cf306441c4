/**
 * Pictures of the pane for people to look at: `npx tsx test/e2e/screenshots.ts` writes every place of
 * the pane in both languages, the themes and both widths to out/screenshots, each in its whole length.
 * With `--docs` the pictures of the pane and of the workbench in docs/pictures are taken anew.
 *
 * Date fields are the browser's own and follow its language, as in Excel's web view. The Chromium from
 * npm brings no language but English, so that its pictures have mm/dd/yyyy in Chinese as well.
 */
import { copyFileSync, mkdirSync } from "node:fs";
import path from "node:path";
import type { Browser } from "playwright-core";
import { textsOf, type Locale, type Texts } from "../../src/locale";
import { Workbook } from "../../src/offline/host";
import { builtAddIn } from "../../src/offline/workbench/build";
import { findBrowser, startBrowser } from "../support/browser";
import { gbkCsv } from "../support/gbk";
import { shown } from "../support/workbookDump";
import { openWorkbench } from "../../src/offline/workbench/openWorkbench";
import { openStage, type PaneTheme, type Stage } from "./stage";

/** Where the pictures go. */
export const screenshotFolder = path.resolve(__dirname, "../../out/screenshots");

/** What the guide shows, by its view: in the light theme, at the narrowest. */
const guidePictures: Readonly<Record<string, string>> = {
  "05-today": "today",
  "07-customer": "customer",
  "09-team": "team",
  "14-import": "import",
};
const guideFolder = path.resolve(__dirname, "../../docs/pictures");

const themes: readonly PaneTheme[] = ["light", "dark", "contrast"];
const widths = [320, 350];
const longest = 60_000;

/** A view of the pane, and how a person gets there from the one before. */
interface View {
  readonly name: string;
  readonly go: (stage: Stage, said: Texts) => Promise<void>;
}

/** The first of that name: what needs attention offers some of the everyday buttons again. */
const button = ({ pane }: Stage, name: string) =>
  pane.getByRole("button", { name, exact: true }).first();
const tab = async ({ pane }: Stage, name: string): Promise<void> =>
  pane.getByRole("tab", { name }).click();

/** Waits until no run is at work and its outcome stands there, and closes the message. */
async function ended(stage: Stage, said: Texts): Promise<void> {
  const dismiss = button(stage, said.pane.outcome.dismiss);
  await dismiss.waitFor({ timeout: longest });
  await dismiss.click();
}

const views: readonly View[] = [
  {
    name: "01-empty",
    go: (stage, said) => button(stage, said.pane.empty.sample).waitFor(),
  },
  {
    name: "02-preview",
    go: async (stage, said) => {
      await button(stage, said.pane.empty.sample).click();
      const heading = stage.pane.getByRole("heading", { name: said.pane.preview.title });
      await heading.waitFor({ timeout: longest });
    },
  },
  {
    name: "03-columns",
    go: (stage, said) => button(stage, said.pane.sheets.columns).click(),
  },
  {
    name: "04-written",
    go: async (stage, said) => {
      await button(stage, said.pane.run.start).click();
      await button(stage, said.pane.outcome.dismiss).waitFor({ timeout: longest });
      await stage.pane.getByText(said.pane.today.figures.base).waitFor({ timeout: longest });
    },
  },
  {
    name: "05-today",
    go: async (stage, said) => {
      await button(stage, said.pane.outcome.dismiss).click();
      await button(stage, said.pane.today.actions.morningPlan).click();
      await ended(stage, said);
      await stage.pane.getByText(said.pane.today.plan.planned).waitFor({ timeout: longest });
    },
  },
  {
    name: "06-nobody",
    go: async (stage, said) => {
      await tab(stage, said.pane.places.customer);
      await stage.pane.getByText(said.pane.customer.none.body).waitFor();
    },
  },
  {
    name: "07-customer",
    go: async (stage, said) => {
      selectLostCustomer(stage, said);
      const form = stage.pane.getByRole("heading", { name: said.pane.survey.title });
      await form.waitFor({ timeout: longest });
    },
  },
  {
    name: "08-call",
    go: async (stage, said) => {
      await button(stage, said.vocabulary.results.refused).click();
      await button(stage, said.pane.customer.call.more).click();
      await button(stage, said.pane.survey.start).click();
    },
  },
  {
    name: "09-team",
    go: async (stage, said) => {
      await tab(stage, said.pane.places.team);
      await button(stage, said.pane.team.deal.preview).waitFor({ timeout: longest });
    },
  },
  {
    name: "10-deal",
    go: async (stage, said) => {
      await button(stage, said.pane.team.deal.preview).click();
      await ended(stage, said);
      await button(stage, said.pane.team.deal.write).waitFor();
      await button(stage, said.pane.team.advisors.add).click();
    },
  },
  {
    name: "11-reports",
    go: async (stage, said) => {
      await tab(stage, said.pane.places.reports);
      await button(stage, said.pane.reports.all).waitFor();
    },
  },
  {
    name: "12-settings",
    go: async (stage, said) => {
      await tab(stage, said.pane.places.settings);
      await button(stage, said.parameters.chapters.targets).click();
    },
  },
  {
    name: "13-time-travel",
    go: async (stage, said) => {
      const { asOf } = said.pane.settings;
      await stage.pane.getByRole("switch", { name: asOf.travel }).click();
      await stage.pane.getByRole("textbox", { name: asOf.field, exact: true }).fill("2025-06-30");
      await button(stage, asOf.apply).click();
      await stage.pane
        .getByText(said.pane.timeTravel.title("2025-06-30"))
        .waitFor({ timeout: longest });
      await ended(stage, said);
      await button(stage, asOf.back).click();
      await ended(stage, said);
    },
  },
  {
    name: "14-import",
    go: async (stage, said) => {
      const { importing } = said.pane;
      await button(stage, importing.toImport).click();
      const picker = stage.pane.locator('input[type="file"][multiple]');
      await picker.setInputFiles(nextMonth(stage));
      await button(stage, importing.takeOver).waitFor({ timeout: longest });
      await button(stage, importing.tables.changes).click();
    },
  },
];

/** What the system of the sample store exports a week later: some orders again, one corrected, two new. */
function nextMonth({ workbook }: Stage) {
  const sheet = workbook.sheets.find(({ Name }) => Name === "维修工单");
  if (!sheet) throw new Error("the sample store has no orders");
  const rows = Array.from({ length: 200 }, (_, row) => rowTexts(sheet, row));
  const header = rows.findIndex((row) => row.includes("工单号"));
  const headers = (rows[header] ?? []).filter((it) => it !== "").slice(0, 19);
  const at = (name: string): number => headers.indexOf(name);
  const orders = rows
    .slice(header + 1)
    .map((row) => row.slice(0, headers.length))
    .filter((row) => /^\d+(\.\d+)?$/.test(row[at("应收金额")] ?? "") && row[at("工单号")])
    .slice(0, 8);
  const [first = [], second = []] = orders;
  const changed = first.map((cell, column) => (column === at("应收金额") ? "480" : cell));
  const added = [first, second].map((order, index) =>
    order.map((cell, column) => (column === at("工单号") ? `RO-2099000${index}` : cell))
  );
  const all = [headers, changed, ...orders.slice(1), ...added];
  const plain = all.map((row) => row.map((cell) => cell.replaceAll(/[,\r\n"]/g, " ")));
  return { name: "6月工单.csv", mimeType: "text/csv", buffer: Buffer.from(gbkCsv(plain)) };
}

/** Selects the row of a customer who is lost, as a person does in the grid. */
function selectLostCustomer({ workbook }: Stage, said: Texts): void {
  const sheet = workbook.sheets.find(({ Name }) => Name === customersSheet);
  if (!sheet) throw new Error("the sample store has no customer sheet");
  const rows = Array.from({ length: 400 }, (_, row) => row);
  const row = rows.find((at) => rowTexts(sheet, at).includes(said.data.statuses.lost12));
  if (row === undefined) throw new Error("no customer of the sample store is lost");
  sheet.user.select(`A${row + 1}`);
}

const customersSheet = "客户档案";

function rowTexts(sheet: Workbook["sheets"][number], row: number): string[] {
  return Array.from({ length: 60 }, (_, column) => String(shown(sheet, row, column) ?? ""));
}

/** Shows `theme` in an open pane. */
async function show({ page, pane }: Stage, theme: PaneTheme): Promise<void> {
  await page.emulateMedia({
    colorScheme: theme === "dark" ? "dark" : "light",
    forcedColors: theme === "contrast" ? "active" : "none",
  });
  // The theme's styles follow the media query's event one frame later.
  await pane.waitForTimeout(150);
}

/** Gives the page the height of what stands in the pane. */
async function fit({ page, pane }: Stage, width: number): Promise<void> {
  await page.setViewportSize({ width, height: 600 });
  const height = await pane.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width, height });
}

/** Takes the pictures of one language; gives the files. */
export async function takeScreenshots(
  browser: Browser,
  dist: string,
  locale: Locale
): Promise<string[]> {
  mkdirSync(screenshotFolder, { recursive: true });
  const workbook = new Workbook();
  workbook.addSheet("Sheet1");
  const stage = await openStage(browser, { dist, locale, workbook, height: 1_500 });
  const files: string[] = [];
  for (const view of views) {
    await view.go(stage, textsOf(locale));
    for (const theme of themes) {
      await show(stage, theme);
      for (const width of widths) {
        await fit(stage, width);
        const file = path.join(screenshotFolder, `${view.name}-${locale}-${theme}-${width}.png`);
        await stage.screenshot(file);
        files.push(file);
      }
    }
  }
  await stage.close();
  return files;
}

/** Takes the guide's pictures of the pane from those of one language. */
function updateGuide(locale: Locale): void {
  for (const [view, name] of Object.entries(guidePictures)) {
    copyFileSync(
      path.join(screenshotFolder, `${view}-${locale}-light-${widths[0]}.png`),
      path.join(guideFolder, `${name}-${locale}.png`)
    );
  }
}

/** Takes the picture of the workbench in one language: the status sheet, and the pane after its run. */
async function pictureWorkbench(browser: Browser, dist: string, locale: Locale): Promise<void> {
  const { pane: said, sheets } = textsOf(locale);
  const size = { store: 300, width: 1_500, height: 860 };
  const workbench = await openWorkbench(browser, { dist, locale, ...size });
  const pane = await workbench.pane();
  const press = (name: string): Promise<void> =>
    pane.getByRole("button", { name, exact: true }).first().click({ timeout: longest });
  await press(said.run.start);
  await press(said.outcome.goTo(sheets.status.name));
  await press(said.outcome.dismiss);
  await pane.getByText(said.today.figures.base).waitFor({ timeout: longest });
  // The formulas of the sheet in front have their values, and the grid has drawn them.
  await workbench.cells(sheets.status.name, "A1");
  await workbench.page.waitForTimeout(1_000);
  await workbench.screenshot(path.join(guideFolder, `workbench-${locale}.png`));
  await workbench.close();
}

async function main(): Promise<void> {
  const found = await findBrowser();
  if (!found) throw new Error("Taking pictures needs Chrome, Edge, or Linux on x64.");
  const dist = await builtAddIn();
  for (const locale of ["zh-CN", "en-US"] as const) {
    const browser = await startBrowser(found, locale);
    const files = await takeScreenshots(browser, dist, locale);
    process.stdout.write(`${files.length} pictures in ${locale} in ${screenshotFolder}\n`);
    if (process.argv.includes("--docs")) {
      updateGuide(locale);
      await pictureWorkbench(browser, dist, locale);
    }
    await browser.close();
  }
}

if (require.main === module) void main();
