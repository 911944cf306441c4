import { Body1 } from "@fluentui/react-components";
import type { StoreFigures } from "../../../reports/figures";
import { usePane } from "../../context";
import { Confirm } from "../../parts/Confirm";
import { useLayout } from "../../parts/layout";
import { Section } from "../../parts/Section";

/** 恢复默认: parameters, rules and day; nothing else that users wrote. */
export function Reset({ settings }: { settings: StoreFigures["settings"] }) {
  const layout = useLayout();
  const { store, texts, busy } = usePane();
  const said = texts.pane.settings.reset;
  const isDefault =
    settings.changed.size === 0 &&
    settings.rules.name === "retention" &&
    settings.asOf === undefined;
  const reset = async (): Promise<void> => {
    store.setDraft("parameters", undefined);
    await store.saveSettings({
      general: { asOf: null, ruleSet: null },
      parameters: Object.fromEntries([...settings.changed.keys()].map((key) => [key, null])),
    });
  };
  return (
    <Section title={said.title}>
      {isDefault ? (
        <Body1 className={layout.muted}>{said.nothing}</Body1>
      ) : (
        <Confirm
          label={said.action}
          question={said.lead}
          confirm={said.confirm}
          disabled={busy}
          onConfirm={() => void reset()}
        />
      )}
    </Section>
  );
}
