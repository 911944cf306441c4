import { textsOf } from "../../../../locale";
import { soonLost } from "../../../../retention/status";
import { isoOf } from "../../../../retention/time";
import { lossOfMonth, lossOfMonthSentence, type StoreFigures } from "../../../figures";
import { SheetBuilder, tabColors, type ReportContext, type SheetPlan } from "../../../plan";
import { writeAdvisors } from "./advisors";
import { writeFigures } from "./figures";
import { printedColumns, type Sheet } from "./sheet";
import { writeSheetList } from "./sheetList";
import { writeSoonLost } from "./soonLost";
import { writeToday } from "./today";
import { writeTrends } from "./trends";

/** In characters; printed together they fill a page. */
const widths = [16, 7, 12, 15, 10, 16, 12, 12, 12, 18];

/**
 * 首页: what a manager looks at first, on one page: what the month has done, six figures with their year,
 * today's calls and what waits for a decision, whom to keep first, how the advisors stand, and which sheet
 * answers what.
 */
export function overviewSheet(figures: StoreFigures, context: ReportContext): SheetPlan {
  const { reports, sheets, data } = textsOf(context.locale);
  const builder = new SheetBuilder("overview", reports.names.overview, tabColors.result);
  const sheet: Sheet = { builder, figures, context };
  builder.line(reports.names.overview, "title");
  builder.line(headlineOf(sheet), "headline");
  const { storeName: store, rules } = context;
  const basis = { store, asOf: isoOf(context.asOf), rules: data.ruleSets[rules.name] };
  builder.line(reports.overview.basis(basis), "subtitle");
  builder.generated(sheets.header.generatedBy, sheets.header.generatedAt(context.generatedAt));
  builder.skip();
  if (figures.hasCustomers) {
    const placed = writeFigures(sheet);
    writeToday(sheet, placed);
    writeTrends(sheet, placed);
    writeSoonLost(sheet, soonLost(figures.statuses));
    if (figures.knowsVisits) writeAdvisors(sheet);
  }
  writeSheetList(sheet);
  return builder.build({
    columnWidths: widths,
    freeze: { rows: 2, columns: 0 },
    print: { onePage: { columns: printedColumns } },
    isFirst: true,
  });
}

function headlineOf({ figures, context }: Sheet): string {
  const { locale } = context;
  if (!figures.hasCustomers) return textsOf(locale).sheets.status.empty;
  if (!figures.knowsVisits) return textsOf(locale).sheets.basis.needsOrders;
  const [base] = figures.yearTrend.trends;
  return lossOfMonthSentence(figures, lossOfMonth(figures, base?.before ?? 0), locale);
}
