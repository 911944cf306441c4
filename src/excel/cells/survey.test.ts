import { openStandIn, Workbook, type StandIn } from "../../offline/host";
import type { AreaSample } from "../../intake";
import { runExcel } from "../session";
import { surveyWorkbook } from "./survey";

let standIn: StandIn;
let workbook: Workbook;

beforeEach(async () => {
  workbook = Workbook.blank("工单");
  standIn = await openStandIn({ workbook });
});
afterEach(() => standIn.close());

const survey = async (): Promise<readonly AreaSample[]> =>
  (
    await runExcel((context) =>
      surveyWorkbook(context, { sheetIds: new Set(), columns: new Map() })
    )
  ).areas;

function fill(...cells: readonly (readonly [address: string, value: string | number])[]): void {
  for (const [address, value] of cells) workbook.sheet("工单").user.type(address, value);
}

test("merged cells of a sheet come with its sample, counted from its first cell", async () => {
  fill(
    ["B2", "车辆"],
    ["E2", "结算"],
    ["B3", "VIN"],
    ["C3", "车牌"],
    ["D3", "车型"],
    ["E3", "金额"]
  );
  workbook.sheet("工单").GetRange("B2:D2").Merge();
  const [area] = await survey();
  expect([area?.firstRow, area?.firstColumn]).toEqual([1, 1]);
  expect(area?.merges).toEqual([{ row: 0, column: 0, rows: 1, columns: 3 }]);
});

test("of a sheet without merged cells, and of a table, nothing is said", async () => {
  fill(["A1", "VIN"], ["B1", "金额"], ["A2", "x"], ["B2", 1]);
  workbook.sheet("工单").Tables.Add("A1:B2", true);
  const areas = await survey();
  expect(areas.map(({ tableName, merges }) => [tableName !== undefined, merges])).toEqual([
    [false, undefined],
    [true, undefined],
  ]);
});

test("where Excel cannot tell merged cells the sheet is read all the same", async () => {
  const pairs = Array.from({ length: 30 * 18 }, (_, at) => ({
    row: Math.floor(at / 18),
    column: (at % 18) * 2,
    rows: 1,
    columns: 2,
  }));
  for (const pair of pairs) workbook.sheet("工单").cells.setValue(pair.row, pair.column, "词");
  workbook.sheet("工单").merges = pairs;
  const [area] = await survey();
  expect(area?.values).toHaveLength(30);
  expect(area?.merges).toBeUndefined();
});
