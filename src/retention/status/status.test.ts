import fc from "fast-check";
import {
  anyStore,
  assembleStore,
  cutStore,
  shuffledStore,
  storeDay,
  type Store,
} from "../../../test/support/stores";
import type { CustomerRow, OrderRow } from "../../../test/support/tables";
import {
  codeOfStatus,
  loyaltyRules,
  NOT_COUNTED,
  retentionRules,
  ruleSets,
  statusCodes,
  type StatusCode,
  ruleSetNames,
  rulesOf,
} from "./ruleSets";
import { statusParameters, valuesOf } from "../parameters";
import { cutoff, dayBefore, edate, NO_DAY, serialOfIso } from "../time";
import { FIRST_VISIT, visitStatuses, visitStatusOfOrders } from "./visitStatus";
import { findingsAsOf } from "../store";
import {
  lastVisitIndex,
  lostBandOf,
  lostDayOf,
  monthsAwayOf,
  statusAt,
  statusCounts,
  statusesAsOf,
  statusOf,
  visitsWithin,
  visitsWithinAll,
} from "./status";

const day = serialOfIso;

/** The answers of a day by customer name, and by order number for the orders up to the day. */
function reportOf(store: Store, asOf: number) {
  const dealership = assembleStore(store);
  const columns = statusesAsOf(dealership, asOf);
  const visits12 = visitsWithinAll(dealership, 12, asOf);
  const ofVisits = visitStatusOfOrders(dealership, visitStatuses(dealership));
  const customers = store.customers.flatMap((row, i) =>
    columns.status[i] === NOT_COUNTED
      ? []
      : [[row.name, statusAt(columns, i), columns.anchorDay[i], columns.lastVisit[i], visits12[i]]]
  );
  const orders = store.orders.flatMap((row, i) => {
    const customer = dealership.customerOfOrder[i];
    const visible = dealership.visitOfOrder[i] >= 0 && dealership.orderDay[i] <= asOf;
    return visible ? [[row.orderNumber, dealership.customers.name[customer], ofVisits[i]]] : [];
  });
  return { customers: customers.sort(), orders: orders.sort(), counts: statusCounts(columns) };
}

describe("statuses of a day", () => {
  it("are what they would have been then: later records are invisible", () => {
    fc.assert(
      fc.property(anyStore, storeDay, (store, asOf) => {
        expect(reportOf(cutStore(store, asOf), asOf)).toEqual(reportOf(store, asOf));
      }),
      { numRuns: 1500 }
    );
  });

  it("do not depend on the order of the rows", () => {
    fc.assert(
      fc.property(shuffledStore, storeDay, ({ store, shuffled }, asOf) => {
        expect(reportOf(shuffled, asOf)).toEqual(reportOf(store, asOf));
      }),
      { numRuns: 500 }
    );
  });

  it("sum up: archive = valid + invalid + unknown, and every counted customer is in one class", () => {
    fc.assert(
      fc.property(
        anyStore,
        storeDay,
        fc.constantFrom(...Object.values(ruleSets)),
        (store, asOf, rules) => {
          const columns = statusesAsOf(assembleStore(store), asOf, rules);
          const counts = statusCounts(columns);
          const counted = columns.status.filter((code) => code !== NOT_COUNTED).length;
          const summed = Object.values(counts.byStatus).reduce((sum, count) => sum + count, 0);
          expect(summed).toBe(counted);
          expect(counts.archive).toBe(counted);
          expect(counts.base + counts.lost).toBe(counts.valid);
        }
      )
    );
  });

  it("by bulk, by single value and by the words of the rule are one", () => {
    const byWords = (anchor: number, asOf: number): StatusCode => {
      const within = (months: number): boolean => edate(anchor, months) >= asOf;
      if (within(6)) return "stable";
      if (within(9)) return "warning";
      if (within(12)) return "nearLost";
      if (within(15)) return "lost3";
      if (within(18)) return "lost6";
      if (within(24)) return "lost12";
      return within(36) ? "lost24" : "lostOver24";
    };
    fc.assert(
      fc.property(storeDay, fc.integer({ min: 0, max: 1500 }), (asOf, back) => {
        const anchor = asOf - back;
        expect(statusOf(anchor, asOf)).toBe(byWords(anchor, asOf));
      }),
      { numRuns: 2000 }
    );
    fc.assert(
      fc.property(anyStore, storeDay, (store, asOf) => {
        const columns = statusesAsOf(assembleStore(store), asOf);
        columns.status.forEach((code, customer) => {
          const status = statusCodes[code];
          if (code !== NOT_COUNTED && status !== "invalid") {
            expect(status).toBe(statusOf(columns.anchorDay[customer], asOf));
          }
        });
      })
    );
  });

  it("turn to lost on the lost day, not the day before", () => {
    fc.assert(
      fc.property(storeDay, (anchor) => {
        const lostDay = lostDayOf(anchor);
        expect(lostBandOf(anchor, lostDay)).toBe("lost3");
        expect(lostBandOf(anchor, dayBefore(lostDay))).toBeUndefined();
      })
    );
  });

  it("say nothing by time about a customer without an anchor, or with one still to come", () => {
    const asOf = day("2024-06-30");
    for (const anchor of [NO_DAY, asOf + 1]) {
      expect(statusOf(anchor, asOf)).toBe("unknown");
      expect(lostBandOf(anchor, asOf)).toBeUndefined();
      expect(monthsAwayOf(anchor, asOf)).toBeUndefined();
    }
    expect(monthsAwayOf(asOf, asOf)).toBe(0);
  });
});

describe("来店时状态", () => {
  it("is the status that the day before gives", () => {
    fc.assert(
      fc.property(anyStore, (store) => {
        const dealership = assembleStore(store);
        const ofVisits = visitStatuses(dealership);
        const { visitOffsets, visitDay, customers } = dealership;
        for (let customer = 0; customer < customers.count; customer++) {
          for (let visit = visitOffsets[customer]; visit < visitOffsets[customer + 1]; visit++) {
            const before = statusesAsOf(dealership, dayBefore(visitDay[visit])).status[customer];
            if (ofVisits[visit] !== FIRST_VISIT) {
              expect(ofVisits[visit]).toBe(before);
            } else if (before !== NOT_COUNTED) {
              expect(visit).toBe(visitOffsets[customer]);
              if (dealership.soldHereKnown) {
                expect(dealership.soldHere[customer]).toBe(0);
                expect(before).toBe(codeOfStatus("unknown"));
                continue;
              }
              expect(visitDay[visit]).toBeGreaterThan(edate(customers.deliveryDate[customer], 12));
            }
          }
        }
      }),
      { numRuns: 300 }
    );
  });

  const lateFirstVisit = (row: CustomerRow) =>
    visitStatuses(
      assembleStore({
        customers: [{ vin: "A", deliveryDate: "2021-01-01", ...row }, { vin: "B" }],
        orders: [
          { vin: "B", arrival: "2020-01-01" },
          { vin: "A", arrival: "2022-06-01" },
        ],
      })
    )[0];

  it("of a first visit 17 months after delivery is 首次来店 where no column tells who sold the car", () => {
    expect(lateFirstVisit({})).toBe(FIRST_VISIT);
  });

  it("of the same visit is a lost band where the car was sold here", () => {
    expect(statusCodes[lateFirstVisit({ soldHere: "是" })]).toBe("lost6");
  });
});

describe("visits within n months", () => {
  it("are counted alike one by one, in bulk and by looking at every day", () => {
    fc.assert(
      fc.property(anyStore, storeDay, fc.integer({ min: 1, max: 36 }), (store, asOf, months) => {
        const dealership = assembleStore(store);
        const { visitOffsets, visitDay } = dealership;
        const all = visitsWithinAll(dealership, months, asOf);
        all.forEach((count, customer) => {
          const days = visitDay.slice(visitOffsets[customer], visitOffsets[customer + 1]);
          const plain = days.filter((d) => d <= asOf && d >= cutoff(asOf, months)).length;
          expect(count).toBe(plain);
          expect(visitsWithin(dealership, customer, months, asOf)).toBe(plain);
          const last = lastVisitIndex(dealership, customer, asOf);
          expect(last < 0 ? NO_DAY : visitDay[last]).toBe(
            Math.max(NO_DAY, ...days.filter((d) => d <= asOf))
          );
        });
      }),
      { numRuns: 300 }
    );
  });
});

describe("rule sets", () => {
  it("move with their settings", () => {
    const rules = retentionRules({ stable: 4, nearLost: 10, lost3: 2 });
    expect(rules.classes.map((entry) => entry.upToMonths)).toEqual([
      4,
      9,
      10,
      12,
      16,
      22,
      34,
      Infinity,
    ]);
    expect(rules.lostAfterMonths).toBe(10);
    expect(loyaltyRules().lostAfterMonths).toBe(6);
    expect(ruleSets.sixMonth.lostAfterMonths).toBe(6);
    expect(ruleSets.retention.lostAfterMonths).toBe(12);
  });

  it.each([{ stable: 9 }, { warning: 13 }, { stable: 0 }, { stable: 5.5 }, { lost6: 3 }])(
    "refuse lines that do not rise in whole months: %p",
    (lines) => {
      expect(() => retentionRules(lines)).toThrow(RangeError);
    }
  );

  it("store every status under its own code", () => {
    expect(new Set(statusCodes.map(codeOfStatus)).size).toBe(statusCodes.length);
  });
});

describe("assembly", () => {
  const orders: OrderRow[] = [
    { vin: "A", arrival: "2024-03-01", receivable: 100 },
    { vin: "A", settlement: "2024-03-01", receivable: 50 },
    { vin: "A", arrival: "2024-02-01", settlement: "2024-04-01" },
  ];
  const dealership = assembleStore({ customers: [{ vin: "A" }], orders });

  it("sorts visits by day and counts the orders of each", () => {
    expect([...dealership.visitDay]).toEqual([day("2024-02-01"), day("2024-03-01")]);
    expect([...dealership.visitOrderCount]).toEqual([1, 2]);
    expect([...dealership.visitOfOrder]).toEqual([1, 1, 0]);
  });

  it("gives the orders of a visit as a range", () => {
    const { visitOrdersStart, visitOrdersEnd, customerOrders } = dealership;
    expect([...customerOrders.slice(visitOrdersStart[1], visitOrdersEnd[1])]).toEqual([0, 1]);
  });

  it("sorts a fleet's thousands of orders in one row as it sorts a few", () => {
    const many = Array.from({ length: 3000 }, (_, i) => ({
      vin: "A",
      arrival: day("2015-01-01") + ((i * 7919) % 1499),
      orderNumber: String(i),
    }));
    const fleet = assembleStore({ customers: [{ vin: "A" }], orders: many });
    const days = [...fleet.customerOrders].map((order) => fleet.orderDay[order]);
    const byDayThenRow = many
      .map((_, order) => order)
      .sort((a, b) => fleet.orderDay[a] - fleet.orderDay[b] || a - b);
    expect(days).toEqual([...days].sort((a, b) => a - b));
    expect([...fleet.customerOrders]).toEqual(byDayThenRow);
    expect(fleet.visitDay.length).toBe(1499);
  });

  it("every order is a visit's, a walk-in's, or of a kind that says why it is none", () => {
    fc.assert(
      fc.property(anyStore, (store) => {
        const { customerOfOrder, visitOfOrder, orderKind, visitOrderCount, visitDay, orderDay } =
          assembleStore(store);
        const counted = new Int32Array(visitDay.length);
        orderKind.forEach((kind, order) => {
          const isVisit = kind === 0 && customerOfOrder[order] >= 0;
          expect(visitOfOrder[order] >= 0).toBe(isVisit);
          if (isVisit) {
            counted[visitOfOrder[order]]++;
            expect(visitDay[visitOfOrder[order]]).toBe(orderDay[order]);
          }
        });
        expect([...counted]).toEqual([...visitOrderCount]);
      })
    );
  });

  it("orders after the as-of day are findings of that day only", () => {
    const found = findingsAsOf(dealership, day("2024-02-15"));
    expect(found.map(({ code, sheetRow }) => [code, sheetRow])).toEqual([
      ["arrivalAfterAsOf", 1],
      ["arrivalAfterAsOf", 2],
    ]);
    expect(findingsAsOf(dealership, day("2024-03-01"))).toEqual([]);
  });
});

test("a rule set with its published lines is the published one, with another line another", () => {
  for (const name of ruleSetNames) {
    const published = ruleSets[name];
    const lines = valuesOf(statusParameters[name]) as Readonly<Record<string, number>>;
    expect(rulesOf(name)).toBe(published);
    expect(rulesOf(name, lines)).toBe(published);
    const [first = ""] = Object.keys(lines);
    const changed = rulesOf(name, { ...lines, [first]: (lines[first] ?? 0) - 1 });
    expect(changed.classes[0]?.upToMonths).toBe((published.classes[0]?.upToMonths ?? 0) - 1);
  }
});
