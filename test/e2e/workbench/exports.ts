import { gbkCsv } from "../../support/gbk";

/** What a dealer's system exports: an archive, a month of orders, and the next month as two files. */

export type Row = readonly (string | number)[];

export const customerHeader = [
  "客户编号",
  "客户姓名",
  "手机号",
  "车牌号",
  "VIN",
  "车型",
  "交车日期",
];
export const customers: Row[] = Array.from({ length: 30 }, (_, at) => [
  `00${100 + at}`,
  `测试${String.fromCharCode(0x7532 + at)}`,
  `199000000${10 + at}`,
  `苏A0${1000 + at}`,
  `LZZTEST3000000${100 + at}`,
  "途悦",
  `2024-01-${String(at + 1).padStart(2, "0")}`,
]);
export const orderHeader = [
  "工单号",
  "车牌号",
  "VIN",
  "进厂日期",
  "里程",
  "维修类型",
  "应收金额",
  "工单状态",
];
const order = (
  number: number,
  car: number,
  day: string,
  amount: number,
  status = "已结算"
): Row => [
  `RO${number}`,
  customers[car][3],
  customers[car][4],
  day,
  9_000 + number,
  "保养",
  amount,
  status,
];
export const may = Array.from({ length: 20 }, (_, at) =>
  order(1001 + at, at, `2026-05-${String(at + 1).padStart(2, "0")}`, 300 + at)
);
/** The last order of May with a corrected amount, and the first of June. */
export const early = [order(1020, 19, "2026-05-20", 290), order(1021, 3, "2026-06-02", 410)];
/** The same order of June again, one of May that was voided, and the rest of June. */
export const late = [
  early[1],
  order(1019, 18, "2026-05-19", 318, "作废"),
  order(1022, 4, "2026-06-11", 520),
];

/** A file in GBK, as systems in China write it. */
export const gbkFile = (name: string, rows: readonly Row[]) => ({
  name,
  mimeType: "text/csv",
  buffer: Buffer.from(gbkCsv(rows)),
});
