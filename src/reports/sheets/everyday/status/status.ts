import { textsOf } from "../../../../locale";
import { soonLost, type SoonLost } from "../../../../retention/status";
import {
  SheetBuilder,
  writeHead,
  type ReportContext,
  type SheetPlan,
  tabColors,
  planBelowHead,
} from "../../../plan";
import { type StoreFigures, lossOfMonth, lossOfMonthSentence } from "../../../figures";
import { type ThreeDays, threeDays, writeClasses, writeComposition } from "./classes";
import { writeFlags } from "./flags";
import { writeGroups } from "./groups";
import { writeSoonLost } from "./soonLost";
import { worthOf } from "./worth";

/**
 * 客户状态 (S0 状态KPI, 图62b): the archive by status on the as-of day, beside yesterday and the last
 * month-end, with 产值 and ΣPSV of each class; 新增流失 of the month against the allowance; who will be
 * lost within 30 days; who was never here, drives little or only passed by; the same by advisor and by
 * model. Sums, shares and changes are native formulas.
 */
export function statusSheet(figures: StoreFigures, context: ReportContext): SheetPlan {
  const { dealership, statuses } = figures;
  const texts = textsOf(context.locale).sheets.status;
  const days = threeDays(dealership, statuses, figures.knowsVisits);
  const soon = soonLost(statuses);
  const builder = new SheetBuilder("status", texts.name, tabColors.result);
  writeHead(builder, context, {
    title: texts.title,
    headline: headline(figures, days, context),
  });
  if (days.counts.archive > 0) {
    builder.line(structure(days, soon, context), "subtitle");
    builder.skip();
  }
  const classes = writeClasses(builder, days, worthOf(figures), context);
  writeComposition(builder, days, classes, context);
  writeSoonLost(builder, dealership, statuses, soon, context);
  writeFlags(builder, figures, classes, context);
  writeGroups(builder, dealership, statuses, context);
  return planBelowHead(builder, {
    columnWidths: [24, 16, 16, 16, 19, 19, 19, 16, 24, 18, 16, 14, 16],
    frozenColumns: 0,
  });
}

/** What the month has done to 基盘; how the archive stands follows below it. */
function headline(figures: StoreFigures, days: ThreeDays, { locale }: ReportContext): string {
  const texts = textsOf(locale).sheets.status;
  if (days.counts.archive === 0) return texts.empty;
  if (days.lastMonthEnd === null) return texts.withoutOrders;
  return lossOfMonthSentence(figures, lossOfMonth(figures, days.lastMonthEnd.base), locale);
}

function structure(days: ThreeDays, soon: readonly SoonLost[], { locale }: ReportContext): string {
  const { counts, yesterday } = days;
  return textsOf(locale).sheets.status.headline({
    valid: counts.valid,
    base: counts.base,
    baseShare: counts.base / counts.valid,
    lost: counts.lost,
    baseChange: yesterday && counts.base - yesterday.base,
    soonLost: soon.length,
  });
}
