import { edate, monthEndOf, NO_DAY, type SerialDay } from "../time";
import type { Dealership } from "../store";
import { parameter, valuesOf, type ParameterGroup, type ParameterValues } from "../parameters";
import { psvConstants, type Obtainability } from "./psvParameters";
import {
  ruleSets,
  classByLines,
  deliveryAnchor,
  earliestDeliveryAnchors,
  isInvalidOn,
  statusLines,
} from "../status";

/**
 * ρ 可得率 measured from a store's own history (rules §9, psv.md 6): how likely a customer of each status
 * was to come within the next 12 months, against a stable one.
 */

export const obtainabilityParameters = {
  /** A visit within so many months after a month-end counts as obtained. */
  future: parameter(12, "months", "ours"),
} as const satisfies ParameterGroup;
export type ObtainabilitySettings = ParameterValues<typeof obtainabilityParameters>;

/** What was seen of one status. */
export interface ObtainabilityObservation {
  readonly status: keyof Obtainability;
  /** Customers with this status on a month-end, added over the month-ends. */
  readonly observations: number;
  /** Of these, who came within the following 12 months. */
  readonly returned: number;
  /** returned ÷ observations; `NaN` without any. */
  readonly probability: number;
  /** ρ: probability ÷ that of `stable`; `NaN` where either is not known. */
  readonly measured: number;
  /** ρ as assumed by default. */
  readonly published: number;
}

export interface MeasuredObtainability {
  /** Month-ends that went in, oldest first; empty without 24 months of orders. */
  readonly monthEnds: readonly SerialDay[];
  readonly byStatus: readonly ObtainabilityObservation[];
}

/**
 * The month-ends whose statuses the orders can tell (12 months of past) and whose future is over by a
 * day (12 months of it).
 */
function observedMonthEnds(firstOrderDay: SerialDay, asOf: SerialDay, future: number): SerialDay[] {
  const found: SerialDay[] = [];
  if (firstOrderDay === NO_DAY) {
    return found;
  }
  const from = edate(firstOrderDay, ruleSets.retention.lostAfterMonths);
  let end = monthEndOf(from);
  while (end < asOf && edate(end, future) <= asOf) {
    found.push(end);
    end = monthEndOf(end + 1);
  }
  return found;
}

/**
 * Measures ρ as of a day, over all month-ends with 12 months of orders before and after them. Which to
 * use, measured or published, is the user's choice: see {@link chooseObtainability}.
 */
export function measureObtainability(
  dealership: Dealership,
  asOf: SerialDay,
  settings?: Partial<ObtainabilitySettings>
): MeasuredObtainability {
  const { customers, duplicate, countedFrom, firstOrderDay, visitOffsets, visitDay } = dealership;
  const { future } = valuesOf(obtainabilityParameters, settings);
  const rules = ruleSets.retention;
  const monthEnds = observedMonthEnds(firstOrderDay, asOf, future);
  const until = monthEnds.map((end) => edate(end, future));
  const lines = monthEnds.map((end) => statusLines(rules, end));
  const earliestDelivery = monthEnds.map(earliestDeliveryAnchors(dealership));
  const seen = new Float64Array(rules.classes.length);
  const returned = new Float64Array(rules.classes.length);
  for (let customer = 0; customer < customers.count; customer++) {
    if (duplicate[customer]) {
      continue;
    }
    // Month-ends rise, so the next visit is found by moving on from the one before.
    let visit = visitOffsets[customer];
    const end = visitOffsets[customer + 1];
    let at = 0;
    while (at < monthEnds.length && monthEnds[at] < countedFrom[customer]) {
      at++;
    }
    for (; at < monthEnds.length; at++) {
      const day = monthEnds[at];
      while (visit < end && visitDay[visit] <= day) {
        visit++;
      }
      const last = visit > visitOffsets[customer] ? visitDay[visit - 1] : NO_DAY;
      const anchor = last || deliveryAnchor(dealership, customer, earliestDelivery[at]);
      if (anchor !== NO_DAY && !isInvalidOn(dealership, customer, day, last)) {
        const found = classByLines(anchor, lines[at]);
        seen[found]++;
        if (visit < end && visitDay[visit] <= until[at]) {
          returned[found]++;
        }
      }
    }
  }
  const probabilities = returned.map((count, found) => count / seen[found]);
  const published = psvConstants().obtainability;
  return {
    monthEnds,
    byStatus: rules.classes.map(({ status }, found) => ({
      status: status as keyof Obtainability,
      observations: seen[found],
      returned: returned[found],
      probability: probabilities[found],
      measured: returned[0] > 0 ? probabilities[found] / probabilities[0] : NaN,
      published: published[status as keyof Obtainability],
    })),
  };
}

/** Where ρ is taken from: as published, as measured, or what the user entered. */
export const constantsChoices = ["published", "measured", "own"] as const;
export type ConstantsChoice = (typeof constantsChoices)[number];

/**
 * ρ to compute with. `measured` takes the published value for a status that was never observed; `own`
 * the published one where the user entered none.
 */
export function chooseObtainability(
  choice: ConstantsChoice,
  measured: MeasuredObtainability,
  own: Partial<Obtainability> = {}
): Obtainability {
  const published = psvConstants().obtainability;
  switch (choice) {
    case "published":
      return published;
    case "own":
      return { ...published, ...own };
    case "measured":
      return {
        ...published,
        ...Object.fromEntries(
          measured.byStatus
            .filter(({ measured: rho }) => !Number.isNaN(rho))
            .map(({ status, measured: rho }) => [status, rho])
        ),
      };
  }
}
