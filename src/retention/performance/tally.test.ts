import fc from "fast-check";
import { anyStaffedStore, assembleStaffed, cutStaffed } from "../../../test/support/staffedStores";
import { makeRecords } from "../../../test/support/records";
import { storeDay } from "../../../test/support/stores";
import { monthStartOf, serialOfIso } from "../time";
import { dailySeries, statusEvents } from "../status";
import { creditArrivals } from "../calls";
import {
  completionRate,
  dailyTally,
  sumOfTally,
  unmetTargets,
  type DailyTally,
  type TallyInput,
} from "./tally";

type Staffed = Parameters<typeof assembleStaffed>[0];

function tallyOf(staffed: Staffed, asOf: number): DailyTally {
  const { dealership, ownership } = assembleStaffed(staffed);
  return dailyTally(dealership, creditArrivals(dealership, staffed.records, asOf), ownership);
}

describe("the tally of any store", () => {
  it("counts every record and every credited visit of the month once", () => {
    fc.assert(
      fc.property(anyStaffedStore, storeDay, (staffed, asOf) => {
        const { dealership } = assembleStaffed(staffed);
        const month = sumOfTally(tallyOf(staffed, asOf).rows.map((row) => row.month));
        const inMonth = (day: number): boolean => day >= monthStartOf(asOf) && day <= asOf;
        const records = staffed.records.filter(({ day }) => inMonth(day));
        const { recordOfVisit } = creditArrivals(dealership, staffed.records, asOf);
        expect(month.planned).toBe(records.filter(({ planned }) => planned).length);
        expect(month.planned).toBe(month.contacted + month.carriedOver);
        expect(month.contacted + month.unplanned).toBe(
          records.filter(({ result }) => result !== null).length
        );
        expect(month.arrived).toBe(
          recordOfVisit.filter(
            (record, visit) => record >= 0 && inMonth(dealership.visitDay[visit])
          ).length
        );
      })
    );
  });

  it("gives 新增流失 and 流失回厂 that add up to those of the store", () => {
    fc.assert(
      fc.property(anyStaffedStore, storeDay, (staffed, asOf) => {
        const { dealership } = assembleStaffed(staffed);
        const { flows } = tallyOf(staffed, asOf);
        const events = statusEvents(dealership, monthStartOf(asOf), asOf);
        const series = dailySeries(dealership, events).flows;
        const sum = (values: Iterable<number>): number => [...values].reduce((a, b) => a + b, 0);
        expect(sum(flows.map((flow) => flow.newLostMonth))).toBe(sum(series.newLost));
        expect(sum(flows.map((flow) => flow.returnedMonth))).toBe(sum(series.lostReturned));
        expect(sum(flows.map((flow) => flow.newLostDay))).toBe(series.newLost.at(-1));
        expect(sum(flows.map((flow) => flow.returnedDay))).toBe(series.lostReturned.at(-1));
      })
    );
  });

  it("of a month is the sum of its days, whatever each evening knew", () => {
    fc.assert(
      fc.property(anyStaffedStore, storeDay, (staffed, asOf) => {
        const days = Array.from({ length: asOf - monthStartOf(asOf) + 1 }, (_, i) => asOf - i);
        const evenings = days.map((day) =>
          sumOfTally(tallyOf(cutStaffed(staffed, day), day).rows.map((row) => row.day))
        );
        expect(sumOfTally(evenings)).toEqual(
          sumOfTally(tallyOf(staffed, asOf).rows.map((row) => row.month))
        );
      }),
      { numRuns: 25 }
    );
  });
});

describe("targets not met", () => {
  const day = serialOfIso("2024-06-03");
  const records = makeRecords([
    { day, type: "maintenance", result: "considering" },
    { day, type: "maintenance" },
    { day, type: "lost", result: "refused" },
    { day: day - 1, type: "lost" },
    { day, type: "recall", planned: false },
  ]);
  const input: TallyInput = {
    day: day - 1,
    advisor: " 王磊 ",
    type: "lost",
    reason: "",
    reasonable: null,
    measure: "",
  };
  const briefly = (inputs: readonly TallyInput[]) =>
    unmetTargets(records, inputs, day).rows.map(
      ({ input: { day: on, type, reason }, contacted, planned }) =>
        `${on - day} ${type} ${contacted}/${planned} ${reason}`
    );

  it("are listed until explained, oldest first; explained ones of the day itself stay", () => {
    expect(briefly([])).toEqual(["-1 lost 0/1 ", "0 maintenance 1/2 "]);
    expect(briefly([{ ...input, reason: "病假" }])).toEqual([
      "-1 lost 0/1 病假",
      "0 maintenance 1/2 ",
    ]);
    expect(briefly([{ ...input, reason: "病假", reasonable: true }])).toEqual([
      "0 maintenance 1/2 ",
    ]);
    expect(briefly([{ ...input, reason: "忘记", measure: "当日补做" }])).toEqual([
      "0 maintenance 1/2 ",
    ]);
    expect(
      briefly([{ ...input, day, type: "maintenance", reason: "忘记", measure: "当日补做" }])
    ).toEqual(["-1 lost 0/1 ", "0 maintenance 1/2 忘记"]);
  });

  it("lose no input: what no row shows is kept beside", () => {
    const inputs = [
      { ...input, reason: "病假", reasonable: true },
      { ...input, day, type: "lost" as const, reason: "后来完成" },
      { ...input, day, type: "maintenance" as const, reason: "一" },
      { ...input, day, type: "maintenance" as const, reason: "二" },
    ];
    const { rows, others } = unmetTargets(records, inputs, day);
    const kept = [...rows.map((row) => row.input), ...others].map(({ reason }) => reason);
    expect(kept.sort()).toEqual(["一", "二", "后来完成", "病假"].sort());
  });

  it("达成率 is 实招揽 ÷ 应招揽, none without a plan", () => {
    const none = sumOfTally([]);
    expect(completionRate({ ...none, planned: 4, contacted: 3 })).toBe(0.75);
    expect(completionRate(none)).toBeNaN();
  });
});
