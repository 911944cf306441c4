import { Body1, Body1Strong, Caption1, makeStyles, tokens } from "@fluentui/react-components";
import { CheckmarkCircle16Filled, Warning16Filled } from "@fluentui/react-icons";
import type { DealView } from "../../../excel/api";
import { strata, type Certificate } from "../../../retention/allocation";
import { Meter } from "../../charts/Meter";
import { usePane } from "../../context";
import { useLayout } from "../../parts/layout";

const useStyles = makeStyles({
  sign: {
    display: "grid",
    gridTemplateColumns: "auto minmax(0, 1fr)",
    columnGap: tokens.spacingHorizontalS,
    alignItems: "start",
  },
  title: { margin: 0 },
});

/** 分配证书 in the pane: who gets what, how even it is, and which promises hold (rules §10.3). */
export function Fairness({ view }: { view: DealView }) {
  const styles = useStyles();
  const layout = useLayout();
  const { texts, format } = usePane();
  const said = texts.pane.team.deal;
  const { deal, ledgerRows, withoutKey } = view;
  const { certificate } = deal;
  const notes = [
    deal.largeAccounts.length > 0 && said.largeAccounts(format.count(deal.largeAccounts.length)),
    deal.customerCare.length > 0 && said.customerCare(format.count(deal.customerCare.length)),
    withoutKey > 0 && said.withoutKey(format.count(withoutKey)),
    said.rows(format.count(ledgerRows)),
  ].filter((note) => note !== false);
  return (
    <div className={layout.card} role="group" aria-label={said.certificate}>
      <Body1Strong as="h3" className={styles.title}>
        {said.certificate}
      </Body1Strong>
      <Caption1 className={layout.muted}>
        {[said.number(String(view.number)), said.from(format.day(view.fromDay))].join(" · ")}
      </Caption1>
      <Caption1 className={layout.text}>
        {said.drawOrder(format.list(certificate.drawOrder))}
      </Caption1>
      <Promises certificate={certificate} />
      <PerAdvisor certificate={certificate} />
      <PerStratum certificate={certificate} />
      {notes.map((note) => (
        <Caption1 key={note} className={layout.muted}>
          {note}
        </Caption1>
      ))}
    </div>
  );
}

function Promises({ certificate }: { certificate: Certificate }) {
  const layout = useLayout();
  const { texts, format } = usePane();
  const said = texts.pane.team.deal;
  const { quotasKept, strataEven, psvSpread, promised } = certificate;
  return (
    <ul className={layout.list}>
      <Promised kept={quotasKept}>{quotasKept ? said.kept : said.notKept}</Promised>
      {strataEven !== null && (
        <Promised kept={strataEven}>{strataEven ? said.even : said.notEven}</Promised>
      )}
      <li>
        <Body1>{said.spread(format.share(psvSpread))}</Body1>
      </li>
      {!promised && (
        <li>
          <Caption1 className={layout.muted}>{said.measured}</Caption1>
        </li>
      )}
    </ul>
  );
}

function Promised({ kept, children }: { kept: boolean; children: string }) {
  const styles = useStyles();
  const layout = useLayout();
  return (
    <li className={styles.sign}>
      {kept ? (
        <CheckmarkCircle16Filled aria-hidden className={layout.good} />
      ) : (
        <Warning16Filled aria-hidden className={layout.watch} />
      )}
      <Body1>{children}</Body1>
    </li>
  );
}

function PerAdvisor({ certificate }: { certificate: Certificate }) {
  const styles = useStyles();
  const layout = useLayout();
  const { texts, format } = usePane();
  const said = texts.pane.team.deal;
  const most = Math.max(1, ...certificate.rows.map(({ total }) => total));
  return (
    <>
      <Body1Strong as="h4" className={styles.title}>
        {said.perAdvisor}
      </Body1Strong>
      <ul className={layout.list}>
        {certificate.rows.map(({ advisor, total, totalQuota, psv }) => (
          <li key={advisor} className={layout.tight}>
            <div>
              <Body1 block className={layout.text}>
                {advisor}
              </Body1>
              <Caption1 block className={layout.muted}>
                {[
                  said.perAdvisorRow(format.count(total), format.number(totalQuota)),
                  said.psv(format.yuan(psv)),
                ].join(" · ")}
              </Caption1>
            </div>
            <Meter share={total / most} />
          </li>
        ))}
      </ul>
    </>
  );
}

function PerStratum({ certificate }: { certificate: Certificate }) {
  const styles = useStyles();
  const layout = useLayout();
  const { texts, format } = usePane();
  const said = texts.pane.team.deal;
  return (
    <>
      <Body1Strong as="h4" className={styles.title}>
        {said.perStratum}
      </Body1Strong>
      <ul className={layout.list}>
        {strata.map((status, stratum) => {
          const total = certificate.strataTotals[stratum] ?? 0;
          if (total === 0) return null;
          const counts = certificate.rows.map((row) => row.counts[stratum] ?? 0);
          const gap = certificate.strataGaps[stratum] ?? 0;
          return (
            <li key={status}>
              <div className={layout.row}>
                <Body1>{texts.data.statuses[status]}</Body1>
                <Caption1 className={layout.muted}>{said.gap(format.count(gap))}</Caption1>
              </div>
              <Caption1 className={layout.muted}>
                {said.stratum(
                  format.count(total),
                  format.count(Math.min(...counts)),
                  format.count(Math.max(...counts))
                )}
              </Caption1>
            </li>
          );
        })}
      </ul>
    </>
  );
}
