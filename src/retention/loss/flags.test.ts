import { assembleStore, type Store } from "../../../test/support/stores";
import { defaultWords } from "../store";
import { kmPerDayOfAll, nextServiceOfAll, WARRANTY } from "../service";
import { serialOfIso } from "../time";
import { statusesAsOf } from "../status";
import { statusFlags } from "./flags";

const asOf = serialOfIso("2024-06-30");

function flagsOf(store: Store, localArea: readonly string[] = ["苏州"]) {
  const dealership = assembleStore(store);
  const odometers = kmPerDayOfAll(dealership, asOf);
  return statusFlags(dealership, statusesAsOf(dealership, asOf), {
    odometers,
    nextService: nextServiceOfAll(dealership, asOf),
    words: { ...defaultWords, localArea },
  });
}

describe("用车较少", () => {
  const driven = (km: number, lastVisit: string, orderType = "保养"): Store => ({
    customers: [{ vin: "A" }],
    orders: [
      { vin: "A", arrival: "2023-01-01", odometer: 10_000, orderType },
      { vin: "A", arrival: lastVisit, odometer: km, orderType },
    ],
  });

  it("is who stays away but, by his own readings, has not driven a maintenance interval", () => {
    // 300 days and 3,000 km between visits: 10 km a day, 2,470 km since.
    expect(flagsOf(driven(13_000, "2023-10-28")).lowUse[0]).toBe(1);
    // 50 km a day: 12,300 km since.
    expect(flagsOf(driven(25_000, "2023-10-28")).lowUse[0]).toBe(0);
    // Still stable.
    expect(flagsOf(driven(13_000, "2024-05-01")).lowUse[0]).toBe(0);
    // Lost by time, and still not driven far.
    expect(flagsOf(driven(10_500, "2023-04-01")).lowUse[0]).toBe(1);
  });

  it("cannot be told from the driving of others", () => {
    const oneReading: Store = {
      customers: [{ vin: "A" }],
      orders: [{ vin: "A", arrival: "2023-10-28", odometer: 1000, orderType: "保养" }],
    };
    expect(flagsOf(oneReading).lowUse[0]).toBe(0);
  });

  it("is nobody who is invalid", () => {
    const store = driven(13_000, "2023-10-28");
    store.customers[0].invalidReason = "失联";
    expect(flagsOf(store).lowUse[0]).toBe(0);
  });
});

describe("过路车", () => {
  const passing = (visits: number, address: string, soldHere = "否"): Store => ({
    customers: [
      { vin: "A", soldHere, address },
      { vin: "B", soldHere: "是" },
    ],
    orders: Array.from({ length: visits }, (_, i) => ({
      vin: "A",
      arrival: `2024-0${i + 1}-01`,
    })),
  });
  const isDriveBy = (store: Store, localArea?: readonly string[]): boolean =>
    flagsOf(store, localArea).driveBy[0] === 1;

  it("was not sold here, came at most twice, and lives elsewhere", () => {
    expect(isDriveBy(passing(1, "上海市徐汇区"))).toBe(true);
    expect(isDriveBy(passing(2, "上海市徐汇区"))).toBe(true);
    expect(isDriveBy(passing(3, "上海市徐汇区"))).toBe(false);
    expect(isDriveBy(passing(2, "苏州市吴中区"))).toBe(false);
    expect(isDriveBy(passing(2, "上海市徐汇区", "是"))).toBe(false);
  });

  it("cannot be told without an address, local words, a visit, or a column that says who sold it", () => {
    expect(isDriveBy(passing(2, ""))).toBe(false);
    expect(isDriveBy(passing(2, "上海市徐汇区"), [])).toBe(false);
    expect(isDriveBy(passing(0, "上海市徐汇区"))).toBe(false);
    const silent: Store = {
      customers: [{ vin: "A", address: "上海市徐汇区" }],
      orders: [{ vin: "A", arrival: "2024-01-01" }],
    };
    expect(isDriveBy(silent)).toBe(false);
  });
});

describe("保内 and 保外", () => {
  const warrantyOf = (customer: Store["customers"][number], odometers: number[] = []): number =>
    flagsOf({
      customers: [{ vin: "A", ...customer }],
      orders: odometers.map((odometer, i) => ({
        vin: "A",
        arrival: `2024-0${i + 1}-01`,
        odometer,
      })),
    }).warranty[0];

  it("change after the last day of warranty", () => {
    expect(warrantyOf({ warrantyEnd: "2024-06-30" })).toBe(WARRANTY.inWarranty);
    expect(warrantyOf({ warrantyEnd: "2024-06-29" })).toBe(WARRANTY.outOfWarranty);
    expect(warrantyOf({})).toBe(WARRANTY.unknown);
  });

  it("change when the car is predicted to have reached its warranty kilometres", () => {
    const limits = { warrantyEnd: "2026-01-01", warrantyKm: 60_000 };
    expect(warrantyOf(limits, [50_000, 53_100])).toBe(WARRANTY.outOfWarranty);
    expect(warrantyOf(limits, [30_000, 33_100])).toBe(WARRANTY.inWarranty);
  });
});
