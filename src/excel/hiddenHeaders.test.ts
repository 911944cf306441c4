import { LivedInStore, advisors, base } from "../../test/support/livedInStore";
import { actions } from "./allActions";

/** People may hide the header row of any table (Table Design, "Header Row"). */

jest.setTimeout(240_000);

let store: LivedInStore;
beforeAll(async () => {
  store = await LivedInStore.open();
});
afterAll(() => store.close());
beforeEach(() => store.goTo("lived"));

const hideHeaders = (name: string, hide: boolean): void => {
  store.workbook.table(name).ShowHeaders = !hide;
};

test("a user's own table without a header row is left alone", async () => {
  const sheet = store.workbook.sheet("说明");
  const own = [
    ["A1", "名单"],
    ["A2", "一"],
    ["A3", "二"],
  ];
  own.forEach(([address, text]) => sheet.user.type(address, text));
  sheet.Tables.Add("A1:A3", true).Name = "我的";
  hideHeaders("我的", true);
  expect(await actions.updateAll(base)).toMatchObject({ kind: "done" });
  const table = store.workbook.table("我的");
  expect([table.address, table.ShowHeaders]).toEqual(["A2:A3", false]);
  expect(sheet.values("A1:A3")).toEqual([[""], ["一"], ["二"]]);
  store.requireNothingLost();
});

test("where the header rows of our tables are hidden the run finds every column, adds rows and loses nothing", async () => {
  store.goTo("dealt");
  await actions.updateAll({ ...base, reports: ["records"] });
  const names = ["RETAIN_records", "RETAIN_ledger", "RETAIN_targets", "RETAIN_advisors"];
  const there = names.filter((name) => store.workbook.allTables().some((it) => it.name === name));
  expect(there.length).toBeGreaterThan(2);
  for (const name of there) hideHeaders(name, true);
  expect(await actions.makeMorningPlan(base)).toMatchObject({ kind: "done" });
  for (const name of there) hideHeaders(name, false);
  expect(store.user.cells("records", "number").filter((it) => it !== "").length).toBeGreaterThan(2);
  expect(store.user.cells("advisors", "name").slice(0, 2)).toEqual(advisors);
  expect(await actions.updateAll(base)).toMatchObject({ kind: "done" });
});
