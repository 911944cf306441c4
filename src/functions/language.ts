import { localeFor, textsOf, type Locale, type Texts } from "../locale";

/**
 * The language of results and messages. The page of the shared runtime carries the display language
 * in its `lang` attribute, which the pane keeps up to date; a runtime without a page shows Chinese.
 */
export function functionLocale(): Locale {
  return typeof document === "undefined" ? "zh-CN" : localeFor(document.documentElement.lang);
}

/** All texts in {@link functionLocale}. */
export function functionTexts(): Texts {
  return textsOf(functionLocale());
}
