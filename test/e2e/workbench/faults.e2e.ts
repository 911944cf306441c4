import { answerWithinMs } from "../../../src/excel/session/session";
import type { TransportRefusal } from "../../../src/offline/host/bridge/faults";
import { workbenchTexts } from "../../../src/offline/workbench/page/texts";
import { browserSuite, describeThoroughly, patience } from "../browserSuite";
import { customersSheet, Walk } from "./walk";

/**
 * What can go wrong between the add-in and Excel, on the workbench: the message says what and what to
 * do, nothing that stands in a cell is lost, and the same button completes the work afterwards. In one
 * language: every refusal has its words in both by its type, and what is walked through is the same.
 */

const suite = browserSuite();

describeThoroughly("in trouble", () => {
  const locale = "zh-CN";
  const walk = new Walk(suite, locale, { store: 60 });
  const { pane: said, outcomes, reports, sheets, inputTables } = walk.texts;
  const { titles, reasons } = outcomes;
  const { names } = reports;
  const remark = "别打电话";
  /** Requests of one whole run, and which of those that write sheets is the largest. */
  let requests = 0;
  let largest = 0;

  suite.before(async () => {
    await walk.writeReports();
    // What a person has typed on one of the add-in's sheets, and must find there after everything.
    const header = await walk.rowOf(names.settings, inputTables.doNotDisturb.customer);
    const column = (await walk.shown(names.settings))[header - 1]?.indexOf(
      inputTables.doNotDisturb.note
    );
    const note = `${String.fromCharCode(65 + (column ?? 0))}${header + 1}`;
    await walk.workbench.type(names.settings, note, remark);
    await walk.quiet();
    await walk.workbench.inPage.evaluate(({ session }) => session.counters.reset());
    await update();
    await walk.done("updateAll");
    const bytes = await walk.workbench.inPage.evaluate(
      ({ session }) => session.counters.requestBytes
    );
    requests = bytes.length;
    // The second half of a run writes sheets; what it asks before holds no rows that could be halved.
    const writing = Math.floor(requests / 2);
    largest = 1 + bytes.indexOf(Math.max(...bytes.slice(writing)), writing);
  });

  /** A test in which the next request is one of the run that it starts. */
  const test = (sentence: string, body: () => Promise<void>): void =>
    walk.test(sentence, async () => {
      await walk.quiet();
      await body();
    });

  /** Presses the everyday button. */
  async function update(): Promise<void> {
    await walk.goTo("today");
    await walk.press(said.today.actions.updateAll);
  }

  /** The same button again: all sheets are whole, and what was typed is there. */
  async function expectRetryWorks(): Promise<void> {
    await walk.workbench.inPage.evaluate(({ session }) => session.faults.clear());
    await update();
    await walk.done("updateAll");
    const cells = (await walk.shown(names.settings)).flat();
    expect(cells.filter((cell) => cell === remark)).toHaveLength(1);
    const contents = Object.values(await everything()).flat(2);
    expect(contents).not.toContain(sheets.header.unfinished);
  }

  const everything = () => walk.everything();

  test("a cell that is being edited ends the run before anything is written", async () => {
    const before = await everything();
    const { page, inPage } = walk.workbench;
    await walk.workbench.select(`${customersSheet}!AY6`);
    const { x, y } = await inPage.evaluate((workbench) => workbench.pointOfSelection());
    await page.mouse.click(x, y);
    await page.keyboard.type("half");
    await page.waitForFunction(() => window.workbench.session.faults.cellEditMode);
    // The pane is pressed without taking the focus from the grid, as a ribbon key would.
    await (await walk.button(said.today.actions.updateAll)).dispatchEvent("click");
    const words = await walk.message(titles.cellBeingEdited);
    expect(words).toContain(reasons.cellBeingEdited);
    expect(words).toContain(outcomes.nothingWritten);
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => !window.workbench.session.faults.cellEditMode);
    expect(await walk.workbench.cells(customersSheet, "AY6")).toEqual([["half"]]);
    await inPage.evaluate(
      ({ workbook }, name) => workbook.sheet(name).user.clear("AY6"),
      customersSheet
    );
    expect(await everything()).toEqual(before);
    await expectRetryWorks();
  });

  test("a protected sheet is named and stays as it is", async () => {
    const protect = (on: boolean): Promise<void> =>
      walk.workbench.inPage.evaluate(
        ({ workbook }, [name, isOn]) => {
          const { user } = workbook.sheet(name);
          if (isOn) user.protectSheet();
          else user.unprotectSheet();
        },
        [names.reservoir, on] as const
      );
    const before = await everything();
    await protect(true);
    await update();
    const words = await walk.message(titles.sheetProtected);
    expect(words).toContain(`${reasons.sheetProtected}${names.reservoir}`);
    await walk.expectGoodView();
    expect(await everything()).toEqual(before);
    await protect(false);
    await expectRetryWorks();
  });

  test("a filter is named, kept, and nothing is written below it", async () => {
    const { inPage } = walk.workbench;
    await inPage.evaluate(
      ({ workbook }, [name, header]) => {
        const sheet = workbook.sheet(name);
        const corner = sheet.usedAddress().split(":").pop() ?? "";
        sheet.user.filterRange(`A${header}:${corner}`, "A", ["没有这样的客户"]);
      },
      [customersSheet, await walk.rowOf(customersSheet, "车牌号")] as const
    );
    const isFiltered = (): Promise<boolean> =>
      inPage.evaluate(
        ({ workbook }, name) => workbook.sheet(name).AutoFilter.IsDataFiltered,
        customersSheet
      );
    const before = await everything();
    await update();
    const words = await walk.message(titles.sheetFiltered);
    expect(words).toContain(`${reasons.sheetFiltered}${customersSheet}`);
    expect(await isFiltered()).toBe(true);
    expect(await everything()).toEqual(before);
    await inPage.evaluate(
      ({ workbook }, name) => workbook.sheet(name).user.clearFilters(),
      customersSheet
    );
    await expectRetryWorks();
  });

  test("a request that is too large is sent in halves, without a word", async () => {
    const before = await everything();
    await walk.workbench.inPage.evaluate(
      ({ session }, at) => session.faults.refuseSync(at, "RequestPayloadSizeLimitExceeded"),
      largest
    );
    await update();
    await walk.done("updateAll");
    const after = await everything();
    expect(after[customersSheet]).toEqual(before[customersSheet]);
    expect(Object.keys(after)).toEqual(Object.keys(before));
  });

  const refusals: readonly (readonly [TransportRefusal, keyof typeof titles])[] = [
    ["ResponsePayloadSizeLimitExceeded", "tooLarge"],
    ["RequestPayloadSizeLimitExceeded", "tooLarge"],
    ["AccessDenied", "accessDenied"],
    ["InvalidOrTimedOutSession", "failed"],
    ["ActivityLimitReached", "failed"],
  ];
  for (const [code, title] of refusals) {
    test(`Excel refuses with ${code}: it is said with its code, and nothing is written`, async () => {
      const before = await everything();
      await walk.workbench.inPage.evaluate(
        ({ session }, it) => session.faults.refuseSync(1, it),
        code
      );
      await update();
      const words = await walk.message(titles[title]);
      expect(words).toContain(outcomes.nothingWritten);
      expect(words).toContain(outcomes.errorCode(code));
      expect(await everything()).toEqual(before);
    });
  }

  test("after refusals the same button completes the work", () => expectRetryWorks());

  for (const applied of [false, true]) {
    const how = applied ? "has done it and says nothing" : "never does it";
    test(`a request that Excel ${how} ends the run after two minutes`, async () => {
      await hurry();
      await walk.workbench.inPage.evaluate(
        ({ session }, [at, done]) => session.faults.silenceSync(at, { applied: done }),
        [Math.round(requests * 0.6), applied] as const
      );
      await update();
      const words = await walk.message(titles.notAnswering);
      expect(words).toContain(reasons.notAnswering);
      await expectRetryWorks();
    });
  }

  test("a request that fails half-way leaves a list of what is written", async () => {
    await walk.workbench.inPage.evaluate(
      ({ session }, at) => session.faults.failSync(at, { afterActions: 3 }),
      Math.round(requests * 0.8)
    );
    await update();
    const words = await walk.message(titles.failed);
    expect(words).toContain(reasons.failed);
    expect(words).toContain(outcomes.partlyWritten(""));
    expect(words).toContain(outcomes.errorCode("GeneralException"));
    expect(words).toContain(customersSheet);
    await walk.expectGoodView();
    await expectRetryWorks();
  });

  test("a run that meets another workbook in front says so, and is completed once this one is back", async () => {
    const { inPage } = walk.workbench;
    const isInFront = (is: boolean): Promise<void> =>
      inPage.evaluate(({ workbook }, it) => {
        workbook.isInFront = it;
      }, is);
    await inPage.evaluate(
      ({ workbook }, name) => workbook.sheet(name).user.deleteSheet(),
      names.reservoir
    );
    await isInFront(false);
    await update();
    const words = await walk.message(titles.otherWorkbookInFront);
    expect(words).toContain(reasons.otherWorkbookInFront);
    await isInFront(true);
    await expectRetryWorks();
    expect(await walk.workbench.sheetNames()).toContain(names.reservoir);
  });

  test("a colleague who adds a row and types in the middle of a run finds both afterwards", async () => {
    const { inPage } = walk.workbench;
    const typed = "同事写的";
    const first = 1 + (await walk.rowOf(customersSheet, "车牌号"));
    await inPage.evaluate(
      ({ session, workbook }, [at, name, row, text]) =>
        session.faults.interrupt(at, () => {
          const { coauthor } = workbook.sheet(name);
          coauthor.insertRow(row);
          coauthor.type(`AY${row + 3}`, text);
        }),
      [Math.round(requests * 0.15), customersSheet, first, typed] as const
    );
    const rows = (await everything())[customersSheet]?.length ?? 0;
    await update();
    // The run begins anew by itself; where it has begun to write it says what moved.
    const pane = await walk.pane();
    const ended = [walk.texts.pane.tasks.updateAll.done, titles.rowsChanged];
    await pane
      .getByText(new RegExp(ended.join("|")))
      .first()
      .waitFor({ timeout: patience });
    await walk.press(walk.texts.pane.outcome.dismiss);
    await expectRetryWorks();
    const after = (await everything())[customersSheet] ?? [];
    expect(after.flat().filter((cell) => cell === typed)).toHaveLength(1);
    expect(after).toHaveLength(rows + 1);
    await inPage.evaluate(
      ({ workbook }, [name, row]) => {
        workbook.sheet(name).user.deleteRow(row);
        workbook.sheet(name).user.clear(`AY${row + 2}`);
      },
      [customersSheet, first] as const
    );
  });

  test("a workbook that finds no room on the disk is not saved, in words, and later it is", async () => {
    const { page } = walk.workbench;
    const before = await everything();
    const { save, notSaved } = workbenchTexts[locale];
    const bar = page.locator("#bar");
    await page.evaluate(() => {
      const usual = URL.createObjectURL.bind(URL);
      // What browsers throw where a blob finds no room.
      URL.createObjectURL = () => {
        URL.createObjectURL = usual;
        throw new DOMException("The quota has been exceeded.", "QuotaExceededError");
      };
    });
    await bar.getByRole("button", { name: save, exact: true }).click();
    await bar.getByText(notSaved).waitFor({ timeout: patience });
    expect(await everything()).toEqual(before);
    const saves = page.waitForEvent("download");
    await bar.getByRole("button", { name: save, exact: true }).click();
    expect((await saves).suggestedFilename()).toMatch(/\.xlsx$/);
  });

  /** Lets the two minutes for which the pane waits for an answer pass in three seconds. */
  async function hurry(): Promise<void> {
    const pane = await walk.pane();
    await pane.evaluate((long) => {
      const usual = window.setTimeout;
      const quick = (act: () => void, ms?: number): number => usual(act, ms === long ? 3_000 : ms);
      window.setTimeout = quick as typeof window.setTimeout;
    }, answerWithinMs);
  }
});
