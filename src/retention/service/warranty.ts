import type { Dealership } from "../store";
import { dayOfKm, type OdometerColumns } from "./odometer";
import { NO_DAY, type SerialDay } from "../time";

/** The end of each car's warranty 出保日, 保内 / 保外 (rules §3, §8; S2 保修期分析). */

/** 未知 · 保内 · 保外; the index is what columns store. */
export const warrantyStates = ["unknown", "inWarranty", "outOfWarranty"] as const;
export type WarrantyState = (typeof warrantyStates)[number];

/** Codes of {@link warrantyStates}, as stored in columns. */
export const WARRANTY = {
  unknown: 0,
  inWarranty: 1,
  outOfWarranty: 2,
} as const satisfies Record<WarrantyState, number>;

/** The last day of every car's warranty, by row of the customer table; {@link NO_DAY} = not known. */
export interface WarrantyColumns {
  /** By the date of the customer sheet. */
  readonly byDate: Int32Array;
  /** The day on which the car reaches, or is predicted to reach, its warranty kilometres. */
  readonly byKm: Int32Array;
  /** Whichever of the two comes first. */
  readonly endDay: Int32Array;
}

/** 出保日 of every car: warranty end or the predicted day of its warranty kilometres, whichever first. */
export function warrantyEnds(
  { customers }: Dealership,
  odometers: OdometerColumns
): WarrantyColumns {
  const byDate = customers.warrantyEnd;
  const byKm = Int32Array.from(customers.warrantyKm, (km, customer) =>
    km > 0 ? dayOfKm(odometers, customer, km) : NO_DAY
  );
  const endDay = byDate.map((day, customer) => {
    const kmDay = byKm[customer];
    return day === NO_DAY || (kmDay !== NO_DAY && kmDay < day) ? kmDay : day;
  });
  return { byDate, byKm, endDay };
}

/** 保内 or 保外 on a day, as index into {@link warrantyStates}; the last day is 保内. */
export function warrantyStateOn(
  { endDay }: WarrantyColumns,
  customer: number,
  day: SerialDay
): number {
  if (endDay[customer] === NO_DAY) {
    return WARRANTY.unknown;
  }
  return day <= endDay[customer] ? WARRANTY.inWarranty : WARRANTY.outOfWarranty;
}

/** The day a car's age counts from: delivery, else registration; {@link NO_DAY} without either. */
export function ageDayOf({ customers }: Dealership, customer: number): SerialDay {
  return customers.deliveryDate[customer] || customers.registrationDate[customer];
}
