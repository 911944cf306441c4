import { isoOf, type SerialDay } from "../time";

/**
 * Numbers for new rows of 招揽记录 of one day: the day and a running number, `20240105-001`, going on
 * after the highest that the day already has. Numbers once given are never given again as long as
 * their row stands.
 *
 * @param taken numbers of all rows, in any form; those of other days or other forms are passed over.
 */
export function recordNumbers(
  day: SerialDay,
  count: number,
  taken: Iterable<string> = []
): string[] {
  const prefix = `${isoOf(day).replaceAll("-", "")}-`;
  let highest = 0;
  for (const number of taken) {
    const running = number.startsWith(prefix) ? number.slice(prefix.length) : "";
    if (/^\d{1,9}$/.test(running)) {
      highest = Math.max(highest, Number(running));
    }
  }
  return Array.from({ length: count }, (_, i) => prefix + String(highest + i + 1).padStart(3, "0"));
}
