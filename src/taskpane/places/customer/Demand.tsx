import { Body1, Caption1 } from "@fluentui/react-components";
import type { CustomerView } from "../../../excel/api";
import type { DemandItem } from "../../../retention/solicitation";
import { NO_DAY } from "../../../retention/time";
import { usePane } from "../../context";
import { useLayout } from "../../parts/layout";
import { Section } from "../../parts/Section";

/** What the demand list has about the customer. */
export function Demand({ view }: { view: CustomerView }) {
  const layout = useLayout();
  const { texts } = usePane();
  if (view.demand.length === 0) return null;
  return (
    <Section title={texts.pane.customer.demand.title}>
      <ul className={layout.list}>
        {view.demand.map((item) => (
          <Item key={`${item.type} ${item.dueDay} ${item.about}`} item={item} />
        ))}
      </ul>
    </Section>
  );
}

function Item({ item }: { item: DemandItem }) {
  const layout = useLayout();
  const { texts, format } = usePane();
  const said = texts.pane.customer.demand;
  const when =
    item.dueDay === NO_DAY
      ? said.anyTime
      : item.overdueDays > 0
        ? said.overdue(format.count(item.overdueDays))
        : item.overdueDays < 0
          ? said.inDays(format.count(-item.overdueDays))
          : said.today;
  return (
    <li className={layout.card}>
      <div className={layout.row}>
        <Body1>{texts.vocabulary.solicitationTypes[item.type]}</Body1>
        <Caption1 className={item.overdueDays > 0 ? layout.bad : layout.muted}>{when}</Caption1>
      </div>
      {item.about !== "" && <Caption1 className={layout.muted}>{item.about}</Caption1>}
    </li>
  );
}
