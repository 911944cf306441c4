import {
  Body1,
  Button,
  Caption1,
  Field,
  makeStyles,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  Select,
  tokens,
} from "@fluentui/react-components";
import type { GoneColumn } from "../../intake/goneColumns";
import type { RecognisedSheet, RecognitionQuestion } from "../../intake/recognition";
import { columnLetters } from "../../reports/plan";
import { usePane } from "../context";
import type { FieldOf, InputTable } from "../retain";
import { ColumnList } from "./ColumnList";
import { useLayout } from "./layout";

const useStyles = makeStyles({
  question: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalXS },
  answers: { display: "flex", flexWrap: "wrap", gap: tokens.spacingHorizontalXS },
});

type AnyField = FieldOf[InputTable];

/** What only the user can know about a sheet's columns, each with its answers. */
export function Questions<Name extends string>({
  table,
  sheet,
  fieldNames,
}: {
  table: InputTable;
  sheet: RecognisedSheet<Name>;
  fieldNames: Readonly<Record<string, string>>;
}) {
  const { state } = usePane();
  const questions = (state.recognition?.questions ?? []).filter((it) => it.table === table);
  const gone = (state.recognition?.gone ?? []).filter((it) => it.table === table);
  return (
    <>
      {gone.map((column) => (
        <Gone key={column.field} sheet={sheet} gone={column} fieldNames={fieldNames} />
      ))}
      {questions.map((question, at) =>
        question.code === "whichField" ? (
          <WhichFields
            key={at}
            question={question}
            table={table}
            sheet={sheet}
            fieldNames={fieldNames}
          />
        ) : (
          <Question key={at} question={question} fieldNames={fieldNames} />
        )
      )}
    </>
  );
}

/** A column that was read before and is gone: another one, or on without it. */
function Gone<Name extends string>({
  sheet,
  gone: { table, field, header },
  fieldNames,
}: {
  sheet: RecognisedSheet<Name>;
  gone: GoneColumn;
  fieldNames: Readonly<Record<string, string>>;
}) {
  const { store, texts, busy } = usePane();
  const { ask } = texts.pane.sheets;
  const name = fieldNames[field] ?? field;
  return (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody>
        {ask.gone(header, name)}
        <Field label={ask.instead(name)} size="small">
          <Select
            size="small"
            value=""
            disabled={busy}
            onChange={(_, { value }) =>
              void store.mapping.setField(table, Number(value), field as FieldOf[typeof table])
            }
          >
            <option value="">{ask.choose}</option>
            {sheet.headers.map((it) => (
              <option key={it.column} value={it.column}>
                {it.header}
              </option>
            ))}
          </Select>
        </Field>
      </MessageBarBody>
      <MessageBarActions>
        <Button
          size="small"
          disabled={busy}
          onClick={() => void store.mapping.goOnWithout(table, field)}
        >
          {ask.goOn}
        </Button>
      </MessageBarActions>
    </MessageBar>
  );
}

/** Amounts or days of which nothing says what they are: each column with all fields to choose from. */
function WhichFields<Name extends string>({
  question,
  ...list
}: {
  question: RecognitionQuestion;
  table: InputTable;
  sheet: RecognisedSheet<Name>;
  fieldNames: Readonly<Record<string, string>>;
}) {
  const styles = useStyles();
  const { texts } = usePane();
  return (
    <div className={styles.question}>
      <Body1>{texts.pane.sheets.ask.whichFields}</Body1>
      <ColumnList {...list} only={new Set(question.columns.map(({ column }) => column))} />
    </div>
  );
}

/** Which of several columns, or which number of a date is the month. */
function Question({
  question,
  fieldNames,
}: {
  question: RecognitionQuestion;
  fieldNames: Readonly<Record<string, string>>;
}) {
  const styles = useStyles();
  const layout = useLayout();
  const { store, texts, format, busy } = usePane();
  const { sheets } = texts.pane;
  const { ask } = sheets;
  const { table, code, columns } = question;
  const [field] = question.fields as readonly [AnyField];
  const label = (header: string, column: number): string =>
    header || sheets.untitled(columnLetters(column));
  if (code === "dateOrder") {
    const [{ header, column, samples }] = columns as [(typeof columns)[number]];
    return (
      <div className={styles.question}>
        <Body1>{ask.dateOrder(label(header, column), format.list(samples))}</Body1>
        <div className={styles.answers}>
          {(["dmy", "mdy"] as const).map((order) => (
            <Button
              key={order}
              size="small"
              disabled={busy}
              onClick={() => void store.mapping.setDateOrder(table, field, order)}
            >
              {order === "dmy" ? ask.dayFirst : ask.monthFirst}
            </Button>
          ))}
        </div>
      </div>
    );
  }
  return (
    <div className={styles.question}>
      <Body1>{ask.whichColumn(fieldNames[field] ?? field)}</Body1>
      <div className={styles.answers}>
        {columns.map(({ column, header }) => (
          <Button
            key={column}
            size="small"
            disabled={busy}
            onClick={() =>
              void store.mapping.setField(table, column, field as FieldOf[typeof table])
            }
          >
            {label(header, column)}
          </Button>
        ))}
      </div>
      {columns.map(({ column, header, samples }) => (
        <Caption1 key={column} className={layout.muted}>
          {`${label(header, column)} · ${sheets.samples(format.list(samples))}`}
        </Caption1>
      ))}
    </div>
  );
}

/** Of a group's export: which store is looked at. */
export function StorePicker() {
  const styles = useStyles();
  const layout = useLayout();
  const { store, state, texts, busy } = usePane();
  const { ask } = texts.pane.sheets;
  const asking = [state.preview, state.outcome].find((it) => it?.code === "severalStores");
  const chosen = state.recognition?.store;
  if (asking) {
    return (
      <div className={styles.question}>
        <Body1>{ask.stores}</Body1>
        <div className={styles.answers}>
          {asking.about.map((name) => (
            <Button
              key={name}
              size="small"
              disabled={busy}
              onClick={() => void store.mapping.chooseStore(name)}
            >
              {name}
            </Button>
          ))}
        </div>
      </div>
    );
  }
  if (chosen === undefined) return null;
  return (
    <div className={styles.answers}>
      <Caption1 className={layout.muted}>{ask.onlyStore(chosen)}</Caption1>
      <Button
        appearance="transparent"
        size="small"
        className={layout.quiet}
        disabled={busy}
        onClick={() => void store.mapping.chooseStore(undefined)}
      >
        {ask.otherStore}
      </Button>
    </div>
  );
}
