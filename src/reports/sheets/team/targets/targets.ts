import { allParameters } from "../../../../retention/allParameters";
import { textsOf } from "../../../../locale";
import type { ParameterValues } from "../../../../retention/parameters";
import {
  type OwnerLine,
  SheetBuilder,
  writeHead,
  type ReportContext,
  type SheetPlan,
  tabColors,
  planBelowHead,
} from "../../../plan";
import { chapterValues, otherRules, sinceDealOf, type StoreFigures } from "../../../figures";
import { writeAccount } from "./account";
import { writeOwnTargets } from "./ownTargets";
import type { Sheet } from "./sheet";
import { writeStandings } from "./standing";

/**
 * 维系目标 (rules §11, S0 目标设定, 表20): what each advisor may lose and is to win back, with lamps by
 * working days; then every advisor's customers from opening to closing, for the month and since the
 * deal, with check rows; then the targets that the store sets itself.
 */
export function targetsSheet(figures: StoreFigures, context: ReportContext): SheetPlan {
  const { reports } = textsOf(context.locale);
  const { settings, targets } = figures;
  const parameters = chapterValues(settings, "targets", allParameters.targets);
  const builder = new SheetBuilder("targets", reports.names.targets, tabColors.result);
  const sheet: Sheet = { builder, figures, context, targets, amberFrom: parameters.amberFrom };
  writeHead(builder, context, { title: reports.names.targets, headline: headlineOf(sheet) });
  const lines = figures.knowsVisits ? writeTargets(sheet, parameters) : [];
  writeOwnTargets(sheet, lines);
  const widest = Math.max(8, lines.length + 1);
  return planBelowHead(builder, {
    columnWidths: [34, 27, ...Array<number>(widest).fill(22)],
    frozenColumns: 1,
  });
}

/** Standings and accounts; gives the owners of the month's account. */
function writeTargets(
  sheet: Sheet,
  parameters: ParameterValues<typeof allParameters.targets>
): readonly OwnerLine[] {
  const { month, cumulative } = sheet.targets;
  if (sheet.figures.settings.roster.advisors.length > 0) writeStandings(sheet, parameters);
  const { lines } = writeAccount(sheet, month, "month");
  if (cumulative !== null) writeAccount(sheet, cumulative, "cumulative");
  return lines;
}

function headlineOf({ figures, context, targets }: Sheet): string {
  const texts = textsOf(context.locale).reports.targets;
  if (!figures.hasCustomers) return texts.empty;
  if (!figures.knowsVisits) return textsOf(context.locale).sheets.basis.needsOrders;
  const { month, cumulative } = targets;
  const { newLost } = month.store.flows;
  const rated = month.rows.flatMap((row) => row.newLost ?? []);
  const since = sinceDealOf(month.opening, figures.asOf);
  const rules = otherRules(figures, context.locale);
  if (rated.length === 0) return texts.headlineWithoutAdvisors({ since, rules, newLost });
  const standing = {
    since,
    rules,
    newLost,
    allowance: rated.reduce((sum, { target }) => sum + target, 0),
    over: rated.filter(({ actual, target }) => actual > target).length,
  };
  return cumulative === null
    ? texts.headlineWithoutPeriod(standing)
    : texts.headline({
        ...standing,
        returned: cumulative.store.flows.initialReturned,
        initialLost: cumulative.store.initialLost,
      });
}
