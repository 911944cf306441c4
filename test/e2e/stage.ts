import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Browser, BrowserContext, Frame, Page, Route } from "playwright-core";
import { HostSession } from "../../src/offline/host/bridge/session";
import { readOfficeFile } from "../../src/offline/host/bridge/officeFiles";
import { floorRequirements } from "../../src/offline/host/bridge/requirements";
import { XdmHost } from "../../src/offline/host/bridge/xdm";
import { Workbook } from "../../src/offline/host";
import type { Locale } from "../../src/locale";

/** Where the pane stands, as webpack builds it by default; office.js wants its host on the same host name. */
const addinOrigin = "https://localhost:3000";
const hostOrigin = "https://localhost:8443";
const officeCdn = "https://appsforoffice.microsoft.com/lib/1/hosted/";

const contentTypes: Readonly<Record<string, string>> = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".xml": "application/xml",
};

export type PaneTheme = "light" | "dark" | "contrast";

export interface StageOptions {
  /** The folder with the built add-in. */
  readonly dist: string;
  readonly workbook?: Workbook;
  readonly locale?: Locale;
  readonly theme?: PaneTheme;
  /** Pixels; the pane is 320 wide in the narrowest Excel. */
  readonly width?: number;
  readonly height?: number;
  /** Prepares the page before the pane is opened in it. */
  readonly prepare?: (page: Page) => Promise<void>;
}

/** The real pane in a real browser, with the stand-in on Excel's side of the messages. */
export interface Stage {
  readonly workbook: Workbook;
  readonly session: HostSession;
  readonly page: Page;
  /** The add-in's own document. */
  readonly pane: Frame;
  /** What must stay empty: console errors, uncaught errors, refusals of the content security policy. */
  readonly complaints: readonly string[];
  /** Addresses that were asked for and belong neither to the add-in nor to office.js. */
  readonly strangers: readonly string[];
  /** Presses a ribbon button. */
  runCommand(id: string): Promise<void>;
  screenshot(file: string): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens the built pane in an iframe of a page that plays Excel on the web. No server and no
 * certificate: playwright answers all addresses, office.js's from its package.
 */
export async function openStage(browser: Browser, options: StageOptions): Promise<Stage> {
  const { locale = "zh-CN", theme = "light", width = 320, height = 900 } = options;
  const workbook = options.workbook ?? new Workbook();
  const session = new HostSession({
    root: workbook,
    webLimits: true,
    later: (task) => void setImmediate(task),
  });
  const host = new XdmHost({
    session,
    addinUrl: `${addinOrigin}/taskpane.html`,
    hostOrigin,
    requirements: floorRequirements,
    displayLanguage: locale,
  });
  const context = await browser.newContext({
    viewport: { width, height },
    locale,
    colorScheme: theme === "dark" ? "dark" : "light",
    forcedColors: theme === "contrast" ? "active" : "none",
    reducedMotion: "reduce",
  });
  const strangers: string[] = [];
  const complaints: string[] = [];
  await context.route("**/*", (route) => answer(route, options.dist, strangers));
  const page = await context.newPage();
  watch(page, complaints);
  await options.prepare?.(page);
  await relay(context, page, host);
  await page.goto(`${hostOrigin}/host.html`);
  await page.evaluate(
    ([name, url]) => {
      const frame = document.createElement("iframe");
      frame.name = name;
      frame.title = "RETAIN";
      frame.src = url;
      document.body.append(frame);
    },
    [host.frameName, host.frameUrl]
  );
  const pane = await paneOf(page);
  return {
    workbook,
    session,
    page,
    pane,
    complaints,
    strangers,
    runCommand: (id) => host.runCommand(id),
    screenshot: async (file) => {
      await page.screenshot({ path: file });
    },
    close: async () => {
      session.close();
      await context.close();
    },
  };
}

/** A page that shows nothing but the pane and passes its messages on. */
const hostPage = `<!doctype html><html><head><title>Excel</title><style>
html,body{margin:0;height:100%}iframe{display:block;border:0;width:100%;height:100%}
</style></head><body></body></html>`;

function answer(route: Route, dist: string, strangers: string[]): Promise<void> {
  const url = new URL(route.request().url());
  if (url.href === `${hostOrigin}/host.html`) {
    return route.fulfill({ contentType: "text/html", body: hostPage });
  }
  if (url.href.startsWith(officeCdn)) {
    const body = readOfficeFile(url.pathname.split("/hosted/")[1] ?? "");
    return route.fulfill({ contentType: "text/javascript; charset=utf-8", body });
  }
  const file = path.join(dist, path.normalize(decodeURIComponent(url.pathname)));
  if (url.origin === addinOrigin && file.startsWith(dist) && existsSync(file)) {
    const contentType = contentTypes[path.extname(file)] ?? "application/octet-stream";
    return route.fulfill({ contentType, body: readFileSync(file) });
  }
  strangers.push(url.href);
  return route.abort();
}

/** Carries the frame's messages to the stand-in in this process, and its answers back. */
async function relay(context: BrowserContext, page: Page, host: XdmHost): Promise<void> {
  await context.exposeFunction("toExcel", (data: unknown) => host.receive(data));
  await context.addInitScript((addin) => {
    if (window !== window.top) return;
    const excel = window as unknown as { toExcel: (data: unknown) => void };
    window.addEventListener("message", (event: MessageEvent) => {
      if (event.origin === addin) excel.toExcel(event.data);
    });
  }, addinOrigin);
  host.connect((text) => {
    const sent = page.evaluate(
      ([message, addin]) => window.frames[0]?.postMessage(message, addin),
      [text, addinOrigin]
    );
    // A message that arrives after the page was closed has no one to read it.
    sent.catch((error: unknown) => {
      if (!page.isClosed()) throw error;
    });
  });
}

function watch(page: Page, complaints: string[]): void {
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
}

async function paneOf(page: Page): Promise<Frame> {
  const element = await page.waitForSelector("iframe");
  const frame = await element.contentFrame();
  if (!frame) throw new Error("the host page has no frame");
  await frame.waitForSelector("h1");
  return frame;
}
