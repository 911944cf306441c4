import fc from "fast-check";
import { anyStore, assembleStore, cutStore, storeDay } from "../../../test/support/stores";
import {
  makeCustomerTable,
  makeOrderTable,
  type CustomerRow,
  type OrderRow,
} from "../../../test/support/tables";
import {
  dayOfKm,
  KM_PER_DAY,
  kmPerDayOf,
  kmPerDayOfAll,
  predictedKm,
  readingCount,
} from "./odometer";
import { forwardReadings, odometerFindings, replacedAt, type Reading } from "./readings";
import {
  drivenLessThanInterval,
  kmSinceMaintenance,
  nextServiceDay,
  nextServiceOfAll,
  SERVICE_BASIS,
} from "./nextService";
import { isoOf, NO_DAY, serialOfIso } from "../time";
import { type Dealership, assembleDealership } from "../store";

const day = serialOfIso;
const store = (customers: CustomerRow[], orders: OrderRow[]): Dealership =>
  assembleDealership(makeCustomerTable(customers), makeOrderTable(orders)).dealership;
const readings = (...pairs: [number, number][]): Reading[] =>
  pairs.map(([at, km]) => ({ day: 45_000 + at, km }));

describe("readings that run backwards", () => {
  it.each([
    ["one typed too low", [20_000, 2_500, 30_000], [0, 2]],
    ["one typed too high", [15_230, 152_300, 30_000], [0, 2]],
    ["of two the later", [20_000, 2_500], [0]],
    ["one too high at the end of three", [10_000, 20_000, 19_000], [0, 2]],
    ["none that repeats", [10_000, 10_000, 12_000], [0, 1, 2]],
    ["nothing of nothing", [], []],
  ])("%s is left out", (_, km, kept) => {
    expect(forwardReadings(km)).toEqual(kept);
  });

  it("of a replaced display are those since then, of one mistyped reading all others", () => {
    expect(forwardReadings([80, 90, 100, 5, 15, 24])).toEqual([3, 4, 5]);
    expect(forwardReadings([80, 90, 100, 5, 15])).toEqual([3, 4]);
    // A single low or high one is a slip: too low, too high, twice too low but then higher again.
    expect(forwardReadings([80, 90, 100, 5])).toEqual([0, 1, 2]);
    expect(forwardReadings([20, 250, 30, 40])).toEqual([0, 2, 3]);
    expect(forwardReadings([20, 2, 30, 40])).toEqual([0, 2, 3]);
    expect(forwardReadings([80, 90, 5, 6, 100])).toEqual([0, 1, 4]);
    // Four fifths of the last one are a slip, not a new display.
    expect(replacedAt([80, 90, 100, 70, 75])).toBe(0);
  });

  it("keeps as many readings as any choice that never falls, unless a display was replaced", () => {
    const most = (km: number[]): number => {
      let best = 0;
      for (let mask = 0; mask < 1 << km.length; mask++) {
        const chosen = km.filter((_, i) => mask & (1 << i));
        if (chosen.every((value, i) => i === 0 || chosen[i - 1] <= value)) {
          best = Math.max(best, chosen.length);
        }
      }
      return best;
    };
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 9 }), (km) => {
        const kept = forwardReadings(km);
        if (replacedAt(km) === 0) expect(kept).toHaveLength(most(km));
        kept.forEach((at, i) => {
          expect(i === 0 || (kept[i - 1] < at && km[kept[i - 1]] <= km[at])).toBe(true);
        });
      })
    );
  });

  it("are findings of the order they stand on, or of the customer sheet", () => {
    const dealership = store(
      [{ vin: "A", lastVisit: "2024-06-01", odometer: 9_000 }],
      [
        { vin: "A", arrival: "2024-01-01", odometer: 10_000 },
        { vin: "A", arrival: "2024-02-01", odometer: 1_200 },
        { vin: "A", arrival: "2024-03-01", odometer: 12_000 },
        { vin: "A", arrival: "2024-04-01", odometer: 50, orderStatus: "作废" },
      ]
    );
    expect(odometerFindings(dealership)).toEqual([
      { code: "odometerBackwards", table: "orders", sheetRow: 2, field: "odometer", read: "1200" },
      {
        code: "odometerBackwards",
        table: "customers",
        sheetRow: 1,
        field: "odometer",
        read: "9000",
      },
    ]);
  });
});

describe("kilometres per day", () => {
  it("is the median of the slopes between any two readings", () => {
    // 10, 20 and 15 km a day
    expect(kmPerDayOf(readings([0, 1000], [100, 2000], [200, 4000]))).toBe(15);
    // 10, 15, 16⅔, 20, 20, 20 of four readings: the mean of the two in the middle
    expect(kmPerDayOf(readings([0, 1000], [100, 2000], [200, 4000], [300, 6000]))).toBeCloseTo(
      (50 / 3 + 20) / 2,
      10
    );
  });

  it("needs two readings 30 days apart", () => {
    expect(kmPerDayOf(readings([0, 1000], [29, 2000]))).toBeUndefined();
    expect(kmPerDayOf(readings([0, 1000], [30, 2200]))).toBe(40);
    expect(kmPerDayOf(readings([0, 1000]))).toBeUndefined();
    expect(kmPerDayOf([])).toBeUndefined();
  });

  it("looks at the last 8 readings only, in whatever order they are given", () => {
    const early = readings([0, 1], [1, 30_000]);
    const late = Array.from({ length: 8 }, (_, i): Reading => ({
      day: 45_100 + 30 * i,
      km: 40_000 + 600 * i,
    }));
    expect(kmPerDayOf([...late].reverse().concat(early))).toBeCloseTo(20, 10);
  });

  it("takes an odometer at 0 as an empty field, and the highest of several on one day", () => {
    expect(kmPerDayOf(readings([0, 0], [10, 1000], [110, 3000]))).toBe(20);
    expect(kmPerDayOf(readings([0, 900], [0, 1000], [100, 3000]))).toBe(20);
  });

  it("does not change when all readings shift, and grows in proportion with them", () => {
    const series = fc.array(
      fc.tuple(fc.integer({ min: 0, max: 3000 }), fc.integer({ min: 1, max: 200_000 })),
      { minLength: 2, maxLength: 12 }
    );
    fc.assert(
      fc.property(series, (pairs) => {
        const slope = kmPerDayOf(readings(...pairs));
        const shifted = kmPerDayOf(
          readings(...pairs.map(([at, km]): [number, number] => [at + 7, km + 1000]))
        );
        const doubled = kmPerDayOf(
          readings(...pairs.map(([at, km]): [number, number] => [at, km * 2]))
        );
        expect(shifted).toEqual(slope);
        if (slope === undefined) {
          expect(doubled).toBeUndefined();
        } else {
          expect(slope).toBeGreaterThanOrEqual(0);
          expect(doubled).toBeCloseTo(2 * slope, 6);
        }
      })
    );
  });

  it("of a car without two readings is its model's mean, the store's, else 40", () => {
    const orders = [
      { vin: "A", arrival: "2024-01-01", odometer: 1_000 },
      { vin: "A", arrival: "2024-04-10", odometer: 4_000 },
      { vin: "B", arrival: "2024-01-01", odometer: 1_000 },
      { vin: "B", arrival: "2024-04-10", odometer: 6_000 },
    ];
    const cars = [
      { vin: "A", model: "甲" },
      { vin: "B", model: "乙" },
      { vin: "C", model: "甲" },
      { vin: "D", model: "丙" },
      { vin: "E", model: "" },
    ];
    const { kmPerDay, source } = kmPerDayOfAll(store(cars, orders), day("2024-06-01"));
    expect([...kmPerDay]).toEqual([30, 50, 30, 40, 40]);
    expect([...source]).toEqual([
      KM_PER_DAY.measured,
      KM_PER_DAY.measured,
      KM_PER_DAY.model,
      KM_PER_DAY.store,
      KM_PER_DAY.store,
    ]);
    const blank = kmPerDayOfAll(store(cars, []), day("2024-06-01"));
    expect([...blank.kmPerDay]).toEqual([40, 40, 40, 40, 40]);
    expect(blank.source[0]).toBe(KM_PER_DAY.default);
  });
});

describe("the predicted odometer", () => {
  const dealership = store(
    [{ vin: "A" }, { vin: "B", deliveryDate: "2024-01-01" }, { vin: "C" }],
    [
      { vin: "A", arrival: "2024-01-01", odometer: 10_000 },
      { vin: "A", arrival: "2024-04-10", odometer: 13_000 },
    ]
  );
  const columns = kmPerDayOfAll(dealership, day("2024-06-01"));

  it("goes on from the last reading on or before the day, and back from the first", () => {
    expect(predictedKm(columns, 0, day("2024-04-20"))).toBe(13_300);
    expect(predictedKm(columns, 0, day("2024-01-11"))).toBe(10_300);
    expect(predictedKm(columns, 0, day("2023-12-22"))).toBe(9_700);
    expect(predictedKm(columns, 0, day("2020-01-01"))).toBe(0);
    expect(readingCount(columns, 0)).toBe(2);
  });

  it("starts from 0 at delivery of a car sold here, and is unknown without anything", () => {
    expect(predictedKm(columns, 1, day("2024-01-11"))).toBe(300);
    expect(predictedKm(columns, 2, day("2024-01-11"))).toBeNaN();
  });

  it("tells the day on which a mileage is reached", () => {
    expect(isoOf(dayOfKm(columns, 0, 13_031))).toBe("2024-04-12");
    expect(isoOf(dayOfKm(columns, 0, 12_000))).toBe("2024-04-10");
    expect(dayOfKm(columns, 2, 12_000)).toBe(NO_DAY);
    expect(dayOfKm(columns, 0, 100_000_000)).toBe(NO_DAY);
  });

  it("takes what the customer says in a call as a reading", () => {
    const said = { customer: 0, day: day("2024-05-10"), odometer: 16_000, expectedMaintenance: 0 };
    const later = kmPerDayOfAll(dealership, day("2024-06-01"), { statements: [said] });
    expect(predictedKm(later, 0, day("2024-05-10"))).toBe(16_000);
    const before = kmPerDayOfAll(dealership, day("2024-05-09"), { statements: [said] });
    expect(readingCount(before, 0)).toBe(2);
  });
});

describe("the next maintenance", () => {
  it.each([
    ["2024-01-01", 50, 120, 5000, "2024-04-10"],
    ["2024-01-01", 30, 120, 5000, "2024-04-30"],
    ["2024-01-01", 70, 120, 5000, "2024-03-12"],
    ["2024-01-01", 0, 180, 10_000, "2024-06-29"],
  ])("last visit %s, %d km a day, %d days or %d km: %s", (last, kmPerDay, days, km, due) => {
    expect(isoOf(nextServiceDay(day(last), kmPerDay, days, km))).toBe(due);
  });

  const asOf = day("2024-06-30");
  const oneCar = (customer: CustomerRow, orders: OrderRow[]) =>
    store(
      [{ vin: "A", ...customer }, { vin: "Z" }],
      [{ vin: "Z", arrival: "2023-01-01" }, ...orders.map((order) => ({ vin: "A", ...order }))]
    );

  it("counts from the last maintenance, not from a later repair", () => {
    const dealership = oneCar({}, [
      { arrival: "2024-01-01", orderType: "保养" },
      { arrival: "2024-05-01", orderType: "钣喷" },
    ]);
    const next = nextServiceOfAll(dealership, asOf);
    expect(isoOf(next.dueDay[0])).toBe("2024-06-29");
    expect(next.basis[0]).toBe(SERVICE_BASIS.maintenance);
  });

  it("counts from the last visit where no maintenance is known, else from delivery", () => {
    const visited = nextServiceOfAll(
      oneCar({ deliveryDate: "2020-01-01" }, [{ arrival: "2024-05-01", orderType: "小修" }]),
      asOf
    );
    expect([isoOf(visited.dueDay[0]), visited.isFirst[0]]).toEqual(["2024-10-28", 0]);
    const fresh = nextServiceOfAll(oneCar({ deliveryDate: "2024-05-01" }, []), asOf);
    expect([isoOf(fresh.dueDay[0]), fresh.isFirst[0]]).toEqual(["2024-07-30", 1]);
    expect(fresh.dueKm[0]).toBe(5000);
    const nothing = nextServiceOfAll(oneCar({}, []), asOf);
    expect([nothing.dueDay[0], nothing.basis[0]]).toEqual([NO_DAY, SERVICE_BASIS.none]);
  });

  it("is 首保, due from delivery, until a car whose whole life the orders cover has had one", () => {
    const next = nextServiceOfAll(
      oneCar({ deliveryDate: "2024-01-01" }, [{ arrival: "2024-03-01", orderType: "小修" }]),
      asOf
    );
    expect([isoOf(next.dueDay[0]), next.isFirst[0]]).toEqual(["2024-03-31", 1]);
  });

  it("uses the intervals of the model, whatever width its name is typed in", () => {
    const dealership = oneCar({ model: "ＣＲ-V" }, [{ arrival: "2024-01-01", orderType: "保养" }]);
    const next = nextServiceOfAll(dealership, asOf, {
      ofModels: new Map([["cr-v", { days: 365, km: 20_000 }]]),
    });
    expect(isoOf(next.dueDay[0])).toBe("2024-12-31");
    expect(next.intervalKm[0]).toBe(20_000);
  });

  it("is the day the customer named, until he comes for maintenance", () => {
    const said = {
      customer: 0,
      day: day("2024-03-01"),
      odometer: NaN,
      expectedMaintenance: day("2024-08-15"),
    };
    const orders = [{ arrival: "2024-01-01", orderType: "保养" }];
    const waiting = nextServiceOfAll(oneCar({}, orders), asOf, { statements: [said] });
    expect(isoOf(waiting.dueDay[0])).toBe("2024-08-15");
    expect(waiting.basis[0]).toBe(SERVICE_BASIS.statement);
    const came = oneCar({}, [...orders, { arrival: "2024-06-01", orderType: "保养" }]);
    expect(isoOf(nextServiceOfAll(came, asOf, { statements: [said] }).dueDay[0])).toBe(
      "2024-11-28"
    );
    const newer = { ...said, day: day("2024-04-01"), expectedMaintenance: day("2024-09-01") };
    const twice = nextServiceOfAll(oneCar({}, orders), asOf, { statements: [newer, said] });
    expect(isoOf(twice.dueDay[0])).toBe("2024-09-01");
  });

  it("gives for a past day what the data of that day would have given", () => {
    fc.assert(
      fc.property(anyStore, storeDay, (rows, on) => {
        const due = (dealership: Dealership): number[] =>
          [...nextServiceOfAll(dealership, on).dueDay].filter((value) => value !== NO_DAY);
        expect(due(assembleStore(rows))).toEqual(due(assembleStore(cutStore(rows, on))));
      })
    );
  });
});

describe("a car that is driven little", () => {
  const little = store(
    [{ vin: "A" }, { vin: "B" }],
    [
      { vin: "A", arrival: "2023-01-01", orderType: "保养", odometer: 10_000 },
      { vin: "A", arrival: "2023-10-28", orderType: "保养", odometer: 13_000 },
      { vin: "B", arrival: "2023-10-28", orderType: "保养" },
    ]
  );
  const asOf = day("2024-08-23");
  const odometers = kmPerDayOfAll(little, asOf);
  const next = nextServiceOfAll(little, asOf, { odometers });

  it("has come 3,000 km since its last maintenance by its own readings, less than 10,000", () => {
    expect(kmSinceMaintenance(odometers, next)[0]).toBeCloseTo(3000, 8);
    expect([...drivenLessThanInterval(odometers, next)]).toEqual([1, 0]);
  });

  it("is never told from other cars' mileage", () => {
    expect(kmSinceMaintenance(odometers, next)[1]).toBeNaN();
  });
});
