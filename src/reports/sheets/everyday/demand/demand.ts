import { textsOf } from "../../../../locale";
import type { DemandUrgency } from "../../../../retention/solicitation";
import { isoOf } from "../../../../retention/time";
import {
  SheetBuilder,
  writeHead,
  type ReportContext,
  bodyRange,
  jumpCell,
  type SheetPlan,
  columnWidth,
  tabColors,
  noteCut,
  planBelowHead,
} from "../../../plan";
import type { StoreFigures } from "../../../figures";
import { rowsToProspects, writeProspects } from "./prospects";
import { type CountedLines, type Ranges, countLines, writeAdvisors, writeTypes } from "./counts";
import { type ListColumn, listColumns, writeList } from "./list";
import { type Demand, computeDemand, urgencyCode } from "./rows";

/**
 * 招揽需求表 (rules §8; S0 招揽KPI "需求表来源于客户基准表"): one row per item that falls due within the
 * horizon, in the order in which the morning plan calls; above it the items by type, by urgency and by
 * advisor as native counts of the list.
 */
export function demandSheet(figures: StoreFigures, context: ReportContext): SheetPlan {
  const { reports } = textsOf(context.locale);
  const texts = reports.demand;
  const builder = new SheetBuilder("demand", reports.names.demand, tabColors.result);
  const found = computeDemand(figures);
  const empty = found.rows.length === 0;
  writeHead(builder, context, {
    title: reports.names.demand,
    headline: empty ? texts.empty : headline(found, context),
  });
  const list = listColumns(found, context);
  const counted = countLines(found, context);
  const summaries = (probe: SheetBuilder, headerRow: number): void => {
    if (!empty) writeSummaries(probe, found, counted, list, headerRow, context);
  };
  const linkRow = builder.row;
  const headerRow = builder.rowAfter((probe) => {
    probe.skip(2);
    summaries(probe, 0);
  });
  const listEnd = empty ? headerRow : headerRow + 1 + found.rows.length;
  builder.cells([[jumpCell(listEnd + rowsToProspects, 0, texts.prospects.goTo)]], 0);
  builder.style({ row: linkRow, column: 0, rows: 1, columns: 1 }, "link");
  builder.skip();
  summaries(builder, headerRow);
  if (!empty) writeList(builder, found, list);
  writeProspects(builder, figures, context);
  return planBelowHead(builder, {
    columnWidths: list.map(({ header, width }) => columnWidth(header, width)),
    frozenColumns: 1,
  });
}

function headline({ figures, rows, all }: Demand, { locale }: ReportContext): string {
  const count = (urgency: DemandUrgency): number =>
    rows.filter((row) => row.urgency === urgencyCode(urgency)).length;
  return textsOf(locale).reports.demand.headline({
    items: all,
    customers: new Set(rows.map(({ item, prospect }) => prospect?.key ?? item.customer)).size,
    until: isoOf(figures.demand.until),
    due: count("due"),
    nearLost: count("nearLost"),
    overdue: count("overdue"),
  });
}

function rangesOf(list: readonly ListColumn[], headerRow: number, rows: number): Ranges {
  return (key) =>
    bodyRange(
      headerRow,
      rows,
      list.findIndex(({ id }) => id === key)
    );
}

function writeSummaries(
  builder: SheetBuilder,
  found: Demand,
  counted: CountedLines,
  list: readonly ListColumn[],
  headerRow: number,
  context: ReportContext
): void {
  const { reports } = textsOf(context.locale);
  const texts = reports.demand;
  const ranges = rangesOf(list, headerRow, found.rows.length);
  writeTypes(builder, counted.types, ranges, context);
  writeAdvisors(builder, counted.advisors, ranges, context);
  builder.line(texts.list.section, "section");
  builder.line(texts.order(found.figures.solicitationRules.dueWindow), "note");
  noteCut(builder, found.rows.length, found.all, context);
}
