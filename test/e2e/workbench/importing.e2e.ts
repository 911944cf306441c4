import { browserSuite, languagesOf } from "../browserSuite";
import { customerHeader, customers, early, gbkFile, late, may, orderHeader } from "./exports";
import { Walk } from "./walk";

/** A first day and a monthly refresh by files alone, on the workbench. */

const suite = browserSuite();

describe.each(languagesOf("zh-CN"))("importing in %s", (locale) => {
  const walk = new Walk(suite, locale, { store: 0 });
  const { importing: said } = walk.texts.pane;
  const { importing: sheets } = walk.texts.sheets;

  async function choose(...files: ReturnType<typeof gbkFile>[]): Promise<void> {
    const picker = (await walk.pane()).locator('input[type="file"][multiple]');
    await picker.setInputFiles(files);
    await walk.sees(said.files);
  }

  walk.test("an empty workbook is filled from two files of the system", async () => {
    await walk.press(said.toImport);
    await walk.expectGoodView();
    await choose(
      gbkFile("档案.csv", [customerHeader, ...customers]),
      gbkFile("工单.csv", [orderHeader, ...may])
    );
    await walk.expectGoodView();
    await walk.press(said.takeOver);
    await walk.done("takeOver");
    expect(await walk.rows(sheets.sheetNames.customers, "客户编号")).toHaveLength(30);
    const [first] = await walk.rows(sheets.sheetNames.orders, "工单号");
    expect(first).toMatchObject({ 工单号: "RO1001", 进厂日期: "2026-05-01", 应收金额: "300" });
    await walk.press(walk.texts.pane.cancel);
    await walk.sees(walk.texts.pane.preview.title);
  });

  walk.test("the next month's files are previewed, taken over, and taken back", async () => {
    await walk.press(said.toImport);
    await choose(
      gbkFile("6月上.csv", [orderHeader, ...early]),
      gbkFile("6月下.csv", [orderHeader, ...late])
    );
    await walk.sees(said.tables.inSeveralFiles("1"));
    await walk.press(said.tables.changes);
    await walk.sees(said.tables.change("319", "290"));
    await walk.sees(said.tables.change("已结算", "作废"));
    await walk.expectGoodView();
    const before = (await walk.shown(sheets.sheetNames.orders)).map((row) => row.slice(0, 8));
    await walk.press(said.takeOver);
    await walk.done("takeOver");
    const rows = await walk.rows(sheets.sheetNames.orders, "工单号");
    expect(rows.map((row) => row["工单号"]).slice(-2)).toEqual(["RO1021", "RO1022"]);
    expect(rows.map((row) => row["工单状态"])[18]).toBe("作废");
    expect(
      (await walk.rows(sheets.name, sheets.columns[2])).map((row) => row[sheets.columns[2]])
    ).toEqual(["档案.csv", "工单.csv", "6月上.csv", "6月下.csv"]);
    await walk.press(said.undo.button);
    await walk.expectGoodView();
    await walk.press(said.undo.yes);
    await walk.done("undoImport");
    const after = (await walk.shown(sheets.sheetNames.orders)).map((row) => row.slice(0, 8));
    expect(after).toEqual(before);
  });
});
