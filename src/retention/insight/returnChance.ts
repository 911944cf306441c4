import { hashOf } from "../allocation";
import { edate, monthStartOf, partsOf, NO_DAY, type SerialDay } from "../time";
import { type Dealership, customerKeyOf } from "../store";
import { valuesOf } from "../parameters";
import { inOneGo } from "../steps";
import { returnParameters, type ReturnSettings } from "./parameters";
import { classify, learnClasses, type Examples } from "./referenceClasses";
import {
  foretell,
  learnRhythms,
  medianWait,
  type RhythmForecast,
  type RhythmStates,
} from "./rhythm";
import { rhythmStatesOn } from "./states";

/** 回厂概率 of one horizon. */
export interface ReturnHorizon {
  readonly days: number;
  /** Per row of the customer table; `NaN` for who is not 有效, or where nothing can be learnt. */
  readonly chance: Float64Array;
  /** Examples like him, and how many of them came within the horizon. */
  readonly examples: Int32Array;
  readonly returned: Int32Array;
  /** Examples in all; 0: the history is too short. */
  readonly learntFrom: number;
  readonly monthEnds: readonly SerialDay[];
}

export interface ReturnChances {
  readonly asOf: SerialDay;
  readonly near: ReturnHorizon;
  readonly far: ReturnHorizon;
  /** The customer's own mean interval in days; `NaN` where not 有效. */
  readonly meanInterval: Float64Array;
  /** 来店节奏: days away ÷ mean interval. */
  readonly rhythm: Float64Array;
  readonly visits: Int32Array;
  /**
   * 预计下次来店: the day by which half of those who stand as this customer and come again will have come;
   * {@link NO_DAY} where not 有效, or further off than ten years.
   */
  expectedVisit(customer: number): SerialDay;
}

/** Bands of days away ÷ own mean interval. */
export const rhythmBands = [0.4, 0.7, 0.9, 1.1, 1.35, 1.7, 2.2, 3, 4.5];
/** Bands of visits: never, 1, 2, 3–4, 5 and more. */
export const visitBands = [1, 2, 3, 5];
/** Bands of the own mean interval, days. */
export const intervalBands = [100, 140, 190, 260];

const bandOf = (value: number, lines: readonly number[]): number => {
  let band = 0;
  while (band < lines.length && value >= lines[band]) band++;
  return band;
};

const rowsOf = ({ customers }: Dealership): Int32Array =>
  Int32Array.from({ length: customers.count }, (_, row) => row);

/** The customers to learn from: all, or those whose keys come first in a drawing that never changes. */
function learnersOf(dealership: Dealership, asOf: SerialDay, most: number): Int32Array {
  const { customers, duplicate, entryDay } = dealership;
  const drawn: { row: number; key: string; place: number }[] = [];
  for (let row = 0; row < customers.count; row++) {
    if (duplicate[row] || entryDay[row] > asOf) continue;
    const key = customerKeyOf(customers, row);
    drawn.push({ row, key, place: hashOf(key, 0) });
  }
  drawn.sort((a, b) => a.place - b.place || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  return Int32Array.from(drawn.slice(0, most), ({ row }) => row);
}

/** The month-ends that can serve as examples, oldest first: a year of orders before, the horizon after. */
function exampleDays(
  { firstOrderDay }: Dealership,
  asOf: SerialDay,
  horizon: number,
  settings: ReturnSettings
): SerialDay[] {
  const found: SerialDay[] = [];
  if (firstOrderDay === NO_DAY) return found;
  const from = edate(firstOrderDay, settings.history);
  let end = monthStartOf(asOf - horizon + 1) - 1;
  while (end >= from && found.length < settings.monthEnds) {
    found.unshift(end);
    end = monthStartOf(end) - 1;
  }
  return found;
}

/** Of the month-ends the nearest says the season: half a month on lies in the same month for both. */
const SEASON_LEAD = 15;

/** The cells of customers, widest level first. */
function cellsOf(
  dealership: Dealership,
  day: SerialDay,
  states: RhythmStates,
  meanInterval: Float64Array
): Int32Array[] {
  const { customers, soldHere } = dealership;
  const season = new Int32Array(states.count).fill(partsOf(day + SEASON_LEAD).month);
  const rhythm = new Int32Array(states.count);
  const visits = new Int32Array(states.count);
  const whole = new Int32Array(states.count);
  const narrow = new Int32Array(states.count);
  for (let i = 0; i < states.count; i++) {
    const row = states.customer[i];
    const end = customers.warrantyEnd[row];
    const warranty = end === NO_DAY ? 0 : day <= end ? 1 : 2;
    rhythm[i] = bandOf(states.away[i] / meanInterval[i], rhythmBands);
    visits[i] = rhythm[i] * 8 + bandOf(states.visits[i], visitBands);
    whole[i] = (warranty * 2 + soldHere[row]) * 1000 + visits[i];
    narrow[i] = bandOf(meanInterval[i], intervalBands) * 10_000 + whole[i];
  }
  return [season, rhythm, visits, whole, narrow];
}

/** Whether each customer came in the days after a day, up to a horizon. */
function cameWithin(
  { visitDay, visitOffsets }: Dealership,
  states: RhythmStates,
  day: SerialDay,
  horizon: number
): Uint8Array {
  const came = new Uint8Array(states.count);
  for (let i = 0; i < states.count; i++) {
    const row = states.customer[i];
    let visit = visitOffsets[row + 1] - 1;
    while (visit >= visitOffsets[row] && visitDay[visit] > day + horizon) visit--;
    came[i] = visit >= visitOffsets[row] && visitDay[visit] > day ? 1 : 0;
  }
  return came;
}

interface Snapshot {
  readonly day: SerialDay;
  readonly states: RhythmStates;
  readonly forecast: RhythmForecast;
  readonly cells: readonly Int32Array[];
}

function joined(snapshots: readonly Snapshot[], horizon: number): Examples {
  const count = snapshots.reduce((sum, { states }) => sum + states.count, 0);
  const foretold = new Float64Array(count);
  const cells = snapshots[0].cells.map(() => new Int32Array(count));
  let at = 0;
  for (const { states, forecast, cells: own } of snapshots) {
    foretold.set(forecast.within[horizon], at);
    own.forEach((column, level) => cells[level].set(column, at));
    at += states.count;
  }
  return { count, foretold, cells };
}

/** Month-ends foretold between two pauses. */
const DAYS_IN_ONE_GO = 2;

/** 回厂概率 of all customers as of a day, in one go: see {@link returnChancesInSteps}. */
export function returnChances(
  dealership: Dealership,
  asOf: SerialDay,
  settings?: Partial<ReturnSettings>
): ReturnChances {
  return inOneGo(returnChancesInSteps(dealership, asOf, settings));
}

/**
 * 回厂概率 of all customers as of a day. It takes a quarter of a second, however few the customers: a
 * caller that must not hold up others pauses after each step.
 */
export function* returnChancesInSteps(
  dealership: Dealership,
  asOf: SerialDay,
  changed?: Partial<ReturnSettings>
): Generator<undefined, ReturnChances, undefined> {
  const settings = valuesOf(returnParameters, changed);
  const horizons = [settings.near, settings.far];
  const learners = learnersOf(dealership, asOf, settings.learners);
  const statesOn = (day: SerialDay, rows: Int32Array): RhythmStates =>
    rhythmStatesOn(dealership, day, rows, settings.sameOccasion);
  const weights = yield* learnRhythms(statesOn(asOf, learners));
  const snapshotOf = (day: SerialDay, rows: Int32Array): Snapshot => {
    const states = statesOn(day, rows);
    const forecast = foretell(states, weights, horizons);
    const cells = cellsOf(dealership, day, states, forecast.meanInterval);
    return { day, states, forecast, cells };
  };
  const days = horizons.map((horizon) => exampleDays(dealership, asOf, horizon, settings));
  const known = new Map<SerialDay, Snapshot>();
  for (const day of new Set(days.flat())) {
    known.set(day, snapshotOf(day, learners));
    if (known.size % DAYS_IN_ONE_GO === 0) yield;
  }
  const now = snapshotOf(asOf, rowsOf(dealership));
  yield;
  const found: ReturnHorizon[] = [];
  for (const [index, horizon] of horizons.entries()) {
    const snapshots = days[index].map((day) => known.get(day)!);
    found.push(yield* horizonOf(dealership, { snapshots, now, horizon, index }));
    yield;
  }
  const [near, far] = found;
  // The two are learnt apart; who comes within 90 days comes within a year.
  near.chance.forEach((chance, row) => {
    if (far.chance[row] < chance) far.chance[row] = chance;
  });
  const { count } = dealership.customers;
  const meanInterval = new Float64Array(count).fill(NaN);
  const rhythm = new Float64Array(count).fill(NaN);
  const visits = new Int32Array(count);
  for (let i = 0; i < now.states.count; i++) {
    const row = now.states.customer[i];
    meanInterval[row] = now.forecast.meanInterval[i];
    rhythm[row] = now.states.away[i] / meanInterval[row];
    visits[row] = now.states.visits[i];
  }
  const stateOf = new Map<number, number>();
  const expectedVisit = (customer: number): SerialDay => {
    if (stateOf.size === 0) now.states.customer.forEach((row, i) => stateOf.set(row, i));
    const state = stateOf.get(customer);
    const wait = state === undefined ? NaN : medianWait(now.states, weights, state);
    return Number.isNaN(wait) ? NO_DAY : asOf + wait;
  };
  return { asOf, near, far, meanInterval, rhythm, visits, expectedVisit };
}

/** What examples of the past teach of one horizon, said of the customers of now. */
function* horizonOf(
  dealership: Dealership,
  {
    snapshots,
    now,
    horizon,
    index,
  }: {
    readonly snapshots: readonly Snapshot[];
    readonly now: Snapshot;
    readonly horizon: number;
    readonly index: number;
  }
): Generator<undefined, ReturnHorizon, undefined> {
  const { count } = dealership.customers;
  const chance = new Float64Array(count).fill(NaN);
  const examples = new Int32Array(count);
  const returned = new Int32Array(count);
  const learntFrom = snapshots.reduce((sum, { states }) => sum + states.count, 0);
  if (learntFrom > 0) {
    const taught = joined(snapshots, index);
    const came = new Uint8Array(taught.count);
    let at = 0;
    for (const { day, states } of snapshots) {
      came.set(cameWithin(dealership, states, day, horizon), at);
      at += states.count;
    }
    yield;
    const classes = yield* learnClasses(taught, came, Math.min(1, 30.4 / horizon));
    const found = classify(classes, joined([now], index));
    for (let i = 0; i < now.states.count; i++) {
      const row = now.states.customer[i];
      chance[row] = found[i];
      const cell = classes.levels[2].get(now.cells[2][i]);
      examples[row] = cell?.examples ?? 0;
      returned[row] = cell?.returned ?? 0;
    }
  }
  const monthEnds = snapshots.map(({ day }) => day);
  return { days: horizon, chance, examples, returned, learntFrom, monthEnds };
}
