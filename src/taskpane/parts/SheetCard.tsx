import {
  Badge,
  Body1Strong,
  Button,
  Caption1,
  Field,
  makeStyles,
  MessageBar,
  MessageBarBody,
  Select,
  tokens,
} from "@fluentui/react-components";
import {
  CheckmarkCircle16Filled,
  DismissCircle16Regular,
  Warning16Filled,
} from "@fluentui/react-icons";
import { useState } from "react";
import type { RecognisedSheet } from "../../intake/recognition";
import { usePane } from "../context";
import type { InputTable } from "../retain";
import { ColumnList } from "./ColumnList";
import { Disclosure } from "./Disclosure";
import { useLayout } from "./layout";
import { Questions } from "./Questions";

const useStyles = makeStyles({
  head: { display: "flex", alignItems: "center", gap: tokens.spacingHorizontalS },
  name: { margin: 0, flexGrow: 1 },
  badges: { display: "flex", flexWrap: "wrap", gap: tokens.spacingHorizontalXS },
});

/** One of the two input sheets: where it was found, how well, and its columns on demand. */
export function SheetCard<Name extends string>({
  table,
  sheet,
}: {
  table: InputTable;
  sheet: RecognisedSheet<Name> | undefined;
}) {
  const styles = useStyles();
  const layout = useLayout();
  const { texts } = usePane();
  const { sheets } = texts.pane;
  const complete = sheet !== undefined && sheet.missing.length === 0;
  return (
    <div className={layout.card}>
      <div className={styles.head}>
        {complete ? (
          <CheckmarkCircle16Filled aria-hidden className={layout.good} />
        ) : sheet ? (
          <Warning16Filled aria-hidden className={layout.watch} />
        ) : (
          <DismissCircle16Regular aria-hidden className={layout.watch} />
        )}
        <Body1Strong as="h3" className={styles.name}>
          {sheets[table]}
        </Body1Strong>
        {!sheet && (
          <Badge appearance="tint" color="warning">
            {sheets.notFound}
          </Badge>
        )}
      </div>
      {!sheet && <Caption1 className={layout.muted}>{sheets.notFoundHint[table]}</Caption1>}
      <SheetChoice table={table} sheetId={sheet?.sheetId ?? ""} />
      {sheet && <FoundSheet table={table} sheet={sheet} />}
    </div>
  );
}

/** Takes another sheet of the workbook for this table. */
function SheetChoice({ table, sheetId }: { table: InputTable; sheetId: string }) {
  const { store, state, texts, busy } = usePane();
  const choices = state.recognition?.choices ?? [];
  const { sheets } = texts.pane;
  if (choices.length < (sheetId === "" ? 1 : 2)) return null;
  return (
    <Field label={sheets.pick} size="small">
      <Select
        size="small"
        value={sheetId}
        disabled={busy}
        onChange={(_, { value }) => void store.mapping.setSheet(table, value)}
      >
        {sheetId === "" && <option value="">{sheets.notFound}</option>}
        {choices.map((choice) => (
          <option key={choice.sheetId} value={choice.sheetId}>
            {choice.sheetName}
          </option>
        ))}
      </Select>
    </Field>
  );
}

function FoundSheet<Name extends string>({
  table,
  sheet,
}: {
  table: InputTable;
  sheet: RecognisedSheet<Name>;
}) {
  const styles = useStyles();
  const layout = useLayout();
  const { store, texts, format, busy } = usePane();
  const { sheets } = texts.pane;
  const [asked, setAsked] = useState(false);
  const fieldNames: Readonly<Record<string, string>> =
    table === "customers" ? texts.data.customerFields : texts.data.orderFields;
  const toCheck = sheet.columns.filter(({ confidence }) => confidence === "likely");
  // A field that is needed and not there is corrected in the list, so the list is open then.
  const open = asked || sheet.missing.length > 0;
  return (
    <>
      <Caption1 className={layout.muted}>
        {sheets.place(sheet.tableName ?? sheet.sheetName, format.count(sheet.rowCount))}
      </Caption1>
      <div className={styles.badges}>
        <Badge appearance="tint" color="informative">
          {sheets.recognised(format.count(sheet.columns.length))}
        </Badge>
        {toCheck.length > 0 && (
          <Badge appearance="tint" color="warning">
            {sheets.toCheck(format.count(toCheck.length))}
          </Badge>
        )}
      </div>
      {sheet.missing.length > 0 && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>
            {sheet.headers.length === 0
              ? sheets.noColumns
              : sheets.missing(sheet.missing.map((field) => fieldNames[field]).join(sheets.or))}
          </MessageBarBody>
        </MessageBar>
      )}
      <Questions table={table} sheet={sheet} fieldNames={fieldNames} />
      {!open && toCheck.length > 0 && (
        <>
          <Caption1 className={layout.muted}>{sheets.checkThese}</Caption1>
          <ColumnList
            table={table}
            sheet={sheet}
            fieldNames={fieldNames}
            only={new Set(toCheck.map(({ column }) => column))}
          />
        </>
      )}
      <Disclosure
        label={sheets.columns}
        open={open}
        disabled={sheet.missing.length > 0}
        onToggle={setAsked}
      >
        <ColumnList table={table} sheet={sheet} fieldNames={fieldNames} />
        <Button
          appearance="transparent"
          size="small"
          className={layout.quiet}
          disabled={busy}
          onClick={() => void store.mapping.reset(table)}
        >
          {sheets.reset}
        </Button>
      </Disclosure>
      <Lacking table={table} sheet={sheet} />
    </>
  );
}

/** Fields whose absence takes figures away, by sheet. */
const worth = {
  customers: ["deliveryDate", "phone", "advisor"],
  orders: ["orderNumber", "orderStatus", "orderType", "items", "odometer", "receivable"],
} as const;

/** What is missing, and what it would give. */
function Lacking<Name extends string>({
  table,
  sheet,
}: {
  table: InputTable;
  sheet: RecognisedSheet<Name>;
}) {
  const layout = useLayout();
  const { texts } = usePane();
  const { sheets } = texts.pane;
  const found = new Set<string>(
    [...sheet.columns, ...sheet.joined.flatMap(({ columns }) => columns)].map(({ field }) => field)
  );
  // A flag does what a status does, and amounts in parts what their sum does.
  if (found.has("voidFlag")) found.add("orderStatus");
  if (found.has("labour") || found.has("parts") || found.has("received")) found.add("receivable");
  const lacking = worth[table].filter((field) => !found.has(field));
  if (lacking.length === 0) return null;
  return (
    <>
      <Caption1 className={layout.muted}>{sheets.lacking}</Caption1>
      <ul className={layout.list}>
        {lacking.map((field) => (
          <li key={field}>
            <Caption1 className={layout.text}>{sheets.lacks[field]}</Caption1>
          </li>
        ))}
      </ul>
    </>
  );
}
