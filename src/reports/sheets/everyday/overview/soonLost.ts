import { textsOf } from "../../../../locale";
import { statusHorizons } from "../../../../retention/parameters";
import { statusAt, type SoonLost } from "../../../../retention/status";
import { ownerNames } from "../../../figures";
import { customerColumns, figureOrAbsent, type ColumnSpec, type PlanCell } from "../../../plan";
import type { Sheet } from "./sheet";

const longest = 12;

interface Column extends ColumnSpec {
  readonly cell: (entry: SoonLost) => PlanCell;
}

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
function columnsOf({ figures, context }: Sheet, rows: number): Column[] {
  const { data, sheets, reports } = textsOf(context.locale);
  const texts = reports.overview.soon;
  const { dealership, statuses, ownership, psv, asOf } = figures;
  const owners = ownerNames(figures, context);
  const naming = customerColumns(dealership, context, ["plate", "phone"], rows).map(
    ({ field, header, style, rowFormula, cell }) => ({
      field,
      column: {
        header,
        style,
        ...(rowFormula !== undefined && { rowFormula }),
        cell: ({ customer }: SoonLost) => cell(customer),
      },
    })
  );
  const ofField = (wanted: (field: string) => boolean): Column[] =>
    naming.filter(({ field }) => wanted(field)).map(({ column }) => column);
  return [
    ...ofField((field) => field !== "key"),
    {
      header: texts.status,
      style: "text",
      cell: ({ customer }) => {
        const status = statusAt(statuses, customer);
        return status === undefined ? "" : data.statuses[status];
      },
    },
    { header: texts.daysLeft, style: "number", cell: ({ daysLeft }) => daysLeft },
    {
      header: texts.lastVisit,
      style: "date",
      cell: ({ customer }) => statuses.lastVisit[customer] || sheets.header.absent,
    },
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
    ...ofField((field) => field === "key"),
  ];
}
