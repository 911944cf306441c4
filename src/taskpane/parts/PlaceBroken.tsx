import { Button, MessageBar, MessageBarBody, MessageBarTitle } from "@fluentui/react-components";
import { usePane } from "../context";

/** Instead of a place that failed: the others still work. */
export function PlaceBroken() {
  const { store, texts } = usePane();
  const { broken, sheets } = texts.pane;
  return (
    <MessageBar intent="error" layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>{broken.title}</MessageBarTitle>
        {broken.placeBody}
        <div>
          <Button onClick={() => void store.recognise()}>{sheets.again}</Button>
        </div>
      </MessageBarBody>
    </MessageBar>
  );
}
