import fc from "fast-check";
import {
  assembleStaffed,
  anyStaffedStore,
  cutStaffed,
  shuffledStaffedStore,
} from "../../../test/support/staffedStores";
import { makeRecords, type RecordRow } from "../../../test/support/records";
import { assembleStore, storeDay } from "../../../test/support/stores";
import { serialOfIso } from "../time";
import { moneyOfOrders, moneyOfVisits } from "../store";
import { arrivalRevenue, creditArrivals } from "./credit";
import { isVisible } from "./history";
import { NO_STATE } from "./states";
import { recordStates } from "./vocabulary";

/** One customer with visits on some days, contacted by some records; as of the end of 2024. */
function creditsOf(visits: readonly string[], rows: readonly RecordRow[], asOf = "2024-12-31") {
  const dealership = assembleStore({
    customers: [{ vin: "LSVCREDIT00000001", name: "甲" }],
    orders: visits.map((arrival, i) => ({
      orderNumber: String(i),
      vin: "LSVCREDIT00000001",
      arrival,
      receivable: 100 * (i + 1),
    })),
  });
  const records = makeRecords(rows.map((row) => ({ key: "LSVCREDIT00000001", ...row })));
  const credits = creditArrivals(dealership, records, serialOfIso(asOf));
  return {
    dealership,
    credits,
    credited: [...credits.recordOfVisit],
    states: [...credits.state].map((code) => recordStates[code]),
  };
}

describe("the visit that a contact is credited with", () => {
  const contact = { day: "2024-05-01", result: "considering" } as const;
  const appointed = { day: "2024-05-01", result: "appointed", appointment: "2024-05-20" } as const;

  it.each([
    ["the day after the contact", "2024-05-02", 0],
    ["30 days after it", "2024-05-31", 0],
    ["31 days after it", "2024-06-01", -1],
    ["the day of the contact", "2024-05-01", -1],
    ["the day before it", "2024-04-30", -1],
  ])("without an appointment: %s", (_, visit, record) => {
    expect(creditsOf([visit], [contact]).credited).toEqual([record]);
  });

  it.each([
    ["7 days before the appointment", "2024-05-13", 0],
    ["8 days before it", "2024-05-12", -1],
    ["7 days after it", "2024-05-27", 0],
    ["8 days after it", "2024-05-28", -1],
  ])("with an appointment: %s", (_, visit, record) => {
    expect(creditsOf([visit], [appointed]).credited).toEqual([record]);
  });

  it("is one of the same day only if appointed for that day", () => {
    const sameDay = { ...appointed, appointment: "2024-05-01" };
    expect(creditsOf(["2024-05-01"], [sameDay]).credited).toEqual([0]);
    expect(creditsOf(["2024-05-01"], [{ ...sameDay, appointment: "2024-05-02" }]).credited).toEqual(
      [-1]
    );
  });

  it("goes to the latest contact that reached the customer", () => {
    const later = { day: "2024-05-03", result: "considering" } as const;
    const missed = { day: "2024-05-04", result: "notReached" } as const;
    const wrong = { day: "2024-05-05", result: "wrongNumber" } as const;
    const open = { day: "2024-05-06" } as const;
    expect(creditsOf(["2024-05-10"], [contact, later, missed, wrong, open]).credited).toEqual([1]);
  });

  it("goes to an earlier contact when the latest one's window does not hold it", () => {
    const far = { day: "2024-05-03", result: "appointed", appointment: "2024-07-01" } as const;
    expect(creditsOf(["2024-05-10"], [contact, far]).credited).toEqual([0]);
  });

  it("goes, of contacts of one day, to 预约 before 专项 before 活动 before 常规", () => {
    const rows: RecordRow[] = [
      { ...appointed, appointment: "2024-05-09", type: "maintenance" },
      { ...contact, type: "lost" },
      { ...contact, type: "weeklyGift" },
      { ...contact, type: "maintenance" },
      { ...contact, type: "care" },
    ];
    for (let first = 0; first < rows.length; first++) {
      expect(creditsOf(["2024-05-10"], rows.slice(first)).credited).toEqual([0]);
      expect(creditsOf(["2024-05-10"], rows.slice(first).reverse()).credited).toEqual([
        rows.length - first - 1,
      ]);
    }
  });

  it("brings its revenue to the record, that of a second visit within the window too", () => {
    const { dealership, credits } = creditsOf(
      ["2024-05-02", "2024-05-20", "2024-07-01"],
      [contact]
    );
    expect([...credits.visitsOfRecord]).toEqual([2]);
    expect([...credits.arrivalDay]).toEqual([serialOfIso("2024-05-02")]);
    expect([...arrivalRevenue(dealership, credits)]).toEqual([300]);
  });

  it("is the new owner's when the car was handed on: the old owner's call has no part in it", () => {
    const dealership = assembleStore({
      customers: [
        {
          vin: "LSVHANDED00000001",
          name: "前",
          deliveryDate: "2020-01-01",
          invalidReason: "已转手",
          invalidDate: "2024-05-05",
        },
        { vin: "LSVHANDED00000001", name: "后", invalidReason: "" },
      ],
      orders: [{ vin: "LSVHANDED00000001", arrival: "2024-05-10" }],
    });
    const row = { key: "LSVHANDED00000001", result: "considering" } as const;
    const records = makeRecords([{ ...row, day: "2024-05-01" }]);
    const { recordOfVisit, history } = creditArrivals(
      dealership,
      records,
      serialOfIso("2024-06-01")
    );
    expect([...history.customerOfRecord]).toEqual([0]);
    expect([...recordOfVisit]).toEqual([-1]);
  });
});

describe("the state of a record", () => {
  const stateOf = (rows: readonly RecordRow[], asOf: string, visits: readonly string[] = []) =>
    creditsOf(visits, rows, asOf).states;
  const booked = { day: "2024-05-01", result: "appointed", appointment: "2024-05-10" } as const;

  it("is 未完成 without a result", () => {
    expect(stateOf([{ day: "2024-05-01" }], "2024-05-31")).toEqual(["open"]);
  });

  it("is 已预约 through the seventh day after the appointment, 爽约 from the eighth", () => {
    expect(stateOf([booked], "2024-05-17")).toEqual(["appointed"]);
    expect(stateOf([booked], "2024-05-18")).toEqual(["noShow"]);
  });

  it("is 已到店 when a visit is credited to it, and was 已预约 the day before", () => {
    expect(stateOf([booked], "2024-05-12", ["2024-05-12"])).toEqual(["arrived"]);
    expect(stateOf([booked], "2024-05-11", ["2024-05-12"])).toEqual(["appointed"]);
  });

  it("is 已关闭 for an appointment that a later contact moved, not 爽约", () => {
    const moved = { day: "2024-05-09", result: "appointed", appointment: "2024-05-20" } as const;
    expect(stateOf([booked, moved], "2024-05-18")).toEqual(["closed", "appointed"]);
  });

  it("stays 已预约 when a confirming call is not answered", () => {
    const unanswered = { day: "2024-05-09", result: "notReached" } as const;
    expect(stateOf([booked, unanswered], "2024-05-12")).toEqual(["appointed", "followUp"]);
  });

  it("is 跟进中 until a later contact continues it or the customer comes by himself", () => {
    const first = { day: "2024-05-01", result: "notReached" } as const;
    expect(stateOf([first], "2024-05-31")).toEqual(["followUp"]);
    expect(stateOf([first, { day: "2024-05-02", attempt: 2 }], "2024-05-31")).toEqual([
      "closed",
      "open",
    ]);
    expect(stateOf([first], "2024-05-31", ["2024-05-20"])).toEqual(["closed"]);
  });

  it.each(["refused", "servicedElsewhere", "movedOn"] as const)("is 已关闭 after %s", (result) => {
    expect(stateOf([{ day: "2024-05-01", result }], "2024-05-31")).toEqual(["closed"]);
  });

  it("is 已关闭 after the fifth touch without an appointment, not after the fourth", () => {
    const touch = (attempt: number) => ({
      day: "2024-05-01",
      result: "considering" as const,
      attempt,
    });
    expect(stateOf([touch(4)], "2024-05-31")).toEqual(["followUp"]);
    expect(stateOf([touch(5)], "2024-05-31")).toEqual(["closed"]);
  });

  it("is 已关闭 by the wrong number with which 失联 is proposed", () => {
    const wrong = (day: string) => ({ day, result: "wrongNumber" as const });
    const twice = ["2024-05-01", "2024-05-02"].map(wrong);
    expect(stateOf(twice, "2024-05-31")).toEqual(["closed", "followUp"]);
    expect(stateOf([...twice, wrong("2024-05-05")], "2024-05-31")[2]).toBe("closed");
  });

  it("of 关怀 is its own affair: neither continues a sequence nor is continued", () => {
    const considering = { day: "2024-05-01", result: "considering" } as const;
    const care = { day: "2024-05-03", type: "care", result: "notReached" } as const;
    expect(stateOf([considering, care], "2024-05-31")).toEqual(["followUp", "closed"]);
  });

  it("is none before its day", () => {
    expect([...creditsOf([], [booked], "2024-04-30").credits.state]).toEqual([NO_STATE]);
  });
});

describe("in any store, on any day", () => {
  it("credited and natural visits add up to the visits, and to the revenue of the records", () => {
    fc.assert(
      fc.property(anyStaffedStore, storeDay, (staffed, asOf) => {
        const { dealership } = assembleStaffed(staffed);
        const credits = creditArrivals(dealership, staffed.records, asOf);
        const credited = credits.recordOfVisit.filter((record) => record >= 0);
        const sum = (values: Iterable<number>): number =>
          [...values].reduce((total, value) => total + (value || 0), 0);
        expect(sum(credits.visitsOfRecord)).toBe(credited.length);
        dealership.visitDay.forEach((day, visit) => {
          expect(day > asOf && credits.recordOfVisit[visit] >= 0).toBe(false);
        });
        const money = moneyOfVisits(dealership, moneyOfOrders(dealership), asOf);
        const ofVisits = money.revenue.filter((_, visit) => credits.recordOfVisit[visit] >= 0);
        expect(sum(arrivalRevenue(dealership, credits))).toBeCloseTo(sum(ofVisits), 6);
      })
    );
  });

  it("a customer has one open sequence", () => {
    fc.assert(
      fc.property(anyStaffedStore, storeDay, (staffed, asOf) => {
        const { dealership } = assembleStaffed(staffed);
        const { history, state } = creditArrivals(dealership, staffed.records, asOf);
        const followed = staffed.records
          .flatMap((_, i) =>
            recordStates[state[i]] === "followUp" ? [history.customerOfRecord[i]] : []
          )
          .filter((customer) => customer >= 0);
        expect(new Set(followed).size).toBe(followed.length);
      })
    );
  });

  it("credits and states are those of a workbook that ends on the day", () => {
    fc.assert(
      fc.property(anyStaffedStore, storeDay, (staffed, asOf) => {
        const cut = cutStaffed(staffed, asOf);
        const whole = creditArrivals(assembleStaffed(staffed).dealership, staffed.records, asOf);
        const then = creditArrivals(assembleStaffed(cut).dealership, cut.records, asOf);
        const visible = staffed.records.flatMap((record, i) =>
          isVisible(record, asOf) ? [i] : []
        );
        expect(visible.map((i) => whole.state[i])).toEqual([...then.state]);
        expect(visible.map((i) => whole.arrivalDay[i])).toEqual([...then.arrivalDay]);
        expect(visible.map((i) => whole.visitsOfRecord[i])).toEqual([...then.visitsOfRecord]);
      })
    );
  });

  it("the order of rows is irrelevant", () => {
    fc.assert(
      fc.property(shuffledStaffedStore, storeDay, ({ staffed, shuffled }, asOf) => {
        const byNumber = (store: typeof staffed) => {
          const { state, arrivalDay } = creditArrivals(
            assembleStaffed(store).dealership,
            store.records,
            asOf
          );
          return store.records
            .map((record, i) => [Number(record.number), state[i], arrivalDay[i]])
            .sort(([a], [b]) => a - b);
        };
        expect(byNumber(shuffled)).toEqual(byNumber(staffed));
      })
    );
  });
});
