import { Button, Caption1, makeStyles, tokens, mergeClasses } from "@fluentui/react-components";
import { TableEdit20Regular } from "@fluentui/react-icons";
import type { Recognition } from "../../../excel/api";
import { usePane } from "../../context";
import { DataSheets } from "../../parts/DataSheets";
import { DayField } from "../../parts/DayField";
import { Footer } from "../../parts/Footer";
import { useLayout } from "../../parts/layout";
import { OutcomeMessage } from "../../parts/OutcomeMessage";
import { Section } from "../../parts/Section";
import { asOfDay, isComplete } from "../../store";
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

function Found({ recognition }: { recognition: Recognition }) {
  const { store, state, texts } = usePane();
  const { sheets, asOf } = texts.pane;
  const refused = state.preview?.kind !== "done" ? state.preview : undefined;
  return (
    <>
      {refused && refused !== state.outcome && <OutcomeMessage outcome={refused} />}
      <Section title={sheets.title}>
        <DataSheets {...recognition} />
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
