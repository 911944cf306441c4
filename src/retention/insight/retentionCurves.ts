import { partsOf, NO_DAY, type SerialDay } from "../time";
import { type Dealership, perDealership, INVALID, invalidWordOn } from "../store";
import type { Ownership } from "../ownership";
import { lostDayOf } from "../status";
import { valuesOf } from "../parameters";
import { curveParameters, type CurveSettings } from "./parameters";
import {
  kaplanMeier,
  logRank,
  medianOf,
  type LogRank,
  type SurvivalStep,
  type Watched,
} from "./survival";

/** 留存曲线: the time from a customer's first day to the day he is lost for the first time. */

/** A month in days, as curves count: they speak of lengths, not of dates. */
export const DAYS_OF_MONTH = 30.4375;

/** 全部 · 交车年份 · 车型 · 保内 / 保外 · 顾问. */
export const curveGroupings = ["all", "deliveryYear", "model", "warranty", "advisor"] as const;
export type CurveGrouping = (typeof curveGroupings)[number];

export interface RetentionCurve {
  /** Year, model or advisor as text; `in` / `out` of warranty; `""` for all, or not known. */
  readonly name: string;
  readonly customers: number;
  readonly lost: number;
  readonly steps: readonly SurvivalStep[];
  /** The last day on which anybody was watched. */
  readonly watchedUpTo: number;
  /** Days until half are lost; `NaN` while more than half are there. */
  readonly median: number;
}

export interface CurvesOfGrouping {
  readonly grouping: CurveGrouping;
  /** The largest groups first; groups of fewer than {@link curveParameters}.fewest are left out. */
  readonly curves: readonly RetentionCurve[];
  readonly difference: LogRank;
}

export interface RetentionCurves {
  readonly asOf: SerialDay;
  readonly groupings: readonly CurvesOfGrouping[];
  /** Customers whose first day lies before the first order: nobody saw whether they left meanwhile. */
  readonly leftOut: number;
}

interface Life extends Watched {
  readonly customer: number;
  readonly start: SerialDay;
}

/**
 * Watches each customer from his first day (delivery of a car sold here, else first visit) to the first
 * day on which he was lost by the line of 12 months, or to the as-of day; 无效 ends the watch.
 */
function livesOf(dealership: Dealership, asOf: SerialDay): { lives: Life[]; leftOut: number } {
  const { customers, duplicate, entryDay, soldHere, visitDay, visitOffsets, invalid } = dealership;
  const lives: Life[] = [];
  let leftOut = 0;
  for (let customer = 0; customer < customers.count; customer++) {
    if (duplicate[customer] || entryDay[customer] > asOf) continue;
    const first = visitOffsets[customer];
    const firstVisit = first < visitOffsets[customer + 1] ? visitDay[first] : NO_DAY;
    const delivery = soldHere[customer] ? customers.deliveryDate[customer] : NO_DAY;
    const seen = firstVisit !== NO_DAY && firstVisit <= asOf ? firstVisit : NO_DAY;
    const start = delivery !== NO_DAY ? Math.max(delivery, entryDay[customer]) : seen;
    if (start === NO_DAY || start > asOf) continue;
    if (start < dealership.firstOrderDay || dealership.firstOrderDay === NO_DAY) {
      leftOut++;
      continue;
    }
    let end = asOf;
    const word = invalidWordOn(invalid, customer, asOf);
    if (word >= 0 && invalid.said[word] !== INVALID.none && invalid.saidFrom[word] !== NO_DAY) {
      end = Math.min(end, Math.max(start, invalid.saidFrom[word]));
    }
    let anchor = start;
    for (let visit = first; visit < visitOffsets[customer + 1]; visit++) {
      if (visitDay[visit] > asOf || visitDay[visit] >= lostDayOf(anchor)) break;
      anchor = Math.max(anchor, visitDay[visit]);
    }
    const lostDay = lostDayOf(anchor);
    const lost = lostDay <= end;
    lives.push({ customer, start, entry: 0, exit: (lost ? lostDay : end) - start, lost });
  }
  return { lives, leftOut };
}

function curveOf(name: string, watched: readonly Watched[]): RetentionCurve {
  const steps = kaplanMeier(watched);
  return {
    name,
    customers: watched.length,
    lost: watched.reduce((sum, { lost }) => sum + (lost ? 1 : 0), 0),
    steps,
    watchedUpTo: watched.reduce((most, { exit }) => Math.max(most, exit), 0),
    median: medianOf(steps),
  };
}

function compared(
  grouping: CurveGrouping,
  groups: Map<string, Watched[]>,
  { fewest, mostCurves }: CurveSettings
): CurvesOfGrouping {
  const shown = [...groups]
    .filter(([, watched]) => watched.length >= fewest)
    .sort(([a, one], [b, two]) => two.length - one.length || (a < b ? -1 : 1))
    .slice(0, mostCurves);
  return {
    grouping,
    curves: shown.map(([name, watched]) => curveOf(name, watched)),
    difference: logRank(shown.map(([, watched]) => watched)),
  };
}

export interface RetentionCurveOptions {
  /** For the curves by advisor: present owners. */
  readonly ownership?: Ownership;
  readonly settings?: Partial<CurveSettings>;
}

/**
 * The curves of a day. In and out of warranty a customer is watched in one group up to the warranty's last
 * day and in the other after it (delayed entry): so nobody counts as having stayed before he could leave.
 *
 */
export function retentionCurves(
  dealership: Dealership,
  asOf: SerialDay,
  { ownership, settings }: RetentionCurveOptions = {}
): RetentionCurves {
  return curvesOf(dealership, asOf, ownership, settings);
}

const curvesOf = perDealership(
  (
    dealership,
    asOf: SerialDay,
    ownership: Ownership | undefined,
    changed: Partial<CurveSettings> | undefined
  ): RetentionCurves => {
    const { customers } = dealership;
    const settings = valuesOf(curveParameters, changed);
    const { lives, leftOut } = livesOf(dealership, asOf);
    const grouped = (nameOf: (life: Life) => string): Map<string, Watched[]> => {
      const groups = new Map<string, Watched[]>();
      for (const life of lives) {
        const name = nameOf(life);
        const known = groups.get(name);
        if (known) known.push(life);
        else groups.set(name, [life]);
      }
      return groups;
    };
    const warranty = new Map<string, Watched[]>([
      ["in", []],
      ["out", []],
    ]);
    for (const { customer, start, exit, lost } of lives) {
      const end = customers.warrantyEnd[customer];
      if (end === NO_DAY) continue;
      const inside = end - start;
      if (inside >= 0) {
        const over = exit > inside;
        warranty.get("in")!.push({ entry: 0, exit: over ? inside : exit, lost: lost && !over });
      }
      if (exit > inside) warranty.get("out")!.push({ entry: Math.max(0, inside), exit, lost });
    }
    const byAdvisor = ownership
      ? grouped(({ customer }) => ownership.owners[ownership.ownerOn(customer, asOf)])
      : new Map<string, Watched[]>();
    byAdvisor.delete("");
    const compare = (grouping: CurveGrouping, groups: Map<string, Watched[]>): CurvesOfGrouping =>
      compared(grouping, groups, settings);
    return {
      asOf,
      leftOut,
      groupings: [
        compare(
          "all",
          grouped(() => "")
        ),
        compare(
          "deliveryYear",
          grouped(({ start }) => String(partsOf(start).year))
        ),
        compare(
          "model",
          grouped(({ customer }) => customers.model.texts[customers.model.codes[customer]])
        ),
        compare("warranty", warranty),
        compare("advisor", byAdvisor),
      ],
    };
  }
);
