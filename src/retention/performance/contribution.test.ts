import fc from "fast-check";
import {
  anyStaffedStore,
  assembleStaffed,
  cutStaffed,
  shuffledStaffedStore,
  type StaffedStore,
} from "../../../test/support/staffedStores";
import { storeDay } from "../../../test/support/stores";
import {
  contributionColumns,
  contributionFigures,
  visitOrigins,
  type ContributionTable,
} from "./contributionTable";
import { contributionOf, type Contribution } from "./contribution";
import { creditArrivals } from "../calls";
import { isAmount, revenueOf } from "../store";
import type { DayRange } from "../time";

const anyPeriod: fc.Arbitrary<DayRange> = fc
  .tuple(storeDay, fc.integer({ min: 0, max: 400 }))
  .map(([first, length]) => ({ first, last: first + length }));

function contributionIn(staffed: StaffedStore, period: DayRange, asOf = period.last): Contribution {
  const { dealership, ownership } = assembleStaffed(staffed);
  const creditOfVisit = creditArrivals(dealership, staffed.records, asOf).recordOfVisit;
  return contributionOf(dealership, ownership, period, { asOf, creditOfVisit });
}

/** The cells that hold anything, named, so that rows and their order do not matter. */
function namedCells(table: ContributionTable): Record<string, unknown> {
  const named: Record<string, unknown> = {};
  table.rows.forEach((name, row) => {
    for (const column of contributionColumns) {
      for (const origin of visitOrigins) {
        const figures = contributionFigures(table, { row, columns: [column], origin });
        if (figures.visits || figures.orders || figures.revenue || !Number.isNaN(figures.cost)) {
          named[`${name} ${column} ${origin}`] = figures;
        }
      }
    }
  });
  return named;
}

const reportOf = (staffed: StaffedStore, period: DayRange, asOf?: number) => {
  const { byOwner, byReception, exclusions, total } = contributionIn(staffed, period, asOf);
  return {
    byOwner: namedCells(byOwner),
    byReception: namedCells(byReception),
    exclusions,
    total,
  };
};

const cents = (amount: number): number => Math.round(amount * 100);

describe("the contribution of a period", () => {
  it("ties with its exclusions to the order sheet, to the cent, by either advisor", () => {
    fc.assert(
      fc.property(anyStaffedStore, anyPeriod, fc.nat(300), (staffed, period, later) => {
        const asOf = period.last + later;
        const { dealership } = assembleStaffed(staffed);
        const { orders, orderDay } = dealership;
        const expected = { orders: 0, revenue: 0, cost: 0 };
        for (let order = 0; order < orders.count; order++) {
          if (orderDay[order] <= asOf) {
            const revenue = revenueOf(orders, order);
            expected.orders++;
            expected.revenue += Number.isNaN(revenue) ? 0 : cents(revenue);
            expected.cost += isAmount(orders.cost[order]) ? cents(orders.cost[order]) : 0;
          }
        }
        const { byOwner, byReception, exclusions, total } = contributionIn(staffed, period, asOf);
        expect(total).toEqual(expected);
        for (const table of [byOwner, byReception]) {
          const figures = contributionFigures(table);
          const sum = {
            orders: figures.orders,
            revenue: cents(figures.revenue),
            cost: Number.isNaN(figures.cost) ? 0 : cents(figures.cost),
          };
          for (const excluded of Object.values(exclusions)) {
            sum.orders += excluded.orders;
            sum.revenue += excluded.revenue;
            sum.cost += excluded.cost;
          }
          expect(sum).toEqual(expected);
        }
      })
    );
  });

  it("is the same by owner and by reception, column by column", () => {
    fc.assert(
      fc.property(anyStaffedStore, anyPeriod, (staffed, period) => {
        const { byOwner, byReception } = contributionIn(staffed, period);
        for (const column of contributionColumns) {
          for (const origin of visitOrigins) {
            const selection = { columns: [column], origin };
            expect(contributionFigures(byReception, selection)).toEqual(
              contributionFigures(byOwner, selection)
            );
          }
        }
      })
    );
  });

  it("on a past day is what the workbook of that day would have given", () => {
    fc.assert(
      fc.property(anyStaffedStore, anyPeriod, fc.nat(60), (staffed, period, later) => {
        const asOf = period.last + later;
        expect(reportOf(staffed, period, asOf)).toEqual(
          reportOf(cutStaffed(staffed, asOf), period, asOf)
        );
      }),
      { numRuns: 200 }
    );
  });

  it("does not depend on the order of rows", () => {
    fc.assert(
      fc.property(shuffledStaffedStore, anyPeriod, ({ staffed, shuffled }, period) => {
        expect(reportOf(shuffled, period)).toEqual(reportOf(staffed, period));
      })
    );
  });

  it("refuses a period that ends before it begins, or after the as-of day", () => {
    const { dealership, ownership } = assembleStaffed(fc.sample(anyStaffedStore, 1)[0]);
    expect(() => contributionOf(dealership, ownership, { first: 45_000, last: 44_999 })).toThrow(
      RangeError
    );
    const period = { first: 45_000, last: 45_030 };
    expect(() => contributionOf(dealership, ownership, period, { asOf: 45_029 })).toThrow(
      RangeError
    );
  });
});
