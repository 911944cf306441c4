import { statusHorizons } from "../../../../retention/parameters";
import type { Dealership, TextColumn } from "../../../../retention/store";
import { textsOf } from "../../../../locale";
import {
  statusAt,
  statusCodes,
  type SoonLost,
  type StatusCode,
  type StatusColumns,
} from "../../../../retention/status";
import { type SheetBuilder, type ReportContext, noteCut } from "../../../plan";
import { soonLostColumns, type SoonLostColumn } from "../soonLostColumns";

/** Rows listed of those who will be lost soon: what a team can call in a month and read on a sheet. */
const longestSoonLostList = 500;

/** Who will be lost within the horizon, by class and by name, nearest first. */
export function writeSoonLost(
  builder: SheetBuilder,
  dealership: Dealership,
  statuses: StatusColumns,
  soon: readonly SoonLost[],
  context: ReportContext
): void {
  const all = textsOf(context.locale);
  const texts = all.sheets.status.soonLost;
  builder.line(texts.section(statusHorizons.soonLost.value), "section");
  if (soon.length === 0) {
    builder.line(texts.none, "note");
    builder.skip();
    return;
  }
  const perClass = baseClassesOf(soon, statuses);
  const firstRow = builder.row;
  perClass.forEach(([status, count]) => {
    builder.labelled(all.data.statuses[status], count, "number");
  });
  if (perClass.length > 1) {
    builder.labelled(
      texts.total,
      { formula: `=SUM(B${firstRow + 1}:B${builder.row})`, expected: soon.length },
      "number"
    );
  }
  const shown = soon.slice(0, longestSoonLostList);
  noteCut(builder, shown.length, soon.length, context);
  builder.line(texts.list, "label");
  const columns = listColumns(dealership, statuses, context, shown.length);
  builder.table(
    "RETAIN_soonLost",
    columns,
    shown.map((entry) => columns.map((column) => column.cell(entry)))
  );
  builder.skip();
}

function baseClassesOf(
  soon: readonly SoonLost[],
  statuses: StatusColumns
): (readonly [StatusCode, number])[] {
  const tally = new Map<StatusCode, number>();
  for (const { customer } of soon) {
    const status = statusAt(statuses, customer);
    if (status !== undefined) tally.set(status, (tally.get(status) ?? 0) + 1);
  }
  return statusCodes.flatMap((status) => {
    const count = tally.get(status);
    return count === undefined ? [] : [[status, count] as const];
  });
}

/** Who it is, and what is known of him from columns that the customer table has. */
function listColumns(
  dealership: Dealership,
  statuses: StatusColumns,
  context: ReportContext,
  rows: number
): SoonLostColumn[] {
  const texts = textsOf(context.locale).sheets.status.soonLost;
  const { customers } = dealership;
  const has = (field: "model" | "advisor"): boolean => customers.mapped.has(field);
  const text = (header: string, of: (customer: number) => string): SoonLostColumn => ({
    header,
    style: "literal",
    cell: ({ customer }) => of(customer),
  });
  const { naming, key, standing } = soonLostColumns(dealership, statuses, context, rows);
  return [
    ...naming,
    key,
    ...standing,
    { header: texts.lostDay, style: "date", cell: ({ lostDay }) => lostDay },
    ...(has("advisor")
      ? [text(texts.advisor, (customer) => textAt(customers.advisor, customer))]
      : []),
    // Last, because model names are long and may run on into the empty cells beside the list.
    ...(has("model") ? [text(texts.model, (customer) => textAt(customers.model, customer))] : []),
  ];
}

function textAt(column: TextColumn, row: number): string {
  return column.texts[column.codes[row] ?? 0] ?? "";
}
