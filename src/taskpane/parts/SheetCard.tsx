import {
  Badge,
  Body1Strong,
  Button,
  Caption1,
  makeStyles,
  MessageBar,
  MessageBarBody,
  tokens,
} from "@fluentui/react-components";
import {
  CheckmarkCircle16Filled,
  ChevronDown16Regular,
  ChevronUp16Regular,
  DismissCircle16Regular,
  Warning16Filled,
} from "@fluentui/react-icons";
import { useId, useState } from "react";
import type { RecognisedSheet } from "../../excel/api";
import { usePane } from "../context";
import type { InputTable } from "../retain";
import { ColumnList } from "./ColumnList";

const useStyles = makeStyles({
  card: {
    display: "flex",
    flexDirection: "column",
    gap: tokens.spacingVerticalXS,
    padding: `${tokens.spacingVerticalMNudge} ${tokens.spacingHorizontalM}`,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
  },
  head: { display: "flex", alignItems: "center", gap: tokens.spacingHorizontalS },
  name: { margin: 0, flexGrow: 1 },
  found: { color: tokens.colorStatusSuccessForeground1 },
  incomplete: { color: tokens.colorStatusWarningForeground3 },
  muted: { color: tokens.colorNeutralForeground2, overflowWrap: "anywhere" },
  badges: { display: "flex", flexWrap: "wrap", gap: tokens.spacingHorizontalXS },
  toggle: { alignSelf: "start", marginLeft: `calc(-1 * ${tokens.spacingHorizontalS})` },
});

/** One of the two input sheets: where it was found, how well, and its columns on demand. */
export function SheetCard<Field extends string>({
  table,
  sheet,
}: {
  table: InputTable;
  sheet: RecognisedSheet<Field> | undefined;
}) {
  const styles = useStyles();
  const { texts } = usePane();
  const { sheets } = texts.pane;
  const complete = sheet !== undefined && sheet.missing.length === 0;
  return (
    <div className={styles.card}>
      <div className={styles.head}>
        {complete ? (
          <CheckmarkCircle16Filled aria-hidden className={styles.found} />
        ) : sheet ? (
          <Warning16Filled aria-hidden className={styles.incomplete} />
        ) : (
          <DismissCircle16Regular aria-hidden className={styles.incomplete} />
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
      {sheet ? (
        <FoundSheet table={table} sheet={sheet} />
      ) : (
        <Caption1 className={styles.muted}>{sheets.notFoundHint[table]}</Caption1>
      )}
    </div>
  );
}

function FoundSheet<Field extends string>({
  table,
  sheet,
}: {
  table: InputTable;
  sheet: RecognisedSheet<Field>;
}) {
  const styles = useStyles();
  const { texts, count } = usePane();
  const { sheets } = texts.pane;
  const listId = useId();
  const [asked, setAsked] = useState(false);
  const fieldNames: Readonly<Record<string, string>> =
    table === "customers" ? texts.data.customerFields : texts.data.orderFields;
  const toCheck = sheet.columns.filter(({ confidence }) => confidence === "likely").length;
  // A field that is needed and not there is corrected in the list, so the list is open then.
  const open = asked || sheet.missing.length > 0;
  return (
    <>
      <Caption1 className={styles.muted}>
        {sheets.place(sheet.tableName ?? sheet.sheetName, count(sheet.rowCount))}
      </Caption1>
      <div className={styles.badges}>
        <Badge appearance="tint" color="informative">
          {sheets.recognised(count(sheet.columns.length))}
        </Badge>
        {toCheck > 0 && (
          <Badge appearance="tint" color="warning">
            {sheets.toCheck(count(toCheck))}
          </Badge>
        )}
      </div>
      {sheet.missing.length > 0 && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>
            {sheets.missing(sheet.missing.map((field) => fieldNames[field]).join(sheets.or))}
          </MessageBarBody>
        </MessageBar>
      )}
      <Button
        appearance="transparent"
        size="small"
        className={styles.toggle}
        icon={open ? <ChevronUp16Regular /> : <ChevronDown16Regular />}
        aria-expanded={open}
        aria-controls={listId}
        disabled={sheet.missing.length > 0}
        onClick={() => setAsked(!asked)}
      >
        {sheets.columns}
      </Button>
      <div id={listId} hidden={!open}>
        {open && <ColumnList table={table} sheet={sheet} fieldNames={fieldNames} />}
      </div>
    </>
  );
}
