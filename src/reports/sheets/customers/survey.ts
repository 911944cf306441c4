import { surveyOptions, nextQuestion, type LostSurvey } from "../../../retention/loss";
import { ruleSets, statusCounts, groupMask } from "../../../retention/status";
import {
  customerNaming,
  firstPlausibleDay,
  lastPlausibleDay,
  readSurveyRow,
  type InputColumn,
  type InputRow,
} from "../../../intake";
import { textsOf } from "../../../locale";
import {
  competitors,
  customerFinder,
  failureGroupOf,
  failureReasons,
  type FailureReason,
} from "../../../retention/calls";
import {
  cellRef,
  fixedRef,
  SheetBuilder,
  type Placed,
  writeHead,
  type ReportContext,
  customerJump,
  quotientCell,
  sumCell,
  inputColumns,
  plainKey,
  withJump,
  type InputPlanRow,
  livingLooks,
  type PlanCell,
  type SheetPlan,
  columnWidth,
  flowColors,
  tabColors,
  keyWidth,
  planBelowHead,
  writeInputTable,
} from "../../plan";
import { type StoreFigures, answeredSurveys, type AnsweredSurvey } from "../../figures";

type SurveyColumn = InputColumn<"surveyAnswers">;

/** Where the table stands, whatever the head says: the row must not move between two runs. */
const tableRow = 50;
/** Blank rows of a new table. */
const blankRows = 30;
/** Drop-downs reach beyond the table, for rows that are added below. */
const validatedRows = 2000;
const chartColumns = 6;

const widths: Readonly<Record<SurveyColumn, number>> = {
  day: 16,
  customer: keyWidth,
  name: 24,
  jump: 6,
  q1: 13,
  q2: 16,
  q3: 18,
  q4: 14,
  q5: 20,
  q6: 16,
  q7: 12,
  q8: 22,
  q9: 18,
  otherText: 22,
  next: 22,
};
const columnOrder = Object.keys(widths) as SurveyColumn[];

/**
 * 流失调查 (rules §15, S2 流失原因调查): why lost customers left and where they went; below, the living
 * table of questionnaires with a drop-down per question and what to ask next.
 */
export function surveySheet(figures: StoreFigures, context: ReportContext): SheetPlan {
  const { reports } = textsOf(context.locale);
  const builder = new SheetBuilder("survey", reports.names.survey, tabColors.input);
  const answered = answeredSurveys(figures);
  writeHead(builder, context, {
    title: reports.names.survey,
    headline: headline(answered, figures, context),
  });
  const reasons = writeReasons(builder, answered, context);
  writeCompetitors(builder, answered, context);
  writeEffects(builder, answered, context);
  if (answered.some(({ effects }) => effects.reasons.length > 0)) {
    writeChart(builder, reasons, answered, context);
  }
  builder.skip(tableRow - 1 - builder.row);
  builder.line(reports.survey.table, "section");
  const placed = writeAnswers(builder, figures, context);
  addValidations(builder, placed, context);
  return planBelowHead(builder, {
    columnWidths: columnOrder.map((column) =>
      columnWidth(textsOf(context.locale).inputTables.surveyAnswers[column], widths[column])
    ),
    frozenColumns: 0,
    print: { titleRows: [placed.headerRow, placed.headerRow] },
  });
}

function headline(
  answered: readonly AnsweredSurvey[],
  { benchmark }: StoreFigures,
  { locale }: ReportContext
): string {
  const { reports, vocabulary } = textsOf(locale);
  const texts = reports.survey;
  const { lost } = statusCounts(benchmark.statuses);
  if (answered.length === 0) return texts.none(lost);
  const isLost = groupMask(ruleSets.retention, "lost");
  const asked = new Set(
    answered
      .map(({ customer }) => customer)
      .filter((customer) => customer >= 0 && isLost[benchmark.statuses.status[customer] ?? 0])
  ).size;
  const [most] = reasonCounts(answered);
  const rest =
    most.main === 0
      ? texts.noReason
      : texts.main(vocabulary.failureReasons[most.reason], most.main);
  const rate = asked / lost;
  return texts.headline({ answered: answered.length, lost, asked, rate }) + rest;
}

/** A reason, how many questionnaires have it as their main one, and how many among others. */
interface ReasonCount {
  readonly reason: FailureReason;
  readonly main: number;
  readonly any: number;
}

/** The most frequent main reason first; of equal ones in S2's order. */
function reasonCounts(answered: readonly AnsweredSurvey[]): ReasonCount[] {
  const surveys = (test: (reasons: readonly FailureReason[]) => boolean): number =>
    answered.filter(({ effects }) => test(effects.reasons)).length;
  return failureReasons
    .map((reason) => ({
      reason,
      main: surveys(([first]) => first === reason),
      any: surveys((reasons) => reasons.includes(reason)),
    }))
    .sort((a, b) => b.main - a.main || b.any - a.any);
}

function writeReasons(
  builder: SheetBuilder,
  answered: readonly AnsweredSurvey[],
  { locale }: ReportContext
): Placed {
  const { reports, vocabulary } = textsOf(locale);
  const texts = reports.survey.reasons;
  const counts = reasonCounts(answered);
  const main = counts.map((reason) => reason.main);
  const any = counts.map((reason) => reason.any);
  const total = (counts: readonly number[]): number => counts.reduce((a, b) => a + b, 0);
  builder.line(texts.section, "section");
  const firstRow = builder.row + 1;
  const totalRow = firstRow + failureReasons.length;
  const share = (row: number, count: number): PlanCell =>
    quotientCell(cellRef(row, 1), fixedRef(totalRow, 1), [count, total(main)]);
  const column = (at: number, counts: readonly number[]): PlanCell =>
    sumCell({ row: firstRow, column: at }, { row: totalRow - 1, column: at }, total(counts));
  const placed = builder.grid(
    [
      { header: texts.reason, style: "text" },
      { header: texts.main, style: "number" },
      { header: texts.any, style: "number" },
      { header: texts.share, style: "percent" },
      { header: texts.group, style: "text" },
    ],
    [
      ...counts.map(({ reason, ...count }, index): PlanCell[] => [
        vocabulary.failureReasons[reason],
        count.main,
        count.any,
        share(firstRow + index, count.main),
        vocabulary.failureGroups[failureGroupOf[reason]],
      ]),
      [texts.total, column(1, main), column(2, any), share(totalRow, total(main)), null],
    ]
  );
  builder.styleRow(placed, totalRow, "sum");
  builder.skip();
  return placed;
}

function writeCompetitors(
  builder: SheetBuilder,
  answered: readonly AnsweredSurvey[],
  { locale }: ReportContext
): void {
  const { reports, vocabulary } = textsOf(locale);
  const texts = reports.survey.competitors;
  const counts = competitors.map(
    (competitor) => answered.filter(({ effects }) => effects.competitor === competitor).length
  );
  const total = counts.reduce((a, b) => a + b, 0);
  builder.line(texts.section, "section");
  const firstRow = builder.row + 1;
  const totalRow = firstRow + competitors.length;
  const share = (row: number, count: number): PlanCell =>
    quotientCell(cellRef(row, 1), fixedRef(totalRow, 1), [count, total]);
  const placed = builder.grid(
    [
      { header: texts.competitor, style: "text" },
      { header: texts.count, style: "number" },
      { header: texts.share, style: "percent" },
    ],
    [
      ...competitors.map((competitor, index): PlanCell[] => [
        vocabulary.competitors[competitor],
        counts[index] ?? 0,
        share(firstRow + index, counts[index] ?? 0),
      ]),
      [
        texts.total,
        sumCell({ row: firstRow, column: 1 }, { row: totalRow - 1, column: 1 }, total),
        share(totalRow, total),
      ],
    ]
  );
  builder.styleRow(placed, totalRow, "sum");
  builder.skip();
}

function writeEffects(
  builder: SheetBuilder,
  answered: readonly AnsweredSurvey[],
  { locale }: ReportContext
): void {
  const texts = textsOf(locale).reports.survey.effects;
  const count = (test: (survey: AnsweredSurvey) => boolean): number => answered.filter(test).length;
  builder.line(texts.section, "section");
  builder.cells(
    [
      [texts.handedOver, null, null, count(({ effects }) => effects.handedOver)],
      [texts.lowUse, null, null, count(({ effects }) => effects.lowUse)],
      [texts.open, null, null, count(({ survey }) => nextQuestion(survey.answers) !== null)],
    ],
    0
  );
  builder.style({ row: builder.row - 3, column: 3, rows: 3, columns: 1 }, "number");
  builder.skip();
}

function writeChart(
  builder: SheetBuilder,
  reasons: Placed,
  answered: readonly AnsweredSurvey[],
  { locale }: ReportContext
): void {
  const texts = textsOf(locale).reports.survey.chart;
  const shown = reasonCounts(answered).filter(({ main }) => main > 0).length;
  builder.chartBeside(
    reasons,
    texts.sentence,
    {
      name: "RETAIN survey",
      type: "BarClustered",
      source: {
        row: reasons.headerRow,
        column: 0,
        // Those that are the main one somewhere: they stand first.
        rows: shown + 1,
        columns: 2,
      },
      seriesBy: "Columns",
      title: texts.title,
      categoryAxisTitle: texts.categoryAxis,
      valueAxisTitle: texts.valueAxis,
      valueAxisFormat: "#,##0",
      colors: [flowColors.level],
    },
    chartColumns
  );
}

/** The questionnaires as they stand, with whom they are of and what to ask next; blank rows at first. */
function writeAnswers(
  builder: SheetBuilder,
  figures: StoreFigures,
  context: ReportContext
): Placed {
  const { inputs, dealership } = figures;
  const naming = customerNaming(dealership.customers);
  const find = customerFinder(dealership);
  const typed = inputs.rows.surveyAnswers;
  const keyHeader = textsOf(context.locale).inputTables.surveyAnswers.customer;
  const longest = Math.max(typed?.length ?? 0, dealership.customers.count);
  const jump = customerJump(context, keyHeader, longest);
  const rows = (typed ?? []).map((row): InputPlanRow<"surveyAnswers"> => {
    const survey = readSurveyRow(row, naming, []);
    const customer = survey === undefined || survey.key === "" ? -1 : find(survey.key, survey.day);
    return {
      ...writtenCells(row),
      name: survey === undefined ? null : nameCell(survey, customer, figures, context),
      jump: jump?.shown(plainKey(row.customer)) ?? null,
      next: survey === undefined ? null : nextText(survey, context),
    };
  });
  const blanks = Array.from({ length: blankRows }, (): InputPlanRow<"surveyAnswers"> => ({}));
  const columns = withJump(
    inputColumns("surveyAnswers", context.locale, livingLooks.surveyAnswers),
    jump?.rowFormula
  );
  return writeInputTable(builder, "surveyAnswers", columns, rows.length > 0 ? rows : blanks);
}

/** What the user wrote, cell by cell. */
function writtenCells(row: InputRow<"surveyAnswers">): InputPlanRow<"surveyAnswers"> {
  const cells = columnOrder.map((column) => [column, row[column] === "" ? null : row[column]]);
  return Object.fromEntries(cells) as InputPlanRow<"surveyAnswers">;
}

function nameCell(
  { key }: LostSurvey,
  customer: number,
  { dealership }: StoreFigures,
  context: ReportContext
): PlanCell {
  if (key === "") return null;
  return customer < 0
    ? textsOf(context.locale).reports.survey.unknownCustomer
    : (dealership.customers.name[customer] ?? null);
}

function nextText({ answers }: LostSurvey, { locale }: ReportContext): string {
  const { inputTables, reports } = textsOf(locale);
  const next = nextQuestion(answers);
  return next === null ? reports.survey.done : inputTables.surveyAnswers[next];
}

/** Q3 allows several answers: one each, and the main three together in every way. */
function itemChoices({ locale }: ReportContext): string[] {
  const { surveyOptions: options, wordSeparator } = textsOf(locale).vocabulary;
  const { maintenance, minorRepair, bodyAndPaint, other } = options.q3;
  const together = [
    [maintenance, minorRepair],
    [maintenance, bodyAndPaint],
    [minorRepair, bodyAndPaint],
    [maintenance, minorRepair, bodyAndPaint],
  ].map((words) => words.join(wordSeparator));
  return [maintenance, minorRepair, bodyAndPaint, ...together, other];
}

function addValidations(builder: SheetBuilder, placed: Placed, context: ReportContext): void {
  const { vocabulary, reports } = textsOf(context.locale);
  const { yes, no, surveyOptions: options } = vocabulary;
  const lists: Partial<Record<SurveyColumn, readonly string[]>> = {
    q1: [yes, no],
    q2: surveyOptions.q2.map((option) => options.q2[option]),
    q3: itemChoices(context),
    q4: [yes, no],
    q5: surveyOptions.q5.map((option) => options.q5[option]),
    q6: surveyOptions.q6.map((option) => options.q6[option]),
    q7: surveyOptions.q7.map((option) => options.q7[option]),
    q9: surveyOptions.q9.map((option) => options.q9[option]),
  };
  const rows = placed.lastRow - placed.firstRow + 1 + validatedRows;
  const areaOf = (column: SurveyColumn) => ({
    row: placed.firstRow,
    column: columnOrder.indexOf(column),
    rows,
    columns: 1,
  });
  for (const [column, source] of Object.entries(lists)) {
    const area = areaOf(column as SurveyColumn);
    builder.validation({ kind: "list", area, source, error: reports.survey.errors.word });
  }
  builder.validation({
    kind: "date",
    area: areaOf("day"),
    min: firstPlausibleDay,
    max: lastPlausibleDay,
    error: reports.survey.errors.date,
  });
}
