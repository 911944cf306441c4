import {
  Body1,
  Button,
  Caption1,
  makeStyles,
  tokens,
  mergeClasses,
} from "@fluentui/react-components";
import { ArrowSync16Regular, Open16Regular, TableEdit20Regular } from "@fluentui/react-icons";
import type { ReportState } from "../../../excel/api";
import { usePane } from "../../context";
import { useLayout } from "../../parts/layout";
import { Section } from "../../parts/Section";
import { Books } from "./Books";
import { reportGroups, type ReportGroup } from "./reportGroups";

const useStyles = makeStyles({
  item: {
    display: "grid",
    gridTemplateColumns: "minmax(0, 1fr) auto auto",
    alignItems: "center",
    columnGap: tokens.spacingHorizontalXXS,
  },
});

/** 报表: every sheet, when it was written, and the way to it. */
export default function Reports() {
  const layout = useLayout();
  const { store, texts, busy } = usePane();
  const said = texts.pane.reports;
  return (
    <>
      <Section title={said.title}>
        <Button
          appearance="primary"
          icon={<TableEdit20Regular />}
          disabled={busy}
          onClick={() => void store.run()}
        >
          {said.all}
        </Button>
        <Caption1 className={layout.muted}>{said.allNote}</Caption1>
      </Section>
      {(Object.keys(reportGroups) as ReportGroup[]).map((group) => (
        <Group key={group} group={group} />
      ))}
      <Books />
      <Formulas />
    </>
  );
}

function Group({ group }: { group: ReportGroup }) {
  const layout = useLayout();
  const { state, texts } = usePane();
  const shown = reportGroups[group].flatMap((id): ReportState[] => {
    const states = state.reports?.filter((it) => it.id === id) ?? [];
    return states.length > 0 ? states : [{ id }];
  });
  return (
    <Section title={texts.pane.reports.groups[group]}>
      <ul className={mergeClasses(layout.list, layout.card)}>
        {shown.map((report) => (
          <li key={`${report.id} ${report.instance ?? ""}`}>
            <Report report={report} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Report({ report }: { report: ReportState }) {
  const styles = useStyles();
  const layout = useLayout();
  const { store, state, texts, format, busy } = usePane();
  const said = texts.pane.reports;
  const { id, instance, sheetName, writtenAt, asOf } = report;
  const name = [
    sheetName ?? texts.reports.names[id],
    instance === undefined || sheetName !== undefined ? "" : said.deal(instance),
  ]
    .filter(Boolean)
    .join(" ");
  const day = state.preview?.result?.asOf;
  const facts = [
    writtenAt === undefined ? said.notYet : said.writtenAt(writtenAt),
    asOf !== undefined && asOf !== day ? said.otherDay(format.day(asOf)) : "",
  ];
  return (
    <div className={styles.item}>
      <div>
        <Body1 block className={layout.text}>
          {name}
        </Body1>
        <Caption1 block className={layout.muted}>
          {facts.filter(Boolean).join(" · ")}
        </Caption1>
      </div>
      {id === "allocation" ? (
        <Button size="small" appearance="subtle" onClick={() => store.goToPlace("team")}>
          {said.toTeam}
        </Button>
      ) : (
        <Button
          size="small"
          appearance="subtle"
          icon={<ArrowSync16Regular />}
          aria-label={said.generateNamed(name)}
          title={said.generate}
          disabled={busy}
          onClick={() => void store.generate(id)}
        />
      )}
      <Button
        size="small"
        appearance="subtle"
        icon={<Open16Regular />}
        aria-label={said.goToNamed(name)}
        title={said.goTo}
        disabled={sheetName === undefined}
        onClick={() => {
          if (sheetName !== undefined) void store.goTo({ sheetName, address: "A1" });
        }}
      />
    </div>
  );
}

function Formulas() {
  const layout = useLayout();
  const { store, texts, busy } = usePane();
  const { formulas } = texts.pane.reports;
  return (
    <Section title={formulas.title}>
      <div className={layout.card}>
        <Button disabled={busy} onClick={() => void store.freezeToValues()}>
          {formulas.freeze}
        </Button>
        <Caption1 className={layout.muted}>{formulas.freezeNote}</Caption1>
        <Button disabled={busy} onClick={() => void store.repairFormulas()}>
          {formulas.repair}
        </Button>
        <Caption1 className={layout.muted}>{formulas.repairNote}</Caption1>
      </div>
    </Section>
  );
}
