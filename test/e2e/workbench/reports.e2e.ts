import { loadXlsx, saveXlsx } from "../../../src/offline/host/xlsx";
import { browserSuite, describeThoroughly, languagesOf } from "../browserSuite";
import { Walk } from "./walk";

/** 报表 on the workbench: sheets made one by one and together, and advisors' books out and back. */

const suite = browserSuite();

describeThoroughly.each(languagesOf("zh-CN"))("the reports in %s", (locale) => {
  const walk = new Walk(suite, locale, { store: 100 });
  const { pane: said, reports, inputTables, vocabulary, sheets } = walk.texts;
  const { records } = inputTables;
  const { names } = reports;
  const { books } = said.reports;
  const planned = () => walk.rows(names.records, records.number);
  walk.beforeWithReports();

  const deleteSheet = (name: string): Promise<void> =>
    walk.workbench.inPage.evaluate(
      ({ workbook }, it) => workbook.sheet(it).user.deleteSheet(),
      name
    );

  walk.test("a sheet that was deleted is made again alone, and is one click away", async () => {
    const before = await walk.shown(names.reservoir);
    await deleteSheet(names.reservoir);
    const others = await walk.workbench.sheetNames();
    await walk.goTo("reports");
    await walk.expectGoodView();
    await walk.press(said.reports.generateNamed(names.reservoir));
    await walk.done("report");
    // All but when it was generated.
    const body = (rows: string[][]): string[][] => rows.slice(8);
    expect(body(await walk.shown(names.reservoir))).toEqual(body(before));
    expect(new Set(await walk.workbench.sheetNames())).toEqual(
      new Set([...others, names.reservoir])
    );
    await walk.press(said.reports.goToNamed(names.reservoir));
    await walk.seesSheet(names.reservoir);
  });

  walk.test("all sheets are made again at once", async () => {
    await deleteSheet(names.loss);
    await deleteSheet(names.care);
    await walk.press(said.reports.all);
    await walk.done("updateAll");
    expect(await walk.workbench.sheetNames()).toEqual(
      expect.arrayContaining([names.loss, names.care])
    );
    expect(await walk.workbench.cells(sheets.status.name, "A1")).toEqual([[sheets.status.title]]);
  });

  walk.test(
    "an advisor's book goes out with his rows, and comes back into the record",
    async () => {
      await walk.goTo("today");
      await walk.press(said.today.actions.morningPlan);
      await walk.done("morningPlan");
      await walk.goTo("reports");
      const rows = await planned();
      const choice = await walk.field(books.advisor);
      const advisor = await choice.inputValue();
      const own = rows.filter((row) => row[records.advisor] === advisor);
      expect(own.length).toBeGreaterThan(1);
      // The workbench has no second window: it downloads what Excel would open.
      const opens = walk.workbench.page.waitForEvent("download");
      await walk.press(books.handOut);
      await walk.message(walk.texts.outcomes.titles.bookOpened);
      expect((await opens).suggestedFilename()).toMatch(/\.xlsx$/);
      await walk.press(said.outcome.dismiss);
      const [file = ""] = await walk.workbench.inPage.evaluate(({ workbook }) =>
        workbook.opened.map((bytes) =>
          btoa(bytes.reduce((all, byte) => all + String.fromCharCode(byte), ""))
        )
      );

      const book = await loadXlsx(Buffer.from(file, "base64"));
      const page = book.sheets.find((sheet) => sheet.tables.length > 0);
      if (!page) throw new Error("the book has no table");
      const { rect } = page.tables[0]!;
      const column = (header: string): number =>
        Array.from({ length: rect.columns }, (_, i) => rect.column + i).find(
          (at) => page.shownText(rect.row, at) === header
        ) ?? -1;
      const numbers = Array.from({ length: rect.rows - 1 }, (_, i) =>
        page.shownText(rect.row + 1 + i, column(records.number))
      );
      expect(numbers.filter((number) => number !== "")).toEqual(
        own.map((row) => row[records.number])
      );
      const { refused, considering } = vocabulary.results;
      page.cells.setValue(rect.row + 1, column(records.result), refused);
      page.cells.setValue(rect.row + 1, column(records.note), "改天再约");
      const [first] = own;
      const at = await walk.rowOf(names.records, first?.[records.number] ?? "");
      const header =
        (await walk.shown(names.records)).find((row) => row.includes(records.result)) ?? [];
      const letter = String.fromCharCode(65 + header.indexOf(records.result));
      await walk.workbench.type(names.records, `${letter}${at}`, considering);

      const pane = await walk.pane();
      await pane.locator('input[type="file"]').setInputFiles({
        name: "顾问.xlsx",
        mimeType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        buffer: Buffer.from(await saveXlsx(book)),
      });
      await walk.sees(books.conflicts("1"));
      await walk.expectGoodView();
      await (await walk.field(books.fromBook(refused))).check();
      await walk.press(books.write);
      await walk.sees(books.collect);
      const merged = (await planned()).find(
        (row) => row[records.number] === first?.[records.number]
      );
      expect(merged?.[records.result]).toBe(refused);
      expect(merged?.[records.note]).toBe("改天再约");
    }
  );

  walk.test("where no window may be opened the book is downloaded, and words say so", async () => {
    const { inPage, page } = walk.workbench;
    const opensBooks = (may: boolean): Promise<void> =>
      inPage.evaluate(({ workbook }, it) => {
        workbook.opensBooks = it;
      }, may);
    await opensBooks(false);
    const advisor = await (await walk.field(books.advisor)).inputValue();
    const downloads = page.waitForEvent("download");
    await walk.press(books.handOut);
    const words = await walk.message(walk.texts.outcomes.titles.bookNotOpened);
    const name = (await downloads).suggestedFilename();
    expect(name).toContain(advisor);
    expect(words).toContain(name);
    await opensBooks(true);
  });
});
