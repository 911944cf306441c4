import { browserSuite, languagesOf } from "../browserSuite";
import {
  customerHeader,
  customers,
  early,
  gbkFile,
  late,
  may,
  orderHeader,
  type Row,
} from "./exports";
import { Walk } from "./walk";

/** A manager's month: what the system exported last month stands in the workbook, two files come anew. */

const suite = browserSuite();

/** The orders as a system would export them at the end of June, all in one file. */
const corrected = early[0];
const voided = late[1];
const everything: Row[] = [
  ...may.map((row) => [corrected, voided].find(([number]) => number === row[0]) ?? row),
  early[1],
  late[2],
];

/** A cell without the minute of the run that wrote it. */
const withoutTime = (cell: unknown): unknown =>
  typeof cell === "string" ? cell.replace(/\d{4}-\d{2}-\d{2} \d{2}:\d{2}/g, "…") : cell;

type Contents = Readonly<Record<string, unknown[][]>>;

describe.each(languagesOf("zh-CN"))("a monthly refresh in %s", (locale) => {
  const walk = new Walk(suite, locale, { store: 0 });
  const whole = new Walk(suite, locale, { store: 0 });
  const { importing: said } = walk.texts.pane;
  const { importing: sheets } = walk.texts.sheets;

  type Files = readonly ReturnType<typeof gbkFile>[];

  async function choose(on: Walk, files: Files): Promise<void> {
    await on.press(said.toImport);
    const picker = (await on.pane()).locator('input[type="file"][multiple]');
    await picker.setInputFiles([...files]);
    await on.sees(said.files);
  }

  /** Takes the first files into an empty workbook, and lets all reports be written. */
  async function start(on: Walk, files: Files): Promise<void> {
    await choose(on, files);
    await on.press(said.takeOver);
    await on.done("takeOver");
    await on.press(on.texts.pane.cancel);
    await on.writeReports();
  }

  /** Leaves the files and brings all reports up to date. */
  async function update(on: Walk): Promise<void> {
    await on.press(on.texts.pane.cancel);
    await on.goTo("today");
    await on.press(on.texts.pane.today.actions.updateAll);
    await on.done("updateAll");
  }

  /** Every sheet but the record of imports, which tells how the rows came. */
  async function figures(on: Walk): Promise<Contents> {
    const all = Object.entries(await on.everything());
    const others = all.filter(([name]) => name !== sheets.name);
    return Object.fromEntries(
      others.map(([name, rows]) => [name, rows.map((row) => row.map(withoutTime))])
    );
  }

  let afterMay: Contents;

  walk.test(
    "the first month is imported into an empty workbook, and all reports stand",
    async () => {
      await start(walk, [
        gbkFile("档案.csv", [customerHeader, ...customers]),
        gbkFile("5月.csv", [orderHeader, ...may]),
      ]);
      afterMay = await figures(walk);
      expect(Object.keys(afterMay).length).toBeGreaterThan(10);
    }
  );

  walk.test(
    "the preview of the next month says what is new, corrected, void and twice",
    async () => {
      await walk.goTo("settings");
      await choose(walk, [
        gbkFile("6月上.csv", [orderHeader, ...early]),
        gbkFile("6月下.csv", [orderHeader, ...late]),
      ]);
      await walk.sees(said.sourceCounts("1", "1", "0"));
      await walk.sees(said.sourceCounts("1", "1", "1"));
      await walk.sees(said.tables.inSeveralFiles("1"));
      await walk.press(said.tables.changes);
      await walk.sees(said.tables.change("319", "290"));
      await walk.sees(said.tables.change("已结算", "作废"));
    }
  );

  walk.test(
    "taken over it gives the figures of a workbook with everything in one sheet",
    async () => {
      await walk.press(said.takeOver);
      await walk.done("takeOver");
      await update(walk);
      await start(whole, [
        gbkFile("档案.csv", [customerHeader, ...customers]),
        gbkFile("上半年.csv", [orderHeader, ...everything]),
      ]);
      const [refreshed, inOne] = [await figures(walk), await figures(whole)];
      expect(Object.keys(refreshed)).toEqual(Object.keys(inOne));
      for (const name of Object.keys(inOne))
        expect([name, refreshed[name]]).toEqual([name, inOne[name]]);
      expect(refreshed).not.toEqual(afterMay);
    }
  );

  walk.test("taken back it gives the figures of the first month", async () => {
    await walk.goTo("settings");
    await walk.press(said.toImport);
    await walk.press(said.undo.button);
    await walk.press(said.undo.yes);
    await walk.done("undoImport");
    await update(walk);
    const back = await figures(walk);
    for (const name of Object.keys(afterMay))
      expect([name, back[name]]).toEqual([name, afterMay[name]]);
  });
});
