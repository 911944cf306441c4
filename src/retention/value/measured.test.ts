import fc from "fast-check";
import { assembleStore, cutStore, shuffledStore, storeDay } from "../../../test/support/stores";
import {
  makeCustomerTable,
  makeOrderTable,
  type CustomerRow,
  type OrderRow,
} from "../../../test/support/tables";
import { assembleDealership, type Dealership } from "../store";
import { chooseObtainability, measureObtainability } from "./obtainability";
import { choosePsvConstants, measureNorms, type MeasuredNorms } from "./norms";
import { psvConstants } from "./psvParameters";
import { returnsByBand } from "../status/conversion";
import { flowsOfEvents, statusEvents } from "../status";
import { serialOfIso as day, isoOf } from "../time";
import { sumPsv, type PsvColumns } from "./psvColumns";

const store = (customers: CustomerRow[], orders: OrderRow[]): Dealership =>
  assembleDealership(makeCustomerTable(customers), makeOrderTable(orders)).dealership;

const visits = (vin: string, ...days: string[]): OrderRow[] =>
  days.map((arrival) => ({ vin, arrival, orderType: "保养", receivable: 500 }));

describe("可得率 measured on one month-end", () => {
  const asOf = day("2023-01-31");
  const observed = (customers: CustomerRow[], orders: OrderRow[]) =>
    measureObtainability(store(customers, orders), asOf);
  const of = (measured: ReturnType<typeof observed>, name: string) => {
    const {
      observations,
      returned,
      probability,
      measured: rho,
    } = measured.byStatus.find(({ status }) => status === name)!;
    return [observations, returned, probability, rho];
  };
  // Since the first order, 12 months are over on 2022-01-10.
  const reaching = visits("V0", "2021-01-10");

  it("counts a visit on the month-end as past, one 12 months later to the day as come", () => {
    const measured = observed(
      [{ vin: "V0" }, { vin: "V1" }, { vin: "V2" }],
      [
        ...reaching,
        ...visits("V1", "2022-01-31", "2023-01-31"),
        ...visits("V2", "2022-01-31", "2023-02-01"),
      ]
    );
    expect(measured.monthEnds).toEqual([day("2022-01-31")]);
    expect(of(measured, "stable")).toEqual([2, 1, 0.5, 1]);
    expect(of(measured, "lost3")).toEqual([1, 0, 0, 0]);
  });

  it("counts neither duplicates, nor who was 无效, came later or has no day", () => {
    const measured = observed(
      [
        { vin: "V0" },
        { vin: "V1" },
        { vin: "V1" },
        { vin: "V2", invalidReason: "已报废", invalidDate: "2022-01-20" },
        { vin: "V3" },
        { vin: "V4", deliveryDate: "2022-02-01" },
        { vin: "V5" },
      ],
      [
        ...reaching,
        ...visits("V1", "2022-01-15", "2022-12-01"),
        ...visits("V2", "2022-01-15"),
        ...visits("V3", "2022-02-01"),
      ]
    );
    expect(measured.byStatus.reduce((sum, { observations }) => sum + observations, 0)).toBe(2);
    expect(of(measured, "stable")).toEqual([1, 1, 1, 1]);
  });

  it("knows no ρ where no stable customer came again", () => {
    const measured = observed(
      [{ vin: "V0" }, { vin: "V1" }],
      [...reaching, ...visits("V0", "2022-06-01"), ...visits("V1", "2022-01-15")]
    );
    expect(of(measured, "stable")).toEqual([1, 0, 0, NaN]);
    expect(of(measured, "lost3")).toEqual([1, 1, 1, NaN]);
    expect(chooseObtainability("measured", measured)).toEqual(psvConstants().obtainability);
  });

  it("knows nothing of a store without orders", () => {
    expect(observed([{ vin: "V0", deliveryDate: "2020-01-01" }], []).monthEnds).toEqual([]);
  });
});

describe("norms", () => {
  const asOf = day("2024-06-30");
  const customers = [{ vin: "V1" }];
  const orders = visits("V1", "2023-01-01", "2023-07-01", "2024-01-01");
  const settings = { pricedVisits: 1 };
  const measured = measureNorms(store(customers, orders), asOf, { settings });

  it("are of counted customers and of orders up to the day", () => {
    const more = store(
      [...customers, { vin: "V1" }, { vin: "V2" }, { vin: "V3", deliveryDate: "2024-07-01" }],
      [...orders, ...visits("V1", "2024-07-01"), ...visits("V2", "2024-07-02")]
    );
    expect(measureNorms(more, asOf, { settings })).toEqual(measured);
    expect(measured.maintenance).toMatchObject({ visits: 3, amounts: 3, spending: 500 });
  });

  it("count the years of 基盘 from a visit to its last day 12 months later, once each day", () => {
    // 2023-01-01 … 2024-06-30, the last visit reaching beyond.
    expect(measured.vehicleYears * 365.25).toBeCloseTo(547, 6);
    const gap = measureNorms(store(customers, visits("V1", "2022-07-01", "2024-06-30")), asOf);
    // 2022-07-01 … 2023-07-01 and the day itself.
    expect(gap.vehicleYears * 365.25).toBeCloseTo(367, 6);
  });

  it("are not there without amounts, however many visits there were", () => {
    const unpriced = orders.map((order) => ({ ...order, receivable: undefined }));
    const without = measureNorms(store(customers, unpriced), asOf, { settings });
    expect(without).toMatchObject({ available: false, maintenance: { visits: 3, spending: NaN } });
    expect(without.repair).toMatchObject({ visits: 0, visitsPerYear: 0, spending: NaN });
  });

  it("are measured class by class, of a hundred visits with an amount and more", () => {
    const many = (count: number, orderType: string): OrderRow[] =>
      Array.from({ length: count }, (_, i) => ({
        vin: "V1",
        arrival: isoOf(day("2023-01-01") + i),
        orderType,
        receivable: 500,
      }));
    const dealership = store(customers, [...many(100, "保养"), ...many(99, "小修")]);
    const norms = measureNorms(dealership, asOf);
    expect([norms.available, norms.maintenance.measured, norms.repair.measured]).toEqual([
      true,
      true,
      false,
    ]);
    const chosen = choosePsvConstants("measured", norms);
    expect(chosen.norms).toMatchObject({ maintenanceSpending: 500, repairSpending: 6200 });
    expect(chosen.norms.repairVisits).toBe(0.8);
    expect(measureNorms(store(customers, many(99, "保养")), asOf).available).toBe(false);
  });

  it("depend neither on the order of rows nor on what comes after the day, for any store", () => {
    const exact = ({ vehicleYears, maintenance, repair }: MeasuredNorms) => ({
      vehicleYears,
      maintenance,
      repair,
    });
    fc.assert(
      fc.property(shuffledStore, storeDay, ({ store: rows, shuffled }, on) => {
        const norms = exact(measureNorms(assembleStore(rows), on));
        expect(exact(measureNorms(assembleStore(shuffled), on))).toEqual(norms);
        expect(exact(measureNorms(assembleStore(cutStore(rows, on)), on))).toEqual(norms);
      })
    );
  });

  it("leave the published constants alone unless they are asked for", () => {
    expect(choosePsvConstants("published", measured)).toEqual(psvConstants());
    expect(choosePsvConstants("measured", measured)).not.toEqual(psvConstants());
  });
});

describe("ΣPSV by group", () => {
  it("adds cents, counts customers without PSV apart, and leaves out who is in no group", () => {
    const columns = { total: Float64Array.of(10.01, NaN, 5, 7, 0.5) } as PsvColumns;
    const { cents, customers, without } = sumPsv(columns, [0, 0, 1, 2, -1], 2);
    expect([...cents]).toEqual([1001, 500]);
    expect([...customers]).toEqual([1, 1]);
    expect([...without]).toEqual([1, 0]);
  });
});

describe("流失回厂 by band", () => {
  it("counts who came back by the band of the day before, other returns not at all", () => {
    const dealership = store(
      [{ vin: "V1" }, { vin: "V2" }, { vin: "V3" }, { vin: "V4" }],
      [
        ...visits("V1", "2022-04-01", "2023-06-10"),
        ...visits("V2", "2022-05-01", "2023-06-11"),
        ...visits("V3", "2021-01-01", "2023-06-12"),
        ...visits("V4", "2022-09-01", "2023-06-13"),
      ]
    );
    const events = statusEvents(dealership, day("2023-06-01"), day("2023-06-30"));
    expect(returnsByBand(events, flowsOfEvents(dealership, events))).toEqual({
      lost3: 2,
      lost6: 0,
      lost12: 0,
      lost24: 1,
      lostOver24: 0,
    });
  });
});

describe("the events of many years", () => {
  it("are all kept, however many there are", () => {
    // Every seven months: stable, warning, stable again, 40 times, 30 cars.
    const days = Array.from({ length: 41 }, (_, i) => {
      const month = i * 7;
      return `${1995 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}-01`;
    });
    const vins = Array.from({ length: 30 }, (_, i) => `V${i}`);
    const dealership = store(
      vins.map((vin) => ({ vin })),
      vins.flatMap((vin) => visits(vin, ...days))
    );
    const events = statusEvents(dealership, day("1996-01-01"), day(days[40]));
    const own = Array.from({ length: events.count }, (_, event) => event).filter(
      (event) => events.customer[event] === 7
    );
    expect(events.count).toBe(30 * own.length);
    expect(own.length).toBeGreaterThan(70);
    const rising = own.map((event) => events.day[event]);
    expect(rising).toEqual([...rising].sort((a, b) => a - b));
    expect(events.day.length).toBe(events.count);
  });
});
