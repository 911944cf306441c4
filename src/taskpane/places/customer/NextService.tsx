import { Body1, Body1Strong, Caption1 } from "@fluentui/react-components";
import type { CustomerView } from "../../../excel/api";
import { usePane } from "../../context";
import { FactList } from "../../parts/FactList";
import { useLayout } from "../../parts/layout";
import { Section } from "../../parts/Section";

/** When the car is due for maintenance, by days and kilometres, and what that rests on. */
export function NextService({ view }: { view: CustomerView }) {
  const layout = useLayout();
  const { texts, format } = usePane();
  const { service: said, facts } = texts.pane.customer;
  const { service, predictedKm, kmPerDay, asOf } = view;
  return (
    <Section title={said.title}>
      <div className={layout.card}>
        {service ? (
          <>
            <Body1Strong>
              {[
                format.day(service.day),
                dueIn(service.day - asOf),
                service.km === undefined ? "" : said.at(format.count(service.km)),
              ]
                .filter(Boolean)
                .join(" · ")}
            </Body1Strong>
            <Caption1 className={layout.muted}>
              {[service.isFirst ? said.first : "", said.basis[service.basis]]
                .filter(Boolean)
                .join(" · ")}
            </Caption1>
          </>
        ) : (
          <Body1 className={layout.muted}>{said.unknown}</Body1>
        )}
        <FactList
          facts={[
            [
              facts.predictedKm,
              predictedKm === undefined ? undefined : texts.pane.km(format.count(predictedKm)),
            ],
            [
              facts.kmPerDay,
              kmPerDay === undefined ? undefined : facts.perDay(format.number(kmPerDay)),
            ],
          ]}
        />
      </div>
    </Section>
  );

  function dueIn(days: number): string {
    if (days === 0) return said.today;
    return days > 0 ? said.inDays(format.count(days)) : said.overdue(format.count(-days));
  }
}
