import fc from "fast-check";
import { makeCustomerTable } from "../../../test/support/tables";
import { isoOf, serialOfIso } from "../../retention/time";
import { surveyOptions, type SurveyAnswers } from "../../retention/loss";
import { customerNaming } from "./customerKeys";
import { inputTables, type InputRow } from "./schema";
import { readSurveyAnswers, surveyCells } from "./survey";

const naming = customerNaming(
  makeCustomerTable([{ vin: "LSVAA000000000001", plate: "苏A12345", name: "客户1" }])
);
type Row = InputRow<"surveyAnswers">;
const row = (cells: Partial<Row>): Row => ({
  ...(Object.fromEntries(
    Object.keys(inputTables.surveyAnswers).map((column) => [column, ""])
  ) as Record<keyof typeof inputTables.surveyAnswers, string>),
  sheetRow: 50,
  ...cells,
});
const read = (cells: Partial<Row>) => readSurveyAnswers([row(cells)], naming);

test("a questionnaire is read with its customer named by plate and its words", () => {
  const { surveys, findings } = read({
    day: "2026年6月1日",
    customer: "苏A·12345",
    q1: "是",
    q3: "保养、钣金喷漆",
    q4: "否",
    q5: "连锁快修店",
    q6: "离家近/方便",
    q7: "好",
    q8: "快",
    q9: "维修价格高",
  });
  expect(findings).toEqual([]);
  expect(surveys.map(({ key, day }) => [key, isoOf(day)])).toEqual([
    ["LSVAA000000000001", "2026-06-01"],
  ]);
  expect(surveys[0]?.answers).toEqual({
    q1: "yes",
    q3: ["maintenance", "bodyAndPaint"],
    q4: "no",
    q5: "quickServiceChain",
    q6: "distance",
    q7: "good",
    q8: "快",
    q9: "highPrice",
  });
});

test("answers written in one language and read after the other was chosen stay what they are", () => {
  const optional = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined });
  const answers = fc
    .record({
      q1: optional(fc.constantFrom(...surveyOptions.q1)),
      q2: optional(fc.constantFrom(...surveyOptions.q2)),
      q3: optional(fc.uniqueArray(fc.constantFrom(...surveyOptions.q3), { minLength: 1 })),
      q4: optional(fc.constantFrom(...surveyOptions.q4)),
      q5: optional(fc.constantFrom(...surveyOptions.q5)),
      q6: optional(fc.constantFrom(...surveyOptions.q6)),
      q7: optional(fc.constantFrom(...surveyOptions.q7)),
      q9: optional(fc.constantFrom(...surveyOptions.q9)),
    })
    .map(
      (given) =>
        Object.fromEntries(
          Object.entries(given).filter(([, answer]) => answer !== undefined)
        ) as SurveyAnswers
    );
  fc.assert(
    fc.property(answers, fc.constantFrom("zh-CN" as const, "en-US" as const), (given, locale) => {
      const cells = { day: 46_000, customer: "LSVAA000000000001", ...surveyCells(given, locale) };
      const { surveys, findings } = read(cells);
      expect(findings).toEqual([]);
      expect(surveys[0]?.answers).toEqual(given);
    })
  );
});

test("what is none of the options is told and not taken, and the rest of the row counts", () => {
  const { surveys, findings } = read({
    day: serialOfIso("2026-06-01"),
    customer: "LSVAA000000000001",
    q1: "也许",
    q5: "社会修理厂",
  });
  expect(findings).toEqual([
    { table: "surveyAnswers", column: "q1", sheetRow: 50, text: "也许", problem: "unknownWord" },
  ]);
  expect(surveys[0]?.answers).toEqual({ q5: "independentGarage" });
});

test("a missing day, a missing and an unknown customer are told", () => {
  const problems = (cells: Partial<Row>) =>
    read(cells).findings.map(({ column, problem }) => `${column} ${problem}`);
  expect(problems({ customer: "LSVAA000000000001", q1: "否" })).toEqual(["day missing"]);
  expect(problems({ day: 46_000, q1: "否" })).toEqual(["customer missing"]);
  expect(problems({ day: 46_000, customer: "苏B00000", q1: "否" })).toEqual([
    "customer unknownCustomer",
  ]);
});

test("blank rows are no questionnaires, and 其他说明 goes with the question answered with 其他", () => {
  expect(read({})).toEqual({ surveys: [], findings: [] });
  const cells = {
    day: 46_000,
    customer: "LSVAA000000000001",
    q1: "否",
    q2: "其他",
    otherText: "卖车",
  };
  expect(read(cells).surveys[0]?.answers).toEqual({
    q1: "no",
    q2: "other",
    otherTexts: { q2: "卖车" },
  });
});
