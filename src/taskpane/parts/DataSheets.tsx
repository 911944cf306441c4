import { Button } from "@fluentui/react-components";
import { ArrowClockwise16Regular, ArrowUpload20Regular } from "@fluentui/react-icons";
import type { Recognition } from "../../excel/api";
import { usePane } from "../context";
import { useLayout } from "./layout";
import { StorePicker } from "./Questions";
import { SheetCard } from "./SheetCard";
import { Suspicion } from "./Suspicion";

/** The two sheets of the export as they were recognised, and a button to look again. */
export function DataSheets({ customers, orders }: Partial<Recognition>) {
  const layout = useLayout();
  const { store, texts, busy } = usePane();
  return (
    <>
      <Button icon={<ArrowUpload20Regular />} disabled={busy} onClick={() => store.imports.open()}>
        {texts.pane.importing.toImport}
      </Button>
      <StorePicker />
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
