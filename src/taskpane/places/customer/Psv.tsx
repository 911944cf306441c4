import { Body1, Caption1, Subtitle2 } from "@fluentui/react-components";
import { useState } from "react";
import type { CustomerView, PsvView } from "../../../excel/api";
import { PartsBar } from "../../charts/PartsBar";
import { usePane } from "../../context";
import { Disclosure } from "../../parts/Disclosure";
import { useLayout } from "../../parts/layout";
import { Section } from "../../parts/Section";

/** PSV in its three parts, and what each is made of. */
export function Psv({ view }: { view: CustomerView }) {
  const layout = useLayout();
  const { texts } = usePane();
  const { psv: said } = texts.pane.customer;
  return (
    <Section title={said.title}>
      <div className={layout.card}>
        {view.psv ? <Parts psv={view.psv} /> : <Body1 className={layout.muted}>{said.none}</Body1>}
      </div>
    </Section>
  );
}

function Parts({ psv }: { psv: PsvView }) {
  const layout = useLayout();
  const { texts, format } = usePane();
  const { psv: said } = texts.pane.customer;
  const [open, setOpen] = useState(false);
  const parts = (["base", "derived", "repurchase"] as const).map((name) => ({
    name: said[name],
    value: psv[name],
    text: said.part(
      said[name],
      format.yuan(psv[name]),
      format.share(psv.total === 0 ? 0 : psv[name] / psv.total)
    ),
  }));
  const drivers = [
    said.remainingYears(format.number(psv.remainingYears)),
    said.maintenance(format.number(psv.maintenanceFrequency), format.yuan(psv.maintenanceSpending)),
    said.repair(format.number(psv.repairFrequency), format.yuan(psv.repairSpending)),
    said.derivedChance(format.share(psv.derivedChance)),
    said.repurchaseChance(format.share(psv.repurchaseChance)),
    said.obtainability(format.share(psv.obtainability)),
  ];
  return (
    <>
      <Subtitle2>{`${said.total} ${format.yuan(psv.total)}`}</Subtitle2>
      <PartsBar parts={parts} label={said.chart(format.list(parts.map(({ text }) => text)))} />
      <Disclosure label={said.drivers} open={open} onToggle={setOpen}>
        <ul className={layout.list}>
          {drivers.map((driver) => (
            <li key={driver}>
              <Caption1 className={layout.muted}>{driver}</Caption1>
            </li>
          ))}
        </ul>
      </Disclosure>
    </>
  );
}
