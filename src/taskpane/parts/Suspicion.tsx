import { MessageBar, MessageBarBody } from "@fluentui/react-components";
import { usePane } from "../context";

/** Share of customers of unknown status beyond which a column is rather taken for another one. */
const suspicious = 0.5;

/** Says it at once where a choice of columns leaves most customers without a status. */
export function Suspicion() {
  const { state, texts, format } = usePane();
  const counts = state.preview?.result?.statusCounts ?? {};
  const unknown = counts.unknown ?? 0;
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  if (all === 0 || unknown / all <= suspicious) return null;
  return (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody>
        {texts.pane.sheets.wrong(format.count(unknown), format.count(all))}
      </MessageBarBody>
    </MessageBar>
  );
}
