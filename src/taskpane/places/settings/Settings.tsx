import { Body1, Caption1 } from "@fluentui/react-components";
import { usePane } from "../../context";
import { DataSheets } from "../../parts/DataSheets";
import { useLayout } from "../../parts/layout";
import { LanguageSelect } from "../../parts/LanguageSelect";
import { Section } from "../../parts/Section";
import { figuresOf } from "../../store";
import { AsOf } from "./AsOf";
import { LiveColumns } from "./LiveColumns";
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
          <RuleSets />
          <LiveColumns />
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
  const { state, texts } = usePane();
  const { data } = texts.pane.settings;
  return (
    <Section title={data.title}>
      <Caption1 className={layout.muted}>{data.lead}</Caption1>
      <DataSheets {...state.recognition} />
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
