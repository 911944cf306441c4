import { Caption1, Switch } from "@fluentui/react-components";
import { mostLiveRows } from "../../../excel/api";
import { usePane } from "../../context";
import { useLayout } from "../../parts/layout";
import { Section } from "../../parts/Section";

/** 分类列: values, or formulas of the add-in's functions. */
export function LiveColumns() {
  const layout = useLayout();
  const { store, state, texts, format, busy } = usePane();
  const said = texts.pane.settings.liveColumns;
  return (
    <Section title={said.title}>
      <div className={layout.card}>
        <Switch
          label={said.live}
          checked={state.recognition?.liveColumns ?? false}
          disabled={busy}
          onChange={(_, { checked }) => void store.setLiveColumns(checked)}
        />
        <Caption1 className={layout.text}>{said.lead}</Caption1>
        <Caption1 className={layout.muted}>{said.which(format.count(mostLiveRows))}</Caption1>
      </div>
    </Section>
  );
}
