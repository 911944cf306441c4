import {
  Body1,
  Caption1,
  Link,
  makeStyles,
  tokens,
  mergeClasses,
} from "@fluentui/react-components";
import { CheckmarkCircle16Filled, Warning16Filled } from "@fluentui/react-icons";
import type { Attention as Item, StoreOverview } from "../../../excel/api";
import { usePane } from "../../context";
import { useLayout } from "../../parts/layout";
import { Section } from "../../parts/Section";
import type { PaneStore } from "../../store";

type Code = Item["code"] | "targetsAtRisk";

/** What one does about it. */
const remedies: Readonly<Record<Code, (store: PaneStore) => void>> = {
  advisorsMissing: (store) => store.goToPlace("team"),
  planMissing: (store) => void store.makeMorningPlan(),
  recordsMissing: (store) => void store.goToReport("records"),
  followUpsDue: (store) => void store.goToReport("records"),
  noShows: (store) => void store.goToReport("records"),
  reasonsMissing: (store) => void store.goToReport("tally"),
  invalidProposals: (store) => void store.goToReport("records"),
  unassigned: (store) => store.goToPlace("team"),
  unreadableInputs: (store) => void store.goToReport("dataQuality"),
  targetsAtRisk: (store) => store.goToPlace("team"),
};

const useStyles = makeStyles({
  item: {
    display: "grid",
    gridTemplateColumns: "auto minmax(0, 1fr)",
    columnGap: tokens.spacingHorizontalS,
  },
  sign: { marginTop: "2px" },
  words: { display: "flex", flexDirection: "column", alignItems: "start", minWidth: 0 },
});

/** What somebody should look at, each with the way there. */
export function Attention({
  overview,
  targetsAtRisk,
}: {
  overview: StoreOverview;
  targetsAtRisk: number;
}) {
  const styles = useStyles();
  const layout = useLayout();
  const { store, texts, format, busy } = usePane();
  const { attention } = texts.pane.today;
  const items: readonly { code: Code; count: number; advisors: readonly string[] }[] = [
    ...overview.attention,
    ...(targetsAtRisk === 0
      ? []
      : [{ code: "targetsAtRisk" as const, count: targetsAtRisk, advisors: [] }]),
  ];
  return (
    <Section title={attention.title}>
      <div className={layout.card}>
        {items.length === 0 && (
          <Body1 className={layout.wrap}>
            <CheckmarkCircle16Filled aria-hidden className={layout.good} />
            {attention.none}
          </Body1>
        )}
        {items.length > 0 && (
          <ul className={layout.list}>
            {items.map(({ code, count, advisors }) => (
              <li key={code} className={styles.item}>
                <Warning16Filled aria-hidden className={mergeClasses(layout.watch, styles.sign)} />
                <div className={styles.words}>
                  <Body1 className={layout.text}>{attention[code].text(format.count(count))}</Body1>
                  {advisors.length > 0 && (
                    <Caption1 className={layout.muted}>{format.list(advisors)}</Caption1>
                  )}
                  <Link as="button" inline disabled={busy} onClick={() => remedies[code](store)}>
                    {attention[code].action}
                  </Link>
                </div>
              </li>
            ))}
          </ul>
        )}
      </div>
    </Section>
  );
}
