import { textsOf } from "../../../locale";
import type { Dealership } from "../../../retention/store";
import { statusAt, type SoonLost, type StatusColumns } from "../../../retention/status";
import { customerColumns, type ColumnSpec, type PlanCell, type ReportContext } from "../../plan";

/** A column of a list of those who will soon be lost. */
export interface SoonLostColumn extends ColumnSpec {
  readonly cell: (entry: SoonLost) => PlanCell;
}

/**
 * What every list of those who will soon be lost shows: who it is, with the key by which the jump finds the
 * customer, the status, the days that are left and the last visit.
 *
 * @param rows of the list
 */
export function soonLostColumns(
  dealership: Dealership,
  statuses: StatusColumns,
  context: ReportContext,
  rows: number
): {
  readonly naming: readonly SoonLostColumn[];
  readonly key: SoonLostColumn;
  readonly standing: readonly SoonLostColumn[];
} {
  const { data, sheets } = textsOf(context.locale);
  const texts = sheets.status.soonLost;
  const named = customerColumns(dealership, context, ["plate", "phone"], rows).map(
    ({ cell, ...column }) => ({
      ...column,
      cell: ({ customer }: SoonLost): PlanCell => cell(customer),
    })
  );
  return {
    naming: named.filter(({ field }) => field !== "key"),
    key: named.find(({ field }) => field === "key")!,
    standing: [
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
    ],
  };
}
