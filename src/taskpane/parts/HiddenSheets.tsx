import { MessageBar, MessageBarBody } from "@fluentui/react-components";
import { usePane } from "../context";

/** Names the sheets that are hidden from Excel's own menu: mentioned, never read. */
export function HiddenSheets({ names }: { names: readonly string[] }) {
  const { texts, format } = usePane();
  if (names.length === 0) return null;
  return (
    <MessageBar intent="info" layout="multiline">
      <MessageBarBody>{texts.pane.hiddenSheets(format.list(names))}</MessageBarBody>
    </MessageBar>
  );
}
