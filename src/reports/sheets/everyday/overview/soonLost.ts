import { textsOf } from "../../../../locale";
import { statusHorizons } from "../../../../retention/parameters";
import type { SoonLost } from "../../../../retention/status";
import { ownerNames } from "../../../figures";
import { figureOrAbsent } from "../../../plan";
import { soonLostColumns, type SoonLostColumn } from "../soonLostColumns";
import type { Sheet } from "./sheet";

const longest = 12;

/** Whom to keep first: the most valuable of those who will be lost within the horizon. */
export function writeSoonLost(sheet: Sheet, soon: readonly SoonLost[]): void {
  const { builder, figures, context } = sheet;
  const texts = textsOf(context.locale).reports.overview.soon;
  const days = statusHorizons.soonLost.value;
  if (soon.length === 0) {
    builder.line(texts.none(days), "section");
    builder.skip();
    return;
  }
  const worth = ({ customer }: SoonLost): number => figures.psv.total[customer] || 0;
  const shown = [...soon]
    .sort((a, b) => worth(b) - worth(a) || a.daysLeft - b.daysLeft || a.customer - b.customer)
    .slice(0, longest);
  builder.line(texts.section(days, shown.length, soon.length), "section");
  const columns = columnsOf(sheet, shown.length);
  builder.table(
    "RETAIN_overviewSoonLost",
    columns,
    shown.map((entry) => columns.map(({ cell }) => cell(entry)))
  );
  builder.skip();
}

/** Who it is, how much time is left, what he is worth, who calls; the key for the jump at the end. */
function columnsOf({ figures, context }: Sheet, rows: number): SoonLostColumn[] {
  const texts = textsOf(context.locale).reports.overview.soon;
  const { dealership, statuses, ownership, psv, asOf } = figures;
  const owners = ownerNames(figures, context);
  const { naming, key, standing } = soonLostColumns(dealership, statuses, context, rows);
  return [
    ...naming,
    ...standing,
    {
      header: texts.value,
      style: "number",
      cell: ({ customer }) => figureOrAbsent(psv.total[customer] ?? NaN),
    },
    {
      header: texts.owner,
      style: "literal",
      cell: ({ customer }) => owners[ownership.ownerOn(customer, asOf)] ?? "",
    },
    key,
  ];
}
