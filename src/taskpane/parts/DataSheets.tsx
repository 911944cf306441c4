import { Button } from "@fluentui/react-components";
import { ArrowClockwise16Regular } from "@fluentui/react-icons";
import type { Recognition } from "../../excel/api";
import { usePane } from "../context";
import { useLayout } from "./layout";
import { SheetCard } from "./SheetCard";
import { Suspicion } from "./Suspicion";

/** The two sheets of the export as they were recognised, and a button to look again. */
export function DataSheets({ customers, orders }: Partial<Recognition>) {
  const layout = useLayout();
  const { store, texts, busy } = usePane();
  return (
    <>
      <Suspicion />
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
        {texts.pane.sheets.again}
      </Button>
    </>
  );
}
