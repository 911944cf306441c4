/**
 * Pictures of the pane for people to look at: `npx tsx test/e2e/screenshots.ts` writes every place of
 * the pane in both languages, the themes and both widths to out/screenshots.
 */
import { mkdirSync } from "node:fs";
import path from "node:path";
import type { Browser } from "playwright-core";
import { textsOf, type Locale } from "../../src/locale";
import { Workbook } from "../host";
import { builtAddIn } from "../support/build";
import { findBrowser, startBrowser } from "../support/browser";
import { openStage, type PaneTheme, type Stage } from "./stage";

/** Where the pictures go. */
export const screenshotFolder = path.resolve(__dirname, "../../out/screenshots");

const themes: readonly PaneTheme[] = ["light", "dark", "contrast"];
const widths = [320, 350];
const longest = 60_000;

/** A place of the pane, and how a person gets there from the one before. */
interface Place {
  readonly name: string;
  readonly go: (stage: Stage, locale: Locale) => Promise<void>;
}

const places: readonly Place[] = [
  {
    name: "1-empty",
    go: async ({ pane }, locale) => {
      await pane.getByRole("button", { name: textsOf(locale).pane.empty.sample }).waitFor();
    },
  },
  {
    name: "2-preview",
    go: async ({ pane }, locale) => {
      const { empty, preview } = textsOf(locale).pane;
      await pane.getByRole("button", { name: empty.sample }).click();
      await pane.getByRole("heading", { name: preview.title }).waitFor({ timeout: longest });
    },
  },
  {
    name: "3-columns",
    go: async ({ pane }, locale) => {
      await pane
        .getByRole("button", { name: textsOf(locale).pane.sheets.columns })
        .first()
        .click();
    },
  },
  {
    name: "4-written",
    go: async ({ pane }, locale) => {
      const { sheets, run, outcome } = textsOf(locale).pane;
      await pane.getByRole("button", { name: sheets.columns }).first().click();
      await pane.getByRole("button", { name: run.start }).click();
      await pane.getByRole("button", { name: outcome.dismiss }).waitFor({ timeout: longest });
    },
  },
];

/** Shows `theme` in an open pane. */
async function show({ page, pane }: Stage, theme: PaneTheme): Promise<void> {
  await page.emulateMedia({
    colorScheme: theme === "dark" ? "dark" : "light",
    forcedColors: theme === "contrast" ? "active" : "none",
  });
  // The theme's styles follow the media query's event one frame later.
  await pane.waitForTimeout(150);
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
  for (const place of places) {
    await place.go(stage, locale);
    for (const theme of themes) {
      await show(stage, theme);
      for (const width of widths) {
        await stage.page.setViewportSize({ width, height: 1_500 });
        const file = path.join(screenshotFolder, `${place.name}-${locale}-${theme}-${width}.png`);
        await stage.screenshot(file);
        files.push(file);
      }
    }
  }
  await stage.close();
  return files;
}

async function main(): Promise<void> {
  const found = await findBrowser();
  if (!found) throw new Error("Taking pictures needs Chrome, Edge, or Linux on x64.");
  const dist = await builtAddIn();
  for (const locale of ["zh-CN", "en-US"] as const) {
    const browser = await startBrowser(found, locale);
    const files = await takeScreenshots(browser, dist, locale);
    process.stdout.write(`${files.length} pictures in ${locale} in ${screenshotFolder}\n`);
    await browser.close();
  }
}

if (require.main === module) void main();
