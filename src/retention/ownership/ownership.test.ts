import { roster } from "../../../test/support/ownedStores";
import { makeCustomerTable, makeOrderTable } from "../../../test/support/tables";
import { assembleDealership } from "../store";
import { buildOwnership, type LedgerEntry, type LedgerSource } from "./ownership";
import { incentivesOf, targetsOf } from "../performance";
import { serialOfIso } from "../time";

const row = (
  key: string,
  owner: string,
  fromDay: number,
  source: LedgerSource = "initial",
  allocation = 1
): LedgerEntry => ({ key, owner, fromDay, source, allocation });

const { dealership } = assembleDealership(
  makeCustomerTable([
    { vin: "V1", advisor: "王磊" },
    { vin: "V2", advisor: "李娜" },
    { advisor: "赵强" },
  ]),
  makeOrderTable([])
);

describe("who owns a customer", () => {
  const ownership = buildOwnership(
    dealership,
    [
      row("V1", "李娜", 300, "transfer", 3),
      row("V1", "李娜", 200, "leaver", 2),
      row("V1", "王磊", 100, "initial", 1),
    ],
    roster
  );
  const on = (day: number, customer = 0) => ({
    owner: ownership.owners[ownership.ownerOn(customer, day)],
    presumed: ownership.isPresumed(customer, day),
    source: ownership.sourceOf(customer, day),
    from: ownership.fromDayOf(customer, day),
    since: ownership.heldSince(customer, day),
    allocation: ownership.allocationOf(customer, day),
  });
  const sheet = { presumed: true, source: null, from: 0, since: 0, allocation: 0 };

  it("is before the first row, and without any, whom the customer sheet names", () => {
    expect(on(99)).toEqual({ owner: "王磊", ...sheet });
    expect(on(999, 1)).toEqual({ owner: "李娜", ...sheet });
    expect(on(999, 2)).toEqual({ owner: "赵强", ...sheet });
  });

  it("is from a row's day on whom it names, with its source, day and allocation", () => {
    const first = { presumed: false, source: "initial", from: 100, since: 0, allocation: 1 };
    expect(on(100)).toEqual({ owner: "王磊", ...first });
    expect(on(199)).toEqual({ owner: "王磊", ...first });
    const second = { presumed: false, source: "leaver", from: 200, since: 200, allocation: 2 };
    expect(on(200)).toEqual({ owner: "李娜", ...second });
  });

  it("has held him since the first of several rows in succession", () => {
    expect(on(300)).toMatchObject({ owner: "李娜", source: "transfer", from: 300, since: 200 });
  });

  it("has held him only since the ledger's row where the sheet named somebody else", () => {
    const other = buildOwnership(dealership, [row("V2", "王磊", 100)], roster);
    expect(other.heldSince(1, 150)).toBe(100);
  });
});

describe("customers that change hands", () => {
  const asOf = serialOfIso("2024-03-31");
  const day = (iso: string): number => serialOfIso(iso);
  const calendar = { closedDays: new Set<number>(), closedWeekdays: [] };
  const store = (vins: readonly string[]) =>
    assembleDealership(
      makeCustomerTable(vins.map((vin) => ({ vin, advisor: "" }))),
      makeOrderTable([
        { vin: "V0", arrival: "2021-01-01" },
        ...vins.flatMap((vin) => [
          { vin, arrival: "2022-01-10" },
          { vin, arrival: "2024-03-20" },
        ]),
      ])
    ).dealership;

  it("twice on one day went from the first owner to the last", () => {
    const two = store(["V1"]);
    const ledger = [
      row("V1", "王磊", day("2024-01-01")),
      row("V1", "李娜", day("2024-03-25"), "transfer", 2),
      row("V1", "赵强", day("2024-03-25"), "transfer", 3),
    ];
    const ownership = buildOwnership(two, ledger, roster);
    const { month } = targetsOf(two, ownership, ledger, asOf, { roster, calendar });
    const byName = Object.fromEntries(
      month.rows.map(({ owner, flows }) => [
        ownership.owners[owner],
        [flows.baseTransferredIn, flows.baseTransferredOut],
      ])
    );
    expect(byName).toMatchObject({ 王磊: [0, 1], 李娜: [0, 0], 赵强: [1, 0] });
  });

  it("are listed in 绩效 by owner, day and key, whatever the order of the rows", () => {
    const vins = ["V3", "V1", "V2", "V4"];
    const ledger = vins.map((vin) => row(vin, vin === "V4" ? "王磊" : "李娜", day("2024-01-01")));
    for (const order of [vins, [...vins].reverse()]) {
      const shop = store(order);
      const ownership = buildOwnership(shop, ledger, roster);
      const { returns } = incentivesOf(shop, ownership, ledger, asOf, { roster });
      expect(
        returns.map(({ owner, customer }) => [
          ownership.owners[owner],
          shop.customers.vin[customer],
        ])
      ).toEqual([
        ["王磊", "V4"],
        ["李娜", "V1"],
        ["李娜", "V2"],
        ["李娜", "V3"],
      ]);
    }
  });
});
