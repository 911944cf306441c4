import { cutoff, NO_DAY, type SerialDay } from "../time";
import type { Dealership } from "../store";
import { lifecycleParameters, type LifecycleSettings } from "./lifecycleParameters";
import { predictedKm, readingCount, type OdometerColumns } from "./odometer";
import { valuesOf } from "../parameters";
import { NOT_COUNTED, groupMask, type StatusColumns } from "../status";
import { ageDayOf, type WarrantyColumns } from "./warranty";

/**
 * Stages of a car's life with its owner (rules §7, S1 汽车客户的生命周期特点及关系维护方式), by age since
 * delivery, else registration. The boundary day belongs to the younger stage; from the fifth year on
 * age wins over a long warranty.
 */
export const lifecycleStages = [
  "honeymoon",
  "early",
  "midWarranty",
  "postWarranty",
  "repurchase",
] as const;
export type LifecycleStage = (typeof lifecycleStages)[number];

/** Codes of {@link lifecycleStages}, as stored in columns. */
export const STAGE = {
  honeymoon: 0,
  early: 1,
  midWarranty: 2,
  postWarranty: 3,
  repurchase: 4,
} as const satisfies Record<LifecycleStage, number>;

/** In a column of stages: age not known, or not counted on that day. */
export const NO_STAGE = 255;

/** S1's 客户关系维护方法 for each stage. */
export const stageAdvice = {
  honeymoon: ["jointDelivery", "newCustomerCalls", "homeVisit", "carClass"],
  early: ["firstServices", "clubSupport"],
  midWarranty: ["careActivities", "customerGrading"],
  postWarranty: ["rewardPoints", "extendedWarranty"],
  repurchase: ["tradeIn", "repurchaseFollowUp"],
} as const satisfies Record<LifecycleStage, readonly string[]>;
export type StageAdvice = (typeof stageAdvice)[LifecycleStage][number];

/**
 * The stage of a car on a day; `undefined` without the day its age counts from, or before it.
 *
 * @param warrantyEnd last day of warranty; {@link NO_DAY} = unknown: 3 years
 */
export function lifecycleStageOf(
  delivery: SerialDay,
  warrantyEnd: SerialDay,
  asOf: SerialDay
): LifecycleStage | undefined {
  return lifecycleStages[
    stageCodeOf(delivery, warrantyEnd, stageLinesOn(asOf, valuesOf(lifecycleParameters)))
  ];
}

/** The earliest days of the younger stages on a day: one integer comparison each. */
interface StageLines {
  readonly asOf: SerialDay;
  readonly honeymoon: SerialDay;
  readonly early: SerialDay;
  readonly warranty: SerialDay;
  readonly repurchase: SerialDay;
  readonly possibleRepurchase: SerialDay;
}

function stageLinesOn(asOf: SerialDay, months: LifecycleSettings): StageLines {
  return {
    asOf,
    honeymoon: cutoff(asOf, months.honeymoon),
    early: cutoff(asOf, months.early),
    warranty: cutoff(asOf, months.warranty),
    repurchase: cutoff(asOf, months.repurchase),
    possibleRepurchase: cutoff(asOf, months.possibleRepurchase),
  };
}

function stageCodeOf(delivery: SerialDay, warrantyEnd: SerialDay, lines: StageLines): number {
  if (delivery === NO_DAY || delivery > lines.asOf) {
    return NO_STAGE;
  }
  if (delivery >= lines.honeymoon) {
    return STAGE.honeymoon;
  }
  if (delivery >= lines.early) {
    return STAGE.early;
  }
  if (delivery < lines.repurchase) {
    return STAGE.repurchase;
  }
  const covered = warrantyEnd === NO_DAY ? delivery >= lines.warranty : lines.asOf <= warrantyEnd;
  return covered ? STAGE.midWarranty : STAGE.postWarranty;
}

/** How close an owner is to another car; the index is what columns store. */
export const repurchaseLevels = ["none", "possible", "prospect"] as const;
export type RepurchaseLevel = (typeof repurchaseLevels)[number];

/** Codes of {@link repurchaseLevels}, as stored in columns. */
export const REPURCHASE = {
  none: 0,
  possible: 1,
  prospect: 2,
} as const satisfies Record<RepurchaseLevel, number>;

/** Stages and 置换潜客 of all customers, by row of the customer table. */
export interface LifecycleColumns {
  /** Index into {@link lifecycleStages}, or {@link NO_STAGE}. */
  readonly stage: Uint8Array;
  /**
   * Index into {@link repurchaseLevels}: 置换潜客 = valid, over 5 years or over 100,000 km (S1); possible
   * = over 3 years (S3 三年以上).
   */
  readonly repurchase: Uint8Array;
}

/**
 * Stage and 置换潜客 of every customer on the day of the statuses. Kilometres are those predicted for
 * the day, and only of cars with a reading.
 *
 * @param warranty its `byDate` ends the warranty: stages go by age
 */
export function lifecycleOfAll(
  dealership: Dealership,
  { asOf, rules, status }: StatusColumns,
  odometers: OdometerColumns,
  { byDate }: WarrantyColumns,
  settings?: Partial<LifecycleSettings>
): LifecycleColumns {
  const values = valuesOf(lifecycleParameters, settings);
  const { repurchaseKm } = values;
  const lines = stageLinesOn(asOf, values);
  const isValid = groupMask(rules, "valid");
  const stage = new Uint8Array(status.length).fill(NO_STAGE);
  const repurchase = new Uint8Array(status.length);
  for (let customer = 0; customer < status.length; customer++) {
    if (status[customer] === NOT_COUNTED) {
      continue;
    }
    const ageDay = ageDayOf(dealership, customer);
    stage[customer] = stageCodeOf(ageDay, byDate[customer], lines);
    if (!isValid[status[customer]]) {
      continue;
    }
    const far =
      readingCount(odometers, customer) > 0 &&
      predictedKm(odometers, customer, asOf) > repurchaseKm;
    const aged = (from: SerialDay): boolean => ageDay !== NO_DAY && ageDay < from;
    if (far || aged(lines.repurchase)) {
      repurchase[customer] = REPURCHASE.prospect;
    } else if (aged(lines.possibleRepurchase)) {
      repurchase[customer] = REPURCHASE.possible;
    }
  }
  return { stage, repurchase };
}
