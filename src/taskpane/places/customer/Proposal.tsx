import {
  MessageBar,
  MessageBarBody,
  MessageBarTitle,
  makeStyles,
  tokens,
} from "@fluentui/react-components";
import type { InvalidProposal } from "../../../retention/solicitation";
import { usePane } from "../../context";
import { Confirm } from "../../parts/Confirm";

const useStyles = makeStyles({
  body: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalXS },
});

/** An invalid reason that the records speak for, for the manager to confirm. */
export function Proposal({
  customerKey,
  reason,
}: {
  customerKey: string;
  reason: InvalidProposal["reason"];
}) {
  const styles = useStyles();
  const { retain, store, texts, busy } = usePane();
  const { proposal } = texts.pane.customer;
  const label = proposal.confirm(texts.vocabulary.invalidReasons[reason]);
  return (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody>
        <div className={styles.body}>
          <MessageBarTitle>{proposal.title}</MessageBarTitle>
          <Confirm
            label={label}
            question={proposal[reason]}
            confirm={label}
            disabled={busy}
            onConfirm={() =>
              void store.perform("confirmInvalid", (options) =>
                retain.confirmInvalid({ key: customerKey, reason }, options)
              )
            }
          />
        </div>
      </MessageBarBody>
    </MessageBar>
  );
}
