import { LivedInStore, base } from "../../../test/support/livedInStore";
import { cellRef } from "../../reports/plan";
import { textsOf } from "../../locale";
import { actions } from "../allActions";

jest.setTimeout(240_000);

let store: LivedInStore;
beforeAll(async () => {
  store = await LivedInStore.open();
  store.goTo("lived");
  await actions.updateAll(base);
});
afterAll(() => store.close());

test("every list of customers names the customer of the selected row, also where Excel tells no selection", async () => {
  const { workbook } = store;
  workbook.tellsSelection = false;
  const header = textsOf("zh-CN").sheets.lists.customer;
  const tables = workbook.allTables().filter((table) => {
    const columns = Array.from({ length: table.rect.columns }, (_, at) => table.columnName(at));
    return columns.includes(header);
  });
  expect(tables.length).toBeGreaterThan(6);
  for (const { sheet, rect, name } of tables) {
    const at = Array.from({ length: rect.columns }, (_, j) => j).find(
      (j) => sheet.cells.value(rect.row, rect.column + j) === header
    );
    const key = String(sheet.cells.value(rect.row + 1, rect.column + (at ?? 0)) ?? "");
    sheet.user.activate();
    sheet.user.select(cellRef(rect.row + 1, rect.column));
    const selected = await actions.readSelection();
    expect([name, selected?.key]).toEqual([name, key === "" ? undefined : key]);
    expect([name, selected?.row]).toEqual([name, key === "" ? undefined : rect.row + 1]);
  }
});

test("a row of the customer sheet names its customer, and a cell beside all lists nobody", async () => {
  const { workbook } = store;
  const sheet = workbook.sheet("客户档案");
  sheet.user.activate();
  sheet.user.select("A1");
  expect(await actions.readSelection()).toBeUndefined();
});
