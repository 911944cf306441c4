import { edate } from "./calendar";
import type { Dealership } from "./dealership";
import { dayOfKm, kmPerDayOfAll, type OdometerColumns } from "./odometer";
import { parameter, valuesOf, type ParameterGroup, type ParameterValues } from "./parameters";
import { NO_DAY, type SerialDay } from "./tables";

/** The end of each car's warranty 出保日 (rules §3, §7, §8). */

export const warrantyParameters = {
  /** From delivery, where neither a date nor a mileage of the warranty's end is known. */
  months: parameter(36, "months", "ours"),
} as const satisfies ParameterGroup;
export type WarrantySettings = ParameterValues<typeof warrantyParameters>;

/** What an end of warranty rests on; the index is what columns store. */
export const warrantyBases = ["none", "date", "km", "assumed"] as const;
export type WarrantyBasis = (typeof warrantyBases)[number];

/** Codes of {@link warrantyBases}, as stored in columns. */
export const WARRANTY = {
  none: 0,
  date: 1,
  km: 2,
  assumed: 3,
} as const satisfies Record<WarrantyBasis, number>;

/** The end of every car's warranty, by row of the customer table. */
export interface WarrantyColumns {
  /** The last day under warranty; {@link NO_DAY} if nothing tells. */
  readonly endDay: Int32Array;
  /** Index into {@link warrantyBases}; `assumed` is to be marked wherever it is shown. */
  readonly basis: Uint8Array;
}

/**
 * 出保日 of every car as of a day: the date of the customer sheet or the predicted day of its warranty
 * kilometres, whichever comes first; with neither, 3 years from delivery, marked as assumed.
 */
export function warrantyEndOfAll(
  dealership: Dealership,
  asOf: SerialDay,
  odometers: OdometerColumns = kmPerDayOfAll(dealership, asOf),
  settings?: Partial<WarrantySettings>
): WarrantyColumns {
  const { customers } = dealership;
  const { months } = valuesOf(warrantyParameters, settings);
  const endDay = customers.warrantyEnd.slice();
  const basis = Uint8Array.from(endDay, (day) => (day === NO_DAY ? WARRANTY.none : WARRANTY.date));
  for (let customer = 0; customer < customers.count; customer++) {
    const km = customers.warrantyKm[customer];
    const kmDay = km > 0 ? dayOfKm(odometers, customer, km) : NO_DAY;
    if (kmDay !== NO_DAY && (endDay[customer] === NO_DAY || kmDay < endDay[customer])) {
      endDay[customer] = kmDay;
      basis[customer] = WARRANTY.km;
    }
    const delivery = customers.deliveryDate[customer];
    if (basis[customer] === WARRANTY.none && delivery !== NO_DAY && !(km > 0)) {
      endDay[customer] = edate(delivery, months);
      basis[customer] = WARRANTY.assumed;
    }
  }
  return { endDay, basis };
}

/** 保内 = 1, 保外 = 0, not known = `undefined`: whether a car is under warranty on a day. */
export function isUnderWarranty(
  { endDay, basis }: WarrantyColumns,
  customer: number,
  day: SerialDay
): boolean | undefined {
  return basis[customer] === WARRANTY.none ? undefined : day <= endDay[customer];
}
