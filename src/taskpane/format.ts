import { textsOf, type Locale } from "../locale";

/** A whole number as the display language writes it. */
export function formatCount(value: number, locale: Locale): string {
  return new Intl.NumberFormat(locale).format(value);
}

/** A list of names as the display language joins them. */
export function formatList(names: readonly string[], locale: Locale): string {
  // Intl.ListFormat sets nothing between the parts of a Chinese list of this kind.
  return names.join(textsOf(locale).pane.listSeparator);
}
