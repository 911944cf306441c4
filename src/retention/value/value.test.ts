import fc from "fast-check";
import { anyStore, assembleStore, cutStore, storeDay } from "../../../test/support/stores";
import {
  makeCustomerTable,
  makeOrderTable,
  type CustomerRow,
  type OrderRow,
} from "../../../test/support/tables";
import { lossValueOf, loyalValueOf } from "./worth";
import { planBudget, type BudgetCandidate } from "./budget";
import { quintiles, rfmOfAll, valueDisagreements, valueGradeOf } from "./rfm";
import { serialOfIso } from "../time";
import { type Dealership, assembleDealership } from "../store";

const day = serialOfIso;
const store = (customers: CustomerRow[], orders: OrderRow[]): Dealership =>
  assembleDealership(makeCustomerTable(customers), makeOrderTable(orders)).dealership;

test("a loyal customer is worth 54,000 yuan, and 10% more loss costs 250,000", () => {
  expect(loyalValueOf()).toBe(54_000);
  expect(loyalValueOf({ cars: 1 })).toBe(27_000);
  expect(lossValueOf()).toBe(250_000);
  expect(lossValueOf({ revenuePerCar: 1000 })).toBe(500_000);
});

describe("quintiles", () => {
  it.each([
    [[10, 20, 30, 40, 50], "high", [1, 2, 3, 4, 5]],
    [[10, 20, 30, 40, 50], "low", [5, 4, 3, 2, 1]],
    [[7, 7, 7, 7, 7], "high", [5, 5, 5, 5, 5]],
    [[1, 2, 2, 2, 9], "high", [1, 4, 4, 4, 5]],
    [[5, NaN, 3], "high", [5, 0, 3]],
    [[], "high", []],
  ] as const)("of %j, %s best: %j", (values, best, scores) => {
    expect([...quintiles(values, best)]).toEqual(scores);
  });

  it("never give a better value a lower score, nor equal values different ones", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20 })), (values) => {
        const scores = quintiles(values, "high");
        values.forEach((a, i) => {
          values.forEach((b, j) => {
            expect(a > b ? scores[i] >= scores[j] : a < b || scores[i] === scores[j]).toBe(true);
          });
        });
      })
    );
  });
});

describe("RFM", () => {
  const asOf = day("2024-06-30");
  const rows = ["A", "B", "C", "D", "E"].map((vin) => ({ vin }));
  const orders = [
    { vin: "A", arrival: "2024-06-01", received: 100 },
    { vin: "A", arrival: "2024-01-01", received: 100 },
    { vin: "B", arrival: "2024-05-01", received: 5000 },
    { vin: "C", arrival: "2023-01-01", received: 300 },
    { vin: "C", arrival: "2023-02-01", received: -100, receivable: -100 },
    { vin: "D", arrival: "2022-06-29", received: 9999 },
  ];
  const rfm = rfmOfAll(store(rows, orders), asOf);

  it("ranks valid customers with a visit within 24 months, boundary day included", () => {
    expect([...rfm.sum.map((sum) => (sum > 0 ? 1 : 0))]).toEqual([1, 1, 1, 0, 0]);
    const dayBefore = rfmOfAll(store(rows, orders), day("2024-06-29"));
    expect(dayBefore.sum[3]).toBeGreaterThan(0);
  });

  it("scores recency, visits and money received, reversals taken off", () => {
    expect([...rfm.recencyDays.slice(0, 3)]).toEqual([29, 60, 546]);
    expect([...rfm.frequency.slice(0, 3)]).toEqual([2, 1, 1]);
    expect([...rfm.money.slice(0, 3)]).toEqual([200, 5000, 200]);
    expect([...rfm.recencyScore.slice(0, 3)]).toEqual([5, 4, 2]);
    expect([...rfm.frequencyScore.slice(0, 3)]).toEqual([5, 4, 4]);
    expect([...rfm.moneyScore.slice(0, 3)]).toEqual([4, 5, 4]);
  });

  it("counts the orders that 表23 counts: settled ones that were a visit, and what takes them back", () => {
    const counted = rfmOfAll(
      store(rows, [
        { vin: "A", arrival: "2024-06-01", settlement: "2024-06-02", received: 100 },
        { vin: "A", arrival: "2024-06-20", received: 900 },
        {
          vin: "A",
          arrival: "2024-06-21",
          settlement: "2024-06-21",
          received: 80,
          orderType: "内部",
        },
        {
          vin: "A",
          arrival: "2024-06-22",
          settlement: "2024-06-22",
          received: -30,
          receivable: -30,
        },
      ]),
      asOf
    );
    expect(counted.money[0]).toBe(70);
  });

  it("takes revenue where no order tells what was received", () => {
    const sold = rfmOfAll(store(rows, [{ vin: "A", arrival: "2024-06-01", receivable: 70 }]), asOf);
    expect([sold.moneyBasis, sold.money[0]]).toEqual(["revenue", 70]);
    expect(rfm.moneyBasis).toBe("received");
  });

  it.each([
    [15, "A"],
    [13, "A"],
    [12, "B"],
    [10, "B"],
    [9, "C"],
    [7, "C"],
    [6, "D"],
    [3, "D"],
    [0, "none"],
  ])("a sum of %d is grade %s", (sum, grade) => {
    expect(valueGradeOf(sum)).toBe(grade);
  });

  it("gives for a past day what the data of that day would have given", () => {
    fc.assert(
      fc.property(anyStore, storeDay, (any, on) => {
        const sums = (dealership: Dealership): number[] =>
          [...rfmOfAll(dealership, on).sum].filter((sum) => sum > 0);
        expect(sums(assembleStore(any))).toEqual(sums(assembleStore(cutStore(any, on))));
      })
    );
  });

  it("shows first where RFM and PSV disagree most", () => {
    const disagreements = valueDisagreements(rfm, Float64Array.from([10, 30, 90_000, NaN, 5]));
    expect(disagreements.map(({ customer }) => customer)).toEqual([0, 2, 1]);
    expect(disagreements[0].difference).toBeCloseTo(-2 / 3, 10);
    expect(disagreements[1].difference).toBeCloseTo(2 / 3, 10);
  });
});

describe("the choice whom a budget is for", () => {
  const candidate = (customer: number, psv: number, rfm: number, cost = 5): BudgetCandidate => ({
    customer,
    psv,
    rfm,
    cost,
    retains: 0.1,
  });

  it("goes by retained PSV per yuan, shows the cut-off, and what RFM would have reached", () => {
    const plan = planBudget(
      [candidate(0, 1000, 15), candidate(1, 9000, 3), candidate(2, 4000, 6), candidate(3, NaN, 9)],
      10
    );
    expect(plan.chosen).toEqual([1, 2]);
    expect(plan).toMatchObject({ spent: 10, left: 0, retained: 1300, cutoff: 80 });
    expect(plan.byRfm).toMatchObject({ chosen: [0, 2], retained: 500 });
  });

  it("prefers two cheap contacts to one that costs as much and keeps less", () => {
    const plan = planBudget(
      [candidate(0, 10_000, 9, 100), candidate(1, 6000, 9, 50), candidate(2, 6000, 9, 50)],
      100
    );
    expect(plan.chosen).toEqual([1, 2]);
  });

  it("spends the last cent and chooses nobody without a budget", () => {
    const cheap = Array.from({ length: 10 }, (_, i) => candidate(i, 100, 3, 0.1));
    expect(planBudget(cheap, 1).chosen).toHaveLength(10);
    expect(planBudget(cheap, 0)).toMatchObject({ chosen: [], cutoff: NaN, spent: 0 });
    expect(planBudget([candidate(0, 100, 3, 0)], 0).chosen).toEqual([0]);
  });

  it("refuses a budget or a cost that is no amount", () => {
    expect(() => planBudget([], -1)).toThrow(RangeError);
    expect(() => planBudget([], NaN)).toThrow(RangeError);
    expect(() => planBudget([candidate(0, 1, 1, -1)], 1)).toThrow(RangeError);
  });

  it("falls short of the best choice by less than the first one left out would bring", () => {
    const any = fc.record({
      psv: fc.integer({ min: 1, max: 1000 }),
      rfm: fc.integer({ min: 0, max: 15 }),
      cost: fc.integer({ min: 1, max: 9 }),
    });
    fc.assert(
      fc.property(fc.array(any, { maxLength: 9 }), fc.nat({ max: 40 }), (rows, budget) => {
        const candidates = rows.map((row, customer) => ({ ...row, customer, retains: 0.5 }));
        const plan = planBudget(candidates, budget);
        let best = 0;
        for (let mask = 0; mask < 1 << candidates.length; mask++) {
          const chosen = candidates.filter((_, i) => mask & (1 << i));
          const cost = chosen.reduce((sum, one) => sum + one.cost, 0);
          const retained = chosen.reduce((sum, one) => sum + one.psv * one.retains, 0);
          best = cost <= budget ? Math.max(best, retained) : best;
        }
        const leftOut = candidates.filter((_, i) => !plan.chosen.includes(i));
        const next = Math.max(0, ...leftOut.map(({ psv }) => psv * 0.5));
        expect(plan.spent).toBeLessThanOrEqual(budget);
        expect(plan.retained).toBeGreaterThanOrEqual(best - next);
        leftOut.forEach((one) => {
          expect(plan.chosen.length === 0 || (one.psv * 0.5) / one.cost <= plan.cutoff).toBe(true);
        });
      })
    );
  });
});
