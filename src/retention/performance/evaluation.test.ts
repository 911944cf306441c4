import fc from "fast-check";
import {
  anyStaffedStore,
  assembleStaffed,
  cutStaffed,
  roster,
  shuffledStaffedStore,
  type StaffedStore,
} from "../../../test/support/staffedStores";
import { assembleStore, storeDay } from "../../../test/support/stores";
import {
  achievementOf,
  evaluateSolicitation,
  evaluatedTypes,
  sharedRanks,
  successOf,
} from "./evaluation";
import { completeMonths, trendDirection, trendOf } from "./trend";
import { customerDynamics, OUT_OF_BASE } from "./dynamics";
import { buildOwnership } from "../ownership";
import { dayBefore, isoOf, monthOf, serialOfIso, upTo, weekOf, type DayRange } from "../time";
import { netOfFlows, ownedFlowsOf, initialDealOf } from "./ownedFlows";
import { solicitationTypes, type SolicitationRecord } from "../calls";
import { statusCounts, statusesAsOf, statusesOf, ruleSets } from "../status";

const day = serialOfIso;

const anyPeriod: fc.Arbitrary<DayRange> = fc
  .tuple(storeDay, fc.constantFrom(0, 6, 30, 200))
  .map(([first, length]) => ({ first, last: first + length }));

const sum = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0);

describe("dynamics of an owner's customers", () => {
  it("close where opening and flows lead", () => {
    fc.assert(
      fc.property(anyStaffedStore, anyPeriod, (staffed, period) => {
        const { dealership, ownership } = assembleStaffed(staffed);
        for (const row of customerDynamics(dealership, ownership, period).rows) {
          expect(row.closingBase).toBe(row.openingBase + netOfFlows(row.flows, "base"));
        }
      })
    );
  });

  it("add up over owners to the statuses of the store", () => {
    fc.assert(
      fc.property(anyStaffedStore, anyPeriod, (staffed, period) => {
        const { dealership, ownership } = assembleStaffed(staffed);
        const { rows } = customerDynamics(dealership, ownership, period);
        const before = statusCounts(statusesAsOf(dealership, dayBefore(period.first)));
        const after = statusCounts(statusesAsOf(dealership, period.last));
        for (const status of statusesOf(ruleSets.retention)) {
          expect(sum(rows.map(({ opening }) => opening[status] ?? NaN))).toBe(
            before.byStatus[status]
          );
          expect(sum(rows.map(({ closing }) => closing[status] ?? NaN))).toBe(
            after.byStatus[status]
          );
        }
      })
    );
  });

  it("count each base customer at one level of activity on each of the two days", () => {
    fc.assert(
      fc.property(anyStaffedStore, anyPeriod, (staffed, period) => {
        const { dealership, ownership } = assembleStaffed(staffed);
        for (const row of customerDynamics(dealership, ownership, period).rows) {
          expect(sum(row.openingActivity)).toBe(row.openingBase);
          expect(sum(row.closingActivity)).toBe(row.closingBase);
          expect(row.moves[OUT_OF_BASE * 5 + OUT_OF_BASE]).toBe(0);
          expect(row.upgraded + row.downgraded).toBeLessThanOrEqual(row.openingBase);
        }
      })
    );
  });

  it("see a customer who came a second time within a year move up", () => {
    const dealership = assembleStore({
      customers: [{ vin: "LSVPT000000000001", name: "甲", advisor: "张一" }],
      orders: [
        { vin: "LSVPT000000000001", orderNumber: "1", arrival: "2024-01-10" },
        { vin: "LSVPT000000000001", orderNumber: "2", arrival: "2024-06-10" },
      ],
    });
    const ownership = buildOwnership(dealership, [], roster);
    const june = monthOf(day("2024-06-15"));
    const row = customerDynamics(dealership, ownership, june).rows[
      ownership.owners.indexOf("张一")
    ];
    expect(row.openingActivity).toEqual([0, 1, 0, 0]);
    expect(row.closingActivity).toEqual([0, 0, 1, 0]);
    expect([row.upgraded, row.downgraded]).toEqual([1, 0]);
    const twelveMonthsLater = customerDynamics(dealership, ownership, monthOf(day("2025-01-31")))
      .rows[ownership.owners.indexOf("张一")];
    expect(twelveMonthsLater.closingActivity).toEqual([0, 1, 0, 0]);
    expect([twelveMonthsLater.upgraded, twelveMonthsLater.downgraded]).toEqual([0, 1]);
  });
});

describe("the trend of an owner", () => {
  it("is told from complete months only", () => {
    const spans = (asOf: string) =>
      completeMonths(day(asOf), 3).map(({ first, last }) => `${isoOf(first)}…${isoOf(last)}`);
    expect(spans("2024-03-30")).toEqual([
      "2023-12-01…2023-12-31",
      "2024-01-01…2024-01-31",
      "2024-02-01…2024-02-29",
    ]);
    expect(spans("2024-03-31")[2]).toBe("2024-03-01…2024-03-31");
  });

  it("improves where newLost falls and base grows, as S0 has it", () => {
    expect(trendDirection([5, 3, 2], [100, 101, 103])).toBe("improving");
    expect(trendDirection([0, 0, 0], [100, 101, 103])).toBe("improving");
    expect(trendDirection([2, 3, 5], [103, 101, 100])).toBe("worsening");
    expect(trendDirection([2, 2, 2], [100, 100, 100])).toBe("steady");
    expect(trendDirection([5, 3, 4], [100, 101, 103])).toBe("mixed");
    expect(trendDirection([5, 3, 2], [103, 102, 101])).toBe("mixed");
  });

  it("sums newLost to that of the same days' flows, owner by owner", () => {
    fc.assert(
      fc.property(anyStaffedStore, storeDay, (staffed, asOf) => {
        const { dealership, ownership } = assembleStaffed(staffed);
        const { months, rows } = trendOf(dealership, ownership, asOf);
        const { moves } = ownedFlowsOf(
          dealership,
          ownership,
          initialDealOf(dealership, ownership, null),
          dayBefore(months[0].first),
          months[months.length - 1].last
        );
        rows.forEach((row, owner) => {
          const expected = moves.filter((move) => move.owner === owner && move.flow === "newLost");
          expect(sum(row.newLost)).toBe(expected.length);
        });
        const { base } = statusCounts(statusesAsOf(dealership, months[2].last));
        expect(sum(rows.map((row) => row.base[2]))).toBe(base);
      })
    );
  });
});

describe("the evaluation of solicitation", () => {
  const evaluationOf = (staffed: StaffedStore, period: DayRange, asOf: number) => {
    const { dealership, ownership } = assembleStaffed(staffed);
    return evaluateSolicitation(dealership, ownership, staffed.records, period, { asOf });
  };
  const named = (staffed: StaffedStore, period: DayRange, asOf: number) => {
    const { people, rows, store } = evaluationOf(staffed, period, asOf);
    const held = rows
      .filter(({ byType }) =>
        Object.values(byType).some((figures) => figures.tasks || figures.done)
      )
      .map(({ person, ...row }) => [people[person], row]);
    return { store, people: Object.fromEntries(held) as unknown };
  };

  it("adds up over people to the records of the period", () => {
    fc.assert(
      fc.property(anyStaffedStore, anyPeriod, fc.nat(60), (staffed, period, later) => {
        const { rows, store } = evaluationOf(staffed, period, period.last + later);
        const inPeriod = staffed.records.filter(
          (record) => record.day >= period.first && record.day <= period.last
        );
        for (const type of solicitationTypes) {
          const ofType = inPeriod.filter((record) => record.type === type);
          expect(store[type].tasks).toBe(ofType.filter(({ planned }) => planned).length);
          expect(store[type].done + store[type].unplanned).toBe(
            ofType.filter(({ result }) => result !== null).length
          );
          expect(sum(rows.map(({ byType }) => byType[type].arrived))).toBe(store[type].arrived);
        }
        for (const { byType, evaluated } of rows) {
          expect(evaluated.tasks).toBe(sum(evaluatedTypes.map((type) => byType[type].tasks)));
          expect(evaluated.arrived + evaluated.open).toBeLessThanOrEqual(
            evaluated.done + evaluated.unplanned
          );
        }
      })
    );
  });

  it("on a past day is what the record sheet of that day would have given", () => {
    fc.assert(
      fc.property(anyStaffedStore, anyPeriod, fc.nat(60), (staffed, period, later) => {
        const asOf = period.last + later;
        expect(named(staffed, period, asOf)).toEqual(
          named(cutStaffed(staffed, asOf), period, asOf)
        );
      })
    );
  });

  it("does not depend on the order of rows", () => {
    fc.assert(
      fc.property(shuffledStaffedStore, anyPeriod, ({ staffed, shuffled }, period) => {
        expect(named(shuffled, period, period.last)).toEqual(named(staffed, period, period.last));
      })
    );
  });

  const call = (changes: Partial<SolicitationRecord>): SolicitationRecord => ({
    number: "1",
    day: day("2024-06-03"),
    advisor: "张一",
    attempt: 1,
    key: "LSVPT000000000001",
    type: "maintenance",
    planned: true,
    dueDay: 0,
    script: "",
    result: "considering",
    appointment: 0,
    nextContact: 0,
    odometer: NaN,
    expectedMaintenance: 0,
    failureReason: null,
    competitor: null,
    contactMethod: "",
    note: "",
    checked: false,
    ...changes,
  });
  const store = assembleStore({
    customers: [{ vin: "LSVPT000000000001", name: "甲", advisor: "张一" }],
    orders: [{ vin: "LSVPT000000000001", orderNumber: "1", arrival: "2024-06-20" }],
  });
  const ownership = buildOwnership(store, [], roster);
  const week = weekOf(day("2024-06-05"));
  const evaluate = (records: SolicitationRecord[], asOf: string) =>
    evaluateSolicitation(store, ownership, records, week, { asOf: day(asOf) });

  it("marks a contact 未满期 while a visit would still be credited to it", () => {
    const contact = [call({})];
    expect(evaluate(contact, "2024-06-19").store.maintenance).toMatchObject({
      arrived: 0,
      open: 1,
    });
    expect(evaluate(contact, "2024-06-20").store.maintenance).toMatchObject({
      arrived: 1,
      open: 0,
    });
    const unreached = [call({ result: "notReached" })];
    expect(evaluate(unreached, "2024-06-19").store.maintenance).toMatchObject({ done: 1, open: 0 });
    const other = [call({ key: "NOBODY" })];
    expect(evaluate(other, "2024-07-02").store.maintenance.open).toBe(1);
    expect(evaluate(other, "2024-07-03").store.maintenance.open).toBe(0);
    const promised = [call({ key: "NOBODY", result: "appointed", appointment: day("2024-06-08") })];
    expect(evaluate(promised, "2024-06-14").store.maintenance.open).toBe(1);
    expect(evaluate(promised, "2024-06-15").store.maintenance.open).toBe(0);
  });

  it("keeps unplanned calls beside the plan, and rates of nothing empty", () => {
    const { store: figures } = evaluate(
      [call({ planned: false }), call({ result: null, type: "lost" })],
      "2024-06-30"
    );
    expect(figures.maintenance).toMatchObject({ tasks: 0, done: 0, unplanned: 1, arrived: 1 });
    expect(achievementOf(figures.maintenance)).toBeNaN();
    expect(successOf(figures.maintenance)).toBe(1);
    expect(achievementOf(figures.lost)).toBe(0);
    expect(successOf(figures.lost)).toBeNaN();
  });

  it("ranks advisors with five tasks, ties shared, 客服专员 apart", () => {
    const calls = (advisor: string, tasks: number, done: number): SolicitationRecord[] =>
      Array.from({ length: tasks }, (_, i) =>
        call({ advisor, key: "NOBODY", result: i < done ? "notReached" : null })
      );
    const { people, rows } = evaluate(
      [
        ...calls("张一", 6, 3),
        ...calls("李二", 10, 5),
        ...calls("王三", 5, 1),
        ...calls("赵四", 4, 4),
        ...calls("客服", 8, 8),
      ],
      "2024-06-30"
    );
    const places = rows.map((row) => [people[row.person], row.ranks.maintenance.achievement]);
    expect(Object.fromEntries(places)).toEqual({
      "": null,
      客服: null,
      张一: 1,
      李二: 1,
      王三: 3,
      赵四: null,
    });
    expect(rows.every(({ ranks }) => ranks.lost.achievement === null)).toBe(true);
  });

  it("refuses a week that is not over, and cuts it where asked to", () => {
    const asOf = { asOf: day("2024-06-05") };
    expect(() => evaluateSolicitation(store, ownership, [], week, asOf)).toThrow(RangeError);
    const cut = upTo(week, asOf.asOf);
    expect(evaluateSolicitation(store, ownership, [], cut, asOf).period.last).toBe(asOf.asOf);
    expect(() => upTo(week, day("2024-06-02"))).toThrow(RangeError);
  });
});

test("equal values share a place, and the next place is skipped", () => {
  const all = () => true;
  expect(sharedRanks([0.5, 0.9, 0.5, NaN, 0.1], all)).toEqual([2, 1, 2, null, 4]);
  expect(sharedRanks([0.5, 0.9], (index) => index === 0)).toEqual([1, null]);
});
