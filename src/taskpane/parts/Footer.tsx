import { Caption1, makeStyles, tokens, mergeClasses } from "@fluentui/react-components";
import { useLayout } from "./layout";
import { LanguageSelect } from "./LanguageSelect";

const useStyles = makeStyles({
  footer: {
    display: "flex",
    alignItems: "center",
    gap: tokens.spacingHorizontalS,
    marginTop: "auto",
    paddingTop: tokens.spacingVerticalL,
  },
  brand: { flexGrow: 1 },
});

/** The brand and the choice of language, while there is no place for settings yet. */
export function Footer() {
  const styles = useStyles();
  const layout = useLayout();
  return (
    <footer className={styles.footer}>
      <Caption1 className={mergeClasses(layout.muted, styles.brand)}>RETAIN</Caption1>
      <LanguageSelect />
    </footer>
  );
}
