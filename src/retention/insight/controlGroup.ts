import { hashOf } from "../allocation";
import { customerKeyOf, type Dealership } from "../store";
import { solicitationTypes, type SolicitationType } from "../calls";
import { NO_DAY, type SerialDay } from "../time";
import { controlParameters } from "./parameters";

/**
 * 对照组: a share of those who are due is not called for a period, drawn by seed, so that what calling
 * brings can be told from what comes by itself (Fisher 1935, The Design of Experiments).
 *
 * Who is in it depends on seed, type, period and the customer's own key alone. A period is a fixed
 * stretch of days; the share in force on its first day holds for all of it. So neither switching on or off
 * nor another share moves anybody in the middle of a period.
 */

/** No type may hold back more: it costs visits. */
export const MOST_CONTROL_SHARE = 0.2;

/**
 * Types that can have a control group: what concerns safety (召回), what was asked for (客服) and
 * who is no customer yet (拉新) is never held back.
 */
export const controllableTypes = solicitationTypes.filter(
  (type) => !["recall", "conquest", "invalidFollowUp", "care"].includes(type)
);

/** A share that was set for a type on a day; it holds from the first period that begins on it or later. */
export interface ControlChange {
  readonly from: SerialDay;
  readonly type: SolicitationType;
  /** 0–0.2; 0 = switched off. */
  readonly share: number;
}

export interface ControlSettings {
  readonly seed: string;
  /** Days of a period. */
  readonly period: number;
  /** In any order. The first day of all begins the first period. */
  readonly changes: readonly ControlChange[];
}

export const noControl: ControlSettings = {
  seed: "",
  period: controlParameters.period.value,
  changes: [],
};

/** A period of the control group. */
export interface ControlPeriod {
  /** From 0. */
  readonly index: number;
  readonly first: SerialDay;
  readonly last: SerialDay;
}

/** The first day of all periods; {@link NO_DAY} while nothing was ever switched on. */
function epochOf({ changes }: ControlSettings): SerialDay {
  const on = changes.filter(({ share }) => share > 0).map(({ from }) => from);
  return on.length === 0 ? NO_DAY : Math.min(...on);
}

/** The period that a day lies in; `undefined` before the first. */
export function controlPeriodOf(
  settings: ControlSettings,
  day: SerialDay
): ControlPeriod | undefined {
  const epoch = epochOf(settings);
  if (epoch === NO_DAY || day < epoch) return undefined;
  const index = Math.floor((day - epoch) / settings.period);
  const first = epoch + index * settings.period;
  return { index, first, last: first + settings.period - 1 };
}

/** The share of a type in a period: the latest one set on its first day or before. */
export function controlShareOf(
  { changes }: ControlSettings,
  type: SolicitationType,
  period: ControlPeriod
): number {
  if (!controllableTypes.includes(type)) return 0;
  let share = 0;
  let from = -Infinity;
  for (const change of changes) {
    if (change.type === type && change.from <= period.first && change.from >= from) {
      share = change.share;
      from = change.from;
    }
  }
  return Math.min(Math.max(share, 0), MOST_CONTROL_SHARE);
}

const WORDS = 0x1_0000_0000;

/** Where a customer's lot lies, 0–1: below the share he is in the control group. */
export function controlLotOf(
  seed: string,
  type: SolicitationType,
  period: ControlPeriod,
  customerKey: string
): number {
  return hashOf(`${seed.trim()}|${type}|${period.index}|${customerKey}`, 0x5bd1e995) / WORDS;
}

/**
 * Says who is in the control group of a type on a day. A customer with a complaint never is, nor is one
 * without a key.
 */
export function controlGroupOn(
  { customers }: Dealership,
  settings: ControlSettings,
  day: SerialDay
): (customer: number, type: SolicitationType) => boolean {
  const period = controlPeriodOf(settings, day);
  if (period === undefined) return () => false;
  const shares = new Map(
    solicitationTypes.map((type) => [type, controlShareOf(settings, type, period)])
  );
  return (customer, type) => {
    const share = shares.get(type)!;
    if (share === 0 || customer < 0 || hasComplained(customers, customer)) return false;
    const key = customerKeyOf(customers, customer);
    return key !== "" && controlLotOf(settings.seed, type, period, key) < share;
  };
}

/** Whether the customer sheet tells of a complaint, handled or not. */
export function hasComplained({ complaint }: Dealership["customers"], customer: number): boolean {
  return complaint.texts[complaint.codes[customer]] !== "";
}
