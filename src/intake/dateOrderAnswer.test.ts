import { areaOf } from "../../test/cases/intake/layouts";
import type { Cell } from "./cell";
import { recogniseSheets } from "./recogniseSheets";
import type { DateOrder } from "./recognition";

const rows = (days: readonly string[]): Cell[][] => [
  ["工单号", "车牌号", "日期", "应收金额"],
  ...days.map((day, at): Cell[] => [`R${at}`, `苏Z2100${at}`, day, 500]),
];
const read = (days: readonly string[], said?: DateOrder) =>
  recogniseSheets([areaOf("工单", rows(days))], {
    orders: {
      sheetId: areaOf("工单", []).sheetId,
      sheetName: "工单",
      headerRow: 0,
      headers: { arrival: "日期" },
      ...(said && { dateOrders: { arrival: said } }),
    },
  });
const orderOf = ({ orders }: ReturnType<typeof read>): DateOrder | undefined =>
  orders?.columns.find(({ field }) => field === "arrival")?.dateOrder;
const open = ["03/05/2026", "04/06/2026", "05/07/2026"];

test("dates that do not prove their order are asked about until the user says it", () => {
  expect(read(open).questions.map(({ code }) => code)).toContain("dateOrder");
  const answered = read(open, "mdy");
  expect(answered.questions.map(({ code }) => code)).not.toContain("dateOrder");
  expect(orderOf(answered)).toBe("mdy");
});

test("what the cells prove is not overruled by an earlier answer", () => {
  expect(orderOf(read([...open, "25/05/2026"], "mdy"))).toBe("dmy");
});
