import { Select } from "@fluentui/react-components";
import { locales, type Locale } from "../../locale";
import { usePane } from "../context";

/** The choice of the pane's language, each by its own name. */
export function LanguageSelect() {
  const { store, state, texts } = usePane();
  const { language } = texts.pane;
  return (
    <Select
      size="small"
      aria-label={language.label}
      value={state.locale}
      onChange={(_, { value }) => store.setLocale(value as Locale)}
    >
      {locales.map((locale) => (
        <option key={locale} value={locale} lang={locale}>
          {language[locale]}
        </option>
      ))}
    </Select>
  );
}
