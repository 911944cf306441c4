import { recogniseSheets } from "../recogniseSheets";
import { areasOf } from "./areas";

test("a group header of a file is carried over the columns of its merge only", () => {
  const rows = [
    ["工单号", "车辆", "", "备注1", "金额", ""],
    ["", "车牌号", "进厂日期", "说明", "应收金额", "服务顾问"],
    ["R1", "苏Z21001", 46_174, "", 500, "顾问一"],
    ["R2", "苏Z21008", 46_175, "", 800, "顾问二"],
    ["R3", "苏Z21015", 46_176, "", 600, "顾问一"],
  ];
  const merges = [{ row: 0, column: 1, rows: 1, columns: 2 }];
  const sheets = [{ name: "工单", rows, merges, hidden: false }];
  const [area] = areasOf({
    fileName: "a.xls",
    format: "oldWorkbook",
    sheets,
    veryHiddenSheets: [],
  });
  expect(area?.merges).toEqual(merges);
  const headers = recogniseSheets(area ? [area] : []).orders?.headers.map(({ header }) => header);
  expect(headers).toEqual([
    "工单号",
    "车辆 车牌号",
    "车辆 进厂日期",
    "备注1 说明",
    "金额 应收金额",
    "服务顾问",
  ]);
});
