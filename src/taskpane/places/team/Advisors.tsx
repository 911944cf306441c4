import { Body1, Body1Strong, Button, Caption1, Field, Input } from "@fluentui/react-components";
import { Edit16Regular, PersonAdd20Regular } from "@fluentui/react-icons";
import { NO_DAY } from "../../../retention/time";
import { useDraft, usePane } from "../../context";
import { Choice } from "../../parts/Choice";
import { DayField } from "../../parts/DayField";
import { useLayout } from "../../parts/layout";
import { Section } from "../../parts/Section";
import { daysAreReadable, draftOf, editOf, problemsOf, type AdvisorDraft } from "./advisorDraft";
import type { DealWish } from "./DealPanel";
import type { TeamView, StaffedAdvisor } from "./teamFigures";

/** The service advisors, to be changed, added, and seen off. */
export function Advisors({ team, onDeal }: { team: TeamView; onDeal: (wish: DealWish) => void }) {
  const layout = useLayout();
  const { texts } = usePane();
  const said = texts.pane.team.advisors;
  const { advisors, listed } = team.roster;
  const [draft, setDraft] = useDraft<AdvisorDraft | null>("advisor", null);
  return (
    <Section title={said.title}>
      {advisors.length === 0 && <Body1 className={layout.muted}>{said.none}</Body1>}
      {advisors.length > 0 && !listed && (
        <Caption1 className={layout.muted}>{said.presumed}</Caption1>
      )}
      <ul className={layout.list}>
        {advisors.map((advisor) => (
          <li key={advisor.name} className={layout.card}>
            {draft?.known === advisor.name ? (
              <AdvisorForm team={team} draft={draft} setDraft={setDraft} />
            ) : (
              <AdvisorRow
                team={team}
                advisor={advisor}
                onEdit={() => setDraft(draftOf(advisor))}
                onDeal={onDeal}
              />
            )}
          </li>
        ))}
      </ul>
      {draft && draft.known === undefined ? (
        <div className={layout.card}>
          <AdvisorForm team={team} draft={draft} setDraft={setDraft} />
        </div>
      ) : (
        <Button icon={<PersonAdd20Regular />} onClick={() => setDraft(draftOf())}>
          {said.add}
        </Button>
      )}
    </Section>
  );
}

function AdvisorRow({
  team,
  advisor,
  onEdit,
  onDeal,
}: {
  team: TeamView;
  advisor: StaffedAdvisor;
  onEdit: () => void;
  onDeal: (wish: DealWish) => void;
}) {
  const layout = useLayout();
  const { texts, format, busy } = usePane();
  const said = texts.pane.team.advisors;
  const { name, weight, from, to, customers } = advisor;
  const leaves = to !== NO_DAY;
  const facts = [
    said.holds(format.count(customers)),
    said.weight(format.number(weight, 2)),
    from !== NO_DAY && from >= team.asOf ? said.starts(format.day(from)) : "",
    leaves ? said.gone(format.day(to)) : "",
  ];
  return (
    <>
      <div className={layout.row}>
        <Body1Strong className={layout.text}>{name}</Body1Strong>
        <Button
          size="small"
          appearance="subtle"
          icon={<Edit16Regular />}
          aria-label={said.edit(name)}
          disabled={busy}
          onClick={onEdit}
        />
      </div>
      <Caption1 className={layout.muted}>{facts.filter(Boolean).join(" · ")}</Caption1>
      {leaves && customers > 0 && (
        <Button
          size="small"
          className={layout.start}
          onClick={() => onDeal({ kind: "leaver", name })}
        >
          {said.leaves}
        </Button>
      )}
      {!leaves && customers === 0 && (
        <Button
          size="small"
          className={layout.start}
          onClick={() => onDeal({ kind: "newcomer", name })}
        >
          {said.arrives}
        </Button>
      )}
    </>
  );
}

function AdvisorForm({
  team,
  draft,
  setDraft,
}: {
  team: TeamView;
  draft: AdvisorDraft;
  setDraft: (draft: AdvisorDraft | undefined) => void;
}) {
  const layout = useLayout();
  const { retain, store, texts, busy } = usePane();
  const said = texts.pane.team.advisors;
  const { advisors, listed } = team.roster;
  const change = (it: Partial<AdvisorDraft>): void => setDraft({ ...draft, ...it });
  const problems = problemsOf(
    draft,
    advisors.map(({ name }) => name),
    texts
  );
  const complete = Object.keys(problems).length === 0 && daysAreReadable(draft);
  const save = async (): Promise<void> => {
    // A list of one would put the others out of office: those of the sheets are entered with it.
    const others = listed ? [] : advisors.filter(({ name }) => name !== draft.known);
    const known = listed ? draft : { ...draft, known: undefined };
    const edits = [...others.map((it) => ({ ...draftOf(it), known: undefined })), known];
    const outcome = await store.perform("saveAdvisors", (options) =>
      retain.saveInputs(
        edits.map((edit) => editOf(edit, texts)),
        options
      )
    );
    if (outcome?.kind === "done") setDraft(undefined);
  };
  // What was not touched yet is not called wrong.
  const shown = draft.name === "" ? { ...problems, name: undefined } : problems;
  return (
    <form
      className={layout.tight}
      onSubmit={(event) => {
        event.preventDefault();
        if (complete && !busy) void save();
      }}
    >
      <Text
        label={said.name}
        value={draft.name}
        problem={shown.name}
        onChange={(name) => change({ name })}
      />
      <Text
        label={said.weightField}
        hint={said.weightHint}
        value={draft.weight}
        problem={shown.weight}
        onChange={(weight) => change({ weight })}
      />
      <DayField
        label={said.from}
        size="small"
        required={false}
        value={draft.from}
        onChange={(from) => change({ from })}
      />
      <DayField
        label={said.to}
        hint={problems.to ?? said.toHint}
        size="small"
        required={false}
        value={draft.to}
        onChange={(to) => change({ to })}
      />
      <Weekdays chosen={draft.restWeekdays} onChange={(restWeekdays) => change({ restWeekdays })} />
      <Text
        label={said.restDays}
        hint={said.restDaysHint}
        value={draft.restDays}
        problem={shown.restDays}
        onChange={(restDays) => change({ restDays })}
      />
      <div className={layout.wrap}>
        <Button appearance="primary" type="submit" disabled={!complete || busy}>
          {texts.pane.save}
        </Button>
        <Button onClick={() => setDraft(undefined)}>{texts.pane.cancel}</Button>
      </div>
    </form>
  );
}

function Text({
  label,
  hint,
  value,
  problem,
  onChange,
}: {
  label: string;
  hint?: string;
  value: string;
  problem: string | undefined;
  onChange: (value: string) => void;
}) {
  const layout = useLayout();
  return (
    <Field
      label={label}
      size="small"
      {...(hint === undefined ? {} : { hint })}
      validationState={problem === undefined ? "none" : "error"}
      {...(problem === undefined ? {} : { validationMessage: problem })}
    >
      <Input
        size="small"
        className={layout.wide}
        value={value}
        onChange={(_, { value: typed }) => onChange(typed)}
      />
    </Field>
  );
}

function Weekdays({
  chosen,
  onChange,
}: {
  chosen: readonly number[];
  onChange: (chosen: readonly number[]) => void;
}) {
  const layout = useLayout();
  const { texts } = usePane();
  const label = texts.pane.team.advisors.restWeekdays;
  return (
    <div className={layout.wrap} role="group" aria-label={label}>
      <Caption1 className={layout.muted}>{label}</Caption1>
      {texts.vocabulary.weekdays.map((name, index) => {
        const day = index + 1;
        const isChosen = chosen.includes(day);
        return (
          <Choice
            key={name}
            checked={isChosen}
            onClick={() =>
              onChange(isChosen ? chosen.filter((it) => it !== day) : [...chosen, day])
            }
          >
            {name}
          </Choice>
        );
      })}
    </div>
  );
}
