import fc from "fast-check";
import {
  makeCustomerTable,
  makeOrderTable,
  type CustomerRow,
  type OrderRow,
} from "../../../test/support/tables";
import { assembleDealership } from "./dealership";
import { invalidReasonOf } from "./invalid";
import { defaultWords } from "./words";
import { statusAt, statusesAsOf } from "../status";
import { serialOfIso } from "../time";
import { KeyIndex } from "./keyIndex";

const soldHere = (rows: CustomerRow[]) => {
  const { dealership } = assembleDealership(makeCustomerTable(rows), makeOrderTable([]));
  return { flags: [...dealership.soldHere], known: dealership.soldHereKnown };
};

describe("the key index", () => {
  it("finds what a Map finds, however many keys it holds", () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ maxLength: 4 }), { maxLength: 300, size: "max" }),
        fc.array(fc.string({ maxLength: 4 })),
        (keys, strangers) => {
          const index = new KeyIndex(keys);
          const map = new Map<string, number>();
          keys.forEach((key, row) => {
            const first = map.get(key) ?? row;
            map.set(key, first);
            expect(index.add(row)).toBe(first);
          });
          for (const key of [...keys, ...strangers]) {
            expect(index.find(key)).toBe(map.get(key) ?? -1);
          }
        }
      ),
      { numRuns: 50 }
    );
  });
});

describe("an order that names its vehicle by plate only", () => {
  const rows: CustomerRow[] = [
    { vin: "LSVAA49J132047371", plate: "苏A00001" },
    { vin: "LSVAA49J132047372", plate: "苏A00001" },
  ];
  const orders = makeOrderTable([{ plate: "苏A00001", arrival: "2024-01-01" }]);

  it("belongs to nobody where two cars carry the plate, and is a finding", () => {
    const { dealership, findings } = assembleDealership(makeCustomerTable(rows), orders);
    expect([...dealership.customerOfOrder]).toEqual([-1]);
    expect(findings.map(({ code }) => code)).toContain("plateAmbiguous");
  });

  it("belongs to the row whose key is that plate", () => {
    const keyed = makeCustomerTable([rows[0], { plate: "苏A00001" }]);
    expect([...assembleDealership(keyed, orders).dealership.customerOfOrder]).toEqual([1]);
  });

  it("stays with the previous owner where the new one is archived without VIN", () => {
    const handedOn = { ...rows[0], customerNumber: "K1", invalidReason: "转手" };
    const customers = makeCustomerTable([
      { ...handedOn, invalidDate: "2024-02-01" },
      { plate: "苏A00001", customerNumber: "K2" },
    ]);
    const ownerOf = (customerNumber: string, arrival: string): number => {
      const order = makeOrderTable([{ plate: "苏A00001", customerNumber, arrival }]);
      return assembleDealership(customers, order).dealership.customerOfOrder[0];
    };
    expect(ownerOf("K1", "2024-01-01")).toBe(0);
    expect(ownerOf("K2", "2024-02-01")).toBe(1);
    expect(ownerOf("K1", "2024-02-01")).toBe(1);
  });

  it("belongs to the one of two cars with that plate that its customer number names", () => {
    const numbered = makeCustomerTable(
      rows.map((row, index) => ({ ...row, customerNumber: `K${index}` }))
    );
    const order = makeOrderTable([
      { plate: "苏A00001", customerNumber: "K1", arrival: "2024-01-01" },
      { plate: "苏A00001", customerNumber: "K7", arrival: "2024-01-01" },
    ]);
    expect([...assembleDealership(numbered, order).dealership.customerOfOrder]).toEqual([1, -1]);
  });

  it("with the VIN of a third car belongs to none that has a VIN of its own", () => {
    const third = { vin: "LSVAA49J132047379", plate: "苏A00001", arrival: "2024-01-01" };
    const ownersIn = (customers: CustomerRow[]): number[] => [
      ...assembleDealership(makeCustomerTable(customers), makeOrderTable([third])).dealership
        .customerOfOrder,
    ];
    expect(ownersIn(rows)).toEqual([-1]);
    expect(ownersIn([rows[0], { plate: "苏A00001" }])).toEqual([1]);
  });

  it("belongs to the car that was there already where the other was delivered later", () => {
    const later = makeCustomerTable([rows[0], { ...rows[1], deliveryDate: "2024-02-01" }]);
    expect([...assembleDealership(later, orders).dealership.customerOfOrder]).toEqual([0]);
  });
});

describe("several cars with one plate or one customer number", () => {
  const vins = [1, 2, 3].map((digit) => `LSVAA49J13204737${digit}`);
  const ownersOf = (customers: CustomerRow[], orders: OrderRow[]): number[] => [
    ...assembleDealership(makeCustomerTable(customers), makeOrderTable(orders)).dealership
      .customerOfOrder,
  ];
  const named = (customerNumber: string, arrival = "2024-01-01"): OrderRow => ({
    customerNumber,
    plate: "苏A00001",
    arrival,
  });

  it("are told apart by number, be they two or three", () => {
    const three = vins.map((vin, i) => ({ vin, plate: "苏A00001", customerNumber: `K${i}` }));
    expect(
      ownersOf(
        three,
        ["K0", "K1", "K2", ""].map((number) => named(number))
      )
    ).toEqual([0, 1, 2, -1]);
  });

  it("are not told apart where an order has no number and neither has one of them", () => {
    const two = [
      { vin: vins[0], plate: "苏A00001", customerNumber: "K0" },
      { vin: vins[1], plate: "苏A00001" },
    ];
    expect(ownersOf(two, [named("")])).toEqual([-1]);
  });

  it("leave those out that were scrapped by then, from that day on", () => {
    const two = [
      { vin: vins[0], plate: "苏A00001", invalidReason: "已报废", invalidDate: "2024-01-02" },
      { vin: vins[1], plate: "苏A00001" },
    ];
    expect(
      ownersOf(
        two,
        ["2024-01-01", "2024-01-02"].map((day) => named("", day))
      )
    ).toEqual([-1, 1]);
  });

  it("leave nobody out who is out of reach or scrapped without a day", () => {
    const beside = (invalidReason: string, invalidDate?: string): number[] =>
      ownersOf(
        [
          { vin: vins[0], plate: "苏A00001", invalidReason, invalidDate },
          { vin: vins[1], plate: "苏A00001" },
        ],
        [named("")]
      );
    expect(beside("失联", "2023-01-01")).toEqual([-1]);
    expect(beside("已报废")).toEqual([-1]);
    expect(beside("已报废", "2023-01-01")).toEqual([1]);
  });

  it("leave those out that were delivered later, not on that day; undated orders leave none out", () => {
    const two = [
      { vin: vins[0], plate: "苏A00001", deliveryDate: "2020-01-01" },
      { vin: vins[1], plate: "苏A00001", deliveryDate: "2024-01-02" },
    ];
    const orders = ["2024-01-01", "2024-01-02"].map((day) => named("", day));
    expect(ownersOf(two, [...orders, { plate: "苏A00001" }])).toEqual([0, -1, -1]);
  });

  it("that nobody drove on the day leave an order to nobody, as a finding", () => {
    const two = vins
      .slice(1)
      .map((vin) => ({ vin, plate: "苏A00001", deliveryDate: "2024-06-01" }));
    const { findings } = assembleDealership(makeCustomerTable(two), makeOrderTable([named("")]));
    expect(findings.map(({ code }) => code)).toEqual(["plateAmbiguous"]);
  });

  it("and a number of one customer alone name him, also with a VIN that is cut short", () => {
    const customers = [
      { vin: vins[0], plate: "苏A00001", customerNumber: "K1" },
      { vin: vins[1], plate: "苏A00002", customerNumber: "K2" },
    ];
    const orders = [
      { vin: "047372", customerNumber: "K2", arrival: "2024-01-01" },
      { vin: vins[2], customerNumber: "K2", arrival: "2024-01-01" },
      { plate: "苏A00009", customerNumber: "K1", arrival: "2024-01-01" },
    ];
    expect(ownersOf(customers, orders)).toEqual([1, -1, 0]);
  });
});

describe("rows with one key", () => {
  const found = (rows: CustomerRow[]) =>
    assembleDealership(makeCustomerTable(rows), makeOrderTable([]))
      .findings.filter(({ code }) => code !== "customerWithoutDates")
      .map(({ code, sheetRow, field, read }) => [code, sheetRow, field, read]);

  it.each([
    ["vin", { vin: "LSVAA49J132047371", plate: "苏A00001", customerNumber: "K1" }],
    ["plate", { plate: "苏A00001", customerNumber: "K1" }],
    ["customerNumber", { customerNumber: "K1" }],
  ] as const)("are findings that name the key's column: %s", (field, row) => {
    const key = (row as CustomerRow)[field];
    expect(found([row, row])).toEqual([["duplicateKey", 2, field, key]]);
  });

  it("that were all handed on are owners who followed each other by day", () => {
    const owner = (invalidDate: string): CustomerRow => ({
      vin: "A",
      invalidReason: "已转手",
      invalidDate,
    });
    const customers = makeCustomerTable([owner("2023-01-01"), owner("2022-01-01")]);
    const days = ["2021-06-01", "2022-06-01", "2024-06-01"];
    const orders = makeOrderTable([
      ...days.map((arrival) => ({ vin: "A", arrival })),
      { vin: "A" },
    ]);
    const { dealership } = assembleDealership(customers, orders);
    expect([...dealership.customerOfOrder]).toEqual([1, 0, 0, 0]);
    expect([...dealership.duplicate]).toEqual([0, 0]);
  });

  it("leave an undated order to the present owner", () => {
    const customers = makeCustomerTable([
      { vin: "A", invalidReason: "已转手", invalidDate: "2022-01-01" },
      { vin: "A" },
    ]);
    const { dealership } = assembleDealership(customers, makeOrderTable([{ vin: "A" }]));
    expect([...dealership.customerOfOrder]).toEqual([1]);
  });
});

describe("a workbook in which only plates name vehicles", () => {
  it("gives every owner the orders of the own time, a later row of that plate none", () => {
    const customers = makeCustomerTable([
      { plate: "苏A00001", invalidReason: "转手", invalidDate: "2024-01-01" },
      { plate: "苏A00001" },
      { plate: "苏A00001" },
      { plate: "苏AD00002" },
    ]);
    const orders = makeOrderTable([
      { plate: "苏A00001", arrival: "2023-12-31" },
      { plate: "苏A00001", arrival: "2024-01-01" },
      { plate: "苏AD00002", arrival: "2024-01-01" },
      { plate: "苏A00009", arrival: "2024-01-01" },
    ]);
    const { dealership } = assembleDealership(customers, orders);
    expect([...dealership.customerOfOrder]).toEqual([0, 1, 3, -1]);
    expect([...dealership.duplicate]).toEqual([0, 0, 1, 0]);
  });
});

describe("three owners of one car", () => {
  it("each have the orders of their own time, whatever the order of the rows", () => {
    const owner = (name: string, until?: string): CustomerRow => ({
      vin: "A",
      name,
      invalidReason: until ? "转手" : "",
      invalidDate: until,
    });
    const customers = [owner("三"), owner("二", "2023-01-01"), owner("一", "2022-01-01")];
    const days = ["2021-12-31", "2022-01-01", "2022-12-31", "2023-01-01"];
    const { dealership, findings } = assembleDealership(
      makeCustomerTable(customers),
      makeOrderTable(days.map((arrival) => ({ vin: "A", arrival })))
    );
    const names = [...dealership.customerOfOrder].map((customer) => customers[customer].name);
    expect(names).toEqual(["一", "二", "二", "三"]);
    expect(findings.map(({ code }) => code)).not.toContain("duplicateKey");
  });
});

describe("sold here", () => {
  it("is every car where no column tells", () => {
    expect(soldHere([{ vin: "A" }, { vin: "B", source: "网络" }])).toEqual({
      flags: [1, 1],
      known: false,
    });
  });

  it("is a No that stands alone as one letter or digit, not one in a word", () => {
    const rows = ["N", "n", "0", "2019年新车", "Nissan置换", "他店购车"].map((said) => ({
      soldHere: said,
    }));
    expect(soldHere(rows).flags).toEqual([0, 0, 0, 1, 1, 0]);
  });

  it("is not known of a car whose source names a channel, and denied by one that names another store", () => {
    const rows = ["本店购车", "他店购车", "N", "网络", ""].map((source, i) => ({
      vin: `V${i}`,
      source,
    }));
    expect(soldHere(rows)).toEqual({ flags: [1, 0, 0, 0, 0], known: true });
    expect(soldHere([{ vin: "A", source: "他店购车" }])).toEqual({ flags: [0], known: true });
  });

  it("is told by the column, else a sales consultant, else a source that names the seller", () => {
    const rows: CustomerRow[] = [
      { soldHere: "是" },
      { soldHere: "否", salesConsultant: "张" },
      { salesConsultant: "张" },
      { source: "本店购车" },
      { source: "非本店购车" },
      { source: "朋友介绍" },
      { soldHere: "N" },
    ];
    const all = rows.map((row, i) => ({
      soldHere: "",
      salesConsultant: "",
      source: "",
      vin: `V${i}`,
      ...row,
    }));
    expect(soldHere(all)).toEqual({ flags: [1, 0, 1, 1, 0, 0, 0], known: true });
  });
});

describe("invalid reasons", () => {
  it.each([
    ["", "none"],
    ["有效", "none"],
    ["车辆已过户", "transferred"],
    ["报废", "scrapped"],
    ["电话空号", "unreachable"],
    ["外地车", "nonLocal"],
    ["Moved away", "nonLocal"],
    ["其他", "other"],
  ])("%p is %s", (text, reason) => {
    expect(invalidReasonOf(text, defaultWords)).toBe(reason);
  });

  it("first seen with another reason than the sheet now gives hold on every day", () => {
    const { dealership } = assembleDealership(
      makeCustomerTable([{ vin: "A", deliveryDate: "2020-01-01", invalidReason: "失联" }]),
      makeOrderTable([{ vin: "A", arrival: "2024-01-01" }]),
      { invalidFirstSeen: new Map([["A", { reason: "scrapped", day: serialOfIso("2024-03-01") }]]) }
    );
    expect(statusAt(statusesAsOf(dealership, serialOfIso("2024-02-01")), 0)).toBe("invalid");
  });
});
