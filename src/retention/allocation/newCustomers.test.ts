import { assembleDealership } from "../store";
import { buildOwnership, type LedgerEntry, type Roster } from "../ownership";
import { claimNewCustomers } from "./newCustomers";
import { serialOfIso } from "../time";
import { advisorNamed, calendar, roster } from "../../../test/support/ownedStores";
import { makeCustomerTable, makeOrderTable, type CustomerRow } from "../../../test/support/tables";

const since = serialOfIso("2024-09-01");
const staff: Roster = {
  ...roster,
  advisors: ["王磊", "李娜", "赵强"].map((name) => advisorNamed(name)),
};
const open = { ...calendar, closedDays: new Set<number>(), closedWeekdays: [] };

const row = (key: string, owner: string, fromDay: number): LedgerEntry => ({
  key,
  owner,
  fromDay,
  source: "initial",
  allocation: 1,
});

/** A car that came in so many days after the claims before. */
const car = (vin: string, customerNumber: string, days: number): CustomerRow => ({
  vin,
  customerNumber,
  soldHere: "是",
  deliveryDate: since + days,
});
const old = (vin: string, customerNumber: string): CustomerRow => ({
  ...car(vin, customerNumber, 0),
  deliveryDate: "2022-01-01",
});

function claims(customers: CustomerRow[], ledger: readonly LedgerEntry[] = []) {
  const anchor = { ...old("V0", "C0") };
  const { dealership } = assembleDealership(
    makeCustomerTable([anchor, ...customers]),
    // The file must reach back a year for deliveries to count.
    makeOrderTable([{ vin: "V0", arrival: "2022-01-01" }])
  );
  const found = claimNewCustomers(dealership, buildOwnership(dealership, ledger, staff), {
    since,
    asOf: since + 20,
    handOver: ["王磊", "李娜", "赵强"],
    reception: [],
    roster: staff,
    calendar: open,
  });
  return {
    owners: found.entries.map(({ key, owner }) => [key, owner]),
    days: found.entries.map(({ fromDay }) => fromDay - since),
    rota: found.handOver,
    unclaimed: found.unclaimed,
  };
}

describe("a new car of an owner whose other car the ledger knows", () => {
  it("goes to the same advisor and uses no turn", () => {
    const { owners, rota } = claims(
      [old("V1", "C1"), car("V2", "C1", 1), car("V3", "C3", 2)],
      [row("V1", "赵强", since - 100)]
    );
    expect(owners).toEqual([
      ["V2", "赵强"],
      ["V3", "王磊"],
    ]);
    expect(rota).toEqual(["李娜", "赵强", "王磊"]);
  });

  it("goes by the latest row of several cars, of rows of one day by the roster's order", () => {
    const cars = [old("V1", "C1"), old("V2", "C1"), car("V3", "C1", 1)];
    const ownerOf = (...ledger: LedgerEntry[]): string => claims(cars, ledger).owners[0][1];
    expect(ownerOf(row("V1", "赵强", since - 9), row("V2", "李娜", since - 5))).toBe("李娜");
    expect(ownerOf(row("V1", "李娜", since - 5), row("V2", "赵强", since - 9))).toBe("李娜");
    expect(ownerOf(row("V1", "赵强", since - 5), row("V2", "李娜", since - 5))).toBe("李娜");
    expect(ownerOf(row("V1", "李娜", since - 5), row("V2", "赵强", since - 5))).toBe("李娜");
  });

  it("goes by the rota where that row names nobody of the roster, or begins later", () => {
    const cars = [old("V1", "C1"), car("V2", "C1", 1)];
    for (const entry of [
      row("V1", roster.customerCare, since - 5),
      row("V1", "", since - 5),
      row("V1", "已离职", since - 5),
      row("V1", "赵强", since + 2),
    ]) {
      expect(claims(cars, [entry]).owners).toEqual([["V2", "王磊"]]);
    }
  });

  it("goes by the rota where only the customer sheet names the other car's advisor", () => {
    const cars = [{ ...old("V1", "C1"), advisor: "赵强" }, car("V2", "C1", 1)];
    expect(claims(cars).owners).toEqual([["V2", "王磊"]]);
  });
});

describe("who counts as new", () => {
  it("came in after the day of the last claims, has a key and no row in the ledger, and is valid", () => {
    const customers = [
      car("V1", "C1", 0),
      car("V2", "C2", 1),
      car("V3", "C3", 1),
      { ...car("V4", "C4", 1), invalidReason: "已报废" },
      car("V5", "C5", 20),
      car("V6", "C6", 21),
      { soldHere: "是", deliveryDate: since + 3, name: "无号" },
    ];
    expect(claims(customers, [row("V3", "赵强", since + 1)]).owners).toEqual([
      ["V2", "王磊"],
      ["V5", "李娜"],
    ]);
  });

  it("takes turns by the day he came, on one day by key, whatever the order of the rows", () => {
    const customers = [
      car("V9", "C9", 2),
      car("V3", "C3", 5),
      car("V2", "C2", 2),
      car("V7", "C7", 1),
    ];
    const expected = {
      owners: [
        ["V7", "王磊"],
        ["V2", "李娜"],
        ["V9", "赵强"],
        ["V3", "王磊"],
      ],
      days: [1, 2, 2, 5],
    };
    expect(claims(customers)).toMatchObject(expected);
    expect(claims([...customers].reverse())).toMatchObject(expected);
  });

  it("whom the customer sheet gives to somebody who is no advisor goes by the rota", () => {
    const named = ["已离职", roster.customerCare, "王磊"].map((advisor, i) => ({
      ...car(`V${i + 1}`, `C${i + 1}`, i + 1),
      advisor,
    }));
    expect(claims(named)).toMatchObject({
      owners: [
        ["V1", "王磊"],
        ["V2", "李娜"],
        ["V3", "王磊"],
      ],
      rota: ["赵强", "李娜", "王磊"],
    });
  });
});
