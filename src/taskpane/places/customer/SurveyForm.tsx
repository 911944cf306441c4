import {
  Body1Strong,
  Button,
  Caption1,
  Checkbox,
  Field,
  Input,
  makeStyles,
  Radio,
  RadioGroup,
  Textarea,
  tokens,
} from "@fluentui/react-components";
import type { CustomerView } from "../../../excel/api";
import type { Texts } from "../../../locale";
import {
  askedQuestions,
  nextQuestion,
  surveyOptions,
  type SurveyAnswers,
  type SurveyQuestion,
} from "../../../retention/loss";
import { useDraft, usePane } from "../../context";
import { useLayout } from "../../parts/layout";
import { Section } from "../../parts/Section";

const useStyles = makeStyles({
  question: { margin: 0 },
  answers: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalXXS },
});

type Choosable = keyof typeof surveyOptions;
type Answer = (answers: SurveyAnswers) => void;

/** What the survey has come to: its answers, and the question that is shown. */
interface SurveyDraft {
  readonly open: boolean;
  readonly answers: SurveyAnswers;
  /** The question shown; absent: the first without an answer. */
  readonly at?: SurveyQuestion | undefined;
}

/** S2's questionnaire as a guided form: one question at a time, by the answers so far. */
export function SurveyForm({ view }: { view: CustomerView }) {
  const layout = useLayout();
  const { texts } = usePane();
  const { survey } = texts.pane;
  const [draft, setDraft] = useDraft<SurveyDraft>(`survey ${view.key}`, {
    open: false,
    answers: view.survey ?? {},
  });
  const hasAnswers = Object.keys(draft.answers).length > 0;
  return (
    <Section title={survey.title}>
      <div className={layout.card}>
        {draft.open ? (
          <Questions view={view} draft={draft} setDraft={setDraft} />
        ) : (
          <>
            <Caption1 className={layout.muted}>{survey.lead}</Caption1>
            <Button className={layout.start} onClick={() => setDraft({ ...draft, open: true })}>
              {hasAnswers ? survey.resume : survey.start}
            </Button>
          </>
        )}
      </div>
    </Section>
  );
}

function Questions({
  view,
  draft,
  setDraft,
}: {
  view: CustomerView;
  draft: SurveyDraft;
  setDraft: (draft: SurveyDraft | undefined) => void;
}) {
  const styles = useStyles();
  const layout = useLayout();
  const { retain, store, texts, busy } = usePane();
  const { survey } = texts.pane;
  const { answers } = draft;
  const asked = askedQuestions(answers);
  const open = nextQuestion(answers);
  const shown = draft.at !== undefined && asked.includes(draft.at) ? draft.at : open;
  const at = shown === null ? asked.length : asked.indexOf(shown);
  const isAnswered = shown !== null && shown !== open;
  const show = (question: SurveyQuestion | undefined): void => setDraft({ ...draft, at: question });
  const answer: Answer = (next) =>
    // The question stays in view until one goes on, so that a slip is seen.
    setDraft({ ...draft, answers: next, at: shown ?? undefined });
  const save = async (): Promise<void> => {
    const outcome = await store.perform("saveSurvey", (options) =>
      retain.saveSurvey({ key: view.key, answers }, options)
    );
    if (outcome?.kind === "done") setDraft(undefined);
  };
  return (
    <>
      {shown === null ? (
        <Body1Strong>{survey.done}</Body1Strong>
      ) : (
        <>
          <Caption1 className={layout.muted}>{survey.progress(shown.slice(1))}</Caption1>
          <Question question={shown} answers={answers} answer={answer} />
        </>
      )}
      <div className={layout.wrap}>
        <Button size="small" disabled={at === 0} onClick={() => show(asked[at - 1])}>
          {survey.back}
        </Button>
        {shown !== null && (
          <Button
            size="small"
            appearance="primary"
            disabled={!isAnswered}
            onClick={() => show(asked[at + 1])}
          >
            {survey.next}
          </Button>
        )}
      </div>
      <div className={styles.answers}>
        <Button
          appearance={open === null ? "primary" : "secondary"}
          disabled={busy || Object.keys(answers).length === 0}
          onClick={() => void save()}
        >
          {open === null ? survey.save : survey.saveSoFar}
        </Button>
        <Button
          appearance="transparent"
          size="small"
          onClick={() => setDraft({ open: true, answers: {} })}
        >
          {survey.restart}
        </Button>
      </div>
    </>
  );
}

function Question({
  question,
  answers,
  answer,
}: {
  question: SurveyQuestion;
  answers: SurveyAnswers;
  answer: Answer;
}) {
  const layout = useLayout();
  const { texts } = usePane();
  const { survey } = texts.pane;
  const words = survey.questions[question];
  if (question === "q8") {
    return (
      <Field label={words}>
        <Textarea
          className={layout.wide}
          value={answers.q8 ?? ""}
          onChange={(_, { value }) => answer({ ...answers, q8: value })}
        />
      </Field>
    );
  }
  const options = optionWords(question, texts);
  const chosen = answers[question];
  const isOther = question === "q3" ? answers.q3?.includes("other") : chosen === "other";
  return (
    <>
      <Field label={words}>
        {question === "q3" ? (
          <Several options={options} answers={answers} answer={answer} />
        ) : (
          <RadioGroup
            value={typeof chosen === "string" ? chosen : ""}
            onChange={(_, { value }) =>
              answer({ ...answers, [question]: value as SurveyAnswers[Choosable] })
            }
          >
            {surveyOptions[question].map((option) => (
              <Radio key={option} value={option} label={options[option] ?? option} />
            ))}
          </RadioGroup>
        )}
      </Field>
      {isOther && (
        <Field label={survey.otherText} size="small">
          <Input
            size="small"
            className={layout.wide}
            value={answers.otherTexts?.[question] ?? ""}
            onChange={(_, { value }) =>
              answer({ ...answers, otherTexts: { ...answers.otherTexts, [question]: value } })
            }
          />
        </Field>
      )}
    </>
  );
}

/** The answers to choose from, in the words in which the sheet has them. */
function optionWords(
  question: Choosable,
  { vocabulary: { yes, no, surveyOptions: words } }: Texts
): Readonly<Record<string, string>> {
  return question === "q1" || question === "q4" ? { yes, no } : words[question];
}

/** The question with several answers. */
function Several({
  options,
  answers,
  answer,
}: {
  options: Readonly<Record<string, string>>;
  answers: SurveyAnswers;
  answer: Answer;
}) {
  const styles = useStyles();
  const chosen = answers.q3 ?? [];
  return (
    <div className={styles.answers} role="group">
      {surveyOptions.q3.map((option) => (
        <Checkbox
          key={option}
          label={options[option] ?? option}
          checked={chosen.includes(option)}
          onChange={(_, { checked }) =>
            answer({
              ...answers,
              q3: checked ? [...chosen, option] : chosen.filter((it) => it !== option),
            })
          }
        />
      ))}
    </div>
  );
}
