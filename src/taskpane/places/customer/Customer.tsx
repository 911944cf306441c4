import { Badge, Body1, Button, makeStyles, Subtitle1, tokens } from "@fluentui/react-components";
import { TableCellsMerge20Regular } from "@fluentui/react-icons";
import { useCallback, useEffect } from "react";
import type { CustomerView } from "../../../excel/api";
import { type StoreFigures, allFoundations } from "../../../reports/figures";
import { usePane } from "../../context";
import { FactList } from "../../parts/FactList";
import { useLayout } from "../../parts/layout";
import { Section } from "../../parts/Section";
import { Waiting } from "../../parts/Waiting";
import { figuresOf } from "../../store";
import { useFigures } from "../../useFigures";
import { CallForm } from "./CallForm";
import { Contacts } from "./Contacts";
import { Demand } from "./Demand";
import { NextService } from "./NextService";
import { Proposal } from "./Proposal";
import { Psv } from "./Psv";
import { ScriptText } from "./ScriptText";
import { statusSentence } from "./statusSentence";
import { SurveyForm } from "./SurveyForm";
import { Visits } from "./Visits";

const useStyles = makeStyles({
  name: { margin: 0, overflowWrap: "anywhere" },
  badges: { display: "flex", flexWrap: "wrap", gap: tokens.spacingHorizontalXS },
});

/** 客户: all that is known of the customer whose row is selected, and what one does with him. */
export default function Customer() {
  const { state, store } = usePane();
  useEffect(() => {
    const look = (): void => void store.lookAtSelection();
    window.addEventListener("focus", look);
    return () => window.removeEventListener("focus", look);
  }, [store]);
  if (!state.selected) return <NobodySelected />;
  return <Selected key={state.selected.key} customerKey={state.selected.key} />;
}

function NobodySelected() {
  const layout = useLayout();
  const { texts, store } = usePane();
  const { none } = texts.pane.customer;
  return (
    <Section title={none.title}>
      <Body1 className={layout.muted}>{none.body}</Body1>
      <Button onClick={() => void store.lookAtSelection()}>{none.look}</Button>
    </Section>
  );
}

function Selected({ customerKey }: { customerKey: string }) {
  const layout = useLayout();
  const { retain, state, texts } = usePane();
  const { locale } = state;
  const compute = useCallback(
    (figures: StoreFigures) => ({ view: retain.customerView(figures, customerKey, locale) }),
    [retain, customerKey, locale]
  );
  const seen = useFigures(allFoundations, compute);
  if (!seen) return <Waiting />;
  if (!seen.view) {
    const { unknown } = texts.pane.customer;
    return (
      <Section title={unknown.title}>
        <Body1 className={layout.muted}>{unknown.body}</Body1>
      </Section>
    );
  }
  return <Known view={seen.view} />;
}

function Known({ view }: { view: CustomerView }) {
  const { state } = usePane();
  const rules = figuresOf(state)?.settings.rules;
  const isLost = rules?.classes.some((it) => it.status === view.status && it.group === "lost");
  return (
    <>
      <Identity view={view} />
      {view.proposal && <Proposal customerKey={view.key} reason={view.proposal.reason} />}
      <Demand view={view} />
      {view.script && <ScriptText name={view.script.name} text={view.script.text} />}
      <CallForm view={view} />
      {(isLost || view.survey) && <SurveyForm view={view} />}
      <NextService view={view} />
      <Visits view={view} />
      <Psv view={view} />
      <Contacts contacts={view.contacts} />
    </>
  );
}

function Identity({ view }: { view: CustomerView }) {
  const styles = useStyles();
  const layout = useLayout();
  const { store, state, texts, format } = usePane();
  const said = texts.pane.customer;
  const rules = figuresOf(state)?.settings.rules;
  const { customers, archiveOfOrders } = state.recognition ?? {};
  const sheetName = (customers ?? archiveOfOrders)?.parts[view.part]?.sheetName;
  const { owner } = view;
  const ownerWords = [
    owner.name || said.unassigned,
    owner.presumed && owner.name !== "" ? said.presumed : "",
    owner.since === undefined ? "" : said.ownerSince(format.day(owner.since)),
  ];
  return (
    <section className={layout.card} aria-label={said.title}>
      <div className={layout.row}>
        <Subtitle1 as="h2" className={styles.name}>
          {view.name || said.unnamed}
        </Subtitle1>
        {sheetName !== undefined && (
          <Button
            size="small"
            appearance="subtle"
            icon={<TableCellsMerge20Regular />}
            onClick={() =>
              void store.goTo({ sheetName, address: `${view.sheetRow + 1}:${view.sheetRow + 1}` })
            }
          >
            {said.goToRow}
          </Button>
        )}
      </div>
      <div className={styles.badges}>
        {view.status && (
          <Badge appearance="tint" color="brand">
            {texts.data.statuses[view.status]}
          </Badge>
        )}
        {view.flags.map((flag) => (
          <Badge
            key={flag}
            appearance="tint"
            color={flag === "doNotDisturb" ? "danger" : "warning"}
          >
            {said.flags[flag]}
          </Badge>
        ))}
      </div>
      {rules && <Body1 className={layout.text}>{statusSentence(view, rules, texts, format)}</Body1>}
      <FactList
        facts={[
          [said.plate, view.plate],
          [said.model, view.model],
          [said.phone, view.phone],
          [said.vin, view.vin],
          [said.owner, ownerWords.filter(Boolean).join(" · ")],
          [said.facts.lifecycle, view.lifecycle && texts.method.lifecycleStages[view.lifecycle]],
          [said.facts.lossType, view.lossType && texts.method.lossTypes[view.lossType]],
          [said.facts.valueGrade, view.valueGrade && texts.method.valueGrades[view.valueGrade]],
        ]}
      />
    </section>
  );
}
