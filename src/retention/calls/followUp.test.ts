import { defaultSolicitationRules } from "./parameters";
import { isoOf, serialOfIso, type WorkCalendar } from "../time";
import { solicitationResults, type SolicitationResult } from "./vocabulary";
import type { Advisor } from "../ownership";
import { advisorNamed } from "../../../test/support/ownedStores";
import { makeRecords, type RecordRow } from "../../../test/support/records";
import { nextContactDay } from "./followUp";

const everyDay: WorkCalendar = { closedDays: new Set(), closedWeekdays: [] };

/** The next contact after one on Monday 2024-06-03; "" for none. */
function after(
  record: Partial<RecordRow>,
  calendar: WorkCalendar = everyDay,
  advisor?: Advisor
): string {
  const [made] = makeRecords([{ result: "considering", ...record, day: "2024-06-03" }]);
  return isoOf(nextContactDay(made, defaultSolicitationRules, calendar, advisor));
}

describe("the next contact", () => {
  it.each([
    [1, "2024-06-04"],
    [2, "2024-06-06"],
    [3, "2024-06-10"],
    [4, "2024-06-17"],
    [5, ""],
    [6, ""],
  ])(
    "after touch %i is 1, 3, 7, 14 days later, after the fifth there is none: %s",
    (attempt, next) => {
      expect(after({ attempt })).toBe(next);
    }
  );

  it("is the promised day, early or late; a promise that is not later counts for nothing", () => {
    expect(after({ nextContact: "2024-06-20" })).toBe("2024-06-20");
    expect(after({ attempt: 4, nextContact: "2024-06-04" })).toBe("2024-06-04");
    expect(after({ attempt: 2, nextContact: "2024-06-03" })).toBe("2024-06-06");
    expect(after({ attempt: 5, nextContact: "2024-06-20" })).toBe("");
  });

  it("is a week before the customer expects maintenance, where his mileage was not reached", () => {
    const expectedMaintenance = "2024-07-20";
    expect(after({ result: "mileageNotReached", expectedMaintenance })).toBe("2024-07-13");
    expect(after({ result: "considering", expectedMaintenance })).toBe("2024-06-04");
    const soon = { result: "mileageNotReached", expectedMaintenance: "2024-06-10" } as const;
    expect(after(soon)).toBe("2024-06-04");
    expect(after({ ...soon, expectedMaintenance: "2024-06-12", attempt: 4 })).toBe("2024-06-05");
    expect(
      after({ result: "mileageNotReached", expectedMaintenance, nextContact: "2024-06-20" })
    ).toBe("2024-06-20");
  });

  it("follows only results that leave the matter open, and an appointment without its day", () => {
    const open = solicitationResults.filter(
      (result: SolicitationResult) => after({ result }) !== ""
    );
    expect(open).toEqual([
      "appointed",
      "notReached",
      "considering",
      "mileageNotReached",
      "wrongNumber",
    ]);
    expect(after({ result: "appointed", appointment: "2024-06-10" })).toBe("");
    expect(after({ result: null })).toBe("");
  });

  it("moves from a day off of the store or the advisor to the next working day", () => {
    const closed: WorkCalendar = {
      closedDays: new Set([serialOfIso("2024-06-04")]),
      closedWeekdays: [],
    };
    expect(after({}, closed)).toBe("2024-06-05");
    const resting = { ...advisorNamed("王磊"), restDays: [serialOfIso("2024-06-05")] };
    expect(after({}, closed, resting)).toBe("2024-06-06");
  });
});
