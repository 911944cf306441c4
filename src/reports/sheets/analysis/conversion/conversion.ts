import { textsOf } from "../../../../locale";
import { flowsBetween, historyDayOf } from "../../../../retention/status";
import { dayBefore, isoOf } from "../../../../retention/time";
import {
  SheetBuilder,
  writeHead,
  type ReportContext,
  type SheetPlan,
  tabColors,
  planBelowHead,
} from "../../../plan";
import { type StoreFigures, lossOfMonthSentence } from "../../../figures";
import { sheetWithoutOrders } from "../../withoutOrders";
import { writeBalance, writeMatrix } from "./balance";
import { type Conversion, baseOn, computeConversion, isEmpty } from "./changes";
import { type DailyPlace, dailyPlace, writeBaseChart, writeDays } from "./days";
import { writeMovers } from "./movers";
import { writeMonths, writePeriods, writeWeeks } from "./spans";

/**
 * 客户转换 (S0 转换KPI "根据以天为单位的环比分析法", 图62c): what changed, by day, week and month; each
 * status with its opening, in, out and closing; the net change since the last month-end; who moved and
 * why. Weeks, months and periods are native sums of the days.
 */
export function conversionSheet(figures: StoreFigures, context: ReportContext): SheetPlan {
  if (!figures.knowsVisits) return sheetWithoutOrders("conversion", context);
  const { reports } = textsOf(context.locale);
  const builder = new SheetBuilder("conversion", reports.names.conversion, tabColors.result);
  const found = computeConversion(figures);
  const empty = isEmpty(found);
  writeHead(builder, context, {
    title: reports.names.conversion,
    headline: empty ? reports.conversion.empty : headline(found, context),
  });
  if (!empty) {
    writeShortHistory(builder, found, context);
    writeBalance(builder, found, context);
    writeFlows(builder, found, context);
  }
  return planBelowHead(builder, {
    columnWidths: [26, ...Array.from({ length: 22 }, () => 13)],
    frozenColumns: 1,
  });
}

function headline(found: Conversion, { locale }: ReportContext): string {
  const { series, asOf, monthStart, figures } = found;
  const { newLost, lostReturned: returned } = flowsBetween(series, monthStart, asOf);
  const openingBase = baseOn(found, dayBefore(monthStart));
  return lossOfMonthSentence(figures, { openingBase, newLost, returned }, locale);
}

function writeShortHistory(
  builder: SheetBuilder,
  { figures, series }: Conversion,
  { locale }: ReportContext
): void {
  const until = historyDayOf(figures.dealership);
  if (until <= series.first) return;
  builder.line(textsOf(locale).reports.conversion.shortHistory(isoOf(until)), "note");
  builder.skip();
}

function writeFlows(builder: SheetBuilder, found: Conversion, context: ReportContext): void {
  const days = found.series.last - found.series.first + 1;
  const headerRow = builder.rowAfter((probe) => {
    writeSummaries(probe, found, dailyPlace(0, days), context);
    probe.skip();
  });
  writeSummaries(builder, found, dailyPlace(headerRow, days), context);
  writeDays(builder, found, context);
  writeMovers(builder, found, context);
}

function writeSummaries(
  builder: SheetBuilder,
  found: Conversion,
  daily: DailyPlace,
  context: ReportContext
): void {
  writePeriods(builder, found, daily, context);
  writeMonths(builder, found, daily, context);
  writeWeeks(builder, found, daily, context);
  writeMatrix(builder, found, context);
  writeBaseChart(builder, found, daily, context);
}
