import fc from "fast-check";
import { edate, isoOf, partsOf, serialOf as serialOfDomain } from "../retention/time";
import { civil, isoDay, monthsLater, serialOf } from "./days";

/** Days after Excel's phantom day, where a serial is a plain count of days. */
const days = fc.integer({ min: 61, max: 80_000 });

describe("the calendar of the invented store", () => {
  test("is the domain's", () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -24, max: 120 }), (day, months) => {
        const { year, month, day: dayOfMonth } = civil(day);
        expect({ year, month, day: dayOfMonth }).toEqual(partsOf(day));
        expect(serialOf(year, month, dayOfMonth)).toBe(serialOfDomain(year, month, dayOfMonth));
        expect(isoDay(day)).toBe(isoOf(day));
        if (day > 61 + 31 * 24) expect(monthsLater(day, months)).toBe(edate(day, months));
      })
    );
  });
});
