import { Caption1, makeStyles, Subtitle2, tokens } from "@fluentui/react-components";
import mark from "../../../assets/mark.svg";
import { usePane } from "../context";
import { figuresOf, isSetUp } from "../store";
import { useLayout } from "./layout";

const useStyles = makeStyles({
  header: {
    display: "flex",
    alignItems: "center",
    gap: tokens.spacingHorizontalS,
    // Excel lays its own menu over the top right corner, up to 34 pixels wide.
    padding: `${tokens.spacingVerticalM} 48px ${tokens.spacingVerticalXS} ${tokens.spacingHorizontalL}`,
    minWidth: 0,
  },
  mark: { width: "24px", height: "24px", flexShrink: 0 },
  titles: { display: "flex", flexDirection: "column", minWidth: 0 },
  title: { margin: 0 },
});

/** The brand, the store, and the day that all figures speak of. */
export function Header() {
  const styles = useStyles();
  const layout = useLayout();
  const { state, texts, format } = usePane();
  const asOf = figuresOf(state)?.asOf ?? state.preview?.result?.asOf;
  const storeName = state.recognition?.storeName;
  const day =
    isSetUp(state) && asOf !== undefined ? texts.pane.asOfDay(format.day(asOf)) : undefined;
  return (
    <header className={styles.header}>
      <img src={mark} alt="" className={styles.mark} />
      <div className={styles.titles}>
        <Subtitle2 as="h1" className={styles.title}>
          {texts.pane.title}
        </Subtitle2>
        {storeName !== undefined && <Caption1 className={layout.muted}>{storeName}</Caption1>}
        {day !== undefined && <Caption1 className={layout.muted}>{day}</Caption1>}
      </div>
    </header>
  );
}
