import { cutoff, edate, monthEndOf, monthStartOf, NO_DAY, type SerialDay } from "../time";
import type { Dealership } from "../store";
import { isInvalidOn, lastVisitIndex } from "../status";
import { wilson, type ShareInterval } from "./intervals";

/**
 * 厂家口径: rates as makers ask for them, each a pair of conditions. What a maker asks for by another
 * name is another pair, entered as data.
 */
export type MakerCondition =
  /** 进厂 in the calendar month that lies so many months back. */
  | { readonly kind: "cameInMonth"; readonly monthsAgo: number }
  /** No visit after that month. */
  | { readonly kind: "notSinceMonth"; readonly monthsAgo: number }
  /** 进厂 within the last so many months. */
  | { readonly kind: "cameWithin"; readonly months: number }
  | { readonly kind: "notWithin"; readonly months: number }
  /** Delivered between `from` and `to` months ago: later than EDATE(asOf, −to), not after EDATE(asOf, −(from − 1)). */
  | { readonly kind: "deliveredAgo"; readonly from: number; readonly to: number };

export const makerConditionKinds = [
  "cameInMonth",
  "notSinceMonth",
  "cameWithin",
  "notWithin",
  "deliveredAgo",
] as const satisfies readonly MakerCondition["kind"][];

export interface MakerRate {
  readonly id: string;
  /** Who is counted below the line. */
  readonly of: MakerCondition;
  /** Who of these is counted above it. */
  readonly counts: MakerCondition;
}

/** 6 / 12 个月同期群流失率 · 保持率 · 掌握率. */
export const makersRates: readonly MakerRate[] = [
  {
    id: "cohortLoss6",
    of: { kind: "cameInMonth", monthsAgo: 6 },
    counts: { kind: "notSinceMonth", monthsAgo: 6 },
  },
  {
    id: "cohortLoss12",
    of: { kind: "cameInMonth", monthsAgo: 12 },
    counts: { kind: "notSinceMonth", monthsAgo: 12 },
  },
  {
    id: "keeping",
    of: { kind: "cameWithin", months: 36 },
    counts: { kind: "cameWithin", months: 12 },
  },
  {
    id: "holding",
    of: { kind: "deliveredAgo", from: 13, to: 24 },
    counts: { kind: "cameWithin", months: 12 },
  },
];

/** Vehicles that makers leave out of target counts: taxis, hire cars, fleets. */
export interface MakerExclusions {
  readonly platePrefixes: readonly string[];
  readonly plateSuffixes: readonly string[];
  /** Words in the owner's name. */
  readonly ownerWords: readonly string[];
}

export const noMakerExclusions: MakerExclusions = {
  platePrefixes: [],
  plateSuffixes: [],
  ownerWords: [],
};

export interface MakerRateResult extends ShareInterval {
  readonly rate: MakerRate;
  readonly counted: number;
  readonly of: number;
}

export interface MakersFigures {
  readonly asOf: SerialDay;
  readonly results: readonly MakerRateResult[];
  /** Customers left out by the exclusions. */
  readonly excluded: number;
}

function isExcluded(
  { customers }: Dealership,
  row: number,
  { platePrefixes, plateSuffixes, ownerWords }: MakerExclusions
): boolean {
  const plate = customers.plate[row];
  const name = customers.name[row];
  return (
    (plate !== "" &&
      (platePrefixes.some((prefix) => plate.startsWith(prefix)) ||
        plateSuffixes.some((suffix) => plate.endsWith(suffix)))) ||
    ownerWords.some((word) => name.includes(word))
  );
}

/**
 * 厂家口径 as of a day, over all customers in the archive that are not 无效.
 * A month is the calendar month of EDATE(asOf, −n).
 */
export function makersFigures(
  dealership: Dealership,
  asOf: SerialDay,
  rates: readonly MakerRate[] = makersRates,
  exclusions: MakerExclusions = noMakerExclusions
): MakersFigures {
  const { customers, duplicate, entryDay, visitDay, visitOffsets } = dealership;
  const holds = (row: number, condition: MakerCondition): boolean => {
    const visit = lastVisitIndex(dealership, row, asOf);
    const last = visit < 0 ? NO_DAY : visitDay[visit];
    switch (condition.kind) {
      case "cameInMonth": {
        const day = edate(asOf, -condition.monthsAgo);
        const [first, end] = [monthStartOf(day), monthEndOf(day)];
        for (let at = visit; at >= visitOffsets[row] && visitDay[at] >= first; at--) {
          if (visitDay[at] <= end) return true;
        }
        return false;
      }
      case "notSinceMonth":
        return last <= monthEndOf(edate(asOf, -condition.monthsAgo));
      case "cameWithin":
        return last !== NO_DAY && last >= cutoff(asOf, condition.months);
      case "notWithin":
        return last === NO_DAY || last < cutoff(asOf, condition.months);
      case "deliveredAgo": {
        const delivery = customers.deliveryDate[row];
        return (
          delivery !== NO_DAY &&
          delivery > edate(asOf, -condition.to) &&
          delivery <= edate(asOf, 1 - condition.from)
        );
      }
    }
  };
  let excluded = 0;
  const rows: number[] = [];
  for (let row = 0; row < customers.count; row++) {
    if (duplicate[row] || entryDay[row] > asOf) continue;
    const visit = lastVisitIndex(dealership, row, asOf);
    const last = visit < 0 ? NO_DAY : visitDay[visit];
    if (isInvalidOn(dealership, row, asOf, last)) continue;
    if (isExcluded(dealership, row, exclusions)) excluded++;
    else rows.push(row);
  }
  const results = rates.map((rate) => {
    const below = rows.filter((row) => holds(row, rate.of));
    const counted = below.filter((row) => holds(row, rate.counts)).length;
    return { rate, counted, of: below.length, ...wilson(counted, below.length) };
  });
  return { asOf, results, excluded };
}
