import {
  makeCustomerTable,
  makeOrderTable,
  type CustomerRow,
  type OrderRow,
} from "../../../test/support/tables";
import { assembleDealership, findingsAsOf } from "./dealership";
import { orderKinds } from "./orderKinds";
import { serialOfIso } from "../time";
import type { Finding } from "./findings";

const VIN = ["LSVAA49J132047371", "LSVAA49J132047372", "LSVAA49J132047373"];

const assembled = (customers: CustomerRow[], orders: OrderRow[]) =>
  assembleDealership(makeCustomerTable(customers), makeOrderTable(orders));

const found = (findings: readonly Finding[]) =>
  findings.map(({ code, table, sheetRow, field, read }) => [code, table, sheetRow, field, read]);

const foundIn = (customers: CustomerRow[], orders: OrderRow[]) =>
  found(assembled(customers, orders).findings);

const seen = { arrival: "2024-01-05" };

describe("findings name table, row, column and what stands there:", () => {
  it("a walk-in by the first key that the order has", () => {
    const customer = { vin: VIN[0], plate: "苏A00001", customerNumber: "K1" };
    const strangers = [
      { vin: VIN[1], plate: "苏A00009", customerNumber: "K9", ...seen },
      { plate: "苏A00009", customerNumber: "K9", ...seen },
      { customerNumber: "K9", ...seen },
      { ...seen },
    ];
    const own = { vin: VIN[0], ...seen };
    expect(foundIn([customer], [own, ...strangers])).toEqual([
      ["walkIn", "orders", 4, "customerNumber", "K9"],
      ["walkIn", "orders", 2, "vin", VIN[1]],
      ["walkIn", "orders", 3, "plate", "苏A00009"],
    ]);
  });

  it("an order whose plate or number means several cars", () => {
    const customers = [
      { vin: VIN[0], plate: "苏A00001", customerNumber: "K1", deliveryDate: "2023-01-01" },
      { vin: VIN[1], plate: "苏A00001", customerNumber: "K1", deliveryDate: "2023-01-01" },
    ];
    expect(
      foundIn(customers, [
        { plate: "苏A00001", ...seen },
        { customerNumber: "K1", ...seen },
      ])
    ).toEqual([
      ["plateAmbiguous", "orders", 1, "plate", "苏A00001"],
      ["customerNumberAmbiguous", "orders", 2, "customerNumber", "K1"],
    ]);
  });

  it("an order without a date, one before delivery; of void ones nothing is said", () => {
    const customer = { vin: VIN[0], deliveryDate: "2024-01-01" };
    const orders = [
      { vin: VIN[0] },
      { vin: VIN[0], arrival: "2023-12-30" },
      { vin: VIN[0], settlement: "2023-12-31" },
      { vin: VIN[0], arrival: "2024-01-01" },
      { vin: VIN[0], arrival: "2023-12-01", orderStatus: "作废" },
      { vin: VIN[0], orderType: "作废" },
      { vin: VIN[2], orderStatus: "作废", ...seen },
    ];
    const { dealership, findings } = assembled([customer], orders);
    expect(found(findings)).toEqual([
      ["orderWithoutDate", "orders", 1, "arrival", ""],
      ["orderBeforeDelivery", "orders", 2, "arrival", "2023-12-30"],
      ["orderBeforeDelivery", "orders", 3, "settlement", "2023-12-31"],
    ]);
    expect([...dealership.orderKind].map((kind) => orderKinds[kind])).toEqual([
      "undated",
      "beforeDelivery",
      "beforeDelivery",
      "visit",
      "void",
      "void",
      "void",
    ]);
  });

  it("a last visit of the sheet that no order knows, and one before delivery", () => {
    const customers = [
      { vin: VIN[0], deliveryDate: "2023-01-01", lastVisit: "2022-12-31" },
      { vin: VIN[1], deliveryDate: "2023-01-01", lastVisit: "2023-01-01" },
      { vin: VIN[2], lastVisit: "2024-01-05" },
    ];
    expect(foundIn(customers, [{ vin: VIN[2], ...seen }])).toEqual([
      ["lastVisitBeforeDelivery", "customers", 1, "lastVisit", "2022-12-31"],
      ["lastVisitNotInOrders", "customers", 2, "lastVisit", "2023-01-01"],
    ]);
  });

  it("a visit after the car was handed on or scrapped, but not one on that day", () => {
    const left = (vin: string, invalidReason: string): CustomerRow => ({
      vin,
      invalidReason,
      invalidDate: "2024-01-04",
    });
    const orders = [
      { vin: VIN[0], ...seen },
      { vin: VIN[1], ...seen },
      { vin: VIN[2], arrival: "2024-01-04" },
    ];
    const customers = [left(VIN[0], "已转手"), left(VIN[1], "已报废"), left(VIN[2], "已报废")];
    expect(foundIn(customers, orders)).toEqual([
      ["visitAfterInvalid", "customers", 1, "invalidReason", "已转手"],
      ["visitAfterInvalid", "customers", 2, "invalidReason", "已报废"],
    ]);
  });

  it("a customer of whom no day is known, unless the row is a duplicate", () => {
    const customers = [
      { vin: VIN[0] },
      { vin: VIN[1], deliveryDate: "2024-01-01" },
      { vin: VIN[0] },
    ];
    expect(foundIn(customers, [])).toEqual([
      ["duplicateKey", "customers", 3, "vin", VIN[0]],
      ["customerWithoutDates", "customers", 1, undefined, ""],
    ]);
  });

  it("orders after the as-of day, by the column that dates them", () => {
    const { dealership } = assembled(
      [{ vin: VIN[0] }],
      [
        { vin: VIN[0], arrival: "2024-01-05" },
        { vin: VIN[0], arrival: "2024-01-06" },
        { vin: VIN[0], settlement: "2024-01-07" },
        { vin: VIN[0] },
      ]
    );
    expect(found(findingsAsOf(dealership, serialOfIso("2024-01-05")))).toEqual([
      ["arrivalAfterAsOf", "orders", 2, "arrival", "2024-01-06"],
      ["arrivalAfterAsOf", "orders", 3, "settlement", "2024-01-07"],
    ]);
  });
});

describe("the visits of a customer", () => {
  const monthly = (count: number): string[] =>
    Array.from(
      { length: count },
      (_, i) => `20${String(10 + Math.floor(i / 12))}-${String((i % 12) + 1).padStart(2, "0")}-15`
    );

  it.each([5, 64, 65, 150])("stand by day, orders of one day by row, of %i orders too", (count) => {
    const days = monthly(count).reverse();
    const orders = [...days, ...days].map((arrival, row) => ({
      vin: VIN[0],
      arrival,
      orderNumber: String(row),
    }));
    const { dealership } = assembled([{ vin: VIN[0] }, { vin: VIN[1] }], orders);
    const rising = [...days].reverse().map(serialOfIso);
    expect([...dealership.visitDay]).toEqual(rising);
    expect([...dealership.visitOrderCount]).toEqual(rising.map(() => 2));
    const inOrder = rising.flatMap((_, i) => [count - 1 - i, 2 * count - 1 - i]);
    expect([...dealership.customerOrders]).toEqual(inOrder);
    expect([...dealership.visitOfOrder]).toEqual(
      [...days, ...days].map((day) => rising.indexOf(serialOfIso(day)))
    );
  });

  it("of a second customer with many orders stand beside those of the first", () => {
    const days = monthly(70).reverse();
    const orders = days.flatMap((arrival) => VIN.slice(0, 2).map((vin) => ({ vin, arrival })));
    const { dealership } = assembled([{ vin: VIN[0] }, { vin: VIN[1] }], orders);
    const rising = [...days].reverse().map(serialOfIso);
    expect([...dealership.visitDay]).toEqual([...rising, ...rising]);
    expect([...dealership.visitOffsets]).toEqual([0, 70, 140]);
  });

  it("include the sheet's last visit on a day whose orders do not count", () => {
    const { dealership, findings } = assembled(
      [{ vin: VIN[0], lastVisit: "2024-01-05" }],
      [
        { vin: VIN[0], ...seen, orderStatus: "作废" },
        { vin: VIN[0], arrival: "2024-02-01" },
      ]
    );
    expect([...dealership.visitDay]).toEqual(["2024-01-05", "2024-02-01"].map(serialOfIso));
    expect([...dealership.visitOrderCount]).toEqual([0, 1]);
    expect([...dealership.visitOfOrder]).toEqual([-1, 1]);
    expect(findings.map(({ code }) => code)).toEqual(["lastVisitNotInOrders"]);
  });

  it("of a store without any order rest on the sheet's last visits, and that is no finding", () => {
    const { dealership, findings } = assembled([{ vin: VIN[0], lastVisit: "2024-01-05" }], []);
    expect([...dealership.visitDay]).toEqual([serialOfIso("2024-01-05")]);
    expect(findings).toEqual([]);
  });

  it("begin where the first order of the file stands, dated or not", () => {
    const { dealership } = assembled(
      [{ vin: VIN[0] }],
      [{ vin: VIN[0] }, { vin: VIN[0], arrival: "2024-02-01" }, { vin: VIN[0], ...seen }]
    );
    expect(dealership.firstOrderDay).toBe(serialOfIso("2024-01-05"));
    expect(assembled([{ vin: VIN[0] }], [{ vin: VIN[0] }]).dealership.firstOrderDay).toBe(0);
  });
});
