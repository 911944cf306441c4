import type { Frame, Locator } from "playwright-core";
import { textsOf, type Locale } from "../../../src/locale";
import type { Place, Task } from "../../../src/taskpane/store";
import {
  openWorkbench,
  type OpenOptions,
  type OpenWorkbench,
} from "../../../src/offline/workbench/openWorkbench";
import { patience, type BrowserSuite, type Ready } from "../browserSuite";
import { cutTexts, viewFaults } from "../viewFaults";

/** The customer sheet of the invented store. */
export const customersSheet = "客户档案";

/** A row of a table by its headers, as its cells show it. */
export type ShownRow = Readonly<Record<string, string>>;

/** A person who walks through the workbench: one open workbook for the tests of a group. */
export class Walk {
  readonly texts;
  private opened: OpenWorkbench | undefined;

  constructor(
    private readonly suite: BrowserSuite,
    locale: Locale,
    options: Omit<OpenOptions, "locale" | "dist"> = {}
  ) {
    this.texts = textsOf(locale);
    suite.before(async ({ browser, dist }) => {
      this.opened = await openWorkbench(browser, { ...options, dist, locale });
    });
    afterAll(() => this.opened?.close());
  }

  get workbench(): OpenWorkbench {
    if (!this.opened) throw new Error("the workbench is not open yet");
    return this.opened;
  }

  /** A test that ends without a console error, a stranger's address, or a defect of the stand-in. */
  test(sentence: string, body: (ready: Ready) => Promise<void>): void {
    this.suite.test(sentence, async (ready) => {
      await body(ready);
      expect(this.workbench.complaints).toEqual([]);
      expect(this.workbench.strangers).toEqual([]);
      expect(await this.workbench.hostErrors()).toEqual([]);
    });
  }

  /** Lets everything be written before the first test. */
  beforeWithReports(): void {
    this.suite.before(() => this.writeReports());
  }

  async writeReports(): Promise<void> {
    await this.press(this.texts.pane.run.start);
    await this.done("updateAll");
  }

  pane(): Promise<Frame> {
    return this.workbench.pane();
  }

  /** Presses the pane's first button of that name. */
  async press(name: string): Promise<void> {
    await (await this.button(name)).click({ timeout: patience });
  }

  async button(name: string): Promise<Locator> {
    return (await this.pane()).getByRole("button", { name, exact: true }).first();
  }

  /** The field with that label. */
  async field(label: string): Promise<Locator> {
    return (await this.pane()).getByLabel(label, { exact: true }).first();
  }

  async goTo(place: Place): Promise<void> {
    await (await this.pane()).getByRole("tab", { name: this.texts.pane.places[place] }).click();
  }

  /** Waits until the pane shows this text. */
  async sees(text: string | RegExp): Promise<void> {
    await (
      await this.pane()
    )
      .getByText(text, typeof text === "string" ? { exact: true } : {})
      .first()
      .waitFor({ timeout: patience });
  }

  /** Waits until the pane no longer shows this text. */
  async seesNoMore(text: string): Promise<void> {
    await (
      await this.pane()
    )
      .getByText(text, { exact: true })
      .first()
      .waitFor({ state: "detached", timeout: patience });
  }

  /** Waits until the sheet of that name is in front. */
  async seesSheet(name: string): Promise<void> {
    await this.workbench.page.waitForFunction(
      (it) => window.workbench.workbook.activeWorksheet.Name === it,
      name
    );
  }

  /** Waits for the message with this title, and gives its whole text. */
  async message(title: string): Promise<string> {
    const pane = await this.pane();
    const bar = pane.getByRole("group").filter({ has: pane.getByText(title, { exact: true }) });
    await bar.first().waitFor({ timeout: patience });
    return (await bar.first().textContent()) ?? "";
  }

  /** Waits for the message of something that went well, and closes it. */
  async done(task: Task): Promise<void> {
    await this.message(this.texts.pane.tasks[task].done);
    await this.press(this.texts.pane.outcome.dismiss);
  }

  /**
   * Waits until the pane has sent nothing for a while: what it asks for by itself after a run would
   * else count among the requests that are to fail.
   */
  async quiet(): Promise<void> {
    await this.workbench.inPage.evaluate(async ({ session: { counters } }) => {
      for (let known = -1; known !== counters.syncs;) {
        known = counters.syncs;
        await new Promise((go) => setTimeout(go, 300));
      }
    });
  }

  /**
   * Nothing is cut in the pane at its width in Excel and at its narrowest, and axe finds nothing. What the
   * pane reads by itself enables buttons when it is there: in the midst of that axe sees two states in one.
   */
  async expectGoodView(): Promise<void> {
    await this.quiet();
    const pane = await this.pane();
    expect(await cutTexts(pane)).toEqual([]);
    const place = this.workbench.page.locator("#pane");
    await place.evaluate((it) => {
      it.style.width = "320px";
    });
    expect(await viewFaults(pane)).toEqual([]);
    await place.evaluate((it) => it.removeAttribute("style"));
  }

  /** Everything that stands on a sheet, by rows from A1. */
  async contents(sheet: string): Promise<unknown[][]> {
    return (await this.everything([sheet]))[sheet] ?? [];
  }

  /** The contents of some sheets or of all, to see that nothing was changed. */
  everything(only?: readonly string[]): Promise<Readonly<Record<string, unknown[][]>>> {
    return this.workbench.inPage.evaluate(async (workbench, wanted) => {
      await workbench.settled();
      const { sheets } = workbench.workbook;
      const read = sheets.filter(({ Name }) => wanted?.includes(Name) ?? true);
      return Object.fromEntries(
        read.map((sheet) => {
          const corner = sheet.usedAddress().split(":").pop() ?? "";
          return [sheet.Name, corner === "" ? [] : (sheet.values(`A1:${corner}`) as unknown[][])];
        })
      );
    }, only);
  }

  /** What the cells of a sheet show, by rows from A1. */
  async shown(sheet: string): Promise<string[][]> {
    return this.workbench.inPage.evaluate(async (workbench, name) => {
      await workbench.settled();
      const page = workbench.workbook.sheet(name);
      const { row, column, rows, columns } = page.GetUsedRange().rect;
      return Array.from({ length: row + rows }, (_, y) =>
        Array.from({ length: column + columns }, (__, x) => page.shownText(y, x))
      );
    }, sheet);
  }

  /** The filled rows below the header row that has `header`, up to the first blank one. */
  async rows(sheet: string, header: string): Promise<ShownRow[]> {
    const all = await this.shown(sheet);
    const at = all.findIndex((row) => row.includes(header));
    if (at < 0) throw new Error(`${sheet} has no header ${header}`);
    const headers = all[at] ?? [];
    const below = all.slice(at + 1);
    const end = below.findIndex((row) => row.every((cell) => cell === ""));
    return below
      .slice(0, end < 0 ? undefined : end)
      .map((row) => Object.fromEntries(headers.map((it, column) => [it, row[column] ?? ""])));
  }

  /** The one-based row of a sheet in which a cell shows this. */
  async rowOf(sheet: string, text: string): Promise<number> {
    const at = (await this.shown(sheet)).findIndex((row) => row.includes(text));
    if (at < 0) throw new Error(`no row of ${sheet} has ${text}`);
    return at + 1;
  }
}
