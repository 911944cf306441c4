import {
  Button,
  Link,
  makeStyles,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
  tokens,
  type MessageBarIntent,
} from "@fluentui/react-components";
import { Dismiss16Regular } from "@fluentui/react-icons";
import type { Outcome } from "../../excel/api";
import { usePane } from "../context";

const intents: Readonly<Record<Outcome["kind"], MessageBarIntent>> = {
  done: "success",
  partial: "warning",
  refused: "warning",
  failed: "error",
};

const useStyles = makeStyles({
  body: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalXS },
  links: {
    listStyleType: "none",
    margin: 0,
    padding: 0,
    display: "flex",
    flexDirection: "column",
    alignItems: "start",
    gap: tokens.spacingVerticalXS,
  },
});

/** How something ended, in words, with the way to each thing that was written. */
export function OutcomeMessage({
  outcome,
  onDismiss,
}: {
  outcome: Outcome;
  onDismiss?: () => void;
}) {
  const styles = useStyles();
  const { retain, store, state, texts } = usePane();
  const words = retain.describeOutcome(outcome, state.locale);
  const said = texts.pane.outcome;
  return (
    <MessageBar
      intent={intents[outcome.kind]}
      layout="multiline"
      politeness={outcome.kind === "done" ? "polite" : "assertive"}
    >
      <MessageBarBody>
        <div className={styles.body}>
          <MessageBarTitle>{words.title}</MessageBarTitle>
          {words.body && <span>{words.body}</span>}
          {outcome.changes.length > 0 && (
            <ul className={styles.links}>
              {outcome.changes.map((change) => (
                <li key={`${change.sheetName}!${change.address}`}>
                  <Link as="button" onClick={() => void store.goTo(change)}>
                    {change.kind === "columns"
                      ? said.columnsIn(change.sheetName)
                      : said.goTo(change.sheetName)}
                  </Link>
                </li>
              ))}
            </ul>
          )}
        </div>
      </MessageBarBody>
      {onDismiss && (
        <MessageBarActions
          containerAction={
            <Button
              appearance="transparent"
              aria-label={said.dismiss}
              icon={<Dismiss16Regular />}
              onClick={onDismiss}
            />
          }
        />
      )}
    </MessageBar>
  );
}
