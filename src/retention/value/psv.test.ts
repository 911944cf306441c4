import fc from "fast-check";
import {
  assembleStore,
  anyStore,
  cutStore,
  shuffledStore,
  storeDay,
} from "../../../test/support/stores";
import { AGE_BASIS, psvOfAll, sumPsv } from "./psvColumns";
import { chooseObtainability, measureObtainability } from "./obtainability";
import { choosePsvConstants, constantsOfNorms, measureNorms } from "./norms";
import { codeOfStatus, NOT_COUNTED, statusesAsOf } from "../status";
import { maintenanceWeightOf, psvOf, type ClassHabit, type PsvInput } from "./psv";
import { obtainabilityOf, psvConstants } from "./psvParameters";
import { serialOfIso } from "../time";
import { type Dealership, assembleDealership } from "../store";
import {
  makeCustomerTable,
  makeOrderTable,
  type CustomerRow,
  type OrderRow,
} from "../../../test/support/tables";

const day = serialOfIso;
const store = (customers: CustomerRow[], orders: OrderRow[]): Dealership =>
  assembleDealership(makeCustomerTable(customers), makeOrderTable(orders)).dealership;
const cents = (amount: number): number => Math.round(amount * 100) / 100;

describe("the check values of the formula, to the cent", () => {
  it.each([
    [1, 0, 50_592, 43_187, 22_186, 115_965],
    [1, 3, 20_832, 17_782.88, 22_186, 60_800.88],
    [1, 5.1, 0, 0, 22_186, 22_186],
    [0.45, 2, 13_838.4, 11_812.91, 9_983.7, 35_635.01],
  ])("ρ = %d, t = %d", (obtainability, ageYears, base, derived, repurchase, total) => {
    const parts = psvOf({ obtainability, ageYears });
    expect([parts.base, parts.derived, parts.repurchase, parts.total].map(cents)).toEqual([
      base,
      derived,
      repurchase,
      total,
    ]);
  });
});

describe("the drivers", () => {
  const average = { obtainability: 1, ageYears: 3 };

  it.each([
    [20_000, 5.1],
    [40_000, 5.1 * Math.SQRT1_2],
    [80_000, 0.7 * 5.1],
    [5_000, 1.4 * 5.1],
    [0, 1.4 * 5.1],
    [NaN, 5.1],
  ])("a car driven %d km a year lives %d years", (annualKm, years) => {
    expect(psvOf({ ...average, annualKm }).drivers.life).toBeCloseTo(years, 10);
  });

  it("shrinks a customer's visits towards the norm: 9 in 3 years against 2 a year is 1.3", () => {
    const { drivers } = psvOf({ ...average, maintenance: { visits: 9, amounts: 0, spent: 0 } });
    // (2·2 + 9) ÷ (2 + 3) ÷ 2
    expect(drivers.maintenanceFrequency).toBeCloseTo(1.3, 10);
    expect(drivers.repairFrequency).toBe(1);
  });

  it("never counts a habit of coming above twice the norm", () => {
    const often: ClassHabit = { visits: 100, amounts: 0, spent: 0 };
    expect(psvOf({ ...average, maintenance: often }).drivers.maintenanceFrequency).toBe(2);
  });

  it("shrinks what is spent towards the norm: 3 visits of 4,960 against 2,480 is 1.5", () => {
    const spending: ClassHabit = { visits: 3, amounts: 3, spent: 3 * 4960 };
    expect(psvOf({ ...average, maintenance: spending }).drivers.maintenanceSpending).toBe(1.5);
  });

  it("a policy renewed here adds 18% to derived value, one known elsewhere takes 42%", () => {
    const derived = (insurance: number): number =>
      psvOf({ ...average, chances: { insurance } }).derived / psvOf(average).derived;
    expect(derived(1.3)).toBeCloseTo(1.18, 10);
    expect(derived(0.3)).toBeCloseTo(0.58, 10);
  });

  it("a stated intent doubles repurchase and nothing else", () => {
    const intent = psvOf({ ...average, purchaseIntent: true });
    expect(intent.repurchase).toBe(2 * psvOf(average).repurchase);
    expect(intent.base).toBe(psvOf(average).base);
  });

  it("a year after the end of the car's life the chance of repurchase is half", () => {
    expect(cents(psvOf({ obtainability: 1, ageYears: 6.1 }).total)).toBe(11_093);
  });

  it("discounts: at 5% the 2.1 years that remain count 1.996", () => {
    const constants = psvConstants({ life: { discountRate: 0.05 } });
    const { drivers, repurchase } = psvOf(average, constants);
    expect(drivers.annuity).toBeCloseTo((1 - 1.05 ** -2.1) / Math.log(1.05), 10);
    expect(drivers.annuity).toBeCloseTo(1.996, 5);
    expect(repurchase).toBeCloseTo(22_186 * 1.05 ** -2.1, 8);
  });
});

const habit = fc
  .record({
    visits: fc.integer({ min: 0, max: 40 }),
    unpriced: fc.integer({ min: 0, max: 5 }),
    spent: fc.integer({ min: 0, max: 500_000 }),
  })
  .map(({ visits, unpriced, spent }) => ({
    visits,
    amounts: Math.max(0, visits - unpriced),
    spent,
  }));
const input: fc.Arbitrary<PsvInput> = fc.record({
  ageYears: fc.double({ min: 0, max: 30, noNaN: true }),
  obtainability: fc.double({ min: 0, max: 1, noNaN: true }),
  annualKm: fc.option(fc.integer({ min: 0, max: 200_000 }), { nil: undefined }),
  maintenance: fc.option(habit, { nil: undefined }),
  repair: fc.option(habit, { nil: undefined }),
  chances: fc.record({ insurance: fc.constantFrom(0.3, 1, 1.3) }),
  purchaseIntent: fc.boolean(),
});

describe("properties of the formula", () => {
  const rates = fc
    .constantFrom(0, 0.03, 0.1)
    .map((discountRate) => psvConstants({ life: { discountRate } }));

  it("is never negative, and its parts sum to the whole", () => {
    fc.assert(
      fc.property(input, rates, (vehicle, constants) => {
        const { total, base, derived, repurchase } = psvOf(vehicle, constants);
        expect(Math.min(base, derived, repurchase)).toBeGreaterThanOrEqual(0);
        expect(total).toBe(base + derived + repurchase);
      })
    );
  });

  it("never grows with the age of the car while ρ stays", () => {
    fc.assert(
      fc.property(input, fc.double({ min: 0, max: 10, noNaN: true }), (vehicle, later) => {
        const now = psvOf(vehicle).total;
        const then = psvOf({ ...vehicle, ageYears: vehicle.ageYears + later }).total;
        expect(then).toBeLessThanOrEqual(now + 1e-9 * (1 + now));
      })
    );
  });

  it("is linear in ρ, and 0 where nothing can be obtained", () => {
    fc.assert(
      fc.property(input, rates, (vehicle, constants) => {
        const whole = psvOf({ ...vehicle, obtainability: 1 }, constants).total;
        const share = psvOf(vehicle, constants).total;
        expect(share).toBeCloseTo(whole * vehicle.obtainability, 6);
        expect(psvOf({ ...vehicle, obtainability: 0 }, constants).total).toBe(0);
      })
    );
  });

  it("gives 无效, 待核实 and classes of other rule sets no ρ", () => {
    const { obtainability } = psvConstants();
    expect(obtainabilityOf("invalid", obtainability)).toBe(0);
    expect(obtainabilityOf("unknown", obtainability)).toBe(0);
    expect(obtainabilityOf("loyal", obtainability)).toBe(0);
    expect(obtainabilityOf("nearLost", obtainability)).toBe(0.45);
  });
});

describe("PSV of a store", () => {
  const asOf = day("2024-06-30");

  it("counts age from delivery, else registration, else the first visit, else gives none", () => {
    const columns = psvOfAll(
      store(
        [
          { vin: "A", deliveryDate: "2022-01-01", registrationDate: "2022-02-01" },
          { vin: "B", registrationDate: "2022-02-01" },
          { vin: "C" },
          { vin: "D" },
        ],
        [
          { vin: "C", arrival: "2023-06-30" },
          { vin: "B", arrival: "2024-01-05" },
        ]
      ),
      asOf
    );
    expect([...columns.ageBasis]).toEqual([
      AGE_BASIS.delivery,
      AGE_BASIS.registration,
      AGE_BASIS.firstVisit,
      AGE_BASIS.none,
    ]);
    expect(columns.ageYears[2]).toBeCloseTo(366 / 365.25, 10);
    expect(columns.total[3]).toBeNaN();
  });

  it("takes the habit from the last three years, a reversal giving its amount back", () => {
    const columns = psvOfAll(
      store(
        [{ vin: "A", deliveryDate: "2018-01-01" }],
        [
          { vin: "A", arrival: "2020-01-01", orderType: "保养", receivable: 9999 },
          { vin: "A", arrival: "2023-01-01", orderType: "保养", receivable: 4960 },
          { vin: "A", arrival: "2024-06-01", orderType: "保养", receivable: 4960 },
          { vin: "A", arrival: "2024-06-02", orderType: "保养", receivable: -4960 },
          { vin: "A", arrival: "2024-06-10", orderType: "钣喷", receivable: 12_400 },
        ]
      ),
      asOf
    );
    // F = (2·2 + 2) ÷ (2 + 3) ÷ 2, G = (3·2,480 + 4,960) ÷ (3 + 2) ÷ 2,480
    expect(columns.maintenanceFrequency[0]).toBeCloseTo(0.6, 10);
    expect(columns.maintenanceSpending[0]).toBeCloseTo(1, 10);
    // F = (0.8·2 + 1) ÷ 5 ÷ 0.8, G = (3·6,200 + 12,400) ÷ 4 ÷ 6,200
    expect(columns.repairFrequency[0]).toBeCloseTo(0.65, 10);
    expect(columns.repairSpending[0]).toBeCloseTo(1.25, 10);
  });

  it("counts visits of the last three years by the line of n months: the same day is in, the day before is out", () => {
    const frequency = (arrival: string): number =>
      psvOfAll(
        store(
          [{ vin: "A", deliveryDate: "2018-01-01" }],
          [{ vin: "A", arrival, orderType: "保养", receivable: 500 }]
        ),
        asOf
      ).maintenanceFrequency[0];
    expect(frequency("2021-06-30")).toBeCloseTo((2 * 2 + 1) / 5 / 2, 10);
    expect(frequency("2021-06-29")).toBeCloseTo((2 * 2) / 5 / 2, 10);
  });

  it("divides an order of both classes as the published norms stand to each other", () => {
    const columns = psvOfAll(
      store(
        [{ vin: "A", deliveryDate: "2022-01-01" }],
        [{ vin: "A", arrival: "2024-06-01", orderType: "保养", items: "钣金", receivable: 8680 }]
      ),
      asOf
    );
    expect(columns.maintenanceSpending[0]).toBeCloseTo(1, 10);
    expect(columns.repairSpending[0]).toBeCloseTo(1, 10);
  });

  it("takes every habit as average where the orders do not tell what was done", () => {
    const columns = psvOfAll(
      store([{ vin: "A", deliveryDate: "2022-01-01" }], [{ vin: "A", arrival: "2024-06-01" }]),
      asOf
    );
    expect(columns.maintenanceFrequency[0]).toBe(1);
    expect(columns.repairSpending[0]).toBe(1);
  });

  it("reads where the car is insured from the insurer column, and intent from calls", () => {
    const rows = ["本店续保 平安", "店外 外购", "人保"].map((insurer, i) => ({
      vin: `A${i}`,
      insurer,
      deliveryDate: "2024-01-01",
    }));
    const columns = psvOfAll(store(rows, []), asOf, { purchaseIntent: new Set([2]) });
    expect([...columns.derivedChance].map((chance) => cents(chance))).toEqual([1.18, 0.58, 1]);
    expect(columns.repurchaseChance[2]).toBe(2 * columns.repurchaseChance[0]);
  });
});

describe("any store on any day", () => {
  it("adds up to the same ΣPSV by status as by any other grouping", () => {
    fc.assert(
      fc.property(anyStore, storeDay, (rows, asOf) => {
        const dealership = assembleStore(rows);
        const { status } = statusesAsOf(dealership, asOf);
        const columns = psvOfAll(dealership, asOf);
        const byStatus = sumPsv(columns, status, NOT_COUNTED);
        const other = Int32Array.from(status, (code, i) => (code === NOT_COUNTED ? -1 : i % 3));
        const byOther = sumPsv(columns, other, 3);
        const sum = (values: Iterable<number>): number => [...values].reduce((a, b) => a + b, 0);
        expect(sum(byStatus.cents)).toBe(sum(byOther.cents));
        expect(sum(byStatus.customers)).toBe(sum(byOther.customers));
        expect(sum(byStatus.without)).toBe(sum(byOther.without));
        expect(byStatus.cents[codeOfStatus("invalid")]).toBe(0);
        columns.total.forEach((total, i) => {
          if (!Number.isNaN(total)) {
            const parts = [columns.base[i], columns.derived[i], columns.repurchase[i]];
            expect(Math.round(total * 100)).toBe(sum(parts.map((part) => Math.round(part * 100))));
          }
        });
      })
    );
  });

  it("gives for a past day what the data of that day would have given", () => {
    fc.assert(
      fc.property(anyStore, storeDay, (rows, asOf) => {
        const whole = psvOfAll(assembleStore(rows), asOf);
        const cut = psvOfAll(assembleStore(cutStore(rows, asOf)), asOf);
        const shown = (values: Float64Array): string[] =>
          [...values].filter((value) => !Number.isNaN(value)).map(String);
        expect(shown(whole.total)).toEqual(shown(cut.total));
      })
    );
  });

  it("does not depend on the order of rows", () => {
    fc.assert(
      fc.property(shuffledStore, storeDay, ({ store: rows, shuffled }, asOf) => {
        const sorted = (values: Float64Array): Float64Array => values.slice().sort();
        const first = psvOfAll(assembleStore(rows), asOf).total;
        expect(sorted(psvOfAll(assembleStore(shuffled), asOf).total)).toEqual(sorted(first));
      })
    );
  });
});

describe("obtainability measured from a store's own history", () => {
  // One car comes every month through 2021 and 2022; one came once, in January 2021.
  const faithful = Array.from({ length: 24 }, (_, month) => ({
    vin: "A",
    arrival: `${2021 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}-10`,
  }));
  const dealership = store(
    [{ vin: "A" }, { vin: "B" }],
    [...faithful, { vin: "B", arrival: "2021-01-10" }]
  );

  it("needs 24 months of orders", () => {
    const before = measureObtainability(dealership, day("2023-01-09"));
    expect(before.monthEnds).toEqual([]);
    expect(before.byStatus.every(({ measured }) => Number.isNaN(measured))).toBe(true);
    expect(chooseObtainability("measured", before)).toEqual(psvConstants().obtainability);
  });

  it("counts customers per status on month-ends whose next 12 months are over", () => {
    const { monthEnds, byStatus } = measureObtainability(dealership, day("2023-02-28"));
    expect(monthEnds).toEqual([day("2022-01-31"), day("2022-02-28")]);
    const of = (name: string) => byStatus.find(({ status }) => status === name);
    expect(of("stable")).toMatchObject({ observations: 2, returned: 2, measured: 1 });
    expect(of("lost3")).toMatchObject({ observations: 2, returned: 0, measured: 0 });
    expect(of("warning")).toMatchObject({ observations: 0, measured: NaN, published: 0.75 });
  });

  it("computes with the published ρ of a status that was never seen", () => {
    const measured = measureObtainability(dealership, day("2023-02-28"));
    const chosen = chooseObtainability("measured", measured);
    expect(chosen).toMatchObject({ stable: 1, lost3: 0, warning: 0.75 });
    expect(chooseObtainability("own", measured, { lost3: 0.5 }).lost3).toBe(0.5);
    expect(chooseObtainability("published", measured).lost3).toBe(0.2);
  });
});

describe("norms measured in the store", () => {
  // In 基盘 from the first visit on: 2023-01-01 … 2024-06-30 are 547 days.
  const dealership = store(
    [{ vin: "A", deliveryDate: "2019-01-01", soldHere: "否" }],
    [
      { vin: "A", arrival: "2023-01-01", orderType: "保养", receivable: 800 },
      { vin: "A", arrival: "2023-07-01", orderType: "保养", receivable: 1000 },
      { vin: "A", arrival: "2024-01-01", orderType: "小修", receivable: 1500 },
    ]
  );
  const settings = { pricedVisits: 1 };
  const measured = measureNorms(dealership, day("2024-06-30"), { settings });

  it("counts visits per year that cars spent in 基盘, and the mean 产值 a visit", () => {
    expect(measured.available).toBe(true);
    expect(measured.vehicleYears).toBeCloseTo(547 / 365.25, 10);
    expect(measured.maintenance).toMatchObject({ visits: 2, spending: 900 });
    expect(measured.maintenance.visitsPerYear).toBeCloseTo((2 * 365.25) / 547, 10);
    expect(measured.repair).toMatchObject({ visits: 1, spending: 1500 });
  });

  it("leaves out what cars bring after they are lost: their years end 12 months after the visit", () => {
    expect(measureNorms(dealership, day("2026-06-30")).vehicleYears).toBeCloseTo(
      // window from 2024-06-30, lost after 2025-01-01
      186 / 365.25,
      10
    );
  });

  it("makes B0 = L0 · Σ n0·g0 and keeps the published proportions", () => {
    const { base, derived, repurchase, norms } = choosePsvConstants("measured", measured);
    const annual = norms.maintenanceVisits * 900 + norms.repairVisits * 1500;
    expect(base.value).toBeCloseTo(5.1 * annual, 8);
    expect(derived.value / base.value).toBeCloseTo(43_187 / 50_592, 10);
    expect(repurchase.value / base.value).toBeCloseTo(22_186 / 50_592, 10);
    expect(repurchase.value / repurchase.lifeValue).toBeCloseTo(22_186 / 115_965, 10);
  });

  it("stays with the published constants until there are 12 months of orders", () => {
    const early = measureNorms(dealership, day("2023-12-31"), { settings });
    expect(early.available).toBe(false);
    expect(choosePsvConstants("measured", early)).toEqual(psvConstants());
    expect(measureNorms(dealership, day("2024-01-01"), { settings }).available).toBe(true);
  });

  it("computes with the user's own norms and own values of derived business and repurchase", () => {
    const own = choosePsvConstants("own", measured, {
      norms: { maintenanceVisits: 1 },
      derived: 10_000,
      repurchase: 5_000,
    });
    expect(own.base.value).toBeCloseTo(5.1 * (2480 + 4960), 8);
    const { derived, repurchase } = psvOf({ ageYears: 0, obtainability: 1 }, own);
    expect([cents(derived), cents(repurchase)]).toEqual([10_000, 5_000]);
  });

  it("weighs each class by what it brings the average customer: half each as published", () => {
    expect(maintenanceWeightOf(psvConstants().norms)).toBe(0.5);
    const norms = { ...psvConstants().norms, maintenanceVisits: 6 };
    expect(maintenanceWeightOf(norms)).toBe(0.75);
    const maintenance = { visits: 12, amounts: 0, spent: 0 };
    const repair = { visits: 0, amounts: 0, spent: 0 };
    const average = { ageYears: 2, obtainability: 1 };
    const constants = constantsOfNorms(norms, psvConstants());
    const { base } = psvOf({ ...average, maintenance, repair }, constants);
    // F = (6·2 + 12) ÷ (2 + 2) ÷ 6 = 1 and (0.8·2) ÷ (2 + 2) ÷ 0.8 = ½
    expect(base).toBeCloseTo(psvOf(average, constants).base * (0.75 + 0.25 * 0.5), 8);
    expect(maintenanceWeightOf({ ...norms, maintenanceVisits: 0, repairVisits: 0 })).toBe(0.5);
  });

  it("takes a class whose norm is 0 as worth nothing, and its habit as average", () => {
    const noRepair = store(
      [{ vin: "A", deliveryDate: "2023-01-01" }],
      [{ vin: "A", arrival: "2023-01-01", orderType: "保养", receivable: 800 }]
    );
    const constants = choosePsvConstants("own", measured, { norms: { repairVisits: 0 } });
    const columns = psvOfAll(noRepair, day("2024-06-30"), { constants });
    expect(constants.norms.repairVisits).toBe(0);
    expect(columns.repairFrequency[0]).toBe(1);
    expect(columns.total[0]).toBeGreaterThan(0);
  });
});
