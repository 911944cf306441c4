import type { InputRow } from "../intake";
import { nothingPending } from "./pending";
import { restoreInputs } from "./rowChanges";

const row = (reason: string): InputRow<"tallyReasons"> => ({
  day: 46_200,
  advisor: "王强",
  type: "例行保养",
  planned: 3,
  contacted: 1,
  reason,
  reasonable: "",
  measure: "",
  sheetRow: 7,
});

const reasonsAfter = (now: readonly string[], kept: readonly string[]): unknown[] => {
  const { rows } = restoreInputs(
    { tallyReasons: now.map(row) },
    { ...nothingPending, tables: { tallyReasons: kept.map(row) } }
  );
  return (rows.tallyReasons ?? []).map(({ reason }) => reason);
};

test("rows of one key that a run took off a sheet all come back", () => {
  expect(reasonsAfter([], ["电话占线", "人手不足"])).toEqual(["电话占线", "人手不足"]);
});

test("rows that are in the sheet and in the copy count once, and blank cells are filled from the copy", () => {
  expect(reasonsAfter(["电话占线", ""], ["电话占线", "人手不足"])).toEqual([
    "电话占线",
    "人手不足",
  ]);
});
