import fc from "fast-check";
import {
  anyStore,
  assembleStore,
  cutStore,
  shuffledStore,
  storeDay,
} from "../../../test/support/stores";
import { dailySeries, flowsBetween } from "./conversion";
import { dayAfter, serialOfIso } from "../time";
import { reservoir } from "./reservoir";
import { ruleSets } from "./ruleSets";
import { statusCounts, statusesAsOf } from "./status";
import { statusEvents } from "./statusEvents";

const anyRange = fc
  .tuple(storeDay, fc.integer({ min: 0, max: 500 }))
  .map(([first, length]) => ({ first, last: first + length }));
const anyRules = fc.constantFrom(...Object.values(ruleSets));

describe("蓄水池", () => {
  it("closes each month: opening + inlets − outlets is the base of the day", () => {
    fc.assert(
      fc.property(anyStore, anyRange, anyRules, (store, { first, last }, rules) => {
        const dealership = assembleStore(store);
        const months = reservoir(dealership, first, last, { rules });
        let previous = months[0].opening;
        for (const { opening, closing, flows, last: end } of months) {
          expect(opening).toBe(previous);
          const { ownNew, acquired, returned, revived, verified, newLost, invalidated } = flows;
          const inflow = ownNew + acquired + returned + revived + verified;
          expect(closing).toBe(opening + inflow - newLost - invalidated);
          expect(closing).toBe(statusCounts(statusesAsOf(dealership, end, rules)).base);
          previous = closing;
        }
        expect(months[months.length - 1].last).toBe(last);
      }),
      { numRuns: 400 }
    );
  });

  it("loses what the daily series calls 新增流失, and takes back what it calls 流失回厂", () => {
    fc.assert(
      fc.property(anyStore, anyRange, (store, { first, last }) => {
        const dealership = assembleStore(store);
        for (const month of reservoir(dealership, first, last)) {
          const events = statusEvents(dealership, month.first, month.last);
          const flows = flowsBetween(dailySeries(dealership, events), month.first, month.last);
          expect(month.flows.newLost).toBe(flows.newLost);
          expect(month.flows.returned).toBe(flows.lostReturned);
        }
      })
    );
  });

  it("judges health by the twelve months behind it, however the range begins", () => {
    fc.assert(
      fc.property(anyStore, anyRange, (store, { first, last }) => {
        const dealership = assembleStore(store);
        const months = reservoir(dealership, first, last);
        const month = months[months.length - 1];
        const year = reservoir(dealership, month.rolling.first, last);
        const whole = year.reduce((sum, { flows }) => sum + flows.newLost + flows.invalidated, 0);
        if (month.rolling.first === year[0].first) {
          expect(month.rolling.outflow).toBe(whole);
          expect(year).toHaveLength(12);
        } else {
          expect(month.rolling.outflow).toBeLessThanOrEqual(whole);
        }
        const { flows, outflow, health, healthWithReturns, steadyStock } = month.rolling;
        const inflow = flows.ownNew + flows.acquired;
        expect(health).toBe(outflow === 0 ? NaN : inflow / outflow);
        expect(healthWithReturns).toBe(outflow === 0 ? NaN : (inflow + flows.returned) / outflow);
        expect(steadyStock).toBeCloseTo(inflow * 5.1, 9);
      })
    );
  });

  it("is what it would have been on its last day, and does not depend on the order of the rows", () => {
    fc.assert(
      fc.property(shuffledStore, anyRange, ({ store, shuffled }, { first, last }) => {
        const whole = reservoir(assembleStore(store), first, last);
        expect(reservoir(assembleStore(shuffled), first, last)).toEqual(whole);
        // Of 历史不足 a workbook without any order yet knows nothing.
        const figures = (from: ReturnType<typeof reservoir>) =>
          from.map(({ shortHistory: _, rolling, ...month }) => ({
            ...month,
            rolling: { ...rolling, shortHistory: false },
          }));
        const cut = reservoir(assembleStore(cutStore(store, last)), first, last);
        expect(figures(cut)).toEqual(figures(whole));
      })
    );
  });

  it("shows no rate without base and no health without outflow", () => {
    const day = serialOfIso("2024-06-30");
    const [month] = reservoir(assembleStore({ customers: [], orders: [] }), day, day);
    expect(month.retentionRate).toBeNaN();
    expect(month.rolling.health).toBeNaN();
    expect(month.rolling.healthWithReturns).toBeNaN();
    expect(month.first).toBe(serialOfIso("2024-06-01"));
  });

  it("cut off within a month looks back twelve months from that day", () => {
    const last = serialOfIso("2024-06-15");
    const [month] = reservoir(assembleStore({ customers: [], orders: [] }), last, last);
    expect(month.rolling.first).toBe(serialOfIso("2023-06-16"));
    const end = serialOfIso("2024-02-29");
    const [full] = reservoir(assembleStore({ customers: [], orders: [] }), end, end);
    expect(full.rolling.first).toBe(serialOfIso("2023-03-01"));
  });

  it("says where the orders do not reach back far enough (历史不足)", () => {
    const dealership = assembleStore({
      customers: [{ vin: "A", deliveryDate: "2022-01-01" }],
      orders: [{ vin: "A", arrival: "2023-03-10" }],
    });
    const months = reservoir(dealership, serialOfIso("2024-03-01"), serialOfIso("2025-04-30"));
    expect(months.map(({ shortHistory }) => shortHistory).slice(0, 2)).toEqual([true, false]);
    const enough = months.find(({ rolling }) => !rolling.shortHistory);
    expect(enough?.rolling.first).toBe(dayAfter(serialOfIso("2024-03-31")));
  });

  it("needs a last day that is not before the first", () => {
    expect(() => reservoir(assembleStore({ customers: [], orders: [] }), 45_001, 45_000)).toThrow(
      RangeError
    );
  });
});
