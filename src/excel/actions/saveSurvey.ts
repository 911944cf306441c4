import { surveyCells } from "../../intake";
import { surveyQuestions } from "../../retention/loss";
import { normaliseKey } from "../../retention/store";
import type { Outcome, RunOptions, SurveyEntry } from "../api";
import { rowsIn, type RawRow } from "../footprint";
import { addedRows, enter } from "./enter";

/**
 * Writes one questionnaire into 流失调查: over the customer's of the same day, else as a new row. An
 * answer that is no longer given is taken out.
 *
 * @returns how it ended; never rejects
 */
export async function saveSurvey(
  { key, day, answers }: SurveyEntry,
  options: RunOptions
): Promise<Outcome> {
  return enter(
    {
      tables: ["surveyAnswers"],
      changesOf: (rows, { locale, today, blankRows }) => {
        const on = day ?? today;
        const blank = Object.fromEntries(answerColumns.map((column) => [column, ""]));
        const cells: RawRow = { ...blank, ...surveyCells(answers, locale) };
        const row = rowsIn(rows, "surveyAnswers").find(
          (one) => one.day === on && normaliseKey(String(one.customer)) === key
        );
        if (row) {
          return {
            edits: [{ table: "surveyAnswers", sheetRow: row.sheetRow, cells }],
            appends: {},
          };
        }
        const added = { day: on, customer: key, ...cells };
        return addedRows("surveyAnswers", [added], blankRows("surveyAnswers"));
      },
    },
    options
  );
}

const answerColumns = [...surveyQuestions, "otherText"] as const;
