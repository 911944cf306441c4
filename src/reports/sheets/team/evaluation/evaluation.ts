import { textsOf, type Locale } from "../../../../locale";
import {
  achievementOf,
  customerDynamics,
  successOf,
  trendOf,
} from "../../../../retention/performance";
import { allParameters } from "../../../../retention/allParameters";
import { isoOf, monthStartOf, weekStartOf, type DayRange } from "../../../../retention/time";
import {
  SheetBuilder,
  writeHead,
  type ReportContext,
  ownerLabels,
  type SheetPlan,
  tabColors,
  planBelowHead,
} from "../../../plan";
import { chapterValues, solicitationIn, type StoreFigures, ownerNaming } from "../../../figures";
import { writeDynamics } from "./dynamics";
import { type Period, type PeriodKind, type Sheet, total } from "./sheet";
import { writeSolicitation } from "./solicitation";
import { writeTrend } from "./trend";

/** Characters of a column of figures: the longest header of each language. */
const figureWidths: Readonly<Record<Locale, number>> = { "zh-CN": 14, "en-US": 19 };

/**
 * 顾问评估 (rules §14, S0 绩效评估, 表22): how advisors carried out their solicitation in the month and the
 * week so far, what became of their customers, and where newly lost and base are going. Weeks do not sum
 * to months.
 */
export function evaluationSheet(figures: StoreFigures, context: ReportContext): SheetPlan {
  const { dealership, ownership, asOf, settings } = figures;
  const { names, evaluation: texts, people } = textsOf(context.locale).reports;
  const parameters = chapterValues(settings, "evaluation", allParameters.evaluation);
  const periodOf = (kind: PeriodKind): Period => {
    const first = kind === "month" ? monthStartOf(asOf) : weekStartOf(asOf);
    const range: DayRange = { first, last: asOf };
    return {
      kind,
      name: texts.periods[kind](isoOf(first), isoOf(asOf)),
      solicitation: solicitationIn(figures, range),
      dynamics: customerDynamics(dealership, ownership, range, parameters.activityMonths),
    };
  };
  const [month, week] = [periodOf("month"), periodOf("week")];
  const builder = new SheetBuilder("evaluation", names.evaluation, tabColors.result);
  const sheet: Sheet = {
    builder,
    figures,
    context,
    naming: ownerNaming(figures, context),
    trend: trendOf(dealership, ownership, asOf, Math.max(2, parameters.trendMonths)),
  };
  writeHead(builder, context, {
    title: names.evaluation,
    headline: headlineOf(sheet, month),
  });
  const notes = [texts.weeksNotMonths, texts.cohort, texts.ranking(parameters.rankedTasks)];
  if (figures.knowsVisits && (month.dynamics.shortHistory || sheet.trend.shortHistory))
    notes.push(texts.shortHistory);
  if (!figures.knowsVisits) notes.push(textsOf(context.locale).sheets.basis.needsOrders);
  if (settings.roster.advisors.length === 0) notes.push(people.noAdvisors);
  for (const note of notes) builder.line(note, "note");
  builder.skip();
  for (const period of [month, week]) writeSolicitation(sheet, period);
  if (figures.knowsVisits) {
    for (const period of [month, week]) writeDynamics(sheet, period);
    writeTrend(sheet);
  }
  return planBelowHead(builder, {
    columnWidths: [30, ...Array<number>(15).fill(figureWidths[context.locale])],
    frozenColumns: 1,
  });
}

function headlineOf({ figures, context, naming }: Sheet, month: Period): string {
  const texts = textsOf(context.locale).reports.evaluation;
  if (!figures.hasCustomers) return texts.empty;
  const { store, rows, people } = month.solicitation;
  const { evaluated } = store;
  if (evaluated.tasks + evaluated.unplanned === 0) {
    if (!figures.knowsVisits) return textsOf(context.locale).sheets.basis.needsOrders;
    return texts.headlineWithoutTasks({
      opening: total(month.dynamics.rows, ({ openingBase }) => openingBase),
      closing: total(month.dynamics.rows, ({ closingBase }) => closingBase),
    });
  }
  const labels = ownerLabels(people, naming);
  const first = rows.filter(({ ranks }) => ranks.evaluated.achievement === 1);
  return texts.headline({
    tasks: evaluated.tasks,
    done: evaluated.done,
    achievement: achievementOf(evaluated),
    arrived: evaluated.arrived,
    success: successOf(evaluated),
    first: first.map(({ person }) => labels[person]).join("、"),
  });
}
