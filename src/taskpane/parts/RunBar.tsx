import {
  Button,
  Field,
  makeStyles,
  ProgressBar,
  tokens,
  useAnnounce,
} from "@fluentui/react-components";
import { Stop20Regular } from "@fluentui/react-icons";
import { useEffect } from "react";
import { usePane } from "../context";

const useStyles = makeStyles({
  bar: {
    position: "sticky",
    bottom: 0,
    zIndex: 1,
    display: "flex",
    flexDirection: "column",
    gap: tokens.spacingVerticalS,
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalL}`,
    backgroundColor: tokens.colorNeutralBackground2,
    borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
  label: { overflowWrap: "anywhere" },
});

/** What a run is doing, how far it is, and the way to stop it; it stands at the foot of every place. */
export function RunBar() {
  const styles = useStyles();
  const { state } = usePane();
  useAnnouncements();
  const long = state.activity === "run" || state.activity === "sample";
  return long ? (
    <div className={styles.bar}>
      <Running />
    </div>
  ) : null;
}

/** Tells screen readers when a run starts; how it ended says the message at the top, by itself. */
function useAnnouncements(): void {
  const { state, texts } = usePane();
  const { announce } = useAnnounce();
  const { activity, task } = state;
  const running = activity === "run" || activity === "sample";
  useEffect(() => {
    if (running && task) announce(texts.pane.run.started(texts.pane.tasks[task].title));
    // A change of the language while it runs is no second start.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [running, task, announce]);
}

function Running() {
  const styles = useStyles();
  const { store, state, texts, format } = usePane();
  const { run, tasks } = texts.pane;
  const { progress, stopping, activity, task } = state;
  const label = stopping
    ? run.stopping
    : activity === "sample"
      ? run.sample
      : run.steps[progress?.step ?? "check"];
  const measured = progress !== undefined && progress.total > 0;
  const far = measured ? run.of(format.count(progress.done), format.count(progress.total)) : "";
  const where = progress?.sheetName === undefined ? "" : run.onSheet(progress.sheetName);
  const hint = [where, far].filter(Boolean).join(" · ");
  return (
    <>
      <Field
        className={styles.label}
        validationState="none"
        validationMessage={hint === "" ? undefined : hint}
        label={task && activity === "run" ? `${tasks[task].title} · ${label}` : label}
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
