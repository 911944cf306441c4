import type { Settings } from "../../intake";
import { allParameters } from "../../retention/allParameters";
import {
  backTest,
  returnChancesInSteps,
  type BackTest,
  type ReturnSettings,
} from "../../retention/insight";
import { benchmarkOf } from "../../retention/solicitation";
import type { Dealership, OrderItems, OrderMoney } from "../../retention/store";
import type { SerialDay } from "../../retention/time";
import { chapterValues } from "./chapterValues";

/** The figures that looking back rests on. */
export interface BackTestSources {
  readonly dealership: Dealership;
  readonly asOf: SerialDay;
  readonly settings: Settings;
  readonly items: OrderItems;
  readonly money: OrderMoney;
  readonly returnSettings: ReturnSettings;
}

/** What was foretold a year ago (first) and 90 days ago, against what happened since. */
export function* backTestsInSteps({
  dealership,
  asOf,
  settings,
  items,
  money,
  returnSettings,
}: BackTestSources): Generator<undefined, readonly BackTest[], undefined> {
  const intervals = chapterValues(settings, "serviceIntervals", allParameters.serviceIntervals);
  const tests: BackTest[] = [];
  for (const horizon of ["far", "near"] as const) {
    const from = asOf - returnSettings[horizon];
    const chances = yield* returnChancesInSteps(dealership, from, returnSettings);
    yield;
    const benchmark = benchmarkOf(dealership, from, { items, money });
    yield;
    const known = { chances, benchmark, items, money, settings: returnSettings };
    tests.push(backTest(dealership, asOf, horizon, { ...known, fixedInterval: intervals.days }));
    yield;
  }
  return tests;
}
