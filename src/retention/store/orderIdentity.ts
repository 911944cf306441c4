import type { OrderField } from "./tables";

/** Amounts of an order; rows that are the same row agree in all of them. */
export const amountFields = ["receivable", "received", "labour", "parts", "cost"] as const;
export type AmountField = (typeof amountFields)[number];

/** What tells the parts of one order apart besides their amounts. */
export const partFields = ["payer", "orderType", "items"] as const;

/** Keys of a vehicle, the surest first. */
export const vehicleFields = ["vin", "plate", "customerNumber"] as const;

/** Numbers are given again after years; an order stays open for weeks. In days. */
export const longestCorrection = 60;

/** Whether two rows agree in a field; `undefined` where one of them does not say. */
export type Agreement = (field: OrderField) => boolean | undefined;

/**
 * Whether two rows name one vehicle: by the first key that both have. A new plate is no new car; rows
 * that have no key in common do not contradict each other.
 */
export function isSameVehicle(agree: Agreement): boolean {
  for (const field of vehicleFields) {
    const same = agree(field);
    if (same !== undefined) return same;
  }
  return true;
}

/** Whether days of one number and vehicle may be one order, its day corrected meanwhile. */
export function isSameStay(one: number, other: number): boolean {
  return Math.abs(one - other) <= longestCorrection;
}

/** Whether two rows of one order are one row that was exported twice (intake §3). */
export function isSameRow(agree: Agreement): boolean {
  return (
    partFields.every((field) => agree(field) !== false) &&
    amountFields.every((field) => agree(field) !== false)
  );
}

/**
 * Whether of two rows of one order that differ the later one is a corrected one, and no further part: the
 * same payer, and the kind of work or the items unchanged (intake §3).
 */
export function isCorrected(agree: Agreement): boolean {
  if (agree("payer") === false) return false;
  return agree("orderType") !== false || agree("items") !== false;
}
