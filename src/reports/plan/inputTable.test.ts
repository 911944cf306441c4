import type { InputRow } from "../../intake";
import { withTyped } from "./inputTable";

const typed = (reason: string): InputRow<"tallyReasons"> => ({
  day: 46_200,
  advisor: "王强",
  type: "例行保养",
  planned: 3,
  contacted: 1,
  reason,
  reasonable: "",
  measure: "",
  sheetRow: 0,
});
const fresh = { day: 46_200, advisor: "王强", type: "例行保养", planned: 4, contacted: 1 };

test("a row that somebody copied stays beside the first of its key, and nothing in either is lost", () => {
  const rows = withTyped("tallyReasons", [fresh], [typed("电话占线"), typed("人手不足")]);
  expect(rows.map(({ reason, planned }) => [reason, planned])).toEqual([
    ["电话占线", 4],
    ["人手不足", 3],
  ]);
});

test("a row that no longer arises stays after those that do", () => {
  const old = { ...typed("外出培训"), day: 46_100 };
  const rows = withTyped("tallyReasons", [fresh], [old]);
  expect(rows.map(({ day, reason }) => [day, reason])).toEqual([
    [46_200, undefined],
    [46_100, "外出培训"],
  ]);
});
