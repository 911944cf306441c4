import { NO_DAY, cutoff } from "../../../../retention/time";
import { codeOfStatus, statusAt, statusCodes } from "../../../../retention/status";
import type { StoreFigures } from "../../../figures";

/** 产值 is that of so many months to the last visit. */
const revenueMonths = 12;

/** Money by status code: what customers brought in their last 12 months here, and what they may bring. */
export interface Worth {
  /** 产值 of the visits in the 12 months to the last visit; `NaN` where no amount is known. */
  readonly revenue: Float64Array;
  /** ΣPSV; `NaN` where it is known of nobody. */
  readonly psv: Float64Array;
}

/** What each class brought and may bring. */
export function worthOf({ dealership, statuses, visitMoney, psv }: StoreFigures): Worth {
  const { visitOffsets, visitDay, customers } = dealership;
  const revenue = new Float64Array(statusCodes.length).fill(NaN);
  const worth = new Float64Array(statusCodes.length).fill(NaN);
  const add = (sums: Float64Array, code: number, value: number): void => {
    if (!Number.isNaN(value)) sums[code] = (sums[code] || 0) + value;
  };
  for (let customer = 0; customer < customers.count; customer += 1) {
    const status = statusAt(statuses, customer);
    if (status === undefined) continue;
    const code = codeOfStatus(status);
    add(worth, code, psv.total[customer] ?? NaN);
    const last = statuses.lastVisit[customer] ?? NO_DAY;
    if (last === NO_DAY) continue;
    const from = cutoff(last, revenueMonths);
    const end = visitOffsets[customer + 1] ?? 0;
    for (let visit = visitOffsets[customer] ?? 0; visit < end; visit += 1) {
      const day = visitDay[visit] ?? NO_DAY;
      if (day >= from && day <= last) add(revenue, code, visitMoney.revenue[visit] ?? NaN);
    }
  }
  return { revenue, psv: worth };
}
