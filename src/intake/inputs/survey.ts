import { textsOf, type Locale } from "../../locale";
import { NO_DAY } from "../../retention/time";
import {
  surveyQuestions,
  type surveyOptions,
  type LostSurvey,
  type SurveyAnswers,
} from "../../retention/loss";
import type { Cell } from "../cell";
import type { CustomerNaming } from "./customerKeys";
import { RowReader } from "./rowReader";
import { inputTables, type InputColumn, type InputRow } from "./schema";
import type { InputFinding } from "./inputFinding";
import { wordLookup } from "./words";

/** The questions that are answered by a word of their own. */
export type WordQuestion = "q2" | "q3" | "q5" | "q6" | "q7" | "q9";
type Option<Question extends WordQuestion> = (typeof surveyOptions)[Question][number];

const lookupOf = <Question extends WordQuestion>(question: Question) =>
  wordLookup<Option<Question>>(
    ({ vocabulary }) =>
      vocabulary.surveyOptions[question] as Readonly<Record<Option<Question>, string>>
  );
const words = {
  q2: lookupOf("q2"),
  q3: lookupOf("q3"),
  q5: lookupOf("q5"),
  q6: lookupOf("q6"),
  q7: lookupOf("q7"),
  q9: lookupOf("q9"),
};

/** Everything the user may write in a row. */
const written = (Object.keys(inputTables.surveyAnswers) as InputColumn<"surveyAnswers">[]).filter(
  (column) => inputTables.surveyAnswers[column] === "input"
);

const yesOrNo = (answer: boolean | null): "yes" | "no" | undefined =>
  answer === null ? undefined : answer ? "yes" : "no";

/** 流失调查 as it stands in the sheet. */
export interface ReadSurveys {
  readonly surveys: readonly LostSurvey[];
  readonly findings: readonly InputFinding[];
}

/**
 * One row of 流失调查; `undefined` where nothing was written. Answers that are none of the options read
 * as not given and become findings; so do a missing day, and a customer whom the archive does not have.
 * 其他说明 goes with the last question that was answered with 其他.
 */
export function readSurveyRow(
  row: InputRow<"surveyAnswers">,
  naming: CustomerNaming,
  findings: InputFinding[]
): LostSurvey | undefined {
  const cells = new RowReader("surveyAnswers", row, findings);
  if (cells.isBlank(...written)) return undefined;
  const day = cells.day("day");
  if (cells.isBlank("day")) cells.refuse("day", NO_DAY, "missing");
  const { key, known } = naming(row.customer);
  if (cells.isBlank("customer")) cells.refuse("customer", "", "missing");
  else if (!known) cells.refuse("customer", key, "unknownCustomer");
  return { key, day, answers: answersOf(cells) };
}

function answersOf(cells: RowReader<"surveyAnswers">): SurveyAnswers {
  const q3 = cells.words("q3", words.q3);
  const answers: SurveyAnswers = {
    q1: yesOrNo(cells.yesNo("q1")),
    q2: cells.word("q2", words.q2) ?? undefined,
    q3: q3.length > 0 ? q3 : undefined,
    q4: yesOrNo(cells.yesNo("q4")),
    q5: cells.word("q5", words.q5) ?? undefined,
    q6: cells.word("q6", words.q6) ?? undefined,
    q7: cells.word("q7", words.q7) ?? undefined,
    q8: cells.text("q8") || undefined,
    q9: cells.word("q9", words.q9) ?? undefined,
  };
  const other = cells.text("otherText");
  const question = [...surveyQuestions]
    .reverse()
    .find((asked) => answers[asked] === "other" || (asked === "q3" && q3.includes("other")));
  const given = Object.entries(answers).filter(([, answer]) => answer !== undefined);
  return {
    ...(Object.fromEntries(given) as SurveyAnswers),
    ...(other !== "" && { otherTexts: { [question ?? "q9"]: other } }),
  };
}

/** Reads the questionnaires of 流失调查, in the order of the sheet. */
export function readSurveyAnswers(
  rows: readonly InputRow<"surveyAnswers">[],
  naming: CustomerNaming
): ReadSurveys {
  const findings: InputFinding[] = [];
  const surveys = rows.flatMap((row) => readSurveyRow(row, naming, findings) ?? []);
  return { surveys, findings };
}

/** Answers as the cells of a row hold them, in the words of a language: what {@link readSurveyRow} reads. */
export function surveyCells(
  answers: SurveyAnswers,
  locale: Locale
): Partial<Record<InputColumn<"surveyAnswers">, Cell>> {
  const { vocabulary } = textsOf(locale);
  const { surveyOptions: options, wordSeparator } = vocabulary;
  const { q1, q2, q3, q4, q5, q6, q7, q8, q9, otherTexts } = answers;
  const other = Object.values(otherTexts ?? {}).filter((text) => text !== "");
  return {
    ...(q1 && { q1: vocabulary[q1] }),
    ...(q2 && { q2: options.q2[q2] }),
    ...(q3 && { q3: q3.map((item) => options.q3[item]).join(wordSeparator) }),
    ...(q4 && { q4: vocabulary[q4] }),
    ...(q5 && { q5: options.q5[q5] }),
    ...(q6 && { q6: options.q6[q6] }),
    ...(q7 && { q7: options.q7[q7] }),
    ...(q8 && { q8 }),
    ...(q9 && { q9: options.q9[q9] }),
    ...(other.length > 0 && { otherText: other.join(wordSeparator) }),
  };
}
