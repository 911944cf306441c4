import { Body1, Body1Strong, Caption1, makeStyles, tokens } from "@fluentui/react-components";
import type { CustomerView, VisitView } from "../../../excel/api";
import { VisitLine } from "../../charts/VisitLine";
import { usePane } from "../../context";
import { FirstOf } from "../../parts/FirstOf";
import { useLayout } from "../../parts/layout";
import { Section } from "../../parts/Section";

/** So many visits are shown before the reader asks for more. */
const firstVisits = 4;

const useStyles = makeStyles({
  visit: {
    display: "flex",
    flexDirection: "column",
    minWidth: 0,
    paddingLeft: tokens.spacingHorizontalS,
    borderLeft: `${tokens.strokeWidthThick} solid ${tokens.colorBrandStroke1}`,
  },
});

/** The visits on a line of years and, newest first, in words. */
export function Visits({ view }: { view: CustomerView }) {
  const layout = useLayout();
  const { texts, format } = usePane();
  const { visits: said } = texts.pane.customer;
  const { visits, asOf } = view;
  const days = visits
    .filter(({ kind }) => kind === "visit")
    .map(({ day }) => day)
    .sort((a, b) => a - b);
  const first = days[0];
  const last = days[days.length - 1];
  return (
    <Section title={said.title}>
      <div className={layout.card}>
        {visits.length === 0 && <Body1 className={layout.muted}>{said.none}</Body1>}
        {first !== undefined && last !== undefined && (
          <VisitLine
            days={days}
            until={Math.max(asOf, last)}
            label={said.chart(format.count(days.length), format.day(first), format.day(last))}
          />
        )}
        {visits.length > 0 && (
          <FirstOf items={visits} first={firstVisits} said={said}>
            {(shown) => (
              <ol className={layout.list}>
                {shown.map((visit) => (
                  <Visit key={`${visit.day} ${visit.orderNumber}`} visit={visit} />
                ))}
              </ol>
            )}
          </FirstOf>
        )}
      </div>
    </Section>
  );
}

function Visit({ visit }: { visit: VisitView }) {
  const styles = useStyles();
  const layout = useLayout();
  const { texts, format } = usePane();
  const { visits: said } = texts.pane.customer;
  const facts = [
    visit.odometer === undefined ? "" : texts.pane.km(format.count(visit.odometer)),
    visit.revenue === undefined ? "" : `${said.revenue} ${format.yuan(visit.revenue)}`,
    visit.advisor,
  ].filter(Boolean);
  return (
    <li className={styles.visit}>
      <Body1Strong>
        {[format.day(visit.day), visit.kind === "visit" ? "" : said.kinds[visit.kind]]
          .filter(Boolean)
          .join(" · ")}
      </Body1Strong>
      {visit.items !== "" && <Body1 className={layout.text}>{visit.items}</Body1>}
      {facts.length > 0 && <Caption1 className={layout.muted}>{facts.join(" · ")}</Caption1>}
    </li>
  );
}
