import { Body1, Button, Caption1 } from "@fluentui/react-components";
import { ArrowClockwise16Regular } from "@fluentui/react-icons";
import { usePane } from "../../context";
import { useLayout } from "../../parts/layout";
import { LanguageSelect } from "../../parts/LanguageSelect";
import { Section } from "../../parts/Section";
import { SheetCard } from "../../parts/SheetCard";
import { figuresOf } from "../../paneStore";
import { LiveColumns } from "./LiveColumns";
import { AsOf } from "./AsOf";
import { Parameters } from "./Parameters";
import { Reset } from "./Reset";
import { RuleSets } from "./RuleSets";

/** 设置: data, day, rules, parameters, language. */
export default function Settings() {
  const { state } = usePane();
  const figures = figuresOf(state);
  return (
    <>
      <Data />
      {figures && (
        <>
          <AsOf key={figures.settings.asOf ?? 0} chosen={figures.settings.asOf} />
          <LiveColumns />
          <RuleSets />
          <Parameters settings={figures.settings} />
        </>
      )}
      <Language />
      {figures && <Reset settings={figures.settings} />}
    </>
  );
}

function Data() {
  const layout = useLayout();
  const { store, state, texts, busy } = usePane();
  const { data } = texts.pane.settings;
  const { customers, orders } = state.recognition ?? {};
  return (
    <Section title={data.title}>
      <Caption1 className={layout.muted}>{data.lead}</Caption1>
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
    </Section>
  );
}

function Language() {
  const layout = useLayout();
  const { texts } = usePane();
  const { language } = texts.pane.settings;
  return (
    <Section title={language.title}>
      <div className={layout.card}>
        <Body1 className={layout.text}>{language.lead}</Body1>
        <LanguageSelect />
      </div>
    </Section>
  );
}
