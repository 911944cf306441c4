import { cutoff, NO_DAY, type SerialDay } from "../time";
import { type Dealership, ITEM, lastDayOfItems, type ItemClass, type OrderItems } from "../store";
import { lossParameters, type LossSettings } from "./lossParameters";
import {
  type OdometerColumns,
  ageDayOf,
  warrantyEnds,
  warrantyStateOn,
  WARRANTY,
} from "../service";
import { valuesOf } from "../parameters";
import { ruleSets, groupMask, statusesAsOf, type StatusColumns } from "../status";

/**
 * 流失分析 (rules §4, S2 项目划分 and 车辆分析). Of valid customers with at least one visit, by the line
 * of the rule set `retention` (12 months):
 *
 * - `full` 完全流失: no visit within it.
 * - `partial` 部分流失: some visit within it, but no maintenance, although there was one before.
 *
 * 从未进厂 stands apart. Under `retention` 完全流失 + 从未进厂的流失 = 流失, and 部分流失 ⊂ 基盘.
 */
export const lossTypes = ["none", "full", "partial", "neverServiced"] as const;
export type LossType = (typeof lossTypes)[number];

/** Codes of {@link lossTypes}, as stored in columns. */
export const LOSS = {
  none: 0,
  full: 1,
  partial: 2,
  neverServiced: 3,
} as const satisfies Record<LossType, number>;

/** In a column of loss types: not a valid customer on that day. */
export const NO_LOSS_TYPE = 255;

const LINE = ruleSets.retention.lostAfterMonths;

/**
 * The loss type of a valid customer (`RETAIN.LOSSTYPE`) by the last visit and the last maintenance;
 * {@link NO_DAY} = none, and so is one after the day.
 *
 * @param months beyond which a customer is lost
 */
export function lossTypeOf(
  lastVisit: SerialDay,
  lastMaintenance: SerialDay,
  asOf: SerialDay,
  months: number = LINE
): LossType {
  const from = cutoff(asOf, months);
  const seen = (day: SerialDay): SerialDay => (day <= asOf ? day : NO_DAY);
  return lossTypes[lossCodeOf(seen(lastVisit), seen(lastMaintenance), from)];
}

/** The code of a loss type, with the earliest day that lies within the line. */
function lossCodeOf(lastVisit: SerialDay, lastMaintenance: SerialDay, from: SerialDay): number {
  if (lastVisit === NO_DAY) {
    return LOSS.neverServiced;
  }
  if (lastVisit < from) {
    return LOSS.full;
  }
  return lastMaintenance !== NO_DAY && lastMaintenance < from ? LOSS.partial : LOSS.none;
}

/** What the groups of a row of rates have in common. */
export const lossDimensions = ["all", "mileage", "age", "warranty"] as const;
export type LossDimension = (typeof lossDimensions)[number];

/** Groups of each dimension; `unknown` where the workbook does not tell. */
export const lossGroups = {
  all: ["all"],
  mileage: ["low", "middle", "high", "unknown"],
  age: ["young", "old", "unknown"],
  warranty: ["inWarranty", "outOfWarranty", "unknown"],
} as const satisfies Record<LossDimension, readonly string[]>;
export type LossGroup = (typeof lossGroups)[LossDimension][number];

/** Loss of one group of customers. Rates are shares of {@link customers}; `NaN` without any. */
export interface LossRate {
  readonly dimension: LossDimension;
  readonly group: LossGroup;
  /** Valid customers of the group with at least one visit. */
  readonly customers: number;
  readonly full: number;
  readonly fullRate: number;
  /** `NaN` where no column tells what was done on an order. */
  readonly partial: number;
  readonly partialRate: number;
}

/** Loss by what customers no longer have done here (S2 流失项目分析). */
export interface ItemLoss {
  readonly item: Exclude<ItemClass, "other">;
  /**
   * 保养: valid customers who had a maintenance here before. 小修, 钣喷: valid customers with a visit;
   * nobody has an accident a year, so time says nothing of them.
   */
  readonly customers: number;
  /** 保养: none for 12 months. 小修, 钣喷: those who said so; `NaN` (未发生) where nobody was asked. */
  readonly lost: number;
  readonly rate: number;
}

export interface LossAnalysis {
  readonly asOf: SerialDay;
  /** Per customer an index into {@link lossTypes}, or {@link NO_LOSS_TYPE}. */
  readonly types: Uint8Array;
  /** Per customer the last maintenance on or before the day; {@link NO_DAY} if none. */
  readonly lastMaintenance: Int32Array;
  readonly rates: readonly LossRate[];
  readonly items: readonly ItemLoss[];
  /** Valid customers without any visit, and those of them who are lost. */
  readonly neverServiced: number;
  readonly neverServicedLost: number;
}

export interface LossInputs {
  readonly items: OrderItems;
  /** Of the same day. */
  readonly odometers: OdometerColumns;
  /** Of the same day, by `retention`; computed if not given. */
  readonly statuses?: StatusColumns;
  /** Lines between the groups of cars. */
  readonly settings?: Partial<LossSettings>;
  /** Customers who told (流失调查 or records) that they have this done elsewhere; absent = nobody asked. */
  readonly told?: {
    readonly minorRepair?: ReadonlySet<number>;
    readonly bodyPaint?: ReadonlySet<number>;
  };
}

const shareOf = (part: number, whole: number): number => (whole === 0 ? NaN : part / whole);

function lossTypesOf(
  { asOf, rules, status, lastVisit }: StatusColumns,
  lastMaintenance: Int32Array
): Uint8Array {
  const isValid = groupMask(rules, "valid");
  const from = cutoff(asOf, rules.lostAfterMonths);
  return status.map((code, customer) =>
    isValid[code] ? lossCodeOf(lastVisit[customer], lastMaintenance[customer], from) : NO_LOSS_TYPE
  );
}

/** Per dimension and customer the group, as index into {@link lossGroups}. */
function groupsOf(
  dealership: Dealership,
  asOf: SerialDay,
  odometers: OdometerColumns,
  settings: Partial<LossSettings> | undefined
): Record<LossDimension, (customer: number) => number> {
  const { lowMileage, middleMileage, youngCar } = valuesOf(lossParameters, settings);
  const { readingOffsets, readingKm } = odometers;
  const warranty = warrantyEnds(dealership, odometers);
  const youngFrom = cutoff(asOf, youngCar);
  return {
    all: () => 0,
    mileage: (customer) => {
      const last = readingOffsets[customer + 1] - 1;
      if (last < readingOffsets[customer]) {
        return 3;
      }
      return readingKm[last] <= lowMileage ? 0 : readingKm[last] <= middleMileage ? 1 : 2;
    },
    age: (customer) => {
      const from = ageDayOf(dealership, customer);
      return from === NO_DAY ? 2 : from >= youngFrom ? 0 : 1;
    },
    warranty: (customer) => {
      const state = warrantyStateOn(warranty, customer, asOf);
      return state === WARRANTY.unknown ? 2 : state === WARRANTY.inWarranty ? 0 : 1;
    },
  };
}

function ratesOf(
  types: Uint8Array,
  dimension: LossDimension,
  groupOf: (customer: number) => number,
  itemsKnown: boolean
): LossRate[] {
  const groups = lossGroups[dimension];
  const counts = groups.map(() => ({ customers: 0, full: 0, partial: 0 }));
  for (let customer = 0; customer < types.length; customer++) {
    const type = types[customer];
    if (type === NO_LOSS_TYPE || type === LOSS.neverServiced) {
      continue;
    }
    const count = counts[groupOf(customer)];
    count.customers++;
    count.full += type === LOSS.full ? 1 : 0;
    count.partial += type === LOSS.partial ? 1 : 0;
  }
  return groups.map((group, i) => {
    const { customers, full } = counts[i];
    const partial = itemsKnown ? counts[i].partial : NaN;
    return {
      dimension,
      group,
      customers,
      full,
      fullRate: shareOf(full, customers),
      partial,
      partialRate: shareOf(partial, customers),
    };
  });
}

/** 保养流失, 小修流失, 钣喷流失 of valid customers with a visit. */
function itemLosses(
  types: Uint8Array,
  lastMaintenance: Int32Array,
  maintainedFrom: SerialDay,
  maintenanceKnown: boolean,
  { told }: LossInputs
): ItemLoss[] {
  let visitors = 0;
  let maintained = 0;
  let unmaintained = 0;
  const has = (type: number): boolean => type !== NO_LOSS_TYPE && type !== LOSS.neverServiced;
  for (let customer = 0; customer < types.length; customer++) {
    if (has(types[customer])) {
      const last = lastMaintenance[customer];
      visitors++;
      maintained += last === NO_DAY ? 0 : 1;
      unmaintained += last !== NO_DAY && last < maintainedFrom ? 1 : 0;
    }
  }
  const byWord = (item: "minorRepair" | "bodyPaint"): ItemLoss => {
    const customers = told?.[item];
    const lost =
      customers === undefined ? NaN : [...customers].filter((one) => has(types[one])).length;
    return { item, customers: visitors, lost, rate: shareOf(lost, visitors) };
  };
  return [
    {
      item: "maintenance",
      customers: maintenanceKnown ? maintained : NaN,
      lost: maintenanceKnown ? unmaintained : NaN,
      rate: maintenanceKnown ? shareOf(unmaintained, maintained) : NaN,
    },
    byWord("minorRepair"),
    byWord("bodyPaint"),
  ];
}

/**
 * The loss of a day, always by `retention`: types per customer, rates by mileage, age and warranty with
 * their denominators, loss by item.
 */
export function lossAnalysis(
  dealership: Dealership,
  asOf: SerialDay,
  inputs: LossInputs
): LossAnalysis {
  const statuses = inputs.statuses ?? statusesAsOf(dealership, asOf);
  const { rules, status } = statuses;
  const lastMaintenance = lastDayOfItems(dealership, inputs.items, ITEM.maintenance, asOf);
  const types = lossTypesOf(statuses, lastMaintenance);
  const groups = groupsOf(dealership, asOf, inputs.odometers, inputs.settings);
  const isLost = groupMask(rules, "lost");
  const never = Array.from(types.keys()).filter(
    (customer) => types[customer] === LOSS.neverServiced
  );
  const maintenanceKnown = inputs.items.known || lastMaintenance.some((day) => day !== NO_DAY);
  return {
    asOf,
    types,
    lastMaintenance,
    rates: lossDimensions.flatMap((dimension) =>
      ratesOf(types, dimension, groups[dimension], maintenanceKnown)
    ),
    items: itemLosses(
      types,
      lastMaintenance,
      cutoff(asOf, rules.lostAfterMonths),
      maintenanceKnown,
      inputs
    ),
    neverServiced: never.length,
    neverServicedLost: never.filter((customer) => isLost[status[customer]]).length,
  };
}
