import {
  Badge,
  Body1,
  Body1Strong,
  Button,
  Caption1,
  makeStyles,
  tokens,
} from "@fluentui/react-components";
import { CircleFilled, DiamondFilled, SquareFilled } from "@fluentui/react-icons";
import type { ReactElement } from "react";
import type { Target } from "../../../retention/performance";
import { usePane } from "../../context";
import { useLayout } from "../../parts/layout";
import { Section } from "../../parts/Section";
import type { AdvisorTargets, TargetView } from "./teamFigures";

type Lamp = Target["lamp"];

/** Each lamp has its own shape: colour alone tells nobody who does not see it. */
const shapes: Readonly<Record<Lamp, ReactElement>> = {
  green: <CircleFilled />,
  amber: <DiamondFilled />,
  red: <SquareFilled />,
};
const colors = { green: "success", amber: "warning", red: "danger" } as const;

const useStyles = makeStyles({
  target: {
    display: "grid",
    gridTemplateColumns: "minmax(0, 1fr) auto auto",
    columnGap: tokens.spacingHorizontalS,
    alignItems: "center",
  },
  value: { fontVariantNumeric: "tabular-nums" },
});

/** 维系目标 of the month and since the deal, by traffic lights. */
export function Targets({
  targets,
}: {
  targets: { readonly month: TargetView; readonly cumulative: TargetView | null };
}) {
  const layout = useLayout();
  const { store, texts, format } = usePane();
  const said = texts.pane.team.targets;
  const { month, cumulative } = targets;
  return (
    <Section title={said.title}>
      {month.advisors.length === 0 ? (
        <Body1 className={layout.muted}>{said.none}</Body1>
      ) : (
        <>
          <Block title={said.month(format.day(month.from))} view={month} />
          {cumulative && (
            <Block title={said.cumulative(format.day(cumulative.from))} view={cumulative} />
          )}
          <Button className={layout.start} onClick={() => void store.goToReport("targets")}>
            {said.open}
          </Button>
        </>
      )}
    </Section>
  );
}

function Block({ title, view }: { title: string; view: TargetView }) {
  const layout = useLayout();
  return (
    <div className={layout.card}>
      <Caption1 as="h3" className={layout.heading}>
        {title}
      </Caption1>
      <ul className={layout.list}>
        {view.advisors.map((advisor) => (
          <li key={advisor.name}>
            <Advisor advisor={advisor} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Advisor({ advisor }: { advisor: AdvisorTargets }) {
  const layout = useLayout();
  const { texts } = usePane();
  const said = texts.pane.team.targets;
  const { name, newLost, initialReturned } = advisor;
  return (
    <>
      <Body1Strong className={layout.text}>{name}</Body1Strong>
      {newLost && <Lamps name={said.newLost} target={newLost} due={said.allowed} />}
      {initialReturned && (
        <Lamps name={said.initialReturned} target={initialReturned} due={said.due} />
      )}
    </>
  );
}

function Lamps({
  name,
  target,
  due,
}: {
  name: string;
  target: Target;
  due: (due: string) => string;
}) {
  const styles = useStyles();
  const layout = useLayout();
  const { texts, format } = usePane();
  const said = texts.pane.team.targets;
  return (
    <>
      <div className={styles.target}>
        <Body1>{name}</Body1>
        <Body1 className={styles.value}>
          {said.actual(format.count(target.actual), format.count(target.target))}
        </Body1>
        <Badge appearance="tint" color={colors[target.lamp]} icon={shapes[target.lamp]}>
          {texts.reports.targets.lamps[target.lamp]}
        </Badge>
      </div>
      <Caption1 className={layout.muted}>{due(format.number(target.due))}</Caption1>
    </>
  );
}
