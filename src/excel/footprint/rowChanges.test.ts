import type { InputRow } from "../../intake";
import { nothingPending } from "./pending";
import { restoreInputs, withChanges } from "./rowChanges";

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

test("a row that is kept among those of its table and among those to be added comes back once", () => {
  const added = { day: 46_200, advisor: "王强", type: "例行保养", reason: "电话占线" };
  const { rows, changes } = restoreInputs(
    {},
    {
      ...nothingPending,
      tables: { tallyReasons: [row("电话占线")] },
      appends: { tallyReasons: [added] },
    }
  );
  expect(rows.tallyReasons).toHaveLength(1);
  expect(changes.appends).toEqual({});
});

test("a row that is yet to come back into its sheet can be edited without the others", () => {
  const { rows } = restoreInputs(
    {},
    { ...nothingPending, tables: { tallyReasons: ["电话占线", "人手不足"].map(row) } }
  );
  const [, second] = rows.tallyReasons ?? [];
  const { tallyReasons } = withChanges(rows, {
    edits: [{ table: "tallyReasons", sheetRow: second!.sheetRow, cells: { measure: "加人" } }],
    appends: {},
  });
  expect(tallyReasons?.map(({ measure }) => measure)).toEqual(["", "加人"]);
});

test("a row that this run is to add anyway is edited before it is added", () => {
  const sheetRow = withChanges({}, { edits: [], appends: { tallyReasons: [{ day: 46_200 }] } })
    .tallyReasons![0]!.sheetRow;
  const { tallyReasons } = withChanges(
    {},
    {
      edits: [{ table: "tallyReasons", sheetRow, cells: { reason: "电话占线" } }],
      appends: { tallyReasons: [{ day: 46_200 }] },
    }
  );
  expect(tallyReasons).toMatchObject([{ day: 46_200, reason: "电话占线" }]);
});
