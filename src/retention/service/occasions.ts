import { partsOf, serialOf, serialOfIso, NO_DAY, type SerialDay } from "../time";
import { careParameters, type CareSettings } from "./lifecycleParameters";
import { valuesOf } from "../parameters";

/** Days of the calendar on which every customer is greeted or invited (rules §7, S1 客户关怀活动). */
export const occasionNames = [
  "newYear",
  "springFestival",
  "dragonBoat",
  "midAutumn",
  "nationalDay",
] as const;
export type OccasionName = (typeof occasionNames)[number];

/** One occasion: the feast and the day to turn to the customers. */
export interface Occasion {
  readonly name: OccasionName;
  readonly feast: SerialDay;
  /** The day care falls due: before 春节 and 国庆 some days ahead, else the feast itself. */
  readonly dueDay: SerialDay;
}

/** 春节, 端午, 中秋 of the lunar calendar as published for each year. */
const lunarFeasts: readonly (readonly [number, string, string, string])[] = [
  [2015, "02-19", "06-20", "09-27"],
  [2016, "02-08", "06-09", "09-15"],
  [2017, "01-28", "05-30", "10-04"],
  [2018, "02-16", "06-18", "09-24"],
  [2019, "02-05", "06-07", "09-13"],
  [2020, "01-25", "06-25", "10-01"],
  [2021, "02-12", "06-14", "09-21"],
  [2022, "02-01", "06-03", "09-10"],
  [2023, "01-22", "06-22", "09-29"],
  [2024, "02-10", "06-10", "09-17"],
  [2025, "01-29", "05-31", "10-06"],
  [2026, "02-17", "06-19", "09-25"],
  [2027, "02-06", "06-09", "09-15"],
  [2028, "01-26", "05-28", "10-03"],
  [2029, "02-13", "06-16", "09-22"],
  [2030, "02-03", "06-05", "09-12"],
  [2031, "01-23", "06-24", "10-01"],
  [2032, "02-11", "06-12", "09-19"],
  [2033, "01-31", "06-01", "09-08"],
  [2034, "02-19", "06-20", "09-27"],
  [2035, "02-08", "06-10", "09-16"],
];

const feastsOf = new Map(
  lunarFeasts.map(([year, ...feasts]) => [
    year,
    feasts.map((monthAndDay) => serialOfIso(`${year}-${monthAndDay}`)),
  ])
);

/** The occasions of a year; beyond 2015–2035 only those of the solar calendar. */
function occasionsOfYear(year: number, settings: CareSettings): Occasion[] {
  const [springFestival, dragonBoat, midAutumn] = feastsOf.get(year) ?? [];
  const feasts: Record<OccasionName, SerialDay | undefined> = {
    newYear: serialOf(year, 1, 1),
    springFestival,
    dragonBoat,
    midAutumn,
    nationalDay: serialOf(year, 10, 1),
  };
  const ahead: Partial<Record<OccasionName, number>> = {
    springFestival: settings.beforeSpringFestival,
    nationalDay: settings.beforeNationalDay,
  };
  return occasionNames.flatMap((name) => {
    const feast = feasts[name] ?? NO_DAY;
    return feast === NO_DAY ? [] : [{ name, feast, dueDay: feast - (ahead[name] ?? 0) }];
  });
}

/** The default calendar of occasions whose care falls due in a range of days, by due day. */
export function occasionsBetween(
  first: SerialDay,
  last: SerialDay,
  settings: CareSettings = valuesOf(careParameters)
): Occasion[] {
  const found: Occasion[] = [];
  for (let year = partsOf(first).year; year <= partsOf(last).year + 1; year++) {
    found.push(...occasionsOfYear(year, settings));
  }
  return found
    .filter(({ dueDay }) => dueDay >= first && dueDay <= last)
    .sort((a, b) => a.dueDay - b.dueDay || a.feast - b.feast);
}
