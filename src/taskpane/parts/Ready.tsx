import {
  Button,
  Field,
  Input,
  makeStyles,
  MessageBar,
  MessageBarBody,
  tokens,
} from "@fluentui/react-components";
import { ArrowClockwise16Regular } from "@fluentui/react-icons";
import type { Recognition } from "../../excel/api";
import { usePane } from "../context";
import { formatList } from "../format";
import { asOfDay } from "../paneStore";
import { OutcomeMessage } from "./OutcomeMessage";
import { Preview } from "./Preview";
import { Section } from "./Section";
import { SheetCard } from "./SheetCard";

const useStyles = makeStyles({
  again: { alignSelf: "start", marginLeft: `calc(-1 * ${tokens.spacingHorizontalS})` },
});

/** The pane once at least one of the two sheets is there. */
export function Ready({ recognition }: { recognition: Recognition }) {
  const styles = useStyles();
  const { store, state, texts } = usePane();
  const { sheets } = texts.pane;
  const { customers, orders } = recognition;
  const refused = state.preview?.kind !== "done" ? state.preview : undefined;
  return (
    <>
      {refused && refused !== state.outcome && <OutcomeMessage outcome={refused} />}
      <Section title={sheets.title}>
        <SheetCard table="customers" sheet={customers} />
        <SheetCard table="orders" sheet={orders} />
        <Button
          appearance="transparent"
          size="small"
          className={styles.again}
          icon={<ArrowClockwise16Regular />}
          disabled={state.activity === "run" || state.activity === "recognise"}
          onClick={() => void store.recognise()}
        >
          {sheets.again}
        </Button>
      </Section>
      <AsOf />
      <Preview />
    </>
  );
}

/** Names the sheets that are hidden from Excel's own menu: mentioned, never read. */
export function HiddenSheets({ names }: { names: readonly string[] }) {
  const { state, texts } = usePane();
  if (names.length === 0) return null;
  return (
    <MessageBar intent="info" layout="multiline">
      <MessageBarBody>{texts.pane.hiddenSheets(formatList(names, state.locale))}</MessageBarBody>
    </MessageBar>
  );
}

function AsOf() {
  const { store, state, texts } = usePane();
  const { asOf } = texts.pane;
  const valid = asOfDay(state.asOf) !== undefined;
  return (
    <Field
      label={asOf.label}
      hint={asOf.hint}
      validationState={valid ? "none" : "error"}
      {...(valid ? {} : { validationMessage: asOf.invalid })}
    >
      <Input
        type="date"
        value={state.asOf}
        disabled={state.activity === "run"}
        onChange={(_, { value }) => void store.setAsOf(value)}
      />
    </Field>
  );
}
