import fc from "fast-check";
import { makeCustomerTable, makeOrderTable } from "../../../test/support/tables";
import { createRandom } from "../../sample";
import { assembleDealership } from "../store";
import { callEffect } from "./callEffect";
import {
  controlGroupOn,
  controllableTypes,
  controlPeriodOf,
  controlShareOf,
  type ControlSettings,
} from "./controlGroup";

const dealership = assembleDealership(
  makeCustomerTable(
    Array.from({ length: 400 }, (_, i) => ({
      vin: `LSVPT${String(i).padStart(12, "0")}`,
      complaint: i % 10 === 0 ? "服务态度" : "",
    }))
  ),
  makeOrderTable([])
).dealership;
const everybody = Array.from({ length: 400 }, (_, row) => row);
const FIRST = 45_000;

const settingsOf = (...changes: [from: number, share: number][]): ControlSettings => ({
  seed: "2026",
  period: 90,
  changes: changes.map(([from, share]) => ({ from, share, type: "maintenance" })),
});
const groupOn = (settings: ControlSettings, day: number): number[] => {
  const isControl = controlGroupOn(dealership, settings, day);
  return everybody.filter((row) => isControl(row, "maintenance"));
};

test("about the share that was set is held back, and no customer with a complaint", () => {
  const group = groupOn(settingsOf([FIRST, 0.2]), FIRST);
  expect(group.length).toBeGreaterThan(45);
  expect(group.length).toBeLessThan(100);
  expect(group.some((row) => row % 10 === 0)).toBe(false);
});

test("without a share nobody is held back, before the first period neither, and never more than 20%", () => {
  expect(groupOn({ seed: "2026", period: 90, changes: [] }, FIRST)).toEqual([]);
  expect(groupOn(settingsOf([FIRST, 0.1]), FIRST - 1)).toEqual([]);
  const settings = settingsOf([FIRST, 0.9]);
  expect(controlShareOf(settings, "maintenance", controlPeriodOf(settings, FIRST)!)).toBe(0.2);
});

test("a recall, a customer-care call and somebody who is no customer yet are never held back", () => {
  for (const type of ["recall", "care", "invalidFollowUp", "conquest"] as const) {
    expect(controllableTypes).not.toContain(type);
    const settings = { ...settingsOf(), changes: [{ from: FIRST, type, share: 0.2 }] };
    const isControl = controlGroupOn(dealership, settings, FIRST);
    expect(everybody.some((row) => isControl(row, type))).toBe(false);
  }
});

test("switching on, off, or to another share moves nobody before the period is over", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 1, max: 400 }), fc.constantFrom(0, 0.05, 0.1, 0.2)), {
        maxLength: 5,
      }),
      fc.integer({ min: 0, max: 500 }),
      fc.integer({ min: 1, max: 89 }),
      fc.constantFrom(0, 0.05, 0.2),
      (changes, later, after, share) => {
        const settings = settingsOf(
          [FIRST, 0.1],
          ...changes.map(([days, of]): [number, number] => [FIRST + days, of])
        );
        const period = controlPeriodOf(settings, FIRST + later)!;
        const group = groupOn(settings, FIRST + later);
        expect(groupOn(settings, period.last)).toEqual(group);
        const changed = settingsOf(
          ...settings.changes.map(({ from, share: of }): [number, number] => [from, of]),
          [period.first + after, share]
        );
        expect(groupOn(changed, period.first)).toEqual(group);
        expect(groupOn(changed, period.last)).toEqual(group);
      }
    )
  );
});

test("another period draws anew, another seed too, and the order of rows does not matter", () => {
  const settings = settingsOf([FIRST, 0.2]);
  expect(groupOn(settings, FIRST + 90)).not.toEqual(groupOn(settings, FIRST));
  expect(groupOn({ ...settings, seed: "2027" }, FIRST)).not.toEqual(groupOn(settings, FIRST));
  const isControl = controlGroupOn(
    assembleDealership(
      makeCustomerTable(
        Array.from({ length: 400 }, (_, i) => ({
          vin: `LSVPT${String(399 - i).padStart(12, "0")}`,
          complaint: (399 - i) % 10 === 0 ? "服务态度" : "",
        }))
      ),
      makeOrderTable([])
    ).dealership,
    settings,
    FIRST
  );
  const turned = everybody.filter((row) => isControl(399 - row, "maintenance"));
  expect(turned).toEqual(groupOn(settings, FIRST));
});

/** 500 quarters of 1,500 due customers, 15% of them held back: who is called comes more often by `effect`. */
function quarters(effect: number) {
  const random = createRandom(31);
  return Array.from({ length: 500 }, () => {
    const called = { customers: 0, came: 0, revenue: 0 };
    const control = { customers: 0, came: 0, revenue: 0 };
    for (let customer = 0; customer < 1_500; customer++) {
      const natural = [0.05, 0.2, 0.45, 0.7][random.int(0, 3)];
      const isControl = random.chance(0.15);
      const side = isControl ? control : called;
      const came = random.chance(natural + (isControl ? 0 : effect));
      side.customers++;
      side.came += came ? 1 : 0;
      side.revenue += came ? 600 : 0;
    }
    return callEffect(called, control);
  });
}

test("over 500 quarters the effect is found without bias, and its interval holds it in 93–97%", () => {
  const effects = quarters(0.08);
  const mean = effects.reduce((sum, { difference }) => sum + difference.difference, 0) / 500;
  expect(mean).toBeGreaterThan(0.075);
  expect(mean).toBeLessThan(0.085);
  const covered = effects.filter(
    ({ difference: { low, high } }) => low <= 0.08 && 0.08 <= high
  ).length;
  expect(covered / 500).toBeGreaterThanOrEqual(0.93);
  expect(covered / 500).toBeLessThanOrEqual(0.975);
  const money = effects.reduce((sum, { extraRevenue }) => sum + extraRevenue, 0) / 500;
  const expected = 0.08 * 600 * 1_500 * 0.85;
  expect(Math.abs(money / expected - 1)).toBeLessThan(0.08);
});

test("where calling does nothing no difference is told in 95% of the quarters", () => {
  const quiet = quarters(0).filter(({ verdict }) => verdict === "notYet").length;
  expect(quiet / 500).toBeGreaterThanOrEqual(0.95);
  expect(quiet / 500).toBeLessThanOrEqual(0.99);
});

test("as many customers as are said to be missing make the same difference show", () => {
  const seen = callEffect(
    { customers: 170, came: 60, revenue: 0 },
    { customers: 30, came: 8, revenue: 0 }
  );
  expect(seen.verdict).toBe("notYet");
  const times = (200 + seen.customersMissing) / 200;
  const more = callEffect(
    { customers: 170 * times, came: 60 * times, revenue: 0 },
    { customers: 30 * times, came: 8 * times, revenue: 0 }
  );
  // The intervals of small numbers lean to the middle, so about as many.
  expect(more.difference.low).toBeGreaterThan(-0.012);
  expect(more.difference.low).toBeLessThan(0.012);
});

test("without a control group nothing is said of the effect", () => {
  const effect = callEffect(
    { customers: 20, came: 5, revenue: 900 },
    { customers: 0, came: 0, revenue: 0 }
  );
  expect(effect.verdict).toBe("none");
  expect(effect.extraVisits).toBeNaN();
});
