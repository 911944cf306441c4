import fc from "fast-check";
import {
  anyStaffedStore,
  assembleStaffed,
  cutStaffed,
  shuffledStaffedStore,
  type StaffedStore,
} from "../../../test/support/staffedStores";
import { makeRecords } from "../../../test/support/records";
import { assembleStore, storeDay } from "../../../test/support/stores";
import type { CustomerRow, OrderRow } from "../../../test/support/tables";
import type { SolicitationRecord } from "../calls";
import { kpiViews, scorecardOf, type Kpi, type KpiId } from "./scorecard";
import { monthOf, serialOfIso, type DayRange } from "../time";

const day = serialOfIso;
const june = monthOf(day("2024-06-01"));

const cardOf = (
  customers: CustomerRow[],
  orders: OrderRow[] = [],
  period: DayRange = june
): Kpi[] => scorecardOf(assembleStore({ customers, orders }), [], period);

const kpi = (card: readonly Kpi[], id: KpiId): Kpi => card.filter((entry) => entry.id === id)[0];
const shareOf = (card: readonly Kpi[], id: KpiId): string => {
  const { numerator, denominator } = kpi(card, id);
  return `${numerator}/${denominator}`;
};
const vin = (n: number): string => `LSVPT00000000000${n}`;

describe("the scorecard", () => {
  it("has every KPI in its view, and marks what no column tells as input", () => {
    const card = cardOf([{ vin: vin(1), name: "甲" }]);
    expect(new Set(card.map(({ id }) => id))).toEqual(new Set(Object.keys(kpiViews)));
    for (const { id, view, source, value } of card) {
      expect(view).toBe(kpiViews[id]);
      expect(source === "input" ? value : null).toBeNull();
    }
    const inputs = card.filter(({ source }) => source === "input").map(({ id }) => id);
    expect(inputs).toEqual([
      "firstMaintenance",
      "secondMaintenance",
      "insuranceRenewal",
      "valueContribution",
      "satisfaction",
      "referral",
      "clubMembership",
      "timelyCall",
      "complaintHandling",
      "carClass",
      "training",
    ]);
  });

  it("shows no value where the denominator is empty", () => {
    const lossRate = kpi(cardOf([{ vin: vin(1), name: "甲" }]), "lossRate");
    expect(lossRate).toMatchObject({ source: "computed", denominator: 0, value: null });
  });

  it("counts 首保 when its 30 days are over, and in time up to the last of them", () => {
    // Due after 90 days at 40 km a day: 2024-04-14; the 30 days end on 2024-05-14.
    const customer = { vin: vin(1), name: "甲", deliveryDate: "2024-01-15" };
    const other = { vin: vin(2), name: "乙", deliveryDate: "2024-01-15" };
    const first = { orderNumber: "0", orderType: "PDI", arrival: "2024-01-10", vin: vin(2) };
    const maintenance = (on: string): OrderRow => ({
      vin: vin(1),
      orderNumber: "1",
      orderType: "保养",
      arrival: on,
    });
    const may = monthOf(day("2024-05-01"));
    const april = monthOf(day("2024-04-01"));
    const inTime = [first, maintenance("2024-05-14")];
    expect(shareOf(cardOf([customer, other], inTime, may), "firstMaintenance")).toBe("1/2");
    expect(shareOf(cardOf([customer, other], inTime, april), "firstMaintenance")).toBe("0/0");
    expect(shareOf(cardOf([customer, other], inTime, june), "firstMaintenance")).toBe("0/0");
    const late = [first, maintenance("2024-05-15")];
    expect(shareOf(cardOf([customer, other], late, may), "firstMaintenance")).toBe("0/2");
    const scrapped = { ...other, invalidReason: "已报废", invalidDate: "2024-04-14" };
    expect(shareOf(cardOf([customer, scrapped], inTime, may), "firstMaintenance")).toBe("1/1");
  });

  it("counts 二保 of the cars that had their first maintenance", () => {
    // Second maintenance due 180 days after the first: 2024-09-28; the 30 days end on 2024-10-28.
    const customers = [
      { vin: vin(1), name: "甲", deliveryDate: "2024-01-15" },
      { vin: vin(2), name: "乙", deliveryDate: "2024-01-15" },
      { vin: vin(3), name: "丙", deliveryDate: "2024-01-15" },
    ];
    const order = (n: number, on: string, orderNumber: string): OrderRow => ({
      vin: vin(n),
      orderNumber,
      orderType: "保养",
      arrival: on,
    });
    const orders = [
      { orderNumber: "0", orderType: "PDI", arrival: "2024-01-10", vin: vin(3) },
      order(1, "2024-04-01", "1"),
      order(2, "2024-04-01", "2"),
      order(1, "2024-10-28", "3"),
      order(2, "2024-10-29", "4"),
    ];
    const card = cardOf(customers, orders, monthOf(day("2024-10-31")));
    expect(shareOf(card, "secondMaintenance")).toBe("1/2");
  });

  describe("首保 and 二保 in time", () => {
    // Due after 90 days: 2024-04-14; the 30 days end on 2024-05-14. 二保 of one done on 2024-04-01: 2024-10-28.
    const may = monthOf(day("2024-05-01"));
    const october = monthOf(day("2024-10-01"));
    const sold = { name: "甲", deliveryDate: "2024-01-15", soldHere: "是" };
    const done = (n: number, arrival: string, orderType = "保养"): OrderRow => ({
      vin: vin(n),
      orderNumber: `${n}-${arrival}-${orderType}`,
      orderType,
      arrival,
    });
    // The orders reach back before the deliveries.
    const before = done(9, "2024-01-10", "PDI");
    const shares = (customers: CustomerRow[], orders: OrderRow[]): string[] => [
      shareOf(cardOf(customers, [before, ...orders], may), "firstMaintenance"),
      shareOf(cardOf(customers, [before, ...orders], october), "secondMaintenance"),
    ];

    it("are of cars sold here, once each, with a delivery that the orders cover", () => {
      const customers = [
        { ...sold, vin: vin(1) },
        { ...sold, vin: vin(1) },
        { ...sold, vin: vin(2), soldHere: "否" },
        { ...sold, vin: vin(3), deliveryDate: "" },
        { ...sold, vin: vin(4), deliveryDate: "2024-01-09" },
      ];
      const orders = [1, 2, 3, 4].map((n) => done(n, "2024-04-01"));
      expect(shares(customers, orders)).toEqual(["1/1", "0/1"]);
    });

    it("are done by maintenance that counts as a visit, 二保 on a later day than 首保", () => {
      const customers = [1, 2, 3].map((n) => ({ ...sold, vin: vin(n) }));
      const orders = [
        done(1, "2024-02-01", "小修"),
        done(1, "2024-04-01"),
        done(1, "2024-04-01", "保养 换机油"),
        done(1, "2024-09-01", "小修"),
        done(2, "2024-04-01"),
        { ...done(2, "2024-09-01"), orderStatus: "作废" },
        { ...done(3, "2024-04-01"), orderStatus: "作废" },
        done(3, "2024-06-01"),
      ];
      expect(shares(customers, orders)).toEqual(["2/3", "0/2"]);
      expect(shares(customers, [...orders, done(1, "2024-10-01"), done(2, "2024-10-28")])).toEqual([
        "2/3",
        "2/2",
      ]);
    });

    it("do not count 二保 of a car whose 首保 came after the period", () => {
      const customers = [{ ...sold, vin: vin(1) }];
      expect(shares(customers, [done(1, "2024-11-01")])).toEqual(["0/1", "0/0"]);
    });
  });

  it("takes a cell as points only if it is a number and nothing else, blanks aside", () => {
    const said = (...texts: string[]) =>
      kpi(
        cardOf(texts.map((satisfaction, i) => ({ vin: vin(i), name: "甲", satisfaction }))),
        "satisfaction"
      );
    expect(said(" 90 ", "8.25", "满意")).toMatchObject({ measure: "score", numerator: 98.25 });
    for (const text of ["90分", "约90", "9.", ".5"]) {
      expect(said(text, "满意")).toMatchObject({ measure: "share", numerator: 1, denominator: 1 });
    }
  });

  it("leaves duplicates out of referrals and satisfaction", () => {
    const row = { vin: vin(1), name: "甲", deliveryDate: "2024-06-01", referral: "是" };
    const customers = [row, { ...row, referral: " " }, { ...row, satisfaction: "10" }];
    const card = cardOf(
      customers.map((customer) => ({ satisfaction: "90", ...customer })),
      [{ vin: vin(1), orderNumber: "1", arrival: "2024-01-01" }]
    );
    expect(shareOf(card, "referral")).toBe("1/1");
    expect(shareOf(card, "satisfaction")).toBe("90/1");
  });

  it("takes satisfaction as the mean of points, or as the share of the satisfied", () => {
    const rows = (...said: string[]): CustomerRow[] =>
      said.map((satisfaction, i) => ({ vin: vin(i), name: "甲", satisfaction }));
    expect(kpi(cardOf(rows("90", "80", "")), "satisfaction")).toMatchObject({
      measure: "score",
      numerator: 170,
      denominator: 2,
      value: 85,
    });
    expect(
      kpi(cardOf(rows("满意", "不满意", "非常满意", "一般", "")), "satisfaction")
    ).toMatchObject({
      measure: "share",
      numerator: 2,
      denominator: 4,
    });
    expect(kpi(cardOf(rows("已回访", "")), "satisfaction").source).toBe("input");
  });

  it("counts a row as accurate only with name, phone, VIN or plate, model and delivery", () => {
    const whole = {
      vin: "LSVPT91X0E2000001",
      name: "甲",
      phone: "13800000001",
      model: "A",
      deliveryDate: "2024-01-15",
    };
    const accuracy = (changes: CustomerRow): string =>
      shareOf(cardOf([{ ...whole, ...changes }]), "archiveAccuracy");
    expect(accuracy({})).toBe("1/1");
    expect(accuracy({ name: "" })).toBe("0/1");
    expect(accuracy({ phone: "1380000000" })).toBe("0/1");
    expect(accuracy({ model: "" })).toBe("0/1");
    expect(accuracy({ deliveryDate: "" })).toBe("0/1");
    expect(accuracy({ vin: "LSVPT91X" })).toBe("0/1");
    expect(accuracy({ vin: "LSVPT91X", plate: "苏E12345" })).toBe("1/1");
  });

  it("counts referrals among the new, club members among the valid", () => {
    const row = (n: number, deliveryDate: string, referral: string, club: string): CustomerRow => ({
      vin: vin(n),
      name: "甲",
      deliveryDate,
      referral,
      club,
    });
    const card = cardOf(
      [
        row(1, "2024-06-01", "老客户介绍", "是"),
        row(2, "2024-06-30", "否", "未入会"),
        row(3, "2024-05-31", "是", "会员"),
        row(4, "2024-07-01", "是", "会员"),
      ],
      [{ vin: vin(3), orderNumber: "1", arrival: "2024-01-01" }]
    );
    expect(shareOf(card, "referral")).toBe("1/2");
    expect(shareOf(card, "clubMembership")).toBe("2/3");
  });

  it("counts a care call within three days of the visit, and no visit before its three days are over", () => {
    const dealership = assembleStore({
      customers: [{ vin: vin(1), name: "甲" }],
      orders: ["2024-05-28", "2024-06-10", "2024-06-27", "2024-06-28"].map((arrival, i) => ({
        vin: vin(1),
        orderNumber: String(i),
        arrival,
      })),
    });
    const call = (on: string, result: "considering" | null): SolicitationRecord[] =>
      makeRecords([{ day: on, key: vin(1), type: "care", result }]);
    const timely = (calls: SolicitationRecord[]) =>
      kpi(scorecardOf(dealership, calls, june), "timelyCall");
    expect(timely(call("2024-06-13", "considering"))).toMatchObject({
      numerator: 1,
      denominator: 2,
    });
    expect(timely(call("2024-06-14", "considering")).numerator).toBe(0);
    expect(timely(call("2024-06-10", "considering")).numerator).toBe(0);
    expect(timely(call("2024-06-12", null)).source).toBe("input");
  });

  it("shares the money of 24 months out to the grades", () => {
    const orders = [1, 2, 3].map((n) => ({
      vin: vin(n),
      orderNumber: String(n),
      arrival: `2024-0${n}-01`,
      receivable: n * 100,
    }));
    const card = cardOf(
      [1, 2, 3].map((n) => ({ vin: vin(n), name: "甲" })),
      orders
    );
    const shares = card.filter(({ id }) => id === "valueContribution");
    expect(shares.map(({ grade }) => grade)).toEqual(["A", "B", "C", "D"]);
    expect(shares.map(({ denominator }) => denominator)).toEqual([600, 600, 600, 600]);
    expect(shares.reduce((sum, { numerator }) => sum + (numerator ?? NaN), 0)).toBe(600);
  });

  const periods = storeDay.map((last) => monthOf(last));
  const card = (staffed: StaffedStore, period: DayRange) =>
    scorecardOf(assembleStaffed(staffed).dealership, staffed.records, period);

  it("on a past day is what the workbook of that day would have given", () => {
    // A sheet that is still empty shows no columns: what it does not tell yet is "—" either way.
    const told = (kpis: Kpi[]): Kpi[] => kpis.filter(({ denominator }) => (denominator ?? 0) > 0);
    fc.assert(
      fc.property(anyStaffedStore, periods, (staffed, period) => {
        expect(told(card(staffed, period))).toEqual(
          told(card(cutStaffed(staffed, period.last), period))
        );
      }),
      { numRuns: 300 }
    );
  });

  it("does not depend on the order of rows", () => {
    fc.assert(
      fc.property(shuffledStaffedStore, periods, ({ staffed, shuffled }, period) => {
        expect(card(shuffled, period)).toEqual(card(staffed, period));
      })
    );
  });
});
