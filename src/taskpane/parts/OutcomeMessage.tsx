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
import type { Change, Outcome } from "../../excel/api";
import { usePane } from "../context";
import { outcomeTitle } from "../outcomeTitle";
import type { Task } from "../store";
import { FirstOf } from "./FirstOf";

const intents: Readonly<Record<Outcome["kind"], MessageBarIntent>> = {
  done: "success",
  partial: "warning",
  refused: "warning",
  failed: "error",
};

/** Green is earned: what went through on input that is in doubt is amber. */
function intentOf({ kind, result }: Outcome): MessageBarIntent {
  const inDoubt = kind === "done" && (result?.basis.doubts.length ?? 0) > 0;
  return inDoubt ? "warning" : intents[kind];
}

const useStyles = makeStyles({
  body: {
    display: "flex",
    flexDirection: "column",
    gap: tokens.spacingVerticalXS,
    overflowWrap: "anywhere",
  },
  links: {
    listStyleType: "none",
    margin: 0,
    padding: 0,
    display: "flex",
    flexDirection: "column",
    alignItems: "start",
    gap: tokens.spacingVerticalXS,
  },
  link: { textAlign: "left" },
});

/** So many links are shown before the reader asks for all. */
const firstLinks = 6;

/** How something ended, in words, with the way to each thing that was written. */
export function OutcomeMessage({
  outcome,
  task,
  onDismiss,
}: {
  outcome: Outcome;
  task?: Task | undefined;
  onDismiss?: () => void;
}) {
  const styles = useStyles();
  const { retain, state, texts } = usePane();
  const words = retain.describeOutcome(outcome, state.locale);
  return (
    <MessageBar
      intent={intentOf(outcome)}
      layout="multiline"
      // Fluent takes whatever is given here for "polite", and interrupts for errors and warnings without.
      {...(outcome.kind === "done" ? { politeness: "polite" } : {})}
    >
      <MessageBarBody>
        <div className={styles.body}>
          {/* Screen readers are told the whole as one text: the blanks part its lines. */}
          <MessageBarTitle>{outcomeTitle(outcome, task, words.title, texts)}</MessageBarTitle>{" "}
          {words.body && <span>{words.body} </span>}
          <Changes changes={outcome.changes} />
        </div>
      </MessageBarBody>
      {onDismiss && (
        <MessageBarActions
          containerAction={
            <Button
              appearance="transparent"
              aria-label={texts.pane.outcome.dismiss}
              icon={<Dismiss16Regular />}
              onClick={onDismiss}
            />
          }
        />
      )}
    </MessageBar>
  );
}

function Changes({ changes }: { changes: readonly Change[] }) {
  const styles = useStyles();
  const { store, texts } = usePane();
  const said = texts.pane.outcome;
  if (changes.length === 0) return null;
  return (
    <FirstOf items={changes} first={firstLinks} said={said}>
      {(shown) => (
        <ul className={styles.links}>
          {shown.map((change) => (
            <li key={`${change.sheetName}!${change.address}`}>
              <Link as="button" className={styles.link} onClick={() => void store.goTo(change)}>
                {change.kind === "columns"
                  ? said.columnsIn(change.sheetName)
                  : said.goTo(change.sheetName)}
              </Link>{" "}
            </li>
          ))}
        </ul>
      )}
    </FirstOf>
  );
}
