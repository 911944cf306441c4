import { textsOf } from "../../../../locale";
import { valueGrades } from "../../../../retention/value";
import {
  SheetBuilder,
  writeHead,
  type ReportContext,
  type SheetPlan,
  tabColors,
  planBelowHead,
} from "../../../plan";
import type { StoreFigures } from "../../../figures";
import { writeBudget } from "./budget";
import { writeDisagreements, writeList } from "./customers";
import { writeGrades, writeStatuses } from "./groups";
import { type Sheet, customersWhere, hasPsv, sumCents } from "./sheet";
import { writeWorth } from "./worth";

/** A place from which on a customer stands in the top quarter. */
const topQuarter = 0.75;

/**
 * 客户价值 (rules §9, S4 and S1): ΣPSV and its parts by status, RFM grades beside PSV, the customers on
 * whom the two differ most, whom a budget reaches, the two sums of S2 and S3, and every driver by
 * customer. Statuses are those of `retention`, on which ρ rests.
 */
export function valueSheet(figures: StoreFigures, context: ReportContext): SheetPlan {
  const { reports } = textsOf(context.locale);
  const builder = new SheetBuilder("value", reports.names.value, tabColors.result);
  const sheet: Sheet = { builder, figures, context };
  writeHead(builder, context, { title: reports.names.value, headline: headlineOf(sheet) });
  writeStatuses(sheet);
  writeGrades(sheet);
  writeDisagreements(sheet);
  writeBudget(sheet);
  writeWorth(sheet);
  writeList(sheet);
  return planBelowHead(builder, {
    columnWidths: [28, 18, 18, 18, 18, 18, 18, 14, 14, 19, 19, 19, 19, 19, 14, 14, 8, 8, 8],
    frozenColumns: 1,
  });
}

function headlineOf({ figures, context }: Sheet): string {
  const texts = textsOf(context.locale).reports.value;
  if (!figures.hasCustomers) return texts.empty;
  const valued = customersWhere(figures, hasPsv(figures));
  if (valued.length === 0) return texts.noPsv;
  const psv = sumCents(figures.psv.total, valued);
  const { grade } = figures.rfm;
  const overlooked = figures.valueDisagreements.filter(
    ({ customer, psvPlace }) =>
      psvPlace >= topQuarter && ["C", "D"].includes(valueGrades[grade[customer]])
  );
  return texts.headline({
    psv,
    average: psv / valued.length,
    customers: valued.length,
    overlooked: overlooked.length,
  });
}
