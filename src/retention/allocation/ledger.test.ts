import { buildOwnership, type LedgerEntry } from "../ownership";
import { appendToLedger, ledgerFindings, readLedger, type LedgerRow } from "./ledger";
import {
  assembleDealership,
  defaultWords,
  invalidDifferences,
  type InvalidConfirmation,
  type InvalidReason,
} from "../store";
import { eventCauses, statusAt, statusesAsOf, statusEvents } from "../status";
import { serialOfIso, type SerialDay } from "../time";
import { roster } from "../../../test/support/ownedStores";
import { makeCustomerTable, makeOrderTable, type CustomerRow } from "../../../test/support/tables";

const asOf = serialOfIso("2024-09-01");
const march = serialOfIso("2024-03-01");

const confirm = (
  key: string,
  reason: InvalidReason,
  fromDay: number = march
): InvalidConfirmation => ({ source: "invalid", key, reason, fromDay });

const own = (key: string, owner: string): LedgerEntry => ({
  source: "manual",
  key,
  owner,
  fromDay: march,
  allocation: 0,
});

/** The customer sheet as pasted anew, seen through the ledger. */
function pasted(rows: readonly CustomerRow[], ledger: readonly LedgerRow[], day: number = asOf) {
  const { owners, confirmedInvalid } = readLedger(ledger);
  const { dealership } = assembleDealership(
    makeCustomerTable(rows),
    makeOrderTable(rows.map(({ vin }) => ({ vin, arrival: "2024-01-05" }))),
    { confirmedInvalid }
  );
  const ownership = buildOwnership(dealership, owners, roster);
  const statuses = statusesAsOf(dealership, day);
  return {
    statuses: rows.map((_, customer) => statusAt(statuses, customer)),
    findings: ledgerFindings(dealership, ownership, { asOf: day, confirmedInvalid }).map(
      ({ code, table, sheetRow, field, read }) => [code, table, sheetRow, field, read]
    ),
  };
}

describe("a customer sheet pasted over one that the ledger knows", () => {
  it("loses no confirmed invalid reason, and each blank cell in its place is a finding", () => {
    const rows = [
      { vin: "V1", invalidReason: "" },
      { vin: "V2", invalidReason: "有效" },
      { vin: "V3" },
    ];
    expect(pasted(rows, [confirm("V1", "scrapped"), confirm("V2", "nonLocal")])).toEqual({
      statuses: ["invalid", "invalid", "warning"],
      findings: [
        ["invalidDiffers", "customers", 1, "invalidReason", ""],
        ["invalidDiffers", "customers", 2, "invalidReason", "有效"],
      ],
    });
  });

  it("that has no column of invalid reasons says nothing that could differ", () => {
    expect(pasted([{ vin: "V1" }], [confirm("V1", "scrapped")])).toEqual({
      statuses: ["invalid"],
      findings: [],
    });
  });

  it("differs where it gives another reason, or another day for the same one", () => {
    const rows = [
      { vin: "V1", invalidReason: "失联", invalidDate: "2024-03-01" },
      { vin: "V2", invalidReason: "已报废", invalidDate: "2024-02-10" },
      { vin: "V3", invalidReason: "已报废", invalidDate: "2024-03-01" },
      { vin: "V4", invalidReason: "已报废" },
    ];
    const ledger = rows.map(({ vin }) => confirm(vin, "scrapped"));
    expect(pasted(rows, ledger).findings).toEqual([
      ["invalidDiffers", "customers", 1, "invalidReason", "失联"],
      ["invalidDiffers", "customers", 2, "invalidDate", "2024-02-10"],
    ]);
  });

  it("is not asked on a day before the confirmation holds", () => {
    const rows = [{ vin: "V1", invalidReason: "" }];
    const ledger = [confirm("V1", "scrapped")];
    expect(pasted(rows, ledger, march - 1)).toEqual({ statuses: ["stable"], findings: [] });
    expect(pasted(rows, ledger, march).findings).toHaveLength(1);
  });

  it("differs where it names another advisor; a blank cell says nothing", () => {
    const rows = [
      { vin: "V1", advisor: "王磊" },
      { vin: "V2", advisor: "王磊" },
      { vin: "V3", advisor: "" },
      { vin: "V4", advisor: "李娜" },
    ];
    const ledger = [own("V1", "李娜"), own("V2", "王磊"), own("V3", "李娜")];
    expect(pasted(rows, ledger).findings).toEqual([
      ["ownerDiffers", "customers", 1, "advisor", "王磊"],
    ]);
  });
});

describe("a confirmed invalid reason", () => {
  it("holds from its own day on, until the next word about the same customer", () => {
    const { confirmedInvalid } = readLedger([
      confirm("V1", "unreachable", march),
      confirm("V2", "scrapped"),
      confirm("V1", "nonLocal", march + 5),
      confirm("V2", "none"),
    ]);
    expect([...confirmedInvalid]).toEqual([
      [
        "V1",
        [
          { reason: "unreachable", day: march },
          { reason: "nonLocal", day: march + 5 },
        ],
      ],
      [
        "V2",
        [
          { reason: "scrapped", day: march },
          { reason: "none", day: march },
        ],
      ],
    ]);
  });

  it("of a later day changes nothing before it, whether it goes on, changes or takes back", () => {
    const rows = [{ vin: "V1" }];
    const first = confirm("V1", "scrapped", march);
    const ledgers = [
      [first],
      [first, confirm("V1", "none", march + 10)],
      [confirm("V1", "transferred", march + 10), first],
    ];
    const on = (ledger: LedgerRow[], asOf: SerialDay) => pasted(rows, ledger, asOf).statuses[0];
    for (const ledger of ledgers) {
      expect(on(ledger, march - 1)).toBe("stable");
      expect(on(ledger, march)).toBe("invalid");
      expect(on(ledger, march + 9)).toBe("invalid");
    }
    expect(ledgers.map((ledger) => on(ledger, march + 10))).toEqual([
      "invalid",
      "stable",
      "invalid",
    ]);
    const moves = (ledger: LedgerRow[]): string[] => {
      const { confirmedInvalid } = readLedger(ledger);
      const { dealership } = assembleDealership(
        makeCustomerTable(rows),
        makeOrderTable([{ vin: "V1", arrival: "2024-01-05" }]),
        { confirmedInvalid }
      );
      const events = statusEvents(dealership, march - 5, march + 20);
      return Array.from(events.day, (day, i) => `${eventCauses[events.cause[i]]} ${day - march}`);
    };
    expect(ledgers.map(moves)).toEqual([
      ["invalidated 0"],
      ["invalidated 0", "revived 10"],
      ["invalidated 0"],
    ]);
  });

  it("once taken back wins over the customer sheet's own word, and the difference is told", () => {
    const rows = [
      { vin: "V1", invalidReason: "已报废" },
      { vin: "V2", invalidReason: "" },
    ];
    const ledger = [
      confirm("V1", "nonLocal"),
      confirm("V1", "none"),
      confirm("V2", "scrapped"),
      confirm("V2", "none"),
    ];
    expect(pasted(rows, ledger)).toEqual({
      statuses: ["warning", "warning"],
      findings: [["invalidDiffers", "customers", 1, "invalidReason", "已报废"]],
    });
  });

  it("of a car that was handed on is its new owner's", () => {
    const rows = [
      { vin: "V1", invalidReason: "已转手", invalidDate: "2023-06-01" },
      { vin: "V1", invalidReason: "" },
    ];
    expect(pasted(rows, [confirm("V1", "unreachable")])).toEqual({
      statuses: ["invalid", "invalid"],
      findings: [["invalidDiffers", "customers", 2, "invalidReason", ""]],
    });
  });

  it("that is the handing on itself is the first owner's", () => {
    const rows = [
      { vin: "V1", invalidReason: "" },
      { vin: "V1", invalidReason: "" },
    ];
    // All visits were before the car changed hands: the new owner counts from that day.
    expect(pasted(rows, [confirm("V1", "transferred")])).toEqual({
      statuses: ["invalid", "stable"],
      findings: [["invalidDiffers", "customers", 1, "invalidReason", ""]],
    });
  });

  it("of a car that every row calls handed on is the first row's", () => {
    const rows = [
      { vin: "V1", invalidReason: "已转手" },
      { vin: "V1", invalidReason: "已转手" },
    ];
    expect(pasted(rows, [confirm("V1", "scrapped")]).findings).toEqual([
      ["invalidDiffers", "customers", 1, "invalidReason", "已转手"],
    ]);
  });

  it("speaks of nobody whose row has no key", () => {
    const customers = makeCustomerTable([{ name: "无号", invalidReason: "" }]);
    const confirmed = new Map([["", [{ reason: "scrapped" as const, day: march }]]]);
    expect(invalidDifferences(customers, defaultWords, confirmed, asOf)).toEqual([]);
  });

  it("is listed in the order of the sheet, with what was confirmed and what the sheet says", () => {
    const customers = makeCustomerTable([
      { vin: "V1", invalidReason: "已转手" },
      { vin: "V2", invalidReason: "失联", invalidDate: "2024-02-01" },
      { vin: "V1", invalidReason: "" },
    ]);
    const { confirmedInvalid } = readLedger([
      confirm("V1", "scrapped"),
      confirm("V2", "unreachable"),
    ]);
    expect(invalidDifferences(customers, defaultWords, confirmedInvalid, asOf)).toEqual([
      {
        customer: 1,
        confirmed: { reason: "unreachable", day: march },
        inSheet: { reason: "unreachable", day: serialOfIso("2024-02-01") },
        field: "invalidDate",
      },
      {
        customer: 2,
        confirmed: { reason: "scrapped", day: march },
        inSheet: { reason: "none", day: 0 },
        field: "invalidReason",
      },
    ]);
  });
});

describe("the rows of 归属台账", () => {
  it("are told apart by their source, each kind in its order", () => {
    const ledger: LedgerRow[] = [
      own("V1", "王磊"),
      confirm("V1", "scrapped"),
      own("V2", "李娜"),
      own("V1", "李娜"),
    ];
    expect(readLedger(ledger).owners).toEqual([ledger[0], ledger[2], ledger[3]]);
  });

  it("take a confirmation as they take an owner: with a key and a day, at the end", () => {
    const first: LedgerRow[] = [own("V1", "王磊")];
    expect(appendToLedger(first, [confirm("V2", "scrapped")])).toEqual([
      first[0],
      confirm("V2", "scrapped"),
    ]);
    expect(() => appendToLedger(first, [confirm("v 2", "scrapped")])).toThrow(RangeError);
    expect(() => appendToLedger(first, [confirm("V2", "scrapped", 0)])).toThrow(RangeError);
  });

  it("take no owner without a whole allocation number", () => {
    const bad = [-1, 1.5, NaN].map((allocation) => ({ ...own("V1", "王磊"), allocation }));
    for (const row of bad) {
      expect(() => appendToLedger([], [row])).toThrow("allocation number");
    }
  });
});
