import { Caption1, makeStyles, mergeClasses, Subtitle1, tokens } from "@fluentui/react-components";
import { ArrowDown12Filled, ArrowUp12Filled } from "@fluentui/react-icons";
import type { OverviewFigure, OverviewFigureId } from "../../../excel/api";
import { Sparkline } from "../../charts/Sparkline";
import { usePane } from "../../context";
import { useLayout } from "../../parts/layout";
import { Section } from "../../parts/Section";

const useStyles = makeStyles({
  tiles: {
    display: "grid",
    gridTemplateColumns: "repeat(2, minmax(0, 1fr))",
    gap: tokens.spacingHorizontalS,
  },
  tile: { gap: tokens.spacingVerticalXS, padding: tokens.spacingHorizontalMNudge },
  name: { margin: 0 },
  value: { fontVariantNumeric: "tabular-nums" },
  change: { display: "flex", alignItems: "center", gap: tokens.spacingHorizontalXXS, minWidth: 0 },
  arrow: { flexShrink: 0 },
});

/** Whether more of it is good news; by 状态KPI, S0. */
const moreIsBetter: Readonly<Record<OverviewFigureId, boolean>> = {
  base: true,
  nearLost: false,
  lost: false,
  newlyLost: false,
  wonBack: true,
  visits: true,
};

/** Figures that count what happened since the first of the month. */
const counting: ReadonlySet<OverviewFigureId> = new Set(["newlyLost", "wonBack", "visits"]);

/** The key figures, each with its changes and its last 30 days. */
export function Tiles({ figures }: { figures: readonly OverviewFigure[] }) {
  const styles = useStyles();
  const { texts } = usePane();
  return (
    <Section title={texts.pane.today.figures.title}>
      <div className={styles.tiles}>
        {figures.map((figure) => (
          <Tile key={figure.id} figure={figure} />
        ))}
      </div>
    </Section>
  );
}

function Tile({ figure }: { figure: OverviewFigure }) {
  const styles = useStyles();
  const layout = useLayout();
  const { texts, format } = usePane();
  const { today } = texts.pane;
  const { id, value, yesterday, monthStart, series } = figure;
  const name = today.figures[id];
  const points = series.length === 0 ? [value] : series;
  const trend = today.trend(
    name,
    format.count(points[0] ?? value),
    format.count(points[points.length - 1] ?? value),
    format.count(Math.min(...points)),
    format.count(Math.max(...points))
  );
  return (
    <div className={mergeClasses(layout.card, styles.tile)}>
      <Caption1 as="h3" className={mergeClasses(layout.muted, styles.name)}>
        {name}
      </Caption1>
      <Subtitle1 className={styles.value}>{format.count(value)}</Subtitle1>
      <Change
        change={value - yesterday}
        good={moreIsBetter[id]}
        words={counting.has(id) ? today.todayAdds : today.sinceYesterday}
      />
      {counting.has(id) ? (
        <Caption1 className={layout.muted}>{today.lastMonth(format.count(monthStart))}</Caption1>
      ) : (
        <Change change={value - monthStart} good={moreIsBetter[id]} words={today.sinceMonthStart} />
      )}
      <Sparkline values={points} label={trend} />
    </div>
  );
}

/** A change by sign, arrow, colour and a word for those who see no colour. */
function Change({
  change,
  good,
  words,
}: {
  change: number;
  good: boolean;
  words: (change: string) => string;
}) {
  const styles = useStyles();
  const layout = useLayout();
  const { texts, format } = usePane();
  const { noChange, better, worse } = texts.pane.today;
  if (change === 0) return <Caption1 className={layout.muted}>{words(noChange)}</Caption1>;
  const isBetter = change > 0 === good;
  const Arrow = change > 0 ? ArrowUp12Filled : ArrowDown12Filled;
  return (
    <Caption1 className={mergeClasses(styles.change, isBetter ? layout.good : layout.bad)}>
      <Arrow className={styles.arrow} aria-label={isBetter ? better : worse} role="img" />
      <span>{words(format.change(change))}</span>
    </Caption1>
  );
}
