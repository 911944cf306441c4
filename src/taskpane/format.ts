import { textsOf, type Locale } from "../locale";
import { isoOf, NO_DAY, type SerialDay } from "../retention/time";

/** A whole number as the display language writes it. */
export function formatCount(value: number, locale: Locale): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }).format(value);
}

/** A number with at most so many decimals. */
export function formatNumber(value: number, locale: Locale, decimals = 1): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: decimals }).format(value);
}

/** A change with its sign; `0` where there is none. */
export function formatChange(value: number, locale: Locale): string {
  const options = { signDisplay: "exceptZero", maximumFractionDigits: 0 } as const;
  return new Intl.NumberFormat(locale, options).format(value);
}

/** A fraction of 1 as percent. */
export function formatShare(value: number, locale: Locale): string {
  const options = { style: "percent", maximumFractionDigits: 1 } as const;
  return new Intl.NumberFormat(locale, options).format(value);
}

/** Yuan without cents. */
export function formatYuan(value: number, locale: Locale): string {
  return textsOf(locale).pane.yuan(formatCount(value, locale));
}

/** A day as `YYYY-MM-DD`; a dash where there is none. */
export function formatDay(day: SerialDay | undefined, locale: Locale): string {
  return day === undefined || day === NO_DAY ? textsOf(locale).pane.absent : isoOf(day);
}

/** A list of names as the display language joins them. */
export function formatList(names: readonly string[], locale: Locale): string {
  // Intl.ListFormat sets nothing between the parts of a Chinese list of this kind.
  return names.join(textsOf(locale).pane.listSeparator);
}

/** Figures and days in the words of a display language. */
export interface Formats {
  count(value: number): string;
  number(value: number, decimals?: number): string;
  change(value: number): string;
  share(value: number): string;
  yuan(value: number): string;
  day(day: SerialDay | undefined): string;
  list(names: readonly string[]): string;
}

/** All formats of a language. */
export function formatsOf(locale: Locale): Formats {
  return {
    count: (value) => formatCount(value, locale),
    number: (value, decimals) => formatNumber(value, locale, decimals),
    change: (value) => formatChange(value, locale),
    share: (value) => formatShare(value, locale),
    yuan: (value) => formatYuan(value, locale),
    day: (day) => formatDay(day, locale),
    list: (names) => formatList(names, locale),
  };
}
