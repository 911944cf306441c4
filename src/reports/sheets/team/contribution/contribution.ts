import { textsOf, type Locale } from "../../../../locale";
import { contributionFigures, retainedColumns } from "../../../../retention/performance";
import { isoOf } from "../../../../retention/time";
import {
  SheetBuilder,
  withPlacesAhead,
  writeHead,
  type ReportContext,
  type SheetPlan,
  tabColors,
  planBelowHead,
} from "../../../plan";
import type { StoreFigures } from "../../../figures";
import { sheetWithoutOrders } from "../../withoutOrders";
import { writeDetail } from "./detail";
import { type Details, type Sheet, views } from "./sheet";
import { writeTie } from "./tie";
import { writeView } from "./views";

/** Characters of a column of figures: the longest header of each language. */
const figureWidths: Readonly<Record<Locale, number>> = { "zh-CN": 20, "en-US": 24 };

/**
 * 维系贡献 (rules §14, S0 绩效评估, 表23) of the as-of day's month up to that day: by 专属顾问 and by 接待顾问
 * what customers brought by their status when they came, and how it ties to the order sheet. Every sum
 * is a formula over the detail tables at the end.
 */
export function contributionSheet(figures: StoreFigures, context: ReportContext): SheetPlan {
  if (!figures.knowsVisits) return sheetWithoutOrders("contribution", context);
  const { contribution } = figures;
  const name = textsOf(context.locale).reports.names.contribution;
  return withPlacesAhead<Details>((ahead) => {
    const builder = new SheetBuilder("contribution", name, tabColors.result);
    const sheet = { builder, figures, context, contribution };
    writeHead(builder, context, { title: name, headline: headlineOf(sheet) });
    writeNotes(sheet);
    for (const view of views) writeView(sheet, view, ahead?.[view] ?? null);
    writeTie(sheet, ahead);
    const places = {
      owner: writeDetail(sheet, "owner"),
      reception: writeDetail(sheet, "reception"),
    };
    return {
      places,
      plan: planBelowHead(builder, {
        columnWidths: [26, ...Array<number>(15).fill(figureWidths[context.locale])],
        frozenColumns: 1,
      }),
    };
  });
}

function headlineOf({ context, contribution }: Sheet): string {
  const texts = textsOf(context.locale).reports.contribution;
  const all = contributionFigures(contribution.byOwner);
  const retained = contributionFigures(contribution.byOwner, { columns: retainedColumns });
  const credited = contributionFigures(contribution.byOwner, {
    columns: retainedColumns,
    origin: "credited",
  });
  if (all.visits === 0 && all.revenue === 0) return texts.empty;
  if (!contribution.revenueKnown) {
    return texts.headlineVisits({ visits: retained.visits, creditedVisits: credited.visits });
  }
  return texts.headline({
    visits: retained.visits,
    revenue: retained.revenue,
    part: retained.revenue / all.revenue,
    creditedVisits: credited.visits,
    creditedRevenue: credited.revenue,
  });
}

function writeNotes({ builder, figures, context, contribution }: Sheet): void {
  const { contribution: texts, people } = textsOf(context.locale).reports;
  const { first, last } = contribution.period;
  builder.line(texts.period(isoOf(first), isoOf(last)), "note");
  if (figures.settings.roster.advisors.length === 0) builder.line(people.noAdvisors, "note");
  builder.skip();
}
