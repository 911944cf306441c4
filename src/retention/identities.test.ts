import fc from "fast-check";
import {
  anyStaffedStore,
  assembleStaffed,
  cutStaffed,
  roster,
  shuffledStaffedStore,
  type StaffedStore,
} from "../../test/support/staffedStores";
import { storeDay } from "../../test/support/stores";
import {
  codeOfFlow,
  dailySeries,
  flowsBetween,
  flowsOfEvents,
  lastVisitIndex,
  NOT_COUNTED,
  reservoir,
  ruleSets,
  statusCounts,
  statusesAsOf,
  statusEvents,
  visitsWithinAll,
  visitStatuses,
  groupMask,
} from "./status";
import {
  contributionFigures,
  contributionOf,
  customerDynamics,
  dailyTally,
  incentivesOf,
  scorecardOf,
  sumOfTally,
  targetsOf,
  type DailyTally,
} from "./performance";
import { creditArrivals } from "./calls";
import { dayBefore, monthStartOf, upTo, weekOf, type DayRange } from "./time";
import { moversOf } from "./status/conversion";
import { psvOfAll, rfmOfAll, valueGrades } from "./value";
import { sumPsv } from "./value/psvColumns";
import type { Dealership } from "./store";
import type { Ownership } from "./ownership";

/**
 * What must hold between the sheets (rules §17): figures that several chapters compute on their own
 * ways, over random stores with advisors, a ledger and 招揽记录.
 */

const flowCodeOfInvalidated = codeOfFlow("invalidated");

/** The visit of a customer on a day; −1 if there is none. */
function visitOn(dealership: Dealership, customer: number, day: number): number {
  const visit = lastVisitIndex(dealership, customer, day);
  return visit >= 0 && dealership.visitDay[visit] === day ? visit : -1;
}

const calendar = { closedDays: new Set<number>(), closedWeekdays: [] };

const sum = (values: Iterable<number>): number =>
  Array.from(values).reduce((total, value) => total + value, 0);

const anyPeriod: fc.Arbitrary<DayRange> = fc
  .tuple(storeDay, fc.integer({ min: 0, max: 400 }))
  .map(([first, length]) => ({ first, last: first + length }));

function tallyOn(staffed: StaffedStore, asOf: number): DailyTally {
  const { dealership, ownership } = assembleStaffed(staffed);
  return dailyTally(dealership, creditArrivals(dealership, staffed.records, asOf), ownership);
}

const targetsOn = (
  { ledger }: StaffedStore,
  dealership: Dealership,
  ownership: Ownership,
  asOf: number
) => targetsOf(dealership, ownership, ledger, asOf, { roster, calendar });

describe("newLost of a month", () => {
  it("is one number in 表20, 表21, the conversion series, the reservoir and 绩效", () => {
    fc.assert(
      fc.property(anyStaffedStore, storeDay, (staffed, asOf) => {
        const { dealership, ownership } = assembleStaffed(staffed);
        const first = monthStartOf(asOf);
        const series = dailySeries(dealership, statusEvents(dealership, first, asOf));
        const expected = flowsBetween(series, first, asOf).newLost;

        const targets = targetsOn(staffed, dealership, ownership, asOf).month;
        const incentives = incentivesOf(dealership, ownership, staffed.ledger, asOf, { roster });
        const months = reservoir(dealership, asOf, asOf);
        expect({
          targets: targets.store.flows.newLost,
          targetRows: sum(targets.rows.map(({ flows }) => flows.newLost)),
          tally: sum(tallyOn(staffed, asOf).flows.map(({ newLostMonth }) => newLostMonth)),
          reservoir: months[months.length - 1].flows.newLost,
          incentives: sum(incentives.rows.map(({ newLost }) => newLost)),
          cars: incentives.losses.length,
        }).toEqual({
          targets: expected,
          targetRows: expected,
          tally: expected,
          reservoir: expected,
          incentives: expected,
          cars: expected,
        });
      })
    );
  });

  it("is one number for every owner, too, and so are returns", () => {
    fc.assert(
      fc.property(anyStaffedStore, storeDay, (staffed, asOf) => {
        const { dealership, ownership } = assembleStaffed(staffed);
        const targets = targetsOn(staffed, dealership, ownership, asOf).month.rows;
        const tally = tallyOn(staffed, asOf).flows;
        const period = { first: monthStartOf(asOf), last: asOf };
        const dynamics = customerDynamics(dealership, ownership, period).rows;
        const incentives = incentivesOf(dealership, ownership, staffed.ledger, asOf, { roster });
        ownership.owners.forEach((_, owner) => {
          const lost = targets[owner].flows.newLost;
          expect(tally[owner].newLostMonth).toBe(lost);
          expect(dynamics[owner].flows.newLost).toBe(lost);
          expect(incentives.losses.filter((car) => car.owner === owner)).toHaveLength(lost);
          const { initialReturned, otherReturned } = targets[owner].flows;
          expect(tally[owner].returnedMonth).toBe(initialReturned + otherReturned);
          expect(incentives.returns.filter((car) => car.owner === owner)).toHaveLength(
            initialReturned + otherReturned
          );
        });
      })
    );
  });

  it("is the sum of the tallies of its days", () => {
    fc.assert(
      fc.property(anyStaffedStore, storeDay, (staffed, asOf) => {
        const { dealership, ownership } = assembleStaffed(staffed);
        const monthToDate = tallyOn(staffed, asOf).flows;
        const days = { lost: 0, returned: 0 };
        for (let day = monthStartOf(asOf); day <= asOf; day++) {
          const credits = creditArrivals(dealership, staffed.records, day);
          const { flows } = dailyTally(dealership, credits, ownership);
          days.lost += sum(flows.map(({ newLostDay }) => newLostDay));
          days.returned += sum(flows.map(({ returnedDay }) => returnedDay));
        }
        expect(days).toEqual({
          lost: sum(monthToDate.map(({ newLostMonth }) => newLostMonth)),
          returned: sum(monthToDate.map(({ returnedMonth }) => returnedMonth)),
        });
      }),
      { numRuns: 40 }
    );
  });
});

describe("statuses of a day", () => {
  it("split the base by visits in 12 months: 0 + 1 + 2 + 3次 = 基盘", () => {
    fc.assert(
      fc.property(anyStaffedStore, storeDay, (staffed, asOf) => {
        const { dealership, ownership } = assembleStaffed(staffed);
        const columns = statusesAsOf(dealership, asOf);
        const { base } = statusCounts(columns);
        const isBase = groupMask(ruleSets.retention, "base");
        const visits = visitsWithinAll(dealership, 12, asOf);
        const levels = [0, 0, 0, 0];
        columns.status.forEach((code, customer) => {
          levels[Math.min(visits[customer], 3)] += isBase[code];
        });
        const { rows } = customerDynamics(dealership, ownership, { first: asOf, last: asOf });
        expect(
          levels.map((_, level) => sum(rows.map((row) => row.closingActivity[level])))
        ).toEqual(levels);
        expect(sum(levels)).toBe(base);
      })
    );
  });

  it("add up over owners to the store: 表20 closes on the counts of the day", () => {
    fc.assert(
      fc.property(anyStaffedStore, storeDay, (staffed, asOf) => {
        const { dealership, ownership } = assembleStaffed(staffed);
        const { rows, store } = targetsOn(staffed, dealership, ownership, asOf).month;
        const { base, lost, byStatus } = statusCounts(statusesAsOf(dealership, asOf));
        expect([store.closingBase, store.closingLost, store.closingStable]).toEqual([
          base,
          lost,
          byStatus.stable,
        ]);
        expect(sum(rows.map((row) => row.closingBase))).toBe(base);
        expect(sum(rows.map((row) => row.closingLost))).toBe(lost);
        for (const row of rows) {
          expect([row.baseDifference, row.lostDifference]).toEqual([0, 0]);
        }
      })
    );
  });

  it("hold the same ΣPSV by status, by advisor and by value grade", () => {
    fc.assert(
      fc.property(anyStaffedStore, storeDay, (staffed, asOf) => {
        const { dealership, ownership } = assembleStaffed(staffed);
        const { status } = statusesAsOf(dealership, asOf);
        const counted = (groupOf: (customer: number) => number): Int32Array =>
          Int32Array.from(status, (code, customer) =>
            code === NOT_COUNTED ? -1 : groupOf(customer)
          );
        const psv = psvOfAll(dealership, asOf);
        const { grade } = rfmOfAll(dealership, asOf);
        const total = (groupOf: (customer: number) => number, groups: number) => {
          const { cents, customers, without } = sumPsv(psv, counted(groupOf), groups);
          return [sum(cents), sum(customers), sum(without)];
        };
        const all = total(() => 0, 1);
        expect(total((customer) => status[customer], NOT_COUNTED)).toEqual(all);
        expect(
          total((customer) => ownership.ownerOn(customer, asOf), ownership.owners.length)
        ).toEqual(all);
        expect(total((customer) => grade[customer], valueGrades.length)).toEqual(all);
      })
    );
  });
});

describe("visits", () => {
  it("are either credited to a contact or 自然回厂, in 表23 as in the record sheet", () => {
    fc.assert(
      fc.property(anyStaffedStore, anyPeriod, (staffed, period) => {
        const { dealership, ownership } = assembleStaffed(staffed);
        const { visitDay, visitOffsets, customers, entryDay } = dealership;
        const credits = creditArrivals(dealership, staffed.records, period.last);
        const { byOwner, byReception } = contributionOf(dealership, ownership, period, {
          creditOfVisit: credits.recordOfVisit,
        });
        const days = { credited: 0, natural: 0 };
        for (let customer = 0; customer < customers.count; customer++) {
          for (let visit = visitOffsets[customer]; visit < visitOffsets[customer + 1]; visit++) {
            const isIn = visitDay[visit] >= period.first && visitDay[visit] <= period.last;
            if (isIn && entryDay[customer] <= period.last) {
              days[credits.recordOfVisit[visit] >= 0 ? "credited" : "natural"]++;
            }
          }
        }
        for (const table of [byOwner, byReception]) {
          const walkIns = contributionFigures(table, { columns: ["walkIn"] }).visits;
          expect({
            credited: contributionFigures(table, { origin: "credited" }).visits,
            natural: contributionFigures(table, { origin: "natural" }).visits - walkIns,
          }).toEqual(days);
        }
      })
    );
  });

  it("that are credited sum to 到店 of the records, and of the tallies of their days", () => {
    fc.assert(
      fc.property(anyStaffedStore, storeDay, (staffed, asOf) => {
        const { dealership } = assembleStaffed(staffed);
        const credits = creditArrivals(dealership, staffed.records, asOf);
        const credited = credits.recordOfVisit.filter((record) => record >= 0).length;
        expect(sum(credits.visitsOfRecord)).toBe(credited);
        const { monthStart, rows } = tallyOn(staffed, asOf);
        const ofMonth = credits.recordOfVisit.filter((record, visit) => {
          const day = dealership.visitDay[visit];
          return record >= 0 && day >= monthStart && day <= asOf;
        });
        expect(sumOfTally(rows.map(({ month }) => month)).arrived).toBe(ofMonth.length);
      })
    );
  });

  it("of lost customers are the returns 流失回厂: one event, one visit, one place in 表23", () => {
    fc.assert(
      fc.property(anyStaffedStore, anyPeriod, (staffed, period) => {
        const { dealership, ownership } = assembleStaffed(staffed);
        const events = statusEvents(dealership, period.first, period.last);
        const flows = flowsOfEvents(dealership, events);
        const returns = Array.from(
          moversOf(events, flows, "lostReturned"),
          (event) => events.visit[event]
        );
        expect(new Set(returns).size).toBe(returns.length);

        const { byOwner } = contributionOf(dealership, ownership, period);
        const inTable = contributionFigures(byOwner, {
          columns: ["lost3", "lost6", "lost12", "lost24", "lostOver24"],
        }).visits;
        const isLost = groupMask(ruleSets.retention, "lost");
        const statuses = visitStatuses(dealership);
        // A lost customer who comes on the day from which he is 无效 comes as lost, but returns to
        // nothing; unless it is his 首次来店, which is no visit of a lost customer.
        const toInvalid = Array.from({ length: events.count }, (_, event) => event).filter(
          (event) =>
            isLost[events.from[event]] &&
            flows[event] === flowCodeOfInvalidated &&
            isLost[statuses[visitOn(dealership, events.customer[event], events.day[event])]]
        );
        expect(returns.length + toInvalid.length).toBe(inTable);
        expect(returns.every((visit) => isLost[statuses[visit]])).toBe(true);
      })
    );
  });
});

describe("every report", () => {
  /** By name, so that rows and people may come in any order; only what holds anything. */
  const reportsOn = (staffed: StaffedStore, asOf: number): unknown => {
    const { dealership, ownership } = assembleStaffed(staffed);
    const month = { first: monthStartOf(asOf), last: asOf };
    const tally = tallyOn(staffed, asOf);
    const targets = targetsOn(staffed, dealership, ownership, asOf);
    const dynamics = customerDynamics(dealership, ownership, upTo(weekOf(asOf), asOf));
    const incentives = incentivesOf(dealership, ownership, staffed.ledger, asOf, { roster });
    const psv = psvOfAll(dealership, asOf);
    const nameOf = (customer: number): string => dealership.customers.name[customer];
    const held = (values: unknown): boolean => /[:[,]-?[1-9]/.test(JSON.stringify(values));
    const named = (rows: readonly object[]): unknown =>
      Object.fromEntries(
        rows
          .map((row, owner) => [ownership.owners[owner], { ...row, owner: 0 }] as const)
          .filter(([, row]) => held(row))
      );
    const tallyRows = tally.rows
      .map((row) => ({ ...row, advisor: tally.advisors[row.advisor] }))
      .filter(held);
    const cars = [...incentives.losses, ...incentives.returns].map(
      ({ customer, owner, day }) => `${nameOf(customer)} ${ownership.owners[owner]} ${day}`
    );
    return {
      tally: tallyRows,
      tallyFlows: named(tally.flows.slice(0, ownership.owners.length)),
      targets: named(targets.month.rows),
      dynamics: named(dynamics.rows),
      cars: cars.sort(),
      kpis: scorecardOf(dealership, staffed.records, month).filter(
        ({ denominator }) => (denominator ?? 0) > 0
      ),
      psv: Object.fromEntries(
        Array.from(psv.total, (total, customer) => [nameOf(customer), total] as const).filter(
          ([, total]) => total > 0
        )
      ),
      reservoir: reservoir(dealership, dayBefore(month.first), asOf),
    };
  };

  it("of a past day is the report of the workbook cut at that day", () => {
    fc.assert(
      fc.property(anyStaffedStore, storeDay, (staffed, asOf) => {
        expect(reportsOn(staffed, asOf)).toEqual(reportsOn(cutStaffed(staffed, asOf), asOf));
      })
    );
  });

  it("is the same whatever the order of rows", () => {
    fc.assert(
      fc.property(shuffledStaffedStore, storeDay, ({ staffed, shuffled }, asOf) => {
        expect(reportsOn(shuffled, asOf)).toEqual(reportsOn(staffed, asOf));
      })
    );
  });

  it("computed twice from the same tables is the same: no report changes what it reads", () => {
    fc.assert(
      fc.property(anyStaffedStore, storeDay, (staffed, asOf) => {
        const { dealership, ownership } = assembleStaffed(staffed);
        const run = () => [
          customerDynamics(dealership, ownership, weekOf(asOf)),
          contributionOf(dealership, ownership, weekOf(asOf)),
          scorecardOf(dealership, staffed.records, weekOf(asOf)),
          creditArrivals(dealership, staffed.records, asOf),
          targetsOn(staffed, dealership, ownership, asOf),
          psvOfAll(dealership, asOf),
        ];
        expect(run()).toEqual(run());
      }),
      { numRuns: 40 }
    );
  });
});
