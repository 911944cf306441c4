import { cutoff, edate, NO_DAY, type SerialDay } from "../time";
import {
  type Dealership,
  itemsOf,
  tellsWork,
  type OrderItems,
  moneyOfOrders,
  type OrderMoney,
} from "../store";
import type { ConstantsChoice } from "./obtainability";
import { parameter, valuesOf, type ParameterGroup, type ParameterValues } from "../parameters";
import { DAYS_PER_YEAR } from "./psv";
import { HabitReader, maintenanceShares } from "./psvColumns";
import { psvConstants, type PsvConstants, type PsvNorms } from "./psvParameters";
import { ruleSets, earliestDeliveryAnchors, deliveryAnchor } from "../status";

/**
 * The norms n0 and g0 of PSV measured in the store itself (psv.md 7): a store is not a German luxury
 * brand.
 */

export const normParameters = {
  /** Orders of so many months are looked at. */
  window: parameter(24, "months", "ours"),
  /** Orders must reach back so many months before norms are measured. */
  history: parameter(12, "months", "ours"),
  /** A class needs so many visits with an amount: below, its mean says little. */
  pricedVisits: parameter(100, "count", "ours"),
} as const satisfies ParameterGroup;
export type NormSettings = ParameterValues<typeof normParameters>;

/** What was seen of one class of work. */
export interface NormObservation {
  readonly visits: number;
  /** Visits whose amount is known. */
  readonly amounts: number;
  /** n0: visits a vehicle-year. */
  readonly visitsPerYear: number;
  /** g0: mean 产值 a visit; `NaN` if no amount is known. */
  readonly spending: number;
  /** Whether so many visits had an amount that the class counts as measured. */
  readonly measured: boolean;
}

export interface MeasuredNorms {
  /**
   * Whether any class is measured. False: less than 12 months of orders, too few visits of either class
   * with an amount, or orders do not tell what was done or what it cost.
   */
  readonly available: boolean;
  /** How many visits of a class need an amount. */
  readonly pricedVisits: number;
  readonly firstDay: SerialDay;
  readonly lastDay: SerialDay;
  /** Years that cars spent in 基盘 within those days: ρ already counts what the lost do not bring. */
  readonly vehicleYears: number;
  readonly maintenance: NormObservation;
  readonly repair: NormObservation;
}

/**
 * Days of one customer in 基盘 from a day to another, both included: within 12 months of a visit, or of
 * delivery of a car sold here.
 */
function baseDays(
  dealership: Dealership,
  customer: number,
  anchor: SerialDay,
  first: SerialDay,
  last: SerialDay
): number {
  const { visitOffsets, visitDay } = dealership;
  const months = ruleSets.retention.lostAfterMonths;
  let counted = 0;
  let from = first;
  const add = (day: SerialDay): void => {
    if (day <= last && day !== NO_DAY) {
      const start = Math.max(from, day);
      const end = Math.min(last, edate(day, months));
      if (end >= start) {
        counted += end - start + 1;
        from = end + 1;
      }
    }
  };
  add(anchor);
  // A visit more than twice the window back can no longer reach into it.
  const earliest = cutoff(first, months);
  const end = visitOffsets[customer + 1];
  let visit = end;
  while (visit > visitOffsets[customer] && visitDay[visit - 1] >= earliest) {
    visit--;
  }
  for (; visit < end; visit++) {
    add(visitDay[visit]);
  }
  return counted;
}

interface ClassTotals {
  visits: number;
  amounts: number;
  cents: number;
}

export interface NormOptions {
  readonly settings?: Partial<NormSettings>;
  readonly items?: OrderItems;
  readonly money?: OrderMoney;
}

/** Measures n0 and g0 over the last 24 months of orders, or what there is of them. */
export function measureNorms(
  dealership: Dealership,
  asOf: SerialDay,
  options: NormOptions = {}
): MeasuredNorms {
  const { customers, duplicate, countedFrom, firstOrderDay } = dealership;
  const { window, history, pricedVisits } = valuesOf(normParameters, options.settings);
  const items = options.items ?? itemsOf(dealership);
  const money = options.money ?? moneyOfOrders(dealership);
  const firstDay = Math.max(cutoff(asOf, window), firstOrderDay);
  const reachesBack = firstOrderDay !== NO_DAY && edate(firstOrderDay, history) <= asOf;
  const shares = maintenanceShares(psvConstants());
  const habits = new HabitReader(dealership, items, money, shares, asOf);
  const maintenance: ClassTotals = { visits: 0, amounts: 0, cents: 0 };
  const repair: ClassTotals = { visits: 0, amounts: 0, cents: 0 };
  const earliestDelivery = earliestDeliveryAnchors(dealership)(asOf);
  let days = 0;
  if (reachesBack && tellsWork(dealership, asOf)) {
    for (let customer = 0; customer < customers.count; customer++) {
      if (duplicate[customer] || countedFrom[customer] > asOf) {
        continue;
      }
      habits.read(customer, firstDay, asOf);
      addHabit(maintenance, habits.maintenance);
      addHabit(repair, habits.repair);
      const anchor = deliveryAnchor(dealership, customer, earliestDelivery);
      days += baseDays(dealership, customer, anchor, firstDay, asOf);
    }
  }
  const vehicleYears = days / DAYS_PER_YEAR;
  const normOf = ({ visits, amounts, cents }: ClassTotals): NormObservation => ({
    visits,
    amounts,
    visitsPerYear: vehicleYears === 0 ? 0 : visits / vehicleYears,
    spending: amounts === 0 ? NaN : cents / 100 / amounts,
    measured: vehicleYears > 0 && amounts > 0 && amounts >= pricedVisits,
  });
  const classes = { maintenance: normOf(maintenance), repair: normOf(repair) };
  return {
    available: classes.maintenance.measured || classes.repair.measured,
    pricedVisits,
    firstDay,
    lastDay: asOf,
    vehicleYears,
    ...classes,
  };
}

function addHabit(
  totals: ClassTotals,
  habit: { visits: number; amounts: number; spent: number }
): void {
  totals.visits += habit.visits;
  totals.amounts += habit.amounts;
  totals.cents += Math.round(habit.spent * 100);
}

/** Own values of the user for {@link choosePsvConstants}; what is left out follows the norms. */
export interface OwnPsvValues {
  readonly norms?: Partial<PsvNorms>;
  /** D0: derived value over a life. */
  readonly derived?: number;
  /** R0: value of a repurchase. */
  readonly repurchase?: number;
}

/** Constants with other norms: B0 = L0 · Σ n0·g0, and D0, R0, V0 in the published proportion to B0. */
export function constantsOfNorms(
  norms: PsvNorms,
  constants: PsvConstants,
  own: OwnPsvValues = {}
): PsvConstants {
  const annual =
    norms.maintenanceVisits * norms.maintenanceSpending + norms.repairVisits * norms.repairSpending;
  const value = constants.life.years * annual;
  const scale = value / constants.base.value;
  const repurchase = own.repurchase ?? constants.repurchase.value * scale;
  return {
    ...constants,
    norms,
    base: { ...constants.base, value },
    derived: { ...constants.derived, value: own.derived ?? constants.derived.value * scale },
    repurchase: {
      ...constants.repurchase,
      value: repurchase,
      lifeValue: constants.repurchase.lifeValue * scale,
    },
  };
}

/**
 * The constants to value a store with: as published, as measured (class by class, as published while
 * its visits are too few), or the user's own norms.
 */
export function choosePsvConstants(
  choice: ConstantsChoice,
  measured: MeasuredNorms,
  own: OwnPsvValues = {},
  constants: PsvConstants = psvConstants()
): PsvConstants {
  if (choice === "published" || (choice === "measured" && !measured.available)) {
    return constants;
  }
  if (choice === "own") {
    return constantsOfNorms({ ...constants.norms, ...own.norms }, constants, own);
  }
  const { maintenance, repair } = measured;
  return constantsOfNorms(
    {
      ...constants.norms,
      ...(maintenance.measured && {
        maintenanceVisits: maintenance.visitsPerYear,
        maintenanceSpending: maintenance.spending,
      }),
      ...(repair.measured && {
        repairVisits: repair.visitsPerYear,
        repairSpending: repair.spending,
      }),
    },
    constants,
    own
  );
}
