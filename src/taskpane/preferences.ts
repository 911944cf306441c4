import { localeFor, type Locale } from "../locale";

const localeKey = "retain.locale";

/** The language that the user chose in the pane on this machine, if ever. */
export function rememberedLocale(): Locale | undefined {
  try {
    const tag = window.localStorage.getItem(localeKey);
    return tag === null ? undefined : localeFor(tag);
  } catch {
    return undefined; // Browsers may forbid storage in an embedded page.
  }
}

/** Keeps the language for the next time, where the browser allows it. */
export function rememberLocale(locale: Locale): void {
  try {
    window.localStorage.setItem(localeKey, locale);
  } catch {
    return; // Without storage the choice holds for this session.
  }
}
