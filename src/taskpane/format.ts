import type { Locale } from "../locale";

/** A whole number as the display language writes it. */
export function formatCount(value: number, locale: Locale): string {
  return new Intl.NumberFormat(locale).format(value);
}

/** A list of names as the display language joins them. */
export function formatList(names: readonly string[], locale: Locale): string {
  return new Intl.ListFormat(locale, { type: "unit", style: "short" }).format(names);
}

/**
 * The letters of a column.
 *
 * @param column zero-based.
 * @example
 * columnLetters(27); //=> "AB"
 */
export function columnLetters(column: number): string {
  const rest = Math.floor(column / 26) - 1;
  return (rest >= 0 ? columnLetters(rest) : "") + String.fromCharCode(65 + (column % 26));
}
