import type { Browser } from "playwright-core";
import { locales, type Locale } from "../../src/locale";
import { builtAddIn } from "../../src/offline/workbench/build";
import { findBrowser, startBrowser } from "../support/browser";

/** How long a test may take, and within it one thing that is waited for; milliseconds. */
export const longest = 120_000;
export const patience = 120_000;

/** What a browser test starts from. */
export interface Ready {
  readonly browser: Browser;
  /** The folder of the built add-in. */
  readonly dist: string;
}

/** The tests of one file that need a browser. */
export interface BrowserSuite {
  /** Does something before the tests of a group. */
  before(body: (ready: Ready) => Promise<void>): void;
  /** A test that counts as skipped, visibly, on a machine without a browser. */
  test(sentence: string, body: (ready: Ready) => Promise<void>): void;
}

/** Whether everything is walked through, however long that takes: `npm run test:e2e`. */
const walksAll = (): boolean => process.env["E2E_LOCALES"] === "all";

/**
 * The languages in which a suite walks through the add-in: one in `npm test`, which has to end within
 * minutes, both in `npm run test:e2e`.
 */
export const languagesOf = (everyday: Locale): readonly Locale[] =>
  walksAll() ? locales : [everyday];

/** A group that takes too long for `npm test`, where it counts as skipped, visibly. */
export const describeThoroughly = walksAll() ? describe : describe.skip;

/** Starts one browser for the tests of a file and closes it after them. */
export function browserSuite(): BrowserSuite {
  let ready: Ready | undefined;
  let skipped = 0;

  beforeAll(async () => {
    const found = await findBrowser();
    if (found) ready = { dist: await builtAddIn(), browser: await startBrowser(found) };
  }, 3 * longest);

  afterAll(async () => {
    await ready?.browser.close();
    if (skipped > 0) process.stdout.write(`${skipped} browser tests skipped: no browser here\n`);
  });

  return {
    before: (body) => {
      beforeAll(async () => {
        if (ready) await body(ready);
      }, 3 * longest);
    },
    test: (sentence, body) => {
      test(
        sentence,
        async () => {
          if (ready) await body(ready);
          else skipped += 1;
        },
        3 * longest
      );
    },
  };
}
