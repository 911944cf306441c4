import {
  Button,
  Caption1,
  Field,
  Input,
  makeStyles,
  Select,
  Textarea,
  tokens,
} from "@fluentui/react-components";
import { CallConnecting20Regular } from "@fluentui/react-icons";
import { useState } from "react";
import type { CustomerView } from "../../../excel/api";
import {
  competitors,
  failureGroupOf,
  failureGroups,
  failureReasons,
  solicitationResults,
  type Competitor,
  type FailureReason,
} from "../../../retention/calls";
import { isoOf } from "../../../retention/time";
import { useDraft, usePane } from "../../context";
import { Choice } from "../../parts/Choice";
import { DayField } from "../../parts/DayField";
import { Disclosure } from "../../parts/Disclosure";
import { useLayout } from "../../parts/layout";
import { Section } from "../../parts/Section";
import { blankCall, callOf, odometerIsReadable, sequelOf, type CallDraft } from "./callDraft";

const useStyles = makeStyles({
  results: {
    display: "grid",
    gridTemplateColumns: "repeat(2, minmax(0, 1fr))",
    gap: tokens.spacingHorizontalXS,
  },
  result: { minWidth: 0, padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalXS}` },
  more: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalS },
});

/** Days from today that are offered with one click. */
const offered = { appointment: [1, 2, 3, 7], nextContact: [1, 3, 7, 30] } as const;

type Change = (change: Partial<CallDraft>) => void;

/** A contact with the customer: result, what follows from it, save. Three clicks where nothing is typed. */
export function CallForm({ view }: { view: CustomerView }) {
  const styles = useStyles();
  const layout = useLayout();
  const { retain, store, state, texts, busy } = usePane();
  const said = texts.pane.customer.call;
  const number = recordToFill(view, state.selected?.record);
  const [draft, setDraft] = useDraft<CallDraft>(`call ${view.key}`, blankCall);
  const change: Change = (it) => setDraft({ ...draft, ...it });
  const call = callOf(draft, view.key, number);
  const record = async (): Promise<void> => {
    if (!call) return;
    const outcome = await store.perform("recordCall", (options) =>
      retain.recordCall(call, options)
    );
    if (outcome?.kind === "done") setDraft(undefined);
  };
  return (
    <Section title={said.title}>
      <div className={layout.card}>
        <Caption1 className={layout.muted}>
          {number === undefined ? said.adds : said.fills(number)}
        </Caption1>
        {view.asOf !== retain.today() && (
          <Caption1 className={layout.watch}>{said.timeTravel}</Caption1>
        )}
        <div className={styles.results} role="group" aria-label={said.result}>
          {solicitationResults.map((result) => (
            <Choice
              key={result}
              className={styles.result}
              checked={draft.result === result}
              onClick={() => change({ result: draft.result === result ? undefined : result })}
            >
              {texts.vocabulary.results[result]}
            </Choice>
          ))}
        </div>
        {draft.result && <Following draft={draft} change={change} />}
        {draft.result && <More draft={draft} change={change} />}
        <Button
          appearance="primary"
          icon={<CallConnecting20Regular />}
          disabled={busy || !call}
          onClick={() => void record()}
        >
          {said.save}
        </Button>
      </div>
    </Section>
  );
}

/**
 * The row of 招揽记录 that a call is written into: the one that is selected, while it is open. The same
 * customer may stand in today's plans of two advisors.
 */
function recordToFill(
  { contacts, asOf, openRecord }: CustomerView,
  selected: string | undefined
): string | undefined {
  const isOpen = contacts.some(
    ({ record }) => record.number === selected && record.day === asOf && record.result === null
  );
  return isOpen ? selected : openRecord;
}

/** What the chosen result calls for. */
function Following({ draft, change }: { draft: CallDraft; change: Change }) {
  const { texts } = usePane();
  const said = texts.pane.customer.call;
  switch (draft.result && sequelOf[draft.result]) {
    case "appointment":
      return (
        <DayChoice
          label={said.when}
          days={offered.appointment}
          value={draft.appointment}
          required
          onChange={(appointment) => change({ appointment })}
        />
      );
    case "nextContact":
      return (
        <DayChoice
          label={said.nextContact}
          days={offered.nextContact}
          value={draft.nextContact}
          onChange={(nextContact) => change({ nextContact })}
        />
      );
    case "reason":
      return <Reason draft={draft} change={change} />;
    default:
      return null;
  }
}

/** A day by one click, or any other. */
function DayChoice({
  label,
  days,
  value,
  required = false,
  onChange,
}: {
  label: string;
  days: readonly number[];
  value: string;
  required?: boolean;
  onChange: (day: string) => void;
}) {
  const layout = useLayout();
  const { retain, texts, format } = usePane();
  const said = texts.pane.customer.call;
  const [other, setOther] = useState(false);
  const chosen = days.map((days) => isoOf(retain.today() + days));
  const isOther = other || (value !== "" && !chosen.includes(value));
  return (
    <>
      <div className={layout.wrap} role="group" aria-label={label}>
        <Caption1 className={layout.muted}>{label}</Caption1>
        {days.map((inDays) => {
          const day = isoOf(retain.today() + inDays);
          return (
            <Choice
              key={inDays}
              checked={value === day}
              onClick={() => {
                setOther(false);
                onChange(value === day ? "" : day);
              }}
            >
              {inDays === 1 ? said.tomorrow : said.inDays(format.count(inDays))}
            </Choice>
          );
        })}
        <Choice checked={isOther} onClick={() => setOther(!other)}>
          {said.other}
        </Choice>
      </div>
      {isOther && (
        <DayField
          label={label}
          size="small"
          value={value}
          required={required}
          onChange={onChange}
        />
      )}
    </>
  );
}

function Reason({ draft, change }: { draft: CallDraft; change: Change }) {
  const layout = useLayout();
  const { texts } = usePane();
  const said = texts.pane.customer.call;
  const words = texts.vocabulary;
  return (
    <div className={layout.pair}>
      <Field label={said.reason} size="small" className={layout.field}>
        <Select
          size="small"
          value={draft.failureReason}
          onChange={(_, { value }) => change({ failureReason: value as FailureReason | "" })}
        >
          <option value="">{said.notSaid}</option>
          {failureGroups.map((group) => (
            <optgroup key={group} label={words.failureGroups[group]}>
              {failureReasons
                .filter((reason) => failureGroupOf[reason] === group)
                .map((reason) => (
                  <option key={reason} value={reason}>
                    {words.failureReasons[reason]}
                  </option>
                ))}
            </optgroup>
          ))}
        </Select>
      </Field>
      <Field label={said.competitor} size="small" className={layout.field}>
        <Select
          size="small"
          value={draft.competitor}
          onChange={(_, { value }) => change({ competitor: value as Competitor | "" })}
        >
          <option value="">{said.notSaid}</option>
          {competitors.map((competitor) => (
            <option key={competitor} value={competitor}>
              {words.competitors[competitor]}
            </option>
          ))}
        </Select>
      </Field>
    </div>
  );
}

/** What may be typed besides. */
function More({ draft, change }: { draft: CallDraft; change: Change }) {
  const styles = useStyles();
  const layout = useLayout();
  const { texts } = usePane();
  const said = texts.pane.customer.call;
  const [open, setOpen] = useState(false);
  const readable = odometerIsReadable(draft);
  return (
    <Disclosure label={said.more} open={open || !readable} onToggle={setOpen}>
      <div className={styles.more}>
        <Field label={said.method} size="small">
          <Input
            size="small"
            className={layout.wide}
            value={draft.contactMethod}
            onChange={(_, { value }) => change({ contactMethod: value })}
          />
        </Field>
        <Field
          label={said.odometer}
          size="small"
          validationState={readable ? "none" : "error"}
          {...(readable ? {} : { validationMessage: said.numberWrong })}
        >
          <Input
            size="small"
            className={layout.wide}
            inputMode="numeric"
            value={draft.odometer}
            onChange={(_, { value }) => change({ odometer: value })}
          />
        </Field>
        <DayField
          label={said.expected}
          size="small"
          required={false}
          value={draft.expectedMaintenance}
          onChange={(expectedMaintenance) => change({ expectedMaintenance })}
        />
        <Field label={said.note} size="small">
          <Textarea
            size="small"
            className={layout.wide}
            value={draft.note}
            onChange={(_, { value }) => change({ note: value })}
          />
        </Field>
      </div>
    </Disclosure>
  );
}
