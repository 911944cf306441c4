import type { Dealership } from "../store";
import { deliveryAnchor, earliestDeliveryAnchors, isInvalidOn } from "../status";
import { NO_DAY, type SerialDay } from "../time";
import type { RhythmStates } from "./rhythm";

/**
 * What is known of the coming of valid customers on a day and nothing after it. Visits within
 * `sameOccasion` days of the one before are one occasion with it and make no interval.
 *
 * @param rows which rows of the customer table, in which order; who is not 有效 that day is left out
 */
export function rhythmStatesOn(
  dealership: Dealership,
  day: SerialDay,
  rows: ArrayLike<number>,
  sameOccasion: number
): RhythmStates {
  const { customers, duplicate, entryDay, visitDay, visitOffsets } = dealership;
  const earliest = earliestDeliveryAnchors(dealership)(day);
  const customer = new Int32Array(rows.length);
  const away = new Int32Array(rows.length);
  const visits = new Int32Array(rows.length);
  const intervals = new Int32Array(rows.length);
  const days = new Float64Array(rows.length);
  const logDays = new Float64Array(rows.length);
  const group = new Int32Array(rows.length);
  let count = 0;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i];
    if (duplicate[row] || entryDay[row] > day) continue;
    let last = NO_DAY;
    let seen = 0;
    let counted = 0;
    let sum = 0;
    let sumOfLogs = 0;
    for (let visit = visitOffsets[row]; visit < visitOffsets[row + 1]; visit++) {
      const on = visitDay[visit];
      if (on > day) break;
      const interval = on - last;
      if (last === NO_DAY) {
        seen = 1;
      } else if (interval > sameOccasion) {
        seen++;
        counted++;
        sum += interval;
        sumOfLogs += Math.log(interval);
      }
      last = on;
    }
    const anchor = last || deliveryAnchor(dealership, row, earliest);
    if (anchor === NO_DAY || anchor > day || isInvalidOn(dealership, row, day, last)) continue;
    customer[count] = row;
    away[count] = day - anchor;
    visits[count] = seen;
    intervals[count] = counted;
    days[count] = sum;
    logDays[count] = sumOfLogs;
    group[count] = customers.model.codes[row];
    count++;
  }
  return {
    count,
    customer: customer.subarray(0, count),
    away: away.subarray(0, count),
    visits: visits.subarray(0, count),
    intervals: intervals.subarray(0, count),
    days: days.subarray(0, count),
    logDays: logDays.subarray(0, count),
    group: group.subarray(0, count),
  };
}
