import { enUS } from "./enUS";
import { zhCN } from "./zhCN";

/** The two display languages. One is chosen per workbook and kept in it. */
export const locales = ["zh-CN", "en-US"] as const;
export type Locale = (typeof locales)[number];

/** Every text that a user can see, by room. */
export type Texts = typeof zhCN;

const byLocale: Record<Locale, Texts> = { "zh-CN": zhCN, "en-US": enUS };

/** Gives all texts of a language. */
export function textsOf(locale: Locale): Texts {
  return byLocale[locale];
}

/**
 * The display language for a host language tag: Chinese for any `zh…`, English for all others.
 *
 * @example
 * localeFor("zh-TW"); //=> "zh-CN"
 */
export function localeFor(languageTag: string | undefined): Locale {
  return languageTag?.toLowerCase().startsWith("zh") ? "zh-CN" : "en-US";
}
