import fc from "fast-check";
import { makeRecords, type RecordRow } from "../../../test/support/records";
import { advisorNamed } from "../../../test/support/ownedStores";
import { assembleStore } from "../../../test/support/stores";
import { serialOfIso, type WorkCalendar, NO_DAY } from "../time";
import { buildOwnership, type Roster } from "../ownership";
import { morningPlan, type MorningPlan, type PlanInput, type SolicitationNeed } from "./plan";
import {
  defaultQuotas,
  type SolicitationRecord,
  solicitationResults,
  type SolicitationType,
} from "../calls";

const MONDAY = serialOfIso("2024-06-03");
const roster: Roster = {
  advisors: [advisorNamed("王磊"), advisorNamed("李娜")],
  customerCare: "周敏",
};
const always: WorkCalendar = { closedDays: new Set(), closedWeekdays: [] };

const keyOf = (customer: number): string => `LSVPLAN${String(customer).padStart(10, "0")}`;

/** Customers of 王磊 by the day of their last visit. */
function storeOf(lastVisits: readonly string[], advisor = "王磊") {
  return assembleStore({
    customers: lastVisits.map((_, i) => ({ vin: keyOf(i), name: `客户${i}`, advisor })),
    orders: lastVisits.map((arrival, i) => ({ vin: keyOf(i), arrival })),
  });
}

function inputOf(
  lastVisits: readonly string[],
  needs: readonly Partial<SolicitationNeed>[],
  records: readonly RecordRow[] = [],
  more: Partial<PlanInput> = {}
): PlanInput {
  const dealership = storeOf(lastVisits);
  return {
    dealership,
    records: makeRecords(records),
    needs: needs.map((need) => ({ customer: 0, type: "maintenance", dueDay: MONDAY, ...need })),
    ownership: buildOwnership(dealership, [], more.roster ?? roster),
    roster,
    calendar: always,
    psv: new Float64Array(lastVisits.length).fill(NaN),
    ...more,
  };
}

const briefly = ({ rows }: MorningPlan) =>
  rows.map(({ customer, cause, attempt }) => `${customer} ${cause} ${attempt}`);

describe("the order of calling", () => {
  it("is call-backs, 爽约, due, near-lost by days to loss, overdue newest first, lost by PSV", () => {
    const stable = "2024-03-01";
    const lastVisits = [
      ...["2022-06-01", "2022-01-01"], // lost, the second worth more
      ...[stable, stable], // overdue by 40 and by 20 days
      ...["2023-08-20", "2023-07-10"], // near-lost, the second nearer to its loss
      ...[stable, stable], // due in 7 days, due 7 days ago
      ...[stable, stable], // 爽约, call-back
    ];
    const needs = [
      { customer: 0, type: "lost" as const },
      { customer: 1, type: "lost" as const },
      { customer: 2, dueDay: MONDAY - 40 },
      { customer: 3, dueDay: MONDAY - 20 },
      { customer: 4, dueDay: MONDAY - 30 },
      { customer: 5, type: "warning" as const, dueDay: MONDAY + 38 },
      { customer: 6, dueDay: MONDAY + 7 },
      { customer: 7, dueDay: MONDAY - 7 },
    ];
    const records: RecordRow[] = [
      { key: keyOf(8), day: MONDAY - 20, result: "appointed", appointment: MONDAY - 8 },
      { key: keyOf(9), day: MONDAY - 3, attempt: 2, result: "considering" },
    ];
    const psv = Float64Array.of(100, 900, NaN, NaN, NaN, NaN, NaN, NaN, NaN, NaN);
    expect(briefly(morningPlan(inputOf(lastVisits, needs, records, { psv }), MONDAY))).toEqual([
      "9 callBack 3",
      "8 noShow 2",
      "7 due 1",
      "6 due 1",
      "5 nearLost 1",
      "4 nearLost 1",
      "3 overdue 1",
      "2 overdue 1",
      "1 lost 1",
      "0 lost 1",
    ]);
  });

  it("plans nothing that is due in more than 7 days", () => {
    expect(morningPlan(inputOf(["2024-03-01"], [{ dueDay: MONDAY + 8 }]), MONDAY).rows).toEqual([]);
  });
});

describe("对照组", () => {
  const heldBack: PlanInput["heldBack"] = (customer, type) =>
    customer === 0 && type === "maintenance";

  it("with a customer who is held back no sequence is begun, about that type alone", () => {
    const stable = ["2024-03-01", "2024-03-01"];
    const needs = [{ customer: 0 }, { customer: 1 }];
    expect(briefly(morningPlan(inputOf(stable, needs, [], { heldBack }), MONDAY))).toEqual([
      "1 due 1",
    ]);
    const check = [{ customer: 0, type: "warrantyCheck" as const }];
    expect(briefly(morningPlan(inputOf(stable, check, [], { heldBack }), MONDAY))).toEqual([
      "0 due 1",
    ]);
  });

  it.each([
    ["a promised call-back", { day: MONDAY - 10, result: "considering", nextContact: MONDAY }],
    ["a confirmation", { day: MONDAY - 3, result: "appointed", appointment: MONDAY + 1 }],
    ["a no-show", { day: MONDAY - 20, result: "appointed", appointment: MONDAY - 8 }],
    ["a row that was carried over", { day: MONDAY - 1, planned: true }],
  ] as const)("%s is never held back", (_, row) => {
    const records = [{ key: keyOf(0), ...row }];
    const of = (more: Partial<PlanInput>) =>
      briefly(morningPlan(inputOf(["2024-03-01"], [{}], records, more), MONDAY));
    expect(of({ heldBack: () => true })).toEqual(of({}));
    expect(of({ heldBack: () => true })).toHaveLength(1);
  });
});

describe("what is under way", () => {
  const plan = (records: readonly RecordRow[], day = MONDAY, more: Partial<PlanInput> = {}) =>
    briefly(
      morningPlan(
        inputOf(
          ["2024-03-01"],
          [{}],
          records.map((row) => ({ key: keyOf(0), ...row })),
          more
        ),
        day
      )
    );

  it.each([
    [1, 1],
    [2, 3],
    [3, 7],
    [4, 14],
  ])("touch %i is followed by the next after %i days", (attempt, gap) => {
    const row = { attempt, day: MONDAY - gap, result: "notReached" } as const;
    expect(plan([row])).toEqual([`0 callBack ${attempt + 1}`]);
    expect(plan([{ ...row, day: row.day + 1 }])).toEqual([]);
  });

  it("a promised day goes before the cadence", () => {
    const row = { day: MONDAY - 10, result: "considering" } as const;
    expect(plan([{ ...row, nextContact: MONDAY }])).toEqual(["0 callBack 2"]);
    expect(plan([{ ...row, nextContact: MONDAY + 1 }])).toEqual([]);
  });

  it("里程未到 waits until a week before the day that the customer expects", () => {
    const row = { day: MONDAY - 20, result: "mileageNotReached" } as const;
    expect(plan([{ ...row, expectedMaintenance: MONDAY + 7 }])).toEqual(["0 callBack 2"]);
    expect(plan([{ ...row, expectedMaintenance: MONDAY + 8 }])).toEqual([]);
  });

  it("a call-back that falls on a rest day comes on the next working day", () => {
    const calendar = { closedDays: new Set([MONDAY]), closedWeekdays: [] };
    const row = { day: MONDAY - 1, result: "notReached" } as const;
    expect(plan([row], MONDAY, { calendar })).toEqual([]);
    expect(plan([row], MONDAY + 1, { calendar })).toEqual(["0 callBack 2"]);
  });

  it("a refusal is followed by 30 days' rest", () => {
    const row = { result: "refused" } as const;
    expect(plan([{ ...row, day: MONDAY - 29 }])).toEqual([]);
    expect(plan([{ ...row, day: MONDAY - 30 }])).toEqual(["0 due 1"]);
  });

  it("an appointed customer gets only a confirmation, on the working day before", () => {
    const row = { day: MONDAY - 5, result: "appointed", appointment: MONDAY + 2 } as const;
    expect(plan([row], MONDAY)).toEqual([]);
    expect(plan([row], MONDAY + 1)).toEqual(["0 confirmation 1"]);
    expect(plan([row], MONDAY + 2)).toEqual([]);
    const calendar = { closedDays: new Set([MONDAY + 1]), closedWeekdays: [] };
    expect(plan([row], MONDAY, { calendar })).toEqual(["0 confirmation 1"]);
  });

  it("爽约 comes back on the eighth day after the appointment, and rests after the fifth touch", () => {
    const row = { day: MONDAY - 20, result: "appointed", appointment: MONDAY - 8 } as const;
    expect(plan([row], MONDAY - 1)).toEqual([]);
    expect(plan([row])).toEqual(["0 noShow 2"]);
    expect(plan([{ ...row, attempt: 5 }])).toEqual([]);
  });

  it("a row not done is carried over with its touch", () => {
    expect(plan([{ day: MONDAY - 1, attempt: 3 }])).toEqual(["0 carriedOver 3"]);
  });

  it("who was called today already is not called again", () => {
    expect(plan([{ day: MONDAY, planned: false, result: "considering" }])).toEqual([]);
  });
});

describe("who calls", () => {
  it("客服专员 calls 无效 customers, the advisor his own; 未分配 and advisors who left are told", () => {
    const dealership = assembleStore({
      customers: ["王磊", "王磊", "", "孙悦"].map((advisor, i) => ({
        vin: keyOf(i),
        advisor,
        invalidReason: i === 1 ? "失联" : "",
      })),
      orders: [0, 1, 2, 3].map((i) => ({ vin: keyOf(i), arrival: "2024-03-01" })),
    });
    const needs = [0, 1, 2, 3].map((customer) => ({
      customer,
      type: (customer === 1 ? "invalidFollowUp" : "maintenance") as SolicitationType,
      dueDay: NO_DAY,
    }));
    const input = inputOf(["2024-03-01"], [], [], {
      dealership,
      needs,
      ownership: buildOwnership(dealership, [], roster),
      psv: new Float64Array(4),
    });
    const { rows, withoutAdvisor } = morningPlan(input, MONDAY);
    expect(rows.map(({ advisor, customer }) => [advisor, customer])).toEqual([
      ["周敏", 1],
      ["王磊", 0],
    ]);
    expect(withoutAdvisor).toEqual([2, 3]);
  });

  it("nobody calls on his rest day: what becomes due on it is planned the working day before", () => {
    const resting: Roster = {
      ...roster,
      advisors: [{ ...roster.advisors[0], restDays: [MONDAY + 1] }, roster.advisors[1]],
    };
    const input = inputOf(["2024-03-01"], [{ dueDay: MONDAY + 8 }], [], { roster: resting });
    expect(briefly(morningPlan(input, MONDAY))).toEqual(["0 due 1"]);
    expect(morningPlan(input, MONDAY + 1).rows).toEqual([]);
  });

  it("勿扰 is respected", () => {
    const input = inputOf(["2024-03-01"], [{}], [], { doNotDisturb: new Set([keyOf(0)]) });
    expect(morningPlan(input, MONDAY).rows).toEqual([]);
  });

  it("new sequences stop at the quota of their type", () => {
    const visits = Array.from({ length: 15 }, () => "2024-03-01");
    const input = inputOf(
      visits,
      visits.map((_, customer) => ({ customer }))
    );
    expect(morningPlan(input, MONDAY).rows).toHaveLength(defaultQuotas.maintenance);
  });

  it("a plan once made is frozen", () => {
    const input = inputOf(
      ["2024-03-01", "2024-03-01"],
      [{}, { customer: 1 }],
      [{ key: keyOf(0), day: MONDAY }]
    );
    expect(morningPlan(input, MONDAY)).toMatchObject({ frozen: [0], rows: [] });
  });
});

describe("a month of mornings and calls", () => {
  const outcome = fc.record({
    result: fc.constantFrom(null, ...solicitationResults),
    appointIn: fc.integer({ min: 1, max: 12 }),
  });
  const lives = fc.record({
    lastVisits: fc.array(fc.constantFrom("2024-03-01", "2023-08-01", "2022-01-01"), {
      minLength: 1,
      maxLength: 8,
    }),
    needs: fc.array(
      fc.record({
        customer: fc.nat(7),
        type: fc.constantFrom<SolicitationType>("maintenance", "lost", "warning", "recall"),
        dueDay: fc.integer({ min: MONDAY - 20, max: MONDAY + 40 }),
      }),
      { maxLength: 16 }
    ),
    outcomes: fc.array(outcome, { minLength: 7, maxLength: 7 }),
  });

  it("calls nobody twice a day, no one who rests or is appointed, and never starts a second sequence", () => {
    fc.assert(
      fc.property(lives, ({ lastVisits, needs, outcomes }) => {
        const input = inputOf(
          lastVisits,
          needs.filter(({ customer }) => customer < lastVisits.length)
        );
        const records: SolicitationRecord[] = [];
        for (let day = MONDAY; day < MONDAY + 30; day++) {
          const { rows } = morningPlan({ ...input, records }, day);
          expect(new Set(rows.map(({ customer }) => customer)).size).toBe(rows.length);
          for (const { key, type, dueDay, attempt, cause } of rows) {
            const earlier = records.filter((record) => record.key === key);
            const last = earlier[earlier.length - 1];
            if (attempt === 1 && cause !== "carriedOver" && cause !== "confirmation") {
              expect(last === undefined || day >= last.day + 30).toBe(true);
            }
            if (last?.result === "refused") {
              expect(day - last.day).toBeGreaterThanOrEqual(30);
            }
            if (last?.result === "appointed" && day <= last.appointment + 7) {
              expect([cause, day]).toEqual(["confirmation", last.appointment - 1]);
            }
            expect(attempt).toBeLessThanOrEqual(5);
            const { result, appointIn } = outcomes[(records.length + day) % outcomes.length];
            const appointment = result === "appointed" ? day + appointIn : NO_DAY;
            const number = String(records.length);
            const row = { number, key, type, dueDay, attempt, day, result, appointment };
            records.push(...makeRecords([row]));
          }
        }
      }),
      { numRuns: 60 }
    );
  });
});

describe("拉新: whoever is on the list and in no archive", () => {
  const CARE = 1;
  const KEY = "13900000001";
  const prospects = [{ key: KEY, owner: CARE }];
  const plannedWith = (
    records: readonly RecordRow[],
    day = MONDAY,
    more: Partial<PlanInput> = {}
  ): string[] =>
    morningPlan(inputOf([], [], records, { prospects, ...more }), day).rows.map(
      ({ advisor, key, type, cause, attempt }) => `${advisor} ${key} ${type} ${cause} ${attempt}`
    );

  it("is called by 客服专员 unless an advisor in office is named beside him", () => {
    expect(plannedWith([])).toEqual([`周敏 ${KEY} conquest due 1`]);
    const owner = inputOf([], []).ownership.owners.indexOf("李娜");
    const named = { prospects: [{ key: KEY, owner }] };
    expect(plannedWith([], MONDAY, named)).toEqual([`李娜 ${KEY} conquest due 1`]);
    const left = {
      ...roster,
      advisors: [advisorNamed("王磊"), { ...advisorNamed("李娜"), to: MONDAY - 1 }],
    };
    expect(plannedWith([], MONDAY, { ...named, roster: left })).toEqual([
      `周敏 ${KEY} conquest due 1`,
    ]);
  });

  it("is called again when it was promised, rests after a refusal, and is called once a day", () => {
    const call: RecordRow = { key: KEY, type: "conquest", day: MONDAY - 7 };
    const promised = { ...call, result: "considering" as const, nextContact: MONDAY };
    expect(plannedWith([promised])).toEqual([`周敏 ${KEY} conquest callBack 2`]);
    expect(plannedWith([{ ...promised, nextContact: MONDAY + 1 }])).toEqual([]);
    expect(plannedWith([{ ...call, result: "refused" }])).toEqual([]);
    expect(plannedWith([{ ...call, result: "refused", day: MONDAY - 60 }])).toHaveLength(1);
    expect(plannedWith([{ ...call, day: MONDAY, planned: false, result: "notReached" }])).toEqual(
      []
    );
  });

  it("is not called when he is not to be disturbed or the quota is used up", () => {
    expect(plannedWith([], MONDAY, { doNotDisturb: new Set([KEY]) })).toEqual([]);
    const many = Array.from({ length: 9 }, (_, i) => ({ key: `1390000000${i}`, owner: CARE }));
    expect(plannedWith([], MONDAY, { prospects: many })).toHaveLength(defaultQuotas.conquest);
  });
});
