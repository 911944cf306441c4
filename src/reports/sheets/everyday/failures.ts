import { firstPlausibleDay, lastPlausibleDay, type InputRow } from "../../../intake";
import { wordLookup } from "../../../intake/inputs/words";
import { textsOf } from "../../../locale";
import {
  failureGroupOf,
  failureReasons,
  solicitationTypes,
  type FailureReason,
  type SolicitationType,
} from "../../../retention/calls";
import {
  failureSummary,
  type FailedContact,
  type FailureAction,
  type FailureSummary,
  type ReasonCount,
} from "../../../retention/solicitation";
import { monthStartOf } from "../../../retention/time";
import { statusCodes, type StatusCode } from "../../../retention/status";
import {
  cellRef,
  fixedRef,
  SheetBuilder,
  type ColumnSpec,
  writeHead,
  type ReportContext,
  customerColumns,
  absentFigure,
  quotientCell,
  sumCell,
  inputColumns,
  withTyped,
  type InputPlanRow,
  type PlanCell,
  type SheetPlan,
  tabColors,
  targetColors,
  chartTexts,
  noteCut,
  planBelowHead,
  writeInputTable,
  inputColumnArea,
} from "../../plan";

import type { StoreFigures } from "../../figures";

const chartRows = 16;
/** Failures listed: what a team can look through. */
const mostListed = 2_000;
/** Reasons that the sentence above the chart speaks of. */
const mostNamed = 3;

interface Sheet {
  readonly builder: SheetBuilder;
  readonly figures: StoreFigures;
  readonly context: ReportContext;
  readonly today: FailureSummary;
  readonly month: FailureSummary;
}

/**
 * 招揽失败日汇总 (rules §13, S0): why solicitations of the day failed, 基盘 by type and 流失 by band; the
 * reasons of the month in order of weight; every failure of the month; and what the team agreed on.
 */
export function failuresSheet(figures: StoreFigures, context: ReportContext): SheetPlan {
  const { reports } = textsOf(context.locale);
  const { dealership, credits, asOf } = figures;
  const rules = figures.solicitationRules;
  const summaryFrom = (first: number): FailureSummary =>
    failureSummary(dealership, credits, first, rules);
  const sheet: Sheet = {
    builder: new SheetBuilder("failures", reports.names.failures, tabColors.result),
    figures,
    context,
    today: summaryFrom(asOf),
    month: summaryFrom(monthStartOf(asOf)),
  };
  const { builder } = sheet;
  writeHead(builder, context, { title: reports.names.failures, headline: headlineOf(sheet) });
  writeMatrix(sheet, "base");
  writeMatrix(sheet, "lost");
  writePareto(sheet);
  writeList(sheet);
  writeActions(sheet);
  return planBelowHead(builder, {
    columnWidths: [26, 20, 28, 20, 28, 28, 20, 20, 23, 20, ...Array<number>(14).fill(20)],
    frozenColumns: 1,
  });
}

function headlineOf({ figures, context, today, month }: Sheet): string {
  const texts = textsOf(context.locale).reports.failures;
  if (figures.inputs.records.length === 0) return texts.unused;
  const failed = today.rows.length;
  if (failed === 0) return texts.none({ month: month.rows.length });
  const of = (group: "base" | "lost"): number =>
    today.rows.filter((row) => row.group === group).length;
  return texts.headline({
    failed,
    base: of("base"),
    lost: of("lost"),
    month: month.rows.length,
    unstated: today.withoutReason,
  });
}

type Row = SolicitationType | StatusCode;

function rowLabel(row: Row, group: "base" | "lost", { locale }: ReportContext): string {
  const { vocabulary, data } = textsOf(locale);
  return group === "base"
    ? vocabulary.solicitationTypes[row as SolicitationType]
    : data.statuses[row as StatusCode];
}

function reasonLabel(reason: FailureReason | null, { locale }: ReportContext): string {
  const { vocabulary } = textsOf(locale);
  return reason === null ? vocabulary.notStated : vocabulary.failureReasons[reason];
}

/** Type × reason of 基盘, or band × reason of 流失; only rows and reasons that occur. */
function writeMatrix({ builder, context, today }: Sheet, group: "base" | "lost"): void {
  const all = textsOf(context.locale).reports.failures;
  const texts = all[group];
  const counts: readonly ReasonCount<Row>[] = today[group];
  builder.line(texts.section, "section");
  if (counts.length === 0) {
    builder.line(texts.none, "note");
    builder.skip();
    return;
  }
  const order: readonly Row[] = group === "base" ? solicitationTypes : statusCodes;
  const rows = order.filter((row) => counts.some((entry) => entry.row === row));
  const reasons = [...failureReasons, null].filter((reason) =>
    counts.some((entry) => entry.reason === reason)
  );
  const countOf = (row: Row | null, reason?: FailureReason | null): number =>
    counts
      .filter((entry) => row === null || entry.row === row)
      .filter((entry) => reason === undefined || entry.reason === reason)
      .reduce((sum, { count }) => sum + count, 0);
  const firstRow = builder.row + 1;
  const lastRow = firstRow + rows.length - 1;
  const total = reasons.length + 1;
  const placed = builder.grid(
    [
      { header: texts.row, style: "text" },
      ...reasons.map((reason): ColumnSpec => ({
        header: reasonLabel(reason, context),
        style: "number",
      })),
      { header: all.total, style: "number" },
    ],
    [
      ...rows.map((row, index): PlanCell[] => [
        rowLabel(row, group, context),
        ...reasons.map((reason) => countOf(row, reason)),
        sumCell(
          { row: firstRow + index, column: 1 },
          { row: firstRow + index, column: total - 1 },
          countOf(row)
        ),
      ]),
      [
        all.total,
        ...[...reasons, undefined].map((reason, index) =>
          sumCell(
            { row: firstRow, column: index + 1 },
            { row: lastRow, column: index + 1 },
            countOf(null, reason)
          )
        ),
      ],
    ]
  );
  builder.styleRow(placed, placed.lastRow, "sum");
  const others = today.rows.filter((row) => row.group === null).length;
  if (group === "lost" && others > 0) builder.line(all.others(others), "note");
  builder.skip();
}

/** Stated reasons of the month, the heaviest first, with the line that adds them up. */
function writePareto({ builder, context, month }: Sheet): void {
  const all = textsOf(context.locale);
  const texts = all.reports.failures.pareto;
  const { pareto, withoutReason } = month;
  builder.line(texts.section, "section");
  if (withoutReason > 0 && pareto.length > 0) builder.line(texts.unstated(withoutReason), "note");
  if (pareto.length === 0) {
    builder.line(texts.none, "note");
    builder.skip();
    return;
  }
  const firstRow = builder.row + 1;
  const totalRow = firstRow + pareto.length;
  const stated = pareto.reduce((sum, { count }) => sum + count, 0);
  const whole = fixedRef(totalRow, 1);
  const placed = builder.grid(
    [
      { header: texts.reason, style: "text" },
      { header: texts.count, style: "number" },
      { header: texts.cumulative, style: "percent" },
      { header: texts.share, style: "percent" },
      { header: texts.group, style: "text" },
    ],
    [
      ...pareto.map(({ reason, count, cumulativeShare }, index): PlanCell[] => {
        const row = firstRow + index;
        const sumToHere = `SUM(${fixedRef(firstRow, 1)}:${cellRef(row, 1)})`;
        return [
          reasonLabel(reason, context),
          count,
          { formula: `=${sumToHere}/${whole}`, expected: cumulativeShare },
          quotientCell(cellRef(row, 1), whole, [count, stated]),
          all.vocabulary.failureGroups[failureGroupOf[reason]],
        ];
      }),
      [
        texts.total,
        sumCell({ row: firstRow, column: 1 }, { row: totalRow - 1, column: 1 }, stated),
        null,
        null,
        null,
      ],
    ]
  );
  builder.styleRow(placed, placed.lastRow, "sum");
  builder.skip();
  const named = pareto.slice(0, mostNamed);
  builder.chart(
    texts.sentence({
      reasons: named.length,
      share: named[named.length - 1].cumulativeShare,
      first: reasonLabel(pareto[0].reason, context),
    }),
    {
      name: "RETAIN failures",
      type: "ColumnClustered",
      source: { row: placed.headerRow, column: 0, rows: pareto.length + 1, columns: 3 },
      seriesBy: "Columns",
      ...chartTexts(texts),
      colors: [targetColors.target, targetColors.actual],
      lines: { series: [1], axisTitle: texts.lineAxis, axisFormat: "0%" },
    },
    chartRows,
    6
  );
  builder.skip();
}

/** Every failure of the month, the newest first. */
function writeList({ builder, figures, context, month }: Sheet): void {
  const { reports, vocabulary, data } = textsOf(context.locale);
  const texts = reports.failures.list;
  const rows = [...month.rows].reverse();
  if (rows.length === 0) return;
  const listed = rows.slice(0, mostListed);
  builder.line(texts.section, "section");
  noteCut(builder, listed.length, rows.length, context);
  const who = customerColumns(figures.dealership, context, [], listed.length);
  const { records } = figures.credits.history;
  const reasonOf = ({ noShow, reason }: FailedContact): string =>
    noShow && reason === null ? texts.noShow : reasonLabel(reason, context);
  builder.table(
    "RETAIN_failures",
    [
      ...who,
      { header: texts.reason, style: "text" },
      { header: texts.group, style: "text" },
      { header: texts.day, style: "date" },
      { header: texts.type, style: "text" },
      { header: texts.note, style: "literal" },
      { header: texts.advisor, style: "literal" },
      { header: texts.competitor, style: "text" },
      { header: texts.status, style: "text" },
      { header: texts.number, style: "literal" },
    ],
    listed.map((failed): PlanCell[] => {
      const record = records[failed.record];
      return [
        ...who.map(({ field, cell }) =>
          failed.customer >= 0 ? cell(failed.customer) : field === "name" ? absentFigure : ""
        ),
        reasonOf(failed),
        failed.group === null ? absentFigure : vocabulary.failureRowGroups[failed.group],
        failed.day,
        vocabulary.solicitationTypes[failed.type],
        record.note,
        record.advisor || vocabulary.unassigned,
        record.competitor === null ? "" : vocabulary.competitors[record.competitor],
        failed.status === null ? absentFigure : data.statuses[failed.status],
        record.number,
      ];
    })
  );
  builder.skip();
}

const actionLooks = {
  row: "text",
  reason: "text",
  group: "text",
  day: "date",
  cause: "inputParagraph",
  measure: "inputParagraph",
  responsible: "inputText",
  deadline: "inputDate",
  intoScripts: "inputText",
} as const;

type ActionRow = Pick<FailureAction, "day" | "group" | "row" | "reason">;

function actionCells(action: ActionRow, context: ReportContext): InputPlanRow<"failureActions"> {
  return {
    day: action.day,
    group: textsOf(context.locale).vocabulary.failureRowGroups[action.group],
    row: rowLabel(action.row, action.group, context),
    reason: reasonLabel(action.reason, context),
  };
}

/** 原因 / 措施 / 责任人 / 期限 / 转入话术库: a row for each combination of the day, then all that was written. */
function writeActions({ builder, figures, context, today }: Sheet): void {
  const { reports, vocabulary } = textsOf(context.locale);
  const texts = reports.failures.actions;
  const fresh = (["base", "lost"] as const).flatMap((group) =>
    (today[group] as readonly ReasonCount<Row>[]).map(({ row, reason }) =>
      actionCells({ day: figures.asOf, group, row, reason }, context)
    )
  );
  const typed = (figures.inputs.rows.failureActions ?? []).map((row) => inLocale(row, context));
  const rows = withTyped("failureActions", fresh, typed);
  if (rows.length === 0) return;
  builder.line(texts.section, "section");
  const columns = inputColumns("failureActions", context.locale, actionLooks);
  const placed = writeInputTable(builder, "failureActions", columns, rows);
  const area = (key: keyof typeof actionLooks) => inputColumnArea(placed, columns, key);
  builder.validation({
    kind: "list",
    area: area("intoScripts"),
    source: [vocabulary.yes, vocabulary.no],
    error: texts.yesNo,
  });
  builder.validation({
    kind: "date",
    area: area("deadline"),
    min: firstPlausibleDay,
    max: lastPlausibleDay,
    error: texts.date,
  });
}

const groupWords = wordLookup<FailureAction["group"]>(
  ({ vocabulary }) => vocabulary.failureRowGroups
);
const typeWords = wordLookup<SolicitationType>(({ vocabulary }) => vocabulary.solicitationTypes);
const statusWords = wordLookup<StatusCode>(({ data }) => data.statuses);
const reasonWords = wordLookup<FailureReason>(({ vocabulary }) => vocabulary.failureReasons);

/** Words of another language in the workbook's own, so that a row finds what was written about it. */
function inLocale(
  row: InputRow<"failureActions">,
  context: ReportContext
): InputRow<"failureActions"> {
  const group = groupWords(row.group);
  const about = group === "base" ? typeWords(row.row) : statusWords(row.row);
  const reason = reasonWords(row.reason);
  if (group === undefined || about === undefined) return row;
  return {
    ...row,
    group: textsOf(context.locale).vocabulary.failureRowGroups[group],
    row: rowLabel(about, group, context),
    reason: reason === undefined ? row.reason : reasonLabel(reason, context),
  };
}
