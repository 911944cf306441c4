import type { SerialDay } from "../../retention/time";

const msPerDay = 86_400_000;
/** Serial of 1970-01-01. */
const unixEpoch = 25_569;

/** The calendar day that a clock's owner sees, as a serial. */
export function serialToday(now: Date): SerialDay {
  const asUtc = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate());
  return asUtc / msPerDay + unixEpoch;
}

/** Date and time to the minute as a clock's owner sees it: "2026-03-05 08:20". */
export function minuteText(now: Date): string {
  const two = (value: number): string => String(value).padStart(2, "0");
  const day = [now.getFullYear(), two(now.getMonth() + 1), two(now.getDate())].join("-");
  return `${day} ${two(now.getHours())}:${two(now.getMinutes())}`;
}
