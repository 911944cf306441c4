import {
  Body1Strong,
  Caption1,
  Caption1Strong,
  makeStyles,
  MessageBar,
  MessageBarBody,
  Subtitle1,
  tokens,
} from "@fluentui/react-components";
import { useState } from "react";
import type { TableView } from "../../../excel/import";
import { usePane } from "../../context";
import { Disclosure } from "../../parts/Disclosure";
import { FirstOf } from "../../parts/FirstOf";
import { useLayout } from "../../parts/layout";

const useStyles = makeStyles({
  title: { margin: 0 },
  counts: {
    display: "grid",
    gridTemplateColumns: "repeat(3, minmax(0, 1fr))",
    gap: tokens.spacingHorizontalS,
    margin: 0,
  },
  count: { display: "flex", flexDirection: "column-reverse" },
  value: { margin: 0, fontVariantNumeric: "tabular-nums" },
});

/** Records that are listed before the reader asks for all. */
const first = 5;
const firstGaps = 4;

/** What becomes of the customers and of the orders. */
export function TableCards({ tables }: { tables: readonly TableView[] }) {
  return (
    <>
      {tables.map((table) => (
        <TableCard key={table.kind} table={table} />
      ))}
    </>
  );
}

function TableCard({ table }: { table: TableView }) {
  const styles = useStyles();
  const layout = useLayout();
  const { texts, format } = usePane();
  const { tables: said, kindsOf, days } = texts.pane.importing;
  const kind = kindsOf[table.kind];
  const names: Readonly<Record<string, string>> =
    table.kind === "customers" ? texts.data.customerFields : texts.data.orderFields;
  const span = (of: { from: number; to: number }): string =>
    of.from === of.to ? format.day(of.from) : days(format.day(of.from), format.day(of.to));
  const counts = [
    [said.added, table.added],
    [said.changed, table.changed],
    [said.same, table.same],
  ] as const;
  const losesVoid = table.withoutColumn.some((it) => it === "orderStatus" || it === "voidFlag");
  return (
    <div className={layout.card}>
      <Body1Strong as="h3" className={styles.title}>
        {table.sheetName === undefined ? said.made(kind) : said.into(kind, table.sheetName)}
      </Body1Strong>
      <dl className={styles.counts}>
        {counts.map(([label, value]) => (
          <div key={label} className={styles.count}>
            <dt>
              <Caption1 className={layout.muted}>{label}</Caption1>
            </dt>
            <dd className={styles.value}>
              <Subtitle1>{format.count(value)}</Subtitle1>
            </dd>
          </div>
        ))}
      </dl>
      {table.after && (
        <Caption1 className={layout.text}>
          {table.before
            ? said.covered(span(table.before), span(table.after))
            : said.coveredNew(span(table.after))}
        </Caption1>
      )}
      {table.overlap && (
        <Caption1 className={layout.text}>{said.overlap(span(table.overlap))}</Caption1>
      )}
      {table.inSeveralFiles > 0 && (
        <Caption1 className={layout.text}>
          {said.inSeveralFiles(format.count(table.inSeveralFiles))}
        </Caption1>
      )}
      {table.newOwners > 0 && (
        <Caption1 className={layout.text}>{said.newOwners(format.count(table.newOwners))}</Caption1>
      )}
      {table.gaps.length > 0 && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>
            {said.gaps(
              format.list([
                ...table.gaps.slice(-firstGaps).map(span),
                ...(table.gaps.length > firstGaps ? ["…"] : []),
              ])
            )}
          </MessageBarBody>
        </MessageBar>
      )}
      {table.withoutColumn.length > 0 && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>
            {said.withoutColumn(format.list(table.withoutColumn.map((it) => names[it] ?? it)))}
            {losesVoid && ` ${said.voidWithoutColumn}`}
          </MessageBarBody>
        </MessageBar>
      )}
      <Changes table={table} names={names} />
      <Gone table={table} />
    </div>
  );
}

function Changes({ table, names }: { table: TableView; names: Readonly<Record<string, string>> }) {
  const layout = useLayout();
  const { texts, format } = usePane();
  const { tables: said } = texts.pane.importing;
  const [open, setOpen] = useState(false);
  if (table.changed === 0) return null;
  const fields = table.changedFields.map(({ field, cells }) =>
    said.changedField(names[field] ?? field, format.count(cells))
  );
  return (
    <>
      <Caption1 className={layout.text}>{format.list(fields)}</Caption1>
      <Disclosure label={said.changes} open={open} onToggle={setOpen}>
        <FirstOf items={table.changes} first={first} said={said}>
          {(shown) => (
            <ul className={layout.list}>
              {shown.map((change, at) => (
                <li key={at} className={layout.text}>
                  <Caption1Strong>{change.name}</Caption1Strong>
                  {change.fields.map(({ field, before, after }) => (
                    <div key={field}>
                      <Caption1 className={layout.muted}>{names[field] ?? field}</Caption1>{" "}
                      <Caption1>{said.change(before, after)}</Caption1>
                    </div>
                  ))}
                </li>
              ))}
            </ul>
          )}
        </FirstOf>
      </Disclosure>
    </>
  );
}

function Gone({ table: { gone } }: { table: TableView }) {
  const layout = useLayout();
  const { texts, format } = usePane();
  const { tables: said } = texts.pane.importing;
  if (gone.count === 0) return null;
  return (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody>
        {said.gone(format.count(gone.count))}
        <FirstOf items={gone.names} first={first} said={said}>
          {(shown) => <Caption1 className={layout.text}>{format.list(shown)}</Caption1>}
        </FirstOf>
      </MessageBarBody>
    </MessageBar>
  );
}
