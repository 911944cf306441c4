import { Body1, Button, Caption1, makeStyles, tokens } from "@fluentui/react-components";
import {
  ArrowSync20Regular,
  CalendarCheckmark20Regular,
  WeatherMoon20Regular,
} from "@fluentui/react-icons";
import { useCallback } from "react";
import type { StoreFigures, Foundation } from "../../../reports/figures";
import type { StoreOverview } from "../../../excel/api";
import { usePane } from "../../context";
import { Meter } from "../../charts/Meter";
import { useLayout } from "../../parts/layout";
import { Section } from "../../parts/Section";
import { Waiting } from "../../parts/Waiting";
import { useFigures } from "../../useFigures";
import { targetsAtRisk } from "../team/teamFigures";
import { Attention } from "./Attention";
import { Tiles } from "./Tiles";

const useStyles = makeStyles({
  counts: {
    display: "grid",
    gridTemplateColumns: "repeat(4, minmax(0, 1fr))",
    gap: tokens.spacingHorizontalXS,
    margin: 0,
  },
  count: { display: "flex", flexDirection: "column-reverse", minWidth: 0 },
  value: {
    margin: 0,
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
    fontWeight: tokens.fontWeightSemibold,
    fontVariantNumeric: "tabular-nums",
  },
  actions: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalXS },
});

/** What the overview rests on. */
const foundations: readonly Foundation[] = ["statuses", "items", "money", "ownership", "credits"];

/** 今日: the store's figures, what needs attention, and what is done every day. */
export default function Today() {
  const { retain } = usePane();
  const compute = useCallback(
    (figures: StoreFigures) => ({
      overview: retain.storeOverview(figures),
      atRisk: targetsAtRisk(figures),
    }),
    [retain]
  );
  const seen = useFigures(foundations, compute);
  return (
    <>
      <DailyActions planned={(seen?.overview.today.planned ?? 0) > 0} />
      {seen ? (
        <>
          <Attention overview={seen.overview} targetsAtRisk={seen.atRisk} />
          <Contacts today={seen.overview.today} />
          <Tiles figures={seen.overview.figures} />
        </>
      ) : (
        <Waiting />
      )}
    </>
  );
}

function DailyActions({ planned }: { planned: boolean }) {
  const styles = useStyles();
  const { store, texts, busy } = usePane();
  const { actions } = texts.pane.today;
  return (
    <Section title={actions.title}>
      <div className={styles.actions}>
        <Button
          appearance={planned ? "secondary" : "primary"}
          icon={<CalendarCheckmark20Regular />}
          title={actions.morningPlanNote}
          disabled={busy}
          onClick={() => void store.makeMorningPlan()}
        >
          {actions.morningPlan}
        </Button>
        <Button
          appearance={planned ? "primary" : "secondary"}
          icon={<WeatherMoon20Regular />}
          title={actions.nightlyTallyNote}
          disabled={busy}
          onClick={() => void store.nightlyTally()}
        >
          {actions.nightlyTally}
        </Button>
        <Button
          icon={<ArrowSync20Regular />}
          title={actions.updateAllNote}
          disabled={busy}
          onClick={() => void store.run()}
        >
          {actions.updateAll}
        </Button>
      </div>
    </Section>
  );
}

function Contacts({ today }: { today: StoreOverview["today"] }) {
  const styles = useStyles();
  const layout = useLayout();
  const { texts, format } = usePane();
  const { plan } = texts.pane.today;
  const { planned, contacted } = today;
  const share = planned === 0 ? 0 : contacted / planned;
  return (
    <Section title={plan.title}>
      {planned === 0 ? (
        <Body1>{plan.none}</Body1>
      ) : (
        <div className={layout.card}>
          <dl className={styles.counts}>
            {(["planned", "contacted", "appointed", "arrived"] as const).map((name) => (
              <div key={name} className={styles.count}>
                <dt>
                  <Caption1 className={layout.muted}>{plan[name]}</Caption1>
                </dt>
                <dd className={styles.value}>{format.count(today[name])}</dd>
              </div>
            ))}
          </dl>
          <Meter share={share} />
          <Caption1 className={layout.muted}>
            {plan.done(format.count(contacted), format.count(planned), format.share(share))}
          </Caption1>
        </div>
      )}
    </Section>
  );
}
