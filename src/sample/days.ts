/** Excel serials (1900 system, after the phantom day) and calendar days, in UTC: no time zone can shift a day. */

const SERIAL_OF_1970 = 25569;
const MS_PER_DAY = 86_400_000;

/** Year, month (1–12) and day of a serial. */
export function civil(serial: number): { year: number; month: number; day: number } {
  const date = new Date((Math.floor(serial) - SERIAL_OF_1970) * MS_PER_DAY);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** The serial of a calendar day. A month outside 1–12 runs on into the neighbouring years. */
export function serialOf(year: number, month: number, day: number): number {
  return Date.UTC(year, month - 1, day) / MS_PER_DAY + SERIAL_OF_1970;
}

/** The same day of the month a number of months later, at most the month's last day. */
export function monthsLater(serial: number, months: number): number {
  const { year, month, day } = civil(serial);
  const firstOfNext = serialOf(year, month + months + 1, 1);
  return Math.min(serialOf(year, month + months, day), firstOfNext - 1);
}

/** `2026-03-09` */
export function isoDay(serial: number): string {
  return new Date((Math.floor(serial) - SERIAL_OF_1970) * MS_PER_DAY).toISOString().slice(0, 10);
}
