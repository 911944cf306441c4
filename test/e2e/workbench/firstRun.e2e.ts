import { browserSuite, languagesOf } from "../browserSuite";
import { Walk, customersSheet } from "./walk";

/** 首次使用 on the workbench: from nothing to the first classification columns. */

const suite = browserSuite();

describe.each(languagesOf("en-US"))("a workbook without data in %s", (locale) => {
  const walk = new Walk(suite, locale, { store: 0 });
  const { pane: said } = walk.texts;

  walk.test(
    "the sample store is put into two sheets and counted before a cell is written",
    async () => {
      await walk.sees(said.empty.title);
      await walk.expectGoodView();
      await walk.press(said.empty.sample);
      await walk.sees(said.preview.title);
      const [own, customers, orders] = await walk.workbench.sheetNames();
      expect([own, customers, orders].filter(Boolean)).toHaveLength(3);
      expect(customers).toBe(customersSheet);
      const sheet = await walk.workbench.inPage.evaluate(
        ({ workbook }, name) => workbook.sheet(name).usedAddress(),
        customersSheet
      );
      // Title, header, 3,000 customers and a footer below them.
      expect(Number(/(\d+)$/.exec(sheet)?.[1])).toBeGreaterThan(3_000);
      await walk.sees("3,000");
      await walk.expectGoodView();
    }
  );
});

describe.each(languagesOf("en-US"))("a store's own workbook in %s", (locale) => {
  const walk = new Walk(suite, locale, { store: 60 });
  const { pane: said, data, sheets } = walk.texts;
  const { customerFields } = data;
  const plateHeader = "车牌号";

  walk.test(
    "a column taken for another field is remembered and changes what is written",
    async () => {
      await walk.sees(said.preview.title);
      await walk.press(said.sheets.columns);
      await walk.expectGoodView();
      const choice = await walk.field(said.sheets.fieldOf(plateHeader));
      expect(await choice.inputValue()).toBe("plate");
      await choice.selectOption("address");
      await walk.sees(said.sheets.confidence.saved);
      expect(await choice.inputValue()).toBe("address");
      const opened = await walk.workbench.save();
      await walk.workbench.openFile(opened, "again.xlsx");
      await walk.press(said.sheets.columns);
      const again = await walk.field(said.sheets.fieldOf(plateHeader));
      expect(await again.inputValue()).toBe("address");
      await again.selectOption({ label: customerFields.plate });
      await walk.sees(said.sheets.confidence.saved);
    }
  );

  walk.test(
    "the first run writes a status for every customer beside what the store has",
    async () => {
      const before = await walk.contents(customersSheet);
      await walk.writeReports();
      const after = await walk.contents(customersSheet);
      const width = before[0]?.length ?? 0;
      expect(after.map((row) => row.slice(0, width))).toEqual(before);
      const written = await walk.rows(customersSheet, plateHeader);
      const statuses = new Set<string>(Object.values(data.statuses));
      const found = written.map((row) => row[sheets.columns.status] ?? "");
      expect(found.filter((status) => statuses.has(status)).length).toBeGreaterThan(50);
    }
  );
});
