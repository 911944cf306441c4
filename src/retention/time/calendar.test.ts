import { addMonths, differenceInCalendarDays } from "date-fns";
import fc from "fast-check";
import {
  completedMonths,
  cutoff,
  cutoffs,
  dayAfter,
  dayBefore,
  edate,
  isoOf,
  isSerialDay,
  LAST_DAY,
  monthEndOf,
  monthStartOf,
  partsOf,
  PHANTOM_DAY,
  serialOf,
  serialOfIso,
  weekdayOf,
  weekStartOf,
  withinMonths,
} from "./calendar";

// Local dates at noon never cross a day through daylight saving, whatever the zone of the machine.
const toDate = (serial: number): Date => {
  const { year, month, day } = partsOf(serial);
  return new Date(year, month - 1, day, 12);
};
const fromDate = (date: Date): number =>
  serialOf(date.getFullYear(), date.getMonth() + 1, date.getDate());

// Some zones lack a day: there is no 2011-12-30 in Pacific/Apia.
const hasLocalDate = (serial: number): boolean => fromDate(toDate(serial)) === serial;

const day = (text: string): number => serialOfIso(text);
const anyDay = fc.integer({ min: 61, max: 80_000 });
const anyMonths = fc.integer({ min: 0, max: 60 });

describe("serials", () => {
  it.each([
    ["1900-01-01", 1],
    ["1900-02-28", 59],
    ["1900-03-01", 61],
    ["1970-01-01", 25_569],
    ["2000-02-29", 36_585],
    ["2024-02-29", 45_351],
    ["9999-12-31", 2_958_465],
  ])("%s is serial %i, as in Excel", (text, serial) => {
    expect(serialOfIso(text)).toBe(serial);
    expect(isoOf(serial)).toBe(text);
  });

  it("the phantom day 60 is no day", () => {
    expect(isSerialDay(PHANTOM_DAY)).toBe(false);
    expect(() => partsOf(PHANTOM_DAY)).toThrow(RangeError);
    expect(() => edate(PHANTOM_DAY, 1)).toThrow(RangeError);
    expect(() => serialOf(1900, 2, 29)).toThrow(RangeError);
  });

  it.each([0, -1, 1.5, NaN, LAST_DAY + 1])("%p is no day", (value) => {
    expect(isSerialDay(value)).toBe(false);
  });

  it.each(["2023-02-29", "2024-13-01", "2024-00-10", "1899-12-31", "2024-04-31", "2024-4-1", ""])(
    "%p names no day",
    (text) => {
      expect(() => serialOfIso(text)).toThrow(RangeError);
    }
  );

  it("every serial from 1900 to 9999 survives the way through its parts", () => {
    const wrong: number[] = [];
    for (let serial = 1; serial <= LAST_DAY; serial += serial < 80_000 ? 1 : 37) {
      if (serial !== PHANTOM_DAY) {
        const { year, month, day: dayOfMonth } = partsOf(serial);
        if (serialOf(year, month, dayOfMonth) !== serial) {
          wrong.push(serial);
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  it("the absent day is written as nothing", () => {
    expect(isoOf(0)).toBe("");
  });

  it("the days around the phantom day follow each other", () => {
    expect(dayAfter(59)).toBe(61);
    expect(dayBefore(61)).toBe(59);
    expect(dayAfter(45_351)).toBe(45_352);
    expect(dayBefore(45_351)).toBe(45_350);
  });
});

describe("edate", () => {
  it.each([
    ["2023-08-31", 6, "2024-02-29"],
    ["2022-08-31", 6, "2023-02-28"],
    ["2024-02-29", 12, "2025-02-28"],
    ["2024-02-29", 48, "2028-02-29"],
    ["2024-01-31", 1, "2024-02-29"],
    ["2024-01-30", 1, "2024-02-29"],
    ["2024-03-31", -1, "2024-02-29"],
    ["2024-12-31", 12, "2025-12-31"],
    ["1900-01-31", 1, "1900-02-28"],
    ["1900-03-31", -1, "1900-02-28"],
  ])("EDATE(%s, %i) is %s", (from, months, to) => {
    expect(isoOf(edate(day(from), months))).toBe(to);
  });

  it("equals date-fns addMonths on a large random sample", () => {
    let seed = 20_240_229;
    const next = (below: number): number => {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff;
      return Math.floor((seed / 0x80000000) * below);
    };
    const wrong: string[] = [];
    for (let i = 0; i < 120_000; i++) {
      const from = 20_000 + next(60_000);
      const months = next(121) - 60;
      const ours = edate(from, months);
      const comparable = hasLocalDate(from) && hasLocalDate(ours);
      if (comparable && ours !== fromDate(addMonths(toDate(from), months))) {
        wrong.push(`${from} ${months}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it("refuses to leave Excel's calendar", () => {
    expect(() => edate(day("9999-12-01"), 1)).toThrow(RangeError);
    expect(() => edate(day("1900-01-31"), -1)).toThrow(RangeError);
  });

  it("never decreases from one day to the next", () => {
    fc.assert(
      fc.property(anyDay, anyMonths, (from, months) => {
        expect(edate(from + 1, months)).toBeGreaterThanOrEqual(edate(from, months));
      })
    );
  });
});

describe("cutoff", () => {
  it.each([
    ["2024-08-31", 6, "2024-03-01"],
    ["2024-08-30", 6, "2024-03-01"],
    ["2024-08-29", 6, "2024-02-29"],
    ["2023-08-29", 6, "2023-03-01"],
    ["2024-02-29", 6, "2023-08-29"],
    ["2024-02-28", 6, "2023-08-28"],
    ["2023-02-28", 6, "2022-08-28"],
    ["2025-02-28", 12, "2024-02-28"],
    ["2025-03-01", 12, "2024-03-01"],
    ["2024-05-31", 3, "2024-03-01"],
    ["2024-12-31", 12, "2023-12-31"],
  ])("on %s the first day within %i months is %s", (asOf, months, first) => {
    expect(isoOf(cutoff(day(asOf), months))).toBe(first);
  });

  it("is exactly where EDATE reaches the day: neither the day before nor any other line", () => {
    const wrong: string[] = [];
    for (let asOf = day("2019-01-01"); asOf <= day("2029-01-01"); asOf++) {
      for (const months of [1, 3, 6, 9, 12, 15, 18, 24, 36]) {
        const first = cutoff(asOf, months);
        if (!(edate(first, months) >= asOf && edate(first - 1, months) < asOf)) {
          wrong.push(`${isoOf(asOf)} ${months}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  it("divides all days into those within n months and those before", () => {
    fc.assert(
      fc.property(anyDay, anyMonths, fc.integer({ min: 0, max: 2500 }), (asOf, months, back) => {
        const anchor = asOf - back;
        fc.pre(anchor > 60);
        expect(anchor >= cutoff(asOf, months)).toBe(edate(anchor, months) >= asOf);
        expect(withinMonths(anchor, months, asOf)).toBe(edate(anchor, months) >= asOf);
      })
    );
  });

  it("gives several lines at once", () => {
    const asOf = day("2024-08-31");
    expect([...cutoffs(asOf, [6, 12])]).toEqual([cutoff(asOf, 6), cutoff(asOf, 12)]);
  });

  it("lies below every serial where months reach back before 1900", () => {
    expect(cutoff(day("1900-06-30"), 12)).toBeLessThan(1);
  });

  it("days after the as-of day are not within its months", () => {
    expect(withinMonths(day("2024-05-02"), 6, day("2024-05-01"))).toBe(false);
    expect(withinMonths(day("2024-05-01"), 6, day("2024-05-01"))).toBe(true);
  });
});

describe("completedMonths", () => {
  it.each([
    ["2023-08-31", "2024-09-30", 13],
    ["2023-08-31", "2024-02-28", 5],
    ["2023-08-31", "2024-02-29", 6],
    ["2024-01-15", "2024-01-15", 0],
    ["2024-01-15", "2024-02-14", 0],
    ["2024-01-15", "2024-02-15", 1],
    ["2024-02-15", "2024-01-15", -1],
    ["2024-02-15", "2024-01-16", -1],
  ])("from %s to %s are %i", (from, to, months) => {
    expect(completedMonths(day(from), day(to))).toBe(months);
  });

  it("is the largest n whose EDATE has been reached", () => {
    fc.assert(
      fc.property(anyDay, anyDay, (from, to) => {
        fc.pre(Math.abs(from - to) < 5000 && from > 6000 && to > 6000);
        const months = completedMonths(from, to);
        expect(edate(from, months)).toBeLessThanOrEqual(to);
        expect(edate(from, months + 1)).toBeGreaterThan(to);
      })
    );
  });
});

describe("weeks and months", () => {
  it("weeks begin on Monday", () => {
    expect(weekdayOf(day("2024-09-02"))).toBe(1);
    expect(weekdayOf(day("2024-09-08"))).toBe(7);
    expect(isoOf(weekStartOf(day("2024-09-08")))).toBe("2024-09-02");
    expect(isoOf(weekStartOf(day("2024-09-02")))).toBe("2024-09-02");
    expect(weekdayOf(day("1900-01-01"))).toBe(1);
  });

  it("agree with date-fns on every day of a century", () => {
    const monday = new Date(2024, 8, 2, 12);
    const wrong: number[] = [];
    for (let serial = day("1950-01-01"); serial < day("2050-01-01"); serial++) {
      const days = differenceInCalendarDays(toDate(serial), monday);
      if (hasLocalDate(serial) && weekdayOf(serial) !== (((days % 7) + 7) % 7) + 1) {
        wrong.push(serial);
      }
    }
    expect(wrong).toEqual([]);
  });

  it("months begin and end where the calendar says", () => {
    expect(isoOf(monthStartOf(day("2024-02-17")))).toBe("2024-02-01");
    expect(isoOf(monthEndOf(day("2024-02-17")))).toBe("2024-02-29");
    expect(isoOf(monthEndOf(day("2100-02-01")))).toBe("2100-02-28");
  });
});
