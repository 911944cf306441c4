import fc from "fast-check";
import {
  anyStore,
  assembleStore,
  cutStore,
  shuffledStore,
  storeDay,
  type Store,
} from "../../../test/support/stores";
import { CAUSE, eventCauses, statusEvents } from "./statusEvents";
import {
  codeOfFlow,
  dailySeries,
  flowNames,
  flowsBetween,
  flowsByGroup,
  flowsOfEvents,
  groupSeries,
  moversOf,
  netChange,
  returnsByBand,
  statusesOf,
} from "./conversion";
import { dayAfter, dayBefore, isoOf } from "../time";
import { FIRST_VISIT, visitStatuses } from "./visitStatus";
import { groupMask, statusCounts, statusesAsOf } from "./status";
import { ruleSets, statusCodes } from "./ruleSets";

const anyRules = fc.constantFrom(...Object.values(ruleSets));
/** Up to two years of days and some. */
const anyRange = fc
  .tuple(storeDay, fc.integer({ min: 0, max: 800 }))
  .map(([first, length]) => ({ first, last: first + length }));

/** Events as lines that do not depend on rows: who, when, from what to what, why. */
function linesOf(store: Store, first: number, last: number): string[] {
  const dealership = assembleStore(store);
  const events = statusEvents(dealership, first, last);
  return Array.from({ length: events.count }, (_, event) =>
    [
      isoOf(events.day[event]),
      dealership.customers.name[events.customer[event]],
      statusCodes[events.from[event]] ?? "",
      statusCodes[events.to[event]],
      eventCauses[events.cause[event]],
      events.visit[event] < 0 ? "" : isoOf(dealership.visitDay[events.visit[event]]),
    ].join(" ")
  ).sort();
}

describe("changes of status from day to day", () => {
  it("lead from the statuses of each day to those of the next", () => {
    fc.assert(
      fc.property(anyStore, anyRange, anyRules, (store, { first, last }, rules) => {
        const dealership = assembleStore(store);
        const events = statusEvents(dealership, first, last, { rules });
        const status = statusesAsOf(dealership, dayBefore(first), rules).status.slice();
        let event = 0;
        for (let day = first; day <= last; day = dayAfter(day)) {
          const changed = new Set<number>();
          for (; event < events.count && events.day[event] === day; event++) {
            const customer = events.customer[event];
            const from = events.from[event];
            const leads = from === status[customer] && events.to[event] !== from;
            expect(leads && !changed.has(customer)).toBe(true);
            changed.add(customer);
            status[customer] = events.to[event];
          }
          const found = statusesAsOf(dealership, day, rules).status;
          if (found.some((code, customer) => code !== status[customer])) {
            expect(status).toEqual(found);
          }
        }
        expect(event).toBe(events.count);
      }),
      { numRuns: 150 }
    );
  });

  it("come by day, and by row of the customer sheet within a day", () => {
    fc.assert(
      fc.property(anyStore, anyRange, (store, { first, last }) => {
        const { count, day, customer } = statusEvents(assembleStore(store), first, last);
        for (let event = 1; event < count; event++) {
          const later = day[event] > day[event - 1];
          const sameDay = day[event] === day[event - 1] && customer[event] > customer[event - 1];
          expect(later || sameDay).toBe(true);
        }
      })
    );
  });

  it("name the visit that made them, and only a visit of that customer and day", () => {
    fc.assert(
      fc.property(anyStore, anyRange, (store, { first, last }) => {
        const dealership = assembleStore(store);
        const events = statusEvents(dealership, first, last);
        for (let event = 0; event < events.count; event++) {
          const visit = events.visit[event];
          const customer = events.customer[event];
          const cause = events.cause[event];
          if (visit >= 0) {
            expect(dealership.visitDay[visit]).toBe(events.day[event]);
            expect(visit).toBeGreaterThanOrEqual(dealership.visitOffsets[customer]);
            expect(visit).toBeLessThan(dealership.visitOffsets[customer + 1]);
          }
          if (cause === CAUSE.returned || cause === CAUSE.revived || cause === CAUSE.firstVisit) {
            expect(visit).toBeGreaterThanOrEqual(0);
          }
          if (cause === CAUSE.entered) {
            const first = dealership.visitOffsets[customer];
            const here = dealership.visitDay
              .subarray(first, dealership.visitOffsets[customer + 1])
              .indexOf(events.day[event]);
            expect(visit).toBe(here < 0 ? -1 : first + here);
          }
          if (cause === CAUSE.aged || cause === CAUSE.invalidated) {
            expect(visit).toBe(-1);
          }
        }
      })
    );
  });

  it("up to a day are what they would have been then: later records are invisible", () => {
    fc.assert(
      fc.property(anyStore, anyRange, (store, { first, last }) => {
        expect(linesOf(cutStore(store, last), first, last)).toEqual(linesOf(store, first, last));
      }),
      { numRuns: 500 }
    );
  });

  it("do not depend on the order of the rows", () => {
    fc.assert(
      fc.property(shuffledStore, anyRange, ({ store, shuffled }, { first, last }) => {
        expect(linesOf(shuffled, first, last)).toEqual(linesOf(store, first, last));
      })
    );
  });

  it("of a range are those of its parts", () => {
    fc.assert(
      fc.property(anyStore, anyRange, fc.nat(), (store, { first, last }, cut) => {
        const middle = first + (cut % (last - first + 1));
        const parts = [
          ...linesOf(store, first, middle),
          ...(middle < last ? linesOf(store, middle + 1, last) : []),
        ];
        expect(parts.sort()).toEqual(linesOf(store, first, last));
      })
    );
  });

  it("need a last day that is not before the first", () => {
    expect(() =>
      statusEvents(assembleStore({ customers: [], orders: [] }), 45_001, 45_000)
    ).toThrow(RangeError);
  });
});

describe("流失回厂", () => {
  it("is one return for each visit of a lost customer, unless he was declared invalid that very day", () => {
    fc.assert(
      fc.property(anyStore, anyRange, (store, { first, last }) => {
        const dealership = assembleStore(store);
        const events = statusEvents(dealership, first, last);
        const flows = flowsOfEvents(dealership, events);
        const isLost = groupMask(ruleSets.retention, "lost");
        const statusAtVisit = visitStatuses(dealership);
        const returned = moversOf(events, flows, "lostReturned");
        const byEvent = [...returned].map((event) => events.visit[event]);
        for (const [i, event] of [...returned].entries()) {
          expect(statusAtVisit[byEvent[i]]).toBe(events.from[event]);
        }
        const invalidated = new Set(
          [...moversOf(events, flows, "invalidated")].map(
            (event) => `${events.day[event]} ${events.customer[event]}`
          )
        );
        const byVisit: number[] = [];
        for (let customer = 0; customer < dealership.customers.count; customer++) {
          const end = dealership.visitOffsets[customer + 1];
          for (let visit = dealership.visitOffsets[customer]; visit < end; visit++) {
            const day = dealership.visitDay[visit];
            const inRange = day >= first && day <= last;
            const lost = isLost[statusAtVisit[visit]] === 1;
            if (inRange && lost && !invalidated.has(`${day} ${customer}`)) {
              byVisit.push(visit);
            }
          }
        }
        expect(byEvent.sort((a, b) => a - b)).toEqual(byVisit);
      }),
      { numRuns: 1000 }
    );
  });

  it("never counts 首次来店", () => {
    fc.assert(
      fc.property(anyStore, anyRange, (store, { first, last }) => {
        const dealership = assembleStore(store);
        const events = statusEvents(dealership, first, last);
        const statusAtVisit = visitStatuses(dealership);
        for (let event = 0; event < events.count; event++) {
          if (events.cause[event] === CAUSE.firstVisit) {
            expect(statusAtVisit[events.visit[event]]).toBe(FIRST_VISIT);
          }
          if (events.cause[event] === CAUSE.returned) {
            expect(statusAtVisit[events.visit[event]]).toBe(events.from[event]);
          }
        }
      })
    );
  });
});

describe("flows", () => {
  it("close each status each day: closing = opening + in − out, equal to the statuses of the day", () => {
    fc.assert(
      fc.property(anyStore, anyRange, anyRules, (store, { first, last }, rules) => {
        const dealership = assembleStore(store);
        const series = dailySeries(dealership, statusEvents(dealership, first, last, { rules }));
        const base = groupSeries(series, "base");
        const lost = groupSeries(series, "lost");
        const valid = groupSeries(series, "valid");
        const opening = [...series.opening];
        for (let day = first; day <= last; day++) {
          series.statuses.forEach((_, place) => {
            opening[place] +=
              series.inflow[place][day - first] - series.outflow[place][day - first];
          });
          expect(series.closing.map((counts) => counts[day - first])).toEqual(opening);
          if ((day - first) % 31 === 0 || day === last) {
            const counts = statusCounts(statusesAsOf(dealership, day, rules));
            expect(opening).toEqual(series.statuses.map((status) => counts.byStatus[status]));
            expect(base[day - first]).toBe(counts.base);
            expect(lost[day - first]).toBe(counts.lost);
            expect(valid[day - first]).toBe(counts.valid);
          }
        }
      }),
      { numRuns: 60 }
    );
  });

  it("of a period are the sums of its days, by group and over all groups", () => {
    fc.assert(
      fc.property(anyStore, anyRange, (store, { first, last }) => {
        const dealership = assembleStore(store);
        const events = statusEvents(dealership, first, last);
        const flows = flowsOfEvents(dealership, events);
        const series = dailySeries(dealership, events, flows);
        const middle = Math.floor((first + last) / 2);
        const whole = flowsBetween(series, first, last);
        const one = flowsBetween(series, first, middle);
        const other = middle < last ? flowsBetween(series, middle + 1, last) : undefined;
        const groups = flowsByGroup(events, flows, (event) => events.customer[event] % 3, 3);
        flowNames.forEach((name, flow) => {
          expect(one[name] + (other?.[name] ?? 0)).toBe(whole[name]);
          const summed = [0, 1, 2].reduce(
            (sum, group) => sum + groups[group * flowNames.length + flow],
            0
          );
          expect(summed).toBe(whole[name]);
          expect(moversOf(events, flows, name)).toHaveLength(whole[name]);
        });
        expect(Object.values(whole).reduce((sum, count) => sum + count, 0)).toBe(events.count);
        const banded = Object.values(returnsByBand(events, flows));
        expect(banded.reduce((sum, count) => sum + count, 0)).toBe(whole.lostReturned);
      })
    );
  });

  it("turn base to lost only through 新增流失, and lost to base only through a visit", () => {
    fc.assert(
      fc.property(anyStore, anyRange, anyRules, (store, { first, last }, rules) => {
        const dealership = assembleStore(store);
        const events = statusEvents(dealership, first, last, { rules });
        const flows = flowsOfEvents(dealership, events);
        const isBase = groupMask(rules, "base");
        const isLost = groupMask(rules, "lost");
        for (let event = 0; event < events.count; event++) {
          const from = events.from[event];
          const to = events.to[event];
          const newLost = flows[event] === codeOfFlow("newLost");
          const byVisit = events.visit[event] >= 0;
          expect(newLost).toBe(Boolean(isBase[from] && isLost[to]));
          expect(byVisit || !(isLost[from] && isBase[to])).toBe(true);
        }
      })
    );
  });

  it("are refused for days that the series does not cover", () => {
    const dealership = assembleStore({ customers: [], orders: [] });
    const series = dailySeries(dealership, statusEvents(dealership, 45_000, 45_010));
    expect(() => flowsBetween(series, 44_999, 45_005)).toThrow(RangeError);
    expect(() => flowsBetween(series, 45_005, 45_011)).toThrow(RangeError);
  });
});

describe("净变化", () => {
  it("adds up to the counts of both days, and off its diagonal to the movers", () => {
    fc.assert(
      fc.property(anyStore, anyRange, anyRules, (store, { first, last }, rules) => {
        const dealership = assembleStore(store);
        const { counts, movers } = netChange(dealership, first, last, rules);
        const statuses = statusesOf(rules);
        const width = statuses.length + 1;
        const before = statusCounts(statusesAsOf(dealership, first, rules));
        const after = statusCounts(statusesAsOf(dealership, last, rules));
        statuses.forEach((status, place) => {
          const row = counts.subarray(place * width, (place + 1) * width);
          expect(row.reduce((sum, count) => sum + count, 0)).toBe(before.byStatus[status]);
          const column = counts.filter((_, at) => at % width === place);
          expect(column.reduce((sum, count) => sum + count, 0)).toBe(after.byStatus[status]);
        });
        const moved = counts.filter((_, at) => at % (width + 1) !== 0);
        expect(moved.reduce((sum, count) => sum + count, 0)).toBe(movers.length);
      })
    );
  });
});
