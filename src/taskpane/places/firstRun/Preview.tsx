import {
  Body1,
  Caption1,
  makeStyles,
  Spinner,
  Subtitle1,
  tokens,
} from "@fluentui/react-components";
import type { RunResult } from "../../../excel/api";
import { Meter } from "../../charts/Meter";
import { usePane } from "../../context";
import { FirstOf } from "../../parts/FirstOf";
import { Section } from "../../parts/Section";

const useStyles = makeStyles({
  tiles: { display: "grid", gridTemplateColumns: "1fr 1fr", gap: tokens.spacingHorizontalS },
  tile: {
    display: "flex",
    flexDirection: "column",
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
  },
  muted: { color: tokens.colorNeutralForeground2 },
  heading: { margin: 0, color: tokens.colorNeutralForeground2 },
  list: {
    listStyleType: "none",
    margin: 0,
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}`,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
  },
  row: {
    display: "grid",
    gridTemplateColumns: "1fr auto",
    columnGap: tokens.spacingHorizontalM,
    padding: `${tokens.spacingVerticalXS} 0`,
  },
  number: { fontVariantNumeric: "tabular-nums", textAlign: "right" },
  total: { fontVariantNumeric: "tabular-nums" },
  share: { gridColumn: "1 / -1", marginTop: tokens.spacingVerticalXXS },
});

/** How many kinds of findings are shown before the reader asks for all. */
const firstFindings = 5;

/** What a run gives: how many customers and orders, customers per status, findings. */
export function Preview() {
  const { state, texts } = usePane();
  const { preview } = texts.pane;
  const result = state.preview?.result;
  if (!result) {
    return state.activity === "preview" ? (
      <Spinner size="small" label={preview.working} labelPosition="after" />
    ) : null;
  }
  const written = state.preview !== undefined && state.preview.changes.length > 0;
  return (
    <Section title={written ? preview.written : preview.title}>
      <Tiles result={result} />
      <Statuses counts={result.statusCounts} />
      <Findings counts={result.findingCounts} written={written} />
    </Section>
  );
}

function Tiles({ result }: { result: RunResult }) {
  const styles = useStyles();
  const { texts, format } = usePane();
  const { preview } = texts.pane;
  const tiles = [
    { label: preview.customers, value: result.dealership.customers.count },
    { label: preview.orders, value: result.dealership.orders.count },
  ];
  return (
    <div className={styles.tiles}>
      {tiles.map(({ label, value }) => (
        <div key={label} className={styles.tile}>
          <Caption1 className={styles.muted}>{label}</Caption1>
          <Subtitle1 className={styles.total}>{format.count(value)}</Subtitle1>
        </div>
      ))}
    </div>
  );
}

function Statuses({ counts }: { counts: Readonly<Record<string, number>> }) {
  const styles = useStyles();
  const { texts, format } = usePane();
  const labels: Readonly<Record<string, string>> = texts.data.statuses;
  const shown = Object.keys(labels).filter((status) => (counts[status] ?? 0) > 0);
  const most = Math.max(...shown.map((status) => counts[status] ?? 0));
  return (
    <>
      <Caption1 as="h3" className={styles.heading}>
        {texts.pane.preview.statuses}
      </Caption1>
      <ul className={styles.list}>
        {shown.map((status) => (
          <li key={status} className={styles.row}>
            <Body1>{labels[status]}</Body1>
            <Body1 className={styles.number}>{format.count(counts[status] ?? 0)}</Body1>
            <div className={styles.share}>
              <Meter share={(counts[status] ?? 0) / most} />
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}

function Findings({ counts, written }: { counts: RunResult["findingCounts"]; written: boolean }) {
  const styles = useStyles();
  const { texts, format } = usePane();
  const { preview } = texts.pane;
  const labels: Readonly<Record<string, string>> = texts.data.findings;
  const found = Object.entries(counts)
    .filter(([, number]) => number > 0)
    .sort(([, a], [, b]) => b - a);
  const total = found.reduce((sum, [, number]) => sum + number, 0);
  const lead = written ? preview.findingsWritten : preview.findingsLead;
  return (
    <>
      <Caption1 as="h3" className={styles.heading}>
        {preview.findings}
      </Caption1>
      <Body1>{total === 0 ? preview.noFindings : lead(format.count(total))}</Body1>
      {total > 0 && (
        <FirstOf items={found} first={firstFindings} said={preview}>
          {(shown) => (
            <ul className={styles.list}>
              {shown.map(([code, number]) => (
                <li key={code} className={styles.row}>
                  <Body1>{labels[code]}</Body1>
                  <Body1 className={styles.number}>{format.count(number)}</Body1>
                </li>
              ))}
            </ul>
          )}
        </FirstOf>
      )}
    </>
  );
}
