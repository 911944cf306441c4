import { Body1, Button, Caption1, makeStyles, Subtitle1, tokens } from "@fluentui/react-components";
import {
  ArrowClockwise20Regular,
  ArrowUpload20Regular,
  Beaker20Regular,
} from "@fluentui/react-icons";
import { usePane } from "../../context";

const useStyles = makeStyles({
  empty: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalM },
  title: { margin: 0 },
  list: {
    margin: 0,
    paddingLeft: tokens.spacingHorizontalXL,
    display: "flex",
    flexDirection: "column",
    gap: tokens.spacingVerticalS,
  },
  actions: {
    display: "flex",
    flexDirection: "column",
    alignItems: "stretch",
    gap: tokens.spacingVerticalS,
  },
  muted: { color: tokens.colorNeutralForeground2 },
});

/** What is shown while the workbook has neither of the two sheets: what is needed, and a way to try. */
export function Empty() {
  const styles = useStyles();
  const { store, state, texts } = usePane();
  const { empty } = texts.pane;
  const busy = state.activity !== undefined;
  return (
    <div className={styles.empty}>
      <Subtitle1 as="h2" className={styles.title}>
        {empty.title}
      </Subtitle1>
      <Body1>{empty.lead}</Body1>
      <ul className={styles.list}>
        <li>
          <Body1>{empty.customers}</Body1>
        </li>
        <li>
          <Body1>{empty.orders}</Body1>
        </li>
      </ul>
      <Caption1 className={styles.muted}>{empty.hint}</Caption1>
      <div className={styles.actions}>
        <Button
          appearance="primary"
          icon={<ArrowUpload20Regular />}
          disabled={busy}
          onClick={() => store.imports.open()}
        >
          {texts.pane.importing.toImport}
        </Button>
        <Button
          icon={<Beaker20Regular />}
          disabled={busy}
          onClick={() => void store.addSampleStore()}
        >
          {empty.sample}
        </Button>
        <Button
          icon={<ArrowClockwise20Regular />}
          disabled={busy}
          onClick={() => void store.recognise()}
        >
          {empty.again}
        </Button>
      </div>
      <Caption1 className={styles.muted}>{empty.sampleNote}</Caption1>
    </div>
  );
}
