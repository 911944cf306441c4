import { textsOf } from "../../locale";
import {
  planBelowHead,
  SheetBuilder,
  tabColors,
  writeHead,
  type ReportContext,
  type SheetPlan,
} from "../plan";

/** Sheets whose every figure rests on when customers came before. */
type SheetOfVisits =
  "backTest" | "conversion" | "reservoir" | "contribution" | "incentives" | "retentionCurves";

/**
 * What stands on a sheet of visits where orders do not tell any (see `knowsVisits`): why it has no figures,
 * and what to do. Tables of zeros would say that nobody was lost and nobody came.
 */
export function sheetWithoutOrders(id: SheetOfVisits, context: ReportContext): SheetPlan {
  const { reports, sheets } = textsOf(context.locale);
  const builder = new SheetBuilder(id, reports.names[id], tabColors.result);
  writeHead(builder, context, { title: reports.names[id], headline: sheets.basis.needsOrders });
  return planBelowHead(builder, { columnWidths: [26, 26], frozenColumns: 1 });
}
