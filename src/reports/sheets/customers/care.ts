import { textsOf } from "../../../locale";
import { CUSTOMER_CARE } from "../../../retention/ownership";
import {
  type CareKind,
  careKinds,
  lifecycleStages,
  NO_STAGE,
  stageAdvice,
  type CarePlan,
  type CareTask,
  type LifecycleStage,
} from "../../../retention/service";
import { groupMask, ruleSets } from "../../../retention/status";
import { isoOf } from "../../../retention/time";
import {
  cellRef,
  fixedRef,
  SheetBuilder,
  writeHead,
  type ReportContext,
  customerColumns,
  absentFigure,
  quotientCell,
  sumCell,
  ownerLabels,
  type PlanCell,
  type SheetPlan,
  flowColors,
  tabColors,
  chartTexts,
  noteCut,
  planBelowHead,
} from "../../plan";
import { openCareTasks, type StoreFigures, ownerNaming } from "../../figures";

/** How many days ahead the plan looks: what a customer-care officer prepares in a week. */
const daysAhead = 7;
/** Tasks listed by name; those planned first. */
const mostTasks = 5000;
const chartRows = 14;
const chartColumns = 6;

/**
 * 客户关怀 (rules §7; S1 蜜月期, 客户关怀活动 and 岗位1): care tasks that are open or planned within a week,
 * occasions of the calendar, and per stage of the car's life how many customers there are and what keeps
 * them.
 */
export function careSheet(figures: StoreFigures, context: ReportContext): SheetPlan {
  const { reports } = textsOf(context.locale);
  const builder = new SheetBuilder("care", reports.names.care, tabColors.result);
  const plan = openCareTasks(figures, figures.asOf + daysAhead);
  const stages = countStages(figures);
  const empty = stages.total === 0;
  writeHead(builder, context, {
    title: reports.names.care,
    headline: empty ? reports.care.empty : headline(plan, figures, context),
  });
  if (!empty) {
    writeSummary(builder, plan, figures, context);
    writeOccasions(builder, plan, context);
    writeStages(builder, stages, context);
    writeTasks(builder, plan, figures, context);
  }
  return planBelowHead(builder, {
    columnWidths: [24, 20, 16, 22, 24, 27, 16, 13, 13, 14, 16, 24, 46],
    frozenColumns: 1,
  });
}

const isToday = ({ plannedDay }: CareTask, asOf: number): boolean => plannedDay <= asOf;

function headline(
  { tasks, occasions }: CarePlan,
  { asOf }: StoreFigures,
  { locale }: ReportContext
): string {
  const texts = textsOf(locale).reports.care;
  if (tasks.length === 0 && occasions.length === 0) return texts.none(daysAhead);
  const today = tasks.filter((task) => isToday(task, asOf)).length;
  const names = occasions.map(({ name, plannedDay }) =>
    texts.occasionOn(texts.occasions.names[name], isoOf(plannedDay))
  );
  return texts.headline({
    today,
    coming: tasks.length - today,
    days: daysAhead,
    occasion: names.join(texts.between),
  });
}

/** Whether the days that tasks of a kind follow from are known at all. */
function knowsOrigin({ dealership, items, knowsVisits }: StoreFigures, kind: CareKind): boolean {
  const { mapped } = dealership.customers;
  if (kind === "afterService") return knowsVisits;
  // Whether a car has had its first maintenance, only orders tell.
  if (kind === "firstMaintenance" && !items.known) return false;
  return mapped.has(kind === "birthday" ? "birthday" : "deliveryDate");
}

function writeSummary(
  builder: SheetBuilder,
  { tasks }: CarePlan,
  figures: StoreFigures,
  { locale }: ReportContext
): void {
  const { summary: texts, kinds } = textsOf(locale).reports.care;
  const { asOf } = figures;
  builder.line(texts.section, "section");
  const firstRow = builder.row + 1;
  const lastRow = firstRow + careKinds.length - 1;
  const counts = careKinds.map((kind) => {
    const ofKind = tasks.filter((task) => task.kind === kind);
    const today = ofKind.filter((task) => isToday(task, asOf)).length;
    return { today, coming: ofKind.length - today };
  });
  const all = {
    today: counts.reduce((sum, { today }) => sum + today, 0),
    coming: counts.reduce((sum, { coming }) => sum + coming, 0),
  };
  const rowTotal = (row: number, { today, coming }: typeof all): PlanCell =>
    sumCell({ row, column: 1 }, { row, column: 2 }, today + coming);
  const placed = builder.grid(
    [
      { header: texts.kind, style: "text" },
      { header: texts.today, style: "number" },
      { header: texts.coming, style: "number" },
      { header: texts.total, style: "number" },
    ],
    [
      ...careKinds.map((kind, index): PlanCell[] => {
        const count = counts[index] ?? { today: 0, coming: 0 };
        if (!knowsOrigin(figures, kind) && count.today + count.coming === 0) {
          return [kinds[kind], absentFigure, absentFigure, absentFigure];
        }
        return [kinds[kind], count.today, count.coming, rowTotal(firstRow + index, count)];
      }),
      [
        texts.total,
        sumCell({ row: firstRow, column: 1 }, { row: lastRow, column: 1 }, all.today),
        sumCell({ row: firstRow, column: 2 }, { row: lastRow, column: 2 }, all.coming),
        rowTotal(lastRow + 1, all),
      ],
    ]
  );
  builder.styleRow(placed, lastRow + 1, "sum");
  builder.skip();
}

function writeOccasions(
  builder: SheetBuilder,
  { occasions }: CarePlan,
  { locale }: ReportContext
): void {
  const texts = textsOf(locale).reports.care.occasions;
  builder.line(texts.section, "section");
  if (occasions.length === 0) {
    builder.line(texts.none, "note");
    builder.skip();
    return;
  }
  builder.grid(
    [
      { header: texts.name, style: "text" },
      { header: texts.feast, style: "date" },
      { header: texts.planned, style: "date" },
      { header: texts.lapse, style: "date" },
      { header: texts.customers, style: "number" },
    ],
    occasions.map(({ name, feast, plannedDay, lapseDay, customers }) => [
      texts.names[name],
      feast,
      plannedDay,
      lapseDay,
      customers,
    ])
  );
  builder.skip();
}

/** Valid customers per stage; the last count is of those whose car's age nobody knows. */
interface StageCounts {
  readonly counts: readonly number[];
  readonly total: number;
}

function countStages({ benchmark, lifecycle }: StoreFigures): StageCounts {
  const isValid = groupMask(ruleSets.retention, "valid");
  const counts = [...lifecycleStages, "unknown"].map(() => 0);
  benchmark.statuses.status.forEach((status, customer) => {
    if (!isValid[status]) return;
    const stage = lifecycle.stage[customer] ?? NO_STAGE;
    const place = stage === NO_STAGE ? lifecycleStages.length : stage;
    counts[place] = (counts[place] ?? 0) + 1;
  });
  return { counts, total: counts.reduce((a, b) => a + b, 0) };
}

function writeStages(
  builder: SheetBuilder,
  { counts, total }: StageCounts,
  { locale }: ReportContext
): void {
  const { reports, method } = textsOf(locale);
  const texts = reports.care.stages;
  const adviceOf = (stage: LifecycleStage): string =>
    stageAdvice[stage].map((advice) => texts.methods[advice]).join(texts.separator);
  const lines: readonly (readonly [string, string])[] = [
    ...lifecycleStages.map((stage) => [method.lifecycleStages[stage], adviceOf(stage)] as const),
    [texts.unknown, absentFigure],
  ];
  builder.line(texts.section, "section");
  const firstRow = builder.row + 1;
  const totalRow = firstRow + lines.length;
  const share = (row: number, count: number): PlanCell =>
    quotientCell(cellRef(row, 1), fixedRef(totalRow, 1), [count, total]);
  // Without any car's age nobody is known to be in a stage, nor to be in none.
  const isTold = total === 0 || (counts[lifecycleStages.length] ?? 0) < total;
  const placed = builder.grid(
    [
      { header: texts.stage, style: "text" },
      { header: texts.customers, style: "number" },
      { header: texts.share, style: "percent" },
      { header: texts.advice, style: "text" },
    ],
    [
      ...lines.map(([label, advice], index): PlanCell[] => {
        const count = counts[index] ?? 0;
        return isTold || index === lifecycleStages.length
          ? [label, count, share(firstRow + index, count), advice]
          : [label, absentFigure, absentFigure, advice];
      }),
      [
        texts.total,
        sumCell({ row: firstRow, column: 1 }, { row: totalRow - 1, column: 1 }, total),
        share(totalRow, total),
        null,
      ],
    ]
  );
  builder.styleRow(placed, totalRow, "sum");
  builder.skip();
  const most = Math.max(...counts);
  builder.chart(
    texts.sentence(lines[counts.indexOf(most)]?.[0] ?? "", most),
    {
      name: "RETAIN lifecycle",
      type: "ColumnClustered",
      source: { row: placed.headerRow, column: 0, rows: lines.length + 1, columns: 2 },
      seriesBy: "Columns",
      ...chartTexts(texts),
      valueAxisFormat: "#,##0",
      colors: [flowColors.level],
    },
    chartRows,
    chartColumns
  );
  builder.skip();
}

function writeTasks(
  builder: SheetBuilder,
  { tasks }: CarePlan,
  figures: StoreFigures,
  context: ReportContext
): void {
  const { reports, method } = textsOf(context.locale);
  const { tasks: texts, kinds, whatToDo } = reports.care;
  builder.line(texts.section, "section");
  if (tasks.length === 0) {
    builder.line(texts.none, "note");
    return;
  }
  const shown = tasks.slice(0, mostTasks);
  noteCut(builder, shown.length, tasks.length, context);
  const { dealership, lifecycle, ownership } = figures;
  const naming = ownerNaming(figures, context);
  const officer = ownerLabels(ownership.owners, naming)[CUSTOMER_CARE] ?? "";
  const stageOf = (customer: number): string => {
    const stage = lifecycleStages[lifecycle.stage[customer] ?? NO_STAGE];
    return stage === undefined ? absentFigure : method.lifecycleStages[stage];
  };
  const who = customerColumns(dealership, context, ["plate", "phone", "model"], shown.length);
  const placed = builder.table(
    "RETAIN_care",
    [
      ...who,
      { header: texts.kind, style: "text" },
      { header: texts.planned, style: "date" },
      { header: texts.due, style: "date" },
      { header: texts.lapse, style: "date" },
      { header: texts.stage, style: "text" },
      { header: texts.owner, style: "literal" },
      { header: texts.what, style: "text" },
    ],
    shown.map(({ customer, kind, plannedDay, dueDay, lapseDay }): PlanCell[] => [
      ...who.map((column) => column.cell(customer)),
      kinds[kind],
      plannedDay,
      dueDay,
      lapseDay,
      stageOf(customer),
      officer,
      whatToDo[kind],
    ])
  );
  const planned = who.length + 1;
  builder.conditionalFormat({
    kind: "expression",
    area: { row: placed.firstRow, column: planned, rows: shown.length, columns: 1 },
    formula: `${cellRef(placed.firstRow, planned)}<=${figures.asOf}`,
    style: "cautionCell",
  });
}
