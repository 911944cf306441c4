import { Body1, Button, Spinner } from "@fluentui/react-components";
import { usePane } from "../context";
import { isComplete } from "../store";
import { useLayout } from "./layout";
import { OutcomeMessage } from "./OutcomeMessage";

/** Instead of a place's figures while they are not there: what is being done, or what is missing. */
export function Waiting() {
  const layout = useLayout();
  const { store, state, texts } = usePane();
  const { missingFigures, computing, preview } = texts.pane;
  if (state.activity === "preview" || state.activity === "recognise") {
    return <Spinner size="small" label={preview.working} labelPosition="after" />;
  }
  if (state.activity !== undefined || state.preview?.result) {
    return <Spinner size="small" label={computing} labelPosition="after" />;
  }
  if (isComplete(state.recognition)) {
    return (
      <div className={layout.tight}>
        {state.preview && state.preview !== state.outcome && (
          <OutcomeMessage outcome={state.preview} />
        )}
        <Button className={layout.start} onClick={() => void store.recognise()}>
          {texts.pane.sheets.again}
        </Button>
      </div>
    );
  }
  return (
    <div className={layout.card}>
      <Body1>{missingFigures.body}</Body1>
      <Button className={layout.start} onClick={() => store.goToPlace("settings")}>
        {missingFigures.toSettings}
      </Button>
    </div>
  );
}
