import { LivedInStore, base } from "../../test/support/livedInStore";
import type { InputTableId } from "../intake";
import { textsOf } from "../locale";
import { relativeFormula } from "../offline/host/model/shift";
import { actions } from "./allActions";
import { tableColumnMark } from "./footprint";

/** Workbooks of the version whose living tables had links as names, and no column of jumps. */

jest.setTimeout(240_000);

const living = ["records", "ledger", "surveyAnswers"] as const satisfies InputTableId[];
const { inputTables } = textsOf("zh-CN");

let store: LivedInStore;
beforeAll(async () => {
  store = await LivedInStore.open();
  store.goTo("lived");
  await actions.updateAll(base);
});
afterAll(() => store.close());

const tableOf = (id: InputTableId) => store.workbook.table(`RETAIN_${id}`);
const places = (id: InputTableId): number[] =>
  Array.from({ length: tableOf(id).rect.columns }, (_, at) => at);

/** Makes of a table what that version left: no jumps, and another formula in every name. */
function age(id: (typeof living)[number]): void {
  const { workbook } = store;
  tableOf(id).Columns.$item(inputTables[id].jump)?.Delete();
  workbook.names.find(({ Name }) => Name === tableColumnMark(id, "jump"))?.Delete();
  workbook.deletedNames.clear();
  const { sheet, body } = tableOf(id);
  const names = places(id).find((at) => tableOf(id).columnName(at) === inputTables[id].name);
  for (let row = body.row; names !== undefined && row < body.row + body.rows; row++) {
    const column = body.column + names;
    const shown = sheet.cells.value(row, column);
    if (typeof shown !== "string") continue;
    sheet.cells.setFormula(row, column, `=HYPERLINK("#'客户档案'!A${row}","${shown}")`, shown);
  }
}

test("get the column at the right end with the next run, names become values, and nothing that was typed is lost", async () => {
  const before = living.map((id) => [tableOf(id).rect.rows, tableOf(id).rect.columns]);
  for (const id of living) age(id);
  expect(living.map((id) => tableOf(id).rect.columns)).toEqual(before.map(([, it]) => it! - 1));
  expect(await actions.updateAll(base)).toMatchObject({ kind: "done" });
  living.forEach((id, at) => {
    const { sheet, body, rect } = tableOf(id);
    expect([id, rect.rows, rect.columns]).toEqual([id, ...before[at]!]);
    expect([id, tableOf(id).columnName(rect.columns - 1)]).toEqual([id, inputTables[id].jump]);
    const rows = Array.from({ length: body.rows }, (_, row) => body.row + row);
    const last = rect.column + rect.columns - 1;
    const jumps = rows.map((row) =>
      relativeFormula(sheet.cells.formula(row, last) ?? "", row, last)
    );
    expect([id, new Set(jumps).size, jumps[0]]).toEqual([id, 1, expect.stringContaining("MATCH")]);
    for (const column of places(id).slice(0, -1)) {
      const formulas = rows.filter((row) => sheet.cells.formula(row, rect.column + column));
      expect([id, tableOf(id).columnName(column), formulas]).toEqual([
        id,
        tableOf(id).columnName(column),
        [],
      ]);
    }
  });
  store.requireNothingLost();
});
