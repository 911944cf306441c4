import { Button, Caption1, makeStyles, tokens, mergeClasses } from "@fluentui/react-components";
import { ArrowClockwise16Regular, TableEdit20Regular } from "@fluentui/react-icons";
import type { Recognition } from "../../../excel/api";
import { usePane } from "../../context";
import { DayField } from "../../parts/DayField";
import { Footer } from "../../parts/Footer";
import { useLayout } from "../../parts/layout";
import { OutcomeMessage } from "../../parts/OutcomeMessage";
import { Section } from "../../parts/Section";
import { SheetCard } from "../../parts/SheetCard";
import { asOfDay, isComplete } from "../../paneStore";
import { Empty } from "./Empty";
import { Preview } from "./Preview";

const useStyles = makeStyles({
  start: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalS },
  note: { textAlign: "center" },
});

/** Before anything was written: what was recognised, what a run would give, and one button. */
export default function FirstRun({ recognition }: { recognition: Recognition }) {
  const { customers, orders } = recognition;
  const found = customers !== undefined || orders !== undefined;
  return (
    <>
      {found ? <Found recognition={recognition} /> : <Empty />}
      <Footer />
    </>
  );
}

function Found({ recognition: { customers, orders } }: { recognition: Recognition }) {
  const layout = useLayout();
  const { store, state, texts, busy } = usePane();
  const { sheets, asOf } = texts.pane;
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
          className={layout.quiet}
          icon={<ArrowClockwise16Regular />}
          disabled={busy}
          onClick={() => void store.recognise()}
        >
          {sheets.again}
        </Button>
      </Section>
      <DayField
        label={asOf.label}
        hint={asOf.hint}
        value={state.asOf}
        disabled={state.activity === "run"}
        onChange={(day) => void store.setAsOf(day)}
      />
      <Preview />
      {isComplete(state.recognition) && <Start />}
    </>
  );
}

function Start() {
  const styles = useStyles();
  const layout = useLayout();
  const { store, state, texts, busy } = usePane();
  const { run } = texts.pane;
  return (
    <div className={styles.start}>
      <Button
        appearance="primary"
        size="large"
        icon={<TableEdit20Regular />}
        disabled={asOfDay(state.asOf) === undefined || busy}
        onClick={() => void store.run()}
      >
        {run.start}
      </Button>
      <Caption1 className={mergeClasses(layout.muted, styles.note)}>{run.note}</Caption1>
    </div>
  );
}
