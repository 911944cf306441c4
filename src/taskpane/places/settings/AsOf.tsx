import { Body1, Button, Caption1, Switch } from "@fluentui/react-components";
import { useState } from "react";
import { isoOf, type SerialDay } from "../../../retention/time";
import { useDraft, usePane } from "../../context";
import { DayField } from "../../parts/DayField";
import { useLayout } from "../../parts/layout";
import { Section } from "../../parts/Section";
import { asOfDay } from "../../store";

/** 统计日期: today, or another day of the workbook's choice. */
export function AsOf({ chosen }: { chosen: SerialDay | undefined }) {
  const layout = useLayout();
  const { retain, store, texts, format, busy } = usePane();
  const said = texts.pane.settings.asOf;
  const today = retain.today();
  const [travels, setTravels] = useState(chosen !== undefined);
  const [typed, setTyped] = useDraft("asOf", isoOf(chosen ?? today));
  const day = asOfDay(typed);
  const back = (): void => {
    setTyped(undefined);
    if (chosen !== undefined) void store.saveSettings({ general: { asOf: null } });
  };
  return (
    <Section title={said.title}>
      <div className={layout.card}>
        {chosen === undefined && <Body1>{said.today(format.day(today))}</Body1>}
        <Switch
          label={said.travel}
          checked={travels}
          disabled={busy}
          onChange={(_, { checked }) => {
            setTravels(checked);
            if (!checked) back();
          }}
        />
        <Caption1 className={layout.muted}>{said.lead}</Caption1>
        {travels && (
          <>
            <DayField label={said.field} size="small" value={typed} onChange={setTyped} />
            <Button
              disabled={busy || day === undefined || day === chosen}
              onClick={() => {
                if (day !== undefined) void store.saveSettings({ general: { asOf: day } });
              }}
            >
              {said.apply}
            </Button>
          </>
        )}
      </div>
    </Section>
  );
}
