import { serialOfIso } from "./time";
import { transitionOf, ruleSets } from "./status";
import { activityLevelOf } from "./performance/dynamics";
import { activityOfDays, deductionFor, rewardFor } from "./performance";
import { psvOf, roundedPsv } from "./value";

/** Rules as the custom functions ask them: for one customer, without a store. */

describe("the transition between two statuses", () => {
  test.each([
    ["stable", "stable", undefined],
    ["stable", "warning", "aged"],
    ["nearLost", "lost3", "newLost"],
    ["stable", "lost12", "newLost"],
    ["lost3", "lost6", "aged"],
    ["lostOver24", "stable", "lostReturned"],
    ["lost6", "warning", "lostReturned"],
    ["nearLost", "stable", "nearLostReturned"],
    ["warning", "stable", "warningReturned"],
    ["stable", "invalid", "invalidated"],
    ["unknown", "invalid", "invalidated"],
    ["invalid", "lost24", "revived"],
    ["invalid", "unknown", "revived"],
    ["unknown", "stable", "verified"],
    ["warning", "unknown", undefined],
  ] as const)("from %s to %s is %s", (from, to, flow) => {
    expect(transitionOf(from, to)).toBe(flow);
  });

  test("follows the classes of another rule set", () => {
    expect(transitionOf("wavering", "loyal", ruleSets.loyalty)).toBe("nearLostReturned");
    expect(transitionOf("wavering", "shortLost", ruleSets.loyalty)).toBe("newLost");
    expect(transitionOf("inactive", "active", ruleSets.sixMonth)).toBe("lostReturned");
  });

  test("refuses statuses of different rule sets", () => {
    expect(() => transitionOf("stable", "loyal")).toThrow(RangeError);
    expect(() => transitionOf("loyal", "stable")).toThrow(RangeError);
  });
});

describe("activity", () => {
  test.each([
    [0, 0],
    [1, 1],
    [2, 2],
    [3, 3],
    [12, 3],
  ])("%d visits are level %d", (visits, level) => {
    expect(activityLevelOf(visits)).toBe(level);
  });

  test("two orders of a day are one visit; the boundary day counts, later days do not", () => {
    const days = ["2023-07-30", "2023-07-31", "2024-03-01", "2024-03-01", "2024-08-01"];
    expect(activityOfDays(days.map(serialOfIso), serialOfIso("2024-07-31"))).toBe(2);
    expect(activityOfDays(days.map(serialOfIso), serialOfIso("2024-07-31"), 6)).toBe(1);
  });
});

describe("绩效 of single cars", () => {
  const deductions = { deductionWithin: 10, deductionAbove: 50, deductionBeyond: 100 };

  test.each([
    [0, 0],
    [2, 20],
    [3, 70],
    [5, 170],
    [7, 370],
  ])("%d cars lost at an allowance of 2 and a first tier of 3 deduct %d", (cars, sum) => {
    expect(deductionFor(cars, 2, deductions)).toBe(sum);
  });

  test("the first tier may be longer", () => {
    expect(deductionFor(7, 2, { ...deductions, firstTierCars: 5 })).toBe(270);
  });

  test("nothing is deducted or paid until a store sets amounts", () => {
    expect(deductionFor(7, 2)).toBe(0);
    expect(rewardFor("lostOver24")).toBe(0);
  });

  test("a return is paid by the band, and only from a band", () => {
    const rewards = {
      rewardLost3: 1,
      rewardLost6: 2,
      rewardLost12: 3,
      rewardLost24: 4,
      rewardLostOver24: 5,
    };
    const bands = ["lost3", "lost6", "lost12", "lost24", "lostOver24"] as const;
    expect(bands.map((band) => rewardFor(band, rewards))).toEqual([1, 2, 3, 4, 5]);
    expect(rewardFor("nearLost", rewards)).toBe(0);
    expect(rewardFor("shortLost", rewards)).toBe(0);
  });
});

test("rounded parts of PSV are cents and add up to the rounded whole", () => {
  expect(roundedPsv(psvOf({ ageYears: 2, obtainability: 0.45 }))).toEqual({
    total: 35_635.01,
    base: 13_838.4,
    derived: 11_812.91,
    repurchase: 9_983.7,
  });
});
