import { Caption1, makeStyles, Select, tokens } from "@fluentui/react-components";
import mark from "../../../assets/mark.svg";
import type { Locale } from "../../locale";
import { usePane } from "../context";

const useStyles = makeStyles({
  footer: {
    display: "flex",
    alignItems: "center",
    gap: tokens.spacingHorizontalS,
    marginTop: "auto",
    paddingTop: tokens.spacingVerticalL,
  },
  brand: { flexGrow: 1, color: tokens.colorNeutralForeground2 },
  mark: { width: "20px", height: "20px" },
});

const locales: readonly Locale[] = ["zh-CN", "en-US"];

/** The brand and the choice of language. */
export function Footer() {
  const styles = useStyles();
  const { store, state, texts } = usePane();
  const { language } = texts.pane;
  return (
    <footer className={styles.footer}>
      <img src={mark} alt="" className={styles.mark} />
      <Caption1 className={styles.brand}>RETAIN</Caption1>
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
    </footer>
  );
}
