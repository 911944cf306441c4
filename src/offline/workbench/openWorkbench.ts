import { readFile } from "node:fs/promises";
import type { Browser, Frame, JSHandle, Locator, Page, Route } from "playwright-core";
import type { Locale } from "../../locale";
import type { Workbench } from "./page/workbench";
import { workbenchSite, type Site } from "./site";

const origin = "https://localhost:3443";
const longest = 60_000;

export interface OpenOptions {
  readonly locale?: Locale;
  /** Customers of the invented store to open; 0 opens an empty workbook. 200 when absent. */
  readonly store?: number;
  /** An `.xlsx` to open instead. */
  readonly file?: string;
  readonly theme?: "light" | "dark" | "contrast";
  readonly width?: number;
  readonly height?: number;
  /** The folder of a built add-in; built when absent. */
  readonly dist?: string;
}

/** The workbench in a browser, with the real pane in it. */
export interface OpenWorkbench {
  readonly page: Page;
  /**
   * What plays Excel, in the page: `inPage.evaluate(({ session }) => session.faults.failSync(1))`
   * reaches faults, counters and the workbook itself.
   */
  readonly inPage: JSHandle<Workbench>;
  /** What must stay empty: console errors, uncaught errors, refusals of the content security policy. */
  readonly complaints: readonly string[];
  /** Addresses outside the workbench that were asked for. */
  readonly strangers: readonly string[];
  /** The add-in's own document. After `openFile` or `setLanguage` it is another one. */
  pane(): Promise<Frame>;
  /** Values of cells as `Range.values` reads them; formulas are calculated first. */
  cells(sheet: string, address: string): Promise<unknown[][]>;
  /** What the cells show. */
  texts(sheet: string, address: string): Promise<string[][]>;
  sheetNames(): Promise<string[]>;
  /** Selects cells as a person does, by name: "A1" or "Sheet!A1:B2". */
  select(address: string): Promise<void>;
  /** Types into a cell of the grid with the keyboard and presses Enter. */
  type(sheet: string, address: string, text: string): Promise<void>;
  /** Presses the ribbon button with this label, or that runs this command. */
  press(command: string): Promise<void>;
  ribbonButton(label: string): Locator;
  /** The workbook as a file. */
  save(): Promise<Buffer>;
  /** Opens a file in place of what is open. */
  openFile(bytes: Buffer, name: string): Promise<void>;
  screenshot(file: string): Promise<void>;
  /** Failures of the stand-in itself and members that it does not have. */
  hostErrors(): Promise<string[]>;
  close(): Promise<void>;
}

let knownSite: Promise<Site> | undefined;

/** Opens the workbench page without a server or a certificate: playwright answers its addresses. */
export async function openWorkbench(
  browser: Browser,
  options: OpenOptions = {}
): Promise<OpenWorkbench> {
  const { locale = "zh-CN", theme = "light", store = 200, width = 1440, height = 900 } = options;
  knownSite ??= workbenchSite(options.dist);
  const site = await knownSite;
  const context = await browser.newContext({
    viewport: { width, height },
    locale,
    colorScheme: theme === "dark" ? "dark" : "light",
    forcedColors: theme === "contrast" ? "active" : "none",
    reducedMotion: "reduce",
  });
  const strangers: string[] = [];
  const complaints: string[] = [];
  await context.route("**/*", (route) => answer(route, site, strangers));
  const page = await context.newPage();
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  const what = store > 0 && !options.file ? `customers=${store}` : "open=empty";
  await page.goto(`${origin}/?lang=${locale}&${what}`);
  await page.waitForSelector("#pane iframe", { timeout: longest });
  const inPage = await page.evaluateHandle(() => window.workbench);

  const pane = async (): Promise<Frame> => {
    const frame = await (await page.waitForSelector("#pane iframe")).contentFrame();
    if (!frame) throw new Error("the page has no pane");
    await frame.waitForSelector("h1", { timeout: longest });
    return frame;
  };
  const openFile = async (bytes: Buffer, name: string): Promise<void> => {
    await inPage.evaluate(
      async (workbench, [text, called, language]) => {
        const content = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
        await workbench.openFile(content, called, language);
      },
      [bytes.toString("base64"), name, locale] as const
    );
    await pane();
  };
  /** Whether Excel soon is, or is not, in cell-edit mode. */
  const isTyping = (wanted: boolean): Promise<boolean> =>
    page
      .waitForFunction((mode) => window.workbench.session.faults.cellEditMode === mode, wanted, {
        timeout: 2_000,
      })
      .then(() => true)
      .catch(() => false);
  /** Clicks a cell and begins typing; false when the browser was not ready for it. */
  const beginTyping = async (sheet: string, address: string, first: string): Promise<boolean> => {
    await opened.select(`${sheet}!${address}`);
    const hasFocus = await page.evaluate(
      () => document.activeElement?.getAttribute("data-u-comp") === "editor"
    );
    // A second click on the same cell would be a double click, which edits what is there.
    if (!hasFocus) {
      const { x, y } = await inPage.evaluate((workbench) => workbench.pointOfSelection());
      await page.mouse.click(x, y);
    }
    const selected = await inPage.evaluate(({ workbook }) => workbook.selected.Address);
    if (!selected.endsWith(`!${address}`)) return false;
    await page.keyboard.type(first);
    return isTyping(true);
  };
  const opened: OpenWorkbench = {
    page,
    inPage,
    complaints,
    strangers,
    pane,
    openFile,
    cells: (sheet, address) =>
      inPage.evaluate(
        async (workbench, [name, where]) => {
          await workbench.settled();
          return workbench.workbook.sheet(name).values(where) as unknown[][];
        },
        [sheet, address] as const
      ),
    texts: (sheet, address) =>
      inPage.evaluate(
        async (workbench, [name, where]) => {
          await workbench.settled();
          return workbench.workbook.sheet(name).GetRange(where).Text as string[][];
        },
        [sheet, address] as const
      ),
    sheetNames: () => inPage.evaluate(({ workbook }) => workbook.sheets.map(({ Name }) => Name)),
    select: (address) => inPage.evaluate((workbench, where) => workbench.select(where), address),
    async type(sheet, address, text) {
      const [first = "", ...others] = text;
      let attempts = 1;
      while (!(await beginTyping(sheet, address, first))) {
        if (++attempts > 5) throw new Error(`${sheet}!${address} takes no typing`);
      }
      await page.keyboard.insertText(others.join(""));
      // The first Enter may go to a list of suggested functions that has just come up.
      attempts = 1;
      do {
        if (attempts++ > 5) throw new Error(`${sheet}!${address} stays in editing`);
        await page.keyboard.press("Enter");
      } while (!(await isTyping(false)));
    },
    ribbonButton: (label) => page.locator("#ribbon").getByRole("button", { name: label }),
    press: (command) => inPage.evaluate((workbench, id) => workbench.runCommand(id), command),
    async save() {
      const text = await inPage.evaluate(async (workbench) => {
        const bytes = await workbench.save();
        let binary = "";
        for (const byte of bytes) binary += String.fromCharCode(byte);
        return btoa(binary);
      });
      return Buffer.from(text, "base64");
    },
    screenshot: async (file) => void (await page.screenshot({ path: file })),
    hostErrors: () =>
      inPage.evaluate(({ session }) => session.hostErrors.map(({ message }) => message)),
    close: () => context.close(),
  };
  if (options.file) await openFile(await readFile(options.file), options.file);
  await pane();
  return opened;
}

function answer(route: Route, site: Site, strangers: string[]): Promise<void> {
  const url = new URL(route.request().url());
  const found = url.origin === origin ? site(url.pathname) : undefined;
  if (found) return route.fulfill(found);
  if (url.origin === origin) return route.fulfill({ status: 404 });
  strangers.push(url.href);
  return route.abort();
}
