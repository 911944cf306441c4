import { LivedInStore, base } from "../../test/support/livedInStore";
import { calculateAll } from "../../test/support/calculateAll";
import { cellRef } from "../reports/plan";
import { actions } from "./allActions";

/** People may show a totals row under any table (Table Design, "Total Row"). */

jest.setTimeout(240_000);

let store: LivedInStore;
beforeAll(async () => {
  store = await LivedInStore.open();
});
afterAll(() => store.close());

const ours = ["RETAIN_records", "RETAIN_ledger", "RETAIN_targets", "RETAIN_advisors"];
const label = "我的合计";

/** A totals row under each of our tables that is there, with a label and a sum of the user's own. */
function showTotals(): string[] {
  const there = ours.filter((name) => store.workbook.allTables().some((it) => it.name === name));
  for (const name of there) {
    store.workbook.table(name).ShowTotals = true;
    const { sheet, rect } = store.workbook.table(name);
    const row = rect.row + rect.rows - 1;
    sheet.user.type(cellRef(row, rect.column), label);
    sheet.user.type(cellRef(row, rect.column + 1), "=1+1");
  }
  calculateAll(store.workbook);
  return there;
}

function requireTotals(names: readonly string[]): void {
  for (const name of names) {
    const { sheet, rect, showTotals: shown } = store.workbook.table(name);
    const row = rect.row + rect.rows - 1;
    const { cells } = sheet;
    const stands = [cells.value(row, rect.column), cells.formula(row, rect.column + 1)];
    expect([name, shown, ...stands]).toEqual([name, true, label, "=1+1"]);
  }
}

test("rows are added above the totals rows of tables that live, once, and what was typed stays", async () => {
  store.goTo("dealt");
  await actions.updateAll({ ...base, reports: ["records"] });
  const names = showTotals();
  expect(names.length).toBeGreaterThan(2);
  store.sellCar(base.asOf - 1);
  for (let run = 0; run < 2; run += 1) {
    expect(await actions.makeMorningPlan(base)).toMatchObject({ kind: "done" });
    requireTotals(["RETAIN_records", "RETAIN_ledger"]);
  }
  const numbers = store.user.cells("records", "number").filter((it) => it !== "" && it !== label);
  expect(numbers.length).toBeGreaterThan(2);
  expect(new Set(numbers).size).toBe(numbers.length);
  expect(await actions.nightlyTally(base)).toMatchObject({ kind: "done" });
  requireTotals(["RETAIN_records", "RETAIN_ledger"]);
});

test("a call and a row that were typed are kept where the tables have totals rows, and nothing is lost", async () => {
  store.goTo("lived");
  showTotals();
  expect(await actions.updateAll(base)).toMatchObject({ kind: "done" });
  store.requireNothingLost();
  requireTotals(["RETAIN_records", "RETAIN_ledger"]);
  const customer = String(store.user.cell("records", 2, "customer"));
  expect(await actions.recordCall({ key: customer, result: "considering" }, base)).toMatchObject({
    kind: "done",
  });
  store.requireNothingLost();
  requireTotals(["RETAIN_records", "RETAIN_ledger"]);
});
