import { makeCustomerTable, makeOrderTable, type OrderRow } from "../../../test/support/tables";
import { assembleDealership } from "../store";
import { isoOf, serialOfIso as day } from "../time";
import { openRecommendations } from "./repairReminders";

const first = day("2024-01-01");
const last = day("2024-06-30");

/** Open items as "customer day: items", of two customers A and B. */
function open(
  orders: readonly OrderRow[],
  refused: Readonly<Record<number, string>> = {}
): string[] {
  const { dealership } = assembleDealership(
    makeCustomerTable([{ vin: "A" }, { vin: "B" }]),
    makeOrderTable(orders)
  );
  const until = new Map(Object.entries(refused).map(([customer, iso]) => [+customer, day(iso)]));
  return openRecommendations(dealership, first, last, until).map(
    ({ customer, order, day: on, items }) => `${customer}#${order} ${isoOf(on)}: ${items.join(" ")}`
  );
}

const asked = (vin: string, arrival: string, recommendedItems: string): OrderRow => ({
  vin,
  arrival,
  items: "保养",
  recommendedItems,
});

describe("recommended work", () => {
  it("is one item for each mark that separates, blanks around and between them left out", () => {
    expect(
      open([
        asked(
          "A",
          "2024-02-01",
          "前刹车片、 轮胎 ,空调滤芯；雨刮器;机油，电瓶/火花塞 + 皮带\n水泵| 灯泡,、"
        ),
      ])
    ).toEqual(["0#0 2024-02-01: 前刹车片 轮胎 空调滤芯 雨刮器 机油 电瓶 火花塞 皮带 水泵 灯泡"]);
  });

  it("is none where the text says so, in whatever words and marks", () => {
    const nothing = [
      "无",
      "暂无",
      "没有",
      "无建议",
      "—",
      "-",
      "null",
      "N/A",
      "0",
      "正常",
      "无。",
      " 无 、 无",
    ];
    const orders = nothing.map((text, i) =>
      asked("A", `2024-02-${String(i + 1).padStart(2, "0")}`, text)
    );
    expect(open([...orders, asked("A", "2024-03-01", "建议更换轮胎、无")])).toEqual([
      `0#${nothing.length} 2024-03-01: 建议更换轮胎`,
    ]);
  });

  it("is listed by customer, then day, each order with its own items", () => {
    expect(
      open([
        asked("B", "2024-03-01", "轮胎"),
        asked("A", "2024-04-01", "电瓶"),
        asked("A", "2024-02-01", "水泵"),
      ])
    ).toEqual(["0#2 2024-02-01: 水泵", "0#1 2024-04-01: 电瓶", "1#0 2024-03-01: 轮胎"]);
  });

  it("is closed by a later order whose items or type name it, in whatever words around it", () => {
    const order = asked("A", "2024-02-01", "建议下次更换前刹车片、轮胎");
    expect(open([order, { vin: "A", arrival: "2024-03-01", items: "更换 前刹车片" }])).toEqual([
      "0#0 2024-02-01: 轮胎",
    ]);
    expect(
      open([order, { vin: "A", arrival: "2024-03-01", items: "清洗", orderType: "轮胎更换" }])
    ).toEqual(["0#0 2024-02-01: 建议下次更换前刹车片"]);
    expect(open([order, { vin: "B", arrival: "2024-03-01", items: "前刹车片" }])).toHaveLength(1);
    expect(open([order, { vin: "A", arrival: "2024-01-31", items: "前刹车片、轮胎" }])).toEqual([
      "0#0 2024-02-01: 建议下次更换前刹车片 轮胎",
    ]);
  });

  it("is closed by another order of the same day, not by the order that recommends it", () => {
    const own = { ...asked("A", "2024-02-01", "轮胎"), items: "轮胎" };
    expect(open([own])).toEqual(["0#0 2024-02-01: 轮胎"]);
    expect(open([own, { vin: "A", arrival: "2024-02-01", items: "轮胎" }])).toEqual([]);
    expect(
      open([own, { vin: "A", arrival: "2024-02-01", items: "轮胎", orderStatus: "作废" }])
    ).toHaveLength(1);
  });

  it("that is only words around nothing is compared as it stands", () => {
    expect(open([asked("A", "2024-02-01", "检查")])).toEqual(["0#0 2024-02-01: 检查"]);
    expect(
      open([asked("A", "2024-02-01", "检查"), { vin: "A", arrival: "2024-03-01", items: "检查" }])
    ).toEqual([]);
  });

  it("recommended again stands with the later order", () => {
    expect(
      open([asked("A", "2024-02-01", "轮胎、电瓶"), asked("A", "2024-05-01", "更换轮胎")])
    ).toEqual(["0#0 2024-02-01: 电瓶", "0#1 2024-05-01: 更换轮胎"]);
  });

  it("is of the days asked for, both ends included; later orders close nothing yet", () => {
    const days = ["2023-12-31", "2024-01-01", "2024-06-30", "2024-07-01"];
    const parts = ["轮胎", "电瓶", "水泵", "皮带"];
    expect(open(days.map((on, i) => asked("A", on, parts[i])))).toEqual([
      "0#1 2024-01-01: 电瓶",
      "0#2 2024-06-30: 水泵",
    ]);
    expect(
      open([asked("A", "2024-02-01", "轮胎"), { vin: "A", arrival: "2024-07-01", items: "轮胎" }])
    ).toHaveLength(1);
  });

  it("is closed by the customer's refusal where it was recommended by that day", () => {
    const orders = [asked("A", "2024-02-01", "轮胎"), asked("A", "2024-02-02", "电瓶")];
    expect(open(orders, { 0: "2024-02-01" })).toEqual(["0#1 2024-02-02: 电瓶"]);
    expect(open(orders, { 1: "2024-02-01" })).toHaveLength(2);
  });

  it("is nowhere in a workbook that has no such column", () => {
    expect(open([{ vin: "A", arrival: "2024-02-01", items: "保养" }])).toEqual([]);
  });
});
