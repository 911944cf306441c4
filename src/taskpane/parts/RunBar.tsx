import {
  Button,
  Caption1,
  Field,
  makeStyles,
  ProgressBar,
  tokens,
  useAnnounce,
} from "@fluentui/react-components";
import { Stop20Regular, TableEdit20Regular } from "@fluentui/react-icons";
import { useEffect } from "react";
import { usePane } from "../context";
import { asOfDay, isComplete } from "../paneStore";

const useStyles = makeStyles({
  bar: {
    position: "sticky",
    bottom: 0,
    zIndex: 1,
    display: "flex",
    flexDirection: "column",
    gap: tokens.spacingVerticalS,
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalXL}`,
    backgroundColor: tokens.colorNeutralBackground2,
    borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
  note: { color: tokens.colorNeutralForeground2, textAlign: "center" },
});

/** The one button, or what the run is doing and the way to stop it. */
export function RunBar() {
  const styles = useStyles();
  const { state } = usePane();
  const long = state.activity === "run" || state.activity === "sample";
  if (!long && !isComplete(state.recognition)) return null;
  return <div className={styles.bar}>{long ? <Running /> : <Start />}</div>;
}

function Start() {
  const styles = useStyles();
  const { store, state, texts } = usePane();
  const { run } = texts.pane;
  return (
    <>
      <Button
        appearance="primary"
        size="large"
        icon={<TableEdit20Regular />}
        disabled={asOfDay(state.asOf) === undefined || state.activity === "recognise"}
        onClick={() => void store.run()}
      >
        {run.start}
      </Button>
      <Caption1 className={styles.note}>{run.note}</Caption1>
    </>
  );
}

function Running() {
  const { store, state, texts, count } = usePane();
  const { run } = texts.pane;
  const { announce } = useAnnounce();
  const { progress, stopping, activity } = state;
  useEffect(() => {
    if (activity === "run") announce(run.started);
  }, [activity, announce, run.started]);
  const label = stopping
    ? run.stopping
    : activity === "sample"
      ? run.sample
      : run.steps[progress?.step ?? "check"];
  const measured = progress !== undefined && progress.total > 0;
  return (
    <>
      <Field
        validationState="none"
        validationMessage={
          measured ? run.of(count(progress.done), count(progress.total)) : undefined
        }
        label={label}
      >
        <ProgressBar
          thickness="large"
          {...(measured ? { value: progress.done / progress.total } : {})}
        />
      </Field>
      {activity === "run" && (
        <Button icon={<Stop20Regular />} disabled={stopping} onClick={() => store.stop()}>
          {run.stop}
        </Button>
      )}
    </>
  );
}
