import { makeCustomerTable, makeOrderTable, type OrderRow } from "../../../test/support/tables";
import { assembleDealership } from "./dealership";
import { defaultWords } from "./words";
import { orderKinds } from "./orderKinds";
import { LeftOutReader } from "./leftOut";

const reader = new LeftOutReader(defaultWords);

describe("what a text makes of an order", () => {
  it.each([
    "作废",
    "已作废",
    "已作廢",
    "無效",
    "已註銷",
    "退单",
    "已取消",
    "取消预约",
    "Void",
    "cancelled",
  ])("%s is void as a status", (text) => {
    expect(reader.ofStatus(text)?.kind).toBe("void");
  });

  it.each([
    "预约",
    "已预约",
    "预约单",
    "保养预约",
    "预约未到店",
    "未到店",
    "估价",
    "事故报价",
    "报价中",
    "爽约",
    "Appointment",
    "no show",
  ])("%s announces a visit, as a status and as a type", (text) => {
    expect(reader.ofStatus(text)?.kind).toBe("notAVisit");
    expect(reader.ofType(text)?.kind).toBe("notAVisit");
  });

  it.each([
    "续保",
    "车险续保",
    "保险销售",
    "保险出单",
    "精品销售",
    "会员卡充值",
    "办卡",
    "代办年审",
    "年审代办",
    "新车整备",
    "商品车检测",
    "PDI",
    "新车PDI检查",
    "内部维修",
    "配件外销",
    "PDI/内部",
    "续保,充值",
  ])("%s is no visit as a type", (text) => {
    expect(reader.ofType(text)?.kind).toBe("notAVisit");
  });

  it.each([
    "保养",
    "预约保养",
    "保养(预约)",
    "预约已到店",
    "未作废",
    "未取消",
    "反结算",
    "取消结算",
    "撤销结算",
    "已结算",
    "维修中",
    "保养/续保",
    "精品加装",
    "会员保养",
    "保险理赔",
    "保险事故",
    "新保养套餐",
    "索赔",
    "洗车",
  ])("%s is a visit, as a status and as a type", (text) => {
    expect(reader.ofStatus(text)).toBeUndefined();
    expect(reader.ofType(text)).toBeUndefined();
  });

  it("is said with its word, by the settings' own lists", () => {
    expect(reader.ofType("会员卡充值")).toEqual({ kind: "notAVisit", word: "充值" });
    const washing = new LeftOutReader({ ...defaultWords, notAVisit: ["洗车"] });
    expect(washing.ofType("精洗洗车")).toEqual({ kind: "notAVisit", word: "洗车" });
    expect(washing.ofType("续保")).toBeUndefined();
  });
});

describe("orders left out", () => {
  const order = (more: OrderRow): OrderRow => ({ vin: "A", arrival: "2024-01-01", ...more });
  const assembled = (orders: OrderRow[]) =>
    assembleDealership(makeCustomerTable([{ vin: "A" }]), makeOrderTable(orders));

  it("by a status that says the money was taken back are void, or cancel out with the order that did so", () => {
    const { dealership, leftOut } = assembled([
      order({ orderNumber: "R1", receivable: 500, orderStatus: "已冲销" }),
      order({ orderNumber: "R2", receivable: 300, orderStatus: "已红冲", arrival: "2024-02-01" }),
      order({ orderNumber: "R3", receivable: -300, orderStatus: "已结算", arrival: "2024-02-02" }),
      order({ orderNumber: "R4", receivable: 200, orderStatus: "已结算", arrival: "2024-03-01" }),
    ]);
    expect([...dealership.orderKind].map((kind) => orderKinds[kind])).toEqual([
      "void",
      "reversal",
      "reversal",
      "visit",
    ]);
    expect(leftOut).toEqual([
      { kind: "void", word: "冲销", field: "orderStatus", text: "已冲销", orders: 1 },
    ]);
  });

  it("are void by flag, status or type, whichever says so first", () => {
    const { dealership, leftOut } = assembled([
      order({ voidFlag: "是", orderType: "续保", orderStatus: "已结算" }),
      order({ voidFlag: "否", orderType: "保养", orderStatus: "作废" }),
      order({ orderType: "作废" }),
      order({ voidFlag: "否", orderType: "续保", orderStatus: "作废" }),
    ]);
    expect([...dealership.orderKind].map((kind) => orderKinds[kind])).toEqual([
      "void",
      "void",
      "void",
      "void",
    ]);
    expect(leftOut.map(({ field, text, orders }) => [field, text, orders])).toEqual([
      ["voidFlag", "是", 1],
      ["orderStatus", "作废", 2],
      ["orderType", "作废", 1],
    ]);
  });

  it("are counted by the text that leaves them out, each order once", () => {
    const { leftOut } = assembled([
      order({ orderType: "续保", orderStatus: "预约" }),
      order({ orderType: "续保" }),
      order({ orderType: "保养", orderStatus: "预约" }),
      order({ orderType: "保养" }),
    ]);
    expect(leftOut.reduce((sum, { orders }) => sum + orders, 0)).toBe(3);
    expect(leftOut).toContainEqual({
      kind: "notAVisit",
      field: "orderStatus",
      text: "预约",
      word: "预约",
      orders: 2,
    });
  });
});
