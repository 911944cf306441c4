import fc from "fast-check";
import {
  anyStore,
  assembleStore,
  cutStore,
  storeDay,
  type Store,
} from "../../../test/support/stores";
import { carePlan, careTaskKey, type CareOptions } from "./care";
import { isoOf, NO_DAY, partsOf, serialOf, serialOfIso } from "../time";
import { kmPerDayOfAll } from "./odometer";
import {
  lifecycleOfAll,
  lifecycleStageOf,
  lifecycleStages,
  NO_STAGE,
  REPURCHASE,
  stageAdvice,
} from "./lifecycle";
import { nextServiceOfAll } from "./nextService";
import { NOT_COUNTED, statusesAsOf } from "../status";
import { occasionsBetween } from "./occasions";
import { warrantyEnds } from "./warranty";

const day = serialOfIso;
const everyDay = { closedDays: new Set<number>(), closedWeekdays: [] };

function lifecycle(store: Store, asOf: number) {
  const dealership = assembleStore(store);
  const odometers = kmPerDayOfAll(dealership, asOf);
  const statuses = statusesAsOf(dealership, asOf);
  const warranty = warrantyEnds(dealership, odometers);
  return { dealership, ...lifecycleOfAll(dealership, statuses, odometers, warranty) };
}

function plan(store: Store, asOf: number, options: Partial<CareOptions> = {}) {
  const dealership = assembleStore(store);
  return {
    dealership,
    ...carePlan(dealership, statusesAsOf(dealership, asOf), nextServiceOfAll(dealership, asOf), {
      firstUse: NO_DAY,
      calendar: everyDay,
      ...options,
    }),
  };
}

/** Tasks as `kind due planned lapse`. */
const told = ({ tasks }: ReturnType<typeof plan>): string[] =>
  tasks.map(({ kind, dueDay, plannedDay, lapseDay }) =>
    [kind, isoOf(dueDay), isoOf(plannedDay), isoOf(lapseDay)].join(" ")
  );

/** Another car's order: it makes the records reach back far enough for deliveries to stand as anchors. */
const longAgo = { vin: "Z", arrival: "2015-01-01" };

const delivered: Store = {
  customers: [{ vin: "A", deliveryDate: "2024-03-01", soldHere: "是" }],
  orders: [longAgo],
};

describe("stages of a car's life", () => {
  it("change after 3 months, 1 year, the end of warranty and 5 years, boundary day inside", () => {
    const delivery = day("2020-01-31");
    const stage = (asOf: string, warrantyEnd = NO_DAY) =>
      lifecycleStageOf(delivery, warrantyEnd, day(asOf));
    expect(stage("2020-01-30")).toBeUndefined();
    expect(stage("2020-01-31")).toBe("honeymoon");
    expect(stage("2020-04-30")).toBe("honeymoon");
    expect(stage("2020-05-01")).toBe("early");
    expect(stage("2021-01-31")).toBe("early");
    expect(stage("2021-02-01")).toBe("midWarranty");
    expect(stage("2023-01-31")).toBe("midWarranty");
    expect(stage("2023-02-01")).toBe("postWarranty");
    expect(stage("2022-06-30", day("2022-06-30"))).toBe("midWarranty");
    expect(stage("2022-07-01", day("2022-06-30"))).toBe("postWarranty");
    expect(stage("2025-01-31")).toBe("postWarranty");
    expect(stage("2025-02-01")).toBe("repurchase");
  });

  it("by age win over a warranty that is shorter or longer than usual", () => {
    const delivery = day("2020-01-31");
    expect(lifecycleStageOf(delivery, day("2030-01-31"), day("2025-02-01"))).toBe("repurchase");
    expect(lifecycleStageOf(delivery, day("2020-02-15"), day("2020-03-01"))).toBe("honeymoon");
    expect(lifecycleStageOf(NO_DAY, NO_DAY, day("2025-02-01"))).toBeUndefined();
  });

  it("never go back as time passes", () => {
    fc.assert(
      fc.property(storeDay, storeDay, fc.nat(2500), fc.nat(2500), (delivery, end, a, b) => {
        const at = (days: number): number => {
          const stage = lifecycleStageOf(delivery, end, delivery + days);
          return stage === undefined ? -1 : lifecycleStages.indexOf(stage);
        };
        expect(at(Math.max(a, b))).toBeGreaterThanOrEqual(at(Math.min(a, b)));
      })
    );
  });

  it("are those of the single function for every customer in the archive", () => {
    fc.assert(
      fc.property(anyStore, storeDay, (store, asOf) => {
        const { dealership, stage } = lifecycle(store, asOf);
        const { customers } = dealership;
        const { status } = statusesAsOf(dealership, asOf);
        stage.forEach((code, customer) => {
          const single = lifecycleStageOf(
            customers.deliveryDate[customer],
            customers.warrantyEnd[customer],
            asOf
          );
          const counted = status[customer] !== NOT_COUNTED;
          expect(lifecycleStages[code]).toBe(counted ? single : undefined);
          expect(code === NO_STAGE).toBe(!counted || single === undefined);
        });
      })
    );
  });

  it("have each their own advice", () => {
    const advice = lifecycleStages.flatMap((stage) => stageAdvice[stage]);
    expect(new Set(advice).size).toBe(advice.length);
    lifecycleStages.forEach((stage) => expect(stageAdvice[stage].length).toBeGreaterThan(1));
  });

  it("name 置换潜客: over 5 years or over 100,000 km; over 3 years is possible; invalid never", () => {
    const asOf = day("2024-06-30");
    const store: Store = {
      customers: [
        { vin: "A", deliveryDate: "2019-06-29" },
        { vin: "B", deliveryDate: "2019-06-30" },
        { vin: "C", deliveryDate: "2021-06-30" },
        { vin: "D", deliveryDate: "2023-01-01" },
        { vin: "E", deliveryDate: "2019-01-01", invalidReason: "已报废" },
        { vin: "F", registrationDate: "2015-01-01", lastVisit: "2024-01-01" },
        { vin: "G", deliveryDate: "2023-01-01" },
      ],
      orders: [
        longAgo,
        { vin: "D", arrival: "2024-06-30", odometer: 100_001 },
        { vin: "G", arrival: "2024-06-30", odometer: 100_000 },
      ],
    };
    const { prospect, possible, none } = REPURCHASE;
    expect([...lifecycle(store, asOf).repurchase]).toEqual([
      prospect,
      possible,
      none,
      prospect,
      none,
      prospect,
      none,
    ]);
  });
});

it("the driving of others makes nobody a 置换潜客", () => {
  const store: Store = {
    customers: [
      { vin: "A", deliveryDate: "2023-01-01" },
      { vin: "B", deliveryDate: "2023-01-01" },
    ],
    orders: [
      longAgo,
      { vin: "A", arrival: "2024-01-01", odometer: 100_000 },
      { vin: "A", arrival: "2024-06-01", odometer: 200_000 },
    ],
  };
  expect([...lifecycle(store, day("2024-06-30")).repurchase]).toEqual([
    REPURCHASE.prospect,
    REPURCHASE.none,
  ]);
});

describe("care tasks", () => {
  it("follow a delivery on the day, after 3 and 7 days and a month, and before the first maintenance", () => {
    expect(told(plan(delivered, day("2024-03-01")))).toEqual([
      "delivery 2024-03-01 2024-03-01 2024-03-08",
    ]);
    expect(told(plan(delivered, day("2024-03-08")))).toEqual([
      "delivery 2024-03-01 2024-03-01 2024-03-08",
      "day3 2024-03-04 2024-03-04 2024-03-11",
      "day7 2024-03-08 2024-03-08 2024-03-15",
      "carClass 2024-03-08 2024-03-08 2024-06-01",
    ]);
    // Due 90 days after delivery (2024-05-30), asked for 14 days before.
    expect(told(plan(delivered, day("2024-05-16")))).toEqual([
      "carClass 2024-03-08 2024-03-08 2024-06-01",
      "firstMaintenance 2024-05-16 2024-05-16 2024-05-23",
    ]);
    expect(told(plan(delivered, day("2024-06-02")))).toEqual([]);
  });

  it("lapse after 7 days, 1个月 after 15", () => {
    const kindsOn = (asOf: string): string[] =>
      plan(delivered, day(asOf)).tasks.map(({ kind }) => kind);
    expect(kindsOn("2024-03-11")).toContain("day3");
    expect(kindsOn("2024-03-12")).not.toContain("day3");
    expect(kindsOn("2024-03-31")).not.toContain("month1");
    expect(kindsOn("2024-04-01")).toContain("month1");
    expect(kindsOn("2024-04-16")).toContain("month1");
    expect(kindsOn("2024-04-17")).not.toContain("month1");
  });

  it("are planned before a closed day, follow-ups after it", () => {
    // 2024-03-03 and 2024-03-10 are Sundays.
    const calendar = {
      closedDays: new Set([day("2024-03-04"), day("2024-03-08")]),
      closedWeekdays: [7],
    };
    expect(told(plan(delivered, day("2024-03-09"), { calendar }))).toEqual([
      "day3 2024-03-04 2024-03-05 2024-03-11",
      "carClass 2024-03-08 2024-03-07 2024-06-01",
      "day7 2024-03-08 2024-03-09 2024-03-15",
    ]);
    // A store closed for a fortnight can call only afterwards.
    const closed = new Set(Array.from({ length: 14 }, (_, i) => day("2024-03-04") + i));
    const reopened = plan(delivered, day("2024-03-18"), {
      calendar: { closedDays: closed, closedWeekdays: [] },
    });
    expect(told(reopened)).toContain("day3 2024-03-04 2024-03-18 2024-03-18");
  });

  it("call 3 days after the car was settled, and only for visits that orders show", () => {
    const store: Store = {
      customers: [{ vin: "A", lastVisit: "2024-02-01" }],
      orders: [
        { vin: "A", arrival: "2024-03-01", settlement: "2024-03-05" },
        { vin: "A", arrival: "2024-03-01", settlement: "2024-03-03" },
      ],
    };
    expect(told(plan(store, day("2024-03-04")))).toEqual([]);
    expect(told(plan(store, day("2024-03-08")))).toEqual([
      "afterService 2024-03-08 2024-03-08 2024-03-15",
    ]);
    expect(told(plan(store, day("2024-02-04")))).toEqual([]);
  });

  it("greet on the birthday and not a day later; a leap day's on the 28th", () => {
    const store: Store = {
      customers: [{ vin: "A", lastVisit: "2023-01-10", birthday: "1988-02-29" }],
      orders: [],
    };
    expect(told(plan(store, day("2023-02-28")))).toEqual([
      "birthday 2023-02-28 2023-02-28 2023-02-28",
    ]);
    expect(told(plan(store, day("2023-03-01")))).toEqual([]);
    expect(told(plan(store, day("2024-02-28")))).toEqual([]);
    expect(told(plan(store, day("2024-02-28"), { until: day("2024-02-29") }))).toEqual([
      "birthday 2024-02-29 2024-02-29 2024-02-29",
    ]);
    const thursdays = { closedDays: new Set<number>(), closedWeekdays: [4] };
    // 2024-02-29 is a Thursday: greeted the day before, lapsed only after the birthday itself.
    expect(told(plan(store, day("2024-02-28"), { calendar: thursdays }))).toEqual([
      "birthday 2024-02-29 2024-02-28 2024-02-29",
    ]);
    // Over the turn of the year the next birthday is near; typed without a year it got this one's.
    const newYear: Store = {
      customers: [{ vin: "A", lastVisit: "2023-01-10", birthday: "2024-01-02" }],
      orders: [],
    };
    expect(told(plan(newYear, day("2023-12-31"), { until: day("2024-01-03") }))).toEqual([
      "birthday 2024-01-02 2024-01-02 2024-01-02",
    ]);
  });

  it("leave out what fell due before the first use, what is done, and cars sold elsewhere", () => {
    const asOf = day("2024-03-08");
    const all = plan(delivered, asOf);
    expect(all.tasks).toHaveLength(4);
    const since = plan(delivered, asOf, { firstUse: day("2024-03-05") });
    expect(since.tasks.map(({ kind }) => kind)).toEqual(["day7", "carClass"]);
    const done = new Set(all.tasks.slice(0, 3).map((task) => careTaskKey(all.dealership, task)));
    expect(plan(delivered, asOf, { done }).tasks.map(({ kind }) => kind)).toEqual(["carClass"]);
    const elsewhere: Store = {
      customers: [
        { vin: "A", deliveryDate: "2024-03-01", soldHere: "否", lastVisit: "2024-03-01" },
      ],
      orders: [],
    };
    expect(plan(elsewhere, asOf).tasks).toEqual([]);
  });

  it("go to valid customers only, are open on the day, and are what they would have been then", () => {
    const figures = ({ dealership, tasks }: ReturnType<typeof plan>) =>
      tasks
        .map((task) => [dealership.customers.name[task.customer], { ...task, customer: 0 }])
        .map((line) => JSON.stringify(line))
        .sort();
    fc.assert(
      fc.property(anyStore, storeDay, fc.nat(20), (store, asOf, ahead) => {
        const options = { until: asOf + ahead };
        const whole = plan(store, asOf, options);
        const { status } = statusesAsOf(whole.dealership, asOf);
        for (const task of whole.tasks) {
          expect(status[task.customer]).toBeLessThan(8);
          expect(task.plannedDay).toBeLessThanOrEqual(asOf + ahead);
          expect(task.lapseDay).toBeGreaterThanOrEqual(asOf);
        }
        expect(figures(plan(cutStore(store, asOf), asOf, options))).toEqual(figures(whole));
      }),
      { numRuns: 500 }
    );
  });
});

describe("occasions of the calendar", () => {
  it("are asked for from two weeks before 春节, a week before 国庆, and on the other feasts", () => {
    const { occasions } = plan(delivered, day("2026-02-03"), { until: day("2026-02-04") });
    expect(occasions).toEqual([
      {
        name: "springFestival",
        feast: day("2026-02-17"),
        dueDay: day("2026-02-03"),
        plannedDay: day("2026-02-03"),
        lapseDay: day("2026-02-10"),
        customers: 1,
      },
    ]);
    const namesOn = (asOf: string): string[] =>
      plan(delivered, day(asOf)).occasions.map(({ name }) => name);
    expect(namesOn("2026-02-10")).toEqual(["springFestival"]);
    expect(namesOn("2026-02-11")).toEqual([]);
    expect(namesOn("2026-06-19")).toEqual(["dragonBoat"]);
    expect(namesOn("2026-06-20")).toEqual([]);
    expect(namesOn("2026-09-25")).toEqual(["nationalDay", "midAutumn"]);
    expect(namesOn("2026-10-01")).toEqual(["nationalDay"]);
    expect(namesOn("2026-10-02")).toEqual([]);
    expect(namesOn("2027-01-01")).toEqual(["newYear"]);
  });

  it("are those of the settings where they are given, and none from before the first use", () => {
    const feast = day("2024-05-01");
    const own = [{ name: "newYear" as const, feast, dueDay: feast }];
    expect(plan(delivered, feast, { occasions: own }).occasions).toHaveLength(1);
    const later = { occasions: own, firstUse: feast + 1 };
    expect(plan(delivered, feast, later).occasions).toEqual([]);
  });

  it("of the lunar calendar agree with the platform's to a day", () => {
    // The platform computes new moons; the published calendar decides those near midnight.
    const lunar = new Intl.DateTimeFormat("en-u-ca-chinese", {
      timeZone: "UTC",
      month: "numeric",
      day: "numeric",
    });
    const monthAndDay = (serial: number): string => {
      const { year, month, day: dayOfMonth } = partsOf(serial);
      const parts = lunar.formatToParts(Date.UTC(year, month - 1, dayOfMonth));
      const part = (type: string) => parts.find((found) => found.type === type)?.value;
      return `${part("month")}/${part("day")}`;
    };
    const dates: Partial<Record<string, string>> = {
      springFestival: "1/1",
      dragonBoat: "5/5",
      midAutumn: "8/15",
    };
    const feasts = occasionsBetween(serialOf(2015, 1, 1), serialOf(2035, 12, 31)).filter(
      ({ name }) => name in dates
    );
    expect(feasts).toHaveLength(21 * 3);
    for (const { name, feast } of feasts) {
      const near = [feast - 1, feast, feast + 1].map(monthAndDay);
      expect(near).toContain(dates[name]);
    }
    const exact = feasts.filter(({ name, feast }) => monthAndDay(feast) === dates[name]);
    expect(exact.length).toBeGreaterThanOrEqual(60);
  });

  it("beyond the known years keep the solar feasts", () => {
    const names = occasionsBetween(serialOf(2040, 1, 1), serialOf(2040, 12, 31)).map(
      ({ name }) => name
    );
    expect(names).toEqual(["newYear", "nationalDay"]);
  });
});
