import { unexplainedTypes, ITEM, itemsOf, lastDayOfItems, lastMaintenanceDays } from "./items";
import fc from "fast-check";
import {
  anyStore,
  assembleStore,
  shuffledStore,
  storeDay,
  type Store,
} from "../../../test/support/stores";
import type { OrderRow } from "../../../test/support/tables";
import {
  addOrderMoney,
  emptyMoneySum,
  marginOf,
  marginRateOf,
  moneyDaysAsOf,
  moneyOfOrders,
  visitOfMoney,
  moneyOfVisits,
} from "./money";
import { cardsOf } from "../ownership";
import { isoOf, serialOfIso } from "../time";

const day = serialOfIso;
const storeOf = (orders: readonly OrderRow[], delivery?: string): Store => ({
  customers: [{ vin: "A", ...(delivery !== undefined && { deliveryDate: delivery }) }],
  orders: orders.map((order) => ({ vin: "A", ...order })),
});

describe("money of an order", () => {
  const moneyOf = (order: OrderRow) => {
    const money = moneyOfOrders(assembleStore(storeOf([{ arrival: "2024-01-01", ...order }])));
    return {
      revenue: money.revenue[0],
      cost: money.cost[0],
      margin: money.margin[0],
      received: money.received[0],
    };
  };

  it("is what was receivable, else labour and parts, else received; the margin takes off the cost", () => {
    const amounts = { labour: 100, parts: 200, received: 250, cost: 120 };
    expect(moneyOf({ ...amounts, receivable: 280 })).toMatchObject({ revenue: 280, margin: 160 });
    expect(moneyOf(amounts)).toMatchObject({ revenue: 300, margin: 180, received: 250 });
    expect(moneyOf({ parts: 200 })).toMatchObject({ revenue: 200 });
    expect(moneyOf({ received: 250, cost: 120 })).toMatchObject({ revenue: 250, margin: 130 });
    expect(moneyOf({ receivable: 0, labour: 100 })).toMatchObject({ revenue: 0 });
  });

  it("without a cost has no margin, never a whole one; −1.00 is a system's blank", () => {
    expect(moneyOf({ receivable: 280 })).toMatchObject({ cost: NaN, margin: NaN });
    expect(moneyOf({ receivable: 280, cost: -1 })).toMatchObject({ cost: NaN, margin: NaN });
    expect(moneyOf({ receivable: 280, cost: 0 })).toMatchObject({ cost: 0, margin: 280 });
    expect(moneyOf({ receivable: -1, received: -1 })).toMatchObject({
      revenue: NaN,
      received: NaN,
    });
    expect(moneyOf({ receivable: -1, labour: 100 })).toMatchObject({ revenue: 100 });
  });

  it("is none of a void order; a reversal takes it back", () => {
    expect(moneyOf({ receivable: 280, received: 280, cost: 1, orderStatus: "作废" })).toMatchObject(
      {
        revenue: NaN,
        received: NaN,
        cost: NaN,
      }
    );
    expect(moneyOf({ receivable: -280, cost: -100 })).toMatchObject({
      revenue: -280,
      margin: -180,
    });
  });
});

describe("sums of money", () => {
  it("take margin and rate from the orders that have a cost", () => {
    const dealership = assembleStore(
      storeOf([
        { arrival: "2024-01-01", receivable: 300, cost: 200, received: 290 },
        { arrival: "2024-01-02", receivable: 1000 },
        { arrival: "2024-01-03", cost: 50 },
      ])
    );
    const money = moneyOfOrders(dealership);
    const sum = emptyMoneySum();
    expect(marginOf(sum)).toBeNaN();
    expect(marginRateOf(sum)).toBeNaN();
    [0, 1, 2].forEach((order) => addOrderMoney(sum, money, order));
    expect(sum).toEqual({
      orders: 3,
      revenue: 1300,
      ordersWithCost: 1,
      revenueWithCost: 300,
      cost: 200,
      received: 290,
    });
    expect(marginOf(sum)).toBe(100);
    expect(marginRateOf(sum)).toBeCloseTo(1 / 3, 12);
  });

  it("of a visit are those of its orders, reversals and walk-ins apart", () => {
    const dealership = assembleStore(
      storeOf([
        { arrival: "2024-01-01", receivable: 300, cost: 200, received: 290 },
        { arrival: "2024-01-01", receivable: 100, settlement: "2024-01-05" },
        { arrival: "2024-01-01", receivable: -50 },
        { arrival: "2024-01-02", receivable: 70, vin: "Z" },
        { arrival: "2024-01-03" },
      ])
    );
    const visits = moneyOfVisits(dealership, moneyOfOrders(dealership), day("2024-01-05"));
    // Of the second day's orders one is settled; with a settlement column the others carry no money yet.
    expect([...visits.revenue]).toEqual([100, NaN]);
    expect([...visits.cost]).toEqual([NaN, NaN]);
    const early = moneyOfVisits(dealership, moneyOfOrders(dealership), day("2024-01-04"));
    expect([...early.revenue]).toEqual([350, NaN]);
    expect([...early.cost]).toEqual([200, NaN]);
    expect([...early.margin]).toEqual([100, NaN]);
    expect([...early.received]).toEqual([290, NaN]);
  });

  it("goes back to the visit that a reversal takes back: the latest by its day", () => {
    const dealership = assembleStore(
      storeOf([
        { arrival: "2024-01-01", receivable: 1000 },
        { arrival: "2024-01-03", receivable: -1000 },
        { arrival: "2024-01-04", receivable: 900 },
        { arrival: "2023-12-01", receivable: -70 },
      ])
    );
    expect([...visitOfMoney(dealership)]).toEqual([0, 0, 1, -1]);
    const { revenue } = moneyOfVisits(dealership, moneyOfOrders(dealership), day("2024-01-04"));
    expect([...revenue]).toEqual([0, 900]);
  });

  it("falls on the settlement day, and on none before it once the file knows of settlements", () => {
    const dealership = assembleStore(
      storeOf([
        { arrival: "2024-01-30", settlement: "2024-02-02", receivable: 300 },
        { arrival: "2024-01-10", settlement: "2024-01-11", receivable: 100 },
        { arrival: "2024-01-20", receivable: 50 },
        { arrival: "2024-02-10", receivable: 70 },
      ])
    );
    const days = (asOf: string): string[] =>
      [...moneyDaysAsOf(dealership, day(asOf))].map((on) => isoOf(on));
    expect(days("2024-01-10")).toEqual(["", "2024-01-10", "", ""]);
    expect(days("2024-01-31")).toEqual(["", "2024-01-11", "", ""]);
    expect(days("2024-02-28")).toEqual(["2024-02-02", "2024-01-11", "", ""]);
    const without = assembleStore(storeOf([{ arrival: "2024-01-30", receivable: 300 }]));
    expect([...moneyDaysAsOf(without, day("2024-01-31"))]).toEqual([day("2024-01-30")]);
  });

  it("over visits equal those over their orders", () => {
    fc.assert(
      fc.property(anyStore, storeDay, (store, asOf) => {
        const dealership = assembleStore(store);
        const money = moneyOfOrders(dealership);
        const visits = moneyOfVisits(dealership, money, asOf);
        const visitOf = visitOfMoney(dealership);
        const days = moneyDaysAsOf(dealership, asOf);
        const known = (values: Iterable<number>): number =>
          [...values].reduce((sum, value) => sum + (Number.isNaN(value) ? 0 : value), 0);
        const ofVisits = (values: Float64Array): number =>
          known(values.filter((_, order) => visitOf[order] >= 0 && days[order] !== 0));
        expect(known(visits.revenue)).toBeCloseTo(ofVisits(money.revenue), 6);
        expect(known(visits.cost)).toBeCloseTo(ofVisits(money.cost), 6);
        expect(known(visits.margin)).toBeCloseTo(ofVisits(money.margin), 6);
        expect(known(visits.received)).toBeCloseTo(ofVisits(money.received), 6);
      })
    );
  });
});

describe("what was done on an order", () => {
  const classesOf = (orderType: string, items = ""): number =>
    itemsOf(assembleStore(storeOf([{ arrival: "2024-01-01", orderType, items }]))).classes[0];

  it("is maintenance by all the words of the trade, and not by the name of a part or a fault", () => {
    const classOf = (orderType: string): number =>
      itemsOf(assembleStore(storeOf([{ arrival: "2024-01-01", orderType }]))).classes[0];
    const services =
      "保养 定保 定期保养 首保 二保 例行保养 A保 B保 小保养 强保 常保 免保 换油 机油保养 保养检查 PM 定检".split(
        " "
      );
    expect(services.filter((type) => classOf(type) !== ITEM.maintenance)).toEqual([]);
    const others = ["更换油漆", "更换油管", "机油泵异响", "漏机油", "机油灯亮", "SPM", "未保养"];
    expect(others.filter((type) => classOf(type) & ITEM.maintenance)).toEqual([]);
  });

  it("whose type no word explains is counted by its type, most frequent first", () => {
    const orders = ["洗车", "洗车", "贴膜", "保养", "内部", "", "洗车"].map((orderType, i) => ({
      arrival: `2024-01-0${i + 1}`,
      orderType,
      items: i === 6 ? "机滤" : "",
    }));
    const dealership = assembleStore(storeOf(orders));
    expect(unexplainedTypes(dealership, itemsOf(dealership))).toEqual([
      { type: "洗车", orders: 2 },
      { type: "贴膜", orders: 1 },
    ]);
  });

  it("is told by the words of its type and its items together", () => {
    const { maintenance, minorRepair, bodyPaint, other } = ITEM;
    expect(classesOf("保养")).toBe(maintenance);
    expect(classesOf("首保")).toBe(maintenance);
    expect(classesOf("", "更换机油机滤")).toBe(maintenance);
    expect(classesOf("一般维修")).toBe(minorRepair);
    expect(classesOf("维修")).toBe(minorRepair);
    expect(classesOf("事故维修")).toBe(bodyPaint);
    expect(classesOf("钣喷", "左前门喷漆")).toBe(bodyPaint);
    expect(classesOf("机电维修", "四万公里保养;前保险杠喷漆")).toBe(
      maintenance | minorRepair | bodyPaint
    );
    expect(classesOf("", "更换雨刮")).toBe(minorRepair);
    expect(classesOf("洗车")).toBe(other);
    expect(classesOf("Scheduled service")).toBe(maintenance);
    expect(classesOf("body shop", "Oil change")).toBe(maintenance | bodyPaint);
    expect(classesOf("未保养")).toBe(other);
  });

  it("counts 首保 and 二保 of cars whose whole life the orders cover", () => {
    const numbersOf = (types: readonly string[], delivery?: string) => {
      const orders = types.map((orderType, i) => ({
        orderType,
        arrival: `2024-0${i + 1}-01`,
      }));
      return [...itemsOf(assembleStore(storeOf(orders, delivery))).maintenanceNumber];
    };
    expect(numbersOf(["小修", "保养", "保养", "保养"], "2024-01-01")).toEqual([0, 1, 2, 3]);
    expect(numbersOf(["保养", "保养"], "2020-01-01")).toEqual([3, 3]);
    expect(numbersOf(["保养", "保养"])).toEqual([3, 3]);
    expect(numbersOf(["首保", "保养", "保养"], "2020-01-01")).toEqual([1, 3, 3]);
    expect(numbersOf(["二保", "保养"], "2024-01-01")).toEqual([2, 3]);
    expect(numbersOf(["首保", "保养"], "2024-01-01")).toEqual([1, 2]);
  });

  it("numbers both orders of one visit alike, and nothing that is no visit", () => {
    const dealership = assembleStore(
      storeOf(
        [
          { arrival: "2024-01-01", orderType: "保养" },
          { arrival: "2024-01-01", orderType: "常规保养" },
          { arrival: "2024-01-01", orderType: "小修" },
          { arrival: "2024-02-01", orderType: "保养", orderStatus: "作废" },
          { arrival: "2024-03-01", orderType: "保养" },
        ],
        "2024-01-01"
      )
    );
    expect([...itemsOf(dealership).maintenanceNumber]).toEqual([1, 1, 0, 0, 2]);
  });

  it("dates the last maintenance by orders or by the customer sheet, whichever is later and seen", () => {
    const dealership = assembleStore({
      customers: [{ vin: "A", lastMaintenance: "2024-05-01" }],
      orders: [
        { vin: "A", arrival: "2024-01-01", orderType: "保养" },
        { vin: "A", arrival: "2024-03-01", orderType: "保养", orderStatus: "作废" },
        { vin: "A", arrival: "2024-06-01", orderType: "钣喷" },
      ],
    });
    const items = itemsOf(dealership);
    const maintainedOn = (asOf: string): string =>
      isoOf(lastMaintenanceDays(dealership, items, day(asOf))[0]);
    expect(maintainedOn("2023-12-31")).toBe("");
    expect(maintainedOn("2024-04-30")).toBe("2024-01-01");
    expect(maintainedOn("2024-05-01")).toBe("2024-05-01");
    const painted = lastDayOfItems(dealership, items, ITEM.bodyPaint, day("2024-06-30"));
    expect(isoOf(painted[0])).toBe("2024-06-01");
  });

  it("is not known without a type or an item anywhere", () => {
    expect(itemsOf(assembleStore(storeOf([{ arrival: "2024-01-01" }]))).known).toBe(false);
    const typed = storeOf([{ arrival: "2024-01-01", orderType: "保养" }]);
    expect(itemsOf(assembleStore(typed)).known).toBe(true);
    const itemised = storeOf([{ arrival: "2024-01-01", items: "机滤" }]);
    expect(itemsOf(assembleStore(itemised)).known).toBe(true);
  });
});

describe("客户卡", () => {
  it("holds the cars of one customer number, else of one phone and name", () => {
    const dealership = assembleStore({
      customers: [
        { vin: "A", customerNumber: "K1", phone: "138", name: "甲" },
        { vin: "B", customerNumber: "k1 ", phone: "139", name: "甲公司" },
        { vin: "C", phone: "138-0000", name: "乙" },
        { vin: "D", phone: "1380000", name: " 乙" },
        { vin: "E", phone: "1380000", name: "丙" },
        { vin: "F", phone: "1380000" },
        { vin: "G", phone: "1380000" },
        { vin: "H", name: "乙" },
        { vin: "A", customerNumber: "K1" },
      ],
      orders: [],
    });
    const { count, cardOfCustomer } = cardsOf(dealership);
    expect(count).toBe(6);
    expect([...cardOfCustomer]).toEqual([0, 0, 1, 1, 2, 3, 4, 5, -1]);
  });

  it("holds every counted car once, and the same cars together whatever the order of the rows", () => {
    const cardsByName = (store: Store): string[] => {
      const dealership = assembleStore(store);
      const { count, cardOfCustomer, offsets, members } = cardsOf(dealership);
      expect(members).toHaveLength(dealership.duplicate.filter((flag) => flag === 0).length);
      return Array.from({ length: count }, (_, card) => {
        const cars = members.subarray(offsets[card], offsets[card + 1]);
        expect(cars.length).toBeGreaterThan(0);
        cars.forEach((customer) => expect(cardOfCustomer[customer]).toBe(card));
        return [...cars]
          .map((customer) => dealership.customers.name[customer])
          .sort()
          .join();
      }).sort();
    };
    fc.assert(
      fc.property(shuffledStore, ({ store, shuffled }) => {
        expect(cardsByName(shuffled)).toEqual(cardsByName(store));
      })
    );
  });
});
