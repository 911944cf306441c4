import { Body1, Caption1 } from "@fluentui/react-components";
import type { ContactView } from "../../../excel/api";
import { usePane } from "../../context";
import { useLayout } from "../../parts/layout";
import { Section } from "../../parts/Section";

/** Every contact so far, newest first. */
export function Contacts({ contacts }: { contacts: readonly ContactView[] }) {
  const layout = useLayout();
  const { texts, format } = usePane();
  const said = texts.pane.customer.contacts;
  const { solicitationTypes, results, recordStates, failureReasons } = texts.vocabulary;
  return (
    <Section title={said.title}>
      <div className={layout.card}>
        {contacts.length === 0 && <Body1 className={layout.muted}>{said.none}</Body1>}
        {contacts.length > 0 && (
          <ol className={layout.list}>
            {contacts.map(({ record, state }) => (
              <li key={record.number}>
                <Body1 block className={layout.text}>
                  {[
                    format.day(record.day),
                    solicitationTypes[record.type],
                    record.result === null ? "" : results[record.result],
                  ]
                    .filter(Boolean)
                    .join(" · ")}
                </Body1>
                <Caption1 block className={layout.muted}>
                  {[
                    record.advisor,
                    state === undefined ? "" : recordStates[state],
                    record.failureReason === null ? "" : failureReasons[record.failureReason],
                    record.note,
                  ]
                    .filter(Boolean)
                    .join(" · ")}
                </Caption1>
              </li>
            ))}
          </ol>
        )}
      </div>
    </Section>
  );
}
