import type { OrderTable } from "./tables";

/** What some systems write into an amount that was never filled in (rules §2). */
const SYSTEM_BLANK = -1;

/** Whether an amount says anything: not absent, and not a system's blank (exactly −1.00). */
export function isAmount(value: number): boolean {
  return value === value && value !== SYSTEM_BLANK;
}

/**
 * 产值 of an order: receivable after discount, else labour + parts, else received; `NaN` if the order
 * has none of them. Negative for a reversal (红冲). In the orders' currency (rules §2).
 */
export function revenueOf(orders: OrderTable, order: number): number {
  const receivable = orders.receivable[order];
  if (isAmount(receivable)) {
    return receivable;
  }
  const labour = orders.labour[order];
  const parts = orders.parts[order];
  if (isAmount(labour) || isAmount(parts)) {
    return (isAmount(labour) ? labour : 0) + (isAmount(parts) ? parts : 0);
  }
  const received = orders.received[order];
  return isAmount(received) ? received : NaN;
}

/**
 * Whether the orders can say what they brought: a column for it, and an amount in it where there are
 * orders. Without either every sum is unknown.
 */
export function hasRevenue({ mapped, count, ...columns }: OrderTable): boolean {
  const fields = (["receivable", "labour", "parts", "received"] as const).filter((field) =>
    mapped.has(field)
  );
  return fields.length > 0 && (count === 0 || fields.some((it) => columns[it].some(isAmount)));
}

/** Whether an order is a reversal 红冲: it takes money back, so it is no visit (rules §2). */
export function isReversal(orders: OrderTable, order: number): boolean {
  return revenueOf(orders, order) < 0;
}
