import {
  Button,
  makeStyles,
  MessageBar,
  MessageBarBody,
  MessageBarTitle,
  tokens,
} from "@fluentui/react-components";
import { usePane } from "../context";
import { figuresOf } from "../store";
import { useLayout } from "./layout";

const useStyles = makeStyles({
  body: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalXS },
});

/** Says on every place that figures are of another day than today, and leads back. */
export function TimeTravel() {
  const styles = useStyles();
  const layout = useLayout();
  const { retain, store, state, texts, format, busy } = usePane();
  const day = figuresOf(state)?.settings.asOf;
  if (day === undefined || day === retain.today()) return null;
  const { timeTravel } = texts.pane;
  return (
    <MessageBar intent="warning" layout="multiline" politeness="polite">
      <MessageBarBody>
        <div className={styles.body}>
          <MessageBarTitle>{timeTravel.title(format.day(day))}</MessageBarTitle>
          <span>{timeTravel.body}</span>
          <Button
            size="small"
            className={layout.start}
            disabled={busy}
            onClick={() => void store.saveSettings({ general: { asOf: null } })}
          >
            {timeTravel.back}
          </Button>
        </div>
      </MessageBarBody>
    </MessageBar>
  );
}
